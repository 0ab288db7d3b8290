/**
 * Purpose: what the tests of sim/net share: a context with a gate that is a table, addresses from text, plain packets, and stations on a LAN.
 */
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { Trace, type TraceEvent } from '../../../sim/kernel/trace.ts';
import { parseIpv4, parsePrefix, type Ipv4, type Mac, type Prefix } from '../../../sim/net/address.ts';
import type { ChannelSpec } from '../../../sim/net/channel.ts';
import { NetContext, type ControlGate } from '../../../sim/net/context.ts';
import type { LanPort, LanSegment } from '../../../sim/net/lan.ts';
import type { Mechanism } from '../../../sim/net/mechanisms.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES, type Packet, type PacketBody } from '../../../sim/net/packet.ts';

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

/** Controls that are on, as `mechanism@place` → id of the control; and everything that was asked, in the same form. */
export class TestGate implements ControlGate {
  readonly table = new Map<string, string>();
  readonly asked: string[] = [];

  on(mechanism: Mechanism, place: string): string | undefined {
    this.asked.push(`${mechanism}@${place}`);
    return this.table.get(`${mechanism}@${place}`);
  }
}

/** A clock, a trace and a gate, wired as in a run. */
export class TestNet {
  readonly kernel = new Kernel();
  readonly gate = new TestGate();
  readonly context: NetContext;

  constructor(options: { readonly seed?: number; readonly trace?: boolean } = {}) {
    const { seed = 1, trace = true } = options;
    this.context = new NetContext({
      kernel: this.kernel,
      trace: new Trace(trace, () => this.kernel.now),
      streams: new Streams(seed),
      gate: this.gate,
    });
  }

  /** Trace events of a kind with these fields, in order. */
  events(kind: string, fields: Readonly<Record<string, unknown>> = {}): TraceEvent[] {
    return this.context.trace.events.filter(
      (event) => event.kind === kind && Object.entries(fields).every(([name, value]) => event.fields[name] === value),
    );
  }

  /** Reasons of the drops, in order. */
  drops(): unknown[] {
    return this.events('drop').map((event) => event.fields['reason']);
  }
}

export const NO_LOSS: ChannelSpec['loss'] = { numerator: 0, denominator: 1 };

/** A UDP datagram whose IP packet has `totalBytes` octets. */
export function datagram(totalBytes: number, ports: { readonly from?: number; readonly to?: number } = {}): PacketBody {
  const bytes = totalBytes - IPV4_HEADER_BYTES - UDP_HEADER_BYTES;
  if (bytes < 0) throw new Error(`test: no IP datagram has ${totalBytes} octets`);
  return { protocol: 'udp', srcPort: ports.from ?? 5000, dstPort: ports.to ?? 7, content: { kind: 'test', bytes } };
}

/** A packet that no node has made. */
export function packet(src: string, dst: string, more: Partial<Packet> = {}): Packet {
  return { uid: 0, src: ip(src), dst: ip(dst), ttl: 64, dscp: 0, body: datagram(100), origin: 'test', ...more };
}

/** A fast, short line to a LAN: an ARP answer is back within 10 µs, so seconds in a test are the protocol's own. */
export const LAN_LINE: ChannelSpec = { rateBps: 1_000_000_000, delayNs: 1000, queuePackets: 1000, loss: NO_LOSS };

export interface Station {
  readonly node: IpNode;
  readonly port: LanPort;
  readonly address: Ipv4;
  readonly mac: Mac;
  /** Times at which a UDP datagram for this station arrived. */
  readonly got: number[];
}

/** A host on a LAN of 10.0.0.0/24. */
export function station(
  net: TestNet,
  lan: LanSegment,
  place: string,
  address: string,
  registered = true,
  line: ChannelSpec = LAN_LINE,
): Station {
  const node = new IpNode(net.context, place, false);
  const iface = node.addIface('eth0', ip(address), prefix('10.0.0.0/24'));
  const port = lan.attach(iface, line, registered);
  const got: number[] = [];
  node.handle('udp', () => got.push(net.kernel.now));
  return { node, port, address: iface.address, mac: iface.mac, got };
}
