/**
 * Purpose: `probe ike` against the testbed: sizes of every message and fragment, round trips, set-up times, loss, cookies, and its wrong input.
 */
import { describe, expect, it } from 'vitest';
import { IKE_PROBE_DEFAULTS } from '../../../lab/probe/ike-defaults.ts';
import { readIkeProbe } from '../../../lab/probe/ike-options.ts';
import type { IkeProbeFigures } from '../../../lab/probe/ike.ts';
import { IKE_SIZES, IKE_TIMES as times, probedIke as probe } from '../../reference/ike.ts';

const { cases } = IKE_SIZES;

describe('messages', () => {
  it.each(cases)('have the sizes of strongSwan: $auth, $proposal', ({ auth, proposal, messages }) => {
    const found = probe({ auth, proposal });
    expect(found.roundTrips).toBe(2);
    expect(found.messages.map(({ exchange, type }) => `${exchange} ${type}`)).toEqual(
      messages.map(({ exchange, type }) => `${exchange} ${type}`),
    );
    // An ECDSA signature varies by two octets, and so do the sizes that were seen.
    messages.forEach(({ seen }, index) => {
      const sizes = found.messages[index]?.udpPayloadBytes ?? [];
      expect(sizes).toHaveLength(seen.length);
      seen.forEach((known, fragment) => expect(known).toContain(sizes[fragment]));
    });
  });

  it('grow with the name: in IDi and IDr of the request, in IDr of the response', () => {
    const [short, long] = [
      probe({ idBytes: '25', proposal: 'aes128gcm16-prfsha256-curve25519' }),
      probe({ idBytes: '35', proposal: 'aes128gcm16-prfsha256-curve25519' }),
    ];
    const sizes = (figures: IkeProbeFigures): number[] => figures.messages.flatMap(({ udpPayloadBytes }) => udpPayloadBytes);
    expect(sizes(long).map((bytes, index) => bytes - (sizes(short)[index] ?? 0))).toEqual([0, 0, 20, 10]);
  });
});

describe('set-up time', () => {
  it.each(times.setUp)('$auth, $proposal, $oneWayMs ms: $medianMs ms', ({ auth, proposal, oneWayMs, medianMs }) => {
    const median = probe({ auth, proposal, oneWay: `${oneWayMs}ms` }).setupMs?.median ?? 0;
    expect(Math.abs(median - medianMs)).toBeLessThanOrEqual(Math.max(3, 0.05 * medianMs));
  });

  it.each(times.cookies)('with a cookie, $proposal, $oneWayMs ms: $medianMs ms', ({ proposal, oneWayMs, medianMs, sizes }) => {
    const found = probe({ proposal, oneWay: `${oneWayMs}ms`, cookie: true });
    expect(found.messages.flatMap(({ udpPayloadBytes }) => udpPayloadBytes)).toEqual(sizes);
    expect(found.roundTrips).toBe(3);
    expect(Math.abs((found.setupMs?.median ?? 0) - medianMs)).toBeLessThanOrEqual(Math.max(3, 0.05 * medianMs));
  });
});

describe('libreswan', () => {
  it('sends the payloads that its sources list, and gets no hash algorithms back', () => {
    const found = probe({ initiator: 'libreswan', proposal: 'aes256-sha256-ecp256' });
    // strongSwan's less HASH_ALG (16) and REDIRECT_SUPPORTED (8), the answer less HASH_ALG; IKE_AUTH without four notifies and without the two of MOBIKE, 8 octets each.
    expect(found.messages.map(({ udpPayloadBytes }) => udpPayloadBytes)).toEqual([[272 - 24], [280 - 16], [276], [244]]);
    expect(found.roundTrips).toBe(2);
  });

  it('waits 0.5 s twice, then doubles, and gives up after 64 s', () => {
    const found = probe({ initiator: 'libreswan', loss: '100%' });
    expect(found.retransmissionGapsS).toEqual([{ gapS: 0.5, count: 2 }, ...[1, 2, 4, 8, 16].map((gapS) => ({ gapS, count: 1 }))]);
  });
});

describe('loss of 5 %', () => {
  const words = { proposal: 'aes256-sha256-ecp256', oneWay: '25ms', loss: '5%', runs: '400' };

  it('leaves as many set-ups without retransmission as measured, and the same mean', () => {
    const found = probe(words);
    expect(found.established).toBe(400);
    // Two samples of the same share: three standard errors of their difference.
    const share = 0.95 ** 4;
    const error = Math.sqrt(share * (1 - share) * (1 / 400 + 1 / times.loss.runs));
    expect(Math.abs(found.withoutRetransmission - times.loss.share)).toBeLessThan(3 * error);
    expect(Math.abs(found.withoutRetransmission - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / 400));
    // A run lasts 107 ms or 4 s more or longer: standard deviation about 1.9 s.
    expect(Math.abs((found.setupMs?.mean ?? 0) - times.loss.meanMs)).toBeLessThan(3 * 1900 * Math.sqrt(1 / 400 + 1 / times.loss.runs));
    expect(found.retransmissionGapsS[0]?.gapS).toBe(4);
    expect(found.retransmissionGapsS[1]?.gapS).toBe(7.2);
  });

  it('strikes fragments like whole messages: six packets must arrive', () => {
    const share = 0.95 ** 6;
    const found = probe({ ...words, auth: 'rsa2048' });
    expect(Math.abs(found.withoutRetransmission - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / 400));
  });

  it('comes out the same for the same seed', () => {
    const one = probe({ ...words, runs: '20' }, 7);
    expect(probe({ ...words, runs: '20' }, 7)).toEqual(one);
    expect(probe({ ...words, runs: '20' }, 8)).not.toEqual(one);
  });

  it('never comes to an SA when everything is lost', () => {
    const found = probe({ ...words, loss: '100%', runs: '1' });
    expect([found.established, found.setupMs, found.withoutRetransmission]).toEqual([0, null, 0]);
    expect(found.retransmissionGapsS.map(({ gapS }) => gapS)).toEqual([4, 7.2, 12.96, 23.328, 41.99]);
  });
});

it.each([
  [{ auth: 'rsa248' }, 'did you mean rsa2048?'],
  [{ proposal: 'aes256-sha265-modp2048' }, 'did you mean aes256-sha256?'],
  [{ proposal: 'aes256-sha256-modp248' }, 'did you mean modp2048?'],
  [{ proposal: 'aes256-sha256' }, 'names no group'],
  [{ oneWay: '25' }, 'the unit is missing'],
  [{ loss: '0.05' }, 'a share such as 5%'],
  [{ runs: '0' }, 'from 1'],
  [{ initiator: 'libreswan', auth: 'rsa2048' }, 'psk only'],
  [{ initiator: 'strongswam' }, 'did you mean strongswan?'],
])('refuses %o', (words, why) => {
  const chosen = readIkeProbe({ ...IKE_PROBE_DEFAULTS, ...words }, 1);
  expect(chosen.ok ? '' : chosen.refusal.message.en).toContain(why);
});
