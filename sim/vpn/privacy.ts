/**
 * Purpose: policies on personal data that two subscribers exchange through the centre before they connect, and the first line in which they do not fit.
 *
 * Each says what it does with personal data of a partner, and what it allows a partner to do with its own. Two policies fit when what each does is within what the other allows.
 * Does not model: whether anybody keeps to what he has stated; policies that cannot be compared line by line; several policies of one site.
 * Units: nanoseconds, octets. Determinism: lines in a fixed order, the asking side's doings first.
 * References: TR 9.2 (policies on personal data are exchanged beforehand), D.3 and D.4 h (conditions of both sides).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { TraceFields } from '../kernel/trace.ts';

/** What may be done with personal data of the other side, from the least to the most. */
const USES = ['none', 'on-screen', 'copied'] as const;

export type DataUse = (typeof USES)[number];

/** One side's terms. */
export interface PrivacyTerms {
  /** Whether real data are used at all, looked at, or copied. */
  readonly use: DataUse;
  /** How long copies are kept. */
  readonly keptNs: TimeNs;
  /** Whether others (subcontractors) get to see them. */
  readonly passedOn: boolean;
}

export interface PrivacyPolicy {
  /** What the site does with personal data of its partners; absent: it has stated nothing. */
  readonly does?: PrivacyTerms;
  /** What it allows its partners to do with its own; absent: it asks for nothing. */
  readonly allows?: PrivacyTerms;
}

/** Octets of a policy in an answer of the centre: two sets of terms of a use, a time in seconds and a yes or no each. Own design. */
export const PRIVACY_BYTES = 12;

export type PrivacyLine = 'use' | 'kept' | 'passed-on' | 'not-stated';

/** A line of one side's doings that the other side does not allow. */
export interface PrivacyDifference {
  readonly line: PrivacyLine;
  /** The site that does more than it may. */
  readonly doer: string;
  /** The site whose data they are. */
  readonly owner: string;
  readonly does: PrivacyTerms | undefined;
  readonly allows: PrivacyTerms;
}

/** A site with its policy, where it has one. */
export interface PolicyHolder {
  readonly site: string;
  readonly privacy: PrivacyPolicy | undefined;
}

/**
 * The first line in which two policies do not fit; undefined when they do.
 * Units: none. Errors: none. Source: TR 9.2.
 */
export function privacyDifference(one: PolicyHolder, other: PolicyHolder): PrivacyDifference | undefined {
  return beyond(one, other) ?? beyond(other, one);
}

function beyond(doer: PolicyHolder, owner: PolicyHolder): PrivacyDifference | undefined {
  const [does, allows] = [doer.privacy?.does, owner.privacy?.allows];
  if (allows === undefined) return undefined;
  const line = lineBeyond(does, allows);
  return line === undefined ? undefined : { line, doer: doer.site, owner: owner.site, does, allows };
}

function lineBeyond(does: PrivacyTerms | undefined, allows: PrivacyTerms): PrivacyLine | undefined {
  if (does === undefined) return 'not-stated';
  if (USES.indexOf(does.use) > USES.indexOf(allows.use)) return 'use';
  if (does.keptNs > allows.keptNs) return 'kept';
  return does.passedOn && !allows.passedOn ? 'passed-on' : undefined;
}

/**
 * A difference as an event tells it: both policies' terms in full, and the line.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function differenceFields({ line, doer, owner, does, allows }: PrivacyDifference): TraceFields {
  return { line, doer, owner, ...(does === undefined ? {} : termFields('does', does)), ...termFields('allows', allows) };
}

function termFields(side: string, { use, keptNs, passedOn }: PrivacyTerms): TraceFields {
  return { [`${side}Use`]: use, [`${side}KeptNs`]: keptNs, [`${side}PassedOn`]: passedOn };
}
