/**
 * Purpose: T14 proof of access: somebody denies what was done in his name, erases the record of it, or denies what he wrote; an auditor tries to prove it.
 *
 * Does not model: sampling, retention, the auditor's own right to the records.
 * Units: nanoseconds. Determinism: the audit comes at the end of the run.
 * References: TR A.5.1 #14, A.1 c, 9.5; RFC 3552 2.2, 4.3; RFC 3227 2.4; threat card T14.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Incident, Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { deniable } from '../oracles/evidence.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';

/** The dispute comes after everything else. */
const BEFORE_END_NS = NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** Something that a person of the site did at another site, so that it passed an access point. */
function aimAtAct(scenario: Scenario, vantage: VantageSpec, incident: Incident): Aim | undefined {
  if (vantage.incident !== incident) return undefined;
  const operations = incident === 'content-denial' ? (['store-letter'] as const) : (['book', 'maintain'] as const);
  return aimAt(
    scenario,
    operations,
    (flow, service) => siteOf(flow.client) === siteOf(vantage.at) && siteOf(service.host) !== siteOf(vantage.at),
  );
}

function denial(
  incident: Incident,
  variant: string,
  name: AttackDefinition['name'],
  kind: 'access' | 'erased' | 'content',
): AttackDefinition {
  return {
    threat: 'T14',
    variant,
    name,
    vantages: ['none', 'in-sz', 'in-hsz'],
    aim: (scenario, vantage) => aimAtAct(scenario, vantage, incident),
    act: (hands, aim) => {
      hands.at(hands.plan.scenario.horizonNs - BEFORE_END_NS, () => {
        hands.note('audit', { flow: aim.flow.id, about: kind });
        hands.audit(aim.flow.id, kind);
      });
    },
    judge: (view) => deniable(view),
  };
}

export const denyAccess = denial('denial', '', { en: 'A user denies what was done in his name', ja: '操作の否認' }, 'access');
export const eraseRecord = denial('erased-log', 'erased', { en: 'The record of an access is erased', ja: '記録の消去' }, 'erased');
export const denyContent = denial('content-denial', 'content', { en: 'An author denies what he wrote', ja: '記載内容の否認' }, 'content');
