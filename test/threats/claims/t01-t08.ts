/**
 * Purpose: what the threat cards T01 to T08 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T01 to T08, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import { CLAIMS_T01_T04 } from './t01-t04.ts';
import { CLAIMS_T05_T08 } from './t05-t08.ts';
import type { Claim } from './types.ts';

export const CLAIMS_T01_T08: readonly Claim[] = [...CLAIMS_T01_T04, ...CLAIMS_T05_T08];
