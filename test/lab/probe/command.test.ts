/**
 * Purpose: `wardlab probe` as a program: the documents of the contract, lines for a person in both languages, refusals, exit codes.
 */
import { describe, expect, it } from 'vitest';
import { document, ESCAPE, JAPANESE, wardlab } from '../support/cli.ts';

describe('wardlab probe', () => {
  it('gives the document of the contract for ike', async () => {
    const found = await document(['probe', 'ike', '--auth', 'rsa2048', '--one-way', '25ms', '--runs', '3']);
    expect(found).toMatchObject({ schema: 'wardlab/probe-ike@1', roundTrips: 2, withoutRetransmission: 1, runs: 3 });
    expect((found as { messages: unknown[] }).messages[2]).toEqual({ exchange: 'IKE_AUTH', type: 'request', udpPayloadBytes: [1240, 280] });
    expect(Object.keys((found as { setupMs: object }).setupMs)).toEqual(['median', 'mean', 'p95', 'max']);
  });

  it('gives the outer size for esp', async () => {
    expect(await document(['probe', 'esp', '--suite', 'aes-gcm-16', '--inner', '1400'])).toMatchObject({ outerBytes: 1456 });
    expect(await document(['probe', 'esp', '--suite', 'aes-cbc-sha1-96', '--inner', '1400', '--udp'])).toMatchObject({ outerBytes: 1472 });
  });

  it('speaks to a person in both languages', async () => {
    const english = await wardlab(['probe', 'ike', '--runs', '2', '--loss', '5%']);
    expect([english.code, english.stdout.includes(ESCAPE)]).toEqual([0, false]);
    expect(english.stdout).toContain('round trips');
    expect((await wardlab(['probe', 'ike', '--runs', '2', '--lang', 'ja'])).stdout).toMatch(JAPANESE);
    expect((await wardlab(['probe', 'esp', '--suite', 'aes-gcm-16', '--inner', '1400', '--lang', 'ja'])).stdout).toMatch(JAPANESE);
  });

  it('ends with 2 on bad input and with 1 when no run came to an SA', async () => {
    const wrong = await wardlab(['probe', 'esp', '--suite', 'aes-gmc-16', '--inner', '1400']);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('did you mean aes-gcm-16?');
    expect((await wardlab(['probe', 'esp', '--inner', '1400'])).code).toBe(2);
    expect((await wardlab(['probe', 'ike', '--one-way', '25'])).code).toBe(2);
    expect((await wardlab(['probe', 'ike', '--loss', '100%', '--runs', '1'])).code).toBe(1);
  });
});
