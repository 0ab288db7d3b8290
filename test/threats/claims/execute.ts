/**
 * Purpose: executes claims of the threat cards: two verdicts an attack, without and with the measure, compared as the field says.
 *
 * "stops": every attack spoken of ends at the best outcome. "reduces": at least one ends better, or loses less, than without. "detects": at least one is noticed that was not.
 * "does-not", and where an item does nothing (its limits, or "nothing does it"): none ends better. What the card takes back itself (`not`) must fail. A claim that
 * disagrees must fail, and stand in docs/disagreements.md under its id.
 * Does not model: anything. Units: none. References: threat-cards 3.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { OUTCOMES } from '../../../threats/coverage/index.ts';
import { verdict, type Verdict } from '../../../threats/replay.ts';
import type { Attack } from '../../../threats/types.ts';
import { figure3, profile } from '../support/figure-3.ts';
import { ITEMS } from './items.ts';
import type { Claim, Field, Variant } from './types.ts';

interface Row {
  readonly id: string;
  readonly without: Verdict;
  readonly with: Verdict;
}

const shipped = figure3();
const variants = new Map<string, Scenario>([['', shipped]]);
/** By definition first: two attacks of a threat may bear the same id in different claims. */
const known = new Map<Attack['definition'], Map<string, Verdict>>();

function scenarioOf(...changes: readonly (Variant | undefined)[]): { readonly key: string; readonly scenario: Scenario } {
  const applied = changes.filter((change) => change !== undefined);
  const key = applied.map(({ name }) => name).join(' + ');
  const scenario = variants.get(key) ?? applied.reduce((before, change) => change.apply(before), shipped);
  variants.set(key, scenario);
  return { key, scenario };
}

function verdictOf({ key, scenario }: ReturnType<typeof scenarioOf>, attack: Attack, controls: readonly string[]): Verdict {
  const unknown = controls.filter((id) => !scenario.controls.some((offer) => offer.id === id));
  if (unknown.length > 0) throw new Error(`not offered: ${unknown.join(', ')}`);
  const name = `${key} | ${attack.id} | ${[...controls].sort().join(',')}`;
  const ofAttack = known.get(attack.definition) ?? new Map<string, Verdict>();
  known.set(attack.definition, ofAttack);
  const found = ofAttack.get(name) ?? verdict(scenario, attack, { seed: 1, answer: profile(controls) });
  ofAttack.set(name, found);
  return found;
}

/** Attacks that the claim speaks of, in the world without the measure; one that finds nothing to aim at once the measure is taken counts as blocked. */
function rowsOf(claim: Claim): readonly Row[] {
  const given = claim.given ?? [];
  const before = scenarioOf(claim.in);
  const after = scenarioOf(claim.in, claim.change);
  const list = (scenario: Scenario): readonly Attack[] =>
    claim.attack === undefined ? attacksOf(scenario) : attacksOf(scenario, [claim.attack]);
  const threat = claim.through ?? claim.card;
  const starts = typeof claim.of === 'string' ? [claim.of] : (claim.of ?? [threat]);
  const concerned = list(before.scenario).filter(
    ({ id, definition }) =>
      definition.threat === threat && (claim.exactly === true ? starts.includes(id) : starts.some((start) => id.startsWith(start))),
  );
  return concerned.map((attack) => {
    const then = list(after.scenario).find(({ id }) => id === attack.id);
    const measured = then === undefined ? NOTHING_LEFT : verdictOf(after, then, [...given, ...claim.controls]);
    return { id: attack.id, without: verdictOf(before, attack, given), with: measured };
  });
}

const NOTHING_LEFT: Verdict = { outcome: 'blocked', probability: 0, runs: 0 };

const lossOf = ({ loss }: Verdict): number => (loss?.records ?? 0) + (loss?.bytes ?? 0) + (loss?.seconds ?? 0);

function improved(claim: Claim, row: Row): boolean {
  if (claim.by === 'loss') return lossOf(row.with) < lossOf(row.without);
  if (claim.by === 'probability') return row.with.probability < row.without.probability;
  return OUTCOMES.indexOf(row.with.outcome) < OUTCOMES.indexOf(row.without.outcome);
}

const noticed = ({ outcome, detectedNs }: Verdict): boolean => outcome === 'detected' || detectedNs !== undefined;

/** Where nothing gets through in the first place, nothing can be said. */
function doesNothing(claim: Claim, rows: readonly Row[]): boolean {
  return rows.every((row) => row.without.outcome !== 'blocked') && !rows.some((row) => improved(claim, row));
}

const worse = (row: Row): boolean => OUTCOMES.indexOf(row.with.outcome) > OUTCOMES.indexOf(row.without.outcome);

/** Whether the sentence of the claim's field is true of these runs. */
function holds(claim: Claim, rows: readonly Row[]): boolean {
  if (claim.nothing === true) return doesNothing(claim, rows);
  switch (claim.field) {
    case 'stops':
      return rows.every((row) => row.with.outcome === (claim.best ?? 'blocked')) && rows.some((row) => improved(claim, row));
    case 'reduces':
      return rows.some((row) => improved(claim, row));
    case 'detects':
      return rows.some((row) => noticed(row.with) && !noticed(row.without));
    case 'does-not':
      return claim.worsens === true ? rows.some(worse) && !rows.some((row) => improved(claim, row)) : doesNothing(claim, rows);
  }
}

const idOf = (claim: Claim): string => `${claim.card}/${claim.field}/${claim.item}`;

function titleOf(claim: Claim): string {
  const measure = [...claim.controls, ...(claim.change === undefined ? [] : [claim.change.name])].join(' + ');
  return `${idOf(claim)} ${claim.says} [${measure}]${claim.disagrees === true ? ' (disagrees)' : ''}`;
}

function checkComplete(card: string, claims: readonly Claim[]): void {
  const fields = Object.entries(ITEMS[card] ?? {}) as readonly [Field, number][];
  const wanted = fields.flatMap(([field, count]) => Array.from({ length: count }, (_, at) => `${card}/${field}/${at + 1}`));
  const found = new Set(claims.filter((claim) => claim.card === card).map(idOf));
  expect([...found].sort()).toEqual([...wanted].sort());
}

/** One test a claim, and one a card that no item of it is missing. */
export function executeClaims(first: string, last: string, claims: readonly Claim[]): void {
  const disagreements = readFileSync('docs/disagreements.md', 'utf8');
  describe(`claims of the threat cards ${first} to ${last}`, () => {
    it.each(claims.map((claim) => [titleOf(claim), claim] as const))('%s', (_title, claim) => {
      const rows = rowsOf(claim);
      expect(rows.length, 'attacks that the claim speaks of').toBeGreaterThan(0);
      expect(holds(claim, rows), JSON.stringify(rows, undefined, 1)).toBe((claim.disagrees === true) === (claim.not === true));
      if (claim.disagrees === true) expect(disagreements).toContain(idOf(claim));
    });
    it.each(Object.keys(ITEMS).filter((card) => first <= card && card <= last))('%s: every item of the card has its claim', (card) => {
      checkComplete(card, claims);
    });
  });
}
