/**
 * Purpose: what an address says besides scenario, switches and replay: the tab, the side of the evidence and the moment that are shown, and a scenario of the reader's own.
 *
 * Units: `t` in the address is seconds of the network, with nine places; nanoseconds here.
 */
export interface MomentLink {
  readonly tab: string | undefined;
  readonly side: 'bare' | undefined;
  readonly timeNs: number | undefined;
  /** A scenario of the reader's own, packed (share/pack.ts), and the name of its file. */
  readonly word: string | undefined;
  readonly file: string;
}

const NS_PER_S = 1e9;
const LONGEST_NAME = 80;
const NAME = 'shared.yaml';

/**
 * Reads those fields of the part of an address behind `#`.
 * Units: nanoseconds. Errors: none; what makes no sense is taken as absent. Source: own design.
 */
export function readMoment(hash: string): MomentLink {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const seconds = Number(fields.get('t') ?? 'NaN');
  return {
    tab: fields.get('tab') ?? undefined,
    side: fields.get('side') === 'bare' ? 'bare' : undefined,
    timeNs: seconds >= 0 && seconds * NS_PER_S <= Number.MAX_SAFE_INTEGER ? Math.round(seconds * NS_PER_S) : undefined,
    word: fields.get('v1') ?? undefined,
    file: (fields.get('file') ?? NAME).slice(0, LONGEST_NAME),
  };
}

/**
 * Adds them to an address that link.ts has written; the packed scenario, which is long, comes last.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function addMoment(link: string, { tab, side, timeNs, word, file }: MomentLink): string {
  const fields = new URLSearchParams();
  if (tab !== undefined) fields.set('tab', tab);
  if (side !== undefined) fields.set('side', side);
  if (timeNs !== undefined && timeNs > 0) fields.set('t', (timeNs / NS_PER_S).toFixed(9).replace(/\.?0+$/, ''));
  if (word !== undefined) {
    fields.set('file', file);
    fields.set('v1', word);
  }
  const more = fields.toString();
  return more === '' ? link : `${link}${link === '#' ? '' : '&'}${more}`;
}
