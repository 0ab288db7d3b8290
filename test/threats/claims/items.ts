/**
 * Purpose: how many items each field of a threat card holds, so that no claim can be dropped silently.
 * Does not model: anything. Units: items. References: the threat cards; an item is what stands between two commas or semicolons of a field and can be held against a run.
 */
import type { Field } from './types.ts';

/** A card enters here when all its items have their claims. */
export const ITEMS: Readonly<Record<string, Readonly<Partial<Record<Field, number>>>>> = {
  T01: { stops: 3, reduces: 2, 'does-not': 5 },
  T02: { stops: 5, reduces: 3, 'does-not': 5 },
  T03: { stops: 3, reduces: 4, 'does-not': 4 },
  T04: { stops: 3, reduces: 4, 'does-not': 3 },
  T05: { stops: 2, reduces: 3, 'does-not': 4 },
  T06: { stops: 3, reduces: 2, 'does-not': 2 },
  T08: { stops: 2, reduces: 5, 'does-not': 2 },
  T09: { stops: 2, reduces: 7, 'does-not': 4 },
  T10: { stops: 3, reduces: 5, detects: 1, 'does-not': 5 },
  T11: { stops: 2, reduces: 5, 'does-not': 4 },
  T12: { stops: 3, reduces: 3, 'does-not': 6 },
  T13: { stops: 5, reduces: 4, 'does-not': 5 },
  T14: { stops: 7, reduces: 2, 'does-not': 5 },
  T15: { stops: 3, reduces: 3, 'does-not': 3 },
  T16: { stops: 2, reduces: 4, 'does-not': 4 },
  T18: { stops: 3, reduces: 1, 'does-not': 4 },
  T19: { stops: 4, reduces: 4, 'does-not': 3 },
  T20: { stops: 2, reduces: 10, 'does-not': 6 },
  T21: { stops: 2, reduces: 5, detects: 2, 'does-not': 4 },
  T22: { stops: 4, reduces: 1, 'does-not': 5 },
  T23: { stops: 2, reduces: 4, 'does-not': 3 },
  T24: { stops: 2, reduces: 6, 'does-not': 4 },
  T25: { stops: 1, reduces: 6, 'does-not': 5 },
  T26: { stops: 3, reduces: 2, 'does-not': 4 },
  T27: { stops: 4, reduces: 5, 'does-not': 4 },
  T28: { stops: 5, reduces: 2, detects: 1, 'does-not': 4 },
  T29: { stops: 4, reduces: 3, 'does-not': 4 },
  T30: { stops: 3, reduces: 4, detects: 1, 'does-not': 3 },
  T31: { stops: 3, reduces: 2, 'does-not': 5 },
  T32: { stops: 3, reduces: 5, 'does-not': 4 },
};
