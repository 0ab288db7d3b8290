/**
 * Purpose: determinism of replays.
 *
 * Guards: one seed, one trace. Same seed twice, trace on and off, ties permuted, another process, an added silent site.
 *
 * Why every attack: determinism breaks where nobody looks; the whole list costs a few seconds.
 */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseIpv4, parsePrefix } from '../../sim/net/address.ts';
import type { Scenario, SiteSpec } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { replay, traceHash, type Replay } from '../../threats/replay.ts';
import { figure3, profile } from './support/figure-3.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);
const PROFILES: readonly (readonly string[])[] = [
  [],
  ['ipsec-ike'],
  ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'],
  ['tls', 'dynamic-arp-inspection'],
  scenario.controls.map((c) => c.id),
];
const CHEAP = attacks.filter((a) => !['T16', 'T24'].includes(a.definition.threat));

describe('determinism', () => {
  it('gives the same trace twice, and the same outcome with the trace off', () => {
    for (const attack of CHEAP) {
      for (const controls of PROFILES) {
        const run = (trace: boolean): Replay => replay(scenario, attack, { seed: 3, answer: profile(controls), trace });
        const [first, second, silent] = [run(true), run(true), run(false)];
        expect(traceHash(first)).toBe(traceHash(second));
        expect(silent.finding).toEqual(first.finding);
        expect([...silent.consulted]).toEqual([...first.consulted]);
        expect(silent.steps).toBe(first.steps);
      }
    }
  }, 600_000);

  it('gives the same outcome when simultaneous events change places', () => {
    for (const attack of attacks) {
      for (const controls of PROFILES.slice(0, 3)) {
        const plain = replay(scenario, attack, { seed: 1, answer: profile(controls) });
        for (const seed of [1, 2]) {
          const permuted = replay(scenario, attack, { seed, answer: profile(controls), permuteTies: true });
          expect(permuted.finding.outcome, `${attack.id} with ${controls.join(',')}`).toBe(plain.finding.outcome);
        }
      }
    }
  }, 600_000);

  it('a silent site changes no draw of the others: the whole trace stays', () => {
    const wider = withSilentSite(scenario);
    // T20 is left out: there the new site is one more stranger to infect, so it is not silent.
    for (const attack of CHEAP.filter((a) => a.definition.threat !== 'T20')) {
      for (const controls of PROFILES.slice(0, 3)) {
        const options = { seed: 1, answer: profile(controls), trace: true };
        expect(traceHash(replay(wider, attack, options)), attack.id).toBe(traceHash(replay(scenario, attack, options)));
      }
    }
  }, 600_000);

  it('two other Node processes see the same hashes', () => {
    const script = `
      import { figure3, profile } from './test/threats/support/figure-3.ts';
      import { attacksOf } from './threats/attacks-of.ts';
      import { replay, traceHash } from './threats/replay.ts';
      const scenario = figure3();
      const hashes = attacksOf(scenario).filter((a) => ['T03', 'T13', 'T29'].includes(a.definition.threat)).map((a) => traceHash(replay(scenario, a, { seed: 1, answer: profile(['ipsec-ike']), trace: true })));
      console.log(JSON.stringify(hashes));`;
    const run = (): string =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' }).trim();
    const here = attacks
      .filter((a) => ['T03', 'T13', 'T29'].includes(a.definition.threat))
      .map((a) => traceHash(replay(scenario, a, { seed: 1, answer: profile(['ipsec-ike']), trace: true })));
    expect(JSON.parse(run())).toEqual(here);
    expect(JSON.parse(run())).toEqual(here);
  }, 60_000);
});

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('test data is wrong');
  return value;
}

/** figure-3 and a dental clinic that does nothing. */
function withSilentSite(base: Scenario): Scenario {
  const zone = base.sites.find((site) => site.id === 'clinic-b')?.zones[0];
  const device = base.sites.find((site) => site.id === 'clinic-b')?.devices[0];
  const host = base.sites.find((site) => site.id === 'clinic-b')?.hosts[0];
  const port = device?.ports.find((p) => p.joins === 'internet');
  if (zone === undefined || device === undefined || host === undefined || port === undefined) throw new Error('figure-3 has changed');
  const prefix = given(parsePrefix('192.0.2.96/27'));
  const line = given(parsePrefix('203.0.113.64/30'));
  const gateway = given(parseIpv4('192.0.2.97'));
  const silent: SiteSpec = {
    id: 'a-silent-dentist',
    name: { en: 'Silent dentist', ja: '何もしない歯科' },
    kind: 'clinic',
    users: [],
    assets: [],
    zones: [{ ...zone, prefix, gateway }],
    hosts: [{ ...host, address: given(parseIpv4('192.0.2.100')) }],
    devices: [
      {
        ...device,
        ports: [
          { joins: zone.id, address: gateway, prefix },
          { ...port, address: line.base + 2, prefix: line },
        ],
      },
    ],
  };
  return { ...base, sites: [silent, ...base.sites] };
}
