/**
 * Purpose: determinism of replays.
 *
 * Guards: one seed, one trace. Same seed twice, trace on and off, ties permuted, another process, an added silent site.
 *
 * Why every attack: determinism breaks where nobody looks. Why one profile each: hashing five profiles of the floods took minutes and showed nothing more.
 */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { parseIpv4, parsePrefix } from '../../sim/net/address.ts';
import type { Scenario, SiteSpec } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { replay, traceHash, type Replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { figure3, profile } from './support/figure-3.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);
const PROFILES: readonly (readonly string[])[] = [
  [],
  ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'],
  ['tls', 'dynamic-arp-inspection'],
  scenario.controls.map((c) => c.id),
];
/** Floods and sweeps: up to 100,000 events a run. They run once, bare, where their events are most. */
const FLOODS = ['T15', 'T16', 'T24', 'T25'];
const isFlood = (attack: Attack): boolean => FLOODS.includes(attack.definition.threat);

/** Every attack with a profile; the profiles take turns, another one in each test, so that all of them meet many attacks. */
function turns(offset: number): readonly (readonly [Attack, readonly string[]])[] {
  return attacks.map((attack, at) => [attack, isFlood(attack) ? [] : (PROFILES[(at + offset) % PROFILES.length] ?? [])]);
}

/** The first event that two traces do not share; what the hashes compare, without hashing half a million events. */
function difference(one: Replay, other: Replay): TraceEvent | undefined {
  const longer = one.events.length >= other.events.length ? one.events : other.events;
  return longer.find((_, at) => !sameEvent(one.events[at], other.events[at]));
}

function sameEvent(a: TraceEvent | undefined, b: TraceEvent | undefined): boolean {
  if (a === undefined || b === undefined || a.n !== b.n || a.timeNs !== b.timeNs || a.at !== b.at || a.kind !== b.kind) return false;
  const keys = Object.keys(a.fields);
  return keys.length === Object.keys(b.fields).length && keys.every((key) => a.fields[key] === b.fields[key]);
}

describe('determinism', () => {
  it('notices a trace that differs in one field', () => {
    const run = replay(scenario, attacks[0] as Attack, { seed: 3, answer: profile([]), trace: true });
    const [first] = run.events;
    if (first === undefined) throw new Error('no events');
    const changed = { ...run, events: [{ ...first, fields: { ...first.fields, more: 1 } }, ...run.events.slice(1)] };
    expect(difference(run, changed)).toBeDefined();
    expect(difference(run, { ...run, events: run.events.slice(0, -1) })).toBeDefined();
    expect(traceHash(changed)).not.toBe(traceHash(run));
  });

  it('gives the same trace twice, and the same outcome with the trace off', () => {
    for (const [attack, controls] of turns(0)) {
      const run = (trace: boolean): Replay => replay(scenario, attack, { seed: 3, answer: profile(controls), trace });
      const [first, second, silent] = [run(true), run(true), run(false)];
      expect(difference(first, second), attack.id).toBeUndefined();
      expect(silent.finding).toEqual(first.finding);
      expect([...silent.consulted]).toEqual([...first.consulted]);
      expect(silent.steps).toBe(first.steps);
    }
  }, 300_000);

  it('gives the same outcome when simultaneous events change places', () => {
    for (const [attack, controls] of turns(1)) {
      const plain = replay(scenario, attack, { seed: 1, answer: profile(controls) });
      for (const seed of isFlood(attack) ? [2] : [1, 2]) {
        const permuted = replay(scenario, attack, { seed, answer: profile(controls), permuteTies: true });
        expect(permuted.finding.outcome, `${attack.id} with ${controls.join(',')}`).toBe(plain.finding.outcome);
      }
    }
  }, 300_000);

  it('a silent site changes no draw of the others: the whole trace stays', () => {
    const wider = withSilentSite(scenario);
    // T20 is left out: there the new site is one more stranger to infect, so it is not silent. Floods add no kind of event that a light attack has not.
    for (const [attack, controls] of turns(2).filter(([one]) => !isFlood(one) && one.definition.threat !== 'T20')) {
      const options = { seed: 1, answer: profile(controls), trace: true };
      expect(difference(replay(wider, attack, options), replay(scenario, attack, options)), attack.id).toBeUndefined();
    }
  }, 300_000);

  it('another Node process sees the same hashes', () => {
    const script = `
      import { figure3, profile } from './test/threats/support/figure-3.ts';
      import { attacksOf } from './threats/attacks-of.ts';
      import { replay, traceHash } from './threats/replay.ts';
      const scenario = figure3();
      const hashes = attacksOf(scenario).filter((a) => ['T03', 'T13', 'T29'].includes(a.definition.threat)).map((a) => traceHash(replay(scenario, a, { seed: 1, answer: profile(['ipsec-ike']), trace: true })));
      console.log(JSON.stringify(hashes));`;
    const there = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' }).trim();
    const here = attacks
      .filter((a) => ['T03', 'T13', 'T29'].includes(a.definition.threat))
      .map((a) => traceHash(replay(scenario, a, { seed: 1, answer: profile(['ipsec-ike']), trace: true })));
    expect(JSON.parse(there)).toEqual(here);
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
