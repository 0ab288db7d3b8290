/**
 * Purpose: finds Wireshark's command line for the tests that let it read our captures: the one named by TSHARK, else an installed one, else Debian's package where this process may install it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Longest wait for the package manager, in milliseconds. */
const INSTALL_MS = 240_000;

/** Where it stands on systems that do not put it on the search path. */
const PLACES = ['/Applications/Wireshark.app/Contents/MacOS/tshark', 'C:\\Program Files\\Wireshark\\tshark.exe'];

/**
 * Whether the program starts.
 * @param {string} program path of tshark
 * @returns {boolean} true if it works
 */
function works(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** @returns {string | undefined} an installed one */
function installed() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...folders.map((folder) => join(folder, 'tshark')), ...PLACES].find((place) => existsSync(place) && works(place));
}

/**
 * Installs Debian's package, quietly. Only as root on a system with apt-get, which CI containers are and desktops are not.
 * @returns {string} why it could not be done; empty if it was tried
 */
function install() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return 'tshark is not installed, and only root on Debian or Ubuntu could install it here; install it, or set TSHARK to its path';
  console.log('wardlab: installing tshark (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...words) =>
    spawnSync('/usr/bin/apt-get', ['-qq', ...words], { env, stdio: 'ignore', timeout: INSTALL_MS }).status === 0;
  const packageNames = ['install', '-y', '--no-install-recommends', 'tshark'];
  return apt(...packageNames) || (apt('update') && apt(...packageNames)) ? '' : 'apt-get could not install tshark';
}

/**
 * Finds tshark. If TSHARK is set, only that one is tried: a wrong setting must not be papered over.
 * @returns {{ program: string } | { problem: string }} the program, or why there is none
 */
export function findTshark() {
  const named = process.env['TSHARK'];
  if (named !== undefined && named !== '')
    return works(named) ? { program: named } : { problem: `TSHARK names "${named}", which does not start` };
  const there = installed();
  if (there !== undefined) return { program: there };
  const problem = install();
  const now = installed();
  return now === undefined ? { problem: problem === '' ? 'tshark does not start after its installation' : problem } : { program: now };
}
