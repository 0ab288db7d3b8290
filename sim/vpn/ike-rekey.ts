/**
 * Purpose: replacing an IKE SA by a new one with fresh keys, to which the child SAs move; also when both ends do it at once.
 *
 * Does not model: reauthentication (a new IKE SA from scratch); rekeying while a child SA is being rekeyed is put off with TEMPORARY_FAILURE.
 * Units: nanoseconds. Determinism: nonces decide collisions, see ike-child.ts.
 * References: RFC 7296 1.3.2, 2.8, 2.8.1, 2.18, 2.25.2.
 */
import { deriveSharedKey, forgetHalf, makeHalf } from './ike-keys.ts';
import { findPayload, notify, type IkePayload, type PayloadOf } from './ike-payloads.ts';
import { IkeSa, type IkeRole } from './ike-sa.ts';
import type { DhGroup } from './ike-suites.ts';

interface NewKeys {
  readonly spiI: string;
  readonly spiR: string;
  readonly publicI: string;
  readonly publicR: string;
}

/**
 * Asks the peer to replace this IKE SA.
 * Units: none. Errors: none. Source: RFC 7296 1.3.2.
 */
export function sendIkeRekey(sa: IkeSa): void {
  let spi = '';
  let publicValue = '';
  let nonce = '';
  sa.submit({
    exchange: 'CREATE_CHILD_SA',
    build: () => {
      if (sa.state !== 'rekeying') return undefined;
      spi = sa.host.drawSpi();
      publicValue = makeHalf(spi, sa.host.settings.auth.ring);
      sa.setAside.half = publicValue;
      nonce = sa.host.drawNonce();
      return proposal(sa, spi, nonce, publicValue, firstGroup(sa));
    },
    answered: (payloads) => onAnswer(sa, payloads, { spi, publicValue, nonce }),
  });
}

/**
 * Answers a peer that wants to replace this IKE SA.
 * Units: none. Errors: answers with the error notify. Source: RFC 7296 1.3.2, 2.25.2.
 */
export function answerIkeRekey(sa: IkeSa, payloads: readonly IkePayload[]): readonly IkePayload[] {
  const offer = readOffer(payloads);
  if (offer === undefined) return [notify('NO_PROPOSAL_CHOSEN')];
  const busy = sa.children.some((child) => child.state !== 'mature');
  if (busy || (sa.state !== 'established' && sa.state !== 'rekeying')) return [notify('TEMPORARY_FAILURE')];
  const spi = sa.host.drawSpi();
  const publicValue = makeHalf(spi, sa.host.settings.auth.ring);
  const nonce = sa.host.drawNonce();
  const successor = succeed(sa, 'responder', { spiI: offer.spi, spiR: spi, publicI: offer.ke.publicValue, publicR: publicValue });
  if (sa.state === 'rekeying') sa.collision = { lowestNonce: lower(nonce, offer.nonce), successor };
  else moveChildren(sa, successor);
  sa.step('PEER_REKEY');
  return proposal(sa, spi, nonce, publicValue, offer.ke.group);
}

function onAnswer(
  sa: IkeSa,
  payloads: readonly IkePayload[],
  own: { readonly spi: string; readonly publicValue: string; readonly nonce: string },
): void {
  const offer = readOffer(payloads);
  if (offer === undefined) {
    forgetHalf(own.publicValue, sa.host.settings.auth.ring);
    if (sa.collision !== undefined) moveChildren(sa, sa.collision.successor);
    return sa.step('REKEY_REFUSED');
  }
  const successor = succeed(sa, 'initiator', { spiI: own.spi, spiR: offer.spi, publicI: own.publicValue, publicR: offer.ke.publicValue });
  const { collision } = sa;
  if (!sa.open) return successor.step('CLOSE');
  if (collision !== undefined && lower(own.nonce, offer.nonce) < collision.lowestNonce) {
    moveChildren(sa, collision.successor);
    successor.step('CLOSE');
    return sa.step('REKEY_LOST');
  }
  moveChildren(sa, successor);
  sa.host.trace(sa, 'rekeyed', { old: sa.ownSpi, new: successor.ownSpi });
  sa.endReason = 'rekeyed';
  sa.step('REKEY_WON');
}

/** The new SA, established at once: both ends are authenticated by the old one. */
function succeed(sa: IkeSa, role: IkeRole, keys: NewKeys): IkeSa {
  const successor = new IkeSa(sa.host, { role, spiI: keys.spiI, spiR: keys.spiR, peer: sa.peer, control: sa.control, suite: sa.suite });
  const { ring } = sa.host.settings.auth;
  successor.skId = deriveSharedKey(keys, ring);
  forgetHalf(role === 'initiator' ? keys.publicI : keys.publicR, ring);
  successor.ports = sa.ports;
  successor.nat = sa.nat;
  successor.mobike = sa.mobike;
  successor.fragmentation = sa.fragmentation;
  successor.lastHeardNs = sa.lastHeardNs;
  successor.lastSentNs = sa.lastSentNs;
  successor.reported = true;
  sa.host.adopt(successor);
  successor.step('INHERIT');
  return successor;
}

function moveChildren(from: IkeSa, to: IkeSa): void {
  for (const child of from.children) child.ike = to;
  to.children.push(...from.children);
  from.children.length = 0;
}

function proposal(sa: IkeSa, spi: string, nonce: string, publicValue: string, group: DhGroup): readonly IkePayload[] {
  return [
    { type: 'SA', protocol: 'IKE', proposals: [{ suite: sa.suite, groups: [group] }], spi },
    { type: 'Nonce', nonce },
    { type: 'KE', group, publicValue },
  ];
}

function readOffer(
  payloads: readonly IkePayload[],
): { readonly spi: string; readonly nonce: string; readonly ke: PayloadOf<'KE'> } | undefined {
  const sa = findPayload(payloads, 'SA');
  const ke = findPayload(payloads, 'KE');
  const nonce = findPayload(payloads, 'Nonce')?.nonce;
  if (sa?.protocol !== 'IKE' || sa.spi === undefined || ke === undefined || nonce === undefined) return undefined;
  return { spi: sa.spi, nonce, ke };
}

function firstGroup(sa: IkeSa): DhGroup {
  const own = sa.host.settings.proposals.find((candidate) => candidate.suite === sa.suite);
  const group = own?.groups[0];
  if (group === undefined) throw new Error(`ike ${sa.ownSpi}: no group for suite ${sa.suite}`);
  return group;
}

function lower(a: string, b: string): string {
  return a < b ? a : b;
}
