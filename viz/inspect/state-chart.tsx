/**
 * Purpose: the drawing of a state machine: boxes, arrows, the current state lit, the last transition marked, the ways out of the current state named.
 *
 * The table of transitions beside it says the same in text.
 */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLab } from '../state/context.ts';
import { chartOf, type Arrow, type Chart, type StateBox } from './chart-layout.ts';
import type { Machine } from './machines.ts';
import type { MadeStep } from './types.ts';

/** Names at an arrow before they are cut. */
const MOST_NAMES = 3;

function nameOf({ events }: Arrow): string {
  const rest = events.length - MOST_NAMES;
  return events.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

function Box({
  box: { state, x, y },
  chart,
  initial,
  look,
}: {
  readonly box: StateBox;
  readonly chart: Chart;
  readonly initial: boolean;
  readonly look: string;
}): JSX.Element {
  const words = useLab().words.value;
  const left = -chart.boxW / 2;
  return (
    <g class={`state ${look}`} data-state={state} transform={`translate(${x} ${y})`}>
      {initial ? (
        <>
          <title>{words.initialState}</title>
          <path class="initial" d={`M${left - 20} 0h14`} />
          <circle class="initial-dot" cx={left - 20} cy={0} r={4} />
        </>
      ) : null}
      <rect x={left} y={-chart.boxH / 2} width={chart.boxW} height={chart.boxH} rx={7} />
      <text y={4} text-anchor="middle">
        {look === 'lit' ? `● ${state}` : state}
      </text>
    </g>
  );
}

/**
 * A state chart.
 * Units: pixels of the drawing. Errors: none. Source: own design, after Harel 1987.
 */
export function StateChart({
  machine,
  current,
  begun,
  last,
  seen,
}: {
  readonly machine: Machine;
  readonly current: string;
  readonly begun: boolean;
  readonly last: MadeStep | undefined;
  readonly seen: readonly MadeStep[];
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const chart = useMemo(() => chartOf(machine.declaration), [machine]);
  const visited = new Set(seen.flatMap(({ from, to }) => [from, to]));
  const taken = (arrow: Arrow): boolean => last !== undefined && arrow.from === last.from && arrow.to === last.to;
  const look = (arrow: Arrow): string => (taken(arrow) ? 'taken' : arrow.from === current ? 'out' : '');
  const lookOf = (state: string): string => {
    if (state === current) return begun ? 'lit' : 'unbegun';
    return visited.has(state) ? 'visited' : '';
  };
  // What is marked is drawn last, above the rest.
  const ordered = [...chart.arrows].sort((a, b) => look(a).length - look(b).length);
  return (
    <svg
      class="state-chart"
      preserveAspectRatio="xMidYMin meet"
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      role="img"
      aria-label={`${machine.name[lab.lang.value]}: ${begun ? words.machineStateNow(current) : words.machineNotYet(current)}`}
    >
      {ordered.map((arrow) => (
        <g key={`${arrow.from} ${arrow.to}`} class={`arrow ${look(arrow)}`}>
          <title>{`${arrow.from} → ${arrow.to}: ${arrow.events.join(', ')}`}</title>
          <path class="line" d={arrow.path} />
          <path
            class="tip"
            d="M0 0l-8-4v8z"
            transform={`translate(${arrow.tip.x.toFixed(1)} ${arrow.tip.y.toFixed(1)}) rotate(${arrow.tip.angle.toFixed(1)})`}
          />
        </g>
      ))}
      {chart.boxes.map((box) => (
        <Box key={box.state} box={box} chart={chart} initial={box.state === machine.declaration.initial} look={lookOf(box.state)} />
      ))}
      {ordered
        .filter((arrow) => look(arrow) !== '')
        .map((arrow) => (
          <text
            key={`${arrow.from} ${arrow.to}`}
            class={`arrow-name ${look(arrow)}`}
            x={arrow.label.x}
            y={arrow.label.y + 4}
            text-anchor="middle"
          >
            {taken(arrow) && last !== undefined ? last.event : nameOf(arrow)}
          </text>
        ))}
    </svg>
  );
}
