/**
 * Purpose: what somebody can read from an IKE message: everybody the clear part, a holder of the exchange's keys the rest.
 *
 * Does not model: traffic analysis. Units: none. Determinism: pure.
 * References: RFC 7296 1.2 (identities are hidden from passive listeners, not from whoever answers as responder), 2.15 and 5 (dictionary attack on a PSK).
 */
import type { Content } from '../net/packet.ts';
import type { KeyHolder } from '../net/sealed.ts';
import { isIke, type IkePayload } from './ike-payloads.ts';

/** What a dictionary attack is run against: testing a guess needs nothing further from the network. */
export interface PskVerifier {
  /** Key id of the secret that it tests, e.g. `psk/regional-psk`. */
  readonly secret: string;
}

export interface IkeReading {
  /** True when the encrypted part was opened. */
  readonly opened: boolean;
  readonly payloads: readonly IkePayload[];
  readonly identities: readonly string[];
  readonly verifier?: PskVerifier;
}

/**
 * Reads a datagram's content with the keys at hand; undefined when it is no IKE message.
 * Units: none. Errors: none. Source: RFC 7296 2.15.
 */
export function readIke(content: Content, holder: KeyHolder): IkeReading | undefined {
  if (!isIke(content)) return undefined;
  const opened = content.sk?.open(holder);
  const hidden = opened?.ok === true ? opened.body.payloads : [];
  const identities: string[] = [];
  let verifier: PskVerifier | undefined;
  for (const payload of hidden) {
    if (payload.type === 'IDi' || payload.type === 'IDr') identities.push(payload.identity);
    if (payload.type === 'AUTH' && payload.auth.method === 'psk' && payload.auth.proof !== undefined)
      verifier = { secret: payload.auth.proof.signer };
  }
  const reading = { opened: opened?.ok === true, payloads: [...content.clear, ...hidden], identities };
  return verifier === undefined ? reading : { ...reading, verifier };
}
