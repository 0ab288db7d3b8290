/**
 * Purpose: the anti-replay window of an inbound SA: which sequence numbers were seen, in a ring of 32-bit words.
 *
 * The caller checks first, verifies integrity, and advances only then; a forged number therefore never moves the window.
 * Does not model: extended sequence numbers (64 bit).
 * Cost: check and advance O(1), except that a jump clears at most all words. State: size/32 + 1 words.
 * Units: packets. Determinism: pure integer arithmetic.
 * References: RFC 4303 3.4.3 (window, order of checks); RFC 6479 2 (block ring, so that advancing shifts nothing).
 */

export const DEFAULT_WINDOW_PACKETS = 64;
/** Any implementation must support this much (RFC 4303 3.4.3). */
export const MINIMUM_WINDOW_PACKETS = 32;
export const MAX_SEQUENCE = 2 ** 32 - 1;

const WORD_BITS = 32;

export type ReplayCheck = 'fresh' | 'duplicate' | 'left-of-window';

/**
 * A window over the last `size` sequence numbers.
 * Units: packets. Errors: throws on a size that is no multiple of 32, or zero (a bug: settings are checked before). Source: RFC 4303 3.4.3.
 */
export class AntiReplayWindow {
  readonly size: number;
  readonly #words: Uint32Array;
  #right = 0;

  constructor(size: number = DEFAULT_WINDOW_PACKETS) {
    if (size < MINIMUM_WINDOW_PACKETS || size % WORD_BITS !== 0)
      throw new Error(`anti-replay window: size ${size} is not a multiple of ${WORD_BITS}`);
    this.size = size;
    this.#words = new Uint32Array(size / WORD_BITS + 1);
  }

  /** Highest sequence number that passed. */
  get right(): number {
    return this.#right;
  }

  /** Whether a packet with this number may go on to the integrity check; changes nothing. */
  check(sequence: number): ReplayCheck {
    if (sequence < 1 || sequence <= this.#right - this.size) return 'left-of-window';
    if (sequence > this.#right) return 'fresh';
    return (this.#word(sequence) & bit(sequence)) === 0 ? 'fresh' : 'duplicate';
  }

  /** Marks a number as seen; only for numbers that `check` called fresh and whose packet proved genuine. */
  advance(sequence: number): void {
    if (sequence > this.#right) {
      this.#clearBetween(Math.floor(this.#right / WORD_BITS), Math.floor(sequence / WORD_BITS));
      this.#right = sequence;
    }
    const index = this.#index(sequence);
    this.#words[index] = (this.#words[index] ?? 0) | bit(sequence);
  }

  #clearBetween(from: number, to: number): void {
    const steps = Math.min(to - from, this.#words.length);
    for (let step = 0; step < steps; step++) this.#words[(to - step) % this.#words.length] = 0;
  }

  #index(sequence: number): number {
    return Math.floor(sequence / WORD_BITS) % this.#words.length;
  }

  #word(sequence: number): number {
    return this.#words[this.#index(sequence)] ?? 0;
  }
}

function bit(sequence: number): number {
  return 1 << (sequence % WORD_BITS);
}
