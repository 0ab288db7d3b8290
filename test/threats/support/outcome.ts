/**
 * Purpose: one line to ask what comes of an attack under a set of controls, and scenarios with other figures.
 * Does not model: anything. Units: none. References: threat-cards.
 */
import type { AdversarySpec, HostSpec, Scenario, VantageSpec } from '../../../sim/world/scenario.ts';
import { replay, type Replay } from '../../../threats/replay.ts';
import { attackById, profile } from './figure-3.ts';

/** Replays an attack once, with the trace on. */
export function run(scenario: Scenario, id: string, controls: readonly string[] = []): Replay {
  for (const control of controls)
    if (!scenario.controls.some((c) => c.id === control)) throw new Error(`test: ${scenario.id} offers no ${control}`);
  return replay(scenario, attackById(scenario, id), { seed: 1, answer: profile(controls), trace: true });
}

export function outcome(scenario: Scenario, id: string, controls: readonly string[] = []): string {
  return run(scenario, id, controls).finding.outcome;
}

/** Reasons of the refusals that controls caused, each once, as `control/reason`. */
export function stops(result: Replay): readonly string[] {
  return [
    ...new Set(
      result.events
        .filter((event) => event.kind === 'stop')
        .map((event) => `${String(event.fields['control'])}/${String(event.fields['reason'])}`),
    ),
  ];
}

export function withAdversary(scenario: Scenario, figures: Partial<AdversarySpec>): Scenario {
  return { ...scenario, adversary: { ...scenario.adversary, ...figures } };
}

export function withVantage(scenario: Scenario, id: string, change: Partial<VantageSpec>): Scenario {
  return { ...scenario, vantages: scenario.vantages.map((vantage) => (vantage.id === id ? { ...vantage, ...change } : vantage)) };
}

export function withHost(scenario: Scenario, place: string, change: Partial<HostSpec>): Scenario {
  const sites = scenario.sites.map((site) => ({
    ...site,
    hosts: site.hosts.map((host) => (`${site.id}.${host.zone}.${host.id}` === place ? { ...host, ...change } : host)),
  }));
  return { ...scenario, sites };
}
