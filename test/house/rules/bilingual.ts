/**
 * Purpose: everything that people read exists in both languages. The rule finds the texts in the sources themselves, in the forms in which they are written there, so that no list of
 * catalogues can forget one:
 *
 * - `{ en: …, ja: … }`, whether the values are texts, functions that give texts, or tables of them;
 * - two constants that are named alike but for their language (`carryEn` and `carryJa`, `BOX_EN` and `BOX_JA`, `en` and `ja`); a table in Japanese alone has the English as its keys;
 * - calls of a function that takes an English text and then the Japanese one;
 * - a choice by language (`lang === 'ja' ? … : …`); rows of a table with the Japanese behind the English.
 *
 * Any other Japanese text is reported as one without its English. An English text without Japanese in none of these forms is not found; types ask for both wherever a text is shown.
 */
import type { Finding, Rule } from '../support/rule.ts';
import { child, children, isCode, isNode, lineAt, nameOf, stringOf, syntaxOf, visit, type Node } from '../support/syntax.ts';
import { checkTexts, hasJapanese, piecesOf, quoted } from './texts.ts';

const ROOMS = /^(sim|threats|scenarios|lab|viz)\/.*\.tsx?$/;
const LANGUAGES = ['en', 'ja'] as const;
type Language = (typeof LANGUAGES)[number];

/** One text in both languages; a side that is absent is reported. */
interface Pair {
  readonly at: Node;
  readonly en: Node | undefined;
  readonly ja: Node | undefined;
}

/** What stands around or behind a value and changes nothing of it. */
function bare(node: Node | undefined): Node | undefined {
  const wrapped = ['TSAsExpression', 'TSSatisfiesExpression', 'ParenthesizedExpression'].includes(node?.type ?? '');
  return wrapped ? bare(child(node, 'expression')) : node;
}

function propertiesOf(node: Node | undefined): ReadonlyMap<string, Node> {
  const all = children(bare(node), 'properties').filter(({ type }) => type === 'Property');
  return new Map(
    all.flatMap((property) => {
      const key = child(property, 'key');
      const name = nameOf(key) ?? stringOf(key);
      const value = child(property, 'value');
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Two tables with the same keys, or two texts. */
function alike(at: Node, en: Node | undefined, ja: Node | undefined): Pair[] {
  const [english, japanese] = [bare(en), bare(ja)];
  if (english?.type !== 'ObjectExpression' || japanese?.type !== 'ObjectExpression') return [{ at, en, ja }];
  const [left, right] = [propertiesOf(english), propertiesOf(japanese)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    alike(left.get(key) ?? right.get(key) ?? at, left.get(key), right.get(key)),
  );
}

function pairsInObjects(program: Node): Pair[] {
  const found: Pair[] = [];
  visit(program, (node) => {
    if (node.type !== 'ObjectExpression') return;
    const properties = propertiesOf(node);
    const spread = children(node, 'properties').some(({ type }) => type === 'SpreadElement');
    if (spread || !LANGUAGES.some((language) => properties.has(language))) return;
    found.push(...alike(node, properties.get('en'), properties.get('ja')));
  });
  return found;
}

const NAMED = /^(.*?)_?(en|EN|En|english|ENGLISH|ja|JA|Ja|japanese|JAPANESE)$/;
const TEXTS = new Set(['ObjectExpression', 'ArrayExpression', 'TemplateLiteral', 'Literal']);

function pairsOfConstants(program: Node): Pair[] {
  const byStem = new Map<string, Record<Language, Node[]>>();
  visit(program, (node) => {
    const value = node.type === 'VariableDeclarator' ? child(node, 'init') : node.type === 'FunctionDeclaration' ? node : undefined;
    const [, stem, ending] = NAMED.exec(nameOf(child(node, 'id')) ?? '') ?? [];
    if (value === undefined || stem === undefined || ending === undefined) return;
    if (node.type === 'VariableDeclarator' && !TEXTS.has(bare(value)?.type ?? '')) return;
    const known = byStem.get(stem) ?? { en: [], ja: [] };
    byStem.set(stem, known);
    known[/^e/i.test(ending) ? 'en' : 'ja'].push(value);
  });
  return [...byStem.values()].flatMap(({ en, ja }) =>
    ja.flatMap((japanese, i) => {
      const english = en[i];
      return english === undefined ? keyedByEnglish(japanese) : alike(english, english, japanese);
    }),
  );
}

/** A table in Japanese alone: its keys are the English texts. */
function keyedByEnglish(table: Node): Pair[] {
  const all = children(bare(table), 'properties').filter(({ type }) => type === 'Property');
  return all.map((property) => ({
    at: property,
    en: child(property, 'key'),
    ja: child(property, 'value'),
  }));
}

/** Where a function takes an English text and then the Japanese one. */
function positionOf(node: Node): number {
  const names = children(node, 'params').map(nameOf);
  return names.findIndex((name, i) => name === 'en' && names[i + 1] === 'ja');
}

/** Such functions by name. */
export function takersIn(program: Node): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  visit(program, (node) => {
    const own = node.type === 'VariableDeclarator' ? child(node, 'init') : node.type === 'FunctionDeclaration' ? node : undefined;
    const name = nameOf(child(node, 'id'));
    const at = own === undefined ? -1 : positionOf(own);
    if (name !== undefined && at !== -1) found.set(name, at);
  });
  return found;
}

function pairsInCalls(program: Node, takers: ReadonlyMap<string, number>): Pair[] {
  const imported = new Set<string>();
  visit(program, (node) => {
    const name = node.type === 'ImportSpecifier' ? nameOf(child(node, 'local')) : undefined;
    if (name !== undefined) imported.add(name);
  });
  const own = takersIn(program);
  const found: Pair[] = [];
  visit(program, (node) => {
    const callee = child(node, 'callee');
    const name = node.type === 'CallExpression' && callee?.type === 'Identifier' ? (nameOf(callee) ?? '') : '';
    const at = own.get(name) ?? (imported.has(name) ? takers.get(name) : undefined);
    const given = children(node, 'arguments');
    if (at !== undefined && given.length > at) found.push({ at: node, en: given[at], ja: given[at + 1] });
  });
  return found;
}

/** Which language a condition asks for, and whether it holds for it. */
function askedIn(test: Node | undefined): { readonly language: Language; readonly same: boolean } | undefined {
  if (test?.type !== 'BinaryExpression') return undefined;
  const language = [child(test, 'left'), child(test, 'right')].map(stringOf).find((one) => one === 'en' || one === 'ja');
  return language === 'en' || language === 'ja' ? { language, same: test['operator'] === '===' } : undefined;
}

/** `lang === 'ja' ? … : …`, and `if (lang === 'ja') return …;` with what is returned else. */
function pairsInChoices(program: Node): Pair[] {
  const found: Pair[] = [];
  visit(program, (node, ancestors) => {
    const asked = askedIn(child(node, 'test'));
    if (asked === undefined) return;
    let [yes, no] = [child(node, 'consequent'), child(node, 'alternate')];
    if (node.type === 'IfStatement') {
      const around = children(ancestors.at(-1), 'body');
      [yes, no] = [child(yes, 'argument'), child(around[around.indexOf(node) + 1], 'argument')];
    }
    if (yes === undefined || no === undefined || [yes, no].some(({ type }) => type === 'ArrayExpression')) return;
    found.push((asked.language === 'ja') === asked.same ? { at: node, en: no, ja: yes } : { at: node, en: yes, ja: no });
  });
  return found;
}

/** Neighbours in a row of a table or among arguments: the Japanese behind the English, or behind the pattern that it replaces. */
function pairsInRows(program: Node): Pair[] {
  const found: Pair[] = [];
  visit(program, (node) => {
    const row = node.type === 'ArrayExpression' ? children(node, 'elements') : children(node, 'arguments');
    for (const [i, ja] of row.entries()) {
      const en = row[i - 1];
      if (en === undefined || !isText(ja) || !hasJapanese(piecesOf(ja).text)) continue;
      if (en['regex'] !== undefined || (isText(en) && !hasJapanese(piecesOf(en).text))) found.push({ at: ja, en, ja });
    }
  });
  return found;
}

function isText(node: Node): boolean {
  return stringOf(node) !== undefined || node.type === 'TemplateLiteral';
}

/** `English / 日本語` in one text, where a tool shows one text only. */
function isBoth(text: string): boolean {
  const at = text.search(/ \/ |\n/);
  return at > 0 && !hasJapanese(text.slice(0, at));
}

/** Japanese that needs no English, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'lab/cli/usage-words.ts': 'the English is what commander itself says',
  'threats/catalogue/table-a2.ts': 'the words that the TR prints',
  'viz/panels/header.tsx': 'languages are named in themselves',
  'lab/report/page.ts': 'languages are named in themselves',
  'viz/words/japanese-font.ts': 'samples of a font',
};

/** Japanese that belongs to no pair. */
function alone(program: Node, pairs: readonly Pair[]): Node[] {
  const spoken = new Set<Node>();
  for (const { ja } of pairs) if (ja !== undefined) visit(ja, (node) => spoken.add(node));
  const found: Node[] = [];
  visit(program, (node, ancestors) => {
    const isKey = ancestors.at(-1)?.type === 'Property' && child(ancestors.at(-1), 'key') === node;
    const text = isText(node) ? quoted(node) : '';
    if (hasJapanese(text) && !isKey && !isBoth(text) && !spoken.has(node)) found.push(node);
  });
  return found;
}

/**
 * Every text of a source with its translation.
 * Units: none. Errors: none. Source: own design.
 */
export function pairsIn(program: Node, takers: ReadonlyMap<string, number>): readonly Pair[] {
  return [
    ...pairsInObjects(program),
    ...pairsOfConstants(program),
    ...pairsInCalls(program, takers),
    ...pairsInChoices(program),
    ...pairsInRows(program),
  ];
}

/**
 * The rule over one file, with the functions of all files that take both languages.
 * Units: none. Errors: none. Source: house style.
 */
export function bilingual(takers: ReadonlyMap<string, number>): Rule {
  return {
    name: 'everything that people read exists in English and in Japanese',
    check(path, text) {
      if (!ROOMS.test(path) || !isCode(path) || !isNode(syntaxOf(path, text).program)) return [];
      const { program } = syntaxOf(path, text);
      const pairs = pairsIn(program, takers);
      const finding = (node: Node, message: string): Finding => ({ path, line: lineAt(text, node.start), message });
      return [
        ...pairs.flatMap(({ at, en, ja }) => {
          if (en === undefined || ja === undefined) return [finding(at, `the ${en === undefined ? 'English' : 'Japanese'} is missing`)];
          return checkTexts(piecesOf(en), piecesOf(ja)).map((message) => finding(at, message));
        }),
        ...(path in EXCEPTIONS ? [] : alone(program, pairs)).map((node) =>
          finding(node, `"${piecesOf(node).text.slice(0, 20)}" stands without its English`),
        ),
      ];
    },
  };
}
