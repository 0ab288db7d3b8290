/**
 * Purpose: UDP at a node: ports, sending and receiving datagrams.
 *
 * Does not model: checksums, ICMP port unreachable (a datagram to a closed port is dropped and traced).
 * Units: octets. Determinism: none needed.
 * References: RFC 768; RFC 1122 4.1.
 */
import type { Ipv4 } from './address.ts';
import type { IpNode } from './node.ts';
import type { Content, Packet } from './packet.ts';
import type { Arrival } from './rules.ts';

export interface Datagram {
  readonly from: Ipv4;
  readonly fromPort: number;
  readonly to: Ipv4;
  readonly content: Content;
  readonly packet: Packet;
  readonly arrival: Arrival;
}

/**
 * UDP of a node; takes over protocol 17 there.
 * Units: octets. Errors: the constructor throws when the node already has UDP, bind when the port is taken (bugs of the builder). Source: RFC 768.
 */
export class UdpLayer {
  readonly #node: IpNode;
  readonly #ports = new Map<number, (datagram: Datagram) => void>();

  constructor(node: IpNode) {
    this.#node = node;
    node.handle('udp', (packet, arrival) => this.#receive(packet, arrival));
  }

  /** Listens on a port; throws when it is taken. */
  bind(port: number, handler: (datagram: Datagram) => void): void {
    if (this.#ports.has(port)) throw new Error(`${this.#node.place}: UDP port ${port} is taken`);
    this.#ports.set(port, handler);
  }

  send(fields: {
    readonly dst: Ipv4;
    readonly dstPort: number;
    readonly srcPort: number;
    readonly content: Content;
    readonly src?: Ipv4;
  }): void {
    const body = { protocol: 'udp', srcPort: fields.srcPort, dstPort: fields.dstPort, content: fields.content } as const;
    this.#node.originate(fields.src === undefined ? { dst: fields.dst, body } : { dst: fields.dst, src: fields.src, body });
  }

  #receive(packet: Packet, arrival: Arrival): void {
    if (packet.body.protocol !== 'udp') return;
    const handler = this.#ports.get(packet.body.dstPort);
    if (handler === undefined) return this.#node.context.drop(this.#node.place, packet, 'port-unreachable');
    handler({ from: packet.src, fromPort: packet.body.srcPort, to: packet.dst, content: packet.body.content, packet, arrival });
  }
}
