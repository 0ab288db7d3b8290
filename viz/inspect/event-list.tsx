/**
 * Purpose: the list of events that the filter lets pass: only the rows in view exist, fetched from the worker in chunks; it follows the clock, and the keyboard walks through it.
 */
import type { JSX } from 'preact';
import '../style/events.css';
import { useId, useRef } from 'preact/hooks';
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useLab } from '../state/context.ts';
import { clockText } from '../time/format.ts';
import type { EventRow } from './types.ts';
import { useRows, type Rows } from './use-rows.ts';
import { spacePx } from './virtual.ts';

const ROW_PX = 24;

function Row({
  row,
  id,
  topPx,
  look,
  selected,
  onChoose,
}: {
  readonly row: EventRow;
  readonly id: string;
  readonly topPx: number;
  /** `now` where the clock stands, `parted` where two runs that stand side by side part. */
  readonly look: string;
  readonly selected: boolean;
  readonly onChoose: () => void;
}): JSX.Element {
  return (
    <div
      role="option"
      id={id}
      class={`event-row ${row.kind} ${look}`}
      style={{ top: `${topPx}px` }}
      aria-selected={selected}
      title={row.text}
      onClick={onChoose}
    >
      <span class="number">{row.event}</span>
      <span class="when">{clockText(row.timeNs)}</span>
      <span class="at">{row.at}</span>
      <span class="kind">{row.kind}</span>
      <span class="text">{row.text}</span>
    </div>
  );
}

/** How many events there are, and what the columns hold. */
function Heads({ total, of }: { readonly total: number | undefined; readonly of: number }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const number = (value: number): string => value.toLocaleString(lab.lang.value);
  const heads = [words.columnEvent, words.columnTime, words.columnPlace, words.columnKind, words.columnFields];
  return (
    <>
      <p class="quiet count" role="status">
        {total === undefined ? '' : total === of ? words.eventsCount(number(of)) : words.eventsOf(number(total), number(of))}
      </p>
      <div class="event-head" aria-hidden="true">
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
    </>
  );
}

/** The rows in view. */
function Body({
  rows,
  selected,
  parted,
}: {
  readonly rows: Rows<EventRow>;
  readonly selected: ReadonlySignal<number | undefined>;
  readonly parted: number | undefined;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const id = useId();
  const { chunks, total, view, now } = rows;
  const { first, count, topPx } = view.value;
  // A row that scrolls out at one end comes in at the other: making and dropping elements by the hundred is what stutters.
  const slots = useRef(1);
  slots.current = Math.max(slots.current, count);
  const held = chunks.version.value < 0 ? [] : Array.from({ length: count }, (_, i) => ({ index: first + i, row: chunks.at(first + i) }));
  const active = held.find(({ row }) => row?.event === selected.value)?.row;
  return (
    <div
      class="event-list"
      ref={rows.list}
      tabIndex={0}
      role="listbox"
      aria-label={`${words.events}. ${words.listHelp}`}
      aria-activedescendant={active === undefined ? undefined : `${id}-${active.event}`}
      onKeyDown={rows.onKey}
    >
      <div class="event-space" role="presentation" style={{ height: `${spacePx(total.value, ROW_PX)}px` }}>
        {held.map(({ index, row }) =>
          row === undefined ? null : (
            <Row
              key={index % slots.current}
              row={row}
              id={`${id}-${row.event}`}
              topPx={topPx + (index - first) * ROW_PX}
              look={`${index === now.value ? 'now' : ''} ${row.event === parted ? 'parted' : ''}`}
              selected={row.event === selected.value}
              onChoose={() => void rows.choose(index)}
            />
          ),
        )}
      </div>
      {chunks.total.value === 0 ? <p class="nothing">{words.noMatch}</p> : null}
    </div>
  );
}

/**
 * The list under one filter; another filter or replay makes another list. With `replayKey` it is of that replay, and a choice only shows its moment.
 * Units: none. Errors: none. Source: own design; WAI-ARIA authoring practices (listbox).
 */
export function EventList({
  filter,
  replayKey,
  events,
}: {
  readonly filter: string;
  readonly replayKey?: string;
  /** All events of the replay, with and without the filter. */
  readonly events: number;
}): JSX.Element {
  const lab = useLab();
  const { inspection, clock } = lab;
  const picked = useSignal<number | undefined>(undefined);
  const selected = replayKey === undefined ? inspection.selected : picked;
  const rows = useRows<EventRow>({
    rowPx: ROW_PX,
    clock,
    selected,
    fetch: (offset, limit) => inspection.ask({ kind: 'page', filter, offset, limit }, replayKey),
    rowAt: (timeNs) => inspection.ask({ kind: 'locate', filter, timeNs }, replayKey),
    rowOf: (event) => inspection.ask({ kind: 'position', filter, event }, replayKey),
    momentOf: ({ timeNs }) => timeNs,
    pick: ({ event, timeNs }) => {
      if (replayKey === undefined) return void inspection.select(event, timeNs);
      picked.value = event;
      clock.pause();
      return clock.seekNs(timeNs);
    },
  });
  return (
    <>
      <Heads total={rows.chunks.total.value} of={events} />
      <Body rows={rows} selected={selected} parted={replayKey === undefined ? undefined : lab.compare.rowOf(replayKey)?.event} />
    </>
  );
}
