/**
 * Purpose: one row of the ladder as a shape: an arrow in stretches of protection, a cross where it ended early, a box for what a host noted; and what the shapes mean.
 */
import type { JSX } from 'preact';
import { useLab } from '../state/context.ts';
import { clockText } from '../time/format.ts';
import type { Rung } from './types.ts';

const LINE_Y = 23;
const TEXT_Y = 14;
const NOTE_Y = 18;
const HEAD = 7;
/** How far a message that is lost on its way gets. */
const SHORT = 0.62;
/** A message that never left its host. */
const STUB_PX = 46;
/** Characters that fit into a hundred pixels of the small type. */
const CHARS_PER_100_PX = 15;

/** The text as far as there is room; the whole stands in the title. */
function fitted(text: string, widthPx: number): string {
  const room = Math.max(8, Math.floor((widthPx * CHARS_PER_100_PX) / 100));
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

function Arrow({ rung, from, to }: { readonly rung: Rung; readonly from: number; readonly to: number }): JSX.Element {
  const parts = rung.stretches.length;
  const at = (i: number): number => from + ((to - from) * i) / parts;
  const way = Math.sign(to - from) || 1;
  return (
    <>
      {rung.stretches.map((stretch, i) => (
        <line
          key={i}
          class={`way ${stretch}`}
          x1={at(i)}
          x2={i === parts - 1 && rung.kind === 'message' ? to - way * HEAD : at(i + 1)}
          y1={LINE_Y}
          y2={LINE_Y}
        />
      ))}
      {rung.kind === 'message' ? (
        <path class={`tip ${rung.stretches.at(-1) ?? 'clear'}`} d={`M${to} ${LINE_Y}l${-way * HEAD}-4v8z`} />
      ) : (
        <path class="cross" d={`M${to - 5} ${LINE_Y - 5}l10 10m0-10l-10 10`} />
      )}
    </>
  );
}

/**
 * A row of the ladder.
 * Units: pixels. Errors: none. Source: own design.
 */
export function RungShape({
  rung,
  xs,
  top,
  later,
  selected,
  label,
  reason,
  onChoose,
}: {
  readonly rung: Rung;
  readonly xs: readonly number[];
  readonly top: number;
  readonly later: boolean;
  readonly selected: boolean;
  readonly label: string;
  readonly reason: string;
  readonly onChoose: () => void;
}): JSX.Element {
  const from = xs[rung.from] ?? 0;
  const bound = rung.to === rung.from ? from + STUB_PX : (xs[rung.to] ?? 0);
  const to = rung.short && rung.to !== rung.from ? from + (bound - from) * SHORT : bound;
  const text = reason === '' ? rung.label : `${rung.label}: ${reason}`;
  const right = xs.at(-1) ?? 0;
  const gap = (xs[1] ?? right) - (xs[0] ?? 0);
  return (
    <g
      role="option"
      id={`rung-${rung.event}`}
      class={`rung ${rung.kind} ${rung.kind === 'note' && rung.reason !== '' ? 'refused' : ''} ${rung.hostile ? 'hostile' : ''} ${later ? 'later' : ''} ${selected ? 'selected' : ''}`}
      transform={`translate(0 ${top})`}
      aria-selected={selected}
      data-event={rung.event}
      onClick={onChoose}
    >
      <title>{`${clockText(rung.startNs)} ${label}`}</title>
      <rect class="hit" x={0} y={0} width={right + 2000} height={34} />
      <text class="when" aria-hidden="true" x={4} y={LINE_Y}>
        {(rung.startNs / 1_000_000_000).toFixed(6)}
      </text>
      {rung.kind === 'note' ? (
        <>
          <circle class="note-dot" cx={from} cy={NOTE_Y} r={4} />
          <text class="label" aria-hidden="true" x={from + 9} y={NOTE_Y + 4}>
            {fitted(text, gap - 12)}
          </text>
        </>
      ) : (
        <>
          <Arrow rung={rung} from={from} to={to} />
          {rung.hostile ? <circle class="hostile-dot" cx={from} cy={LINE_Y} r={4} /> : null}
          <text class="label" aria-hidden="true" x={(from + bound) / 2} y={TEXT_Y} text-anchor="middle">
            {fitted(text, Math.max(gap, Math.abs(bound - from)))}
          </text>
        </>
      )}
    </g>
  );
}

/**
 * What the shapes of the ladder mean.
 * Units: none. Errors: none. Source: own design.
 */
export function Legend(): JSX.Element {
  const words = useLab().words.value;
  const looks = [
    ['clear', words.lookClear],
    ['tls', words.lookTls],
    ['esp', words.lookEsp],
  ] as const;
  return (
    <ul class="ladder-legend">
      {looks.map(([look, name]) => (
        <li key={look}>
          <svg width="30" height="10" aria-hidden="true">
            <line class={`way ${look}`} x1="1" x2="29" y1="5" y2="5" />
          </svg>
          {name}
        </li>
      ))}
      <li class="rung lost">
        <svg width="12" height="12" aria-hidden="true">
          <path class="cross" d="M2 2l8 8m0-8l-8 8" />
        </svg>
        {words.legendLost}
      </li>
      <li class="rung refused">
        <svg width="12" height="12" aria-hidden="true">
          <path class="cross" d="M2 2l8 8m0-8l-8 8" />
        </svg>
        {words.legendRefused}
      </li>
      <li class="rung hostile">
        <svg width="10" height="10" aria-hidden="true">
          <circle class="hostile-dot" cx="5" cy="5" r="4" />
        </svg>
        {words.lookHostile}
      </li>
    </ul>
  );
}
