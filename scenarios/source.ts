/**
 * Purpose: reads a text as one YAML document and returns it as a tree with positions, or the faults with theirs.
 *
 * Does not model: tags, directives other than `%YAML 1.2`, merge keys (`<<`), keys that are not text.
 * Units: offsets in UTF-16 code units; limits below in octets, levels and nodes.
 * Determinism: pure; the library's tag resolution, duplicate check and alias expansion are not used, because they grow with the square of the input.
 * References: YAML 1.2.2; contract 4.
 */
import { Composer, CST, Lexer, LineCounter, Parser } from 'yaml';
import { type Fault, type LocatedFault, same } from './issue.ts';
import { buildTree, type Built } from './tree-build.ts';
import { MAX_DEPTH } from './tree.ts';
import { yamlFault } from './yaml-faults.ts';

/** A scenario of a whole prefecture stays far below; above it the time to parse is no longer interactive. */
export const MAX_BYTES = 8 * 2 ** 20;

/** Where lexing stops: beyond any doubt about how levels are counted. Between the two limits the walk over the tokens counts exactly. */
const GUARD = 2 * MAX_DEPTH;

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Source extends Built {
  /** Line and column of an offset, both from 1. */
  readonly position: (offset: number) => Position;
}

/**
 * Reads the text; `root` is present only when there is no fault.
 * Units: see the file header. Errors: none thrown for any text; faults are returned. Source: YAML 1.2.2.
 */
export function readSource(text: string, sizeBytes: number): Source {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    // Before the first token the library counts from 0.
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (sizeBytes > MAX_BYTES) {
    const fault: Fault = {
      path: [],
      code: 'too-large',
      expected: { en: 'at most 8 MiB', ja: '8 MiB 以下' },
      found: same(`${sizeBytes} B`),
    };
    return { faults: [{ offset: 0, fault }], position };
  }
  const tokens = tokenize(text, lines);
  if (typeof tokens === 'number') return { faults: [{ offset: tokens, fault: tooDeep() }], position };
  const early = [...secondDocument(tokens), ...firstTooDeep(tokens)];
  if (early.length > 0) return { faults: early, position };
  return { ...compose(tokens, text), position };
}

/**
 * Cuts the text into tokens, or returns the offset at which brackets or indicators on one line are nested too deep. This is watched while
 * lexing, because the library's parser needs minutes and all of the stack for millions of brackets.
 */
function tokenize(text: string, lines: LineCounter): CST.Token[] | number {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let [offset, brackets, indicators] = [0, 0, 0];
  lines.addNewLine(0);
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    // After its mark a scalar's text comes as one lexeme, which may look like anything.
    const type: CST.TokenType | null = scalar ? null : CST.tokenType(lexeme);
    scalar = type === 'scalar';
    if (type === 'flow-map-start' || type === 'flow-seq-start') brackets += 1;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') brackets -= 1;
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind') indicators += 1;
    else if (type === 'newline') indicators = 0;
    if (brackets > GUARD || indicators > GUARD) return offset;
    // Marks of the lexer stand for nothing in the text.
    if (type !== 'doc-mode' && type !== 'flow-error-end' && type !== 'scalar') offset += lexeme.length;
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function tooDeep(): Fault {
  return {
    path: [],
    code: 'too-deep',
    expected: { en: `at most ${MAX_DEPTH} levels of nesting`, ja: `入れ子は ${MAX_DEPTH} 段以下` },
    found: { en: 'more', ja: 'それより深い入れ子' },
  };
}

function secondDocument(tokens: readonly CST.Token[]): LocatedFault[] {
  const second = tokens.filter((token) => token.type === 'document')[1];
  if (second === undefined) return [];
  const marker = second.start.find((token) => token.type === 'doc-start');
  const fault: Fault = {
    path: [],
    code: 'multiple-documents',
    expected: { en: 'one YAML document', ja: '一つの YAML 文書' },
    found: { en: 'a second one', ja: '二つ目の文書' },
  };
  return [{ offset: marker?.offset ?? second.offset, fault }];
}

/** Walks the tokens with its own stack, so that no nesting can exhaust the machine's. */
function firstTooDeep(tokens: readonly CST.Token[]): LocatedFault[] {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { token, depth } = top;
    if (token.type === 'document' && token.value !== undefined) stack.push({ token: token.value, depth });
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue;
    if (depth >= MAX_DEPTH) return [{ offset: token.offset, fault: tooDeep() }];
    for (const item of token.items) {
      if ('key' in item && item.key) stack.push({ token: item.key, depth: depth + 1 });
      if (item.value) stack.push({ token: item.value, depth: depth + 1 });
    }
  }
  return [];
}

function compose(tokens: readonly CST.Token[], text: string): Built {
  const composer = new Composer({ version: '1.2', uniqueKeys: false, strict: true, logLevel: 'silent' });
  const [document] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) throw new Error('source: the YAML composer returned no document although one was forced');
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    const found = same(`%YAML ${document.directives.yaml.version}`);
    return { faults: [{ offset: 0, fault: { path: [], code: 'yaml-version', expected: same('YAML 1.2'), found } }] };
  }
  // What follows a syntax error is mostly its echo, so only the first is reported.
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return buildTree(document.contents);
  const offset = first.code === 'BAD_INDENT' ? skipSpaces(text, first.pos[0]) : first.pos[0];
  return { faults: [{ offset, fault: yamlFault(first.code, first.message) }] };
}

/** The library reports a wrong indentation at the start of its line; the reader looks for the word behind it. */
function skipSpaces(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ') at += 1;
  return at;
}
