/**
 * Purpose: the timeline: lanes for tunnels, sessions, the attacker and what was stopped, the density of packets, and a cursor to scrub with.
 *
 * d3 gives the bins; the elements, the two scales and the one shape are drawn here: d3's own bring colours, number formats and curves along.
 */
import { max } from 'd3';
import type { JSX, RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { computed, useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { commandOf, type Command } from '../keys/table.ts';
import type { Lab } from '../state/lab.ts';
import { useLab } from '../state/context.ts';
import { axisText, clockText } from '../time/format.ts';
import { densityOf, pinsOf, sessionBars, tunnelBars, type Bar, type Density, type Pin } from '../time/lanes.ts';
import { momentAt, playbackMs, shownAt } from '../time/pace.ts';
import { ticksOf } from '../time/ticks.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';
import { pinText, TimelineText } from './timeline-text.tsx';

const GUTTER = 86;
const RIGHT = 14;
const LANE = 20;
const DENSITY = 30;
const AXIS = 20;
const ROWS = 3;
const TICK_GAP = 74;
const LANES = ['tunnels', 'sessions', 'attack', 'stops', 'alarms'] as const;
const HEIGHT = LANES.length * LANE + DENSITY + AXIS + 6;
/** How far a key on the focused slider moves, as a share of the whole. */
const KEY_SHARE = 0.01;

interface Axis {
  readonly width: number;
  readonly paced: boolean;
  readonly horizonNs: number;
  readonly toX: (timeNs: number) => number;
  readonly toNs: (x: number) => number;
}

/** Screen time or true time along the axis. */
function axisOf(replay: ReplayAnswer, horizonNs: number, width: number, paced: boolean): Axis {
  const domain = paced ? playbackMs(replay.pace) : horizonNs;
  const whole = Math.max(1, domain);
  const scale = (value: number): number => (Math.min(whole, Math.max(0, value)) / whole) * width;
  const back = (x: number): number => (Math.min(width, Math.max(0, x)) / width) * whole;
  return {
    width,
    paced,
    horizonNs,
    toX: (timeNs) => scale(paced ? shownAt(replay.pace, timeNs) : timeNs),
    toNs: (x) => (paced ? momentAt(replay.pace, back(x)) : back(x)),
  };
}

function Bars({
  bars,
  axis,
  top,
  kind,
}: {
  readonly bars: readonly Bar[];
  readonly axis: Axis;
  readonly top: number;
  readonly kind: string;
}): JSX.Element {
  const height = (LANE - 6) / ROWS;
  return (
    <g class={`bars ${kind}`}>
      {bars.map((bar, i) => {
        const x = axis.toX(bar.fromNs);
        const full = bar.fullNs === undefined ? undefined : axis.toX(bar.fullNs);
        const end = Math.max(x + 2, axis.toX(bar.toNs));
        const y = top + 3 + bar.row * height;
        const look = `${bar.hostile ? 'hostile' : ''} ${bar.broken ? 'broken' : ''}`;
        return (
          <g key={i} class={look}>
            <title>{bar.label}</title>
            <rect class="hollow" x={x} y={y + 0.5} width={end - x} height={height - 1} />
            {full === undefined ? null : <rect class="solid" x={full} y={y} width={Math.max(1, end - full)} height={height} />}
          </g>
        );
      })}
    </g>
  );
}

const PIN_SHAPES: Readonly<Record<Pin['kind'], string>> = {
  attack: 'M0-5 5 0 0 5-5 0z',
  harm: 'M-4-4 4 4M4-4-4 4',
  stop: 'M0-6V6',
  drop: 'M0-3V3',
  alarm: 'M0-5 5 4H-5z',
};

function Pins({ pins, top }: { readonly pins: readonly Pin[]; readonly top: number }): JSX.Element {
  const words = useLab().words.value;
  return (
    <g>
      {pins.map((pin) => (
        <path
          key={`${pin.kind} ${pin.x}`}
          class={`pin ${pin.kind}`}
          d={PIN_SHAPES[pin.kind]}
          transform={`translate(${pin.x} ${top + LANE / 2})`}
        >
          <title>{pinText(pin, words)}</title>
        </path>
      ))}
    </g>
  );
}

function DensityShape({ bins, top }: { readonly bins: readonly Density[]; readonly top: number }): JSX.Element {
  const most = Math.max(1, max(bins, (one) => one.all) ?? 1);
  const y = (value: number): number => DENSITY * (1 - Math.sqrt(value / most));
  // A block for each bin, side by side.
  const shape = (value: (one: Density) => number): string => {
    const blocks = bins.map((one) => `V${y(value(one)).toFixed(2)}H${one.x1.toFixed(2)}`);
    return blocks.length === 0 ? '' : `M${(bins[0]?.x0 ?? 0).toFixed(2)} ${DENSITY}${blocks.join('')}V${DENSITY}Z`;
  };
  return (
    <g transform={`translate(0 ${top})`}>
      <path class="density" d={shape((one) => one.all)} />
      <path class="density hostile" d={shape((one) => one.hostile)} />
    </g>
  );
}

function AxisLine({ axis }: { readonly axis: Axis }): JSX.Element {
  const ticks = ticksOf(axis.horizonNs, axis.toX, TICK_GAP);
  const top = HEIGHT - AXIS;
  return (
    <g class="axis">
      <line x1={0} x2={axis.width} y1={top} y2={top} />
      {ticks.map((tick) => (
        <g key={tick.timeNs} transform={`translate(${tick.x} 0)`}>
          <line class="grid" y1={0} y2={top} />
          <line y1={top} y2={top + 4} />
          <text y={top + 15} text-anchor={tick.x < 20 ? 'start' : tick.x > axis.width - 20 ? 'end' : 'middle'}>
            {axisText(tick.timeNs, tick.stepNs)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Everything that stands still while the cursor moves. */
function Lanes({ replay, axis }: { readonly replay: ReplayAnswer; readonly axis: Axis }): JSX.Element {
  const drawn = useMemo(
    () => ({
      tunnels: tunnelBars(replay, ROWS),
      sessions: sessionBars(replay, axis.horizonNs, ROWS),
      attack: pinsOf(replay, ['attack', 'harm'], axis.toX),
      stops: pinsOf(replay, ['drop', 'stop'], axis.toX),
      alarms: pinsOf(replay, ['alarm'], axis.toX),
      density: densityOf(replay, axis.toX, axis.width),
    }),
    [replay, axis],
  );
  return (
    <g>
      <AxisLine axis={axis} />
      <Bars bars={drawn.tunnels} axis={axis} top={0} kind="tunnels" />
      <Bars bars={drawn.sessions} axis={axis} top={LANE} kind="sessions" />
      <Pins pins={drawn.attack} top={2 * LANE} />
      <Pins pins={drawn.stops} top={3 * LANE} />
      <Pins pins={drawn.alarms} top={4 * LANE} />
      <DensityShape bins={drawn.density} top={LANES.length * LANE + 4} />
    </g>
  );
}

function useWidth(element: RefObject<HTMLElement | null>): ReadonlySignal<number> {
  const width = useSignal(0);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

function onSliderKey(lab: Lab, event: KeyboardEvent): void {
  const { clock } = lab;
  const whole = playbackMs(clock.pace.peek());
  const moves: Readonly<Record<Exclude<Command<'timeline'>, 'play'>, number>> = {
    back: -KEY_SHARE,
    on: KEY_SHARE,
    farOn: 10 * KEY_SHARE,
    farBack: -10 * KEY_SHARE,
    start: -1,
    end: 1,
  };
  const command = commandOf('timeline', event);
  if (command === undefined) return;
  if (command === 'play') clock.toggle();
  else clock.seekShown(clock.shownMs.peek() + moves[command] * whole);
  event.preventDefault();
}

/** Where the replay parts from the one beside it. */
function PartedLine({ replay, axis }: { readonly replay: ReplayAnswer; readonly axis: Axis }): JSX.Element | null {
  const lab = useLab();
  const timeNs = lab.compare.timeOf(replay.key);
  if (timeNs === undefined) return null;
  const x = axis.toX(timeNs);
  return (
    <g class="parted" transform={`translate(${x} 0)`} data-parted-ns={timeNs}>
      <title>{lab.words.value.partedHere}</title>
      <line y1={0} y2={HEIGHT - AXIS} />
      <rect x={-8} y={0} width={16} height={14} rx={3} />
      <text y={11} text-anchor="middle">
        ≠
      </text>
    </g>
  );
}

/** The scrub area: a slider for keyboard and assistive technology, a drag area for the pointer. */
function Scrubber({ replay, axis, name }: { readonly replay: ReplayAnswer; readonly axis: Axis; readonly name: string }): JSX.Element {
  const lab = useLab();
  const cursor = useMemo(() => computed(() => `translate(${axis.toX(lab.clock.timeNs.value)} 0)`), [axis]);
  const now = useMemo(() => computed(() => Math.round((lab.clock.timeNs.value / axis.horizonNs) * 1000)), [axis]);
  const text = useComputed(() => clockText(lab.clock.timeNs.value));
  const drag = (event: PointerEvent & { readonly currentTarget: SVGSVGElement }): void => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    lab.clock.pause();
    lab.clock.seekNs(axis.toNs(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <svg
      class="lanes"
      width={axis.width}
      height={HEIGHT}
      tabindex={0}
      role="slider"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={1000}
      aria-valuenow={now}
      aria-valuetext={text}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={(event) => onSliderKey(lab, event)}
    >
      <Lanes replay={replay} axis={axis} />
      <PartedLine replay={replay} axis={axis} />
      <g class="cursor" transform={cursor}>
        <line y1={0} y2={HEIGHT - AXIS} />
        <path d="M-5-1h10L0 6z" />
      </g>
    </svg>
  );
}

/**
 * The timeline panel.
 * Units: none. Errors: none. Source: own design.
 */
export function Timeline({
  horizonNs,
  side,
  called,
}: {
  readonly horizonNs: number;
  /** Which replay, where two stand side by side; absent = the one that is shown. */
  readonly side?: ReplayAnswer;
  /** What it is called, where there are two; absent = `Timeline`. */
  readonly called?: string;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const name = called ?? words.timeline;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { paced } = lab;
  const replay = side ?? lab.shown.value;
  const inner = width.value - GUTTER - RIGHT;
  const axis = useMemo(
    () => (replay === undefined || inner <= 0 ? undefined : axisOf(replay, horizonNs, inner, paced.value)),
    [replay, inner, paced.value, horizonNs],
  );
  const labels = [words.laneTunnels, words.laneSessions, words.laneAttack, words.laneStops, words.laneAlarms];
  return (
    <section class="timeline" aria-label={name}>
      <div class="timeline-frame" ref={frame}>
        <div class="lane-names">
          {labels.map((label) => (
            <span key={label} aria-hidden="true">
              {label}
            </span>
          ))}
          <span class="tall" aria-hidden="true">
            {words.laneFrames}
          </span>
          <button
            type="button"
            class="axis-choice"
            title={words.timelineHelp}
            aria-label={`${words.axis}: ${paced.value ? words.axisPaced : words.axisTrue}`}
            onClick={() => (paced.value = !paced.value)}
          >
            {paced.value ? words.axisPaced : words.axisTrue}
          </button>
        </div>
        {replay === undefined || axis === undefined ? <div class="lanes empty" /> : <Scrubber replay={replay} axis={axis} name={name} />}
      </div>
      {replay === undefined ? null : <TimelineText replay={replay} horizonNs={horizonNs} />}
    </section>
  );
}
