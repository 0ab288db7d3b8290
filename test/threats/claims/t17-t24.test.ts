/**
 * Purpose: executes what the threat cards T17 to T24 say about countermeasures.
 * Guards: each claim holds as executed, or stands in docs/disagreements.md. One test a claim.
 */
import { executeClaims } from './execute.ts';
import { CLAIMS_T17_T24 } from './t17-t24.ts';

executeClaims('T17', 'T24', CLAIMS_T17_T24);
