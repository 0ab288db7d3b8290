/**
 * Purpose: `wardlab scenarios`: the networks that come with wardlab.
 *
 * Units: none. Determinism: fixed order. References: contract.md section 2.
 */
import { shippedIds } from '../../../scenarios/index.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { loadShipped } from '../../run/load.ts';
import { EXIT_OK } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Prints the shipped scenarios.
 * Units: exit code. Errors: throws when a shipped scenario does not load (a bug). Source: contract 2.
 */
export function scenariosCommand(terminal: Terminal): number {
  const scenarios = shippedIds.map((id) => {
    const loaded = loadShipped(id);
    if (!loaded.ok) throw new Error(`shipped scenario ${id} does not load; "wardlab validate ${id}" says why`);
    const { title, source, about, sha256, sites, controls } = loaded.scenario;
    return { id, title, source, about, sha256, sites: sites.length, controls: controls.length, attacks: attacksOf(loaded.scenario).length };
  });
  if (terminal.json) {
    terminal.document({ schema: 'wardlab/scenarios@1', scenarios });
    return EXIT_OK;
  }
  for (const { id, title, source, about, sites, controls, attacks } of scenarios) {
    terminal.line(`${terminal.tint('bold', id)}  ${terminal.say(title)} (${source})`);
    for (const line of terminal.wrap(terminal.say(about), 2)) terminal.line(line);
    terminal.line(
      terminal.say({
        en: `  ${sites} sites, ${controls} controls offered, ${attacks} attacks`,
        ja: `  施設 ${sites}、対策候補 ${controls}、攻撃 ${attacks}`,
      }),
    );
  }
  return EXIT_OK;
}
