/**
 * Purpose: no test is left out by a word in its file.
 *
 * The one exception: a test in test/browser or test/analyser may skip itself when there is no browser or no tshark (`skipIf`, `runIf`); it is then counted as skipped.
 */
import type { Finding, Rule } from '../support/rule.ts';
import { child, isCode, lineAt, nameOf, syntaxOf, visit } from '../support/syntax.ts';
import type { Node } from '../support/syntax.ts';

const RUNNERS = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const WORDS = new Set(['only', 'skip', 'todo', 'fails']);
const CONDITIONS = new Set(['skipIf', 'runIf']);

/** The name at the far left of `it.each(…).only`. */
function leftmost(node: Node | undefined): string | undefined {
  let at = node;
  while (at !== undefined && nameOf(at) === undefined) at = child(at, at.type === 'MemberExpression' ? 'object' : 'callee');
  return nameOf(at);
}

/** No `.only`, `.skip`, `.todo` or `.fails` on a test. */
export const wholeSuite: Rule = {
  name: 'no test is left out',
  check(path, text) {
    if (!path.startsWith('test/') || !isCode(path)) return [];
    const findings: Finding[] = [];
    visit(syntaxOf(path, text).program, (node) => {
      if (node.type !== 'MemberExpression') return;
      const word = nameOf(child(node, 'property')) ?? '';
      const conditional = CONDITIONS.has(word) && !/^test\/(browser|analyser)\//.test(path);
      if ((!WORDS.has(word) && !conditional) || !RUNNERS.has(leftmost(child(node, 'object')) ?? '')) return;
      findings.push({ path, line: lineAt(text, node.start), message: `".${word}" leaves tests out; run them all` });
    });
    return findings;
  },
};
