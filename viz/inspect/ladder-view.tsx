/**
 * Purpose: the sequence ladder: one lifeline a chosen host, one row a message, in step with the clock; the same rows as a table.
 *
 * d3 places the lifelines; only the rows in view exist.
 */
import { scalePoint } from 'd3';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { Lang } from '../../scenarios/issue.ts';
import { useLab } from '../state/context.ts';
import { placeName } from '../state/names.ts';
import { clockText } from '../time/format.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { reasonWords } from '../words/reasons.ts';
import type { Words } from '../words/types.ts';
import { Legend, RungShape } from './rung.tsx';
import { FEWEST_HOSTS, MOST_HOSTS } from './state.ts';
import type { Rung } from './types.ts';
import { useRows, type Rows } from './use-rows.ts';
import { spacePx } from './virtual.ts';

const ROW_PX = 34;
const GUTTER_PX = 84;

function HostChoice({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { inspection } = lab;
  const chosen = inspection.hosts.value;
  const open = useSignal(chosen.length < FEWEST_HOSTS);
  return (
    <details class="ladder-hosts" open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {words.ladderHosts}: {words.ladderHostsChosen(chosen.length, inspection.talkers.value.hosts.length)}{' '}
        <span class="quiet">({words.ladderHostsHelp(FEWEST_HOSTS, MOST_HOSTS)})</span>
      </summary>
      <div class="host-chips" role="group" aria-label={words.ladderHosts}>
        {inspection.talkers.value.hosts.map((host) => (
          <label key={host} class={chosen.includes(host) ? 'on' : ''} title={host}>
            <input
              type="checkbox"
              data-host={host}
              checked={chosen.includes(host)}
              disabled={!chosen.includes(host) && chosen.length >= MOST_HOSTS}
              onChange={() => inspection.toggleHost(host)}
            />
            {placeName(loaded.scenario, host, lab.lang.value)}
          </label>
        ))}
      </div>
    </details>
  );
}

function Table({ rungs, names }: { readonly rungs: readonly Rung[]; readonly names: readonly string[] }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const look = { clear: words.lookClear, tls: words.lookTls, esp: words.lookEsp };
  return (
    <details class="as-text">
      <summary>{words.ladderTable}</summary>
      <table>
        <thead>
          <tr>
            {[words.columnTime, words.ladderFrom, words.ladderTo, words.ladderWhat, words.ladderHow, words.ladderEnd].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rungs.map((rung) => (
            <tr key={`${rung.event} ${rung.to}`}>
              <td>{clockText(rung.startNs)}</td>
              <td>{names[rung.from]}</td>
              <td>{rung.kind === 'note' ? '' : names[rung.to]}</td>
              <td>
                <code>{rung.label}</code>
              </td>
              <td>{rung.stretches.map((stretch) => look[stretch]).join(' · ')}</td>
              <td>{endText(rung, lab.lang.value, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** How a message ended, in words. */
function endText(rung: Rung, lang: Lang, words: Words): string {
  const reason = rung.reason === '' ? '' : reasonWords(rung.reason)[lang];
  if (rung.kind === 'lost') return words.endLost(reason);
  if (rung.kind === 'refused') return words.endRefused(reason);
  return rung.kind === 'message' ? words.endArrived : reason;
}

interface Columns {
  readonly hosts: readonly string[];
  readonly names: readonly string[];
  /** Where each lifeline stands. */
  readonly xs: readonly number[];
  readonly widthPx: number;
  readonly stepPx: number;
}

function columnsOf(hosts: readonly string[], names: readonly string[], widthPx: number): Columns {
  const x = scalePoint<number>()
    .domain(hosts.map((_, i) => i))
    .range([GUTTER_PX, Math.max(GUTTER_PX + 1, widthPx - 12)])
    .padding(0.5);
  return { hosts, names, xs: hosts.map((_, i) => x(i) ?? 0), widthPx, stepPx: x.step() };
}

function Heads({ columns, total }: { readonly columns: Columns; readonly total: number | undefined }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  return (
    <>
      <p class="quiet count" role="status">
        {total === undefined ? '' : total === 0 ? words.ladderNone : words.ladderCount(total.toLocaleString(lab.lang.value))}
      </p>
      <div class="ladder-heads" aria-hidden="true">
        {columns.names.map((name, i) => (
          <span key={columns.hosts[i]} style={{ left: `${columns.xs[i]}px`, width: `${columns.stepPx - 8}px` }} title={columns.hosts[i]}>
            {name}
          </span>
        ))}
      </div>
    </>
  );
}

/** What a row says, for whoever does not see it. */
function labelOf(rung: Rung, names: readonly string[], lang: Lang, words: Words): string {
  const [from = '', to = ''] = [names[rung.from], names[rung.to]];
  return rung.kind === 'note'
    ? words.rungNote(rung.label, from)
    : `${words.rungMessage(rung.label, from, to)}, ${endText(rung, lang, words)}`;
}

/** The rows in view, as one drawing and as a table. */
function Body({ rows, columns }: { readonly rows: Rows<Rung>; readonly columns: Columns }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { chunks, total, view, now } = rows;
  const { first, count, topPx } = view.value;
  const selected = lab.inspection.selected.value;
  const held = chunks.version.value < 0 ? [] : Array.from({ length: count }, (_, i) => ({ row: first + i, rung: chunks.at(first + i) }));
  const seen = held.flatMap(({ rung }) => rung ?? []);
  return (
    <>
      <div
        class="ladder-rows"
        ref={rows.list}
        tabIndex={0}
        role="listbox"
        aria-label={words.ladder}
        aria-activedescendant={seen.some(({ event }) => event === selected) ? `rung-${selected}` : undefined}
        onKeyDown={rows.onKey}
      >
        <div class="event-space" role="presentation" style={{ height: `${spacePx(total.value, ROW_PX)}px` }}>
          <svg role="presentation" width={columns.widthPx} height={count * ROW_PX} style={{ top: `${topPx}px` }}>
            {columns.xs.map((at, i) => (
              <line key={columns.hosts[i]} class="lifeline" x1={at} x2={at} y1={0} y2={count * ROW_PX} />
            ))}
            {held.map(({ row, rung }) =>
              rung === undefined ? null : (
                <RungShape
                  key={`${rung.event} ${rung.to} ${row}`}
                  rung={rung}
                  xs={columns.xs}
                  top={(row - first) * ROW_PX}
                  later={row > now.value}
                  selected={rung.event === selected}
                  label={labelOf(rung, columns.names, lang, words)}
                  reason={rung.reason === '' ? '' : reasonWords(rung.reason)[lang]}
                  onChoose={() => void rows.choose(row)}
                />
              ),
            )}
          </svg>
        </div>
      </div>
      <Legend />
      <Table rungs={seen} names={columns.names} />
    </>
  );
}

/** The lifelines of some hosts; other hosts make another ladder. */
function Lifelines({
  hosts,
  loaded,
  width,
}: {
  readonly hosts: readonly string[];
  readonly loaded: LoadedScenario;
  readonly width: ReadonlySignal<number>;
}): JSX.Element {
  const lab = useLab();
  const { inspection } = lab;
  const rows = useRows<Rung>({
    rowPx: ROW_PX,
    clock: lab.clock,
    selected: inspection.selected,
    fetch: async (offset, limit) => {
      const page = await inspection.ask({ kind: 'ladder', hosts, offset, limit });
      return page === undefined ? undefined : { ...page, rows: page.rungs };
    },
    rowAt: (timeNs) => inspection.ask({ kind: 'ladder-at', hosts, timeNs }),
    rowOf: (event) => inspection.ask({ kind: 'ladder-row', hosts, event }),
    momentOf: ({ startNs }) => startNs,
    pick: ({ event, startNs }) => void inspection.select(event, startNs),
  });
  const names = hosts.map((host) => placeName(loaded.scenario, host, lab.lang.value));
  const columns = columnsOf(hosts, names, width.value);
  return (
    <>
      <Heads columns={columns} total={rows.chunks.total.value} />
      <Body rows={rows} columns={columns} />
    </>
  );
}

/**
 * The ladder view.
 * Units: none. Errors: none. Source: own design, after message sequence charts (ITU-T Z.120).
 */
export function LadderView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const frame = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const hosts = lab.inspection.hosts.value;
  return (
    <div class="ladder" ref={frame}>
      <HostChoice loaded={loaded} />
      {hosts.length < FEWEST_HOSTS ? (
        <p class="nothing">{words.ladderFew}</p>
      ) : (
        <Lifelines key={hosts.join(' ')} hosts={hosts} loaded={loaded} width={width} />
      )}
    </div>
  );
}
