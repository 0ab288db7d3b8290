/**
 * Purpose: what the threat cards T17 to T24 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T17 to T24.
 */
import { CLAIMS_T17_T20 } from './t17-t20.ts';
import { CLAIMS_T21_T24 } from './t21-t24.ts';
import type { Claim } from './types.ts';

export const CLAIMS_T17_T24: readonly Claim[] = [...CLAIMS_T17_T20, ...CLAIMS_T21_T24];
