/**
 * Purpose: T17 TCP sequence-number guessing: an order is carried out in the name of a trusted address, by somebody who never sees an answer.
 *
 * As Morris described it: sample the target's initial number with a connection of one's own, silence the trusted host by filling the queue of one of its ports, open a connection in
 * its name from that port, acknowledge the number that must have been sent, and order.
 * Against Berkeley's steps the candidates cover one tick and one foreign connection; against a clock with jitter they are the numbers nearest to the expected one.
 * Does not model: a second attempt.
 * Units: sequence numbers, nanoseconds. Determinism: fixed times; silent sources from the attacker's stream; the jitter of the target's clock is a lot.
 * References: TR A.5.1 #17; RFC 3552 3.3.3; RFC 6528 A.1; Morris 1985; threat card T17.
 */
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { parseIpv4, type Ipv4 } from '../../sim/net/address.ts';
import { TCP_FLAG, type TcpSegment } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import { ISN_TICK_NS } from '../../sim/net/tcp/constants.ts';
import { LEGACY_ISN } from '../../sim/net/tcp/isn.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent } from '../../sim/world/messages.ts';
import type { FlowSpec, Scenario, ServiceSpec } from '../../sim/world/scenario.ts';
import { orderedInTrustedName } from '../oracles/protocol.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';
import { ANSWER_WAIT_NS, endsOf } from './tactics.ts';

/** RFC 2544: benchmark addresses 198.18.0.0/15, where nobody answers. */
const SILENT_BASE = parseIpv4('198.18.0.0') ?? 0;
const SILENT_COUNT = 2 ** 17;
const ACT_NS = 10 * NS_PER_S;
/** SYNs that fill the queue of an old host: "half a dozen" (RFC 4987 2.2); twice as many in case some are lost. */
const SILENCING_SYNS = 12;
/** Between these SYNs, so that a neighbour's address is known before the second one (own choice; three packets wait for an ARP answer, the rest is lost). */
const SILENCING_GAP_NS = NS_PER_MS;
/** After the silencing, before the sample; and between the forged SYN and the blind acknowledgement (own choice, above a round trip). */
const PAUSE_NS = 200 * NS_PER_MS;
const OWN_ISN = 1_000_000;
/** Numbers that he tries against a clock: as many orders as he dares to send at once (own choice); the card reckons with 5,000 candidates for 10 ms of jitter. */
export const CLOCK_TRIES = 400;

/** A port of the trusted host at which something listens: the one from which the connection will seem to come. */
function listeningPort(scenario: Scenario, host: string): number | undefined {
  return scenario.services.find((service) => service.host === host)?.port;
}

function aim(scenario: Scenario): Aim | undefined {
  return aimAt(
    scenario,
    ['order'],
    (flow, service) => service.trusts?.includes(flow.client) === true && listeningPort(scenario, flow.client) !== undefined,
  );
}

/** Fills the queue of the trusted host's port, so that it swallows the SYN-ACK that it did not ask for. */
function silence(hands: Hands, trusted: Ipv4, port: number): void {
  hands.note('silencing', { syns: SILENCING_SYNS });
  for (let number = 0; number < SILENCING_SYNS; number++) {
    const body: TcpSegment = {
      protocol: 'tcp',
      srcPort: 2000 + number,
      dstPort: port,
      seq: hands.draw(2 ** 32),
      ack: 0,
      flags: TCP_FLAG.SYN,
      window: 65_535,
      pieces: [],
    };
    const src = SILENT_BASE + hands.draw(SILENT_COUNT);
    hands.after(number * SILENCING_GAP_NS, () => hands.inject({ src, dst: trusted, body }));
  }
}

/** Opens a connection of his own and reads the initial number of the answer. */
function sample(hands: Hands, service: ServiceSpec, target: Ipv4, sampled: (isn: number, askedNs: TimeNs) => void): void {
  const { station } = hands;
  if (station === undefined) throw new Error('T17 needs a station to sample from');
  let done = false;
  const askedNs = hands.now;
  station.onIngress((packet) => {
    const { body } = packet;
    if (done || body.protocol !== 'tcp' || packet.src !== target || (body.flags & TCP_FLAG.SYN) === 0) return PASS;
    done = true;
    sampled(body.seq, askedNs);
    return PASS;
  });
  const stream = hands.open(
    service,
    { onOpen: () => stream.close(), onMessage: () => undefined, onClose: () => undefined },
    { patienceNs: ANSWER_WAIT_NS },
  );
}

/** Numbers that the target may have chosen, when it gave `isn` to a connection that was asked for `elapsedNs` earlier over the same way. */
function candidates(scenario: Scenario, target: string, isn: number, elapsedNs: TimeNs): readonly number[] {
  const host = scenario.sites
    .flatMap((site) => site.hosts.map((spec) => ({ place: `${site.id}.${spec.zone}.${spec.id}`, spec })))
    .find(({ place }) => place === target)?.spec;
  if (host?.tcp.isnJitterNs === undefined)
    return [1, 2].flatMap((connections) =>
      [0, 1].map((ticks) => isn + connections * LEGACY_ISN.perConnection + ticks * LEGACY_ISN.perSecond),
    );
  const expected = isn + Math.round(elapsedNs / ISN_TICK_NS);
  return Array.from({ length: CLOCK_TRIES }, (_, index) => expected + index - Math.floor(CLOCK_TRIES / 2));
}

/** Opens a connection in the trusted name and orders, once for each number that the target may have chosen. */
function orderBlind(hands: Hands, flow: FlowSpec, sampled: { readonly isn: number; readonly askedNs: TimeNs }, port: number): void {
  const { client, server, service } = endsOf(hands, flow);
  const segment = (fields: Pick<TcpSegment, 'seq' | 'ack' | 'flags' | 'pieces'>): TcpSegment => ({
    protocol: 'tcp',
    srcPort: port,
    dstPort: service.port,
    window: 65_535,
    ...fields,
  });
  const guesses = candidates(hands.plan.scenario, service.host, sampled.isn, hands.now - sampled.askedNs);
  hands.note('opening-in-trusted-name', { claimed: flow.client });
  hands.inject({ src: client, dst: server, body: segment({ seq: OWN_ISN, ack: 0, flags: TCP_FLAG.SYN, pieces: [] }) });
  hands.after(PAUSE_NS, () => {
    const content = appContent({ service: service.id, op: 'order', claimedSite: flow.client.split('.')[0] ?? '', txn: 'txn/forged' });
    for (const guess of guesses) {
      hands.note('acknowledging-blind', { guess });
      hands.inject({
        src: client,
        dst: server,
        body: segment({
          seq: OWN_ISN + 1,
          ack: (guess + 1 + 2 ** 32) % 2 ** 32,
          flags: TCP_FLAG.ACK | TCP_FLAG.PSH,
          pieces: [{ content, offset: 0, length: content.bytes }],
        }),
      });
    }
  });
}

/**
 * The attack, with or without silencing the trusted host first; without it the host's reset comes before the guess.
 * Units: none. Errors: none. Source: threat card T17 steps 1-6.
 */
export function guessingWith(silencing: boolean): AttackDefinition {
  return {
    threat: 'T17',
    variant: '',
    name: { en: 'An order in a trusted address’s name with a guessed number', ja: '推測した番号による信頼アドレス名義の依頼' },
    vantages: ['wan-off'],
    aim,
    act: (hands, { flow }) => {
      const { client, server, service } = endsOf(hands, flow);
      const port = listeningPort(hands.plan.scenario, flow.client) ?? 0;
      hands.at(ACT_NS, () => {
        if (silencing) silence(hands, client, port);
        hands.after(PAUSE_NS, () => {
          sample(hands, service, server, (isn, askedNs) => {
            hands.note('sampled-number', { isn });
            orderBlind(hands, flow, { isn, askedNs }, port);
          });
        });
      });
    },
    judge: (view) => orderedInTrustedName(view),
  };
}

export const sequenceGuess: AttackDefinition = guessingWith(true);
