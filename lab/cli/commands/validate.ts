/**
 * Purpose: `wardlab validate`: says nothing about a good scenario file, and everything that is wrong with a bad one.
 *
 * Units: none. Determinism: depends on the file only. References: contract.md section 2.
 */
import { additionsOf } from '../../plugin/plugins.ts';
import { loadShipped } from '../../run/load.ts';
import { EXIT_OK, EXIT_USAGE } from '../exit-codes.ts';
import { choosePlugins, chooseScenario } from '../choose.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Checks a file.
 * Units: exit code. Errors: faults are printed, each with file, line, column, path, expectation and finding. Source: contract 2.
 */
export async function validateCommand(terminal: Terminal, name: string, options: { readonly plugin: readonly string[] }): Promise<number> {
  const plugins = await choosePlugins(options.plugin);
  if (!plugins.ok) return terminal.refuse(plugins.refusal);
  if (!terminal.json) {
    const chosen = chooseScenario(terminal, name, plugins.value);
    return chosen.ok ? EXIT_OK : terminal.refuse(chosen.refusal);
  }
  const loaded = loadShipped(name, additionsOf(plugins.value));
  if ('reason' in loaded) return terminal.refuse({ message: loaded.reason });
  const { ok: valid, file } = loaded;
  terminal.document({
    schema: 'wardlab/validate@1',
    file,
    valid,
    issues: loaded.ok ? [] : loaded.issues,
    warnings: loaded.ok ? loaded.warnings : [],
  });
  return valid ? EXIT_OK : EXIT_USAGE;
}
