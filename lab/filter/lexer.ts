/**
 * Purpose: cuts a display filter into tokens.
 *
 * A word runs to the next blank, bracket, comma, quote or operator sign; what holds one of these is written in quotes.
 * Units: offsets in UTF-16 units. Determinism: pure.
 */
import { fault } from './fault.ts';

export type TokenKind = 'word' | 'text' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const BLANK = /\s/u;
const SIGNS = ['==', '!=', '<=', '>=', '&&', '||', '<', '>', '!', '(', ')', '{', '}', ','] as const;
const BREAKS = new Set(['=', '!', '<', '>', '&', '|', '(', ')', '{', '}', ',', '"', "'"]);

/** The text of a quoted value and where it ends; `\` takes the next character as it is. */
function quoted(source: string, from: number): Token {
  const quote = source[from];
  let text = '';
  for (let i = from + 1; i < source.length; i++) {
    const character = source[i];
    if (character === quote) return { kind: 'text', text, from, to: i + 1 };
    if (character === '\\') i++;
    text += source[i] ?? '';
  }
  throw fault(from, source.length, { en: 'the quote is not closed', ja: '引用符が閉じていません' });
}

function word(source: string, from: number): Token {
  let to = from;
  while (to < source.length && !BLANK.test(source[to] ?? ' ') && !BREAKS.has(source[to] ?? ' ')) to++;
  return { kind: 'word', text: source.slice(from, to), from, to };
}

function tokenAt(source: string, from: number): Token {
  const sign = SIGNS.find((one) => source.startsWith(one, from));
  if (sign !== undefined) return { kind: 'sign', text: sign, from, to: from + sign.length };
  const character = source[from] ?? '';
  if (character === '"' || character === "'") return quoted(source, from);
  if (character === '=')
    throw fault(from, from + 1, { en: 'equality is written == (two signs)', ja: '等しいことは == と書きます（= を二つ）' });
  if (BREAKS.has(character))
    throw fault(from, from + 1, {
      en: `${character} is written twice: ${character}${character}`,
      ja: `${character}${character} と書きます`,
    });
  return word(source, from);
}

/**
 * The tokens of a filter, the last one being its end.
 * Units: offsets. Errors: throws a Fault on an open quote or half an operator. Source: own design, after the display filters of packet analysers.
 */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    if (BLANK.test(source[at] ?? '')) {
      at++;
      continue;
    }
    const token = tokenAt(source, at);
    tokens.push(token);
    at = token.to;
  }
  return [...tokens, { kind: 'end', text: '', from: source.length, to: source.length }];
}
