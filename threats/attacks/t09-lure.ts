/**
 * Purpose: T09 attack carried by commonly passed protocols, through mail and web: what staff open brings malware in, and the malware calls its master over the web that staff may use.
 *
 * Does not model: what is done over the channel, channels in mail or names, malware that waits for a day on which nothing else is in use.
 * Units: nanoseconds. Determinism: fixed pauses.
 * References: TR A.5.1 #9, C 4-7-1, 4-8-1, 4-8-3; RFC 3552 4.8; threat card T09 steps 2-5.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands, Station } from '../../sim/world/attacker.ts';
import { commandedHost } from '../oracles/perimeter.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { serviceOf } from './aims.ts';
import { aimAtReader, BY_MAIL, BY_WEB, HIS_SITE, setLure, type Way } from './lures.ts';
import { ask } from './tactics.ts';

/** The malware calls so long after it has come in, and again until it is answered or gives up (own choice). */
const CALLS_S = [2, 4, 6] as const;

/** It asks for its master's page through the gateway, as the user's browser would. */
function callHome(hands: Hands, from: Station, aim: Aim): void {
  const gateway = serviceOf(hands.plan.scenario, aim.flow);
  const user = aim.flow.user ?? '';
  let answered = false;
  for (const second of CALLS_S) {
    hands.after(second * NS_PER_S, () => {
      if (answered) return;
      hands.note('calling-home', { from: from.place, target: HIS_SITE });
      const through = { station: from, insideAddress: from.address, useChip: () => undefined };
      ask(hands, gateway, { op: 'browse', user, target: HIS_SITE, payloadBytes: 0 }, through, (reply) => {
        answered ||= reply?.op === 'ok';
      });
    });
  }
}

function lured(way: Way, name: AttackDefinition['name']): AttackDefinition {
  return {
    threat: 'T09',
    variant: way.variant,
    name,
    vantages: ['wan-off'],
    aim: (scenario, vantage) => aimAtReader(scenario, vantage, way),
    act: (hands, aim) => {
      hands.onFoothold((station) => callHome(hands, station, aim));
      setLure(hands, aim, way);
    },
    judge: (view, aim) => commandedHost(view, aim.flow.client),
  };
}

export const luredByMail = lured(BY_MAIL, {
  en: 'Malware in a mail, commanded over the web',
  ja: 'メールで侵入し Web 経由で遠隔操作されるマルウェア',
});
export const luredByPage = lured(BY_WEB, {
  en: 'Malware in a web page, commanded over the web',
  ja: 'Web ページから侵入し Web 経由で遠隔操作されるマルウェア',
});
