/**
 * Purpose: turns vitest's JSON report into the one summary line of `npm test`.
 */

/**
 * Counts test cases. A test file that could not be loaded has no cases; it counts as one failure, so that a syntax error cannot pass.
 * A case that is neither passed nor failed (skipped, pending, todo) counts as skipped.
 * @param {{ success?: boolean, testResults?: { status: string, assertionResults: { status: string }[] }[] } | undefined} report
 *   vitest's JSON report; undefined if vitest wrote none
 * @param {number} failedStages stages besides the tests (type check, lint, dead code) that failed; each counts as one failure
 * @returns {{ passed: number, failed: number, skipped: number }} counts
 */
export function count(report, failedStages) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const before = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && counts.failed === before) counts.failed += 1;
  }
  // No report, or an error outside every test (an unhandled rejection, say): that run is not a pass.
  if (report?.success !== true && counts.failed === 0) counts.failed = 1;
  counts.failed += failedStages;
  return counts;
}

/**
 * The summary line: `N passed, N failed`, followed by `, N skipped` if any was.
 * @param {{ passed: number, failed: number, skipped: number }} counts counts
 * @returns {string} one line without its end
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
