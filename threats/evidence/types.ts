/**
 * Purpose: the shapes of evidence: one line a story can rest on, what stopped an attack, and the words that an event is told with.
 *
 * Does not model: anything; types only. Units: nanoseconds. Determinism: none needed. References: contract 3 (`evidence`, `stoppedBy`); design 4 (evidence).
 */

export type Lang = 'en' | 'ja';

/** One line of evidence: an event, or several alike told as one. */
export interface EvidenceLine {
  /** Number of the (first) event. */
  readonly event: number;
  readonly timeNs: number;
  readonly at: string;
  /** Kind and key of the event, e.g. `stop/esp-replay`. */
  readonly what: string;
  readonly en: string;
  readonly ja: string;
  /** RFC or TR clause of the mechanism. */
  readonly source: string;
  /** How many events are told by this line. */
  readonly count: number;
  /** Number and time of the last of them. */
  readonly lastEvent: number;
  readonly lastTimeNs: number;
}

/** A control that stopped, detected or bounded something. */
export interface StoppedBy {
  readonly control: string;
  readonly at: string;
  readonly event: number;
  readonly timeNs: number;
  readonly reason: string;
  readonly en: string;
  readonly ja: string;
  readonly source: string;
}

/** What a sentence may say about its event, already in the reader's language. Names carry their ids in brackets. */
export interface Telling {
  /** Where it happened. */
  readonly at: string;
  /** The same with its preposition: `At the booking server`, `In the secure zone`, `On the Internet`. */
  readonly where: string;
  /** The same as an id. */
  readonly atId: string;
  /** Who sent it: the field `origin`; the attacker, if he had a part in it. */
  readonly whom: string;
  /** The attacker had a part in it; what a scripted user does at a station that the attacker holds as well is not his. */
  readonly byAttacker: boolean;
  /** It happened at a place of the attacker's. */
  readonly atAttacker: boolean;
  /** The control that acted. */
  readonly control: string;
  /** Places, sites and stations. */
  place(field: string): string;
  /** Several places, by spaces. */
  places(field: string): string;
  /** A user or a place, whichever the field names. */
  who(field: string): string;
  user(field: string): string;
  asset(field: string): string;
  service(field: string): string;
  flow(field: string): string;
  /** A password, key or token. */
  secret(field: string): string;
  /** An IPv4 address, as dotted quad or number, with its owner. */
  address(field: string): string;
  /** The field as it stands; empty when absent. */
  text(field: string): string;
  /** A whole number with thousands separators. */
  count(field: string): string;
  /** What a user had begun when this session event ends it, and how long ago; undefined for other events. */
  readonly begun: { readonly op: string; readonly agoNs: number } | undefined;
  /** True when the field says so. */
  is(field: string): boolean;
}

/** A sentence: in English without its full stop, in Japanese with it. */
export type Sentence = (t: Telling) => string;

/** A verb phrase in each language, and where it comes from. */
export interface Phrase {
  readonly en: Sentence;
  readonly ja: Sentence;
  readonly source: string;
}

/** How one kind of event is told. */
export interface Words {
  readonly en: Sentence;
  readonly ja: Sentence;
  readonly source: string;
  /** Whether an event belongs to the evidence; absent = always. */
  readonly tells?: (t: Telling) => boolean;
  /** What makes two events one; absent = the same sentence at the same place. Such groups are told without a count. */
  readonly alike?: (t: Telling) => string;
}

export type WordTable = Readonly<Record<string, Words>>;
