/**
 * Purpose: the parts of a scenario that say what is stored, lost, doubled and denied (T14, T20, T21, T26, T32).
 *
 * Does not model: anything; types only. Units: nanoseconds (`…Ns`).
 * References: TR 5.1 d (backup), C 6-1-2 (lost devices), A.1 c (records).
 */

/** T21: how stored objects are looked after. Times run from the start of the run. */
export interface StoreSpec {
  /** Off-host checksums and signatures are compared this often. */
  readonly checkEveryNs: number;
  /** A copy is taken and put off line this often. */
  readonly backupEveryNs: number;
  /** Loss of the work of at most this time is bearable (recovery point objective). */
  readonly rpoNs: number;
}

/** T26: a second machine or line end. It is lost with `region` when a disaster strikes that. */
export interface MirrorSpec {
  readonly region: string;
  readonly takeoverNs: number;
}

/** `denial` of an action, `content-denial` of what was sent, `erased-log`, an `infected-document` of a partner's, a wrong address (`misdial`), a line that flips bits (`line-fault`). */
export type Incident = 'denial' | 'content-denial' | 'erased-log' | 'infected-document' | 'misdial' | 'line-fault';

/** T32: a lost device. Ages are counted back from the start of the run. */
export interface LostSpec {
  readonly ageNs: number;
  /** From the loss to the report. */
  readonly reportedAfterNs: number;
  /** `running`: found switched on and logged in, so that its disk is open; `key-beside`: switched off, but the disk key is stored with it. */
  readonly state: 'off' | 'running' | 'key-beside';
  /** From the loss to the report where people know whom to call (`training-ledger`); absent = training makes no difference. */
  readonly trainedReportNs?: number;
  /** A number that has to be entered: at the screen of a running device, before the disk opens on one that is off. */
  readonly pin?: PinSpec;
  /** Once reported, it is told to erase itself; it obeys when it is switched on and on a network. */
  readonly remoteWipe?: boolean;
  /** A user's password is stored on it; where his card was kept. */
  readonly credentials?: { readonly user: string; readonly card: 'apart' | 'inside' };
}

/** T32: a number of few digits. */
export interface PinSpec {
  /** How many numbers there are. */
  readonly space: number;
  /** Place in the order in which they are tried (1 = first); absent = any, drawn in each run. */
  readonly position?: number;
  /** After so many wrong ones the device takes no more; absent = it takes any number of them. */
  readonly tries?: number;
}
