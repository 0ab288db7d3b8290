/**
 * Purpose: the coverage document says what the contract says, on scenarios small enough to check by hand.
 */
import { describe, expect, it } from 'vitest';
import { buildCoverage } from '../../../threats/coverage/build.ts';
import { explore } from '../../../threats/coverage/explore.ts';
import type { Coverage, CoverageInput, Effect, Outcome, RunResult, RunWith, ThreatCoverage } from '../../../threats/coverage/types.ts';
import { whatIf } from '../../../threats/coverage/what-if.ts';
import { text } from './helpers.ts';

const end = (outcome: Outcome): RunResult => ({ outcome, probability: outcome === 'succeeded' ? 1 : 0 });

/** A scenario from runs by threat; every control costs 1 unless told otherwise. */
function scenario(controls: Readonly<Record<string, number>>, threats: readonly (readonly RunWith[])[]): CoverageInput {
  return {
    scenario: { id: 'by-hand', title: 'By hand', sha256: 'ab' },
    seeds: [1],
    controls: Object.entries(controls).map(([id, cost]) => ({ id, name: text(id), cost })),
    threats: threats.map((runs, t) => ({
      id: `T0${t + 1}`,
      name: text(`threat ${t + 1}`),
      attacks: runs.map((run, a) => ({ id: `T0${t + 1}/wan/${a}`, vantage: 'wan', ...explore(run, { maxReplays: 1000 }) })),
    })),
  };
}

const only = (coverage: Coverage): ThreatCoverage => coverage.threats[0] as ThreatCoverage;
const effects = (threat: ThreatCoverage): Record<string, Effect> =>
  Object.fromEntries(Object.entries(threat.cells ?? {}).map(([id, { effect }]) => [id, effect]));

describe('the document', () => {
  const gate: RunWith = (on) => end(on('gate') ? 'blocked' : 'succeeded');
  const pair: RunWith = (on) => end(on('lock') && on('key') ? 'blocked' : on('bell') ? 'detected' : 'succeeded');
  const coverage = buildCoverage(scenario({ gate: 3, lock: 1, key: 1, bell: 1, idle: 1 }, [[gate], [pair, gate], []]));

  it('has the fields of the contract', () => {
    expect(Object.keys(coverage)).toEqual(['schema', 'scenario', 'seeds', 'controls', 'threats', 'plan', 'replays', 'exhaustiveReplays']);
    expect(coverage.schema).toBe('wardlab/coverage@1');
    expect(coverage.exhaustiveReplays).toBe('2^5 × 3');
    expect(coverage.replays).toBe(2 + 5 + 2);
    expect(coverage.threats.map(({ replays }) => replays)).toEqual([2, 7, 0]);
    expect(coverage.threats[1]).toMatchObject({
      bare: 'succeeded',
      full: 'blocked',
      reach: 'blocked',
      minimalSets: [['gate', 'key', 'lock']],
      robust: [true],
    });
    expect(coverage.threats[1]?.attacks[0]).toMatchObject({
      id: 'T02/wan/0',
      vantage: 'wan',
      bare: 'succeeded',
      full: 'blocked',
      replays: 5,
    });
  });

  it('plans for all threats and shows what each control of the plan is worth', () => {
    expect(coverage.plan).toMatchObject({ controls: ['gate', 'key', 'lock'], cost: 5, leaves: [] });
    const nothing = ['gate', 'key', 'lock'].map((control) => ({ control, cost: null }));
    expect(coverage.plan.proof).toMatchObject({
      without: nothing,
      ranksLost: 0,
      profilesCovered: '2^5',
      equalProfiles: '4',
      components: 1,
    });
    expect(coverage.plan.proof).not.toHaveProperty('secondBest');
  });

  it('says of a threat without attacks that it does not apply, and shows no cells', () => {
    expect(coverage.threats[2]).toMatchObject({ bare: 'not-applicable', full: 'not-applicable', harmful: [] });
    expect(coverage.threats[2]?.notApplicable).toContain('no vantage point');
    expect(coverage.threats[2]?.notApplicableText?.ja).toContain('攻撃地点');
    for (const field of ['cells', 'reach', 'minimalSets', 'profiles']) expect(coverage.threats[2]).not.toHaveProperty(field);
  });

  it('gives each effect its name', () => {
    const first: RunWith = (on) => {
      if (on('blocks')) return end('blocked');
      if (on('part-a') && on('part-b')) return end('blocked');
      if (on('bad')) return end('succeeded');
      if (on('slows')) return end('degraded');
      return end(on('tells') ? 'detected' : 'succeeded');
    };
    const second: RunWith = (on) => end(on('blocks') || on('half') || (on('part-a') && on('part-b')) ? 'blocked' : 'succeeded');
    const controls = { blocks: 1, half: 1, slows: 1, tells: 1, 'part-a': 1, 'part-b': 1, bad: 1, idle: 1 };
    const threat = only(buildCoverage(scenario(controls, [[first, second]])));
    expect(effects(threat)).toEqual({
      blocks: 'blocks',
      half: 'reduces',
      slows: 'reduces',
      tells: 'detects',
      'part-a': 'contributes',
      'part-b': 'contributes',
      bad: 'harms',
      idle: 'none',
    });
    expect(threat.cells?.['half']).toEqual({ effect: 'reduces', attacks: 1, of: 2, minimalSets: 0, better: '18', worse: '0' });
    expect(threat.cells?.['part-a']).toMatchObject({ attacks: 0, of: 2, minimalSets: 1 });
    expect(threat.minimalSets).toEqual([['blocks'], ['part-a', 'part-b']]);
    expect(threat.harmful).toEqual([
      { control: 'slows', witness: ['half', 'tells'], before: 'detected', after: 'degraded' },
      { control: 'bad', witness: ['half', 'slows'], before: 'degraded', after: 'succeeded' },
    ]);
  });

  it('lists minimal sets for the best outcome there is, the empty set where nothing helps', () => {
    const told: RunWith = (on) => end(on('bell') || on('log') ? 'detected' : 'succeeded');
    const [bounded, hopeless] = buildCoverage(scenario({ log: 2, bell: 1 }, [[told], [() => end('succeeded')]])).threats;
    expect(bounded).toMatchObject({ reach: 'detected', minimalSets: [['bell'], ['log']] });
    expect(hopeless).toMatchObject({ reach: 'succeeded', minimalSets: [[]], robust: [true] });
    expect(effects(hopeless as ThreatCoverage)).toEqual({ log: 'none', bell: 'none' });
  });

  it('caps the list of minimal sets and counts the rest', () => {
    const names = Array.from({ length: 8 }, (_, i) => `c${i}`);
    const half: RunWith = (on) => end(names.filter(on).length >= 4 ? 'blocked' : 'succeeded');
    const input = scenario(Object.fromEntries(names.map((name) => [name, 1])), [[half]]);
    const threat = only(buildCoverage(input, { maxMinimalSets: 10 }));
    expect(threat.minimalSets).toHaveLength(10);
    expect(threat.minimalSets?.[0]).toEqual(['c0', 'c1', 'c2', 'c3']);
    expect(threat.robust).toHaveLength(10);
    expect(threat.minimalSetsMore).toBe(60);
    expect(threat.cells?.['c0']?.minimalSets).toBe(35);
  });
});

describe('the plan', () => {
  it('leaves what cannot be had, and says how far off', () => {
    const wants: RunWith = (on) => end(on('crypt') ? 'blocked' : 'succeeded');
    const hates: RunWith = (on) => end(!on('ids') ? 'succeeded' : on('crypt') ? 'degraded' : 'blocked');
    const { plan } = buildCoverage(scenario({ crypt: 1, ids: 1 }, [[wants], [hates]]));
    expect(plan.controls).toEqual(['crypt', 'ids']);
    expect(plan.leaves).toEqual([{ threat: 'T02', best: 'blocked', outcome: 'degraded' }]);
    expect(plan.proof.ranksLost).toBe(2);
  });

  it('takes fewer controls at equal cost, then the first ids', () => {
    const any: RunWith = (on) => end(on('d') || on('c') || (on('a') && on('b')) ? 'blocked' : 'succeeded');
    const { plan } = buildCoverage(scenario({ d: 0.3, c: 0.3, b: 0.2, a: 0.1 }, [[any]]));
    expect(plan).toMatchObject({ controls: ['c'], cost: 0.3 });
    expect(plan.proof.secondBest).toEqual({ controls: ['d'], cost: 0.3 });
    expect(plan.proof.without).toEqual([{ control: 'c', cost: 0.3 }]);
  });

  it('takes the second best by cost, then number of controls, then ids', () => {
    const door: RunWith = (on) => end(on('m') || (on('a') && on('d')) ? 'blocked' : 'succeeded');
    const wall: RunWith = (on) => end(on('b') || on('n') || on('z') ? 'blocked' : 'succeeded');
    const secondOf = (costs: Readonly<Record<string, number>>): unknown =>
      buildCoverage(scenario(costs, [[door], [wall]])).plan.proof.secondBest;
    expect(secondOf({ m: 1, n: 1, a: 0.5, d: 1, z: 1.5, b: 9 })).toEqual({ controls: ['m', 'z'], cost: 2.5 });
    expect(secondOf({ m: 1, n: 1, a: 0.5, d: 0.9, z: 1.5, b: 9 })).toEqual({ controls: ['a', 'd', 'n'], cost: 2.4 });
    expect(secondOf({ m: 1, n: 1, a: 5, d: 5, z: 1.5, b: 1.5 })).toEqual({ controls: ['b', 'm'], cost: 2.5 });
    const gate: RunWith = (on) => end(on('a') || on('c') ? 'blocked' : 'succeeded');
    const { plan } = buildCoverage(scenario({ a: 1, b: 1, c: 2, n: 2, z: 2 }, [[gate], [wall]]));
    expect(plan.controls).toEqual(['a', 'b']);
    expect(plan.proof.secondBest).toEqual({ controls: ['a', 'n'], cost: 3 });
    expect(plan.proof.components).toBe(2);
  });

  it('is empty without threats and without controls', () => {
    const empty = buildCoverage(scenario({}, []));
    expect(empty.plan).toMatchObject({ controls: [], cost: 0, leaves: [] });
    expect(empty.plan.proof).toMatchObject({ profilesCovered: '2^0', equalProfiles: '1', components: 0, diagramNodes: 0 });
    expect(empty.exhaustiveReplays).toBe('2^0 × 0');
    const bare = buildCoverage(scenario({}, [[() => end('succeeded')]]));
    expect(bare.plan.leaves).toEqual([{ threat: 'T01', best: 'succeeded', outcome: 'succeeded' }]);
  });
});

describe('attacks that do not succeed bare', () => {
  const real: RunWith = (on) => end(on('gate') ? 'blocked' : 'succeeded');
  const idle: RunWith = () => end('detected');
  const opened: RunWith = (on) => end(on('relay') && !on('gate') ? 'succeeded' : 'blocked');

  it('are never green and never count', () => {
    const threat = only(buildCoverage(scenario({ gate: 1 }, [[real, idle]])));
    expect(threat.cells?.['gate']).toMatchObject({ effect: 'blocks', attacks: 1, of: 1 });
    expect(threat.attacks[1]).toMatchObject({ bare: 'not-applicable', full: 'not-applicable' });
    expect(threat.attacks[1]?.notApplicable).toContain('detected even with every control off');
    const alone = only(buildCoverage(scenario({ gate: 1 }, [[idle]])));
    expect(alone).toMatchObject({ bare: 'not-applicable', full: 'not-applicable', notApplicable: alone.attacks[0]?.notApplicable });
    expect(alone).not.toHaveProperty('cells');
    const several = only(buildCoverage(scenario({ gate: 1 }, [[idle, () => end('inconclusive')]])));
    expect(several.notApplicable).toContain('No attack of this threat succeeds');
  });

  it('come back to life where controls open them', () => {
    const coverage = buildCoverage(scenario({ gate: 1, relay: 1 }, [[opened], [(on) => end(on('relay') ? 'blocked' : 'succeeded')]]));
    const threat = only(coverage);
    expect(threat.attacks[0]?.opened).toEqual({ profile: ['relay'], outcome: 'succeeded' });
    expect(threat.harmful).toEqual([{ control: 'relay', witness: [], before: 'not-applicable', after: 'succeeded' }]);
    expect(coverage.plan.controls).toEqual(['gate', 'relay']);
    expect(whatIf(coverage, new Set(['relay'])).threats.map(({ outcome, probability }) => [outcome, probability])).toEqual([
      ['succeeded', 1],
      ['blocked', 0],
    ]);
    expect(whatIf(coverage, new Set(['gate'])).threats[0]).toMatchObject({ outcome: 'not-applicable', probability: 0 });
  });

  it('say what opens them at the least, and claim no probability where they do not apply', () => {
    const slow = { outcome: 'degraded', probability: 0.3 } as const;
    const lures: RunWith = (on) => (on('decoy') ? (on('relay') ? end('succeeded') : end('inconclusive')) : slow);
    const coverage = buildCoverage(scenario({ relay: 1, decoy: 1 }, [[lures]]));
    expect(only(coverage).attacks[0]?.opened).toEqual({ profile: ['decoy'], outcome: 'inconclusive' });
    expect(whatIf(coverage, new Set()).threats[0]?.attacks[0]).toMatchObject({ outcome: 'not-applicable', probability: 0 });
  });

  it('take the reason that the scenario gives, unless the bare run contradicts it', () => {
    const why = { en: 'no such host', ja: '該当ホストなし' };
    const input = scenario({ gate: 1 }, [[idle], [real]]);
    const withReason = (at: number): CoverageInput => ({
      ...input,
      threats: input.threats.map((threat, t) =>
        t === at ? { ...threat, attacks: threat.attacks.map((attack) => ({ ...attack, notApplicable: why })) } : threat,
      ),
    });
    expect(only(buildCoverage(withReason(0)))).toMatchObject({ notApplicable: why.en, notApplicableText: why });
    expect(() => buildCoverage(withReason(1))).toThrow('attack T02/wan/0 is said not to apply, but it succeeds bare');
    const threats = input.threats.map((threat) => ({ ...threat, notApplicable: why }));
    expect(() => buildCoverage({ ...input, threats })).toThrow('threat T02 is said not to apply');
  });
});

describe('input that contradicts itself', () => {
  const real: RunWith = (on) => end(on('gate') ? 'blocked' : 'succeeded');
  const input = scenario({ gate: 1 }, [[real]]);

  it('is refused', () => {
    expect(() => buildCoverage({ ...input, controls: [...input.controls, ...input.controls] })).toThrow('control "gate" is given twice');
    expect(() => buildCoverage({ ...input, threats: [...input.threats, ...input.threats] })).toThrow('threat "T01" is given twice');
    expect(() => buildCoverage({ ...input, controls: [] })).toThrow('control "gate" is not among the controls');
    expect(() => buildCoverage(scenario({ gate: -1 }, [[real]]))).toThrow('cost -1');
  });
});
