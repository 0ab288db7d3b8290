/**
 * Purpose: `wardlab/probe` for scripts: its example runs as it stands, against the built package, and its defaults are those of the command line.
 */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { IKE_PROBE_DEFAULTS } from '../../../lab/probe/ike-defaults.ts';
import { readIkeProbe } from '../../../lab/probe/ike-options.ts';
import * as library from '../../../lab/probe/index.ts';
import { wardlab } from '../support/cli.ts';

describe('wardlab/probe', () => {
  it('fills in what the command line fills in', () => {
    const read = readIkeProbe(IKE_PROBE_DEFAULTS, 1);
    expect(library.ikeProbe()).toEqual(read.ok ? read.value : undefined);
    expect(library.ikeProbe({ runs: 3 }).runs).toBe(3);
  });

  it('offers every probe, with the documents of the contract', () => {
    const loss = { numerator: 0, denominator: 1 };
    expect(library.probeIke(library.ikeProbe({ loss, runs: 1 })).schema).toBe('wardlab/probe-ike@1');
    expect(library.probeEsp({ suite: 'aes-gcm-16', innerBytes: 1400, udp: false, mode: 'tunnel' }).outerBytes).toBe(1456);
    expect([library.probeSynFlood, library.probeArp, library.probeTcp].map((probe) => typeof probe)).toEqual(
      Array.from({ length: 3 }, () => 'function'),
    );
  });

  it('runs its example', async () => {
    // The command compiles the package where its sources changed.
    expect((await wardlab(['probe', 'esp', '--suite', 'aes-gcm-16', '--inner', '1400'])).code).toBe(0);
    const printed = execFileSync(process.execPath, ['docs/examples/probe/my-gateway.mjs'], { encoding: 'utf8' });
    expect(printed.split('\n').filter((line) => line.includes('model'))).toHaveLength(4);
    expect(printed).not.toContain('differs');
    expect(printed).toMatch(/loss of 5 %: \d+ % without retransmission/);
  });
});
