/**
 * Purpose: a network interface of a node, and the medium behind it.
 *
 * Does not model: MTU discovery; sizes are kept below 1500 octets by the senders (TCP MSS).
 * Units: none. Determinism: none needed.
 * References: RFC 1122 3.3.4 (multihoming: an interface has its own address).
 */
import { inPrefix, macFor, type Ipv4, type Mac, type Prefix } from './address.ts';
import type { IpNode } from './node.ts';
import type { Packet } from './packet.ts';

/** What carries packets from an interface onwards: a point-to-point line or a LAN segment. */
export interface Medium {
  readonly place: string;
  transmit(packet: Packet, nextHop: Ipv4): void;
}

/**
 * An interface of a node; a line or a LAN segment connects it by setting its medium.
 * Units: none. Errors: transmit throws while it is not connected (a bug of the builder). Source: RFC 1122 3.3.4.
 */
export class Iface {
  readonly node: IpNode;
  readonly name: string;
  /** Changes where the device roams to another address (readdress). */
  address: Ipv4;
  readonly prefix: Prefix;
  readonly mac: Mac;
  medium: Medium | undefined;
  /** Sees every packet that is put on the medium; it may not change anything (invariants). */
  watch: ((packet: Packet) => void) | undefined;

  constructor(node: IpNode, name: string, address: Ipv4, prefix: Prefix) {
    this.node = node;
    this.name = name;
    this.address = address;
    this.prefix = prefix;
    this.mac = macFor(address);
  }

  /** Takes another address on the same medium; routes are the caller's business. */
  readdress(address: Ipv4): void {
    this.address = address;
  }

  onLink(address: Ipv4): boolean {
    return inPrefix(address, this.prefix);
  }

  transmit(packet: Packet, nextHop: Ipv4): void {
    if (this.medium === undefined) throw new Error(`interface ${this.node.place}/${this.name} is not connected`);
    this.watch?.(packet);
    this.medium.transmit(packet, nextHop);
  }
}
