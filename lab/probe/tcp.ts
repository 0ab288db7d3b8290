/**
 * Purpose: `probe tcp`: a forged segment into an idle, open connection: what becomes of the connection, and what the victim answers.
 *
 * Set up as testbed exp6: 20 octets each way, then the segment with the peer's address and ports, then 20 octets each way again to see whether the connection still serves.
 * Does not model: how the attacker learns addresses, ports and numbers. Units: octets, milliseconds at the border. Determinism: numbers are drawn from the seed.
 * References: RFC 9293 3.10.7.4; RFC 5961; RFC 7323 5; testbed exp6.
 */
import { NS_PER_MS, NS_PER_S } from '../../sim/kernel/time.ts';
import type { Content, Piece, TcpSegment } from '../../sim/net/packet.ts';
import { segmentLength, TCP_FLAG } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { AckLimitSpec } from '../../sim/net/tcp/ack-limit.ts';
import type { TcpConnection } from '../../sim/net/tcp/connection.ts';
import { TcpLayer } from '../../sim/net/tcp/layer.ts';
import { seqAdd } from '../../sim/net/tcp/seq.ts';
import type { TcpEvents, TcpProfile } from '../../sim/net/tcp/types.ts';
import { lineOfTwo, makeContext } from './stand.ts';

const { ACK, FIN, PSH, RST, SYN } = TCP_FLAG;

/** Kinds of forged segments, by their flags. */
export const SEGMENTS = {
  rst: RST,
  'rst-ack': RST | ACK,
  syn: SYN,
  'syn-ack': SYN | ACK,
  ack: ACK,
  data: PSH | ACK,
  fin: FIN | ACK,
} as const;
export type SegmentKind = keyof typeof SEGMENTS;

export const SEQUENCES = ['exact', 'in-window', 'last', 'edge', 'beyond', 'before', 'outside'] as const;
export const ACKS = ['valid', 'old', 'beyond'] as const;
export const TIMESTAMPS = ['current', 'old', 'none'] as const;

export interface TcpSpec {
  readonly segment: SegmentKind;
  /** A named place, or octets after RCV.NXT. */
  readonly seq: (typeof SEQUENCES)[number] | number;
  readonly ack: (typeof ACKS)[number];
  readonly timestamp: (typeof TIMESTAMPS)[number];
  /** Octets of the forged data. */
  readonly bytes: number;
  readonly windowBytes: number;
  readonly victim: 'server' | 'client';
  readonly count: number;
  readonly everyMs: number;
  /** A RST with the number that a challenge ACK would have told follows. */
  readonly thenExact: boolean;
  readonly hardened: boolean;
  readonly ackLimit: AckLimitSpec;
  readonly seed: number;
}

export interface TcpFigures {
  readonly schema: 'wardlab/probe-tcp@1';
  readonly segment: SegmentKind;
  readonly seq: TcpSpec['seq'];
  /** Octets after RCV.NXT. */
  readonly ahead: number;
  readonly outcome: 'reset' | 'closed' | 'delivered' | 'challenged' | 'dropped';
  readonly connectionUsable: boolean;
  readonly dataDelivered: boolean;
  readonly eofSeen: boolean;
  readonly reset: boolean;
  /** Pure ACKs, and RSTs, that the victim sent before the connection was used again. */
  readonly acks: number;
  readonly rsts: number;
}

interface Message extends Content {
  readonly name: string;
}

const MESSAGE_BYTES = 20;
const PORT = 80;
/** For whatever the segments set off to come to rest, and for the connection to prove itself. */
const REST_NS = 200 * NS_PER_MS;
const USE_NS = 10 * NS_PER_S;
/** The kernel of the measurement far out of range: 100,000 octets beyond, and an hour ago. */
const FAR_BYTES = 100_000;
const OLD_TICKS = 3_600_000;

const message = (name: string, bytes = MESSAGE_BYTES): Message => ({ kind: 'probe', bytes, name });

/**
 * Octets after RCV.NXT that the name of a place means.
 * Units: octets. Errors: none. Source: RFC 9293 3.4; testbed exp6.
 */
export function aheadOf(seq: TcpSpec['seq'], windowBytes: number): number {
  if (typeof seq === 'number') return seq;
  const places = {
    exact: 0,
    'in-window': Math.min(1000, windowBytes - 1),
    last: windowBytes - 1,
    edge: windowBytes,
    beyond: windowBytes + 1,
  };
  return { ...places, before: -1, outside: windowBytes + FAR_BYTES }[seq];
}

/**
 * Forges and watches.
 * Units: see TcpFigures. Errors: none. Source: testbed exp6.
 */
export function probeTcp(spec: TcpSpec): TcpFigures {
  const scene = new Scene(spec);
  const ahead = aheadOf(spec.seq, spec.windowBytes);
  for (let n = 0; n < spec.count; n++) {
    scene.forge(spec.segment, ahead, spec);
    if (n + 1 < spec.count) scene.run(spec.everyMs * NS_PER_MS);
  }
  if (spec.thenExact) {
    scene.run(NS_PER_MS);
    scene.forge('rst', 0, spec);
  }
  scene.run(REST_NS);
  const { acks, rsts, heard } = scene;
  const [reset, eofSeen, dataDelivered] = [
    scene.victimClosed === 'rst' || scene.victimClosed === 'syn',
    heard.includes('eof'),
    heard.includes('forged'),
  ];
  const connectionUsable = scene.use();
  const outcome = reset ? 'reset' : eofSeen ? 'closed' : dataDelivered ? 'delivered' : acks > 0 ? 'challenged' : 'dropped';
  const { segment, seq } = spec;
  return { schema: 'wardlab/probe-tcp@1', segment, seq, ahead, outcome, connectionUsable, dataDelivered, eofSeen, reset, acks, rsts };
}

/** An open connection of two Linux hosts that have said hello to each other. */
class Scene {
  readonly #run: (forNs: number) => void;
  readonly #ends: { readonly client: TcpConnection; readonly server: TcpConnection };
  readonly #inject: (segment: TcpSegment) => void;
  readonly #victim: 'server' | 'client';
  acks = 0;
  rsts = 0;
  /** Names of the messages that reached the victim, and of those that reached the other end. */
  readonly heard: string[] = [];
  readonly #otherHeard: string[] = [];
  victimClosed: string | undefined;

  constructor(spec: TcpSpec) {
    const context = makeContext(spec.seed, spec.hardened ? ['tcp-rfc5961'] : []);
    const nodes = lineOfTwo(context);
    const { victim, windowBytes, ackLimit } = spec;
    this.#victim = victim;
    this.#run = (forNs) => void context.kernel.run(context.kernel.now + Math.round(forNs));
    const profile: TcpProfile = { backlog: 16, synAckRetries: 5, windowBytes, ackLimit, timestamps: true };
    let server: TcpConnection | undefined;
    new TcpLayer(nodes.server, profile).listen(PORT, (connection) => {
      server = connection;
      return this.#events('server');
    });
    const [iface, peer] = [nodes[victim].ifaces[0], nodes[victim === 'server' ? 'client' : 'server'].ifaces[0]];
    const serverAddress = nodes.server.ifaces[0]?.address ?? 0;
    const client = new TcpLayer(nodes.client, profile).connect({ dst: serverAddress, dstPort: PORT }, this.#events('client'));
    this.run(REST_NS);
    if (server === undefined || iface === undefined || peer === undefined) throw new Error('the connection did not open');
    this.#ends = { client, server };
    for (const end of [client, server]) {
      end.send(message('hello'));
      this.run(REST_NS);
    }
    this.#inject = (body) =>
      nodes[victim].receive(
        { uid: context.nextUid(), src: peer.address, dst: iface.address, ttl: 60, dscp: 0, body, origin: 'attacker' },
        { iface },
      );
    nodes[victim].rules.egress.push(({ body }) => {
      if (body.protocol === 'tcp' && (body.flags & RST) !== 0) this.rsts++;
      else if (body.protocol === 'tcp' && body.flags === ACK && segmentLength(body) === 0) this.acks++;
      return PASS;
    });
  }

  run(forNs: number): void {
    this.#run(forNs);
  }

  /** The numbers are those of the victim at this moment. */
  forge(kind: SegmentKind, ahead: number, spec: TcpSpec): void {
    const end = this.#ends[this.#victim];
    const flags: number = SEGMENTS[kind];
    const acks = { valid: 0, old: -(spec.windowBytes + FAR_BYTES), beyond: FAR_BYTES };
    const pieces: readonly Piece[] = kind === 'data' ? [{ content: message('forged', spec.bytes), offset: 0, length: spec.bytes }] : [];
    const recent = spec.timestamp === 'none' ? undefined : end.recentTimestamp;
    this.#inject({
      protocol: 'tcp',
      srcPort: end.remote.port,
      dstPort: end.local.port,
      seq: seqAdd(end.rcvNxt, ahead),
      ack: (flags & ACK) === 0 ? 0 : seqAdd(end.sndNxt, acks[spec.ack]),
      flags,
      window: spec.windowBytes,
      pieces,
      ...(recent === undefined ? {} : { timestamp: seqAdd(recent, spec.timestamp === 'old' ? -OLD_TICKS : 0) }),
    });
  }

  /** True when a message still reaches each end. */
  use(): boolean {
    const other = this.#ends[this.#victim === 'server' ? 'client' : 'server'];
    other.send(message('to-victim'));
    this.#ends[this.#victim].send(message('from-victim'));
    this.run(USE_NS);
    return this.heard.includes('to-victim') && this.#otherHeard.includes('from-victim');
  }

  #events(end: 'client' | 'server'): TcpEvents {
    const mine = end === this.#victim;
    const heard = mine ? this.heard : this.#otherHeard;
    return {
      onMessage: (content) => void heard.push((content as Message).name),
      onPeerClose: () => void heard.push('eof'),
      onClose: ({ reason }) => {
        if (mine) this.victimClosed = reason;
      },
    };
  }
}
