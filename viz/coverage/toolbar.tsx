/**
 * Purpose: what stands above the matrix: switches for all controls, ready-made sets, search, groups, and how large it is drawn.
 */
import type { JSX } from 'preact';
import { useComputed } from '@preact/signals';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { SIZES } from './board.ts';
import { GROUPINGS } from './groups.ts';

const GROUPING_WORDS = { none: 'groupNone', stand: 'groupStand', topic: 'groupTopic' } as const;

/** Sets that are ready to be switched on. */
function Presets({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const plan = lab.board.plan.value;
  const deployed = loaded.scenario.deployed ?? [];
  const sets: readonly (readonly [string, string, readonly string[]])[] = [
    ...(deployed.length > 0 ? [['deployed', words.presetDeployed(deployed.length), deployed] as const] : []),
    ...(plan === undefined ? [] : [['plan', words.presetPlan(plan.controls.length), plan.controls] as const]),
    ...(plan?.proof.secondBest === undefined
      ? []
      : [['second', words.presetSecond(plan.proof.secondBest.controls.length), plan.proof.secondBest.controls] as const]),
  ];
  const on = lab.profile.value;
  const current = sets.find(([, , controls]) => controls.length === on.size && controls.every((id) => on.has(id)))?.[0] ?? '';
  return (
    <label>
      <span class="hidden">{words.presets}</span>
      <select
        class="presets"
        value={current}
        onChange={(event) => {
          const chosen = sets.find(([key]) => key === event.currentTarget.value);
          if (chosen !== undefined) lab.setProfile(chosen[2]);
        }}
      >
        <option value="" disabled>
          {words.presets}
        </option>
        {sets.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Switches for all controls at once. */
export function Switches({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const on = lab.profile.value;
  const cost = useComputed(() => {
    const { changed } = lab.board.costs;
    const sum = loaded.controls.reduce(
      (total, { id, cost: own }) => total + (lab.profile.value.has(id) ? (changed.value.get(id) ?? own) : 0),
      0,
    );
    return Number(sum.toFixed(3));
  }).value;
  return (
    <div class="switches" role="group" aria-label={words.switches}>
      <button type="button" onClick={() => lab.setProfile([])} disabled={on.size === 0}>
        {words.allOff}
      </button>
      <button
        type="button"
        onClick={() => lab.setProfile(loaded.controls.map(({ id }) => id))}
        disabled={on.size === loaded.controls.length}
      >
        {words.allOn}
      </button>
      <Presets loaded={loaded} />
      <span class="quiet" aria-live="polite">
        {words.switchedOn(on.size, cost)}
      </span>
    </div>
  );
}

function ThreatFilter({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const classes = new Map(loaded.threats.flatMap((threat) => threat.classes.map((one) => [one.id, one.name[lang]] as const)));
  return (
    <label>
      <span class="hidden">{words.threatsShown}</span>
      <select
        class="threat-filter"
        value={lab.board.threatFilter.value}
        onChange={(event) => (lab.board.threatFilter.value = event.currentTarget.value)}
      >
        <option value="">{words.threatsAll(loaded.threats.length)}</option>
        <option value="open">{words.threatsOpen}</option>
        <optgroup label={words.threatsClass}>
          {[...classes].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function Sizes(): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { size, wide } = lab.board;
  const at = SIZES.indexOf(size.value);
  const turn = (step: 1 | -1): void => {
    size.value = SIZES[Math.min(SIZES.length - 1, Math.max(0, at + step))] ?? size.value;
  };
  return (
    <span class="sizes" role="group" aria-label={words.matrixSize}>
      <button type="button" title={words.matrixSmaller} aria-label={words.matrixSmaller} disabled={at === 0} onClick={() => turn(-1)}>
        −
      </button>
      <button
        type="button"
        title={words.matrixLarger}
        aria-label={words.matrixLarger}
        disabled={at === SIZES.length - 1}
        onClick={() => turn(1)}
      >
        +
      </button>
      <button type="button" class="widen" aria-pressed={wide.value} onClick={() => (wide.value = !wide.value)}>
        {words.matrixWide}
      </button>
    </span>
  );
}

/**
 * What the matrix shows.
 * Units: none. Errors: none. Source: own design.
 */
export function MatrixTools({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { board } = lab;
  return (
    <div class="matrix-tools" role="search" aria-label={words.matrixTools}>
      <input
        type="search"
        class="matrix-search"
        value={board.search.value}
        placeholder={words.matrixSearch}
        aria-label={words.matrixSearch}
        onInput={(event) => (board.search.value = event.currentTarget.value)}
      />
      <ThreatFilter loaded={loaded} />
      <label>
        <span class="hidden">{words.grouping}</span>
        <select
          class="grouping"
          value={board.grouping.value}
          onChange={(event) => (board.grouping.value = GROUPINGS.find((one) => one === event.currentTarget.value) ?? 'none')}
        >
          {GROUPINGS.map((one) => (
            <option key={one} value={one}>
              {words[GROUPING_WORDS[one]]}
            </option>
          ))}
        </select>
      </label>
      <label class="telling">
        <input type="checkbox" checked={board.telling.value} onChange={() => (board.telling.value = !board.telling.value)} />{' '}
        {words.onlyTelling}
      </label>
      <Sizes />
    </div>
  );
}
