/**
 * Purpose: executes what the threat cards T09 to T16 say about countermeasures.
 * Guards: each claim holds as executed, or stands in docs/disagreements.md. One test a claim.
 */
import { executeClaims } from './execute.ts';
import { CLAIMS_T09_T16 } from './t09-t16.ts';

executeClaims('T09', 'T16', CLAIMS_T09_T16);
