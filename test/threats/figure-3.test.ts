/**
 * Purpose: the verdicts of figure-3 and the claims that the product makes about them.
 *
 * Guards: positive control, soundness, economy, blindness, what the TR's three headline controls are good for, and the cheapest plan. The exploration is done once for the
 * whole file; the comparison with direct replays is the one that `npm run prove` makes with 10,000 pairs and with every smaller set on every attack.
 *
 * Why these bounds: "a few hundred" replays an attack and 18 controls are the acceptance figures of the first stage; three pairs an attack keep the suite short.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { coverageOf, type CoverageDocument } from '../../lab/run/coverage-run.ts';
import { exploreOne, type Explored } from '../../lab/run/explore-job.ts';
import { runHere } from '../../lab/run/jobs.ts';
import { proveScenario, type ScenarioProof } from '../../lab/run/proof-run.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { treeDepth, type ThreatCoverage } from '../../threats/coverage/index.ts';
import { evidenceOf, stoppedBy } from '../../threats/evidence/index.ts';
import { replay } from '../../threats/replay.ts';
import { attackById, figure3, profile } from './support/figure-3.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);
const controls = scenario.controls.map((control) => control.id);
const PAIRS = Number(process.env['WARDLAB_SOUNDNESS_PAIRS'] ?? 300);

let explored: readonly Explored[] = [];
let coverage: CoverageDocument;

beforeAll(() => {
  explored = attacks.map((attack) => exploreOne(scenario, attack, 1));
  coverage = coverageOf(scenario, { seed: 1 }, explored);
}, 600_000);

function threat(id: string): ThreatCoverage {
  const found = coverage.threats.find((t) => t.id === id);
  if (found === undefined) throw new Error(`no threat ${id}`);
  return found;
}

const setsOf = (id: string): readonly (readonly string[])[] => threat(id).minimalSets ?? [];

describe('direct replays', () => {
  let proof: ScenarioProof;
  beforeAll(async () => {
    const settings = { seed: 1, pairs: PAIRS, plan: 'telling-attack' } as const;
    proof = await proveScenario(scenario, explored, coverage, settings, runHere, () => undefined);
  }, 600_000);

  it('agree with the trees on random profiles of every attack', () => {
    const { pairs, mismatches } = proof.soundness;
    console.log(`soundness: ${pairs} pairs, ${mismatches.length} mismatches`);
    expect(pairs).toBeGreaterThanOrEqual(PAIRS);
    expect(mismatches).toEqual([]);
  });
  it('show that the plan reaches what it says', () => {
    expect(proof.plan.controls).toEqual(coverage.plan.controls);
    expect(proof.plan.broken).toEqual([]);
  });
  it('show for each control of the plan an attack that does better without it', () => {
    expect(proof.plan.idle).toEqual([]);
    expect(proof.plan.needed.map(({ control }) => control)).toEqual(coverage.plan.controls);
  });
});

describe('economy', () => {
  it('needs at most a few hundred replays an attack, with at least 18 controls offered', () => {
    expect(controls.length).toBeGreaterThanOrEqual(18);
    const total = explored.reduce((sum, e) => sum + e.replays, 0);
    const most = Math.max(...explored.map((e) => e.replays));
    console.log(
      `economy: ${total} replays for ${explored.length} attacks; exhaustive would be 2^${controls.length} × ${explored.length} = ${2 ** controls.length * explored.length}; most ${most}, deepest ${Math.max(...explored.map((e) => treeDepth(e.tree)))}`,
    );
    expect(most).toBeLessThanOrEqual(300);
  });

  it('never asks for a control that is deployed nowhere', () => {
    expect(JSON.stringify(explored.map(({ tree }) => tree))).not.toContain('gtsm-unassigned');
  });
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
    expect(threat('T13').harmful.map((h) => h.control)).toContain('ipsec-ike');
  });
  it('gateway-to-gateway ESP stops a tap on the WAN and not one on the LAN', () => {
    const outcome = (id: string): string =>
      replay(scenario, attackById(scenario, id), { seed: 1, answer: profile(['ipsec-ike']) }).finding.outcome;
    expect(outcome('T01/wan-on/internet')).toBe('blocked');
    expect(outcome('T01/lan/clinic-a.sz')).toBe('succeeded');
  });
  it.each(
    scenario.expect.map((wanted, at) => [`${wanted.threat} with ${JSON.stringify(wanted.controls)}: ${wanted.outcome}`, at] as const),
  )('expectation of the scenario: %s', (_title, at) => {
    const wanted = scenario.expect[at];
    const found = coverage.expectations[at];
    expect([found?.threat, found?.controls, found?.found]).toEqual([wanted?.threat, wanted?.controls, wanted?.outcome]);
  });
});
