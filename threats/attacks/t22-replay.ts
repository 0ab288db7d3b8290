/**
 * Purpose: T22 replay of captured messages: the bytes of a booking are sent again and processed again.
 *
 * He resends what he has: a readable request on a connection of his own, sealed records likewise, or whole ESP packets as they were.
 * Datagrams, reflection and long delays stand in t22-datagrams.ts.
 * Does not model: a choice of what is worth sending again.
 * Units: nanoseconds. Determinism: fixed delay.
 * References: TR A.5.1 #22; RFC 3552 3.3.1; RFC 4303 3.4.3; threat card T22.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Content, Packet } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import { asTls } from '../../sim/vpn/tls.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { doubleEffect } from '../oracles/integrity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, canSend, passes } from './aims.ts';
import { espOf } from './sealed-packets.ts';
import { ANSWER_WAIT_NS, endsOf, gainPath } from './tactics.ts';

/** So long after the capture he sends it again; the user is still logged in. */
const DELAY_NS = 2 * NS_PER_S;
/** Packets of a tunnel that he keeps for resending. */
const KEEP_PACKETS = 200;

function act(hands: Hands, aim: Aim): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  const device = hands.plan.deviceAddress(aim.flow.client.split('.')[0] ?? '');
  const sealedPackets: Packet[] = [];
  const sealedRecords: Content[] = [];
  let captured: Content | undefined;
  hands.ears.onMessage = (message, packet) => {
    if (packet.src !== client || message.txn === undefined || captured !== undefined || packet.body.protocol !== 'tcp') return;
    captured = packet.body.pieces.at(-1)?.content;
    hands.note('captured-request', { txn: message.txn });
  };
  hands.onPacket((packet) => {
    const { body } = packet;
    const fromFlow = espOf(packet) !== undefined && (packet.src === device || (packet.src === client && packet.dst === server));
    if (fromFlow && sealedPackets.length < KEEP_PACKETS) sealedPackets.push(packet);
    if (body.protocol === 'tcp' && packet.src === client && packet.dst === server) {
      for (const piece of body.pieces)
        if (asTls(piece.content) !== undefined && !sealedRecords.includes(piece.content)) sealedRecords.push(piece.content);
    }
    return PASS;
  });
  gainPath(hands, aim.flow);
  hands.at(aim.flow.atNs + DELAY_NS, () => {
    for (const packet of sealedPackets) hands.inject({ src: packet.src, dst: packet.dst, body: packet.body });
    hands.note('resending', { request: captured !== undefined, records: sealedRecords.length, packets: sealedPackets.length });
    const resend = captured === undefined ? sealedRecords : [captured];
    if (resend.length === 0) return;
    const stream = hands.open(
      { ...service, tls: 'never' },
      { onOpen: () => resend.forEach((content) => stream.send(content)), onMessage: () => undefined, onClose: () => undefined },
      { patienceNs: ANSWER_WAIT_NS },
    );
  });
}

export const replayRequest: AttackDefinition = {
  threat: 'T22',
  variant: '',
  name: { en: 'A captured booking is sent again', ja: '盗聴した予約要求の再送' },
  vantages: ['wan-on', 'lan', 'relay'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['book', 'maintain'],
      (flow, service) => service.tls !== 'always' && canSend(vantage) && passes(scenario, flow, vantage),
    ),
  act,
  judge: (view) => doubleEffect(view),
};
