/**
 * Purpose: the exit codes of the command line.
 *
 * Units: none. Determinism: constants. References: contract.md section 2.
 */

export const EXIT_OK = 0;
/** An expectation or a gate failed. */
export const EXIT_FAILED = 1;
/** Bad input or usage. */
export const EXIT_USAGE = 2;
/** A budget was spent without a result. */
export const EXIT_INCONCLUSIVE = 3;
/** A bug in wardlab. */
export const EXIT_BUG = 70;
export const EXIT_INTERRUPTED = 130;
