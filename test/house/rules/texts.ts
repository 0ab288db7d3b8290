/**
 * Purpose: what can be said of a text and its translation without understanding them: neither is empty, each is in its language.
 */
import { child, children, nameOf, stringOf, type Node } from '../support/syntax.ts';

/** The literal parts of an expression. */
export interface Pieces {
  readonly text: string;
  /** True if parts of it come from elsewhere: a variable, a call. */
  readonly open: boolean;
}

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/u;
/** Three small letters in a row, that no abbreviation has. */
const ENGLISH_WORD = /(?<![\w.\-/])[A-Z]?[a-z]{3,}(?![\w.\-/(])/;
/** Names that both languages write alike: products, algorithms, file formats, and the page's own. */
const NAMES =
  /\b(Wardlab|wardlab|Wireshark|pcapng|pcap|Sender|Diffie|Hellman|Internet|Ethernet|Diffserv|Cookie|Child|protocol any|figure)\b/g;
const NOTHING: Pieces = { text: '', open: true };

/**
 * True if a text has Japanese letters.
 * Units: none. Errors: none. Source: Unicode Standard Annex 24 (scripts).
 */
export function hasJapanese(text: string): boolean {
  return JAPANESE.test(text);
}

function joined(nodes: readonly (Node | undefined)[]): Pieces {
  const all = nodes.flatMap((node) => (node === undefined ? [] : [piecesOf(node)]));
  return { text: all.map(({ text }) => text).join(' '), open: all.some(({ open }) => open) };
}

/** What a function returns. */
function returned(body: Node | undefined): readonly (Node | undefined)[] {
  if (body?.type !== 'BlockStatement') return [body];
  return children(body, 'body').flatMap((statement) => {
    if (statement.type === 'ReturnStatement') return [child(statement, 'argument')];
    return statement.type === 'IfStatement' ? [...returned(asBlock(child(statement, 'consequent')))] : [];
  });
}

function asBlock(statement: Node | undefined): Node | undefined {
  return statement?.type === 'ReturnStatement' ? child(statement, 'argument') : statement;
}

/**
 * What stands in a text or template itself, without its expressions.
 * Units: none. Errors: none. Source: ESTree.
 */
export function quoted(node: Node): string {
  const quasis = children(node, 'quasis').map((quasi) => String((quasi['value'] as { readonly cooked?: unknown }).cooked ?? ''));
  return stringOf(node) ?? quasis.join(' ');
}

/**
 * The literal parts of an expression that gives a text, in order.
 * Units: none. Errors: none. Source: ESTree.
 */
export function piecesOf(node: Node): Pieces {
  const whole = stringOf(node);
  if (whole !== undefined) return { text: whole, open: false };
  switch (node.type) {
    case 'TemplateLiteral':
      return { text: `${quoted(node)} ${joined(children(node, 'expressions')).text}`, open: true };
    case 'ConditionalExpression':
      return joined([child(node, 'consequent'), child(node, 'alternate')]);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return joined([child(node, 'left'), child(node, 'right')]);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return joined(returned(child(node, 'body')));
    case 'ArrayExpression':
      return joined(children(node, 'elements'));
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return joined([child(node, 'expression')]);
    case 'Identifier':
      return { text: '', open: nameOf(node) !== undefined };
    default:
      return NOTHING;
  }
}

/**
 * What is wrong with a text and its translation; empty if nothing is.
 * Units: none. Errors: none. Source: house style.
 */
export function checkTexts(en: Pieces, ja: Pieces): readonly string[] {
  const found: string[] = [];
  const isEmpty = ({ text, open }: Pieces): boolean => !open && text.trim() === '';
  // Brackets may be written in one language only.
  const says = ({ text }: Pieces): boolean => /[\p{L}\p{N}]/u.test(text);
  if (isEmpty(en) && says(ja)) found.push('the English is empty');
  if (isEmpty(ja) && says(en)) found.push('the Japanese is empty');
  if (hasJapanese(en.text)) found.push(`the English has Japanese letters: "${en.text.trim()}"`);
  const words = ja.text.replace(NAMES, '');
  if (!hasJapanese(ja.text) && ENGLISH_WORD.test(words)) found.push(`the Japanese is English: "${ja.text.trim()}"`);
  return found;
}
