/**
 * Purpose: `wardlab capacity`: set-up time, overhead and load of the tunnels of a scenario (TR D.7), and of the centre at scale, measured by runs.
 *
 * Units: none. Determinism: the same scenario and seed give the same document. References: contract.md section 2; TR D.7.
 */
import { measureCapacity } from '../../capacity/measure.ts';
import { choosePlugins, chooseScenario } from '../choose.ts';
import { EXIT_FAILED, EXIT_OK } from '../exit-codes.ts';
import { startProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { capacityLines } from '../text/capacity-text.ts';

/**
 * Runs the command.
 * Units: exit code. Errors: bad input is refused, and a scenario without tunnels; a set-up beyond the bound of TR D.7 a gives exit code 1. Source: contract 2.
 */
export async function capacityCommand(terminal: Terminal, name: string, options: { readonly plugin: readonly string[] }): Promise<number> {
  const plugins = await choosePlugins(options.plugin);
  if (!plugins.ok) return terminal.refuse(plugins.refusal);
  const scenario = chooseScenario(terminal, name, plugins.value);
  if (!scenario.ok) return terminal.refuse(scenario.refusal);
  const progress = startProgress(terminal, { en: `Measuring ${scenario.value.id}`, ja: `${scenario.value.id} を計測中` });
  const figures = (() => {
    try {
      return measureCapacity(scenario.value, terminal.seed, (done, of, what) => progress.step(done, of, what));
    } finally {
      progress.end();
    }
  })();
  if (figures === undefined) {
    return terminal.refuse({
      message: {
        en: `scenario "${scenario.value.id}" has no two sites in one group whose VPN routers are offered ipsec-ike, so there is no tunnel to measure`,
        ja: `シナリオ「${scenario.value.id}」には、同じグループに属し VPN ルータで ipsec-ike を使える 2 つの施設がないため、計測するトンネルがありません`,
      },
    });
  }
  if (terminal.json) terminal.document(figures);
  else for (const line of capacityLines(terminal, scenario.value, figures)) terminal.line(line);
  const { pairs, withLoss, limitMs } = figures.setUp;
  return pairs.every(({ up, setUpMs }) => up && setUpMs <= limitMs) && withLoss.overLimit === 0 ? EXIT_OK : EXIT_FAILED;
}
