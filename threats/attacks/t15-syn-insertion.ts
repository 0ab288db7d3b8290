/**
 * Purpose: T15 TCP SYN insertion: a forged SYN ends an existing connection, or leaves state and blame in somebody else's name.
 *
 * Into a connection: who sees the numbers uses them, who does not sweeps the sequence space in steps of the window, as in T16. A single SYN in a partner's name makes the server
 * note the partner.
 * Does not model: volume (T24), what the victim's SYN-ACKs cost him.
 * Units: octets, segments per second. Determinism: fixed sweep.
 * References: TR A.5.1 #15; RFC 3552 3.3.2; RFC 5961 4 (SYN as a reset); RFC 6528 A.1; threat card T15.
 */
import { NS_PER_MS, NS_PER_S } from '../../sim/kernel/time.ts';
import { TCP_FLAG, type TcpSegment } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { resetByAttacker } from '../oracles/availability.ts';
import { falseHalfOpen } from '../oracles/protocol.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, follow, gainSight } from './tactics.ts';

/** Data segments to let pass first: the transfer is under way. */
const UNDER_WAY = 40;
/** A SYN that lies anywhere in the window does it, so a few suffice against lost ones; they are this far apart. */
const TRIES = 3;
const TRY_GAP_NS = 20 * NS_PER_MS;
/** Octets ahead of the last acknowledgement: the transfer goes on while the SYN travels, and the window (1 MiB) is far larger. */
const AHEAD_BYTES = 2 ** 19;
/** After the start of the flow, when a blind sweep begins, and how often it is repeated. */
const SWEEP_DELAY_NS = NS_PER_S / 2;
const SWEEPS = 3;
/** When the single SYN is sent (own choice). */
const SINGLE_NS = 8 * NS_PER_S;
const UNUSED_PORT = 40_000;

const syn = (srcPort: number, dstPort: number, seq: number): TcpSegment => ({
  protocol: 'tcp',
  srcPort,
  dstPort,
  seq,
  ack: 0,
  flags: TCP_FLAG.SYN,
  window: 65_535,
  pieces: [],
});

function insertSeeing(hands: Hands, aim: Aim): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  let seen = 0;
  let expected: number | undefined;
  gainSight(hands, aim.flow);
  follow(hands, client, server, service.port, ({ segment }) => {
    expected = segment.ack;
  });
  follow(hands, server, client, service.port, ({ segment }) => {
    if (segment.pieces.length === 0 || expected === undefined || ++seen !== UNDER_WAY) return;
    const seq = (expected + AHEAD_BYTES) % 2 ** 32;
    hands.note('inserting-syn', { seq });
    for (let number = 0; number < TRIES; number++)
      hands.after(number * TRY_GAP_NS, () => hands.inject({ src: server, dst: client, body: syn(segment.srcPort, segment.dstPort, seq) }));
  });
}

function insertBlind(hands: Hands, aim: Aim): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  const hosts = hands.plan.scenario.sites.flatMap((site) =>
    site.hosts.map((host) => ({ place: `${site.id}.${host.zone}.${host.id}`, host })),
  );
  const window = hosts.find(({ place }) => place === aim.flow.client)?.host.tcp.windowBytes ?? 65_535;
  const steps = Math.ceil(2 ** 32 / window);
  const gapNs = Math.ceil(NS_PER_S / hands.adversary.rstPerS);
  const send = (index: number): void => {
    if (index >= steps * SWEEPS) return;
    hands.inject({ src: server, dst: client, body: syn(service.port, aim.flow.sourcePort ?? 0, ((index % steps) * window) % 2 ** 32) });
    hands.after(gapNs, () => send(index + 1));
  };
  hands.onPacket(() => PASS);
  hands.at(aim.flow.atNs + SWEEP_DELAY_NS, () => {
    hands.note('sweeping-syns', { tries: steps, window });
    send(0);
  });
}

export const synIntoConnection: AttackDefinition = {
  threat: 'T15',
  variant: '',
  name: { en: 'A forged SYN inside the window of a transfer', ja: '転送中の接続のウィンドウ内への偽 SYN 挿入' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) => aimAt(scenario, ['fetch-image'], (flow) => passes(scenario, flow, vantage)),
  act: insertSeeing,
  judge: (view, aim) => resetByAttacker(view, aim.flow),
};

export const synBlind: AttackDefinition = {
  threat: 'T15',
  variant: '',
  name: { en: 'Forged SYNs swept over the sequence space of a transfer', ja: '転送中の接続へのシーケンス空間走査による偽 SYN' },
  vantages: ['wan-off'],
  aim: (scenario) => aimAt(scenario, ['fetch-image'], (flow) => flow.sourcePort !== undefined),
  act: insertBlind,
  judge: (view, aim) => resetByAttacker(view, aim.flow),
};

export const synFoothold: AttackDefinition = {
  threat: 'T15',
  variant: 'foothold',
  name: { en: 'A single SYN in a partner’s name', ja: '提携機関名義の単発 SYN' },
  vantages: ['wan-off', 'peer'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['book'], (flow, service) => !flow.client.startsWith(`${vantage.at}.`) && !service.host.startsWith(`${vantage.at}.`)),
  act: (hands, aim) => {
    const { client, server, service } = endsOf(hands, aim.flow);
    hands.at(SINGLE_NS, () => {
      hands.note('forging-syn', { claimed: aim.flow.client });
      hands.inject({ src: client, dst: server, body: syn(UNUSED_PORT, service.port, hands.draw(2 ** 32)) });
    });
  },
  judge: (view) => falseHalfOpen(view),
};
