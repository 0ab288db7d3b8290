/**
 * Purpose: the discrete-event kernel: a clock, an event queue, and a loop that runs one event after the other.
 *
 * Does not model: anything of networks or threats. No real time, no promises: a run is one synchronous loop.
 * Units: integer nanoseconds. Determinism: total event order (time, priority, sequence).
 * References: Law, Simulation Modeling and Analysis, ch. 1 (next-event time advance); SimPy core semantics for `until`.
 */
import { EventQueue, type EventId } from './event-queue.ts';
import type { TimeNs } from './time.ts';

/** Lower runs first at equal times. `script` starts what users and attackers do, `network` moves packets, `timer` fires after the packets of its instant, `observe` looks last. */
export const PRIORITY = { script: -10, network: 0, timer: 10, observe: 20 } as const;

/**
 * A run needed more events than it was allowed.
 * Units: events. Errors: none. Source: own design.
 */
export class EventLimitError extends Error {
  constructor(mostEvents: number, atNs: TimeNs) {
    super(`more than ${mostEvents} events by ${atNs} ns; something may schedule itself without end`);
    this.name = 'EventLimitError';
  }
}

/** A typed handler: two numbers, no allocation on the hot path. */
export type Handler = (a: number, b: number) => void;

/**
 * A kernel at time 0; `drawTie` permutes simultaneous events (see event-queue.ts).
 * Units: integer nanoseconds. Errors: scheduling in the past throws (a bug of the model); what a handler throws ends the run. Source: own design; `until` as in SimPy.
 */
export class Kernel {
  #now: TimeNs = 0;
  #stopped = false;
  #processed = 0;
  readonly #queue: EventQueue;
  readonly #handlers: Handler[] = [];
  /** Closures of `at`/`after`, kept in recycled slots; kind 0 looks here. */
  readonly #closures: ((() => void) | undefined)[] = [];
  readonly #freeClosures: number[] = [];

  constructor(options: { readonly drawTie?: () => number } = {}) {
    this.#queue = new EventQueue(options);
    this.#handlers.push((slot) => this.#runClosure(slot));
  }

  get now(): TimeNs {
    return this.#now;
  }

  /** Events run so far. */
  get processed(): number {
    return this.#processed;
  }

  get pending(): number {
    return this.#queue.length;
  }

  /** Registers a typed handler and returns its kind for `post`. */
  register(handler: Handler): number {
    this.#handlers.push(handler);
    return this.#handlers.length - 1;
  }

  /** Schedules a typed event at an absolute time; throws when that time is in the past. */
  post(timeNs: TimeNs, priority: number, kind: number, a = 0, b = 0): EventId {
    if (timeNs < this.#now) throw new Error(`kernel: event at ${timeNs} ns lies before now (${this.#now} ns)`);
    return this.#queue.push(timeNs, priority, kind, a, b);
  }

  /** Schedules a closure at an absolute time. */
  at(timeNs: TimeNs, run: () => void, priority: number = PRIORITY.network): EventId {
    const slot = this.#freeClosures.pop() ?? this.#closures.length;
    this.#closures[slot] = run;
    return this.post(timeNs, priority, 0, slot);
  }

  /** Schedules a closure after a delay. */
  after(delayNs: TimeNs, run: () => void, priority: number = PRIORITY.network): EventId {
    return this.at(this.#now + delayNs, run, priority);
  }

  /** Takes an event back; false when it already ran. */
  cancel(id: EventId | undefined): boolean {
    return id !== undefined && this.#queue.cancel(id, this.#forget);
  }

  /** Ends the run after the current event. */
  stop(): void {
    this.#stopped = true;
  }

  /** Runs every event with time < `untilNs`, then sets the clock to it (or to where `stop` was called); throws EventLimitError past `mostEvents` of a kernel's life. */
  run(untilNs: TimeNs, mostEvents = Infinity): void {
    this.#stopped = false;
    while (!this.#stopped) {
      const next = this.#queue.peekTime();
      if (next === undefined || next >= untilNs) break;
      if (this.#processed >= mostEvents) throw new EventLimitError(mostEvents, this.#now);
      this.#queue.pop(this.#dispatch);
    }
    if (!this.#stopped && untilNs > this.#now) this.#now = untilNs;
  }

  readonly #dispatch = (timeNs: TimeNs, kind: number, a: number, b: number): void => {
    if (timeNs < this.#now) throw new Error(`kernel: time went back from ${this.#now} to ${timeNs} ns`);
    this.#now = timeNs;
    this.#processed++;
    const handler = this.#handlers[kind];
    if (handler === undefined) throw new Error(`kernel: no handler of kind ${kind}`);
    handler(a, b);
  };

  /** A cancelled closure is given up at once, or timers that are always cancelled would fill the memory. */
  readonly #forget = (kind: number, slot: number): void => {
    if (kind === 0) this.#freeClosure(slot);
  };

  #freeClosure(slot: number): void {
    this.#closures[slot] = undefined;
    this.#freeClosures.push(slot);
  }

  #runClosure(slot: number): void {
    const run = this.#closures[slot];
    this.#freeClosure(slot);
    if (run === undefined) throw new Error(`kernel: empty closure slot ${slot}`);
    run();
  }
}
