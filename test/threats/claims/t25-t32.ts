/**
 * Purpose: what the threat cards T25 to T32 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T25 to T32, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import { CLAIMS_T25_T26 } from './t25-t26.ts';
import { CLAIMS_T27_T28 } from './t27-t28.ts';
import { CLAIMS_T29_T30 } from './t29-t30.ts';
import { CLAIMS_T31_T32 } from './t31-t32.ts';
import type { Claim } from './types.ts';

export const CLAIMS_T25_T32: readonly Claim[] = [...CLAIMS_T25_T26, ...CLAIMS_T27_T28, ...CLAIMS_T29_T30, ...CLAIMS_T31_T32];
