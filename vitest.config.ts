/**
 * Purpose: how the tests run; one project, in Node. Browser journeys are ordinary tests that drive a browser themselves
 * and find it through the CHROME environment variable, which `npm test` sets.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    environment: 'node',
    // Every core: vitest leaves one idle by itself, half of the smallest machine that this has to run on.
    maxWorkers: '100%',
    // A forgotten `.only` must never make a run green.
    allowOnly: false,
    // The exact explorer compared with brute force takes seconds on a slow machine; a hang should still end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page on a machine that is busy answers late; a poll ends as soon as it holds.
    expect: { poll: { timeout: 20_000 } },
  },
});
