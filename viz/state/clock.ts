/**
 * Purpose: the playback: where in the replay the screen stands, whether it runs, and how fast.
 *
 * The state is the time on screen (`shownMs`, see time/pace.ts); the simulated time follows from it. The clock computes nothing of the network.
 * Units: screen time in milliseconds, simulated time in nanoseconds.
 */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { momentAt, playbackMs, shownAt, type Pace } from '../time/pace.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

/** A reader who asked for less motion gets stills: the clock moves on twice a second. */
const STILL_EVERY_MS = 500;

const EMPTY: Pace = { timesNs: new Float64Array([0, 1]), shownMs: new Float64Array([0, 1]) };

/**
 * The clock of the playback.
 * Units: milliseconds on the screen, nanoseconds in the network. Errors: none. Source: own design.
 */
export class PlaybackClock {
  readonly pace: Signal<Pace> = signal(EMPTY);
  readonly shownMs: Signal<number> = signal(0);
  readonly playing: Signal<boolean> = signal(false);
  readonly speed: Signal<number> = signal(1);
  readonly timeNs: ReadonlySignal<number> = computed(() => Math.round(momentAt(this.pace.value, this.shownMs.value)));
  readonly #calm: () => boolean;
  #lastMs: number | undefined;

  constructor(calm: () => boolean) {
    this.#calm = calm;
  }

  /** Shows another replay, from its beginning or from a moment. */
  load(pace: Pace, atNs = 0): void {
    this.pause();
    this.pace.value = pace;
    this.shownMs.value = shownAt(pace, atNs);
  }

  play(): void {
    if (this.playing.value) return;
    if (this.shownMs.value >= playbackMs(this.pace.value)) this.shownMs.value = 0;
    this.playing.value = true;
    this.#lastMs = undefined;
    requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.playing.value = false;
  }

  toggle(): void {
    if (this.playing.value) this.pause();
    else this.play();
  }

  /** Jumps to a moment of the network. */
  seekNs(timeNs: number): void {
    this.shownMs.value = shownAt(this.pace.value, timeNs);
  }

  /** Jumps to a place on the screen's own time. */
  seekShown(shownMs: number): void {
    this.shownMs.value = Math.min(playbackMs(this.pace.value), Math.max(0, shownMs));
  }

  readonly #tick = (nowMs: number): void => {
    if (!this.playing.value) return;
    const passedMs = nowMs - (this.#lastMs ?? nowMs);
    requestAnimationFrame(this.#tick);
    if (this.#lastMs !== undefined && this.#calm() && passedMs < STILL_EVERY_MS) return;
    this.#lastMs = nowMs;
    // A tab that was in the background must not leap.
    const step = Math.min(passedMs, 2 * STILL_EVERY_MS) * this.speed.value;
    const end = playbackMs(this.pace.value);
    const next = this.shownMs.value + step;
    this.shownMs.value = Math.min(end, next);
    if (next >= end) this.pause();
  };
}
