/**
 * Purpose: T01 plaintext transmission: a listener on the path collects a record with patient data.
 *
 * Does not model: partial records (the threshold is one whole record), traffic analysis.
 * Units: none. Determinism: passive.
 * References: TR A.5.1 #1, 6.1.2 a; RFC 3552 3.2.1; threat card T01.
 */
import { heldPlain } from '../oracles/confidentiality.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, labelOf, passes } from './aims.ts';
import { gainSight } from './tactics.ts';

export const plaintext: AttackDefinition = {
  threat: 'T01',
  variant: '',
  name: { en: 'Listening to a record on the wire', ja: '回線上の診療記録の盗聴' },
  vantages: ['wan-on', 'lan', 'relay', 'phys'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['store-letter', 'fetch-letter'],
      (flow, service) => service.tls !== 'always' && labelOf(scenario, flow) === 'phi' && passes(scenario, flow, vantage),
    ),
  act: (hands, aim) => {
    hands.note('listening', { flow: aim.flow.id });
    gainSight(hands, aim.flow);
  },
  judge: (view) => heldPlain(view, 'phi'),
};
