/**
 * Purpose: named random streams, so that a draw depends on the seed and the name of who draws, never on the order of creation.
 *
 * Does not model: cryptographic randomness; keys are terms with identities (sim/net/sealed.ts).
 * Units: none. Determinism: stream `name` under seed s is seedrandom's alea keyed by `s/name`; no engine-dependent Math function is used.
 * References: seedrandom 3.0.5 (alea by J. Baagøe); keyed streams after Shadow (seed XOR hash of host name).
 */
import seedrandom from 'seedrandom';

export interface Stream {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, below). */
  integer(below: number): number;
  /** True with probability numerator/denominator, exactly in integers. */
  chance(numerator: number, denominator: number): boolean;
}

/**
 * All random streams of one run.
 *
 * A lot is something that the scenario itself leaves to chance and on which an outcome may hang (is the password in the dictionary? is the letter opened?). Lots are told apart
 * from the other draws (ports, numbers, sources), so that a run can say whether any was drawn: a run that drew none comes out the same under every seed as far as lots go.
 * Units: none. Errors: a stream throws on a bound outside 1..2^32 (a bug). Source: own design; keyed streams after Shadow.
 */
export class Streams {
  readonly seed: number;
  readonly #streams = new Map<string, Stream>();
  readonly #lots = new Set<string>();

  constructor(seed: number) {
    this.seed = seed;
  }

  /** The stream of a lot, `lot/<name>`; that it was drawn is on record. */
  lot(name: string): Stream {
    this.#lots.add(name);
    return this.get(`lot/${name}`);
  }

  /** Lots drawn so far, in order. */
  get lots(): readonly string[] {
    return [...this.#lots];
  }

  /** The stream of that name; the same object each time. */
  get(name: string): Stream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = makeStream(`${this.seed}/${name}`);
      this.#streams.set(name, stream);
    }
    return stream;
  }
}

function makeStream(key: string): Stream {
  // Seeding costs more than a hundred draws, and most of the streams that a world asks for are never drawn from.
  let alea: (() => number) | undefined;
  const draw = (): number => (alea ??= seedrandom.alea(key))();
  const integer = (below: number): number => {
    if (!(Number.isInteger(below) && below >= 1 && below <= 2 ** 32))
      throw new Error(`stream ${key}: integer(${below}) needs a whole number in 1..2^32`);
    return Math.floor(draw() * below);
  };
  return { next: draw, integer, chance: (numerator, denominator) => numerator > 0 && integer(denominator) < numerator };
}
