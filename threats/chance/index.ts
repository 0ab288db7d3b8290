/**
 * Purpose: the entrance of the room of chance.
 * Does not model: anything. Units: none. Determinism: none needed. References: own design.
 */
export { DEFAULT_RULE, replicate, type Replication, type ReplicationRule } from './replicate.ts';
export { wilson, Z_95, type Interval } from './wilson.ts';
