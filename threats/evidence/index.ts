/** Purpose: what other rooms use of the evidence. */
export { evidenceOf } from './lines.ts';
export { stoppedBy, stops } from './stops.ts';
export { storyOf } from './story.ts';
export type { EvidenceLine, StoppedBy } from './types.ts';
