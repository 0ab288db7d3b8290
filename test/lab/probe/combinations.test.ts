/**
 * Purpose: message sizes of combinations that nobody measured, computed here by hand from RFC 7296 3 and RFC 7383 2.5, with the payload lists of the two implementations.
 *
 * ```
 * T transforms of the IKE proposal, P public value                 strongSwan's notifies: NATD 2 × 28, FRAG 8, HASH 16, the others 8
 * SA_INIT request   28 + (12 + T) + (8 + P) + 36 + 56 + 8 + 16 + 8      = 172 + T + P
 * SA_INIT response  28 + (12 + T) + (8 + P) + 36 + 56 + 8 + 16 + 8 + 8  = 180 + T + P, and 5 + 20 a trusted issuer with certificates
 * AUTH request      IDi 8 + n, IDr 8 + n, AUTH 8 + a, SA 16 + E, TS 2 × 24, notifies 6 × 8; certificates 5 + c each, CERTREQ 5 + 20 an issuer
 * AUTH response     IDr, AUTH, SA, TS, 2 × 8; certificates
 * sealed            28 + 4 + IV + (payloads + 1, rounded up to blocks) + ICV; on port 4500 4 more
 * fragment          28 + 8 + IV + part + ICV
 * ```
 */
import { describe, expect, it } from 'vitest';
import { IKE_PROBE_DEFAULTS } from '../../../lab/probe/ike-defaults.ts';
import { readIkeProbe, type IkeProbeWords } from '../../../lab/probe/ike-options.ts';
import { IkeLab, IKE_PRODUCTS, NS_PER_MS, NS_PER_S, probeIke } from '../../../lab/probe/index.ts';

function sizes(words: Partial<IkeProbeWords>): readonly (readonly number[])[] {
  const chosen = readIkeProbe({ ...IKE_PROBE_DEFAULTS, runs: '1', ...words }, 1);
  if (!chosen.ok) throw new Error(chosen.refusal.message.en);
  const figures = probeIke(chosen.value);
  expect(figures.established).toBe(1);
  return figures.messages.map(({ udpPayloadBytes }) => udpPayloadBytes);
}

const CBC = 'aes256-sha256-ecp256';

it('an initiator like libreswan that refuses its peer deletes the SA, and the responder never hears why', () => {
  const answers = { ...IKE_PRODUCTS.strongswan.profile, insistsOnName: false };
  const proposals = [{ suite: 'aes128gcm16-prfsha256', groups: ['curve25519'] }] as const;
  const lab = new IkeLab({
    auth: 'psk',
    oneWayNs: NS_PER_MS,
    loss: { numerator: 0, denominator: 1 },
    identityBytes: 25,
    seed: 1,
    settings: {
      initiator: { ...IKE_PRODUCTS.libreswan, proposals },
      responder: { ...IKE_PRODUCTS.strongswan, profile: answers, proposals },
    },
    faults: { responder: 'wrong-identity' },
  });
  lab.begin();
  lab.kernel.run(NS_PER_S);
  // 28 + 4 + 8 + 16, D of 8 and the pad length, marker 4; the answer holds nothing.
  expect(lab.seen.slice(4).map(({ udpPayloadBytes }) => udpPayloadBytes)).toEqual([69, 61]);
  expect(lab.failed?.reason).toBe('identity-mismatch');
  expect(
    lab.trace.events.filter(({ at, fields }) => at === 'responder' && fields['event'] === 'closed').map(({ fields }) => fields['reason']),
  ).toEqual(['deleted-by-peer']);
});

describe('combinations of options, by hand', () => {
  it.each<readonly [string, Partial<IkeProbeWords>, readonly (readonly number[])[]]>([
    // T 36, P 96; AUTH 56, E 28: 262 + 1 -> 272, ICV 24; response 197 + 1 -> 208.
    ['SHA-384, ecp384', { proposal: 'aes256-sha384-ecp384' }, [[304], [312], [348], [284]]],
    // T 28; AUTH 56, E 20: 254 + 1; response 189 + 1.
    ['AES-256-GCM, SHA-384, ecp384', { proposal: 'aes256gcm16-prfsha384-ecp384' }, [[296], [304], [315], [250]]],
    // T 24, P 32; E 16: 234 + 1; response 169 + 1.
    ['ChaCha20-Poly1305, curve25519', { proposal: 'chacha20poly1305-prfsha256-curve25519' }, [[228], [236], [295], [230]]],
    // P 512; AUTH 72: 278 + 1 -> 288, ICV 32; response 213 + 1 -> 224.
    ['SHA-512, modp4096', { proposal: 'aes256-sha512-modp4096' }, [[720], [728], [372], [308]]],
    // P 132; AUTH 28: 234 + 1 -> 240, ICV 12; response 169 + 1 -> 176.
    ['SHA-1, ecp521', { proposal: 'aes128-sha1-ecp521' }, [[340], [348], [304], [240]]],
    // The request names both groups (T 44), the response one; P 384.
    ['two groups', { proposal: 'aes256-sha256-modp3072-ecp256' }, [[600], [600], [324], [260]]],
    // Names of 40: 276 + 1 -> 288; response 196 + 1 -> 208.
    ['longer names', { proposal: CBC, idBytes: '40' }, [[272], [280], [356], [276]]],
    // Two notifies less in each, and no marker: 230 + 1 -> 240; 165 + 1 -> 176.
    ['neither MOBIKE nor a claimed NAT', { proposal: CBC, mobike: false, nat: false }, [[272], [280], [304], [240]]],
    // 1359 and 1269 in parts of 463 (544 of room, 68 around, 29 blocks less the pad length).
    [
      'RSA-2048, fragments of 576',
      { proposal: CBC, auth: 'rsa2048', fragmentBytes: '576' },
      [[272], [305], [536, 536, 520], [536, 536, 424]],
    ],
    // FRAG is not announced: 8 less in both; 1351 + 1 and 1261 + 1 in one piece each.
    [
      'RSA-2048, no fragmentation',
      { proposal: 'aes128gcm16-prfsha256-curve25519', auth: 'rsa2048', fragmentBytes: 'none' },
      [[224], [257], [1412], [1322]],
    ],
    // CERTREQ 65, CERT 1205: 1756 and 1626 in parts of 1167.
    [
      'larger certificates, three issuers',
      { proposal: CBC, auth: 'rsa2048', certificateBytes: '1200', authorities: '3' },
      [[272], [345], [1240, 664], [1240, 536]],
    ],
    // Two more CERT payloads, 905 and 1105: 3369 and 3279.
    [
      'a chain of two intermediate issuers',
      { proposal: CBC, auth: 'rsa2048', intermediates: '900,1100' },
      [[272], [305], [1240, 1240, 1112], [1240, 1240, 1032]],
    ],
    // P 384, CERT 1104, AUTH 408: 1743 and 1653.
    ['RSA-3072, modp3072', { proposal: 'aes256-sha256-modp3072', auth: 'rsa3072' }, [[592], [625], [1240, 664], [1240, 568]]],
    // libreswan answers with NATD and FRAG only, and without MOBIKE: 28 + 48 + 72 + 36 + 56 + 8; 165 + 1 -> 176.
    ['libreswan as responder', { proposal: CBC, responder: 'libreswan' }, [[272], [248], [324], [244]]],
  ])('%s', (_name, words, expected) => {
    expect(sizes(words)).toEqual(expected);
  });
});
