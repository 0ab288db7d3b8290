/**
 * Purpose: what happened in the world, as an all-seeing observer would note it: who accepted what from whom, which effects were committed, who was served, who is infected.
 *
 * Oracles decide from these facts and the ledger alone. Facts carry the ground-truth origin of what was accepted; no part of the model reads them back.
 * Does not model: what any party knows; logs (sim/world/logs.ts) are what the sites themselves recorded.
 * Units: nanoseconds, octets. Determinism: lists in event order.
 * References: threat-cards 2.1 (state predicates), named per field.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Label } from './scenario.ts';

/** accept(r, m): an application took a message as genuine. */
export interface Acceptance {
  readonly atNs: TimeNs;
  readonly host: string;
  readonly service: string;
  readonly op: string;
  readonly claimedSite: string;
  readonly claimedUser: string;
  /** Source address that the packets carried, as a dotted quad; and whose station it belongs to. */
  readonly sourceOwner: string;
  /** m.origin: every node that really sent a part of it. */
  readonly origins: readonly string[];
  readonly session: string;
  readonly txn: string;
  readonly asset: string;
  readonly digestReceived: string;
  /** Digest that the author gave the asset. */
  readonly digestSent: string;
}

/** effects(txn): a committed side effect. */
export interface Effect {
  readonly atNs: TimeNs;
  readonly service: string;
  readonly txn: string;
  readonly user: string;
  readonly session: string;
  readonly origins: readonly string[];
}

/** sess(s): a session of an application. */
export interface SessionFact {
  readonly id: string;
  readonly flow: string;
  readonly service: string;
  readonly user: string;
  readonly startNs: TimeNs;
  /** Who really logged in. */
  readonly loginOrigins: readonly string[];
  endNs: TimeNs | undefined;
  /** `finished` by the user, or how it broke. */
  end: 'open' | 'finished' | 'reset' | 'timeout' | 'refused' | 'broken';
  /** Ground truth: node that sent the packet which broke it. */
  closedBy: string;
  /** The application had all it wanted. */
  complete: boolean;
}

/** A use of a service by a legitimate user: served in time or not. */
export interface Attempt {
  readonly flow: string;
  readonly client: string;
  readonly startNs: TimeNs;
  readonly deadlineNs: TimeNs;
  servedNs: TimeNs | undefined;
}

export interface Infection {
  readonly atNs: TimeNs;
  readonly host: string;
  readonly by: string;
}

/** A packet of somebody else that went through an attacker's station. */
export interface Passage {
  readonly atNs: TimeNs;
  readonly victim: string;
  readonly station: string;
  /** An object or message could be read in it. */
  readonly readable: boolean;
}

/** An object that lies somewhere in readable form. */
export interface Holding {
  readonly host: string;
  readonly asset: string;
  readonly label: Label;
}

/**
 * The facts of one run, each kind in the order in which it happened.
 * Units: nanoseconds. Errors: none. Source: threat-cards 2.1.
 */
export class Facts {
  readonly acceptances: Acceptance[] = [];
  readonly effects: Effect[] = [];
  readonly sessions: SessionFact[] = [];
  readonly attempts: Attempt[] = [];
  readonly infections: Infection[] = [];
  readonly passages: Passage[] = [];
  readonly holdings: Holding[] = [];
}
