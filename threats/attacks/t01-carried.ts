/**
 * Purpose: T01 plaintext transmission by protocols of their own: a listener on the path takes a file that is sent by FTP, or understands a telephone call by SIP.
 *
 * Does not model: parts of a file; what can be understood of a call whose voice is encrypted (sizes and times).
 * Units: none. Determinism: passive.
 * References: TR A.5.1 #1, 6.1.2 a, D.7 c (FTP, SIP); RFC 2577 5, RFC 3552 3.2.1, RFC 3550 9.1; threat card T01.
 */
import type { Operation } from '../../sim/world/scenario.ts';
import { heldPlain } from '../oracles/confidentiality.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, labelOf, passes } from './aims.ts';
import { gainSight } from './tactics.ts';

function listening(variant: string, operation: Operation, name: AttackDefinition['name']): AttackDefinition {
  return {
    threat: 'T01',
    variant,
    name,
    vantages: ['wan-on', 'lan', 'relay', 'phys'],
    aim: (scenario, vantage) =>
      aimAt(scenario, [operation], (flow) => labelOf(scenario, flow) === 'phi' && passes(scenario, flow, vantage)),
    act: (hands, aim) => {
      hands.note('listening', { flow: aim.flow.id });
      gainSight(hands, aim.flow);
    },
    judge: (view) => heldPlain(view, 'phi'),
  };
}

export const listenToFile = listening('file', 'put-file', { en: 'Listening to a file sent by FTP', ja: 'FTP で送られるファイルの盗聴' });
export const listenToCall = listening('call', 'call', { en: 'Listening to a telephone call by SIP', ja: 'SIP による通話の盗聴' });
