/**
 * Purpose: the entrance of the room of chance.
 * Does not model: anything. Units: none. Determinism: none needed. References: own design.
 */
export { DEFAULT_RULE, replicate } from './replicate.ts';
export { wilson, type Interval } from './wilson.ts';
