/**
 * Purpose: guards `wardlab nation` as a user calls it: one document, both languages, the size of the centre, progress outside the results.
 */
import { describe, expect, it } from 'vitest';
import { document, ESCAPE, JAPANESE, wardlab } from './support/cli.ts';

const SMALL_DAY = ['nation', '--institutions', '300', '--hours', '09:00-09:30'];

describe.concurrent('nation', () => {
  it('gives the same document each time, with the parts of the set-up', async () => {
    const [one, two] = [await document(SMALL_DAY), await document(SMALL_DAY)];
    expect(two).toEqual(one);
    expect(one).toMatchObject({ schema: 'wardlab/nation@1', seed: 1, institutions: 300, servers: 2 });
    const { all, centre, ike } = one['setUp'] as Record<string, { count: number; p50Ms: number; p99Ms: number }>;
    expect(all?.count).toBe(ike?.count);
    expect(all?.p50Ms ?? 0).toBeGreaterThan(Math.max(centre?.p50Ms ?? 0, ike?.p50Ms ?? 0));
    expect(all?.p99Ms).toBeLessThan(30_000);
    expect((one['tunnels'] as { raised: number }).raised).toBe(all?.count);
  });
  it('tells an outage and revocations in both languages, progress on standard error', async () => {
    const argv = [...SMALL_DAY, '--outage', '09:10-09:15', '--revocations', '5'];
    const { code, stdout, stderr } = await wardlab(argv);
    expect(code).toBe(0);
    expect(stdout).toContain('Outage:');
    // Nobody renews in this half hour: of nothing there is no mean.
    expect(stdout).toMatch(/renewal of a certificate +0( +-){5}/);
    expect(stdout).toContain('Revocation: 5 certificates');
    expect(stderr).toMatch(/took .* s and .* MB/);
    const japanese = await wardlab([...argv, '--lang', 'ja']);
    expect(japanese.stdout).toMatch(JAPANESE);
    expect(japanese.stdout).not.toContain(ESCAPE);
  });
  it('finds the smallest power of two of servers that keeps 99 % within 30 s', async () => {
    const { servers, limitMs, tried } = await document([...SMALL_DAY, '--find-servers']);
    expect({ servers, limitMs }).toEqual({ servers: 1, limitMs: 30_000 });
    expect(tried).toHaveLength(1);
  });
});
