/**
 * Purpose: executes what the threat cards T01 to T08 say about countermeasures.
 * Guards: each claim holds as executed, or stands in docs/disagreements.md. One test a claim.
 */
import { executeClaims } from './execute.ts';
import { CLAIMS_T01_T08 } from './t01-t08.ts';

executeClaims('T01', 'T08', CLAIMS_T01_T08);
