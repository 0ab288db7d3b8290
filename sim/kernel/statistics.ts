/**
 * Purpose: running statistics of a simulation: tallies of observations and time-weighted averages of a level.
 *
 * Does not model: confidence intervals over replications (the experiment room does that).
 * Units: those of the observations; times in nanoseconds. Determinism: sums in order of arrival.
 * References: Welford, Technometrics 4(3) 1962; Law, Simulation Modeling and Analysis, 1.4 (time-persistent statistics).
 */
import type { TimeNs } from './time.ts';

/**
 * Count, mean, variance and extremes of observations.
 * Units: as observed. Errors: none; empty tallies have mean 0. Source: Welford 1962.
 */
export class Tally {
  count = 0;
  mean = 0;
  min = Infinity;
  max = -Infinity;
  #m2 = 0;

  add(value: number): void {
    this.count++;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.#m2 += delta * (value - this.mean);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** Unbiased sample variance; 0 with fewer than two observations. */
  get variance(): number {
    return this.count < 2 ? 0 : this.#m2 / (this.count - 1);
  }
}

/**
 * Average of a level over time (queue length, tunnels up).
 * Units: level × nanoseconds. Errors: throws when time goes back. Source: Law 1.4.
 */
export class Level {
  #value: number;
  #since: TimeNs;
  readonly #start: TimeNs;
  #area = 0;

  constructor(startNs: TimeNs, value = 0) {
    this.#start = startNs;
    this.#since = startNs;
    this.#value = value;
  }

  get value(): number {
    return this.#value;
  }

  set(nowNs: TimeNs, value: number): void {
    this.#refusePast(nowNs);
    this.#area += this.#value * (nowNs - this.#since);
    this.#since = nowNs;
    this.#value = value;
  }

  average(nowNs: TimeNs): number {
    this.#refusePast(nowNs);
    const span = nowNs - this.#start;
    return span === 0 ? this.#value : (this.#area + this.#value * (nowNs - this.#since)) / span;
  }

  #refusePast(nowNs: TimeNs): void {
    if (nowNs < this.#since) throw new Error(`Level: time went back from ${this.#since} to ${nowNs}`);
  }
}
