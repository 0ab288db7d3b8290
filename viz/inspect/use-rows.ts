/**
 * Purpose: what a long list of the trace does, whatever its rows look like: fetches what is in view, follows the clock, and is walked through by keyboard.
 *
 * Units: pixels, rows, nanoseconds.
 */
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useComputed, useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { commandOf, type Command } from '../keys/table.ts';
import type { PlaybackClock } from '../state/clock.ts';
import { Chunks, type Page } from './chunks.ts';
import { useWindow } from './use-window.ts';
import { scrollFor, type Window } from './virtual.ts';

/** A list follows a running clock at this pace; faster could not be read. */
const FOLLOW_MS = 250;

export interface RowSource<T> {
  readonly rowPx: number;
  readonly clock: PlaybackClock;
  /** Number of the event that is selected, by whomever. */
  readonly selected: ReadonlySignal<number | undefined>;
  fetch(offset: number, limit: number): Promise<Page<T> | undefined>;
  /** Row of the last entry that is not after a moment; -1 before the first. */
  rowAt(timeNs: number): Promise<number | undefined>;
  /** Row of an event; -1 or undefined if it has none. */
  rowOf(event: number): Promise<number | undefined>;
  momentOf(row: T): number;
  /** Selects a row. */
  pick(row: T): void;
}

export interface Rows<T> {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly chunks: Chunks<T>;
  readonly total: ReadonlySignal<number>;
  readonly view: ReadonlySignal<Window>;
  /** Row at which the clock stands. */
  readonly now: ReadonlySignal<number>;
  choose(row: number): Promise<void>;
  onKey(event: KeyboardEvent): void;
}

/** How far a key goes. */
function moveOf(command: Exclude<Command<'rows'>, 'play'>, pageRows: number): number {
  return { up: -1, down: 1, pageUp: -pageRows, pageDown: pageRows, first: -Infinity, last: Infinity }[command];
}

/** Calls when the clock moves, but while it runs not more often than a reader can follow. */
function useClock(clock: PlaybackClock, follow: (timeNs: number) => void): void {
  const lastMs = useRef(0);
  useSignalEffect(() => {
    const timeNs = clock.timeNs.value;
    const stamp = performance.now();
    if (clock.playing.peek() && stamp - lastMs.current < FOLLOW_MS) return;
    lastMs.current = stamp;
    follow(timeNs);
  });
}

/**
 * The rows of a list; its options may not change while it stands.
 * Units: see RowSource. Errors: none. Source: own design.
 */
export function useRows<T>(source: RowSource<T>): Rows<T> {
  const { clock, rowPx } = source;
  const list = useRef<HTMLDivElement>(null);
  const chunks = useMemo(() => new Chunks<T>((offset, limit) => source.fetch(offset, limit)), []);
  const total = useComputed(() => chunks.total.value ?? 0);
  const view = useWindow(list, total, rowPx);
  const now = useSignal(-1);
  const chosen = useRef(-1);
  const show = (row: number): void => {
    const element = list.current;
    if (element !== null) element.scrollTop = scrollFor(row, element.scrollTop, element.clientHeight, total.peek(), rowPx);
  };
  const follow = async (timeNs: number): Promise<void> => {
    const at = await source.rowAt(timeNs);
    if (at === undefined) return;
    now.value = at;
    const held = chunks.at(chosen.current);
    // What has just been chosen is in view; the last entry of its instant need not be.
    if (held === undefined || source.momentOf(held) !== timeNs) show(Math.max(0, at));
  };
  const find = async (event: number | undefined): Promise<void> => {
    const row = event === undefined ? undefined : await source.rowOf(event);
    chosen.current = row ?? -1;
    if (row !== undefined && row >= 0) show(row);
  };
  const choose = async (row: number): Promise<void> => {
    chosen.current = row;
    show(row);
    await chunks.ensure(row, 1);
    const held = chunks.at(row);
    if (held !== undefined) source.pick(held);
  };
  useEffect(() => void chunks.ensure(0, 1).then(() => follow(clock.timeNs.peek())), []);
  useSignalEffect(() => void chunks.ensure(view.value.first, view.value.count));
  useSignalEffect(() => void find(source.selected.value));
  useClock(clock, (timeNs) => void (chunks.total.peek() === undefined ? undefined : follow(timeNs)));
  const onKey = (event: KeyboardEvent): void => {
    const command = commandOf('rows', event);
    const last = total.peek() - 1;
    if (command === undefined || (command !== 'play' && last < 0)) return;
    if (command === 'play') clock.toggle();
    else {
      const move = moveOf(command, Math.max(1, view.peek().count - 2));
      void choose(Math.min(last, Math.max(0, (chosen.current >= 0 ? chosen.current : now.peek()) + move)));
    }
    event.preventDefault();
  };
  return { list, chunks, total, view, now, choose, onKey };
}
