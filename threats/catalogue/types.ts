/**
 * Purpose: the shapes of the two catalogues: the TR's threats and the countermeasures.
 *
 * Does not model: anything; types only. Units: none. Determinism: none needed. References: TR A.5.1, A.5.2; contract 2 (`threats`, `controls`).
 */
import type { Bilingual, Place } from '../../sim/world/scenario.ts';
import type { ThreatId } from '../types.ts';

export type { Bilingual } from '../../sim/world/scenario.ts';

/** How sure the reading of a terse line is: `A` an RFC says it in nearly these words, `B` inferred with its neighbours, `C` more than one reading. */
export type Confidence = 'A' | 'B' | 'C';

/** Spoofing, Tampering, Repudiation, Information disclosure, Denial of service, Elevation of privilege (Shostack, Threat Modeling, 2014). */
export type StrideLetter = 'S' | 'T' | 'R' | 'I' | 'D' | 'E';

/** A row of the TR's Table A.2. */
export interface TableA2Row {
  /** The row's first column, as printed. */
  readonly printed: string;
  readonly name: Bilingual;
  /** RFCs that the row names as direct countermeasures. */
  readonly rfcs: readonly string[];
}

/** Threats that work by the same mechanism, so that near-duplicates cannot inflate a score. */
export interface MechanismClass {
  readonly id: string;
  readonly name: Bilingual;
}

export interface ThreatWords {
  readonly name: Bilingual;
  /** One sentence. */
  readonly description: Bilingual;
}

/** One printed line of TR A.5.1. */
export interface ThreatEntry extends ThreatWords {
  readonly id: ThreatId;
  /** The line as the TR prints it. */
  readonly printed: string;
  /** Clauses of the TR that say more. */
  readonly clauses: readonly string[];
  /** RFC sections that the line goes back to, best first. */
  readonly rfcs: readonly string[];
  readonly confidence: Confidence;
  /** Ids of mechanism classes. */
  readonly classes: readonly string[];
  /** Empty where none truly fits. */
  readonly stride: readonly StrideLetter[];
  /** MITRE ATT&CK (Enterprise) technique ids; empty where none truly fits. */
  readonly attack: readonly string[];
  /** The row of Table A.2 under which the line falls; absent where none fits. The assignment is ours, after the order of RFC 3552. */
  readonly tableA2?: TableA2Row;
}

export interface ControlWords {
  readonly name: Bilingual;
  /** Where it acts. */
  readonly where: Bilingual;
  /** What it does, and where it matters what it does not. */
  readonly does: Bilingual;
}

/** A countermeasure. */
export interface ControlEntry extends ControlWords {
  readonly id: string;
  /** The behaviour in the simulator that it switches; absent when there is none. */
  readonly mechanism?: string;
  /** True when the simulator has that behaviour; false: catalogued, not executable yet. */
  readonly implemented: boolean;
  readonly source: string;
  /** Places where a scenario deploys it; only on entries made for a scenario's offer. */
  readonly scope?: readonly Place[];
}
