/**
 * Purpose: child SAs under an established IKE SA: installing, rekeying (also when both ends do it at once), deleting.
 *
 * ```
 *  A |-- N(REKEY_SA old), SA, Ni, TSi, TSr -->| B        both at once: two new SAs; the one made with the lowest of the
 *    |<------------- SA, Nr, TSi, TSr --------|          four nonces is deleted by the end that asked for it, the old
 *    |-- D(old) ----------------------------->|          one by the end whose exchange survived
 * ```
 * With a group for child SAs the successor has a key exchange of its own (KE in both messages), after which its keys are on nobody's ring but the two ends'.
 * Does not model: INVALID_KE_PAYLOAD for that group (both ends must have the same); asking for further child SAs.
 * Units: nanoseconds. Determinism: nonces from the endpoint's stream decide collisions; equal nonces cannot occur.
 * References: RFC 7296 1.3.1, 1.3.3, 1.4.1, 2.8, 2.8.1, 2.25.1.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_US, type TimeNs } from '../kernel/time.ts';
import { ChildSa } from './child-sa.ts';
import type { EspSuiteId } from './esp-size.ts';
import { deriveEspKey, deriveFreshKey, forgetHalf, makeHalf } from './ike-keys.ts';
import { errorOf, findNotify, findPayload, notify, type EspProposal, type IkePayload } from './ike-payloads.ts';
import type { IkeHost, IkeRole, IkeSa } from './ike-sa.ts';
import type { DhGroup } from './ike-suites.ts';
import { inboundSa, outboundSa } from './sad.ts';
import { answerSelectors, proposeSelectors } from './traffic-selectors.ts';

/**
 * Makes the two ESP SAs of a child and installs them.
 * Units: none. Errors: throws before there are keys (a bug). Source: RFC 7296 2.17; RFC 4301 4.4.2.
 */
export function installChild(
  sa: IkeSa,
  made: {
    readonly ownSpi: number;
    readonly peerSpi: number;
    readonly suite: EspSuiteId;
    /** Keys of its own exchange. */ readonly freshKey?: string;
  },
): ChildSa {
  const { settings, sad } = sa.host;
  const skId = made.freshKey ?? sa.skId ?? '';
  const common = { suite: made.suite, mode: settings.modeTo?.(sa.peer.identity) ?? settings.mode, control: sa.control };
  const inbound = inboundSa(
    { ...common, spi: made.ownSpi, keyId: deriveEspKey(skId, made.ownSpi, settings.auth.ring) },
    settings.windowPackets,
  );
  const outbound = outboundSa({ ...common, spi: made.peerSpi, keyId: deriveEspKey(skId, made.peerSpi, settings.auth.ring) });
  const { tap } = sa.host.context;
  for (const { keyId } of [inbound, outbound]) tap?.espKey(keyId, made.suite);
  if (made.freshKey !== undefined) settings.auth.ring.forget?.(made.freshKey);
  const child = new ChildSa(sa, { inbound, outbound });
  sad.add(child);
  sa.children.push(child);
  armRekey(child, settings.timers.rekeyNs - randomNs(sa.host, settings.timers.rekeyJitterNs));
  return child;
}

/**
 * Takes a child out of use; called by its state machine when it is gone.
 * Units: none. Errors: none. Source: RFC 7296 1.4.1.
 */
export function removeChild(child: ChildSa): void {
  const { host, children } = child.ike;
  host.context.kernel.cancel(child.rekeyTimer);
  host.sad.remove(child);
  host.settings.auth.ring.forget?.(child.inbound.keyId);
  host.settings.auth.ring.forget?.(child.outbound.keyId);
  const index = children.indexOf(child);
  if (index >= 0) children.splice(index, 1);
  host.childDown(child);
}

/**
 * Sets the timer after which a child is rekeyed.
 * Units: nanoseconds. Errors: none. Source: RFC 7296 2.8.
 */
export function armRekey(child: ChildSa, delayNs: number): void {
  const { kernel } = child.ike.host.context;
  kernel.cancel(child.rekeyTimer);
  child.rekeyTimer = kernel.after(delayNs, () => child.step('REKEY'), PRIORITY.timer);
}

/**
 * A random time below a span, in whole microseconds: streams draw below 2^32.
 * Units: nanoseconds; spans up to 4,294 s. Errors: none. Source: RFC 7296 2.8 (jitter against simultaneous rekeying).
 */
export function randomNs(host: IkeHost, spanNs: TimeNs): TimeNs {
  const spanUs = Math.min(Math.floor(spanNs / NS_PER_US), 2 ** 32);
  return spanUs < 1 ? 0 : host.drawBelow(spanUs) * NS_PER_US;
}

/**
 * Asks the peer to replace a child.
 * Units: none. Errors: none. Source: RFC 7296 1.3.3, 2.8.
 */
export function sendChildRekey(child: ChildSa): void {
  const { ike } = child;
  let spi = 0;
  let nonce = '';
  let half: string | undefined;
  ike.submit({
    exchange: 'CREATE_CHILD_SA',
    build: () => {
      if (child.state !== 'rekeying') return undefined;
      spi = ike.host.sad.reserve();
      ike.setAside.espSpi = spi;
      nonce = ike.host.drawNonce();
      half = ownHalf(ike, spi);
      return [
        { type: 'N', notify: 'REKEY_SA', espSpi: child.inbound.spi },
        ...proposal(child.inbound.suite, spi, nonce, exchangeOf(ike, half), proposeSelectors(ike.host.settings.protects)),
      ];
    },
    answered: (payloads) => onRekeyAnswer(child, ike, payloads, { spi, nonce, half }),
  });
}

/**
 * Answers a peer that wants to replace a child.
 * Units: none. Errors: answers with the error notify. Source: RFC 7296 1.3.3, 2.25.1.
 */
export function answerChildRekey(sa: IkeSa, payloads: readonly IkePayload[]): readonly IkePayload[] {
  const theirSpi = findNotify(payloads, 'REKEY_SA')?.espSpi;
  if (theirSpi === undefined) return [notify('NO_ADDITIONAL_SAS')];
  const child = sa.children.find((candidate) => candidate.outbound.spi === theirSpi);
  if (child === undefined) return [{ type: 'N', notify: 'CHILD_SA_NOT_FOUND', espSpi: theirSpi }];
  if (sa.state !== 'established' || (child.state !== 'mature' && child.state !== 'rekeying')) return [notify('TEMPORARY_FAILURE')];
  const offer = espOffer(payloads);
  const theirNonce = findPayload(payloads, 'Nonce')?.nonce;
  const { espSuites, pfsGroup, protects } = sa.host.settings;
  if (offer === undefined || theirNonce === undefined || !espSuites.includes(offer.suite) || offer.group !== pfsGroup)
    return [notify('NO_PROPOSAL_CHOSEN')];
  const selectors = answerSelectors(payloads, protects);
  if (selectors === undefined) return [notify('TS_UNACCEPTABLE')];
  const ownSpi = sa.host.sad.reserve();
  const nonce = sa.host.drawNonce();
  const half = ownHalf(sa, ownSpi);
  const fresh = freshKey(sa, half, findPayload(payloads, 'KE')?.publicValue, 'responder');
  const successor = installChild(sa, { ownSpi, peerSpi: offer.spi, suite: offer.suite, ...fresh });
  if (child.state === 'rekeying') child.collision = { lowestNonce: lower(nonce, theirNonce), successor };
  child.step('PEER_REKEY');
  sa.host.childUp(successor);
  return proposal(offer.suite, ownSpi, nonce, exchangeOf(sa, half), selectors);
}

/**
 * Tells the peer that a child is over.
 * Units: none. Errors: none. Source: RFC 7296 1.4.1.
 */
export function sendChildDelete(child: ChildSa): void {
  child.ike.submit({
    exchange: 'INFORMATIONAL',
    build: () => (child.state === 'deleting' ? [{ type: 'D', protocol: 'ESP', spis: [child.inbound.spi] }] : undefined),
    answered: () => child.step('DELETED'),
  });
}

/**
 * Answers a peer's delete of child SAs: both directions go.
 * Units: none. Errors: none; unknown SPIs are passed over. Source: RFC 7296 1.4.1.
 */
export function answerChildDelete(sa: IkeSa, theirSpis: readonly number[]): readonly IkePayload[] {
  const spis: number[] = [];
  for (const spi of theirSpis) {
    const child = sa.children.find((candidate) => candidate.outbound.spi === spi);
    if (child === undefined) continue;
    // A delete that crosses our own is answered without naming the SA again.
    if (child.state !== 'deleting') spis.push(child.inbound.spi);
    child.step('PEER_DELETE');
  }
  return spis.length === 0 ? [] : [{ type: 'D', protocol: 'ESP', spis }];
}

function onRekeyAnswer(
  child: ChildSa,
  asked: IkeSa,
  payloads: readonly IkePayload[],
  { spi, nonce, half }: { readonly spi: number; readonly nonce: string; readonly half: string | undefined },
): void {
  const { host } = asked;
  const offer = espOffer(payloads);
  const theirNonce = findPayload(payloads, 'Nonce')?.nonce;
  if (offer === undefined || theirNonce === undefined) {
    host.sad.release(spi);
    if (half !== undefined) forgetHalf(half, host.settings.auth.ring);
    return child.step(errorOf(payloads)?.notify === 'CHILD_SA_NOT_FOUND' ? 'NOT_FOUND' : 'REKEY_REFUSED');
  }
  const fresh = freshKey(asked, half, findPayload(payloads, 'KE')?.publicValue, 'initiator');
  const successor = installChild(asked, { ownSpi: spi, peerSpi: offer.spi, suite: offer.suite, ...fresh });
  host.childUp(successor);
  const { collision } = child;
  if (collision !== undefined && lower(nonce, theirNonce) < collision.lowestNonce) {
    successor.step('DELETE');
    return child.step('REKEY_LOST');
  }
  host.trace(asked, 'child-rekeyed', { old: child.inbound.spi, new: spi });
  child.step('REKEY_WON');
}

/** What an own key exchange puts into a message. */
interface OwnExchange {
  readonly group: DhGroup;
  readonly publicValue: string;
}

/** The own half of a child SA's key exchange; none without a group for it. */
function ownHalf(sa: IkeSa, spi: number): string | undefined {
  const { pfsGroup, auth } = sa.host.settings;
  return pfsGroup === undefined ? undefined : makeHalf(`${sa.ownSpi}/${spi}`, auth.ring);
}

function exchangeOf(sa: IkeSa, half: string | undefined): OwnExchange | undefined {
  const group = sa.host.settings.pfsGroup;
  return group === undefined || half === undefined ? undefined : { group, publicValue: half };
}

/** The keys of both halves, after which the own half is gone; nothing where there was no exchange. */
function freshKey(sa: IkeSa, half: string | undefined, theirs: string | undefined, role: IkeRole): { readonly freshKey?: string } {
  if (half === undefined || theirs === undefined) return {};
  const { ring } = sa.host.settings.auth;
  const key = role === 'initiator' ? deriveFreshKey(half, theirs, ring) : deriveFreshKey(theirs, half, ring);
  forgetHalf(half, ring);
  return { freshKey: key };
}

function proposal(
  suite: EspSuiteId,
  spi: number,
  nonce: string,
  exchange: OwnExchange | undefined,
  selectors: readonly IkePayload[],
): readonly IkePayload[] {
  const group = exchange === undefined ? {} : { group: exchange.group };
  return [
    { type: 'SA', protocol: 'ESP', proposals: [{ suite, spi, ...group }] },
    { type: 'Nonce', nonce },
    ...(exchange === undefined ? [] : [{ type: 'KE', ...exchange } as const]),
    ...selectors,
  ];
}

function espOffer(payloads: readonly IkePayload[]): EspProposal | undefined {
  const sa = findPayload(payloads, 'SA');
  return sa?.protocol === 'ESP' ? sa.proposals[0] : undefined;
}

/** The lower of two nonces; they are hexadecimal of one length, so that text order is number order. */
function lower(a: string, b: string): string {
  return a < b ? a : b;
}
