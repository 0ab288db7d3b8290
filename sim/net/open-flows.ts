/**
 * Purpose: the flows that a stateful filter has let pass: by tunnel, addresses, protocol and ports.
 *
 * Every packet is looked for here twice, so the two ends of a flow are numbers and not texts: an address and a port fit a number exactly (48 bits), a protocol above them as well (50). Texts took a
 * tenth of a flood.
 * Does not model: flows that end; an entry stays for the run.
 * Units: none. Determinism: nothing walks through the table.
 * References: RFC 6146 3.1 (what identifies a session of a stateful box).
 */
import type { Packet, PacketBody } from './packet.ts';

const PORTS = 2 ** 16;
const ADDRESSES = 2 ** 32;
/** Numbers of ours; only that they differ matters. */
const PROTOCOL: Readonly<Record<PacketBody['protocol'], number>> = { tcp: 0, udp: 1, esp: 2 };

/** From the sender's end to the receiver's ends. */
type Flows = Map<number, Set<number>>;

/**
 * A table of open flows.
 * Units: none. Errors: none. Source: RFC 6146 3.1.
 */
export class OpenFlows {
  readonly #byTunnel = new Map<string, Flows>();

  add(tunnel: string, packet: Packet): void {
    let flows = this.#byTunnel.get(tunnel);
    if (flows === undefined) this.#byTunnel.set(tunnel, (flows = new Map()));
    const from = sender(packet);
    const known = flows.get(from);
    if (known === undefined) flows.set(from, new Set([receiver(packet)]));
    else known.add(receiver(packet));
  }

  /** True when packets like this one were let pass before, out of the same tunnel. */
  has(tunnel: string, packet: Packet): boolean {
    return this.#byTunnel.get(tunnel)?.get(sender(packet))?.has(receiver(packet)) === true;
  }

  /** True when the packet answers a flow that came out of no tunnel. */
  answered(packet: Packet): boolean {
    return this.#byTunnel.get('')?.get(receiver(packet))?.has(sender(packet)) === true;
  }
}

function sender({ src, body }: Packet): number {
  return end(src, body.protocol === 'esp' ? 0 : body.srcPort, body.protocol);
}

function receiver({ dst, body }: Packet): number {
  return end(dst, body.protocol === 'esp' ? 0 : body.dstPort, body.protocol);
}

function end(address: number, port: number, protocol: PacketBody['protocol']): number {
  return (PROTOCOL[protocol] * ADDRESSES + address) * PORTS + port;
}
