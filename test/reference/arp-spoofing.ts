/**
 * Purpose: the cells of the ARP spoofing measurement, and the model's run of each.
 */
import { probeArp, type ArpFigures, type ArpSpec, type EntryBefore, type Spoof } from '../../lab/probe/arp.ts';
import { reference, type Reference } from './read.ts';

export type ClaimRow = readonly [
  accept: 0 | 1 | 2,
  dropGratuitous: 0 | 1,
  entry: EntryBefore,
  spoof: Spoof,
  pointsTo: string,
  state: string,
  diverted: number,
];

interface Duration {
  readonly spoof: Spoof;
  readonly claims: number;
  readonly everyS: number;
  readonly observedS: number;
  readonly lastDivertedS: readonly number[];
  readonly divertedPackets: readonly number[];
  readonly requestsS: readonly (readonly number[])[];
}

interface ArpReference extends Reference<ClaimRow> {
  readonly durations: readonly Duration[];
  readonly race: readonly (readonly [delayS: number, won: number, of: number])[];
}

export const ARP_FIGURES = reference<ArpReference>('arp-spoofing.json');
export const ARP_BASE: ArpSpec = {
  entry: 'reachable',
  spoof: 'unicast-reply',
  settings: { accept: 0, dropGratuitous: false },
  claims: 1,
  everyS: 2,
  observedS: 1,
  seed: 1,
};

/** The model's run of a cell. */
export function claim([accept, drop, entry, spoof]: ClaimRow): ArpFigures {
  return probeArp({ ...ARP_BASE, entry, spoof, settings: { accept, dropGratuitous: drop === 1 } });
}
