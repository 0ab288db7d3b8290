/**
 * Purpose: INFORMATIONAL exchanges of an IKE SA: is the peer alive, delete this SA, I do not believe who you are.
 *
 * Does not model: configuration payloads, unprotected INFORMATIONAL messages (RFC 7296 2.21.4: hints that anybody may forge; we neither send nor heed them).
 * Units: nanoseconds. Determinism: timers after packets.
 * References: RFC 7296 1.4, 1.4.1, 2.4 (liveness only after silence while there is something to send), 2.21.2.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { answerChildDelete } from './ike-child.ts';
import { findNotify, findPayload, notify, type IkePayload } from './ike-payloads.ts';
import type { IkeSa, ReceivedRequest } from './ike-sa.ts';

/**
 * Tells the peer that the IKE SA, and with it every child SA, is over.
 * Units: none. Errors: none. Source: RFC 7296 1.4.1.
 */
export function sendIkeDelete(sa: IkeSa): void {
  sa.submit({ exchange: 'INFORMATIONAL', build: () => [{ type: 'D', protocol: 'IKE', spis: [] }], answered: () => sa.step('DELETED') });
}

/**
 * Tells a responder, who believes in the SA by now, that his proof was not accepted.
 * Units: none. Errors: none. Source: RFC 7296 2.21.2.
 */
export function sendAuthFailed(sa: IkeSa): void {
  const refusal: IkePayload = sa.host.settings.profile.refusesByDelete
    ? { type: 'D', protocol: 'IKE', spis: [] }
    : notify('AUTHENTICATION_FAILED');
  sa.submit({ exchange: 'INFORMATIONAL', build: () => [refusal], answered: () => sa.step('DELETED') });
}

/**
 * Answers an INFORMATIONAL request.
 * Units: none. Errors: none. Source: RFC 7296 1.4.
 */
export function answerInformational(sa: IkeSa, { payloads, packet }: ReceivedRequest): readonly IkePayload[] {
  if (sa.mobike && findNotify(payloads, 'UPDATE_SA_ADDRESSES') !== undefined) sa.follow(packet);
  const remove = findPayload(payloads, 'D');
  if (remove?.protocol === 'ESP') return answerChildDelete(sa, remove.spis);
  if (remove?.protocol === 'IKE') {
    if (sa.state !== 'replaced') sa.endReason = 'deleted-by-peer';
    sa.step('PEER_DELETE');
  } else if (findNotify(payloads, 'AUTHENTICATION_FAILED') !== undefined) {
    sa.endReason = 'AUTHENTICATION_FAILED';
    sa.step('PEER_DELETE');
  }
  return [];
}

/**
 * Watches an established SA: when packets went out and nothing came back for the liveness interval, the peer is asked; retransmission decides whether it is dead.
 * Units: nanoseconds. Errors: none. Source: RFC 7296 2.4.
 */
export function watchLiveness(sa: IkeSa): void {
  const { kernel } = sa.host.context;
  const { livenessNs, livenessWhenIdle } = sa.host.settings.timers;
  const look = (): void => {
    if (!sa.open) return;
    const silentNs = kernel.now - sa.lastHeardNs;
    if ((livenessWhenIdle === true || sa.lastSentNs > sa.lastHeardNs) && silentNs >= livenessNs && sa.quiet) {
      sa.host.trace(sa, 'liveness-check');
      sa.submit({ exchange: 'INFORMATIONAL', build: () => [], answered: () => undefined });
    }
    // Who asks whatever was sent asks as soon as the silence is long enough.
    kernel.after(livenessWhenIdle === true && silentNs < livenessNs ? livenessNs - silentNs : livenessNs, look, PRIORITY.timer);
  };
  kernel.after(livenessNs, look, PRIORITY.timer);
}
