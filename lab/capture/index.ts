/**
 * Purpose: what scripts and the visualizer use of captures: replay an attack and get a file that Wireshark opens, with the keys to decrypt it.
 *
 * Runs in a browser as well: nothing here touches a file.
 * Does not model: anything. Units: none. Determinism: the same replay gives the same octets.
 * References: contract 2; docs/captures.md.
 */
export { captureOf, type Capture, type CapturedRun } from './capture.ts';
export { captureScenario, type CaptureRequest, type CaptureResult } from './from-scenario.ts';
export type { KeyFile } from './key-tables.ts';
