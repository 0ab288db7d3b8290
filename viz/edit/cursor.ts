/**
 * Purpose: where in a scenario's structure a place of its text lies, also while the text is half written and no parser would take it.
 *
 * Lines are read by their indentation, brackets character by character, as a person reads them.
 * Does not model: anchors, tags, explicit keys (`? `), texts in quotes over several lines. Units: offsets in UTF-16 code units.
 */
import type { Path } from '../../scenarios/issue.ts';

/** What may be written at a place. */
export interface Cursor {
  /** The mapping that a key would be added to, or the value's own path; `0` stands for any item of a list. */
  readonly path: Path;
  readonly role: 'key' | 'value' | 'none';
  /** Where the word at the cursor begins, and what it says up to the cursor. */
  readonly from: number;
  readonly word: string;
  /** The text stands in brackets, on one line with others. */
  readonly flow: boolean;
}

interface Line {
  readonly start: number;
  /** Column of the key or of the text. */
  readonly column: number;
  /** Columns of the dashes before it. */
  readonly dashes: readonly number[];
  readonly key: string | undefined;
  /** Offset in the line behind `key:`, or of the text where there is no key. */
  readonly body: number;
  readonly text: string;
}

const ENTRY = /^(\s*)((?:-\s+|-$)*)(?:("[^"]*"|'[^']*'|[^\s#"'[\]{},][^:#]*?)\s*:(?=\s|$))?/;
const BLOCK_TEXT = /(?:^|\s)[>|][-+0-9]*\s*(?:#.*)?$/;

function unquote(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}

function readLine(text: string, start: number): Line {
  const [whole = '', spaces = '', marks = '', key] = ENTRY.exec(text) ?? [];
  const dashes: number[] = [];
  for (let i = 0; i < marks.length; i += 1) if (marks[i] === '-') dashes.push(spaces.length + i);
  const column = spaces.length + marks.length;
  return {
    start,
    column,
    dashes,
    key: key === undefined ? undefined : unquote(key),
    body: key === undefined ? column : whole.length,
    text,
  };
}

/** The path of the mapping that an entry at `column` of line `at` belongs to. */
function above(lines: readonly Line[], at: number, column: number, dashes: readonly number[]): Path {
  const path: (string | number)[] = [];
  let edge = column;
  let open = [...dashes];
  const climb = (): void => {
    for (let dash = open.pop(); dash !== undefined; dash = open.pop()) {
      path.unshift(0);
      edge = dash;
    }
  };
  climb();
  let inList = dashes.length > 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (line === undefined || line.text.trim() === '' || line.text.trimStart().startsWith('#')) continue;
    const dash = line.dashes[0];
    if (line.key !== undefined && (line.column < edge || (inList && line.column === edge && line.dashes.length === 0))) {
      path.unshift(line.key);
      edge = line.column;
      inList = line.dashes.length > 0;
      open = [...line.dashes];
      climb();
    } else if (line.column === edge && dash !== undefined && dash < edge) {
      // A sibling on the line of the dash: from here on the list's own column counts.
      open = line.dashes.filter((one) => one < edge);
      inList = open.length > 0;
      climb();
    }
  }
  return path;
}

interface Bracket {
  readonly kind: '{' | '[';
  key: string | undefined;
}

/** Reads brackets from where the first one opens; undefined when they are closed before the end. */
function brackets(
  text: string,
  from: number,
  to: number,
): { readonly stack: readonly Bracket[]; readonly token: number; readonly behindColon: boolean } | undefined {
  const stack: Bracket[] = [];
  let token = from;
  let behindColon = false;
  const begin = (at: number): void => {
    token = at;
    behindColon = false;
  };
  for (let i = from; i < to; i += 1) {
    const character = text[i] ?? '';
    const fresh = text.slice(token, i).trim() === '';
    if ((character === '"' || character === "'") && fresh) {
      const close = text.indexOf(character, i + 1);
      if (close === -1 || close >= to) return { stack, token, behindColon };
      i = close;
    } else if (character === '#' && /\s/.test(text[i - 1] ?? ' ')) {
      const end = text.indexOf('\n', i);
      i = end === -1 || end > to ? to : end;
      if (fresh) token = i;
    } else if ((character === '{' || character === '[') && fresh) {
      stack.push({ kind: character, key: undefined });
      begin(i + 1);
    } else if (character === '}' || character === ']') {
      stack.pop();
      if (stack.length === 0) return undefined;
      token = i + 1;
    } else if (character === ',') {
      const top = stack.at(-1);
      if (top !== undefined) top.key = undefined;
      begin(i + 1);
    } else if (character === ':' && /[\s,}\]]/.test(text[i + 1] ?? ' ') && stack.at(-1)?.kind === '{' && !behindColon) {
      const top = stack.at(-1);
      if (top !== undefined) top.key = unquote(text.slice(token, i).trim());
      token = i + 1;
      behindColon = true;
    }
  }
  return { stack, token, behindColon };
}

/** Where the word that ends at the cursor begins. */
function wordStart(text: string, token: number, at: number): number {
  let from = token;
  while (from < at && /\s/.test(text[from] ?? '')) from += 1;
  return from;
}

/** The line on which open brackets around the cursor begin; the cursor's own line where there are none. */
function entryLine(text: string, lines: readonly Line[], at: number, offset: number): number {
  for (let i = at; i >= 0 && at - i < 200; i -= 1) {
    const line = lines[i];
    if (line === undefined || (line.key === undefined && line.dashes.length === 0)) continue;
    const from = wordStart(text, line.start + line.body, line.start + line.text.length);
    if ((text[from] === '{' || text[from] === '[') && from < offset && brackets(text, from, offset) !== undefined) return i;
    if (i < at && line.text.trim() !== '' && line.column <= (lines[at]?.column ?? 0)) return at;
  }
  return at;
}

/** Whether the cursor's line belongs to a text over several lines (`>-` or `|`). */
function inBlockText(lines: readonly Line[], at: number): boolean {
  const column = lines[at]?.text.search(/\S|$/) ?? 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (line === undefined || line.text.trim() === '' || line.text.search(/\S/) >= column) continue;
    return BLOCK_TEXT.test(line.text);
  }
  return false;
}

/**
 * What may be written at an offset of the text.
 * Units: UTF-16 code units. Errors: none; `none` in comments and longer texts. Source: YAML 1.2.2 6.1 (indentation), 7.4 (flow collections).
 */
export function cursorAt(text: string, offset: number): Cursor {
  let start = 0;
  const lines = text.split('\n').map((one) => {
    const line = readLine(one, start);
    start += one.length + 1;
    return line;
  });
  const at = Math.max(
    0,
    lines.findLastIndex((one) => one.start <= offset),
  );
  const line = lines[at] ?? readLine('', 0);
  const nowhere: Cursor = { path: [], role: 'none', from: offset, word: '', flow: false };
  const head = line.text.slice(0, offset - line.start);
  if (/(?:^|\s)#/.test(head.replaceAll(/"[^"]*"|'[^']*'/g, '')) || inBlockText(lines, at)) return nowhere;
  const opened = entryLine(text, lines, at, offset);
  const entry = lines[opened] ?? line;
  const path = above(lines, opened, entry.text.trim() === '' ? head.length : entry.column, entry.dashes);
  const own: Path = entry.key === undefined ? path : [...path, entry.key];
  const bodyStart = wordStart(text, entry.start + entry.body, Math.max(offset, entry.start + entry.body));
  const found = text[bodyStart] === '{' || text[bodyStart] === '[' ? brackets(text, bodyStart, offset) : undefined;
  if (found !== undefined && bodyStart < offset) {
    const { stack, behindColon } = found;
    const inside = stack.flatMap(({ kind, key }, i): Path => {
      if (kind === '[') return [0];
      return key === undefined || (i === stack.length - 1 && !behindColon) ? [] : [key];
    });
    const from = wordStart(text, found.token, offset);
    const list = stack.at(-1)?.kind === '[';
    return { path: [...own, ...inside], role: list || behindColon ? 'value' : 'key', from, word: text.slice(from, offset), flow: true };
  }
  if (entry.key !== undefined && offset - entry.start >= entry.body)
    return { path: own, role: 'value', from: bodyStart, word: text.slice(bodyStart, offset), flow: false };
  const from = Math.min(offset, entry.start + Math.min(entry.column, head.length));
  return { path, role: 'key', from, word: text.slice(from, offset), flow: false };
}
