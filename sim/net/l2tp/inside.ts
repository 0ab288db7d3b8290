/**
 * Purpose: L2TP as whoever sits on its path meets it: no obstacle. What he decides about the packet inside is carried out inside, and what he sends on goes on inside.
 *
 * Does not model: a tunnel that he raises himself; packets of his own making leave the tunnel.
 * Units: none. Determinism: a map by uid, never iterated.
 * References: RFC 2661 9 (L2TP protects nothing of what it carries).
 */
import type { Packet } from '../packet.ts';
import type { Verdict } from '../rules.ts';
import { isL2tpData, l2tpData } from './messages.ts';

/**
 * What one listener knows of the L2TP packets around those that he has seen.
 * Units: none. Errors: none. Source: RFC 2661 9.
 */
export class L2tpWrappers {
  readonly #outer = new Map<number, Packet>();

  /** A verdict on a packet, or on the packet inside where it is L2TP data. */
  decide(packet: Packet, decide: (packet: Packet) => Verdict): Verdict {
    const { body } = packet;
    if (body.protocol !== 'udp' || !isL2tpData(body.content)) return decide(packet);
    const { inner } = body.content;
    this.#outer.set(inner.uid, packet);
    const verdict = decide(inner);
    return verdict.verb === 'replace' ? { verb: 'replace', packet: wrap(packet, verdict.packet) } : verdict;
  }

  /** A packet that he sends on: inside what it came in. `own` makes a packet his. */
  again(packet: Packet, own: (packet: Packet) => Packet): Packet {
    const outer = this.#outer.get(packet.uid);
    return outer === undefined ? own(packet) : own(wrap(outer, own(packet)));
  }
}

function wrap(outer: Packet, inner: Packet): Packet {
  return outer.body.protocol === 'udp' ? { ...outer, body: { ...outer.body, content: l2tpData(inner) } } : inner;
}
