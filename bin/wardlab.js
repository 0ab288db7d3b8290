#!/usr/bin/env node
/**
 * Purpose: starts the command line. In a checkout it first brings dist/ up to date; everything else is lab/cli/main.ts.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, hasRuntimePackages, isCheckout, root } from './support/checkout.js';

const EXIT_USAGE = 2;
const EXIT_BUG = 70;

/** How many of the compiler's messages are shown; the first ones tell what is wrong. */
const SHOWN_LINES = 20;

/** @returns {{ says: string, code: number } | undefined} what keeps the command line from starting */
function obstacle() {
  if (!hasRuntimePackages()) return { says: `packages are missing; run "npm ci" in ${root}`, code: EXIT_USAGE };
  const built = isCheckout() ? buildIfNeeded() : { ok: true, output: '' };
  if (!built.ok) {
    process.stderr.write(`${built.output.trimEnd().split('\n').slice(0, SHOWN_LINES).join('\n')}\n`);
    return { says: 'the sources do not compile; "npx tsc -b" shows every message', code: EXIT_BUG };
  }
  return existsSync(program) ? undefined : { says: 'this build has no command line (dist/lab/cli/main.js is missing)', code: EXIT_BUG };
}

const program = join(root, 'dist', 'lab', 'cli', 'main.js');
const problem = obstacle();
if (problem === undefined) {
  const { main } = await import(pathToFileURL(program).href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error(`wardlab: ${problem.says}`);
  process.exitCode = problem.code;
}
