/**
 * Purpose: looks into one replay: runs it once more with an onlooker, and answers what an event consisted of, what followed from it, and which transitions the machines made.
 *
 * The second run is the first one again (same attack, answers and seed); that its trace is as long is checked, that a probe changes nothing is tested.
 * Does not model: causality. What followed is what happened at the same place in the same instant.
 * Units: nanoseconds. Determinism: that of the replay.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { formatMac } from '../../sim/net/address.ts';
import { frameBytes, type Frame } from '../../sim/net/ethernet.ts';
import type { Packet } from '../../sim/net/packet.ts';
import type { Probe } from '../../sim/net/probe.ts';
import { evidenceOf } from '../../threats/evidence/index.ts';
import type { Replay } from '../../threats/replay.ts';
import { lastNotAbove } from '../time/pace.ts';
import { rowOf } from '../worker/event-text.ts';
import { layersOf } from './layers.ts';
import { ladderOf } from './ladder.ts';
import type { EventDetail, LadderPage, Layer, LayerField, MachineEntry, MachineList, MachinesHere, MadeStep, Rung } from './types.ts';

/** More than anybody reads under one event. */
const MOST_FOLLOWING = 12;
const MOST_MACHINES = 400;
/** As many as a card beside the picture has room for. */
const MOST_HERE = 4;

/** The ladder between the hosts that were asked for last. */
interface Ladder {
  readonly key: string;
  readonly rungs: readonly Rung[];
  readonly startsNs: Float64Array;
}

/** A machine with all that it did. */
interface KnownMachine extends MachineEntry {
  readonly made: readonly MadeStep[];
}

function plainFields({ fields }: TraceEvent, left: ReadonlySet<string>): readonly LayerField[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    left.has(name) || value === '' ? [] : [{ name, value: String(value), filter: `field.${name} == ${JSON.stringify(String(value))}` }],
  );
}

/** Said by the layers of the packet, or by the layer of the line. */
const PACKET_FIELDS = new Set(
  'uid src dst proto bytes origin spi seq sport dport content ack flags len from to start arrive prot op ip mac target'.split(' '),
);

function seconds(timeNs: number): string {
  return (timeNs / 1_000_000_000).toFixed(9);
}

/**
 * One replay, opened.
 * Units: nanoseconds. Errors: throws when the second run differs from the first (a bug). Source: own design.
 */
export class Inspector {
  readonly #replay: Replay;
  readonly #owners: (address: string, at: string) => string;
  readonly #packets = new Map<number, Packet>();
  readonly #frames = new Map<number, Frame>();
  readonly #steps: MadeStep[] = [];
  readonly #times: Float64Array;
  readonly #stepTimes: Float64Array;
  #machines: readonly KnownMachine[] | undefined;
  #ladder: Ladder | undefined;

  constructor(again: (probe: Probe) => Replay, events: number, owners: (address: string, at: string) => string) {
    let now = (): number => 0;
    this.#owners = owners;
    this.#replay = again({
      begin: ({ kernel }) => void (now = () => kernel.now),
      step: (step) => void this.#steps.push({ ...step, timeNs: now() }),
      packet: (event, packet) => void this.#packets.set(event, packet),
      frame: (event, frame) => void this.#frames.set(event, frame),
    });
    if (this.#replay.events.length !== events) throw new Error(`the replay of ${this.#replay.attack.id} did not repeat itself`);
    this.#times = Float64Array.from(this.#replay.events, ({ timeNs }) => timeNs);
    this.#stepTimes = Float64Array.from(this.#steps, ({ timeNs }) => timeNs);
  }

  detail(number: number): EventDetail {
    const event = this.#replay.events[number];
    if (event === undefined) throw new Error(`the trace has no event ${number}`);
    const { scenario, isAttacker, attack } = this.#replay;
    const [told] = evidenceOf({ events: [event], scenario, isAttacker, attack });
    const arrives = event.kind === 'frame';
    const where = arrives ? String(event.fields['to']) : event.at;
    const whenNs = arrives ? Number(event.fields['arrive']) : event.timeNs;
    const { reason } = event.fields;
    return {
      ...rowOf(event),
      layers: this.#layers(event),
      told: told === undefined ? undefined : { en: told.en, ja: told.ja, source: told.source },
      reason: typeof reason === 'string' ? reason : undefined,
      where,
      whenNs,
      steps: this.#at(this.#stepTimes, this.#steps, where, whenNs),
      follows: this.#at(this.#times, this.#replay.events, where, whenNs)
        .filter(({ n, kind }) => n !== number && kind !== 'frame')
        .slice(0, MOST_FOLLOWING)
        .map(rowOf),
    };
  }

  ladder(hosts: readonly string[], offset: number, limit: number): LadderPage {
    const { rungs } = this.#ladderOf(hosts);
    return { total: rungs.length, offset, rungs: rungs.slice(offset, offset + limit) };
  }

  /** Position of the last rung that has begun at a moment; -1 before the first. */
  ladderAt(hosts: readonly string[], timeNs: number): number {
    const { startsNs } = this.#ladderOf(hosts);
    const at = lastNotAbove(startsNs, timeNs);
    return (startsNs[at] ?? Infinity) <= timeNs ? at : -1;
  }

  /** Position of the rung of an event; -1 if it has none. */
  ladderRow(hosts: readonly string[], event: number): number {
    return this.#ladderOf(hosts).rungs.findIndex((rung) => rung.event === event);
  }

  machines(place: string | undefined): MachineList {
    const entries = this.#known().filter(({ at }) => place === undefined || at === place);
    return { total: entries.length, entries: entries.slice(0, MOST_MACHINES).map(entryOf) };
  }

  /** The machines of a place as they stand at a moment. */
  here(place: string, timeNs: number): MachinesHere {
    const known = this.#known().filter(({ at }) => at === place);
    const moved = known.map((one) => ({ one, last: one.made.findLast((step) => step.timeNs <= timeNs) }));
    // Those that are still to begin come last, in the order in which they will.
    const order = moved.sort((a, b) => (b.last?.timeNs ?? -1) - (a.last?.timeNs ?? -1) || a.one.firstNs - b.one.firstNs);
    const entries = order.slice(0, MOST_HERE).map(({ one, last }) => ({
      ...entryOf(one),
      state: last?.to ?? one.made[0]?.from ?? '',
      begun: last !== undefined,
    }));
    return { total: known.length, entries };
  }

  steps(id: number): readonly MadeStep[] {
    return this.#known()[id]?.made ?? [];
  }

  /** What stands at a place in an instant. */
  #at<T extends { readonly at: string }>(times: Float64Array, list: readonly T[], where: string, whenNs: number): readonly T[] {
    const found: T[] = [];
    for (let i = lastNotAbove(times, whenNs - 1); i < list.length && (times[i] ?? Infinity) <= whenNs; i++) {
      const one = list[i];
      if (one !== undefined && times[i] === whenNs && one.at === where) found.push(one);
    }
    return found;
  }

  #layers(event: TraceEvent): readonly Layer[] {
    const packet = this.#packets.get(event.n);
    const frame = this.#frames.get(event.n);
    const carries = event.fields['proto'] !== undefined;
    const general: Layer = {
      kind: 'event',
      depth: 0,
      summary: `${event.n} · ${event.kind}`,
      fields: [
        { name: 'number', value: String(event.n), filter: `number == ${event.n}` },
        { name: 'time', value: seconds(event.timeNs), unit: 's', filter: `time == ${seconds(event.timeNs)}` },
        { name: 'at', value: event.at, filter: `at == ${event.at}` },
        { name: 'kind', value: event.kind, filter: `kind == ${event.kind}` },
        ...plainFields(event, carries ? PACKET_FIELDS : new Set()),
      ],
    };
    const link = carries ? [linkLayer(event, frame)] : [];
    const arp = frame?.body.type === 'arp' ? [arpLayer(event)] : [];
    return [general, ...link, ...arp, ...(packet === undefined ? [] : layersOf(packet, (address) => this.#owners(address, event.at)))];
  }

  #ladderOf(hosts: readonly string[]): Ladder {
    const key = hosts.join(' ');
    if (this.#ladder?.key !== key) {
      const { events, isAttacker } = this.#replay;
      const rungs = ladderOf(events, (event) => this.#packets.get(event), hosts, isAttacker);
      this.#ladder = { key, rungs, startsNs: Float64Array.from(rungs, ({ startNs }) => startNs) };
    }
    return this.#ladder;
  }

  #known(): readonly KnownMachine[] {
    this.#machines ??= machinesIn(this.#steps);
    return this.#machines;
  }
}

/** A machine without its steps, which are asked for one by one. */
function entryOf({ id, machine, at, about, firstNs, steps }: KnownMachine): MachineEntry {
  return { id, machine, at, about, firstNs, steps };
}

function machinesIn(steps: readonly MadeStep[]): readonly KnownMachine[] {
  const byKey = new Map<string, MadeStep[]>();
  for (const step of steps) {
    const key = `${step.machine}\n${step.at}\n${step.key}`;
    const made = byKey.get(key);
    if (made === undefined) byKey.set(key, [step]);
    else made.push(step);
  }
  return [...byKey.values()].flatMap((made, id) => {
    const [first] = made;
    const about = made.findLast((step) => step.about !== '')?.about ?? '';
    return first === undefined
      ? []
      : [{ id, machine: first.machine, at: first.at, about, firstNs: first.timeNs, steps: made.length, made }];
  });
}

function linkLayer(event: TraceEvent, frame: Frame | undefined): Layer {
  const { from, to, start, arrive, prot } = event.fields;
  const way =
    from === undefined
      ? []
      : [
          { name: 'from', value: String(from), filter: `from == ${String(from)}` },
          { name: 'to', value: String(to), filter: `to == ${String(to)}` },
          { name: 'start', value: seconds(Number(start)), unit: 's' as const },
          { name: 'arrive', value: seconds(Number(arrive)), unit: 's' as const },
          { name: 'duration', value: String((Number(arrive) - Number(start)) / 1_000), unit: 'µs' as const },
          { name: 'protection', value: String(prot), filter: `protection == ${String(prot)}` },
        ];
  const ethernet =
    frame === undefined
      ? []
      : [
          { name: 'sourceMac', value: formatMac(frame.src) },
          { name: 'destinationMac', value: formatMac(frame.dst) },
          { name: 'frameLength', value: String(frameBytes(frame)), unit: 'B' as const },
        ];
  return {
    kind: 'link',
    depth: 0,
    summary: from === undefined ? event.at : `${event.at}: ${String(from)} > ${String(to)}`,
    fields: [{ name: 'link', value: event.at, filter: `at == ${event.at}` }, ...way, ...ethernet],
  };
}

function arpLayer({ fields }: TraceEvent): Layer {
  const text = (name: string): string => String(fields[name] ?? '');
  return {
    kind: 'arp',
    depth: 0,
    summary: text('op') === 'request' ? `who has ${text('target')}? tell ${text('ip')}` : `${text('ip')} is at ${text('mac')}`,
    fields: [
      { name: 'operation', value: text('op'), filter: `op == ${text('op')}` },
      { name: 'senderAddress', value: text('ip'), filter: `field.ip == ${text('ip')}` },
      { name: 'senderMac', value: text('mac'), filter: `mac == ${text('mac')}` },
      { name: 'targetAddress', value: text('target'), filter: `target == ${text('target')}` },
      { name: 'origin', value: text('origin'), filter: `origin == ${text('origin')}` },
    ],
  };
}
