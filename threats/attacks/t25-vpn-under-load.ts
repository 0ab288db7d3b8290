/**
 * Purpose: T25 against what a new VPN connection needs: the bots fill a clinic's access line, and at the same time they overwhelm the VPN centre, or the IKE responder at the other end.
 *
 * The line is what a clinic without a VPN needs; the centre and the responder are what it needs with one. An attacker who does not know how they are connected strikes at both.
 * Does not model: questions with a member's proof, finished IKE negotiations. Bots send from their own addresses, since they need the answers, unless the scenario says that all their sources are forged.
 * Units: bit/s, octets. Determinism: even spacing; forged sources from the attacker's stream.
 * References: TR A.5.1 #25, D.3; RFC 3552 4.6.2; RFC 7296 2.6; RFC 8019 3; threat card T25 (the VPN centre as target: running SAs survive, new ones cannot start).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { unservedWhile } from '../oracles/interruption.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAtThinLine, fillLine, forgedSource } from './t25-ddos.ts';
import { endsOf } from './tactics.ts';

/** He fills the line in the middle of the portal's day, long enough to be felt. */
const LINE_FROM_NS = 7 * NS_PER_S;
const UNTIL_NS = 14 * NS_PER_S;
/** Time for a first connection: one puzzle of a few seconds, and the two round trips; by then the line is full as well. */
const SETTLED_NS = 10.5 * NS_PER_S;
/** The centre is struck before the portal's day begins, so that its tunnel has to be set up under attack. */
const CENTRE_FROM_NS = 2 * NS_PER_S;
const CENTRE_UNTIL_NS = 6 * NS_PER_S;
/** Questions for each that the centre can answer, so that its queue outgrows every patience (own choice). */
const QUESTIONS_PER_ANSWER = 5;
/** A thousand half-open SAs of a small router are reached within four seconds and last for half a minute (own choice). */
const NEGOTIATIONS_PER_S = 320;
const NEGOTIATIONS_FROM_NS = NS_PER_S / 2;
const NEGOTIATIONS_UNTIL_NS = 5 * NS_PER_S;

const siteOf = (place: string): string => place.split('.')[0] ?? place;

function every(hands: Hands, gapNs: TimeNs, span: { readonly fromNs: TimeNs; readonly untilNs: TimeNs }, act: () => void): void {
  const again = (): void => {
    if (hands.now >= span.untilNs) return;
    act();
    hands.after(gapNs, again);
  };
  hands.at(span.fromNs, again);
}

function overwhelm(variant: string, name: AttackDefinition['name'], also: (hands: Hands, aim: Aim) => void): AttackDefinition {
  return {
    threat: 'T25',
    variant,
    name,
    vantages: ['wan-off'],
    aim: (scenario) => (scenario.centre === undefined ? undefined : aimAtThinLine(scenario)),
    act: (hands, aim) => {
      hands.onPacket(() => PASS);
      fillLine(hands, endsOf(hands, aim.flow).client, { fromNs: LINE_FROM_NS, untilNs: UNTIL_NS, forging: false });
      also(hands, aim);
    },
    judge: (view, { flow }) => unservedWhile(view, flow.id, { settledNs: SETTLED_NS, endNs: UNTIL_NS }),
  };
}

export const lineAndCentre = overwhelm(
  'centre',
  {
    en: 'Many hosts fill a clinic’s access line and overwhelm the VPN centre',
    ja: '診療所アクセス回線の飽和と VPN センターへの過負荷攻撃',
  },
  (hands, { flow }) => {
    const { centre } = hands.plan.scenario;
    const site = siteOf(endsOf(hands, flow).service.host);
    const member = siteOf(flow.client);
    const gapNs = Math.max(1, Math.floor((centre?.processingNs ?? NS_PER_S) / QUESTIONS_PER_ANSWER));
    hands.at(CENTRE_FROM_NS, () => hands.note('flooding-centre', { perS: Math.round(NS_PER_S / gapNs) }));
    every(hands, gapNs, { fromNs: CENTRE_FROM_NS, untilNs: CENTRE_UNTIL_NS }, () => hands.bots.askCentre(member, site));
  },
);

export const lineAndResponder = overwhelm(
  'responder',
  {
    en: 'Many hosts fill a clinic’s access line and exhaust the IKE responder of the hospital',
    ja: '診療所アクセス回線の飽和と病院の IKE 応答側の枯渇',
  },
  (hands, { flow }) => {
    const device = hands.plan.deviceAddress(siteOf(endsOf(hands, flow).service.host));
    hands.at(NEGOTIATIONS_FROM_NS, () => hands.note('flooding-responder', { device, perS: NEGOTIATIONS_PER_S }));
    const share = hands.adversary.bots?.forgedShare;
    const blind = share !== undefined && share.numerator === share.denominator;
    const span = { fromNs: NEGOTIATIONS_FROM_NS, untilNs: NEGOTIATIONS_UNTIL_NS };
    every(hands, NS_PER_S / NEGOTIATIONS_PER_S, span, () => hands.bots.beginIke(device, blind ? forgedSource(hands) : undefined));
  },
);
