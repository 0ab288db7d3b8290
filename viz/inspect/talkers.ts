/**
 * Purpose: which hosts speak in a trace, and a first choice of them for the ladder.
 *
 * A host is a place that frames leave or reach and that is no LAN or network in between. Units: none. Determinism: order of first appearance.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Talkers } from './protocol.ts';

/** Columns of a first ladder. */
const FIRST = 4;

/**
 * The hosts of a trace; the first choice are those that most packets really come from, with the ends of the protected stretches between them.
 * Units: none. Errors: none. Source: own design.
 */
export function talkersOf(events: readonly TraceEvent[], isBetween: (place: string) => boolean): Talkers {
  const seen = new Map<string, number>();
  const said = new Map<string, number>();
  for (const { kind, at, fields } of events) {
    if (kind !== 'frame') continue;
    for (const place of [String(fields['from']), String(fields['to'])])
      if (place !== at && !isBetween(place) && !seen.has(place)) seen.set(place, seen.size);
    if (fields['proto'] === 'arp') continue;
    const from = String(fields['from']);
    if (fields['origin'] === from) said.set(from, (said.get(from) ?? 0) + 1);
  }
  const first = [...said]
    .filter(([host]) => seen.has(host))
    .sort((a, b) => b[1] - a[1])
    .slice(0, FIRST)
    .map(([host]) => host);
  const hosts = [...seen.keys()];
  return { hosts, first: hosts.filter((host) => first.includes(host)) };
}
