/**
 * Purpose: hosts around one router for packet scripts: a gate that is a table, a recorder that writes each segment as a line, and a hand that injects forged segments.
 *
 *   host i (10.0.i.2) ──── 10.0.i.1 router ──── host k (10.0.k.2)      every line: 100 Mbit/s, 5 ms, so a round trip takes a little over 20 ms
 */
import { Kernel } from '../../../../sim/kernel/kernel.ts';
import { Streams } from '../../../../sim/kernel/streams.ts';
import { NS_PER_MS } from '../../../../sim/kernel/time.ts';
import { Trace, type TraceEvent } from '../../../../sim/kernel/trace.ts';
import { parseIpv4, parsePrefix, type Ipv4, type Prefix } from '../../../../sim/net/address.ts';
import type { ChannelSpec } from '../../../../sim/net/channel.ts';
import { NetContext, type ControlGate } from '../../../../sim/net/context.ts';
import type { Mechanism } from '../../../../sim/net/mechanisms.ts';
import { IpNode } from '../../../../sim/net/node.ts';
import { formatFlags, segmentLength, type Content, type Packet, type TcpSegment } from '../../../../sim/net/packet.ts';
import { connect } from '../../../../sim/net/point-to-point.ts';
import { PASS, TAKEN, type PacketRule } from '../../../../sim/net/rules.ts';
import { TcpLayer } from '../../../../sim/net/tcp/layer.ts';
import type { TcpClose, TcpEvents, TcpProfile } from '../../../../sim/net/tcp/types.ts';

export const LINE: ChannelSpec = {
  rateBps: 100_000_000,
  delayNs: 5 * NS_PER_MS,
  queuePackets: 1000,
  loss: { numerator: 0, denominator: 1 },
};
export const PROFILE: TcpProfile = { backlog: 16, synAckRetries: 5, windowBytes: 65_535 };

export function ip(text: string): Ipv4 {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`test: ${text} is no address`);
  return address;
}

export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`test: ${text} is no prefix`);
  return parsed;
}

/** Controls that are on, by mechanism; remembers what was asked. */
export class TableGate implements ControlGate {
  readonly asked: string[] = [];
  readonly #table: ReadonlyMap<Mechanism, string>;

  constructor(on: readonly Mechanism[]) {
    this.#table = new Map(on.map((mechanism) => [mechanism, mechanism]));
  }

  on(mechanism: Mechanism, place: string): string | undefined {
    this.asked.push(`${mechanism}@${place}`);
    return this.#table.get(mechanism);
  }
}

export interface Host {
  readonly node: IpNode;
  readonly tcp: TcpLayer;
  readonly address: Ipv4;
}

export interface NetOptions {
  readonly seed?: number;
  readonly on?: readonly Mechanism[];
  readonly trace?: boolean;
  readonly profile?: Partial<TcpProfile>;
  readonly line?: Partial<ChannelSpec>;
}

export class Net {
  readonly kernel = new Kernel();
  readonly context: NetContext;
  readonly gate: TableGate;
  readonly router: IpNode;
  readonly #options: NetOptions;
  #hosts = 0;

  constructor(options: NetOptions = {}) {
    this.#options = options;
    this.gate = new TableGate(options.on ?? []);
    const trace = new Trace(options.trace ?? true, () => this.kernel.now);
    this.context = new NetContext({ kernel: this.kernel, trace, streams: new Streams(options.seed ?? 1), gate: this.gate });
    this.router = new IpNode(this.context, 'router', true);
  }

  host(place: string, profile: Partial<TcpProfile> = {}, line: Partial<ChannelSpec> = {}): Host {
    const index = ++this.#hosts;
    const node = new IpNode(this.context, place, false);
    const subnet = prefix(`10.0.${index}.0/24`);
    const iface = node.addIface('eth0', ip(`10.0.${index}.2`), subnet);
    const gateway = this.router.addIface(`to-${place}`, ip(`10.0.${index}.1`), subnet);
    node.table.add({ prefix: prefix('0.0.0.0/0'), iface, nextHop: gateway.address });
    connect(this.context, iface, gateway, { ...LINE, ...this.#options.line, ...line }, `line-${place}`);
    return { node, tcp: new TcpLayer(node, { ...PROFILE, ...this.#options.profile, ...profile }), address: iface.address };
  }

  /** Runs until `ms` of simulated time. */
  run(ms: number): void {
    this.kernel.run(ms * NS_PER_MS);
  }

  /** Trace events of a kind, with the given fields. */
  events(kind: string, fields: Readonly<Record<string, unknown>> = {}): readonly TraceEvent[] {
    return this.context.trace.events.filter(
      (event) => event.kind === kind && Object.entries(fields).every(([key, value]) => event.fields[key] === value),
    );
  }

  /** A forged segment reaches `to` from the wire, as if `from` had sent it. */
  inject(
    to: Host,
    from: Host,
    segment: Partial<TcpSegment> & Pick<TcpSegment, 'srcPort' | 'dstPort' | 'seq' | 'flags'>,
    origin = 'attacker',
  ): void {
    const body: TcpSegment = { protocol: 'tcp', ack: 0, window: 65_535, pieces: [], ...segment };
    const [iface] = to.node.ifaces;
    if (iface === undefined) throw new Error('test: host without interface');
    to.node.receive({ uid: this.context.nextUid(), src: from.address, dst: to.address, ttl: 60, dscp: 0, body, origin }, { iface });
  }
}

/** Writes what a host sends: flags, numbers relative to the initial ones, length. Installed as an egress rule, so it sees what is sent even if it is lost later. */
export class Recorder {
  readonly lines: string[] = [];
  readonly #first = new Map<string, number>();

  watch(host: Host, name: string): void {
    host.node.rules.egress.push((packet) => {
      if (packet.body.protocol === 'tcp') this.lines.push(`${name} ${this.#line(packet, packet.body)}`);
      return PASS;
    });
  }

  #line(packet: Packet, segment: TcpSegment): string {
    const mine = `${packet.src}:${segment.srcPort}`;
    const theirs = `${packet.dst}:${segment.dstPort}`;
    if (formatFlags(segment.flags).includes('SYN')) this.#first.set(mine, segment.seq);
    const relative = (value: number, key: string): number => (value - (this.#first.get(key) ?? 0)) | 0;
    const parts = [formatFlags(segment.flags), `seq ${relative(segment.seq, mine)}`];
    if (formatFlags(segment.flags).includes('ACK')) parts.push(`ack ${relative(segment.ack, theirs)}`);
    if (segmentLength(segment) > 0) parts.push(`len ${segmentLength(segment)}`);
    return parts.join(', ');
  }
}

/** Drops the packets of a host's arrivals for which `lost` holds; `n` counts arriving TCP packets from 1. */
export function lose(host: Host, lost: (segment: TcpSegment, n: number) => boolean): void {
  let count = 0;
  host.node.rules.ingress.push((packet) =>
    packet.body.protocol === 'tcp' && lost(packet.body, ++count) ? { verb: 'drop', reason: 'test-loss' } : PASS,
  );
}

/** A rule that hands packets on later, dropped or twice; `fate` gives the delays in ns of the copies (none: lost, [0]: as is). */
export function disturb(net: Net, host: Host, fate: (packet: Packet) => readonly number[]): void {
  const released = new Set<Packet>();
  const rule: PacketRule = (packet, passage) => {
    if (released.delete(packet)) return PASS;
    for (const delayNs of fate(packet)) {
      const copy = { ...packet };
      net.kernel.after(delayNs, () => {
        released.add(copy);
        if (passage.arrival !== undefined) host.node.receive(copy, passage.arrival);
      });
    }
    return TAKEN;
  };
  host.node.rules.ingress.push(rule);
}

export interface Letter extends Content {
  readonly name: string;
}

export function letter(name: string, bytes: number): Letter {
  return { kind: 'letter', name, bytes };
}

/** Application events as lines, in order. */
export class Diary {
  readonly lines: string[] = [];
  readonly closes: TcpClose[] = [];

  events(name: string, more: TcpEvents = {}): TcpEvents {
    return {
      ...more,
      onOpen: () => {
        this.lines.push(`${name} open`);
        more.onOpen?.();
      },
      onMessage: (content, delivery) => {
        this.lines.push(`${name} got ${nameOf(content)} from ${delivery.deliveredBy.join('+')}`);
        more.onMessage?.(content, delivery);
      },
      onGarbled: (garble) => {
        this.lines.push(`${name} garbled by ${garble.origin}`);
        more.onGarbled?.(garble);
      },
      onClose: (close) => {
        this.closes.push(close);
        this.lines.push(`${name} closed ${close.reason} by ${close.closedBy ?? 'nobody'}`);
        more.onClose?.(close);
      },
    };
  }
}

function nameOf(content: Content): string {
  return 'name' in content && typeof content.name === 'string' ? content.name : content.kind;
}
