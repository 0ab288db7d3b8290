/**
 * Purpose: every exported function and class of the library rooms says its units, its errors and its source.
 *
 * Does not model: whether the text is true, or methods; the reviewer reads those.
 * References: house style (doc convention `Units:` `Errors:` `Source:`; "none" where there is none).
 */
import type { Finding, Rule } from '../support/rule.ts';
import { child, children, commentBefore, isCode, lineAt, nameOf, syntaxOf } from '../support/syntax.ts';
import type { Node } from '../support/syntax.ts';

const ROOMS = /^(sim|threats|scenarios|lab)\//;
const WORDS = ['Units:', 'Errors:', 'Source:'];
const FUNCTION_VALUES = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression']);
const DECLARATIONS = new Set(['FunctionDeclaration', 'TSDeclareFunction', 'ClassDeclaration']);

interface Declared {
  readonly name: string;
  /** Where its doc comment has to end. */
  readonly start: number;
}

/** The functions and classes that a statement declares; `start` is the statement's, export word included. */
function declaredBy(declaration: Node | undefined, start: number): Declared[] {
  if (declaration === undefined) return [];
  if (DECLARATIONS.has(declaration.type)) return [{ name: nameOf(child(declaration, 'id')) ?? 'default', start }];
  if (declaration.type !== 'VariableDeclaration') return FUNCTION_VALUES.has(declaration.type) ? [{ name: 'default', start }] : [];
  const functions = children(declaration, 'declarations').filter((one) => FUNCTION_VALUES.has(child(one, 'init')?.type ?? ''));
  return functions.map((one) => ({ name: nameOf(child(one, 'id')) ?? '?', start }));
}

/** Exported functions and classes, the first declaration of each name (an overload's doc stands there). */
function exported(program: Node): Declared[] {
  const statements = children(program, 'body');
  const found = new Map<string, Declared>();
  const local = new Map<string, Declared>();
  const note = (into: Map<string, Declared>, all: readonly Declared[]): void => {
    for (const one of all) if (!into.has(one.name)) into.set(one.name, one);
  };
  for (const statement of statements) {
    const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    if (isExport) note(found, declaredBy(child(statement, 'declaration'), statement.start));
    else note(local, declaredBy(statement, statement.start));
  }
  for (const statement of statements) {
    if (statement.type !== 'ExportNamedDeclaration' || child(statement, 'source') !== undefined) continue;
    const names = children(statement, 'specifiers').map((specifier) => nameOf(child(specifier, 'local')) ?? '');
    note(
      found,
      names.flatMap((name) => local.get(name) ?? []),
    );
  }
  return [...found.values()];
}

/** The doc comment of every exported function and class holds the three words. */
export const docs: Rule = {
  name: 'every exported function and class documents Units:, Errors: and Source:',
  check(path, text) {
    if (!ROOMS.test(path) || !isCode(path)) return [];
    const syntax = syntaxOf(path, text);
    return exported(syntax.program).flatMap(({ name, start }): Finding[] => {
      const comment = commentBefore(syntax, text, start);
      const doc = comment?.value.startsWith('*') === true ? comment.value : '';
      const missing = WORDS.filter((word) => !doc.includes(word));
      if (missing.length === 0) return [];
      return [{ path, line: lineAt(text, start), message: `${name}: its doc comment lacks ${missing.join(' ')}` }];
    });
  },
};
