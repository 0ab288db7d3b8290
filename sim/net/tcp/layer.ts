/**
 * Purpose: TCP of a node: demultiplexing, listeners, opening connections.
 *
 * Does not model: simultaneous open, reuse of a connection in TIME-WAIT by a new SYN, ICMP.
 * Units: octets, nanoseconds. Determinism: streams `tcp/<place>/isn`, `/port`, `/cookie`.
 * References: RFC 9293 3.9.1 (open, listen), 3.10.7.1 (segments to nobody); RFC 6056, RFC 6528.
 */
import type { TimeNs } from '../../kernel/time.ts';
import type { IpNode } from '../node.ts';
import type { Packet } from '../packet.ts';
import type { Arrival } from '../rules.ts';
import { TcpConnection } from './connection.ts';
import { Demux } from './demux.ts';
import { ClockNumberSource, LegacyNumberSource, NumberSource } from './isn.ts';
import { drawSecret, type Secret } from './keyed-hash.ts';
import { TcpListener, type Accept, type ListenerHost } from './listener.ts';
import { wheelDeadlineNs } from './timer-wheel.ts';
import { TimerTable } from './timer.ts';
import type { ConnectOptions, FourTuple, SegmentTarget, TcpEvents, TcpProfile } from './types.ts';
import { replyReset } from './wire.ts';

/**
 * TCP of a node; takes over protocol `tcp` there.
 * Units: none. Errors: throws when the node already has TCP, or a port or 4-tuple is taken (bugs). Source: RFC 9293.
 */
export class TcpLayer implements ListenerHost {
  readonly node: IpNode;
  readonly profile: TcpProfile;
  readonly timers: TimerTable;
  readonly numbers: NumberSource;
  readonly #demux = new Demux();
  readonly #listeners = new Map<number, TcpListener>();
  #cookieSecret: Secret | undefined;

  constructor(node: IpNode, profile: TcpProfile) {
    this.node = node;
    this.profile = profile;
    this.timers = new TimerTable(node.context.kernel);
    this.numbers = numbersOf(node, profile);
    node.handle('tcp', (packet, arrival) => this.#receive(packet, arrival));
  }

  /** Listens on a port of every address of the node; `accept` gives each new connection its events. */
  listen(port: number, accept: Accept): TcpListener {
    if (this.#listeners.has(port)) throw new Error(`${this.node.place}: TCP port ${port} is taken`);
    const listener = new TcpListener(this, port, accept);
    this.#listeners.set(port, listener);
    return listener;
  }

  /** Opens a connection; the SYN leaves at once. */
  connect(options: ConnectOptions, events: TcpEvents = {}): TcpConnection {
    const address = options.src ?? this.node.addressTowards(options.dst);
    const tupleWith = (port: number): FourTuple => ({ local: { address, port }, remote: { address: options.dst, port: options.dstPort } });
    const port = options.srcPort ?? this.numbers.port((candidate) => !this.#demux.has(tupleWith(candidate)));
    const tuple = tupleWith(port);
    const connection = new TcpConnection(
      this,
      tuple,
      'client',
      this.numbers.isn(tuple, this.node.context.kernel.now),
      this.profile.windowBytes,
    );
    connection.events = events;
    this.#demux.add(connection);
    connection.openActive(options);
    return connection;
  }

  /** For connections and entries only. */
  register(target: SegmentTarget): void {
    this.#demux.add(target);
  }

  /** For connections and entries only. */
  forget(target: SegmentTarget): void {
    this.#demux.remove(target);
  }

  handshakeDeadlineNs(waitNs: TimeNs): TimeNs {
    const { now } = this.node.context.kernel;
    return this.profile.timerWheel === true ? wheelDeadlineNs(now, waitNs) : now + waitNs;
  }

  cookieSecret(): Secret {
    this.#cookieSecret ??= drawSecret(this.node.context.streams.get(`tcp/${this.node.place}/cookie`));
    return this.#cookieSecret;
  }

  #receive(packet: Packet, arrival: Arrival): void {
    const segment = packet.body;
    if (segment.protocol !== 'tcp') return;
    const target = this.#demux.find(packet.dst, segment.dstPort, packet.src, segment.srcPort);
    if (target !== undefined) return target.receive(packet, segment, arrival);
    const listener = this.#listeners.get(segment.dstPort);
    if (listener !== undefined) listener.receive(packet, segment, arrival);
    else replyReset(this.node, packet, segment);
  }
}

function numbersOf(node: IpNode, { legacy, isnJitterNs }: TcpProfile): NumberSource {
  if (legacy !== true) return new NumberSource(node.context.streams, node.place);
  return isnJitterNs === undefined
    ? new LegacyNumberSource(node.context, node.place)
    : new ClockNumberSource(node.context, node.place, isnJitterNs);
}
