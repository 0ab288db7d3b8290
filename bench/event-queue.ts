/**
 * Purpose: the hold model of the event queue: events a second with 100 and 10,000 events pending. Run it with `npx tsx bench/event-queue.ts`.
 *
 * Each event that leaves schedules one at its time + an increment, so that the number of pending events stays. Increments come from a table of 16,384 that is drawn once:
 * `exp` is exponential with mean 100 ms; `bim` is like a network, 90 % 1-20 µs (serialisation) and 10 % 50-150 ms (timers).
 * Three ways in: the queue alone, typed events through the kernel, closures through the kernel. The median of five rounds is printed, after one round to warm up.
 * Does not model: anything; absolute rates vary with the machine and its load by a factor of two, so compare only what ran side by side.
 * Units: million events per second of wall-clock time. Determinism: the events are the same in every round; the times are not.
 * References: Jones, CACM 29(4) 1986 (the hold model).
 */
import { EventQueue } from '../sim/kernel/event-queue.ts';
import { Kernel, PRIORITY } from '../sim/kernel/kernel.ts';
import { Streams } from '../sim/kernel/streams.ts';

const EVENTS = 1_000_000;
const ROUNDS = 5;
const TABLE = 2 ** 14;

type Increments = readonly number[];

function tableOf(name: string, draw: (uniform: () => number) => number): Increments {
  const stream = new Streams(1).get(`bench/${name}`);
  return Array.from({ length: TABLE }, () => Math.round(draw(() => stream.next())));
}

const INCREMENTS: Readonly<Record<string, Increments>> = {
  exp: tableOf('exp', (uniform) => 1 - Math.log(1 - uniform()) * 1e8),
  bim: tableOf('bim', (uniform) => (uniform() < 0.9 ? 1000 + uniform() * 19_000 : 50_000_000 + uniform() * 1e8)),
};

/** The queue alone. */
function queueHold(pending: number, increments: Increments): void {
  const queue = new EventQueue();
  for (let n = 0; n < pending; n++) queue.push(increments[n % TABLE] ?? 1, 0, 0, n, 0);
  let done = 0;
  const take = (time: number): void => void queue.push(time + (increments[done++ % TABLE] ?? 1), 0, 0, done, 0);
  for (let n = 0; n < EVENTS; n++) queue.pop(take);
}

/** Typed events: no object is made for an event. */
function typedHold(pending: number, increments: Increments): void {
  const kernel = new Kernel();
  let done = 0;
  const kind = kernel.register((a) => {
    if (++done >= EVENTS) kernel.stop();
    kernel.post(kernel.now + (increments[done % TABLE] ?? 1), PRIORITY.network, kind, a);
  });
  for (let n = 0; n < pending; n++) kernel.post(increments[n % TABLE] ?? 1, PRIORITY.network, kind, n);
  kernel.run(Number.MAX_SAFE_INTEGER);
}

/** Closures, one made for each event. */
function closureHold(pending: number, increments: Increments): void {
  const kernel = new Kernel();
  let done = 0;
  const schedule = (n: number): void => {
    kernel.after(increments[(done + n) % TABLE] ?? 1, () => {
      if (++done >= EVENTS) kernel.stop();
      schedule(0);
    });
  };
  for (let n = 0; n < pending; n++) schedule(n);
  kernel.run(Number.MAX_SAFE_INTEGER);
}

/** Median rate of the rounds, in million events a second. */
function rate(run: () => void): number {
  run();
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return EVENTS / 1000 / (performance.now() - start);
  });
  return rates.sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN;
}

console.log('hold model, million events/s'.padEnd(32), 'queue', ' typed', ' closure');
for (const pending of [100, 10_000]) {
  for (const [name, increments] of Object.entries(INCREMENTS)) {
    const rates = [queueHold, typedHold, closureHold].map((hold) =>
      rate(() => hold(pending, increments))
        .toFixed(2)
        .padStart(6),
    );
    console.log(`${pending} pending, ${name}`.padEnd(31), ...rates);
  }
}
