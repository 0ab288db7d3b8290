/**
 * Purpose: the state machines of a place that was chosen in the picture, each with the state that it is in now; a choice opens its state chart.
 */
import '../style/here.css';
import type { JSX } from 'preact';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useLab } from '../state/context.ts';
import { machineOf } from './machines.ts';
import type { MachinesHere as Here } from './types.ts';

/** How often the states follow a running clock, on the screen; faster could not be read. */
const FOLLOW_MS = 250;

/**
 * The machines of a place; nothing while no replay is shown.
 * Units: none. Errors: none. Source: own design.
 */
export function MachinesHere({ place }: { readonly place: string }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { inspection, clock } = lab;
  const here = useSignal<Here | undefined>(undefined);
  const beat = useComputed(() =>
    clock.playing.value ? Math.floor(clock.shownMs.value / (FOLLOW_MS * clock.speed.value)) : clock.timeNs.value,
  );
  useSignalEffect(() => {
    if (beat.value < 0 || lab.shown.value === undefined) return;
    void inspection.ask({ kind: 'here', place, timeNs: clock.timeNs.peek() }).then((got) => {
      if (got !== undefined) here.value = got;
      return undefined;
    });
  });
  if (lab.shown.value === undefined) return null;
  if (here.value === undefined) return <p class="quiet">{words.loadingPart}</p>;
  const { total, entries } = here.value;
  const open = (machine?: number): void => {
    lab.tab.value = 'events';
    inspection.showMachines(place, machine);
  };
  return (
    <section class="machines-here" aria-label={words.showStates} data-total={total}>
      <h4>{total === 0 ? words.machinesNone : words.machinesHere}</h4>
      <ul>
        {entries.map(({ id, machine, about, state, begun }) => (
          <li key={id}>
            <button type="button" data-machine={machine} data-state={state} onClick={() => open(id)}>
              <span>
                {machineOf(machine)?.name[lang] ?? machine}
                {about === '' ? '' : ` · ${about}`}
              </span>{' '}
              <span class={begun ? 'id lit' : 'id'}>{begun ? `● ${state}` : state}</span>
            </button>
          </li>
        ))}
      </ul>
      {total > entries.length ? (
        <button type="button" class="link" onClick={() => open()}>
          {words.machinesAll(total.toLocaleString(lang))}
        </button>
      ) : null}
    </section>
  );
}
