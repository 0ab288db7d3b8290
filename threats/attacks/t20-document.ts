/**
 * Purpose: T20 forwarding after contamination, by documents: a letter that was infected where it was written is stored, forwarded and opened elsewhere.
 *
 * Does not model: the recipient's caution, infection of the store itself.
 * Units: none. Determinism: the flows' own times.
 * References: TR A.5.1 #20, 8.1 a, B.5 a, C 4-7-1; RFC 3552 2.3.2; threat card T20 steps 2-5.
 */
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { infectedAmong } from '../oracles/spread.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';

/** The program that opens documents. */
const VIEWER = 'viewer';
const siteOf = (place: string): string => place.split('.')[0] ?? place;

function aimAtReader(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  if (vantage.incident !== 'infected-document') return undefined;
  const written = scenario.flows
    .filter((flow) => flow.operation === 'store-letter' && flow.client === vantage.at)
    .map((flow) => flow.asset);
  const flawed = (place: string): boolean =>
    scenario.sites.some((site) =>
      site.hosts.some((host) => `${site.id}.${host.zone}.${host.id}` === place && host.flaws?.includes(VIEWER) === true),
    );
  return aimAt(
    scenario,
    ['fetch-letter'],
    (flow) => written.includes(flow.asset) && flawed(flow.client) && siteOf(flow.client) !== siteOf(vantage.at),
  );
}

export const contaminateByDocument: AttackDefinition = {
  threat: 'T20',
  variant: 'document',
  name: { en: 'An infected letter is stored, forwarded and opened', ja: '感染した紹介状の保存・転送・開封' },
  vantages: ['none'],
  aim: aimAtReader,
  act: (hands, aim) => {
    hands.note('writing-infected', { asset: aim.flow.asset ?? '' });
    hands.contaminate(aim.flow.asset ?? '', VIEWER);
  },
  judge: (view, aim) => infectedAmong(view, [siteOf(aim.flow.client)]),
};
