/**
 * Purpose: the verdicts of figure-3 and the claims that the product makes about them.
 *
 * Guards: the verdicts of figure-3 and the claims that the product makes about them: positive control, soundness, economy, blindness, and what the TR's three
 * headline controls are good for. The exploration is done once for the whole file.
 *
 * Why these bounds: 2,000 random pairs and "a few hundred" replays an attack are the acceptance figures of the first stage.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Streams } from '../../sim/kernel/streams.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import {
  buildCoverage,
  evaluate,
  OUTCOMES,
  treeDepth,
  type Coverage,
  type DecisionTree,
  type ThreatCoverage,
} from '../../threats/coverage/index.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import { evidenceOf, stoppedBy } from '../../threats/evidence/index.ts';
import { exploreAttack, replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { attackById, figure3, profile } from './support/figure-3.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);
const controls = scenario.controls.map((control) => control.id);
const PAIRS = Number(process.env['WARDLAB_SOUNDNESS_PAIRS'] ?? 2000);

interface Explored {
  readonly attack: Attack;
  readonly tree: DecisionTree;
  readonly replays: number;
}
let explored: readonly Explored[] = [];
let coverage: Coverage;

beforeAll(() => {
  explored = attacks.map((attack) => ({ attack, ...exploreAttack(scenario, attack, 1) }));
  const threats = [...new Set(attacks.map((attack) => attack.definition.threat))].map((id) => ({
    id,
    name: { en: id, ja: id },
    attacks: explored
      .filter((e) => e.attack.definition.threat === id)
      .map((e) => ({ id: e.attack.id, vantage: e.attack.vantage.kind, tree: e.tree, replays: e.replays })),
  }));
  coverage = buildCoverage({
    scenario: { id: scenario.id, title: scenario.title.en, sha256: scenario.sha256 },
    seeds: [1],
    controls: scenario.controls.map(({ id, cost }) => ({ id, name: { en: id, ja: id }, cost })),
    threats,
  });
}, 600_000);

function threat(id: string): ThreatCoverage {
  const found = coverage.threats.find((t) => t.id === id);
  if (found === undefined) throw new Error(`no threat ${id}`);
  return found;
}

function setsOf(id: string): readonly (readonly string[])[] {
  const found = threat(id);
  return 'minimalSets' in found ? (found.minimalSets ?? []) : [];
}

describe('positive control', () => {
  it('executes every printed line, T01 to T32', () => {
    expect([...new Set(attacks.map((a) => a.definition.threat))]).toEqual(THREATS.map((entry) => entry.id));
  });
  it.each(attacks.map((attack) => [attack.id, attack] as const))('%s succeeds with all controls off', (_id, attack) => {
    expect(replay(scenario, attack, { seed: 1, answer: () => false }).finding.outcome).toBe('succeeded');
  });
});

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
}

describe('soundness and economy', () => {
  it(`the trees agree with ${PAIRS} direct replays of random profiles`, () => {
    const draw = new Streams(20_260_901).get('test/soundness');
    const mismatches: string[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const { attack, tree } = pick(explored, draw.integer(explored.length));
      const density = draw.integer(5);
      const on = new Set(controls.filter(() => draw.integer(6) <= density));
      const direct = replay(scenario, attack, { seed: 1, answer: (id) => on.has(id) }).finding.outcome;
      const looked = evaluate(tree, on).outcome;
      if (direct !== looked) mismatches.push(`${attack.id} with ${[...on].join(',')}: replayed ${direct}, tree ${looked}`);
    }
    console.log(`soundness: ${PAIRS} pairs, ${mismatches.length} mismatches`);
    expect(mismatches).toEqual([]);
  }, 600_000);

  it('needs at most a few hundred replays an attack, with at least 18 controls offered', () => {
    expect(controls.length).toBeGreaterThanOrEqual(18);
    const total = explored.reduce((sum, e) => sum + e.replays, 0);
    const most = Math.max(...explored.map((e) => e.replays));
    console.log(
      `economy: ${total} replays for ${explored.length} attacks; exhaustive would be 2^${controls.length} × ${explored.length} = ${2 ** controls.length * explored.length}; most ${most}, deepest ${Math.max(...explored.map((e) => treeDepth(e.tree)))}`,
    );
    expect(most).toBeLessThanOrEqual(300);
  });

  it('a control that is deployed nowhere is never asked and changes nothing', () => {
    for (const { attack, tree } of explored) {
      expect(JSON.stringify(tree)).not.toContain('gtsm-unassigned');
      const full = replay(scenario, attack, { seed: 1, answer: profile(controls.filter((id) => id !== 'gtsm-unassigned')) });
      const switched = replay(scenario, attack, { seed: 1, answer: profile(controls) });
      expect(switched.finding).toEqual(full.finding);
    }
  }, 600_000);
});

describe('IPsec+IKE, device authentication and relay blocking', () => {
  const trio = ['ipsec-ike', 'device-auth', 'relay-blocking'];
  // Threat, attack, the control under test: the set of the threat that holds it, with it and without it.
  const cases = [
    ['ipsec-ike', 'T29', 'T29/wan-off/internet'],
    ['device-auth', 'T29', 'T29/stolen/clinic-a.vpn'],
    ['relay-blocking', 'T20', 'T20/peer/vendor/relay'],
  ] as const;

  it.each(cases)('%s stands in a minimal set of %s; without it %s gets through', (control, threatId, attackId) => {
    const set = setsOf(threatId).find((s) => s.includes(control));
    expect(set, `a minimal set of ${threatId} with ${control}`).toBeDefined();
    const attack = attackById(scenario, attackId);
    const held = replay(scenario, attack, { seed: 1, answer: profile(set ?? []), trace: true });
    expect(held.finding.outcome).toBe('blocked');
    const without = (set ?? []).filter((id) => id !== control);
    expect(replay(scenario, attack, { seed: 1, answer: profile(without) }).finding.outcome).toBe('succeeded');
    // The other two cannot take its place.
    const others = [...without, ...trio.filter((id) => id !== control)];
    expect(replay(scenario, attack, { seed: 1, answer: profile(others) }).finding.outcome).toBe('succeeded');
    const stop = stoppedBy(held);
    expect(stop?.control).toBe(control);
    expect(stop?.at).toMatch(/\.vpn$/);
    expect(stop?.timeNs).toBeGreaterThan(0);
    expect(stop?.reason).toMatch(/^[a-z-]+$/);
    expect(held.events[stop?.event ?? -1]?.kind).toBe('stop');
    expect(evidenceOf(held).length).toBeGreaterThan(0);
  });
});

describe('what the runs found', () => {
  it('IPsec hides forged inner sources from ingress filtering (harmful in T13)', () => {
    const found = threat('T13');
    expect('harmful' in found ? found.harmful?.map((h) => h.control) : []).toContain('ipsec-ike');
  });
  it('gateway-to-gateway ESP stops a tap on the WAN and not one on the LAN', () => {
    const outcome = (id: string): string =>
      replay(scenario, attackById(scenario, id), { seed: 1, answer: profile(['ipsec-ike']) }).finding.outcome;
    expect(outcome('T01/wan-on/internet')).toBe('blocked');
    expect(outcome('T01/lan/clinic-a.sz')).toBe('succeeded');
  });
  it('the plan reaches every best outcome, replayed', () => {
    const plan = new Set(coverage.plan.controls);
    for (const t of coverage.threats) {
      if (!('reach' in t)) continue;
      const worst = explored
        .filter((e) => e.attack.definition.threat === t.id)
        .map((e) => replay(scenario, e.attack, { seed: 1, answer: (id) => plan.has(id) }).finding.outcome);
      expect(
        worst.every((outcome) => outcome === 'blocked' || outcome === t.reach),
        `${t.id}: ${worst.join(' ')}`,
      ).toBe(true);
    }
  }, 600_000);
  it.each(scenario.controls.map((control) => control.id))(
    'the plan without %s, if it holds it, lets some attack do better, replayed',
    (control) => {
      const plan = new Set(coverage.plan.controls);
      if (!plan.delete(control)) return expect(coverage.plan.controls).not.toContain(control);
      const whole = new Set(coverage.plan.controls);
      const worse = explored.find(
        (e) => OUTCOMES.indexOf(evaluate(e.tree, plan).outcome) > OUTCOMES.indexOf(evaluate(e.tree, whole).outcome),
      );
      if (worse === undefined) throw new Error(`the plan does not need ${control}`);
      const outcome = replay(scenario, worse.attack, { seed: 1, answer: (id) => plan.has(id) }).finding.outcome;
      expect(outcome).toBe(evaluate(worse.tree, plan).outcome);
      expect(OUTCOMES.indexOf(outcome)).toBeGreaterThan(OUTCOMES.indexOf(evaluate(worse.tree, whole).outcome));
    },
    60_000,
  );
  it('every expectation of the scenario holds', () => {
    for (const wanted of scenario.expect) {
      const on = new Set(wanted.controls === 'none' ? [] : wanted.controls === 'all' ? controls : wanted.controls);
      const concerned = explored.filter((e) => e.attack.id === wanted.threat || e.attack.definition.threat === wanted.threat);
      const ranks = ['blocked', 'detected', 'degraded', 'inconclusive', 'succeeded'];
      const worst = Math.max(...concerned.map((e) => ranks.indexOf(evaluate(e.tree, on).outcome)));
      expect(ranks[worst], `${wanted.threat} with ${JSON.stringify(wanted.controls)}`).toBe(wanted.outcome);
    }
  });
});
