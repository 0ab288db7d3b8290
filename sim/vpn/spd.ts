/**
 * Purpose: the security policy database: an ordered list of policies that says of each packet whether it is protected, passed in the clear, or thrown away.
 *
 * Selectors are written for outbound packets (source = this side). An inbound packet is matched with its ends swapped, so one list serves both directions.
 * Does not model: per-user selectors, decorrelation and caching of policies, port ranges.
 * Units: none. Determinism: first match in list order; no match is DISCARD.
 * References: RFC 4301 4.4.1 (SPD; ordered, default discard), 5.1 and 5.2 (outbound and inbound processing).
 */
import { inPrefix, type Prefix } from '../net/address.ts';
import type { Packet, PacketBody } from '../net/packet.ts';

export type SpdAction = 'protect' | 'bypass' | 'discard';
export type Direction = 'out' | 'in';

/** What a policy looks at; whatever is absent matches everything. */
export interface Selector {
  readonly local?: Prefix;
  readonly remote?: Prefix;
  readonly protocol?: PacketBody['protocol'];
  readonly localPort?: number;
  readonly remotePort?: number;
  /** True: only packets that this node sends or receives itself, not those that it forwards. */
  readonly own?: boolean;
}

export interface SpdPolicy {
  readonly name: string;
  readonly action: SpdAction;
  readonly selector: Selector;
}

const DEFAULT_POLICY: SpdPolicy = { name: 'default', action: 'discard', selector: {} };

/**
 * An ordered policy database.
 * Units: none. Errors: none. Source: RFC 4301 4.4.1.
 */
export class Spd {
  readonly policies: readonly SpdPolicy[];

  constructor(policies: readonly SpdPolicy[]) {
    this.policies = policies;
  }

  /** The first policy that matches; `own` says that the packet starts or ends at this node. */
  lookup(packet: Packet, direction: Direction, own: boolean): SpdPolicy {
    return this.policies.find((policy) => matches(policy.selector, packet, direction, own)) ?? DEFAULT_POLICY;
  }
}

function matches(selector: Selector, packet: Packet, direction: Direction, own: boolean): boolean {
  const out = direction === 'out';
  if (selector.own === true && !own) return false;
  if (selector.local !== undefined && !inPrefix(out ? packet.src : packet.dst, selector.local)) return false;
  if (selector.remote !== undefined && !inPrefix(out ? packet.dst : packet.src, selector.remote)) return false;
  if (selector.protocol !== undefined && selector.protocol !== packet.body.protocol) return false;
  return matchesPort(selector.localPort, packet.body, out) && matchesPort(selector.remotePort, packet.body, !out);
}

function matchesPort(wanted: number | undefined, body: PacketBody, source: boolean): boolean {
  if (wanted === undefined) return true;
  return body.protocol !== 'esp' && wanted === (source ? body.srcPort : body.dstPort);
}
