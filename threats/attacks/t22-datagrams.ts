/**
 * Purpose: T22 replay of captured packets below any connection: datagrams are sent again, soon and late, or sent back to where they came from.
 *
 * TCP drops a repeated segment by its number, so what ESP does about repetition shows only on datagrams. He keeps what goes from one end to the other, readable or not. Reflected packets come
 * home to the device that sealed them: where both directions share one key it opens them, and routing sends the content on its way again.
 * Does not model: a restart of the receiver (an association with fixed keys keeps no state that could be lost, one of IKE is lost with its keys).
 * Units: nanoseconds. Determinism: fixed delays.
 * References: TR A.5.1 #22; RFC 3552 3.3.1; RFC 4303 3.3.3, 3.4.3; RFC 4107 2; threat card T22 step 3.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Packet } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec, Scenario, ServiceSpec, VantageSpec } from '../../sim/world/scenario.ts';
import { acceptedTwice } from '../oracles/integrity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { devicesOf } from './manual-keys.ts';
import { endsOf } from './tactics.ts';
import { espOf } from './sealed-packets.ts';

/** Soon, while the association is surely the same; late, when it may have been replaced (own choices within the minute of the script). */
const SOON_NS = 2 * NS_PER_S;
const LATE_NS = 25 * NS_PER_S;
/** He keeps no more than this. */
const KEEP_PACKETS = 20;

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** Whether an association with fixed keys joins both ends. */
function fixedKeys(scenario: Scenario, flow: FlowSpec, service: ServiceSpec): boolean {
  const site = scenario.sites.find(({ id }) => id === siteOf(flow.client));
  return site?.devices.some((device) => device.manualPeer === siteOf(service.host)) === true;
}

/** A flow of datagrams that passes, under fixed keys if there is one. */
function aimAtDatagrams(scenario: Scenario, vantage: VantageSpec, onlyFixedKeys: boolean): Aim | undefined {
  const passing = (flow: FlowSpec): boolean => passes(scenario, flow, vantage);
  const best = aimAt(scenario, ['log'], (flow, service) => passing(flow) && fixedKeys(scenario, flow, service));
  return best ?? (onlyFixedKeys ? undefined : aimAt(scenario, ['log'], passing));
}

/** Keeps what goes from the client to the server, as it is or in their devices' tunnel. */
function keepPackets(hands: Hands, { flow }: Aim): readonly Packet[] {
  const { client, server } = endsOf(hands, flow);
  const { near, far } = devicesOf(hands, flow);
  const kept: Packet[] = [];
  hands.onPacket((packet) => {
    const { body, src, dst } = packet;
    const plain = body.protocol === 'udp' && espOf(packet) === undefined && src === client && dst === server;
    const sealed = espOf(packet) !== undefined && src === near && dst === far;
    if ((plain || sealed) && kept.length < KEEP_PACKETS) kept.push(packet);
    return PASS;
  });
  return kept;
}

function sendAgain(hands: Hands, aim: Aim, delayNs: number): void {
  const kept = keepPackets(hands, aim);
  hands.at(aim.flow.atNs + delayNs, () => {
    hands.note('resending-packets', { packets: kept.length });
    for (const { src, dst, body } of kept) hands.inject({ src, dst, body });
  });
}

function sendBack(hands: Hands, aim: Aim): void {
  const kept = keepPackets(hands, aim);
  hands.at(aim.flow.atNs + SOON_NS, () => {
    hands.note('reflecting-packets', { packets: kept.length });
    for (const { src, dst, body } of kept) hands.inject({ src: dst, dst: src, body });
  });
}

const datagrams = (variant: string, name: AttackDefinition['name'], delayNs: number): AttackDefinition => ({
  threat: 'T22',
  variant,
  name,
  vantages: ['wan-on'],
  aim: (scenario, vantage) => aimAtDatagrams(scenario, vantage, false),
  act: (hands, aim) => sendAgain(hands, aim, delayNs),
  judge: (view, aim) => acceptedTwice(view, aim.flow.id),
});

export const replayDatagrams = datagrams(
  'datagrams',
  { en: 'Captured datagrams are sent again', ja: '盗聴したデータグラムの再送' },
  SOON_NS,
);

export const replayLate = datagrams(
  'late',
  { en: 'Captured datagrams are sent again long after', ja: '盗聴したデータグラムの時間をおいた再送' },
  LATE_NS,
);

export const reflectDatagrams: AttackDefinition = {
  threat: 'T22',
  variant: 'reflected',
  name: { en: 'Captured packets are sent back to their sender', ja: '盗聴したパケットの送信元への反射' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) => aimAtDatagrams(scenario, vantage, true),
  act: sendBack,
  judge: (view, aim) => acceptedTwice(view, aim.flow.id),
};
