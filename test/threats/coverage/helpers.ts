/**
 * Purpose: random decision programs, and the brute-force answers that the coverage room is compared with. Nothing here uses a decision diagram.
 * Profiles are bit masks over n ≤ 10 controls: bit i is the control `idOf(i)`.
 */
import * as fc from 'fast-check';
import { OUTCOMES } from '../../../threats/coverage/outcomes.ts';
import type { AttackInput, CoverageControl, CoverageInput, Outcome, RunWith, Text, ThreatInput } from '../../../threats/coverage/types.ts';
import { explore } from '../../../threats/coverage/explore.ts';

/** One instruction: where the register has the parity, ask; an ON answer adds to the register. The register ends as an outcome. */
export interface Instruction {
  readonly ask: number;
  readonly parity: number;
  readonly add: number;
  readonly stop: boolean;
}

/** A run with a memory: what it asks and what comes of it depend on the answers before, and it may ask a control twice. */
export type Program = readonly Instruction[];

/** Ids whose order by code units is not the order of their bits, so that neither can be mistaken for the other. */
export const idOf = (bit: number): string => `k${'3908172645'[bit]}`;

export const profileOf = (mask: number, n: number): string[] =>
  Array.from({ length: n }, (_, bit) => bit)
    .filter((bit) => mask & (1 << bit))
    .map(idOf);

export const sizeOf = (mask: number): number => profileOf(mask, 10).length;

/** Every mask over n controls. */
export const masks = (n: number): number[] => Array.from({ length: 2 ** n }, (_, mask) => mask);

export const text = (en: string): Text => ({ en, ja: `${en}（日本語）` });

/** Random programs over n controls. */
export function programs(n: number, maxLength = 9): fc.Arbitrary<Program> {
  if (n === 0) return fc.constant([]);
  const instruction = fc.record({ ask: fc.nat({ max: n - 1 }), parity: fc.nat({ max: 1 }), add: fc.nat({ max: 4 }), stop: fc.boolean() });
  return fc.array(instruction, { maxLength, size: 'max' });
}

/** The program as a run. With `bareRank`, outcomes are shifted so that the run without controls ends in that rank. */
export function runOf(program: Program, bareRank?: number): RunWith {
  const shift = bareRank === undefined ? 0 : bareRank - registerOf(program, () => false) + 5;
  return (answer) => {
    const rank = (registerOf(program, answer) + shift) % 5;
    return { outcome: OUTCOMES[rank] as Outcome, probability: rank / 4, note: 'extra fields are ignored' };
  };
}

function registerOf(program: Program, answer: (control: string) => boolean): number {
  let register = 0;
  for (const { ask, parity, add, stop } of program) {
    if (register % 2 !== parity || !answer(idOf(ask))) continue;
    register = (register + add) % 5;
    if (stop) break;
  }
  return register;
}

/** What the run asks and returns under a profile, each question once. */
export function observe(run: RunWith, mask: number, n: number): { asked: string[]; outcome: Outcome; probability: number } {
  const on = new Set(profileOf(mask, n));
  const asked = new Set<string>();
  const { outcome, probability } = run((control) => {
    asked.add(control);
    return on.has(control);
  });
  return { asked: [...asked], outcome, probability };
}

/** A whole coverage input of random programs; about one attack in four does not succeed bare. */
export function inputs(n: number, maxThreats = 4): fc.Arbitrary<CoverageInput & { runs: RunWith[][] }> {
  const attack = fc.record({ program: programs(n, 6), bareRank: fc.constantFrom(4, 4, 4, 4, 4, 4, 0, 1, 2, 3) });
  const threats = fc.array(fc.array(attack, { maxLength: 3, size: 'max' }), { maxLength: maxThreats, size: 'max' });
  const costs = fc.array(fc.nat({ max: 5 }), { minLength: n, maxLength: n });
  return fc.record({ threats, costs }).map(({ threats: drawn, costs: tenths }) => {
    const runs = drawn.map((attacks) => attacks.map(({ program, bareRank }) => runOf(program, bareRank)));
    const built = runs.map((attacks, t): ThreatInput => {
      const inputsOf = attacks.map((run, a): AttackInput => ({ id: `T${t}/${a}`, vantage: 'lan', ...explore(run, { maxReplays: 4096 }) }));
      return { id: `T${t}`, name: text(`threat ${t}`), attacks: inputsOf };
    });
    return { ...shell(tenths.map((tenth) => tenth / 10)), threats: built, runs };
  });
}

/** An input without threats; costs by bit. */
export function shell(costs: readonly number[]): CoverageInput {
  const controls = costs.map((cost, bit): CoverageControl => ({ id: idOf(bit), name: text(idOf(bit)), cost }));
  return { scenario: { id: 's', title: 'S', sha256: '00' }, seeds: [1], controls, threats: [] };
}

/** Ids compare as sorted lists by code units. */
export function compareIds(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [a.join(' '), b.join(' ')];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The least mask by the given keys, then by ids; undefined of an empty list. */
export function least(candidates: readonly number[], n: number, keys: (mask: number) => readonly number[]): number | undefined {
  return sorted(candidates, n, keys)[0];
}

/** Masks in the order of the keys, then ids. */
export function sorted(candidates: readonly number[], n: number, keys: (mask: number) => readonly number[]): number[] {
  return [...candidates].sort((a, b) => {
    const [x, y] = [keys(a), keys(b)];
    const at = x.findIndex((key, i) => key !== y[i]);
    return at >= 0 ? (x[at] as number) - (y[at] as number) : compareIds(idsOf(a, n), idsOf(b, n));
  });
}

/** Sorted ids of a mask. */
export const idsOf = (mask: number, n: number): string[] => profileOf(mask, n).sort();
