/**
 * Purpose: executes what the threat cards say about controls.
 *
 * Guards: what the threat cards say about controls holds as executed. One test a claim, made from data.ts.
 *
 * "stops": every attack spoken of ends at the best outcome. "reduces": at least one of them ends better than without. "does-not": none ends better.
 * Where lab and card disagree, docs/disagreements.md says why; no claim is dropped silently.
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { OUTCOMES, type Outcome } from '../../../threats/coverage/index.ts';
import { replay } from '../../../threats/replay.ts';
import type { Attack } from '../../../threats/types.ts';
import { figure3, profile } from '../support/figure-3.ts';
import { CLAIMS } from './data.ts';
import type { Claim } from './types.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);
const known = new Map<string, Outcome>();

function outcome(attack: Attack, controls: readonly string[]): Outcome {
  const key = `${attack.id} ${[...controls].sort().join(',')}`;
  const found = known.get(key) ?? replay(scenario, attack, { seed: 1, answer: profile(controls) }).finding.outcome;
  known.set(key, found);
  return found;
}

function concerned(claim: Claim): readonly Attack[] {
  return attacks.filter((attack) => attack.definition.threat === claim.card && attack.id.startsWith(claim.of ?? claim.card));
}

describe('claims of the threat cards', () => {
  it.each(CLAIMS.map((claim) => [`${claim.card} ${claim.field}: ${claim.says} (${claim.controls.join(' + ')})`, claim] as const))('%s', (_title, claim) => {
    const given = claim.given ?? [];
    const rows = concerned(claim).map((attack) => ({ id: attack.id, without: outcome(attack, given), with: outcome(attack, [...given, ...claim.controls]) }));
    expect(rows.length, 'attacks that the claim speaks of').toBeGreaterThan(0);
    const better = rows.filter((row) => OUTCOMES.indexOf(row.with) < OUTCOMES.indexOf(row.without));
    if (claim.field === 'stops') expect(rows.map((row) => row.with)).toEqual(rows.map(() => claim.best ?? 'blocked'));
    else if (claim.field === 'reduces') expect(better.length, JSON.stringify(rows)).toBeGreaterThan(0);
    else expect(better, JSON.stringify(rows)).toEqual([]);
  });

  it('names only controls that the scenario offers', () => {
    const offered = scenario.controls.map((control) => control.id);
    expect(CLAIMS.flatMap((claim) => [...(claim.given ?? []), ...claim.controls]).filter((id) => !offered.includes(id))).toEqual([]);
  });
});
