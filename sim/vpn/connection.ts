/**
 * Purpose: connection information: which peer owns an address, where its gateway is, and who it must prove to be; and who can be asked for it.
 *
 * Does not model: how it got there (centre.ts, or a fixed list). Units: none. Determinism: plain values; a resolver answers once.
 * References: TR D.3 (connection information is downloaded when the conditions are met), A.3 (VPN control function).
 */
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import type { PrivacyPolicy } from './privacy.ts';

export interface ConnectionInfo {
  readonly peerSite: string;
  /** Where the peer speaks IKE and ESP. */
  readonly gateway: Ipv4;
  /** The identity that the peer must prove. */
  readonly identity: string;
  readonly inside: readonly Prefix[];
  /** The peer's policy on personal data, where it has stated one (TR 9.2). */
  readonly privacy?: PrivacyPolicy;
}

/** Asked for by an address that somebody wants to reach, or by the name of a site. */
export type Question = { readonly address: Ipv4 } | { readonly site: string };

export interface Resolver {
  /** What is known already and still valid. */
  known(question: Question): ConnectionInfo | undefined;
  /** Finds out and replies exactly once, perhaps at once; undefined when there is no connection to be had. */
  resolve(question: Question, reply: (info: ConnectionInfo | undefined) => void): void;
  /** What was known of a site proved wrong: nobody answered there. */
  forget?(site: string): void;
  /** The device speaks from another address now. */
  moved?(address: Ipv4): void;
}

/**
 * A resolver over a fixed list, for hosts that protect traffic with known partners.
 * Units: none. Errors: none; unknown partners resolve to undefined. Source: own design.
 */
export function fixedResolver(list: readonly ConnectionInfo[]): Resolver {
  const known = (question: Question): ConnectionInfo | undefined => list.find((info) => answers(info, question));
  return { known, resolve: (question, reply) => reply(known(question)) };
}

/**
 * True when an information answers a question.
 * Units: none. Errors: none. Source: own design.
 */
export function answers(info: ConnectionInfo, question: Question): boolean {
  if ('site' in question) return info.peerSite === question.site;
  return info.inside.some((prefix) => inPrefix(question.address, prefix));
}
