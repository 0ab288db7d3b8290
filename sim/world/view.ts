/**
 * Purpose: what an oracle may see: the world's facts, the attacker's ledger and which places are his. Nothing of controls, packets in flight or the trace.
 *
 * Does not model: anything. Units: nanoseconds. Determinism: read only.
 * References: design idea 1 (the oracle sees only the world).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Facts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import type { Scenario } from './scenario.ts';

export interface WorldView {
  readonly scenario: Scenario;
  readonly facts: Facts;
  readonly ledger: Ledger;
  readonly horizonNs: TimeNs;
  /** True for places under the attacker's control. */
  isAttacker(place: string): boolean;
}
