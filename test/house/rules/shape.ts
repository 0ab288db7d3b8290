/**
 * Purpose: the shape of a file: short, made of short functions, opened by a comment that says what it is for.
 *
 * References: house style (files near 120 lines, hard limit 400; functions up to 70 lines; header of a model file).
 */
import type { Finding, Rule } from '../support/rule.ts';
import { child, isCode, lineAt, nameOf, syntaxOf, visit } from '../support/syntax.ts';
import type { Node } from '../support/syntax.ts';

const FILE_LINES = 400;
const FUNCTION_LINES = 70;

/** Data written by hand or by a program, and prose, may be longer. */
const WRITTEN = /\.(ts|tsx|js|css|html|sh)$/;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** A file of at most 400 lines. */
export const fileLength: Rule = {
  name: `no file above ${FILE_LINES} lines`,
  check(path, text) {
    if (!WRITTEN.test(path)) return [];
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return lines > FILE_LINES ? [{ path, line: FILE_LINES + 1, message: `${lines} lines; split it, the limit is ${FILE_LINES}` }] : [];
  },
};

/** The body of a `describe` is a chapter of tests, not a function that anybody has to hold in the head. */
function isChapter(parent: Node | undefined): boolean {
  let callee = parent?.type === 'CallExpression' ? child(parent, 'callee') : undefined;
  while (callee !== undefined && nameOf(callee) === undefined)
    callee = child(callee, callee.type === 'MemberExpression' ? 'object' : 'callee');
  return nameOf(callee) === 'describe';
}

/** A function of at most 70 lines. */
export const functionLength: Rule = {
  name: `no function above ${FUNCTION_LINES} lines`,
  check(path, text) {
    if (!isCode(path)) return [];
    const findings: Finding[] = [];
    visit(syntaxOf(path, text).program, (node, ancestors) => {
      if (!FUNCTIONS.has(node.type) || isChapter(ancestors.at(-1))) return;
      const line = lineAt(text, node.start);
      const lines = lineAt(text, node.end) - line + 1;
      if (lines > FUNCTION_LINES)
        findings.push({ path, line, message: `function of ${lines} lines; split it, the limit is ${FUNCTION_LINES}` });
    });
    return findings;
  },
};

/** How the opening comment of each language begins (after a `#!` line, a doctype or a language-server line). */
function openingComment(path: string, text: string): string | undefined {
  const body = text
    .replace(/^#!.*\n/, '')
    .replace(/^<!doctype html>\s*/i, '')
    .trimStart();
  if (/\.(ts|tsx|js|css)$/.test(path)) return /^\/\*[\s\S]*?\*\//.exec(body)?.[0];
  if (path.endsWith('.html')) return /^<!--[\s\S]*?-->/.exec(body)?.[0];
  return /^(#.*(\n|$))+/.exec(body)?.[0];
}

const HEADINGS = ['Does not model:', 'Units:', 'Determinism:', 'References:'];

/** A file of sim/ that does something is a model; one that only declares types or constants is not. */
function isModel(path: string, text: string): boolean {
  if (!/^sim\/(kernel|net|vpn|world)\//.test(path)) return false;
  let acts = false;
  visit(syntaxOf(path, text).program, (node) => {
    acts ||= FUNCTIONS.has(node.type);
  });
  return acts;
}

/** An opening comment everywhere; `Purpose:` in code; all five headings in a model. */
export const header: Rule = {
  name: 'every file opens with a comment that says what it is for',
  check(path, text) {
    const code = isCode(path);
    if (!code && !/\.(css|html|sh)$/.test(path) && !/^scenarios\/.*\.yaml$/.test(path) && !path.startsWith('.ci/')) return [];
    const opening = openingComment(path, text);
    if (opening === undefined) return [{ path, line: 1, message: 'no opening comment; say in one sentence what the file is for' }];
    const wanted = code ? ['Purpose:', ...(isModel(path, text) ? HEADINGS : [])] : [];
    const missing = wanted.filter((heading) => !opening.includes(heading));
    return missing.map((heading) => ({ path, line: 1, message: `the opening comment lacks "${heading}"` }));
  },
};
