/**
 * Purpose: the state chart of a machine that ran: drawn from its declaration, lit by the transitions that it made up to the moment that is shown.
 */
import type { JSX } from 'preact';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useLab } from '../state/context.ts';
import { placeName } from '../state/names.ts';
import { clockText } from '../time/format.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { StateChart } from './state-chart.tsx';
import { machineOf, transitionsOf, type Machine } from './machines.ts';
import type { MachineEntry, MachineList, MadeStep } from './types.ts';

/** The machine of a list that is shown: the chosen one, or the first. */
function shownEntry(list: MachineList | undefined, id: number | undefined): MachineEntry | undefined {
  return list?.entries.find((entry) => entry.id === id) ?? list?.entries[0];
}

function Transitions({ machine, current }: { readonly machine: Machine; readonly current: string }): JSX.Element {
  const words = useLab().words.value;
  return (
    <details class="as-text">
      <summary>{words.machineTable}</summary>
      <table>
        <thead>
          <tr>
            {[words.machineState, words.machineEvent, words.machineNext, words.machineActions].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {transitionsOf(machine.declaration).map(({ from, event, to, actions }) => (
            <tr key={`${from} ${event}`} class={from === current ? 'on' : ''}>
              <th scope="row">{from}</th>
              <td>{event}</td>
              <td>{to}</td>
              <td>{actions.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Made({ steps, now }: { readonly steps: readonly MadeStep[]; readonly now: number }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  return (
    <section class="made" aria-label={words.machineSteps}>
      <h3>{words.machineSteps}</h3>
      <ol>
        {steps.map((step, i) => (
          <li key={i} class={i === now ? 'on' : i > now ? 'later' : ''}>
            <button
              type="button"
              class="link"
              aria-current={i === now ? 'step' : undefined}
              onClick={() => {
                lab.clock.pause();
                lab.clock.seekNs(step.timeNs);
              }}
            >
              {clockText(step.timeNs)}
            </button>{' '}
            <code>
              {step.from} → {step.to}
            </code>{' '}
            <span class="quiet">{step.event}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Choice({
  loaded,
  list,
  entry,
}: {
  readonly loaded: LoadedScenario;
  readonly list: MachineList;
  readonly entry: MachineEntry | undefined;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { inspection } = lab;
  const places = inspection.talkers.value.hosts;
  const place = inspection.place.value;
  const all = place === undefined || places.includes(place) ? places : [place, ...places];
  return (
    <div class="machine-choice">
      <label>
        {words.machinesAt}{' '}
        <select
          class="machine-place"
          value={place ?? ''}
          onChange={(event) => inspection.showMachines(event.currentTarget.value || undefined)}
        >
          <option value="">{words.everywhere}</option>
          {all.map((one) => (
            <option key={one} value={one}>
              {placeName(loaded.scenario, one, lang)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.machineChoice}{' '}
        <select
          class="machine-which"
          value={String(entry?.id ?? '')}
          disabled={list.entries.length === 0}
          onChange={(event) => (inspection.machine.value = Number(event.currentTarget.value))}
        >
          {list.entries.map((one) => (
            <option key={one.id} value={String(one.id)}>
              {`${machineOf(one.machine)?.name[lang] ?? one.machine} · ${one.about}${place === undefined ? ` · ${placeName(loaded.scenario, one.at, lang)}` : ''} · ${clockText(one.firstNs)}`}
            </option>
          ))}
        </select>
      </label>
      {list.entries.length < list.total ? (
        <p class="quiet">{words.machinesCut(list.entries.length, list.total.toLocaleString(lang))}</p>
      ) : null}
    </div>
  );
}

/** Chart and lists of one machine. */
function OneMachine({ machine, steps }: { readonly machine: Machine; readonly steps: readonly MadeStep[] }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  // Index of the last transition that was made by now; it changes only when a transition is made.
  const now = useComputed(() => {
    const timeNs = lab.clock.timeNs.value;
    return steps.findLastIndex((step) => step.timeNs <= timeNs);
  }).value;
  const begins = steps[0]?.from ?? machine.declaration.initial;
  const current = steps[now]?.to ?? begins;
  return (
    <>
      <p class="machine-now" role="status" data-state={current} data-step={now}>
        <strong>{now < 0 ? words.machineNotYet(begins) : words.machineStateNow(current)}</strong>{' '}
        <span class="quiet">{words.machineDeclared(machine.declaration.id)}</span>
      </p>
      <div class="machine-parts">
        <StateChart machine={machine} current={current} begun={now >= 0} last={steps[now]} seen={steps.slice(0, now + 1)} />
        <Made steps={steps} now={now} />
      </div>
      <Transitions machine={machine} current={current} />
    </>
  );
}

/**
 * The states view.
 * Units: none. Errors: none. Source: own design; the machines are those of sim/.
 */
export function StatesView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { inspection } = lab;
  const list = useSignal<(MachineList & { readonly place: string | undefined }) | undefined>(undefined);
  const steps = useSignal<{ readonly id: number; readonly made: readonly MadeStep[] } | undefined>(undefined);
  const entry = shownEntry(list.value, inspection.machine.value);
  useSignalEffect(() => {
    const place = inspection.place.value;
    void inspection.ask({ kind: 'machines', place }).then((got) => {
      // A place that was left meanwhile does not come back.
      if (got !== undefined && inspection.place.peek() === place) list.value = { ...got, place };
      return undefined;
    });
  });
  useSignalEffect(() => {
    const id = shownEntry(list.value, inspection.machine.value)?.id;
    if (id !== undefined) void inspection.ask({ kind: 'steps', machine: id }).then((made) => (steps.value = { id, made: made ?? [] }));
  });
  if (list.value === undefined) return <p class="nothing">{words.busyReplay}</p>;
  const machine = entry === undefined ? undefined : machineOf(entry.machine);
  return (
    <div class="states" data-place={list.value.place ?? ''}>
      <Choice loaded={loaded} list={list.value} entry={entry} />
      {machine === undefined ? <p class="nothing">{words.machinesNone}</p> : null}
      {machine !== undefined && steps.value?.id === entry?.id && steps.value !== undefined ? (
        <OneMachine key={entry?.id} machine={machine} steps={steps.value.made} />
      ) : null}
    </div>
  );
}
