/**
 * Purpose: `npm test`: installs what is missing, finds a browser and tshark, runs every check in order and ends with one summary line.
 *
 * Every stage runs even if an earlier one failed, so that one run shows everything. Arguments are passed on to vitest
 * (`npm test -- test/sim`); the other stages always look at the whole repository.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './support/browser.js';
import { buildIfNeeded, installMissing, root } from './support/checkout.js';
import { findTshark } from './support/tshark.js';
import { count, summaryLine } from './support/counts.js';

/**
 * Runs one stage as a child process, its output shown.
 * @param {string} title what is checked
 * @param {string[]} command script inside node_modules, and its arguments
 * @returns {boolean} true if it succeeded
 */
function stage(title, [script = '', ...options]) {
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...options], { cwd: root, stdio: 'inherit' });
  if (error !== undefined) console.error(error.message);
  const ok = status === 0;
  console.log(ok ? `== ${title}: ok` : `== ${title}: FAILED`);
  return ok;
}

/** Looks for a browser and tells the tests through CHROME; says it loudly if there is none. */
async function provideBrowser() {
  console.log('\n== browser');
  const found = await findBrowser();
  if ('program' in found) {
    process.env['CHROME'] = found.program;
    console.log(`== browser: ${found.program}`);
    return;
  }
  delete process.env['CHROME'];
  console.error(`!! NO BROWSER: ${found.problem}.\n!! The browser tests are SKIPPED. They have not passed.`);
}

/** Looks for Wireshark's tshark, installs it where that is possible, and tells the tests through TSHARK; says it loudly if there is none. */
function provideTshark() {
  console.log('\n== tshark');
  const found = findTshark();
  if ('program' in found) {
    process.env['TSHARK'] = found.program;
    console.log(`== tshark: ${found.program}`);
    return;
  }
  delete process.env['TSHARK'];
  console.error(`!! NO TSHARK: ${found.problem}.\n!! The tests that let Wireshark read our captures are SKIPPED. They have not passed.`);
}

/**
 * Runs vitest and reads its JSON report.
 * @returns {{ ok: boolean, report: object | undefined }} the report is undefined if vitest wrote none
 */
function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), 'wardlab-test-'));
  const file = join(folder, 'report.json');
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...process.argv.slice(2)];
  const ok = stage('tests (vitest)', ['vitest/vitest.mjs', ...options]);
  try {
    return { ok, report: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return { ok: false, report: undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!installMissing()) {
  console.error('wardlab: npm ci failed; nothing was tested');
  console.log(summaryLine(count(undefined, 0)));
  process.exit(1);
}
await provideBrowser();
provideTshark();
const failed = [
  { title: 'type check', ok: stage('type check (tsc -b)', ['typescript/bin/tsc', '-b']) },
  { title: 'lint', ok: stage('lint (oxlint)', ['oxlint/bin/oxlint']) },
  { title: 'format', ok: stage('format (oxfmt)', ['oxfmt/bin/oxfmt', '--check']) },
  { title: 'dead code', ok: stage('dead code (knip)', ['knip/bin/knip.js']) },
].filter((check) => !check.ok);
// Tests that start the command line must find it built; the type check above has just compiled it, so this only stamps it.
buildIfNeeded();
const { ok, report } = runVitest();
console.log('');
for (const { title } of failed) console.log(`failed stage: ${title} (counted as one failure)`);
console.log(summaryLine(count(report, failed.length)));
process.exitCode = ok && failed.length === 0 ? 0 : 1;
