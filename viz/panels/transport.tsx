/**
 * Purpose: the buttons of the playback, and the keys that do the same.
 */
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { useComputed, type ReadonlySignal } from '@preact/signals';
import { SPEEDS } from '../state/clock.ts';
import { commandOf, keyOf, type Command } from '../keys/table.ts';
import type { Lab } from '../state/lab.ts';
import { useLab } from '../state/context.ts';
import { clockText, durationText } from '../time/format.ts';
import { stopsOf } from '../time/lanes.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';
import { lastNotAbove, momentAt, playbackMs } from '../time/pace.ts';

const NS_PER_HALF_US = 500;

/** Goes to the next or the previous of some moments; true times, so that "next" is always later. */
function step(lab: Lab, moments: ArrayLike<number>, direction: 1 | -1): void {
  lab.clock.pause();
  const nowNs = lab.clock.timeNs.peek();
  const at = lastNotAbove(moments, direction === 1 ? nowNs + NS_PER_HALF_US : nowNs - NS_PER_HALF_US);
  const here = moments[at] ?? 0;
  const target = direction === 1 && here <= nowNs + NS_PER_HALF_US ? moments[at + 1] : here;
  if (target !== undefined && (direction === 1 || target < nowNs)) lab.clock.seekNs(target);
}

/** Moments at which the arrow keys stop, of one replay or of two side by side. They take the evidence, which comes when a key first asks for it. */
async function momentsOf(lab: Lab, replays: readonly ReplayAnswer[]): Promise<Float64Array> {
  const all = await Promise.all(replays.map(async (replay) => stopsOf(replay, (await lab.told.whole(replay))?.evidence ?? [])));
  return Float64Array.from(new Set(all.flatMap((moments) => [...moments]))).sort();
}

/** Goes to the next or the previous of the moments that `momentsOf` finds. */
type StepMarked = (direction: 1 | -1) => void;

function useStepMarked(lab: Lab): StepMarked {
  const shown = lab.shown.value;
  const pair = lab.compare.pair.value;
  return useMemo(() => {
    const replays = pair === undefined ? [shown] : [pair.left, pair.right];
    let found: Promise<Float64Array> | undefined;
    return (direction) => {
      lab.clock.pause();
      found ??= momentsOf(
        lab,
        replays.filter((replay) => replay !== undefined),
      );
      void found.then((moments) => step(lab, moments, direction));
    };
  }, [lab, shown, pair]);
}

/** Whether a key belongs to what has the focus rather than to the playback. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return true;
  if (
    event.target.closest('input, select, textarea, table, [role="tablist"], [role="slider"], [role="listbox"], [contenteditable]') !== null
  )
    return true;
  return commandOf('playback', event) === 'play' && event.target.closest('button, a, summary') !== null;
}

/** The next faster or slower speed. */
function changeSpeed(lab: Lab, direction: 1 | -1): void {
  const { speed } = lab.clock;
  const at = SPEEDS.findIndex((one) => one === speed.peek());
  speed.value = SPEEDS[at + direction] ?? speed.peek();
}

function act(lab: Lab, command: Command<'playback'>, stepMarked: StepMarked): void {
  const stepAny = (direction: 1 | -1): void => step(lab, lab.clock.pace.peek().timesNs, direction);
  const acts: Readonly<Record<Command<'playback'>, () => void>> = {
    play: () => lab.clock.toggle(),
    next: () => stepMarked(1),
    previous: () => stepMarked(-1),
    on: () => stepAny(1),
    back: () => stepAny(-1),
    faster: () => changeSpeed(lab, 1),
    slower: () => changeSpeed(lab, -1),
    start: () => lab.clock.seekShown(0),
    end: () => lab.clock.seekShown(playbackMs(lab.clock.pace.peek())),
  };
  acts[command]();
}

/** How much of the network's time one second on the screen takes at this moment. */
function rateOf(lab: Lab): string {
  const pace = lab.clock.pace.value;
  const speed = lab.clock.speed.value;
  // Read at half-second steps: a figure that flickers cannot be read.
  const shown = Math.floor(lab.clock.shownMs.value / 500) * 500;
  return durationText(Math.max(1, momentAt(pace, shown + 1_000 * speed) - momentAt(pace, shown)));
}

const SIGNS = {
  start: 'M3 2v12M13 2 5 8l8 6z',
  previous: 'M11 3 5 8l6 5z',
  next: 'm5 3 6 5-6 5z',
  back: 'M12 4 7 8l5 4zM4 4v8',
  on: 'm4 4 5 4-5 4zM12 4v8',
  end: 'M13 2v12M3 2l8 6-8 6z',
  play: 'm4 2 9 6-9 6z',
  pause: 'M3 2h4v12H3zM9 2h4v12H9z',
} as const;

/** A sign on a button, drawn so that it looks alike everywhere. */
function Sign({ name }: { readonly name: keyof typeof SIGNS }): JSX.Element {
  return (
    <svg class="sign" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SIGNS[name]} />
    </svg>
  );
}

/** A small button of the playback; its title says which key does the same. */
function Knob({
  sign,
  name,
  keys,
  off,
  act: run,
}: {
  readonly sign: keyof typeof SIGNS;
  readonly name: string;
  readonly keys: string;
  readonly off: boolean;
  readonly act: () => void;
}): JSX.Element {
  return (
    <button type="button" disabled={off} title={`${name} (${keys})`} aria-label={name} onClick={run}>
      <Sign name={sign} />
    </button>
  );
}

/** Time and rate, which change while the rest stands. */
function Readout({ clock, rate }: { readonly clock: ReadonlySignal<string>; readonly rate: ReadonlySignal<string> }): JSX.Element {
  return (
    <span class="readout">
      <output class="now">{clock}</output>
      <span class="quiet rate">{rate}</span>
    </span>
  );
}

/**
 * The playback's buttons.
 * Units: none. Errors: none. Source: own design.
 */
export function Transport(): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { clock } = lab;
  const shown = lab.shown.value;
  const stepMarked = useStepMarked(lab);
  const time = useComputed(() => clockText(clock.timeNs.value));
  const rate = useComputed(() => (lab.shown.value === undefined ? '' : lab.words.value.rate(rateOf(lab))));
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf('playback', event);
      if (shown === undefined || command === undefined || isTaken(event)) return;
      act(lab, command, stepMarked);
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [lab, stepMarked, shown]);
  const playing = clock.playing.value;
  // A draft cannot be played before it runs.
  const off = shown === undefined || lab.edit.draft.value !== undefined;
  return (
    <div class="transport" role="group" aria-label={words.playback}>
      <Knob sign="start" name={words.toStart} keys={keyOf('playback', 'start')} off={off} act={() => clock.seekShown(0)} />
      <Knob sign="previous" name={words.previousEvent} keys={keyOf('playback', 'previous')} off={off} act={() => stepMarked(-1)} />
      <Knob
        sign="back"
        name={words.previousPacket}
        keys={keyOf('playback', 'back')}
        off={off}
        act={() => step(lab, clock.pace.peek().timesNs, -1)}
      />
      <button type="button" class="main play" disabled={off} aria-label={playing ? words.pause : words.play} onClick={() => clock.toggle()}>
        <Sign name={playing ? 'pause' : 'play'} /> {playing ? words.pause : words.play}
      </button>
      <Knob
        sign="on"
        name={words.nextPacket}
        keys={keyOf('playback', 'on')}
        off={off}
        act={() => step(lab, clock.pace.peek().timesNs, 1)}
      />
      <Knob sign="next" name={words.nextEvent} keys={keyOf('playback', 'next')} off={off} act={() => stepMarked(1)} />
      <Knob
        sign="end"
        name={words.toEnd}
        keys={keyOf('playback', 'end')}
        off={off}
        act={() => clock.seekShown(playbackMs(clock.pace.peek()))}
      />
      <label class="speed">
        <span class="hidden">{words.speed}</span>
        <select value={String(clock.speed.value)} onChange={(event) => (clock.speed.value = Number(event.currentTarget.value))}>
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
      <Readout clock={time} rate={rate} />
      <span class="hidden" role="status" aria-live="polite" data-run={playing ? 'playing' : 'paused'}>
        {off ? '' : playing ? words.running : words.paused(clockText(clock.timeNs.peek()))}
      </span>
    </div>
  );
}
