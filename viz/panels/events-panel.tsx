/**
 * Purpose: the events tab: every event of the replay that is shown, fetched from the worker as far as it is looked at, in step with the time.
 */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useLab } from '../state/context.ts';
import type { Lab } from '../state/lab.ts';
import { clockText } from '../time/format.ts';
import { EVENT_FILTERS, type EventFilter, type EventPage } from '../worker/protocol.ts';
import type { Words } from '../words/types.ts';

const ROW_PX = 24;
/** Rows fetched above and below those in view. */
const MARGIN = 40;
/** The list follows a running clock at this pace; faster could not be read. */
const FOLLOW_MS = 250;

const FILTER_WORDS: Readonly<Record<EventFilter, keyof Words>> = {
  all: 'filterAll',
  frame: 'filterFrame',
  refused: 'filterRefused',
  protocol: 'filterProtocol',
  attack: 'filterAttack',
  consult: 'filterConsult',
};

interface View {
  readonly first: number;
  readonly count: number;
}

/** Fetches what is in view, unless it is there already. */
async function fetchView(lab: Lab, key: string, filter: EventFilter, view: View, page: Signal<EventPage | undefined>): Promise<void> {
  const held = page.peek();
  const needed = Math.min(view.first + view.count, held?.total ?? Infinity);
  if (held !== undefined && held.offset <= view.first && held.offset + held.rows.length >= needed) return;
  const got = await lab.page(key, filter, Math.max(0, view.first - MARGIN), view.count + 2 * MARGIN);
  if (got !== undefined) page.value = got;
}

function viewOf(element: HTMLElement): View {
  return { first: Math.floor(element.scrollTop / ROW_PX), count: Math.ceil(element.clientHeight / ROW_PX) + 1 };
}

function Rows({
  page,
  current,
  replayKey,
}: {
  readonly page: EventPage;
  readonly current: number;
  readonly replayKey: string;
}): JSX.Element {
  const lab = useLab();
  const parted = lab.compare.rowOf(replayKey)?.event;
  return (
    <>
      {page.rows.map((row, i) => (
        <button
          key={row.event}
          type="button"
          class={`event-row ${row.kind} ${row.event === parted ? 'parted' : ''}`}
          style={{ top: `${(page.offset + i) * ROW_PX}px` }}
          aria-current={page.offset + i === current ? 'true' : undefined}
          title={row.text}
          onClick={() => lab.clock.seekNs(row.timeNs)}
        >
          <span class="number">{row.event}</span>
          <span class="when">{clockText(row.timeNs)}</span>
          <span class="at">{row.at}</span>
          <span class="kind">{row.kind}</span>
          <span class="text">{row.text}</span>
        </button>
      ))}
    </>
  );
}

/**
 * One filter over one replay; another replay or filter makes another list.
 * Units: none. Errors: none. Source: own design.
 */
export function EventList({ replayKey, filter }: { readonly replayKey: string; readonly filter: EventFilter }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const list = useRef<HTMLDivElement>(null);
  const page = useSignal<EventPage | undefined>(undefined);
  const current = useSignal(-1);
  const lastMs = useRef(0);
  const refresh = (): void => {
    if (list.current !== null) void fetchView(lab, replayKey, filter, viewOf(list.current), page);
  };
  const follow = async (timeNs: number): Promise<void> => {
    const at = await lab.locate(replayKey, filter, timeNs);
    if (at === undefined || list.current === null) return;
    current.value = at;
    list.current.scrollTop = Math.max(0, at * ROW_PX - list.current.clientHeight / 2);
    refresh();
  };
  useEffect(refresh, []);
  useSignalEffect(() => {
    const timeNs = lab.clock.timeNs.value;
    const now = Date.now();
    if (lab.clock.playing.peek() && now - lastMs.current < FOLLOW_MS) return;
    lastMs.current = now;
    void follow(timeNs);
  });
  const total = page.value?.total ?? 0;
  return (
    <>
      <p class="quiet" role="status">
        {words.eventsCount(total.toLocaleString(lab.lang.value))}
      </p>
      <div class="event-head" aria-hidden="true">
        <span>{words.columnEvent}</span>
        <span>{words.columnTime}</span>
        <span>{words.columnPlace}</span>
        <span>{words.columnKind}</span>
        <span>{words.columnFields}</span>
      </div>
      <div class="event-list" ref={list} onScroll={refresh} tabIndex={0} role="group" aria-label={words.events}>
        <div class="event-space" style={{ height: `${total * ROW_PX}px` }}>
          {page.value === undefined ? null : <Rows page={page.value} current={current.value} replayKey={replayKey} />}
        </div>
      </div>
    </>
  );
}

/**
 * The events tab.
 * Units: none. Errors: none. Source: own design.
 */
export function EventsPanel(): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const filter = useSignal<EventFilter>('all');
  const shown = lab.shown.value;
  if (shown === undefined) return <p class="nothing">{words.eventsNone}</p>;
  return (
    <div class="events">
      <h2 class="hidden">{words.events}</h2>
      <label class="filter">
        {words.filter}{' '}
        <select
          value={filter.value}
          onChange={(event) => (filter.value = EVENT_FILTERS.find((one) => one === event.currentTarget.value) ?? 'all')}
        >
          {EVENT_FILTERS.map((one) => (
            <option key={one} value={one}>
              {String(words[FILTER_WORDS[one]])}
            </option>
          ))}
        </select>
      </label>
      <EventList key={`${shown.key} ${filter.value}`} replayKey={shown.key} filter={filter.value} />
    </div>
  );
}
