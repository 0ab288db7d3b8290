/**
 * Purpose: a row of the validation page: what is compared, what the reference says, what the model says, and whether that is close enough.
 */

export interface Found {
  readonly model: string;
  readonly deviation: string;
  readonly holds: boolean;
}

export interface Row {
  readonly what: string;
  readonly reference: string;
  /** Cheap enough for every test run. */
  readonly quick: boolean;
  run(): Found;
}

export interface Section {
  readonly title: string;
  /** Where the reference comes from and what closeness is asked for. */
  readonly about: string;
  readonly rows: readonly Row[];
}

/** A row whose reference must be met exactly. */
export function exact(what: string, reference: string, model: () => string, quick = true): Row {
  return {
    what,
    reference,
    quick,
    run: () => {
      const found = model();
      return { model: found, deviation: found === reference ? '0' : 'differs', holds: found === reference };
    },
  };
}

/** A row of cases that must all be met: `3 of 4` and which one was not. */
export function cases<T>(what: string, all: readonly T[], meets: (one: T) => boolean, quick = true): Row {
  return {
    what,
    reference: `${all.length} cases`,
    quick,
    run: () => {
      const missed = all.filter((one) => !meets(one));
      const model = `${all.length - missed.length} alike`;
      return { model, deviation: missed.length === 0 ? '0' : JSON.stringify(missed[0]), holds: missed.length === 0 };
    },
  };
}

/** A figure with a bound on its deviation. */
export function near(
  what: string,
  reference: { readonly figure: number; readonly shown: string },
  model: () => { readonly figure: number; readonly bound: number; readonly boundIs: string },
  digits: number,
): Row {
  return {
    what,
    reference: reference.shown,
    quick: false,
    run: () => {
      const { figure, bound, boundIs } = model();
      const deviation = figure - reference.figure;
      const sign = deviation < 0 ? '−' : '+';
      return {
        model: figure.toFixed(digits),
        deviation: `${sign}${Math.abs(deviation).toFixed(digits)} (${boundIs})`,
        holds: Math.abs(deviation) <= bound,
      };
    },
  };
}
