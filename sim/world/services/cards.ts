/**
 * Purpose: requests signed with the user's card, outside a login.
 *
 * Does not model: card readers, PINs, lost cards. Units: none. Determinism: pure.
 * References: TR C.4 (IC cards), A.4 fourth item.
 */
import { sign, type Signature } from '../../net/sealed.ts';
import type { AppMessage } from '../messages.ts';
import { ringOf, type WorldParts } from '../parts.ts';
import { cardKey } from './keys.ts';

/**
 * True when the request carries the signature of its user's card over `what`.
 * Units: none. Errors: none. Source: TR C.4.
 */
export function signedByCard(message: AppMessage, what: string): boolean {
  return message.card?.digest === what && message.user !== undefined && message.card.signer === cardKey(message.user);
}

/**
 * The signature of a user's card over `what`; absent when the user works elsewhere.
 * Units: none. Errors: none. Source: TR C.4.
 */
export function cardSignature(parts: WorldParts, place: string, user: string | undefined, what: string): Signature | undefined {
  const ring = ringOf(parts, place);
  return user !== undefined && ring.holds(cardKey(user)) ? sign(what, cardKey(user), ring) : undefined;
}
