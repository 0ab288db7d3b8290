/**
 * Purpose: what the timeline's lanes show, as text: for readers who do not see the drawing, and for those who want to go to a mark exactly.
 *
 * Made only while it is open.
 */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useLab } from '../state/context.ts';
import { clockText } from '../time/format.ts';
import { pinsOf, sessionBars, tunnelBars, type Bar, type Pin } from '../time/lanes.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';
import type { Words } from '../words/types.ts';

/** Marks of a lane that are listed; a flood has thousands. */
const MOST = 40;
/** Marks nearer than this are told as one, as the drawing draws them as one. */
const NS_PER_MARK = 1_000_000;

const PIN_WORDS = { attack: 'pinAttack', harm: 'pinHarm', stop: 'pinStop', drop: 'pinDrop', alarm: 'pinAlarm' } as const;

/**
 * A mark in words.
 * Units: none. Errors: none. Source: own design.
 */
export function pinText({ kind, first, count }: Pin, words: Words): string {
  return words.pinText(words[PIN_WORDS[kind]], clockText(first.timeNs), count);
}

interface Line {
  readonly timeNs: number;
  readonly text: string;
  /** Where the machines of a tunnel or session run. */
  readonly place?: string;
}

function barLine(bar: Bar, words: Words): Line {
  const notes = [...(bar.fullNs === undefined ? [words.neverCrossed] : []), ...(bar.broken ? [words.brokenSession] : [])];
  const text = `${bar.label}: ${words.fromTo(clockText(bar.fromNs), clockText(bar.toNs))}`;
  return { timeNs: bar.fromNs, text: [text, ...notes].join(' · '), place: bar.place };
}

function lanesOf(replay: ReplayAnswer, horizonNs: number, words: Words): readonly (readonly [string, readonly Line[]])[] {
  const pins = (kinds: readonly Pin['kind'][]): readonly Line[] =>
    pinsOf(replay, kinds, (timeNs) => timeNs / NS_PER_MARK).map((pin) => ({ timeNs: pin.first.timeNs, text: pinText(pin, words) }));
  return [
    [words.laneTunnels, tunnelBars(replay, 1).map((bar) => barLine(bar, words))],
    [words.laneSessions, sessionBars(replay, horizonNs, 1).map((bar) => barLine(bar, words))],
    [words.laneAttack, pins(['attack', 'harm'])],
    [words.laneStops, pins(['drop', 'stop'])],
    [words.laneAlarms, pins(['alarm'])],
  ];
}

/** Goes to the state charts of a place. */
function StatesLink({ place }: { readonly place: string }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  return (
    <button
      type="button"
      class="link"
      data-place={place}
      title={words.showStates}
      aria-label={`${words.showStates}: ${place}`}
      onClick={() => {
        lab.tab.value = 'events';
        lab.inspection.showMachines(place);
      }}
    >
      {words.viewStates}
    </button>
  );
}

/**
 * The timeline as text.
 * Units: none. Errors: none. Source: own design.
 */
export function TimelineText({ replay, horizonNs }: { readonly replay: ReplayAnswer; readonly horizonNs: number }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const open = useSignal(false);
  return (
    <details class="as-text timeline-text" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{words.timelineAsText}</summary>
      {open.value ? (
        <dl>
          {lanesOf(replay, horizonNs, words).map(([lane, lines]) => (
            <div key={lane}>
              <dt>{lane}</dt>
              {lines.length === 0 ? <dd class="quiet">{words.laneEmpty}</dd> : null}
              {lines.slice(0, MOST).map((line, i) => (
                <dd key={`${line.timeNs} ${i}`}>
                  <button
                    type="button"
                    class="link"
                    data-time-ns={line.timeNs}
                    onClick={() => {
                      lab.clock.pause();
                      lab.clock.seekNs(line.timeNs);
                    }}
                  >
                    {line.text}
                  </button>{' '}
                  {line.place === undefined ? null : <StatesLink place={line.place} />}
                </dd>
              ))}
              {lines.length > MOST ? <dd class="quiet">{words.moreMarks(lines.length - MOST)}</dd> : null}
            </div>
          ))}
        </dl>
      ) : null}
    </details>
  );
}
