/**
 * Purpose: what two ends of IKE agree on in the first exchange: cipher suite and group, and the extensions that both announce.
 *
 * Does not model: several proposals with different protocols. Units: none. Determinism: pure; order of the offer.
 * References: RFC 7296 2.7, 3.3.6 (choice of proposal); RFC 7383 2.3; RFC 7427 4; RFC 6023 3.
 */
import { findNotify, type IkePayload, type StatusNotify } from './ike-payloads.ts';
import type { DhGroup, IkeProposal, IkeSuiteId } from './ike-suites.ts';

/** A proposal that both sides support. */
export interface ChosenProposal {
  readonly suite: IkeSuiteId;
  readonly group: DhGroup;
}

/**
 * The first offered suite that is supported, with the offered group of the KE payload where that will do, else the first group that both have.
 * Units: none. Errors: none; undefined when nothing fits. Source: RFC 7296 2.7, 3.3.6.
 */
export function chooseProposal(
  offered: readonly IkeProposal[],
  supported: readonly IkeProposal[],
  keGroup: DhGroup,
): ChosenProposal | undefined {
  for (const offer of offered) {
    const own = supported.find((proposal) => proposal.suite === offer.suite);
    if (own === undefined) continue;
    const groups = offer.groups.filter((group) => own.groups.includes(group));
    const group = groups.find((candidate) => candidate === keGroup) ?? groups[0];
    if (group !== undefined) return { suite: offer.suite, group };
  }
  return undefined;
}

/**
 * What a responder announces: nothing of which the initiator has to speak first and did not.
 * Units: none. Errors: none. Source: RFC 7383 2.3; RFC 7427 4.
 */
export function answeredNotifies(names: readonly StatusNotify[], asked: readonly IkePayload[]): readonly StatusNotify[] {
  const mutual: readonly StatusNotify[] = ['IKEV2_FRAGMENTATION_SUPPORTED', 'SIGNATURE_HASH_ALGORITHMS'];
  return names.filter((name) => !mutual.includes(name) || findNotify(asked, name) !== undefined);
}

/**
 * Both ends know fragments: the peer said so, and the own first message did.
 * Units: none. Errors: none. Source: RFC 7383 2.3.
 */
export function agreeOnFragments(payloads: readonly IkePayload[], said: readonly StatusNotify[]): boolean {
  return findNotify(payloads, 'IKEV2_FRAGMENTATION_SUPPORTED') !== undefined && said.includes('IKEV2_FRAGMENTATION_SUPPORTED');
}
