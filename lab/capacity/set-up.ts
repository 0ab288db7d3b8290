/**
 * Purpose: how long it takes until a tunnel stands, with its parts, for every pair of sites; and the same on lines that lose packets.
 *
 * A probe is sent into a quiet world; the trace says when the centre was asked, when IKE began, and when the tunnel was up.
 * Does not model: the processors of the devices (the packet simulator has none; `wardlab nation` does), people who choose a partner.
 * Units: milliseconds in results. Determinism: seeds count up from the base seed.
 * References: TR D.7 a (set-up in at most 30 s, two parts: getting the service, and IPsec itself); RFC 7296 1.2, 2.4.
 */
import { Histogram } from '../../sim/kernel/histogram.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { spreadOf, type Spread } from '../run/spread.ts';
import { Bench, tunnelPairs, withLineLoss, type TunnelPair } from './probe-world.ts';

/** TR D.7 a. */
const LIMIT_NS = 30 * NS_PER_S;
/** Loss on each line and direction in the second measurement; own choice for a bad day on a best-effort line. */
const LOSS = { numerator: 1, denominator: 100 } as const;
/** Runs of each pair on lines with loss. */
const RUNS = 20;
const START_NS = NS_PER_S;
/** Longer than IKE goes on trying. */
const HORIZON_S = 60;

/** One pair on lines as the scenario has them. */
export interface PairSetUp {
  readonly from: string;
  readonly to: string;
  readonly up: boolean;
  readonly centreMs: number;
  readonly ikeMs: number;
  readonly setUpMs: number;
  /** From sending to arrival: the packet that raised the tunnel, and one that found it up. Absent where the policy lets no probe through. */
  readonly firstPacketMs?: number;
  readonly nextPacketMs?: number;
}

export interface SetUpFigures {
  readonly limitMs: number;
  readonly pairs: readonly PairSetUp[];
  readonly withLoss: {
    readonly lossPercent: number;
    readonly runs: number;
    readonly failed: number;
    readonly overLimit: number;
    readonly setUp: Spread;
    readonly centre: Spread;
    readonly ike: Spread;
  };
}

/**
 * Measures all pairs.
 * Units: see SetUpFigures. Errors: none. Source: TR D.7 a.
 */
export function measureSetUp(scenario: Scenario, seed: number, onRun: () => void): SetUpFigures {
  const pairs = tunnelPairs(scenario);
  const quiet = pairs.map((pair) => {
    onRun();
    return quietSetUp(scenario, pair, seed);
  });
  const lossy = withLineLoss(scenario, LOSS);
  const [setUp, centre, ike] = [new Histogram(), new Histogram(), new Histogram()];
  let [failed, overLimit] = [0, 0];
  for (const pair of pairs) {
    for (let run = 0; run < RUNS; run++) {
      onRun();
      const times = setUpTimes(lossy, pair, seed + run).times;
      if (times === undefined) failed++;
      else {
        setUp.add(times.upNs - START_NS);
        centre.add(times.informedNs - START_NS);
        ike.add(times.upNs - times.informedNs);
        if (times.upNs - START_NS > LIMIT_NS) overLimit++;
      }
    }
  }
  return {
    limitMs: LIMIT_NS / NS_PER_MS,
    pairs: quiet,
    withLoss: {
      lossPercent: (100 * LOSS.numerator) / LOSS.denominator,
      runs: pairs.length * RUNS,
      failed,
      overLimit,
      setUp: spreadOf(setUp),
      centre: spreadOf(centre),
      ike: spreadOf(ike),
    },
  };
}

/** Number of runs that `measureSetUp` makes. Units: runs. Errors: none. Source: own design. */
export function setUpRuns(scenario: Scenario): number {
  return tunnelPairs(scenario).length * (1 + RUNS);
}

interface Times {
  readonly informedNs: TimeNs;
  readonly upNs: TimeNs;
}

function setUpTimes(
  scenario: Scenario,
  { from, target }: TunnelPair,
  seed: number,
  more?: (bench: Bench) => void,
): { bench: Bench; times: Times | undefined } {
  const bench = new Bench(scenario, { seed });
  bench.send(START_NS, from.hosts[0] ?? '', target, { number: 1, bytes: 100 });
  more?.(bench);
  bench.run(HORIZON_S);
  const events = bench.events('tunnel', from.device);
  const informed = events.find(({ fields }) => fields['event'] === 'negotiating');
  const up = events.find(({ fields }) => fields['event'] === 'up');
  return { bench, times: informed === undefined || up === undefined ? undefined : { informedNs: informed.timeNs, upNs: up.timeNs } };
}

function quietSetUp(scenario: Scenario, pair: TunnelPair, seed: number): PairSetUp {
  const laterNs = START_NS + 20 * NS_PER_S;
  let arrived: ReturnType<Bench['receive']> = [];
  const { times } = setUpTimes(scenario, pair, seed, (bench) => {
    arrived = bench.receive(pair.target);
    bench.send(laterNs, pair.from.hosts[0] ?? '', pair.target, { number: 2, bytes: 100 });
  });
  const ms = (timeNs: TimeNs): number => Math.round(timeNs / 100_000) / 10;
  const [first, next] = [1, 2].map((wanted) => arrived.find(({ number }) => number === wanted)?.timeNs);
  return {
    from: pair.from.site,
    to: pair.to.site,
    up: times !== undefined,
    centreMs: ms((times?.informedNs ?? START_NS) - START_NS),
    ikeMs: times === undefined ? 0 : ms(times.upNs - times.informedNs),
    setUpMs: times === undefined ? 0 : ms(times.upNs - START_NS),
    ...(first === undefined ? {} : { firstPacketMs: ms(first - START_NS) }),
    ...(next === undefined ? {} : { nextPacketMs: ms(next - laterNs) }),
  };
}
