/**
 * Purpose: rows against closed forms: the same runs as test/theory.
 */
import { CENTRE_CASES, crommelin, erlangC, exponentialService, fixedService, waitOf } from '../theory/centre-queue.ts';
import { LATE_CASES, lossOf, lostShare } from '../theory/late-packets.ts';
import {
  fixedSize,
  interval,
  LIMIT_CASES,
  QUEUE_CASES,
  randomSize,
  refusedShare,
  replications,
  RUNS,
  type Measured,
} from '../theory/support.ts';
import { near, type Row, type Section } from './row.ts';

/** A closed form against the 99.9 % interval of independent runs. */
function form(what: string, expected: number, values: () => readonly number[], digits: number): Row {
  return near(
    what,
    { figure: expected, shown: expected.toFixed(digits) },
    () => {
      const { mean, halfWidth } = interval(values());
      return { figure: mean, bound: halfWidth, boundIs: `within ${halfWidth.toFixed(digits)}` };
    },
    digits,
  );
}

const seeds = (first: number): readonly number[] => Array.from({ length: RUNS }, (_, run) => first + run);
const waits = (measured: readonly Measured[]): readonly number[] => measured.map(({ wait }) => wait);

const lines: readonly Row[] = QUEUE_CASES.flatMap(({ rho }) => [
  form(`M/M/1, load ${rho}: wait in services, ρ/(1−ρ)`, rho / (1 - rho), () => waits(replications(rho, randomSize)), 3),
  form(`M/D/1, load ${rho}: wait in services, ρ/(2(1−ρ))`, rho / (2 * (1 - rho)), () => waits(replications(rho, fixedSize)), 3),
]);

const limits: readonly Row[] = LIMIT_CASES.map(({ rho, queuePackets }) =>
  form(
    `M/M/1/K, load ${rho}, ${queuePackets} waiting places: share refused`,
    refusedShare(rho, queuePackets + 1),
    () => replications(rho, randomSize, queuePackets).map(({ refused }) => refused),
    4,
  ),
);

const centre: readonly Row[] = CENTRE_CASES.flatMap(({ servers, rho }) => [
  form(
    `M/M/${servers}, load ${rho}: wait in services, Erlang C`,
    erlangC(servers, rho),
    () => seeds(400).map((seed) => waitOf(servers, rho, seed, exponentialService)),
    3,
  ),
  form(
    `M/D/${servers}, load ${rho}: wait in services, Crommelin`,
    crommelin(servers, rho),
    () => seeds(400).map((seed) => waitOf(servers, rho, seed, fixedService)),
    3,
  ),
]);

const windows: readonly Row[] = LATE_CASES.map(([p, lateSlots, size]) =>
  form(
    `anti-replay window ${size}, each packet late by ${lateSlots} with probability ${p}: share of genuine packets lost`,
    lossOf(p, lateSlots, size),
    () => seeds(300).map((seed) => lostShare(p, lateSlots, size, seed)),
    4,
  ),
);

export const THEORY: Section = {
  title: 'Theory',
  about: `Closed forms (Kleinrock, Queueing Systems I; Erlang 1917; Crommelin 1932). The model is the mean of ${RUNS} independent runs; it must lie within the 99.9 % interval of those runs, which stands in brackets. Tests: \`test/theory\`, which also bound the width of the intervals.`,
  rows: [...lines, ...limits, ...centre, ...windows],
};
