/**
 * Purpose: the frames of a trace as columns of numbers: small to hand over from the worker, fast to look through sixty times a second.
 *
 * Does not model: anything; every figure is copied from a `frame` event of the trace.
 * Units: nanoseconds, octets. Rows rise in `startNs`.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';

/** How a frame is drawn. ARP says who has which address; it carries no content to protect. */
export const LOOKS = ['clear', 'tls', 'esp', 'arp'] as const;
export type Look = (typeof LOOKS)[number];

export interface FrameTable {
  readonly count: number;
  /** Number of the event in the trace. */
  readonly event: Uint32Array;
  readonly startNs: Float64Array;
  readonly arriveNs: Float64Array;
  /** Positions in `places`. */
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** Position in `LOOKS`. */
  readonly look: Uint8Array;
  /** 1 if the attacker really sent it (ground truth of the simulator). */
  readonly hostile: Uint8Array;
  readonly places: readonly string[];
  /** Longest time that a frame is on a line. */
  readonly longestNs: number;
}

/**
 * Picks the frames out of a trace. Cost: one pass and a sort.
 * Units: see FrameTable. Errors: throws on a frame without a start or an end (a bug of the simulator). Source: own design.
 */
export function tableOf(events: readonly TraceEvent[], isAttacker: (place: string) => boolean): FrameTable {
  const frames = events.filter((event) => event.kind === 'frame').sort((a, b) => numberOf(a, 'start') - numberOf(b, 'start') || a.n - b.n);
  const places: string[] = [];
  const index = new Map<string, number>();
  const placeAt = (place: string): number => {
    let at = index.get(place);
    if (at === undefined) {
      at = places.push(place) - 1;
      index.set(place, at);
    }
    return at;
  };
  const count = frames.length;
  const table = {
    count,
    event: new Uint32Array(count),
    startNs: new Float64Array(count),
    arriveNs: new Float64Array(count),
    from: new Uint16Array(count),
    to: new Uint16Array(count),
    look: new Uint8Array(count),
    hostile: new Uint8Array(count),
  };
  let longestNs = 0;
  for (const [i, frame] of frames.entries()) {
    table.event[i] = frame.n;
    table.startNs[i] = numberOf(frame, 'start');
    table.arriveNs[i] = numberOf(frame, 'arrive');
    table.from[i] = placeAt(String(frame.fields['from']));
    table.to[i] = placeAt(String(frame.fields['to']));
    table.look[i] = LOOKS.indexOf(lookOf(frame));
    table.hostile[i] = isAttacker(String(frame.fields['origin'])) ? 1 : 0;
    longestNs = Math.max(longestNs, numberOf(frame, 'arrive') - numberOf(frame, 'start'));
  }
  return { ...table, places, longestNs };
}

function lookOf(frame: TraceEvent): Look {
  if (frame.fields['proto'] === 'arp') return 'arp';
  const { prot } = frame.fields;
  if (prot === 'clear' || prot === 'tls' || prot === 'esp') return prot;
  throw new Error(`trace event ${frame.n}: a frame with the protection ${String(prot)}`);
}

function numberOf(frame: TraceEvent, field: string): number {
  const value = frame.fields[field];
  if (typeof value !== 'number') throw new Error(`trace event ${frame.n}: a frame without ${field}`);
  return value;
}

/**
 * The buffers of a table, to be handed over instead of copied.
 * Units: none. Errors: none. Source: structured clone algorithm (transfer list).
 */
export function buffersOf(table: FrameTable): ArrayBuffer[] {
  const { event, startNs, arriveNs, from, to, look, hostile } = table;
  return [event, startNs, arriveNs, from, to, look, hostile].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
