/**
 * Purpose: the state of the inspection: the filter, the event that is selected with its detail, the hosts of the ladder, the machine of the state chart.
 *
 * Does not model: anything; the worker answers from the trace. Units: nanoseconds.
 */
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { FilterFault, parseFilter, Vocabulary } from '../../lab/filter/index.ts';
import type { PlaybackClock } from '../state/clock.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';
import type { InspectAnswers, InspectRequest, Talkers } from './protocol.ts';
import type { EventDetail, LayerKind } from './types.ts';

export const VIEWS = ['list', 'ladder', 'states'] as const;
export type View = (typeof VIEWS)[number];

/** Asks the worker; undefined after a failure, which the page shows. */
export type Ask = <R extends InspectRequest>(request: R) => Promise<InspectAnswers[R['kind']] | undefined>;

/** A request without the key of its replay, which is that of the one that is shown. */
type Question<R> = R extends InspectRequest ? Omit<R, 'key'> : never;

const EMPTY: Vocabulary = new Map();
export const MOST_HOSTS = 6;
export const FEWEST_HOSTS = 2;

/**
 * The state of the inspection of the replay that is shown.
 * Units: see the signals. Errors: none; what the worker throws, `ask` reports. Source: own design.
 */
export class Inspection {
  readonly view: Signal<View> = signal('list');
  /** The filter as it is typed. */
  readonly filter: Signal<string> = signal('');
  /** Reads filters; comes with the field in which they are typed. */
  readonly parse: Signal<typeof parseFilter | undefined> = signal(undefined);
  readonly fault: ReadonlySignal<FilterFault | undefined> = computed(() => {
    const parsed = this.parse.value?.(this.filter.value);
    return parsed === undefined || parsed.ok ? undefined : parsed.fault;
  });
  /** The last filter without a fault: the one that the list shows. */
  readonly applied: Signal<string> = signal('');
  readonly vocabulary: Signal<Vocabulary> = signal(EMPTY);
  /** Number of the event that is selected. */
  readonly selected: Signal<number | undefined> = signal(undefined);
  readonly detail: Signal<EventDetail | undefined> = signal(undefined);
  /** Layers that the reader has folded; those of the packet are what he came for. */
  readonly folded: Signal<ReadonlySet<LayerKind>> = signal(new Set<LayerKind>(['event', 'link']));
  readonly talkers: Signal<Talkers> = signal({ hosts: [], first: [] });
  readonly hosts: Signal<readonly string[]> = signal([]);
  /** Place whose machines are listed; undefined = all. */
  readonly place: Signal<string | undefined> = signal(undefined);
  readonly machine: Signal<number | undefined> = signal(undefined);
  readonly shown: ReadonlySignal<ReplayAnswer | undefined>;
  readonly clock: PlaybackClock;
  readonly #ask: Ask;

  constructor(shown: ReadonlySignal<ReplayAnswer | undefined>, clock: PlaybackClock, ask: Ask) {
    this.shown = shown;
    this.clock = clock;
    this.#ask = ask;
    effect(() => {
      if (this.parse.value !== undefined && this.fault.value === undefined) this.applied.value = this.filter.value.trim();
    });
    effect(() => void this.#enter(this.shown.value?.key));
  }

  /** Asks about a replay, or about the one that is shown; undefined when that was replaced meanwhile. */
  async ask<Q extends Question<InspectRequest>>(question: Q, of?: string): Promise<InspectAnswers[Q['kind']] | undefined> {
    const key = of ?? this.shown.peek()?.key;
    if (key === undefined) return undefined;
    // A question with its key is a request of the same kind; the compiler cannot follow the spread.
    const answer = await this.#ask({ ...question, key } as InspectRequest & { readonly kind: Q['kind'] });
    return of !== undefined || this.shown.peek()?.key === key ? answer : undefined;
  }

  /** Selects an event and shows its moment. */
  async select(event: number, timeNs?: number): Promise<void> {
    this.selected.value = event;
    if (timeNs !== undefined) {
      this.clock.pause();
      this.clock.seekNs(timeNs);
    }
    const detail = await this.ask({ kind: 'detail', event });
    if (detail !== undefined && this.selected.peek() === event) this.detail.value = detail;
  }

  /** Folds a kind of layer, or unfolds it, for this event and the next ones. */
  fold(kind: LayerKind, folded: boolean): void {
    if (this.folded.value.has(kind) === folded) return;
    const next = new Set(this.folded.value);
    if (folded) next.add(kind);
    else next.delete(kind);
    this.folded.value = next;
  }

  /** Takes a host into the ladder, or out of it. */
  toggleHost(host: string): void {
    const chosen = this.hosts.value;
    const next = chosen.includes(host) ? chosen.filter((one) => one !== host) : [...chosen, host];
    const { hosts } = this.talkers.value;
    if (next.length <= MOST_HOSTS) this.hosts.value = hosts.filter((one) => next.includes(one));
  }

  /** Lists the machines of a place; shows one of them. */
  showMachines(place: string | undefined, machine?: number): void {
    batch(() => {
      this.view.value = 'states';
      this.place.value = place;
      this.machine.value = machine;
    });
  }

  /** Another replay: what was selected in the former one means nothing in it. */
  async #enter(key: string | undefined): Promise<void> {
    batch(() => {
      this.selected.value = undefined;
      this.detail.value = undefined;
      this.machine.value = undefined;
      this.vocabulary.value = EMPTY;
    });
    if (key === undefined) return;
    const talkers = await this.ask({ kind: 'talkers' });
    if (talkers === undefined) return;
    const kept = this.hosts.peek().filter((host) => talkers.hosts.includes(host));
    batch(() => {
      this.talkers.value = talkers;
      this.hosts.value = kept.length >= FEWEST_HOSTS ? kept : talkers.first;
    });
  }

  /** Fetches the words of the trace for completion, once a replay. */
  async learnWords(): Promise<void> {
    if (this.vocabulary.peek() !== EMPTY) return;
    const vocabulary = await this.ask({ kind: 'vocabulary' });
    if (vocabulary !== undefined) this.vocabulary.value = vocabulary;
  }
}
