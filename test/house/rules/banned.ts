/**
 * Purpose: what the deterministic rooms may not use, each with what to use instead.
 *
 * Does not model: shadowing. A local variable that carries a banned name is reported as well; rename it.
 * References: design idea 5 (determinism is a contract) and section 3 (rooms that run in a browser).
 */
import type { Finding, Rule } from '../support/rule.ts';
import { child, isCode, lineAt, nameOf, stringOf, syntaxOf, visit } from '../support/syntax.ts';
import type { Node } from '../support/syntax.ts';

const ROOMS = /^(sim|threats|scenarios)\//;

const EVENT = 'schedule an event on the kernel';
const PORTABLE = 'this room also runs in a browser; leave it to lab/';
const LOCALE = "depends on the machine's locale; compare code units, format in lab/ or viz/";

const GLOBALS: ReadonlyMap<string, string> = new Map([
  ['Date', 'simulated time is kernel.now; a run has no wall clock'],
  ['performance', 'simulated time is kernel.now; measure in bench/'],
  ['setTimeout', EVENT],
  ['setInterval', EVENT],
  ['setImmediate', EVENT],
  ['queueMicrotask', EVENT],
  ['requestAnimationFrame', EVENT],
  ['Promise', 'a run is synchronous'],
  ['Buffer', 'use Uint8Array; this room also runs in a browser'],
  ['globalThis', PORTABLE],
  ['Intl', LOCALE],
  ['WeakRef', 'garbage collection must not reach results'],
  ['FinalizationRegistry', 'garbage collection must not reach results'],
  ['eval', 'write the code out'],
]);

const ENGINE = "the last digit depends on the JavaScript engine; use integers, or the kernel's own function";
const MATH: ReadonlyMap<string, string> = new Map([
  ['random', 'draw from a named stream'],
  ...[
    'log',
    'log2',
    'log10',
    'log1p',
    'exp',
    'expm1',
    'pow',
    'cbrt',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'sinh',
    'cosh',
    'tanh',
    'hypot',
  ].map((name) => [name, ENGINE] as const),
]);

/** An identifier that only labels something (a member, a key, a parameter's own type member) is no use of the global of that name. */
function isLabel(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return false;
  if (parent['computed'] === true) return false;
  if (parent.type === 'MemberExpression') return child(parent, 'property') === node;
  if (parent.type === 'Property' && parent['shorthand'] === true) return false;
  return (
    child(parent, 'key') === node ||
    parent.type === 'TSQualifiedName' ||
    parent.type === 'ExportSpecifier' ||
    parent.type === 'ImportSpecifier'
  );
}

function identifier(node: Node, parent: Node | undefined): string | undefined {
  const name = nameOf(node);
  const advice = name === undefined || node.type !== 'Identifier' ? undefined : GLOBALS.get(name);
  return advice === undefined || isLabel(node, parent) ? undefined : `${name} is banned here: ${advice}`;
}

function member(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const property = child(node, 'property');
  const name = node['computed'] === true ? stringOf(property) : nameOf(property);
  if (name === undefined) return undefined;
  if (name === 'localeCompare' || name.startsWith('toLocale')) return `${name} is banned here: ${LOCALE}`;
  const advice = nameOf(child(node, 'object')) === 'Math' ? MATH.get(name) : undefined;
  return advice === undefined ? undefined : `Math.${name} is banned here: ${advice}`;
}

/** `const { random } = Math` would slip past the member check. */
function mathTakenApart(node: Node): string | undefined {
  const taken = node.type === 'VariableDeclarator' && child(node, 'id')?.type === 'ObjectPattern' && nameOf(child(node, 'init')) === 'Math';
  return taken ? 'do not take Math apart; write Math.name, so that the reader and this rule see it' : undefined;
}

function asynchronous(node: Node): string | undefined {
  if (node['async'] === true) return 'async is banned here: a run is synchronous';
  if (node.type === 'AwaitExpression' || node['await'] === true) return 'await is banned here: a run is synchronous';
  return node.type === 'ImportExpression' ? 'import() is banned here: import at the top of the file' : undefined;
}

function platformImport(node: Node): string | undefined {
  const from = stringOf(child(node, 'source'));
  return from?.startsWith('node:') === true ? `import of ${from} is banned here: ${PORTABLE}` : undefined;
}

/**
 * No clock, no unseeded chance, nothing asynchronous, nothing of one platform in sim, threats and scenarios.
 */
export const banned: Rule = {
  name: 'no clock, chance, waiting or platform in the deterministic rooms',
  check(path, text) {
    if (!ROOMS.test(path) || !isCode(path)) return [];
    const findings: Finding[] = [];
    visit(syntaxOf(path, text).program, (node, ancestors) => {
      const message =
        identifier(node, ancestors.at(-1)) ?? member(node) ?? mathTakenApart(node) ?? asynchronous(node) ?? platformImport(node);
      if (message !== undefined) findings.push({ path, line: lineAt(text, node.start), message });
    });
    return findings;
  },
};
