/**
 * Purpose: what a checkout needs before anything runs: installed packages and a build that matches the sources.
 *
 * Used by every program in bin/. Plain JavaScript on purpose: it must run before anything has been compiled or installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The rooms that the library and the command line are compiled from. */
const LIBRARY_ROOMS = ['sim', 'scenarios', 'threats', 'lab'];

const stampFile = join(root, 'dist', '.stamp');
const lockFolder = join(root, 'dist', '.building');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/** Longest wait for another process that is building, in milliseconds. A build from nothing takes about two seconds. */
const LOCK_PATIENCE_MS = 60_000;

/**
 * Whether the sources are here (a checkout) or only their compiled form (an installed package).
 * @returns {boolean} true in a checkout
 */
export function isCheckout() {
  return existsSync(join(root, 'sim', 'tsconfig.json'));
}

/**
 * Whether `npm ci` has to run: nothing installed yet, or package-lock.json changed since.
 * npm writes `node_modules/.package-lock.json` at the end of every installation.
 * @returns {boolean} true if packages are missing or outdated
 */
export function needsInstall() {
  const installed = statSync(join(root, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  if (installed === undefined) return true;
  const wanted = statSync(join(root, 'package-lock.json'), { throwIfNoEntry: false });
  return wanted !== undefined && wanted.mtimeMs > installed.mtimeMs;
}

/**
 * Whether the packages that the command line itself needs can be found, here or in a folder above (an installed package).
 * @returns {boolean} true if the run-time packages are there
 */
export function hasRuntimePackages() {
  return import.meta.resolve !== undefined && ['commander', 'yaml', 'zod'].every(resolves);
}

/** @param {string} name package name @returns {boolean} whether Node finds it from here */
function resolves(name) {
  try {
    return existsSync(fileURLToPath(import.meta.resolve(name)));
  } catch {
    return false;
  }
}

/**
 * Runs `npm ci` when something is missing, with its output shown.
 * @returns {boolean} false if the installation failed
 */
export function installMissing() {
  if (!needsInstall()) return true;
  console.error('wardlab: installing packages (npm ci) …');
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  return status === 0;
}

/**
 * The state of the sources in one line: newest change and number of files, so that a deleted file is noticed as well.
 * @returns {string} equal for equal sources
 */
function sourceState() {
  let newestMs = statSync(join(root, 'tsconfig.base.json')).mtimeMs;
  let files = 0;
  for (const room of LIBRARY_ROOMS) {
    for (const entry of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })) {
      if (!entry.endsWith('.ts') && !entry.endsWith('.json')) continue;
      newestMs = Math.max(newestMs, statSync(join(root, room, entry)).mtimeMs);
      files += 1;
    }
  }
  return `${newestMs} ${files}\n`;
}

/**
 * Whether dist/ was built from the sources as they are now.
 * @returns {boolean} false if a build is needed
 */
export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceState();
}

/**
 * Compiles the library and the command line if dist/ is not up to date. Two processes that start at once build once.
 * @returns {{ ok: boolean, output: string }} the compiler's messages if it failed
 */
export function buildIfNeeded() {
  if (isBuilt()) return { ok: true, output: '' };
  if (!existsSync(compiler)) return { ok: false, output: 'TypeScript is not installed; run "npm ci".\n' };
  const mine = takeLock();
  try {
    if (isBuilt()) return { ok: true, output: '' };
    const state = sourceState();
    const result = spawnSync(process.execPath, [compiler, '-b', ...LIBRARY_ROOMS], { cwd: root, encoding: 'utf8' });
    if (result.status !== 0) return { ok: false, output: `${result.stdout}${result.stderr}` };
    writeFileSync(stampFile, state);
    return { ok: true, output: '' };
  } finally {
    if (mine) rmSync(lockFolder, { recursive: true, force: true });
  }
}

/**
 * Takes the build lock (creating a folder is atomic). A lock older than the patience belongs to a process that died.
 * @returns {boolean} true if the lock is ours to remove
 */
function takeLock() {
  mkdirSync(dirname(lockFolder), { recursive: true });
  const nap = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      mkdirSync(lockFolder);
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
    }
    const since = statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > LOCK_PATIENCE_MS) rmSync(lockFolder, { recursive: true, force: true });
    else Atomics.wait(nap, 0, 0, 50);
  }
}
