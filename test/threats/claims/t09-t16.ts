/**
 * Purpose: what the threat cards T09 to T16 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T09 to T16, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import { CLAIMS_T09_T10 } from './t09-t10.ts';
import { CLAIMS_T11_T12 } from './t11-t12.ts';
import { CLAIMS_T13_T14 } from './t13-t14.ts';
import { CLAIMS_T15_T16 } from './t15-t16.ts';
import type { Claim } from './types.ts';

export const CLAIMS_T09_T16: readonly Claim[] = [...CLAIMS_T09_T10, ...CLAIMS_T11_T12, ...CLAIMS_T13_T14, ...CLAIMS_T15_T16];
