/**
 * Purpose: `wardlab plugin check`: runs the conformance kit over plug-ins.
 *
 * Units: none. Determinism: the same files and seed give the same report. References: docs/plugins.md.
 */
import { checkLoaded } from '../../plugin/check.ts';
import { choosePlugins } from '../choose.ts';
import { EXIT_FAILED, EXIT_OK } from '../exit-codes.ts';
import { refused, type Terminal } from '../terminal.ts';

/**
 * Runs the command.
 * Units: exit code (1 when a check fails). Errors: plug-ins that do not load are refused. Source: contract 2 (exit codes).
 */
export async function pluginCheckCommand(
  terminal: Terminal,
  files: readonly string[],
  options: { readonly scenario?: string },
): Promise<number> {
  const { scenario } = options;
  if (scenario === undefined)
    return terminal.refuse(
      refused('name the scenario to check it in: --scenario net.yaml', '検査に使うシナリオを指定してください: --scenario net.yaml').refusal,
    );
  const plugins = await choosePlugins(files);
  if (!plugins.ok) return terminal.refuse(plugins.refusal);
  const { ok, results } = checkLoaded(plugins.value, scenario, terminal.seed);
  if (terminal.json) {
    terminal.document({ schema: 'wardlab/plugin-check@1', files, scenario, seed: terminal.seed, ok, results });
    return ok ? EXIT_OK : EXIT_FAILED;
  }
  for (const { check, subject, ok: held, found } of results) {
    const mark = held
      ? terminal.tint('green', terminal.say({ en: 'ok    ', ja: '適合  ' }))
      : terminal.tint('red', terminal.say({ en: 'FAILED', ja: '不適合' }));
    terminal.line(`${mark}  ${check}  ${subject}`);
    for (const line of terminal.wrap(terminal.say(found), 8)) terminal.line(line);
  }
  const failures = results.filter((result) => !result.ok).length;
  terminal.line(
    terminal.say({ en: `${results.length} checks, ${failures} failed`, ja: `検査 ${results.length} 件、不適合 ${failures} 件` }),
  );
  return ok ? EXIT_OK : EXIT_FAILED;
}
