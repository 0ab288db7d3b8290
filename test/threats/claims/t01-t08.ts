/**
 * Purpose: what the threat cards T01 to T08 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T01 to T08, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import { CLAIMS_T01_T02 } from './t01-t02.ts';
import { CLAIMS_T03_T04 } from './t03-t04.ts';
import { CLAIMS_T05_T06 } from './t05-t06.ts';
import { CLAIMS_T07_T08 } from './t07-t08.ts';
import type { Claim } from './types.ts';

export const CLAIMS_T01_T08: readonly Claim[] = [...CLAIMS_T01_T02, ...CLAIMS_T03_T04, ...CLAIMS_T05_T06, ...CLAIMS_T07_T08];
