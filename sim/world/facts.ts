/**
 * Purpose: what happened in the world, as an all-seeing observer would note it: who accepted what from whom, which effects were committed, who was served, who is infected.
 *
 * Oracles decide from these facts and the ledger alone. Facts carry the ground-truth origin of what was accepted; no part of the model reads them back.
 * Does not model: what any party knows; logs (sim/world/logs.ts) are what the sites themselves recorded.
 * Units: nanoseconds, octets. Determinism: lists in event order.
 * References: threat-cards 2.1 (state predicates), named per field.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { FlowSpec, Label } from './scenario.ts';

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

/** A device took connection information as its centre's (T29). */
export interface InformedFact {
  readonly atNs: TimeNs;
  readonly device: string;
  readonly peerSite: string;
  /** Whose station stands at the address given for the peer's device. */
  readonly gateway: string;
  /** Who really sent it. */
  readonly origin: string;
}

/** An order as its sender keeps it: confirmed at the end, or not. */
export interface OrderFact {
  readonly flow: string;
  /** What the sender wants once; transactions made for it are this, or begin with this and a slash. */
  readonly intent: string;
  confirmedNs: TimeNs | undefined;
}

/** An order that took effect although the check before it was not answered, or was answered from a copy that had aged too much to be right (T30). */
export interface UncheckedFact {
  readonly atNs: TimeNs;
  readonly host: string;
  readonly txn: string;
}

/** An order that the register, or the kept copy of it, turned down (T30). */
export interface TurnedDownFact {
  readonly atNs: TimeNs;
  readonly host: string;
  readonly txn: string;
}

/** Listener state that names somebody as its cause (T15). */
export interface HalfOpenFact {
  readonly atNs: TimeNs;
  readonly host: string;
  /** Whose station the source address belongs to. */
  readonly claimed: string;
  /** Who really sent the SYN. */
  readonly origin: string;
}

/** A router took somebody for a neighbour on its own link (T07, T08). */
export interface NeighbourFact {
  readonly atNs: TimeNs;
  readonly router: string;
  /** Owner of the address that the neighbour claims. */
  readonly claimed: string;
  readonly origin: string;
  /** True when the sender really stands on the router's link. */
  readonly onLink: boolean;
}

/** A tunnel was raised because somebody sent something (T23). */
export interface RaisedFact {
  readonly atNs: TimeNs;
  readonly device: string;
  readonly origin: string;
}

/** A verifier refused a lost device because its loss was known by then (T32). */
export interface LossRefusedFact {
  readonly atNs: TimeNs;
  readonly device: string;
  /** How long it had been believed since its loss, at worst. */
  readonly exposureNs: TimeNs;
}

/** An auditor tried to prove an act from the records (T14). */
export interface AuditFact {
  readonly atNs: TimeNs;
  readonly flow: string;
  readonly verdict: 'proven' | 'unproven' | 'tampering-seen' | 'nothing-happened';
  /** What the proof lacks. */
  readonly missing: string;
}

/** A stored object was rewritten, destroyed, or lost with its machine (T21, T26). */
export interface DamageFact {
  readonly atNs: TimeNs;
  readonly host: string;
  readonly asset: string;
  /** Which record of a collection; 0 where the asset is one object or all of it is meant. */
  readonly record: number;
  readonly kind: 'rewritten' | 'destroyed' | 'burnt';
  readonly by: string;
  /** When a check told of it. */
  detectedNs: TimeNs | undefined;
  /** Time of the clean copy from which it came back. */
  copyNs: TimeNs | undefined;
  /** Loss of work that the owner can bear. */
  readonly rpoNs: TimeNs;
}

/** An alarm of the sites' own watching (T02, T10, T11, T28, T30). */
export interface Alarm {
  readonly atNs: TimeNs;
  readonly place: string;
  readonly kind: 'rate' | 'unusual-place' | 'against-rules' | 'review' | 'check-silent' | 'books-differ' | 'address-conflict';
  readonly subject: string;
  /** Who really caused it. */
  readonly origin: string;
}

/** A record or file left a store for somebody (T10, T11). */
export interface Reading {
  readonly atNs: TimeNs;
  readonly service: string;
  readonly user: string;
  readonly asset: string;
  readonly record: number;
  readonly bytes: number;
  readonly origins: readonly string[];
}

/** A host took an account's entry as the directory's (T05). */
export interface EntryFact {
  readonly atNs: TimeNs;
  readonly host: string;
  readonly user: string;
  /** Who really sent it. */
  readonly origin: string;
}

/** An operation that was executed against a rule of use (T28). */
export interface Violation {
  readonly atNs: TimeNs;
  readonly place: string;
  readonly user: string;
  readonly rule: 'site' | 'mail-domain' | 'mail-size' | 'simultaneous' | 'program' | 'medium';
  readonly origin: string;
}

/** A gateway fetched a page from outside for a host: there is a way out from that host, and back (T09). */
export interface FetchFact {
  readonly atNs: TimeNs;
  readonly host: string;
  /** Whose server answered. */
  readonly answeredBy: string;
}

/** What one end of a conference sent, and what the other heard of it. */
export interface TalkFact {
  readonly flow: string;
  readonly from: string;
  readonly to: string;
  sent: number;
  received: number;
  /** From sender to listener. */
  worstDelayNs: TimeNs;
}

/**
 * The facts of one run, each kind in the order in which it happened.
 * Units: nanoseconds. Errors: none. Source: threat-cards 2.1.
 */
export class Facts {
  readonly acceptances: Acceptance[] = [];
  readonly effects: Effect[] = [];
  readonly sessions: SessionFact[] = [];
  readonly talks: TalkFact[] = [];
  readonly attempts: Attempt[] = [];
  readonly infections: Infection[] = [];
  readonly passages: Passage[] = [];
  readonly holdings: Holding[] = [];
  readonly audits: AuditFact[] = [];
  readonly damages: DamageFact[] = [];
  readonly lossesRefused: LossRefusedFact[] = [];
  readonly orders: OrderFact[] = [];
  readonly unchecked: UncheckedFact[] = [];
  readonly raised: RaisedFact[] = [];
  readonly turnedDown: TurnedDownFact[] = [];
  readonly alarms: Alarm[] = [];
  readonly readings: Reading[] = [];
  readonly violations: Violation[] = [];
  readonly entries: EntryFact[] = [];
  readonly halfOpens: HalfOpenFact[] = [];
  readonly neighbours: NeighbourFact[] = [];
  readonly informed: InformedFact[] = [];
  readonly fetches: FetchFact[] = [];
}

/**
 * A session that begins now, of a run of a flow.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function newSession(flow: FlowSpec, run: number, startNs: number): SessionFact {
  return {
    id: `${flow.id}/${run + 1}`,
    flow: flow.id,
    service: flow.service,
    user: flow.user ?? '',
    startNs,
    loginOrigins: [],
    endNs: undefined,
    end: 'open',
    closedBy: '',
    complete: false,
  };
}
