/**
 * Purpose: a LAN segment: stations on a learning switch or on a repeater hub, with ARP on every port.
 *
 * A switch forwards to the learned port and floods broadcasts and unknown unicasts; a hub repeats every frame to every port. A mirror port gets a copy of every frame.
 * Dynamic ARP inspection acts here: an ARP message that binds a known address to a foreign MAC is dropped at the switch. Port security counts the source MACs of a port.
 * Does not model: spanning tree, VLANs, MAC table overflow and ageing, collisions on the hub.
 * Units: octets, nanoseconds. Determinism: ports in order of attachment.
 * References: IEEE 802.1D 7.8-7.9 (learning, forwarding); RFC 826; Cisco dynamic ARP inspection as described in protocol-constants P-08.
 */
import { BROADCAST_MAC, formatIpv4, formatMac, type Ipv4, type Mac } from './address.ts';
import { ArpCache } from './arp.ts';
import { Channel, type ChannelSpec } from './channel.ts';
import type { NetContext } from './context.ts';
import { frameBytes, type ArpMessage, type Frame } from './ethernet.ts';
import type { Iface, Medium } from './iface.ts';
import { describePacket, protectionOf } from './packet.ts';
import type { TraceFields } from '../kernel/trace.ts';

/** MACs that one port may use under port security; one station, one MAC (own choice, common default). */
const PORT_SECURITY_MACS = 1;

export interface LanPort {
  readonly iface: Iface;
  readonly arp: ArpCache;
  /** Gets frames that are not for this station: everything on a hub or mirror port; a promiscuous station sets it. */
  overhear: ((frame: Frame) => void) | undefined;
  /** Copies of all frames of the segment come out here. */
  mirror: boolean;
  /** Sends any frame, also one with a forged source. */
  sendFrame(frame: Frame): void;
}

interface Port extends LanPort {
  readonly up: Channel;
  readonly down: Channel;
  readonly macs: Set<Mac>;
}

/**
 * A segment, empty until stations are attached.
 * Units: octets, nanoseconds. Errors: attach throws when the interface is already connected (a bug of the builder). Source: IEEE 802.1D 7.8-7.9.
 */
export class LanSegment {
  readonly place: string;
  readonly medium: 'switch' | 'hub';
  readonly #context: NetContext;
  readonly #ports: Port[] = [];
  readonly #learned = new Map<Mac, Port>();
  /** Bindings of the stations that belong here (DHCP snooping table, asset register). */
  readonly #bindings = new Map<Ipv4, Mac>();

  constructor(context: NetContext, place: string, medium: 'switch' | 'hub') {
    this.#context = context;
    this.place = place;
    this.medium = medium;
  }

  get ports(): readonly LanPort[] {
    return this.#ports;
  }

  /** Attaches an interface; `registered` stations enter the binding table. */
  attach(iface: Iface, spec: ChannelSpec, registered = true): LanPort {
    if (iface.medium !== undefined) throw new Error(`interface ${iface.node.place}/${iface.name} is already connected`);
    const name = `${this.place}/${iface.node.place}`;
    const arp: ArpCache = new ArpCache(this.#context, iface, {
      sendArp: (message, dst) => port.sendFrame({ src: iface.mac, dst, body: { type: 'arp', arp: message }, origin: iface.node.place }),
      sendPacket: (packet, dst) => port.sendFrame({ src: iface.mac, dst, body: { type: 'ipv4', packet }, origin: packet.origin }),
      trueBinding: (address) => this.#bindings.get(address),
    });
    const port: Port = {
      iface,
      arp,
      overhear: undefined,
      mirror: false,
      macs: new Set(),
      up: new Channel(this.#context, spec, `${name}/up`),
      down: new Channel(this.#context, spec, `${name}/down`),
      sendFrame: (frame) => this.#fromStation(port, frame),
    };
    const medium: Medium = { place: this.place, transmit: (packet, nextHop) => arp.output(packet, nextHop) };
    iface.medium = medium;
    this.#ports.push(port);
    if (registered) this.#bindings.set(iface.address, iface.mac);
    return port;
  }

  #fromStation(port: Port, frame: Frame): void {
    const sent = port.up.send(frameBytes(frame), () => this.#atSwitch(port, frame));
    const from = port.iface.node.place;
    const event = this.#traceFrame(frame, from, this.place, sent);
    if (!sent.sent || event === undefined) return;
    const { place: medium } = this;
    this.#context.tap?.heard({ medium, from, to: medium, item: { kind: 'frame', frame }, arriveNs: sent.arriveNs, event });
  }

  #atSwitch(from: Port, frame: Frame): void {
    if (this.medium === 'switch' && (this.#refusedByPortSecurity(from, frame) || this.#refusedByInspection(frame))) return;
    this.#learned.set(frame.src, from);
    const known = this.medium === 'hub' || frame.dst === BROADCAST_MAC ? undefined : this.#learned.get(frame.dst);
    for (const port of this.#ports) {
      if (port === from) continue;
      if (known === undefined || port === known || port.mirror) this.#toStation(port, frame);
    }
  }

  #toStation(port: Port, frame: Frame): void {
    const sent = port.down.send(frameBytes(frame), () => this.#atStation(port, frame));
    this.#traceFrame(frame, this.place, port.iface.node.place, sent);
  }

  #atStation(port: Port, frame: Frame): void {
    if (!port.iface.node.up) return;
    const mine = frame.dst === port.iface.mac || frame.dst === BROADCAST_MAC;
    if (!mine) return port.overhear?.(frame);
    if (frame.body.type === 'arp') port.arp.receive(frame, frame.body.arp);
    else port.iface.node.receive(frame.body.packet, { iface: port.iface });
  }

  #refusedByInspection(frame: Frame): boolean {
    if (frame.body.type !== 'arp') return false;
    const claim: ArpMessage = frame.body.arp;
    const known = this.#bindings.get(claim.senderIp);
    if (known === undefined || known === claim.senderMac) return false;
    const control = this.#context.gate.on('dynamic-arp-inspection', this.place);
    if (control === undefined) return false;
    this.#context.stop({
      control,
      at: this.place,
      reason: 'binding-mismatch',
      origin: frame.origin,
      detail: { ip: formatIpv4(claim.senderIp), mac: formatMac(claim.senderMac), bound: formatMac(known) },
    });
    return true;
  }

  #refusedByPortSecurity(port: Port, frame: Frame): boolean {
    if (port.macs.has(frame.src)) return false;
    if (port.macs.size < PORT_SECURITY_MACS) {
      port.macs.add(frame.src);
      return false;
    }
    const control = this.#context.gate.on('port-security', this.place);
    if (control === undefined) return false;
    this.#context.stop({ control, at: this.place, reason: 'too-many-macs', origin: frame.origin, detail: { mac: formatMac(frame.src) } });
    return true;
  }

  /** The number of the event; undefined while the trace is off. */
  #traceFrame(frame: Frame, from: string, to: string, sent: ReturnType<Channel['send']>): number | undefined {
    const { trace, probe } = this.#context;
    if (!trace.on) return undefined;
    const head: TraceFields = frame.body.type === 'arp' ? describeArp(frame.body.arp, frame) : describePacket(frame.body.packet);
    const event = sent.sent
      ? trace.emit(this.place, 'frame', {
          ...head,
          from,
          to,
          start: sent.startNs,
          arrive: sent.arriveNs,
          prot: frame.body.type === 'arp' ? 'clear' : protectionOf(frame.body.packet),
        })
      : trace.emit(this.place, 'drop', { ...head, reason: sent.reason });
    probe?.frame?.(event, frame);
    if (frame.body.type !== 'arp') probe?.packet?.(event, frame.body.packet);
    return event;
  }
}

function describeArp(message: ArpMessage, frame: Frame): TraceFields {
  return {
    proto: 'arp',
    op: message.op,
    ip: formatIpv4(message.senderIp),
    mac: formatMac(message.senderMac),
    target: formatIpv4(message.targetIp),
    bytes: frameBytes(frame),
    origin: frame.origin,
  };
}
