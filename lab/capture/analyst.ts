/**
 * Purpose: the one who may look into everything after the run: a capture with its keys is written from all the secrets there were.
 *
 * Units: none. Determinism: pure. References: sim/net/sealed.ts (what is sealed opens for whoever holds the key).
 */
import type { KeyHolder } from '../../sim/net/sealed.ts';

export const ANALYST: KeyHolder = { holds: () => true };
