/**
 * Purpose: what routers on a link tell each other: Hellos that make neighbours, and link-state updates that make routes.
 *
 * Does not model: designated routers, areas, database description and requests, acknowledgements, ageing of single entries. Messages travel as UDP datagrams to port 89 instead of
 * IP protocol 89 (8 octets more), to the neighbour's own address instead of a multicast group.
 * Units: octets. Determinism: pure.
 * References: RFC 2328 A.3.1 (header 24 octets), A.3.2 (Hello 20 and 4 a neighbour), A.3.5 and A.4 (update 4, LSA header 20), D.3 (16-octet digest after the packet).
 */
import type { Ipv4, Prefix } from '../address.ts';
import type { Content } from '../packet.ts';
import { sign, type KeyHolder, type Signature } from '../sealed.ts';

/** IP protocol number of OSPF (RFC 2328 A.1), here a port. */
export const ROUTING_PORT = 89;

const HEADER_BYTES = 24;
const HELLO_BYTES = 20;
const NEIGHBOUR_BYTES = 4;
const LSA_BYTES = 36;
const DIGEST_BYTES = 16;

/** One prefix that a router says it reaches. */
export interface LinkState {
  readonly origin: Ipv4;
  readonly sequence: number;
  readonly prefix: Prefix;
  readonly cost: number;
  /** Address on the link to which packets for the prefix go. */
  readonly nextHop: Ipv4;
}

export type RoutingMessage =
  /** `seen`: routers from which the sender has heard Hellos; whoever finds himself there has a neighbour in both directions (RFC 2328 10.5). */
  | { readonly type: 'hello'; readonly router: Ipv4; readonly seen: readonly Ipv4[] }
  | { readonly type: 'update'; readonly router: Ipv4; readonly states: readonly LinkState[] };

export interface RoutingContent extends Content {
  readonly kind: 'routing';
  readonly message: RoutingMessage;
  /** Keyed digest over the message (RFC 2328 D.3). */
  readonly digest: Signature | undefined;
}

/** The key that the routers of a site share. Units: none. Errors: none. Source: RFC 2328 D.3. */
export const routingKey = (site: string): string => `key/routing/${site}`;

/**
 * A message as it travels; with a key ring it carries the digest.
 * Units: octets. Errors: throws when the ring lacks the key (a bug). Source: RFC 2328 A.3, D.3.
 */
export function routingContent(message: RoutingMessage, key?: { readonly id: string; readonly ring: KeyHolder }): RoutingContent {
  const body = message.type === 'hello' ? HELLO_BYTES + NEIGHBOUR_BYTES * message.seen.length : 4 + LSA_BYTES * message.states.length;
  const digest = key === undefined ? undefined : sign(JSON.stringify(message), key.id, key.ring);
  return { kind: 'routing', bytes: HEADER_BYTES + body + (digest === undefined ? 0 : DIGEST_BYTES), message, digest };
}

/**
 * The routing message in a content, if it is one.
 * Units: none. Errors: none. Source: own design.
 */
export function asRouting(content: Content): RoutingContent | undefined {
  return content.kind === 'routing' && 'message' in content ? (content as RoutingContent) : undefined;
}

/**
 * True when the digest was made with this key over this message.
 * Units: none. Errors: none. Source: RFC 2328 D.4.3.
 */
export function digestFits(content: RoutingContent, keyId: string): boolean {
  return content.digest?.signer === keyId && content.digest.digest === JSON.stringify(content.message);
}
