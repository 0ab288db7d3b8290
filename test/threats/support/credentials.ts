/**
 * Purpose: outcomes of attacks of figure-3, as shipped or with other data, under a set of controls; for the threats of credentials, rights and people.
 * Does not model: anything. Units: none. References: threat-cards 3.
 */
import type { Scenario, ServiceSpec, UserSpec } from '../../../sim/world/scenario.ts';
import { replay, type Replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from './figure-3.ts';

export const shipped = figure3();

/** One replay with the trace on; throws when a control is not offered, so that no claim holds by a misspelt name. */
export function play(id: string, controls: readonly string[] = [], scenario: Scenario = shipped): Replay {
  const unknown = controls.filter((control) => !scenario.controls.some((offer) => offer.id === control));
  if (unknown.length > 0) throw new Error(`not offered: ${unknown.join(', ')}`);
  return replay(scenario, attackById(scenario, id), { seed: 1, answer: profile(controls), trace: true });
}

export const result = (id: string, controls: readonly string[] = [], scenario: Scenario = shipped): string =>
  play(id, controls, scenario).finding.outcome;

/** Reasons of refusals, each once, as `control/reason`. */
export function refusals(run: Replay): readonly string[] {
  return [
    ...new Set(
      run.events
        .filter((event) => event.kind === 'stop')
        .map((event) => `${String(event.fields['control'])}/${String(event.fields['reason'])}`),
    ),
  ];
}

export function withUser(id: string, change: Partial<UserSpec>, scenario: Scenario = shipped): Scenario {
  return {
    ...scenario,
    sites: scenario.sites.map((site) => ({ ...site, users: site.users.map((user) => (user.id === id ? { ...user, ...change } : user)) })),
  };
}

export function withService(id: string, change: Partial<ServiceSpec>, scenario: Scenario = shipped): Scenario {
  return { ...scenario, services: scenario.services.map((service) => (service.id === id ? { ...service, ...change } : service)) };
}

/** The same scenario with a control that stands at other places too. */
export function withScope(id: string, places: readonly string[], scenario: Scenario = shipped): Scenario {
  return {
    ...scenario,
    controls: scenario.controls.map((offer) => (offer.id === id ? { ...offer, scope: [...offer.scope, ...places] } : offer)),
  };
}
