/**
 * Purpose: what is said about a bug in wardlab: one line with what broke and the command that shows it again.
 *
 * Units: none. Determinism: pure. References: contract.md section 2 (exit code 70).
 */
import { AttackError } from '../run/attack-error.ts';

/**
 * The line. Where one attack is at fault, the command is narrowed to its threat; the seed stands in it in any case.
 * Units: none. Errors: none. Source: contract 2.
 */
export function bugLine(error: unknown, argv: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  return `wardlab: bug: ${message.split('\n')[0] ?? ''}; to replay: wardlab ${replayCommand(error, argv)}`;
}

/**
 * Where it broke, and what caused it, for whoever repairs it.
 * Units: none. Errors: none. Source: own design.
 */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack ?? error.message}${error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`}`;
}

function replayCommand(error: unknown, argv: readonly string[]): string {
  const attack = error instanceof AttackError ? error.attack : undefined;
  const [command = '', ...rest] = argv;
  // A report has no `--threat`; the coverage of that threat runs the same attack.
  const narrow = attack !== undefined && (command === 'coverage' || command === 'report') && !argv.includes('--threat');
  const seed = argv.some((word) => word === '--seed' || word.startsWith('--seed=')) ? [] : ['--seed', '1'];
  const words = narrow && command === 'report' ? ['coverage', ...scenariosIn(rest), ...pluginsIn(rest)] : [...argv];
  return [...words, ...(narrow ? ['--threat', attack.split('/')[0] ?? attack] : []), ...seed].map(quoted).join(' ');
}

/** The arguments of `report` that are neither options nor their values. */
function scenariosIn(words: readonly string[]): string[] {
  const options = new Set(['-o', '--output', '--format', '--lang', '--seed', '--plugin']);
  return words.filter((word, at) => !word.startsWith('-') && !options.has(words[at - 1] ?? ''));
}

/** Plug-ins take part in the coverage as in the report. */
function pluginsIn(words: readonly string[]): string[] {
  return words.flatMap((word, at) => (words[at - 1] === '--plugin' ? ['--plugin', word] : word.startsWith('--plugin=') ? [word] : []));
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
