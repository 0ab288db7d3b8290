/**
 * Purpose: the matrix tab: how far the exploration is, the cheapest plan, the matrix, and what stands behind each threat.
 */
import type { JSX } from 'preact';
import { useComputed } from '@preact/signals';
import { EFFECT_MEANINGS, EFFECT_WORDS, EFFECTS } from '../../lab/words/outcomes.ts';
import { VIEWS } from '../coverage/board.ts';
import { MatrixTools, Switches } from '../coverage/toolbar.tsx';
import { useLab } from '../state/context.ts';
import { later } from '../state/later.tsx';
import { controlNames } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { EffectGlyph, verdictWord } from './marks.tsx';
import { Matrix } from './matrix.tsx';
import { ThreatList } from './threat-list.tsx';

const CoveragePanel = later(async () => (await import('../coverage/panels.tsx')).CoveragePanel);

function Progress(): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { done, of } = lab.exploration.value;
  const coverage = lab.coverage.value;
  if (coverage !== undefined) {
    return (
      <p class="explored quiet">
        {words.explored(coverage.replays.toLocaleString(lab.lang.value), coverage.exhaustiveReplays)}
        <span class="hidden" role="status">
          {words.exploredLive}
        </span>
      </p>
    );
  }
  return (
    <div class="exploring">
      <progress max={Math.max(1, of)} value={done} aria-label={words.exploring(Math.min(done, of - 1), of)} />
      <span class="quiet">{words.exploring(Math.min(done, Math.max(0, of - 1)), of)}</span>
    </div>
  );
}

/** The cheapest set of controls under which every threat ends as well as it can, as one button; with the reader's costs where he has changed them. */
function PlanLine({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const plan = lab.board.plan.value;
  const on = useComputed(
    () => plan !== undefined && plan.controls.length === lab.profile.value.size && plan.controls.every((id) => lab.profile.value.has(id)),
  );
  if (plan === undefined) return null;
  const left = plan.leaves.map((leaf) => `${leaf.threat} (${verdictWord(leaf.outcome, lang)})`).join(lang === 'ja' ? '、' : ', ');
  return (
    <div class="plan">
      <button type="button" class="chip plan-chip" aria-pressed={on} title={words.planApply} onClick={() => lab.setProfile(plan.controls)}>
        <strong>{words.plan}</strong> <span class="cost">{words.planCost(plan.cost)}</span>
      </button>
      <details class="plan-controls">
        <summary>
          {words.planTotal(plan.cost, plan.controls.length)}
          <span class="quiet"> — {left === '' ? words.planLeavesNothing : words.planLeaves(left)}</span>
        </summary>
        {controlNames(loaded, plan.controls, lang)}
      </details>
    </div>
  );
}

function EffectLegend(): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  return (
    <div class="effect-legend">
      <h3>{lab.words.value.legendEffects}</h3>
      <dl>
        {EFFECTS.map((effect) => (
          <div key={effect}>
            <dt>
              <EffectGlyph effect={effect} /> {EFFECT_WORDS[effect][lang]}
            </dt>
            <dd>{EFFECT_MEANINGS[effect][lang]}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        <span class="gain-sample gain" aria-hidden="true" /> {lab.words.value.gainLegend}{' '}
        <span class="gain-sample loss" aria-hidden="true" /> {lab.words.value.lossLegend}
      </p>
    </div>
  );
}

const VIEW_WORDS = { matrix: 'viewMatrix', plan: 'viewPlan', sets: 'viewSets', harm: 'viewHarm', times: 'viewTimes' } as const;

/** The views of the coverage, as buttons of which one is pressed. */
function Views(): JSX.Element {
  const lab = useLab();
  const { view } = lab.board;
  return (
    <div class="views choice" role="group" aria-label={lab.words.value.coverageViews}>
      {VIEWS.map((one) => (
        <button key={one} type="button" data-view={one} aria-pressed={view.value === one} onClick={() => (view.value = one)}>
          {lab.words.value[VIEW_WORDS[one]]}
        </button>
      ))}
    </div>
  );
}

/**
 * The matrix tab.
 * Units: none. Errors: none. Source: own design.
 */
export function MatrixPanel({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const view = lab.board.view.value;
  return (
    <div class="matrix-panel" id="matrix">
      <h2 class="hidden">{lab.words.value.matrix}</h2>
      <div class="coverage-head">
        <Views />
        <Progress />
      </div>
      {view === 'matrix' ? (
        <>
          <PlanLine loaded={loaded} />
          <Switches loaded={loaded} />
          <MatrixTools loaded={loaded} />
          <Matrix loaded={loaded} />
          <EffectLegend />
          <ThreatList loaded={loaded} />
        </>
      ) : (
        <CoveragePanel loaded={loaded} view={view} />
      )}
    </div>
  );
}
