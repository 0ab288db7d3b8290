/**
 * Purpose: rows of what must hold whatever is simulated: trees equal replays, one seed gives one trace, no packet passes a window twice.
 *
 * On the small network of the tests, all attacks and many profiles; the tests do the same on the shipped scenarios.
 */
import { readFileSync } from 'node:fs';
import { mismatches, soundnessJobs } from '../../lab/run/soundness.ts';
import type { Explored } from '../../lab/run/explore-job.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { Streams } from '../../sim/kernel/streams.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { AntiReplayWindow } from '../../sim/vpn/anti-replay.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { exploreAttack, replay, traceHash, verdict } from '../../threats/replay.ts';
import type { Row, Section } from './row.ts';

const FILE = 'test/lab/clinic.yaml';
const PAIRS = 400;
const SEEDS = 10;
const NUMBERS = 100_000;

function small(): Scenario {
  const loaded = loadScenario(readFileSync(FILE, 'utf8'), FILE);
  if (!loaded.ok) throw new Error(`${FILE} does not load`);
  return loaded.scenario;
}

/** A row in which nothing may go wrong. */
function never(what: string, tried: () => { readonly tried: number; readonly wrong: number }): Row {
  return {
    what,
    reference: '0',
    quick: false,
    run: () => {
      const { tried: all, wrong } = tried();
      return { model: `${wrong} of ${all}`, deviation: String(wrong), holds: wrong === 0 && all > 0 };
    },
  };
}

function treesAgainstReplays(): { readonly tried: number; readonly wrong: number } {
  const scenario = small();
  const attacks = new Map(attacksOf(scenario).map((attack) => [attack.id, attack]));
  const explored = [...attacks.values()].map((attack): Explored => ({
    attack: attack.id,
    vantage: attack.vantage.kind,
    ...exploreAttack(scenario, attack, 1),
  }));
  const jobs = soundnessJobs(scenario, explored, PAIRS, 1);
  const outcomes = jobs.map(({ attack: id, profiles, seed }) => {
    const attack = attacks.get(id);
    if (attack === undefined) throw new Error(`validation: no attack ${id}`);
    return profiles.map((controls) => verdict(scenario, attack, { seed, answer: (control) => controls.includes(control) }).outcome);
  });
  return { tried: outcomes.flat().length, wrong: mismatches(explored, jobs, outcomes).length };
}

/** Every attack, all controls off and on, under several seeds. */
function eachRun(differs: (scenario: Scenario, attack: ReturnType<typeof attacksOf>[number], on: boolean, seed: number) => boolean): {
  readonly tried: number;
  readonly wrong: number;
} {
  const scenario = small();
  let [tried, wrong] = [0, 0];
  for (const attack of attacksOf(scenario))
    for (const on of [false, true])
      for (let seed = 1; seed <= SEEDS; seed++) {
        tried++;
        if (differs(scenario, attack, on, seed)) wrong++;
      }
  return { tried, wrong };
}

function passedTwice(): { readonly tried: number; readonly wrong: number } {
  const stream = new Streams(1).get('numbers');
  const window = new AntiReplayWindow(64);
  const passed = new Set<number>();
  let wrong = 0;
  for (let n = 0; n < NUMBERS; n++) {
    const sequence = 1 + Math.floor(n / 4) + stream.integer(200);
    if (window.check(sequence) !== 'fresh') continue;
    window.advance(sequence);
    if (passed.has(sequence)) wrong++;
    passed.add(sequence);
  }
  return { tried: NUMBERS, wrong };
}

export const INVARIANTS: Section = {
  title: 'Invariants',
  about: `What no run may break, tried on the small network of the tests (\`${FILE}\`). The tests and \`npm run prove\` do the same on the shipped scenarios: \`test/threats/determinism.test.ts\`, \`test/threats/coverage\`, \`test/sim/vpn/connection/invariants.test.ts\`.`,
  rows: [
    never('random profiles whose outcome by direct replay differs from the tree of recorded questions', treesAgainstReplays),
    never('runs whose trace differs from that of the same seed run again', () =>
      eachRun((scenario, attack, on, seed) => {
        const hash = (): string => traceHash(replay(scenario, attack, { seed, answer: () => on, trace: true }));
        return hash() !== hash();
      }),
    ),
    never('runs whose outcome depends on the order of simultaneous events', () =>
      eachRun((scenario, attack, on, seed) => {
        const outcome = (permuteTies: boolean): string => replay(scenario, attack, { seed, answer: () => on, permuteTies }).finding.outcome;
        return outcome(true) !== outcome(false);
      }),
    ),
    never('sequence numbers that pass an anti-replay window of 64 twice', passedTwice),
  ],
};
