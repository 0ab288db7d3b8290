/**
 * Purpose: an IPv4 node: receives, delivers, forwards and sends packets through ordered rules.
 *
 * Path of a packet: ingress rules → local delivery, or (routers) TTL, route lookup, forward rules → egress rules → interface. Packets that the node sends itself start
 * at the route lookup. Firewalls, IPsec and attackers hang rules into these lists; the node knows none of them.
 * Does not model: ICMP errors, IP options, fragmentation.
 * Units: none. Determinism: rules in list order.
 * References: RFC 1812 5.2 (forwarding walk-through), RFC 1122 3.3.1.
 */
import type { Ipv4 } from './address.ts';
import type { NetContext } from './context.ts';
import { ForwardingTable } from './forwarding-table.ts';
import { Iface } from './iface.ts';
import type { Prefix } from './address.ts';
import { DEFAULT_TTL, type Packet, type PacketBody } from './packet.ts';
import { decide, type Arrival, type PacketRule, type Passage, type Verdict } from './rules.ts';

export type ProtocolHandler = (packet: Packet, arrival: Arrival) => void;

/**
 * A node, without interfaces until they are added.
 * Units: none. Errors: handle throws when the protocol is taken, addressTowards without any interface (bugs of the builder). Source: RFC 1122 3.3.1, RFC 1812 5.2.
 */
export class IpNode {
  readonly context: NetContext;
  readonly place: string;
  /** Routers forward; hosts do not. */
  forwarding: boolean;
  /** False when the node has failed or is switched off: it neither sends nor receives. */
  up = true;
  readonly ifaces: Iface[] = [];
  readonly table = new ForwardingTable();
  readonly rules: { readonly ingress: PacketRule[]; readonly forward: PacketRule[]; readonly egress: PacketRule[] } = {
    ingress: [],
    forward: [],
    egress: [],
  };
  readonly #protocols = new Map<PacketBody['protocol'], ProtocolHandler>();

  constructor(context: NetContext, place: string, forwarding: boolean) {
    this.context = context;
    this.place = place;
    this.forwarding = forwarding;
  }

  addIface(name: string, address: Ipv4, prefix: Prefix): Iface {
    const iface = new Iface(this, name, address, prefix);
    this.ifaces.push(iface);
    this.table.add({ prefix, iface });
    return iface;
  }

  /** Registers the handler of an IP protocol; throws when it is taken. */
  handle(protocol: PacketBody['protocol'], handler: ProtocolHandler): void {
    if (this.#protocols.has(protocol)) throw new Error(`${this.place}: protocol ${protocol} already has a handler`);
    this.#protocols.set(protocol, handler);
  }

  owns(address: Ipv4): boolean {
    return this.ifaces.some((iface) => iface.address === address);
  }

  /** The node's address as seen from a destination: that of the interface towards it. */
  addressTowards(destination: Ipv4): Ipv4 {
    const iface = this.table.lookup(destination)?.iface ?? this.ifaces[0];
    if (iface === undefined) throw new Error(`${this.place}: no interface`);
    return iface.address;
  }

  /** Makes and sends a packet of this node; `src` may lie (attackers). */
  originate(fields: { readonly dst: Ipv4; readonly body: PacketBody; readonly src?: Ipv4; readonly dscp?: number }): Packet {
    const packet: Packet = {
      uid: this.context.nextUid(),
      src: fields.src ?? this.addressTowards(fields.dst),
      dst: fields.dst,
      ttl: DEFAULT_TTL,
      dscp: fields.dscp ?? 0,
      body: fields.body,
      origin: this.place,
    };
    this.send(packet);
    return packet;
  }

  /** Sends a finished packet as the node's own. */
  send(packet: Packet): void {
    if (!this.up) return;
    if (this.owns(packet.dst)) {
      const iface = this.ifaces.find((i) => i.address === packet.dst);
      if (iface !== undefined) this.context.kernel.after(0, () => this.#deliver(packet, { iface }));
      return;
    }
    this.#output(packet, undefined);
  }

  /** A packet comes in from a medium, or out of a tunnel. */
  receive(packet: Packet, arrival: Arrival): void {
    if (!this.up) return;
    const verdict = decide(this.rules.ingress, packet, { arrival });
    if (verdict.verb === 'taken') return;
    if (verdict.verb === 'drop') return this.#refuse(packet, verdict.reason, verdict.control);
    const current = verdict.verb === 'replace' ? verdict.packet : packet;
    if (this.owns(current.dst)) this.#deliver(current, arrival);
    else if (this.forwarding) this.#forward(current, arrival);
    else this.context.drop(this.place, current, 'not-for-this-host');
  }

  #deliver(packet: Packet, arrival: Arrival): void {
    const handler = this.#protocols.get(packet.body.protocol);
    if (handler === undefined) this.context.drop(this.place, packet, 'protocol-unreachable');
    else handler(packet, arrival);
  }

  #forward(packet: Packet, arrival: Arrival): void {
    if (packet.ttl <= 1) return this.context.drop(this.place, packet, 'ttl-exceeded');
    this.#output({ ...packet, ttl: packet.ttl - 1 }, arrival);
  }

  #output(packet: Packet, arrival: Arrival | undefined): void {
    const route = this.table.lookup(packet.dst);
    if (route === undefined) return this.context.drop(this.place, packet, 'no-route');
    const out = route.iface;
    const verdict = arrival === undefined ? decide(this.rules.egress, packet, { out }) : this.#transit(packet, { arrival, out });
    if (verdict.verb === 'taken') return;
    if (verdict.verb === 'drop') return this.#refuse(packet, verdict.reason, verdict.control);
    const current = verdict.verb === 'replace' ? verdict.packet : packet;
    out.transmit(current, route.nextHop ?? current.dst);
  }

  /** Packets in transit meet the forward rules, then the egress rules. */
  #transit(packet: Packet, passage: Passage): Verdict {
    const forward = decide(this.rules.forward, packet, passage);
    if (forward.verb === 'pass') return decide(this.rules.egress, packet, passage);
    if (forward.verb !== 'replace') return forward;
    const egress = decide(this.rules.egress, forward.packet, passage);
    return egress.verb === 'pass' ? forward : egress;
  }

  #refuse(packet: Packet, reason: string, control: string | undefined): void {
    if (control === undefined) this.context.drop(this.place, packet, reason);
    else this.context.stopPacket(this.place, packet, reason, control);
  }
}
