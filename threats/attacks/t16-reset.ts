/**
 * Purpose: T16 forged TCP RST against TLS: a reset in the name of the server ends a protected transfer.
 *
 * Who sees the stream uses the number that he sees; who does not sweeps the sequence space in steps of the victim's window. The blind attacker is taken to know the client's
 * port (fixed in the scenario); where it is unknown the cost grows by up to 16,384.
 * Does not model: anything about what is behind the connection but the transfer.
 * Units: octets, segments per second. Determinism: fixed sweep.
 * References: TR A.5.1 #16; RFC 3552 4.5.2; RFC 5961 3; RFC 4953 2.4; threat card T16.
 */
import { NS_PER_S, NS_PER_US } from '../../sim/kernel/time.ts';
import { TCP_FLAG, type TcpSegment } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec } from '../../sim/world/scenario.ts';
import { resetByAttacker } from '../oracles/availability.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, follow, gainSight } from './tactics.ts';

/** Segments ahead of the client's last acknowledgement that resets are aimed at, since the transfer goes on while they travel (a full queue of 100 packets and some more). */
const AHEAD_SEGMENTS = 160;
/** Between two resets of a burst: a 40-octet packet at 10 Mbit/s takes 32 µs (own choice). */
const RST_GAP_NS = 50 * NS_PER_US;
/** Data segments to let pass first: the handshake is over and the transfer is under way. */
const UNDER_WAY = 40;
/** A reset lost in a full queue is made up for by the next sweep. */
const SWEEPS = 3;
/** After the start of the flow, when a blind sweep begins. */
const SWEEP_DELAY_NS = NS_PER_S / 2;

const rst = (srcPort: number, dstPort: number, seq: number): TcpSegment => ({
  protocol: 'tcp',
  srcPort,
  dstPort,
  seq,
  ack: 0,
  flags: TCP_FLAG.RST,
  window: 0,
  pieces: [],
});

function resetOnPath(hands: Hands, aim: Aim): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  let seenData = 0;
  let expected: number | undefined;
  gainSight(hands, aim.flow);
  // The client's acknowledgement number is what he expects next, also when a segment before was lost.
  follow(hands, client, server, service.port, ({ segment }) => {
    expected = segment.ack;
  });
  follow(hands, server, client, service.port, ({ segment }) => {
    if (segment.pieces.length === 0 || expected === undefined || ++seenData !== UNDER_WAY) return;
    const base = expected;
    const length = segment.pieces.reduce((sum, piece) => sum + piece.length, 0);
    hands.note('forging-reset', { seq: base, count: AHEAD_SEGMENTS });
    for (let ahead = 0; ahead < AHEAD_SEGMENTS; ahead++) {
      hands.after(ahead * RST_GAP_NS, () =>
        hands.inject({ src: server, dst: client, body: rst(segment.srcPort, segment.dstPort, (base + ahead * length) % 2 ** 32) }),
      );
    }
  });
}

function resetBlind(hands: Hands, aim: Aim): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  const window =
    hands.plan.scenario.sites
      .flatMap((site) => site.hosts.map((host) => ({ place: `${site.id}.${host.zone}.${host.id}`, host })))
      .find(({ place }) => place === aim.flow.client)?.host.tcp.windowBytes ?? 65_535;
  const tries = Math.ceil(2 ** 32 / window);
  const gapNs = Math.ceil(NS_PER_S / hands.adversary.rstPerS);
  const send = (index: number): void => {
    if (index >= tries * SWEEPS) return;
    hands.inject({ src: server, dst: client, body: rst(service.port, aim.flow.sourcePort ?? 0, ((index % tries) * window) % 2 ** 32) });
    hands.after(gapNs, () => send(index + 1));
  };
  hands.onPacket(() => PASS);
  hands.at(aim.flow.atNs + SWEEP_DELAY_NS, () => {
    hands.note('sweeping-resets', { tries, window });
    send(0);
  });
}

const isTlsTransfer = (flow: FlowSpec, tls: string): boolean => tls === 'always' && flow.operation === 'fetch-image';

export const resetOnPathAttack: AttackDefinition = {
  threat: 'T16',
  variant: '',
  name: { en: 'Forged reset with the number seen on the wire', ja: '観測した番号による RST 偽装' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['fetch-image'], (flow, service) => isTlsTransfer(flow, service.tls) && passes(scenario, flow, vantage)),
  act: resetOnPath,
  judge: (view, aim) => resetByAttacker(view, aim.flow),
};

export const resetBlindAttack: AttackDefinition = {
  threat: 'T16',
  variant: '',
  name: { en: 'Forged resets swept over the sequence space', ja: 'シーケンス空間を走査する RST 偽装' },
  vantages: ['wan-off'],
  aim: (scenario) => aimAt(scenario, ['fetch-image'], (flow, service) => isTlsTransfer(flow, service.tls) && flow.sourcePort !== undefined),
  act: resetBlind,
  judge: (view, aim) => resetByAttacker(view, aim.flow),
};
