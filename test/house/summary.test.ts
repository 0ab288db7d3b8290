/**
 * Purpose: the last line of `npm test` tells the truth: nothing that did not pass may look as if it had.
 */
import { describe, expect, it } from 'vitest';
import { count, summaryLine } from '../../bin/support/counts.js';

const file = (status: string, ...cases: string[]): { status: string; assertionResults: { status: string }[] } => ({
  status,
  assertionResults: cases.map((one) => ({ status: one })),
});

describe('the summary line', () => {
  it.each([
    {
      what: 'a green run',
      report: { success: true, testResults: [file('passed', 'passed', 'passed')] },
      stages: 0,
      line: '2 passed, 0 failed',
    },
    {
      what: 'failures over several files',
      report: { success: false, testResults: [file('failed', 'passed', 'failed'), file('failed', 'failed')] },
      stages: 0,
      line: '1 passed, 2 failed',
    },
    {
      what: 'skipped, pending and todo cases',
      report: { success: true, testResults: [file('passed', 'passed', 'skipped', 'pending', 'todo')] },
      stages: 0,
      line: '1 passed, 0 failed, 3 skipped',
    },
    {
      what: 'a file that could not be loaded',
      report: { success: false, testResults: [file('passed', 'passed'), file('failed')] },
      stages: 0,
      line: '1 passed, 1 failed',
    },
    {
      what: 'an error outside every test',
      report: { success: false, testResults: [file('passed', 'passed')] },
      stages: 0,
      line: '1 passed, 1 failed',
    },
    { what: 'no report at all', report: undefined, stages: 0, line: '0 passed, 1 failed' },
    {
      what: 'a failed type check',
      report: { success: true, testResults: [file('passed', 'passed')] },
      stages: 1,
      line: '1 passed, 1 failed',
    },
    { what: 'an empty run', report: { success: false, testResults: [] }, stages: 0, line: '0 passed, 1 failed' },
  ])('says "$line" for $what', ({ report, stages, line }) => {
    expect(summaryLine(count(report, stages))).toBe(line);
  });
});
