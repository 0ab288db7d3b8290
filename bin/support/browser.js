/**
 * Purpose: finds a Chromium-based browser for the browser tests: the one named by CHROME, else an installed one, else the one
 * that comes with the development packages (@sparticuz/chromium, Linux on x64 only). A browser counts only if it starts.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Longest wait for a browser to start, in milliseconds; it takes about one second. */
const LAUNCH_MS = 30_000;

/** Names under which Linux distributions install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where it stands on systems that do not put it on the search path. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Whether the program starts and runs a page; a missing system library shows here.
 * @param {string} program path of the browser
 * @returns {Promise<boolean>} true if it works
 */
async function works(program) {
  try {
    const { chromium } = await import('playwright-core');
    // No sandbox: it cannot be had by the root user of a container, and the tests load only our own pages.
    const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'], timeout: LAUNCH_MS });
    try {
      const page = await browser.newPage();
      return (await page.evaluate('6 * 7')) === 42;
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

/** @returns {string[]} browsers that are installed on this machine, first choice first */
function installed() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].filter((place) => existsSync(place));
}

/** @returns {Promise<string[]>} the browser of the development packages, unpacked into the temporary folder; empty where it has none */
export async function bundledBrowsers() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return [await chromium.executablePath()];
  } catch {
    return [];
  }
}

/**
 * Finds a browser. If CHROME is set, only that one is tried: a wrong setting must not be papered over.
 * @returns {Promise<{ program: string } | { problem: string }>} the browser, or why there is none
 */
export async function findBrowser() {
  const named = process.env['CHROME'];
  if (named !== undefined && named !== '') {
    return existsSync(named) && (await works(named)) ? { program: named } : { problem: `CHROME names "${named}", which does not start` };
  }
  for (const program of installed()) if (await works(program)) return { program };
  for (const program of await bundledBrowsers()) if (await works(program)) return { program };
  return { problem: 'no Chromium or Chrome was found; install one, or set CHROME to its path' };
}
