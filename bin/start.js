/**
 * Purpose: `npm start`: from a fresh checkout to results: installs, builds, prints the coverage of the shipped scenarios,
 * writes report/index.html and says how to open the visualizer.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded, installMissing, root } from './support/checkout.js';

/**
 * Runs one wardlab command with its output shown; ends this program with the command's exit code if it fails.
 * @param {string[]} options command and arguments
 */
function wardlab(...options) {
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'wardlab.js'), ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`wardlab: "wardlab ${options.join(' ')}" ended with exit code ${status ?? 'none'}`);
    process.exit(status ?? 1);
  }
}

/** @returns {string[]} ids of the shipped scenarios, in alphabetical order */
function shippedScenarios() {
  const suffix = '.yaml';
  return readdirSync(join(root, 'scenarios'))
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort();
}

/**
 * The `--lang` option if the reader gave one (`npm start -- --lang ja`), to hand on.
 * @returns {string[]} arguments
 */
function languageOption() {
  const at = process.argv.indexOf('--lang');
  const value = process.argv[at + 1];
  return at === -1 || value === undefined ? [] : ['--lang', value];
}

if (!installMissing()) {
  console.error('wardlab: npm ci failed; see its messages above');
  process.exit(1);
}
const built = buildIfNeeded();
if (!built.ok) {
  process.stderr.write(built.output);
  console.error('wardlab: the sources do not compile; see the messages above');
  process.exit(1);
}
const scenarios = shippedScenarios();
const language = languageOption();
wardlab('report', ...scenarios, '--print', '-o', 'report', '--format', 'html,json', ...language);
console.log('');
console.log('Report:     report/index.html (open it in a browser)');
console.log('Visualizer: npm run viz');
