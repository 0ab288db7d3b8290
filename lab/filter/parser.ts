/**
 * Purpose: the grammar of the display filter, read once from left to right, into a test on events.
 *
 *   any  := all { or all } · all := not { and not } · not := [ not ] not | ( any ) | test
 *   test := field | field operator value | field [ not ] in { value, … }
 *
 * Operators have the signs of C and the words of packet analysers; a field alone asks whether the event has it.
 * Does not model: arithmetic, functions, slices, regular expressions (a hostile one could hang the page).
 * Units: offsets in UTF-16 units. Determinism: pure.
 */
import { nearest } from '../../scenarios/suggest.ts';
import { fault } from './fault.ts';
import { fieldNamed, FIELD_NAMES } from './fields.ts';
import type { Token } from './lexer.ts';
import type { EventTest, Expected, Field } from './types.ts';
import { comparison, membership } from './values.ts';

/** Deeper brackets than anybody reads; the bound keeps the stack safe. */
const DEEPEST = 50;

const OPERATORS: Readonly<Record<string, string>> = {
  '==': '==',
  eq: '==',
  '!=': '!=',
  ne: '!=',
  '<': '<',
  lt: '<',
  '<=': '<=',
  le: '<=',
  '>': '>',
  gt: '>',
  '>=': '>=',
  ge: '>=',
  contains: 'contains',
};
const RESERVED = new Set(['and', 'or', 'not', 'in', ...Object.keys(OPERATORS)]);

/**
 * One reading of one text.
 * Units: none. Errors: `read` throws a Fault. Source: recursive descent.
 */
export class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  /** What could stand where the text ends. */
  readonly expected: Expected[] = [];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): EventTest {
    const test = this.#any();
    const left = this.#next;
    if (left.kind === 'end') {
      this.expected.push({ what: 'joint', depth: 0 });
      return test;
    }
    throw left.text === ')'
      ? fault(left.from, left.to, { en: 'this bracket closes nothing', ja: '対応する開き括弧がありません' })
      : fault(left.from, left.to, {
          en: `expected "and" or "or" before "${left.text}"`,
          ja: `「${left.text}」の前に and または or が必要です`,
        });
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', from: 0, to: 0 };
  }

  #is(...texts: readonly string[]): boolean {
    const { kind, text } = this.#next;
    return kind !== 'text' && kind !== 'end' && texts.includes(text);
  }

  #take(): Token {
    const token = this.#next;
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  #any(): EventTest {
    const tests = [this.#all()];
    while (this.#is('or', '||')) {
      this.#take();
      tests.push(this.#all());
    }
    return tests.length === 1 && tests[0] !== undefined ? tests[0] : (event) => tests.some((test) => test(event));
  }

  #all(): EventTest {
    const tests = [this.#not()];
    while (this.#is('and', '&&')) {
      this.#take();
      tests.push(this.#not());
    }
    return tests.length === 1 && tests[0] !== undefined ? tests[0] : (event) => tests.every((test) => test(event));
  }

  #not(): EventTest {
    if (++this.#depth > DEEPEST)
      throw fault(this.#next.from, this.#next.to, { en: 'too many brackets inside each other', ja: '括弧の入れ子が深すぎます' });
    const test = this.#unary();
    this.#depth--;
    return test;
  }

  #unary(): EventTest {
    if (this.#is('not', '!')) {
      this.#take();
      const inner = this.#not();
      return (event) => !inner(event);
    }
    if (!this.#is('(')) return this.#test();
    const open = this.#take();
    const inner = this.#any();
    if (this.#next.kind === 'end') this.expected.push({ what: 'joint', depth: 1 });
    if (!this.#is(')')) throw fault(open.from, open.to, { en: 'this bracket is not closed', ja: 'この括弧が閉じていません' });
    this.#take();
    return inner;
  }

  #test(): EventTest {
    const field = this.#field();
    if (this.#next.kind === 'end') this.expected.push({ what: 'operator', field });
    const negated = this.#is('not') && this.#tokens[this.#at + 1]?.text === 'in';
    if (negated) this.#take();
    if (this.#is('in')) {
      this.#take();
      const inside = membership(field, this.#set(field));
      return negated ? (event) => field.read(event).length > 0 && !inside(field.read(event)) : (event) => inside(field.read(event));
    }
    const operator = this.#next.kind === 'text' ? undefined : OPERATORS[this.#next.text];
    if (operator === undefined) return (event) => field.read(event).length > 0;
    const sign = { ...this.#take(), text: operator };
    if (field.type === 'sign')
      throw fault(sign.from, sign.to, {
        en: `${field.name} stands alone: it is there or not`,
        ja: `${field.name} は単独で書きます（有無のみ）`,
      });
    const test = comparison(field, sign, this.#value(field));
    return (event) => test(field.read(event));
  }

  #field(): Field {
    const token = this.#next;
    if (token.kind === 'end') {
      this.expected.push({ what: 'field' });
      throw fault(token.from, token.to, {
        en: 'a field is missing here, such as kind or src',
        ja: 'ここに項目（kind、src など）が必要です',
      });
    }
    if (token.kind !== 'word' || RESERVED.has(token.text))
      throw fault(token.from, token.to, { en: `expected a field, not "${token.text}"`, ja: `項目が必要です（「${token.text}」は不可）` });
    this.#take();
    const field = fieldNamed(token.text);
    if (field !== undefined) return field;
    const near = nearest(token.text, FIELD_NAMES);
    throw fault(token.from, token.to, {
      en: `there is no field "${token.text}"${near === undefined ? '' : `; did you mean ${near}?`}`,
      ja: `「${token.text}」という項目はありません${near === undefined ? '' : `（${near} のことですか）`}`,
    });
  }

  #value(field: Field): Token {
    const token = this.#next;
    if (token.kind === 'end') {
      this.expected.push({ what: 'value', field });
      throw fault(token.from, token.to, { en: `a value for ${field.name} is missing here`, ja: `ここに ${field.name} の値が必要です` });
    }
    if (token.kind === 'sign')
      throw fault(token.from, token.to, { en: `expected a value, not "${token.text}"`, ja: `値が必要です（「${token.text}」は不可）` });
    return this.#take();
  }

  /** `{a, b}`; commas may be left out, as older analysers want it. */
  #set(field: Field): readonly Token[] {
    const open = this.#next;
    if (open.kind === 'end') this.expected.push({ what: 'set', field });
    if (!this.#is('{')) throw fault(open.from, open.to, { en: 'expected a set such as {a, b}', ja: '{a, b} のような集合が必要です' });
    this.#take();
    const values: Token[] = [];
    while (!this.#is('}')) {
      if (values.length > 0 && this.#next.kind === 'end') {
        this.expected.push({ what: 'more', field });
        throw fault(open.from, open.to, { en: 'this set is not closed', ja: 'この集合が閉じていません' });
      }
      values.push(this.#value(field));
      if (this.#is(',')) this.#take();
    }
    const close = this.#take();
    if (values.length === 0) throw fault(open.from, close.to, { en: 'the set is empty', ja: '集合が空です' });
    return values;
  }
}
