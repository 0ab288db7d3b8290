/**
 * Purpose: traffic selectors of IKE: the addresses between which an end wants a child SA, and what is left of a proposal after the responder narrowed it.
 *
 * The result is agreed on and sent; which packets enter a tunnel is decided by the gateway's own policy.
 * Does not model: ranges that are no prefix, protocols and ports, several answers to choose from (ADDITIONAL_TS_POSSIBLE).
 * Units: none. Determinism: pure; order of the proposal.
 * References: RFC 7296 2.9 (narrowing), 3.13 (selectors).
 */
import { inPrefix, type Prefix } from '../net/address.ts';
import { findPayload, type IkePayload } from './ike-payloads.ts';

/** What an end has on its own side and expects on the peer's. */
export interface Protects {
  readonly own: readonly Prefix[];
  readonly peer: readonly Prefix[];
}

const ANYWHERE: readonly Prefix[] = [{ base: 0, length: 0 }];

/** Everything on both sides: the default of a device whose own policy decides. */
export const PROTECTS_ALL: Protects = { own: ANYWHERE, peer: ANYWHERE };

/**
 * What an end proposes for a child SA.
 * Units: none. Errors: none. Source: RFC 7296 2.9.
 */
export function proposeSelectors({ own, peer }: Protects): readonly IkePayload[] {
  return [
    { type: 'TSi', selectors: own },
    { type: 'TSr', selectors: peer },
  ];
}

/**
 * What an end answers to a proposal; undefined when nothing of it is acceptable.
 * Units: none. Errors: undefined as well without both selectors. Source: RFC 7296 2.9 (TS_UNACCEPTABLE).
 */
export function answerSelectors(payloads: readonly IkePayload[], { own, peer }: Protects): readonly IkePayload[] | undefined {
  const theirs = narrow(findPayload(payloads, 'TSi')?.selectors ?? [], peer);
  const ours = narrow(findPayload(payloads, 'TSr')?.selectors ?? [], own);
  if (theirs.length === 0 || ours.length === 0) return undefined;
  return [
    { type: 'TSi', selectors: theirs },
    { type: 'TSr', selectors: ours },
  ];
}

/** The parts of a proposal that lie within what an end allows. Two prefixes are nested or disjoint. */
function narrow(proposed: readonly Prefix[], allowed: readonly Prefix[]): readonly Prefix[] {
  const parts: Prefix[] = [];
  for (const one of proposed)
    for (const other of allowed) {
      if (other.length >= one.length && inPrefix(other.base, one)) parts.push(other);
      else if (one.length > other.length && inPrefix(one.base, other)) parts.push(one);
    }
  return parts;
}
