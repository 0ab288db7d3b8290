/**
 * Purpose: the command line: reads the arguments, runs one command, gives its exit code. Nothing escapes from here but that number.
 *
 * Units: none. Determinism: none needed. References: contract.md section 2 (exit codes).
 */
import { CommanderError } from 'commander';
import { PluginError } from '../plugin/faults.ts';
import { bugLine, stackOf } from './bug-line.ts';
import { EXIT_BUG, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE } from './exit-codes.ts';
import { makeProgram } from './program.ts';
import { makeTerminal, type Lang } from './terminal.ts';
import { usageMessage } from './usage-words.ts';

/**
 * Runs wardlab.
 * Units: exit code. Errors: none; a bug gives 70 and a line that says how to replay it. Source: contract 2.
 */
export async function main(argv: readonly string[]): Promise<number> {
  guardStreams();
  let exit = EXIT_OK;
  const program = makeProgram((code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof PluginError) return pluginExit(error, argv);
    return error instanceof CommanderError ? usageExit(error, argv) : bugExit(error, argv);
  }
}

/** A reader that closed the pipe (`| head`) is no failure; an interruption ends everything at once, worker threads included. */
function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT_OK);
      if (stream === process.stdout) process.stderr.write(`wardlab: the output cannot be written (${error.code ?? error.message})\n`);
      process.exit(EXIT_USAGE);
    });
  }
  process.once('SIGINT', () => process.exit(EXIT_INTERRUPTED));
}

/** Help and version end well; everything else that commander reports is bad usage. */
function usageExit(error: CommanderError, argv: readonly string[]): number {
  if (error.exitCode === 0) return EXIT_OK;
  const terminal = makeTerminal({ json: argv.includes('--json'), lang: langOf(argv), seed: 1 });
  // Without a command commander has printed the help already.
  if (error.code === 'commander.help') return EXIT_USAGE;
  return terminal.refuse({ message: usageMessage(error) });
}

/** A plug-in that goes wrong is bad input, not a bug in wardlab. */
function pluginExit({ file, part, said }: PluginError, argv: readonly string[]): number {
  const terminal = makeTerminal({ json: argv.includes('--json'), lang: langOf(argv), seed: 1 });
  return terminal.refuse({ message: { en: `plug-in ${file}: ${part}: ${said.en}`, ja: `プラグイン ${file}: ${part}: ${said.ja}` } });
}

function bugExit(error: unknown, argv: readonly string[]): number {
  process.stderr.write(`${bugLine(error, argv)}\n`);
  if (process.env['WARDLAB_DEBUG'] === '1') process.stderr.write(`${stackOf(error)}\n`);
  return EXIT_BUG;
}

function langOf(argv: readonly string[]): Lang {
  const at = argv.lastIndexOf('--lang');
  return argv[at + 1] === 'ja' && at >= 0 ? 'ja' : argv.includes('--lang=ja') ? 'ja' : 'en';
}
