/**
 * Purpose: the matrix tab: how far the exploration is, the cheapest plan, the matrix, and what stands behind each threat.
 */
import type { JSX } from 'preact';
import { EFFECT_MEANINGS, EFFECT_WORDS, EFFECTS } from '../../lab/words/outcomes.ts';
import { useLab } from '../state/context.ts';
import { controlNames } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { EffectGlyph, verdictWord } from './marks.tsx';
import { Matrix } from './matrix.tsx';
import { ThreatList } from './threat-list.tsx';

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

/** The cheapest set of controls under which every threat ends as well as it can, as one button. */
function PlanLine({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const plan = lab.coverage.value?.plan;
  if (plan === undefined) return null;
  const on = lab.profile.value;
  const isOn = plan.controls.length === on.size && plan.controls.every((id) => on.has(id));
  const left = plan.leaves.map((leaf) => `${leaf.threat} (${verdictWord(leaf.outcome, lang)})`).join(lang === 'ja' ? '、' : ', ');
  return (
    <div class="plan">
      <button
        type="button"
        class="chip plan-chip"
        aria-pressed={isOn}
        title={words.planApply}
        onClick={() => lab.setProfile(plan.controls)}
      >
        <strong>{words.plan}</strong> <span class="cost">{words.planCost(plan.cost)}</span>
      </button>
      <span class="plan-controls">
        {controlNames(loaded, plan.controls, lang)}{' '}
        <span class="quiet">— {left === '' ? words.planLeavesNothing : words.planLeaves(left)}</span>
      </span>
    </div>
  );
}

function Switches({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const on = lab.profile.value;
  const cost = loaded.controls.reduce((sum, control) => sum + (on.has(control.id) ? control.cost : 0), 0);
  return (
    <div class="switches">
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
      <span class="quiet" aria-live="polite">
        {words.switchedOn(on.size, cost)}
      </span>
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

/**
 * The matrix tab.
 * Units: none. Errors: none. Source: own design.
 */
export function MatrixPanel({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  return (
    <div class="matrix-panel" id="matrix">
      <h2 class="hidden">{lab.words.value.matrix}</h2>
      <Progress />
      <PlanLine loaded={loaded} />
      <Switches loaded={loaded} />
      <Matrix loaded={loaded} />
      <EffectLegend />
      <ThreatList loaded={loaded} />
    </div>
  );
}
