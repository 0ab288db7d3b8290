/**
 * Purpose: executes what the threat cards T25 to T32 say about countermeasures.
 * Guards: each claim holds as executed, or stands in docs/disagreements.md. One test a claim.
 */
import { executeClaims } from './execute.ts';
import { CLAIMS_T25_T32 } from './t25-t32.ts';

executeClaims('T25', 'T32', CLAIMS_T25_T32);
