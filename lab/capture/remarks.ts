/**
 * Purpose: the comment of each packet in a capture: its event, who really sent it, and what became of it where it was refused, dropped or set off an alarm.
 *
 * Does not model: what applications made of a message; that is in the evidence of the replay.
 * Units: nanoseconds. Determinism: pure.
 * References: contract 2 (comments carry event number and verdict).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { formatMac } from '../../sim/net/address.ts';
import type { OnWire } from '../../sim/net/tap.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';

/** Kinds of events that end or betray a packet. */
const ENDS = ['stop', 'drop'];

/**
 * The comments of a run's packets, in their order.
 * Units: none. Errors: none. Source: own design.
 */
export function remarksOf(items: readonly OnWire[], trace: readonly TraceEvent[]): readonly Bilingual[] {
  const fates = fatesOf(items, trace);
  return items.map((item) => {
    const fate = fates.get(item.event);
    const origin = originOf(item);
    const en = [`event ${item.event}`, `really sent by ${origin}`];
    const ja = [`イベント ${item.event}`, `実際の送信元: ${origin}`];
    if (fate !== undefined) {
      en.push(fateWords(fate).en);
      ja.push(fateWords(fate).ja);
    }
    return { en: en.join(' | '), ja: ja.join(' | ') };
  });
}

/** What became of what: the event that ended it, by the event of the packet's last appearance before. */
function fatesOf(items: readonly OnWire[], trace: readonly TraceEvent[]): ReadonlyMap<number, TraceEvent> {
  const last = new Map<string, OnWire>();
  const fates = new Map<number, TraceEvent>();
  let next = 0;
  for (const event of trace) {
    for (let item = items[next]; item !== undefined && item.event <= event.n; item = items[next]) {
      for (const name of namesOf(item)) last.set(name, item);
      next++;
    }
    if (!ENDS.includes(event.kind)) continue;
    const ended = endedBy(event)
      .map((name) => last.get(name))
      .find((item) => item !== undefined);
    if (ended !== undefined && !fates.has(ended.event)) fates.set(ended.event, event);
  }
  return fates;
}

function namesOf({ item, to, arriveNs }: OnWire): readonly string[] {
  const at = `${to}@${arriveNs}`;
  if (item.kind === 'packet') return [`uid ${item.packet.uid}`, at];
  const { body, src } = item.frame;
  return body.type === 'ipv4'
    ? [`uid ${body.packet.uid}`, at]
    : [`arp ${formatMac(body.arp.senderMac)} ${arriveNs}`, `arp ${formatMac(src)} ${arriveNs}`, at];
}

/** The names under which an event may speak of a packet, the surest first. */
function endedBy({ fields, at, timeNs, kind }: TraceEvent): readonly string[] {
  const { uid, mac } = fields;
  if (uid !== undefined) return [`uid ${String(uid)}`];
  const arp = mac === undefined ? [] : [`arp ${String(mac)} ${timeNs}`];
  // A refusal that names no packet is of what arrived at that place at that moment.
  return kind === 'stop' ? [...arp, `${at}@${timeNs}`] : arp;
}

function fateWords({ n, at, kind, fields }: TraceEvent): Bilingual {
  const { reason = '', control = '' } = fields;
  return kind === 'stop'
    ? {
        en: `stopped by ${String(control)} at ${at}: ${String(reason)} (event ${n})`,
        ja: `対策 ${String(control)} が阻止（${at}、理由: ${String(reason)}、イベント ${n}）`,
      }
    : { en: `dropped at ${at}: ${String(reason)} (event ${n})`, ja: `${at} で破棄（理由: ${String(reason)}、イベント ${n}）` };
}

function originOf({ item }: OnWire): string {
  return item.kind === 'packet' ? item.packet.origin : item.frame.origin;
}
