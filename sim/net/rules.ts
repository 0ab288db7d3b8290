/**
 * Purpose: the one verb set with which firewalls, filters, IPsec, faults and attackers act on a passing packet.
 *
 * Rules run in the order of their installation; the first that does not pass decides.
 * Does not model: anything itself. Units: none. Determinism: list order.
 * References: turmoil's rule idea (pass / deliver / drop), named in style.md; RFC 4301 4.4.1 (PROTECT, BYPASS, DISCARD).
 */
import type { Iface } from './iface.ts';
import type { Packet } from './packet.ts';

export type Verdict =
  | { readonly verb: 'pass' }
  /** The packet ends here; with `control` the drop is a stop, without it an ordinary loss. */
  | { readonly verb: 'drop'; readonly reason: string; readonly control?: string }
  /** Somebody took the packet over and will deal with it (ESP encapsulation, an attacker's hand). */
  | { readonly verb: 'taken' }
  | { readonly verb: 'replace'; readonly packet: Packet };

/** Where a packet came in: the interface, and the tunnel if it arrived inside one. */
export interface Arrival {
  readonly iface: Iface;
  /** The other end of the protected hop between a host and its VPN device, if it came over one; no partner's tunnel. */
  readonly hop?: string;
  readonly tunnel?: { readonly id: string; readonly peerSite: string };
}

/** What a rule may look at besides the packet. `arrival` is absent for packets that the node itself sends; `out` before routing. */
export interface Passage {
  readonly arrival?: Arrival;
  readonly out?: Iface;
}

export type PacketRule = (packet: Packet, passage: Passage) => Verdict;

export const PASS: Verdict = { verb: 'pass' };
export const TAKEN: Verdict = { verb: 'taken' };

/**
 * Runs a list of rules.
 * Units: none. Errors: none. Source: own design.
 */
export function decide(rules: readonly PacketRule[], packet: Packet, passage: Passage): Verdict {
  let current = packet;
  for (const rule of rules) {
    const verdict = rule(current, passage);
    if (verdict.verb === 'replace') current = verdict.packet;
    else if (verdict.verb !== 'pass') return verdict;
  }
  return current === packet ? PASS : { verb: 'replace', packet: current };
}
