/**
 * Purpose: how the tests run: in Node, on every core. Browser journeys are ordinary tests that drive a browser themselves
 * and find it through the CHROME environment variable, which `npm test` sets.
 */
import { defineConfig } from 'vitest/config';

const BROWSER = 'test/browser/**/*.test.{ts,tsx}';
/** A page on a machine that is busy is slow; a test that hangs should still end. */
const BROWSER_PATIENCE_MS = 240_000;

export default defineConfig({
  test: {
    environment: 'node',
    // Every core: vitest leaves one idle by itself, half of the smallest machine that this has to run on.
    maxWorkers: '100%',
    // Packets and events die young: with more room for them the explorations need a tenth less processor time (12.5 s against 11.2 s for one flood of figure-3).
    execArgv: ['--max-semi-space-size=128', '--min-semi-space-size=64'],
    // A forgotten `.only` must never make a run green.
    allowOnly: false,
    // The exact explorer compared with brute force takes seconds on a slow machine; a hang should still end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page on a machine that is busy answers late; a poll ends as soon as it holds.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        // The models hold no state outside their worlds, so files can share what they import: half the time of the suite was reading the same modules again (58 s against 31 s for test/sim and test/scenarios).
        test: { name: 'node', include: ['test/**/*.test.{ts,tsx}'], exclude: [BROWSER], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          globalSetup: 'test/browser/support/built-page.ts',
          testTimeout: BROWSER_PATIENCE_MS,
          hookTimeout: BROWSER_PATIENCE_MS,
        },
      },
    ],
  },
});
