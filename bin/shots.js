/**
 * Purpose: `npm run shots`: makes the reference pictures of the page anew (test/browser/shots), with the browser of the development packages. Whoever does so looks at them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from './support/browser.js';
import { root } from './support/checkout.js';

const found = await findBrowser();
if ('problem' in found) {
  console.error(`${found.problem}.`);
  process.exit(1);
}
const script = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [script, 'run', '--project', 'browser', 'test/browser/shots.test.ts', '--update'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROME: found.program },
});
process.exitCode = status ?? 1;
