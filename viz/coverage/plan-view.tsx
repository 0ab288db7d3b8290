/**
 * Purpose: the cheapest plan with costs that the reader may change: what is in it, what it leaves, what each of its controls is worth, and how this is known.
 */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import type { Plan } from '../../threats/coverage/types.ts';
import { verdictWord } from '../panels/marks.tsx';
import { useLab } from '../state/context.ts';
import { controlName, controlNames } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { ControlWords } from '../worker/telling.ts';
import { readCost } from './cost-book.ts';

/** A cost that can be typed over; what is no cost is marked and not taken. */
function CostField({ control }: { readonly control: ControlWords }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { costs } = lab.board;
  const bad = useSignal(false);
  const cost = costs.changed.value.get(control.id) ?? control.cost;
  const take = (text: string): void => {
    const read = readCost(text);
    bad.value = read === undefined;
    if (read !== undefined) costs.set(control.id, read);
  };
  return (
    <>
      <input
        type="text"
        inputMode="decimal"
        class="cost-field"
        data-control={control.id}
        value={String(cost)}
        aria-label={words.costOf(control.name[lab.lang.value])}
        aria-invalid={bad.value}
        onInput={(event) => take(event.currentTarget.value)}
        onBlur={(event) => {
          event.currentTarget.value = String(costs.changed.peek().get(control.id) ?? control.cost);
          bad.value = false;
        }}
      />
      {bad.value ? (
        <span class="cost-bad" role="alert">
          {words.costBad}
        </span>
      ) : null}
    </>
  );
}

function CostRow({ control, plan }: { readonly control: ControlWords; readonly plan: Plan | undefined }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const own = lab.board.costs.changed.value.has(control.id);
  const without = plan?.proof.without.find((one) => one.control === control.id);
  return (
    <tr class={without === undefined ? '' : 'planned'} data-control={control.id} data-planned={without !== undefined}>
      <th scope="row">{control.name[lab.lang.value]}</th>
      <td>
        <CostField control={control} />
      </td>
      <td class="quiet">{own ? control.cost : ''}</td>
      <td>{without === undefined ? '' : <span class="planned-mark">✓ {words.planIn}</span>}</td>
      <td>
        {without === undefined ? (
          ''
        ) : without.cost === null ? (
          <span class="quiet">{words.planWithoutNone}</span>
        ) : (
          words.planCost(without.cost)
        )}
      </td>
    </tr>
  );
}

/** The plan in words. */
function PlanWords({ loaded, plan }: { readonly loaded: LoadedScenario; readonly plan: Plan }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { secondBest, equalProfiles, method } = plan.proof;
  const left = plan.leaves.map((leaf) => `${leaf.threat} (${verdictWord(leaf.outcome, lang)})`).join(lang === 'ja' ? '、' : ', ');
  return (
    <div class="plan-words" data-cost={plan.cost} data-controls={plan.controls.join(' ')}>
      <p>
        <button type="button" class="main" onClick={() => lab.setProfile(plan.controls)}>
          {words.planApply}
        </button>{' '}
        <strong>
          {words.plan}: {words.planTotal(plan.cost, plan.controls.length)}
        </strong>{' '}
        <span class="quiet">— {left === '' ? words.planLeavesNothing : words.planLeaves(left)}</span>
      </p>
      <p>{controlNames(loaded, plan.controls, lang)}</p>
      <p class="quiet">{words.planEqual(countText(equalProfiles, lang))}</p>
      {secondBest === undefined ? null : (
        <p class="quiet">
          {words.planSecond(secondBest.cost)}{' '}
          {secondBest.controls
            .filter((id) => !plan.controls.includes(id))
            .map((id) => `+ ${controlName(loaded, id, lang)}`)
            .concat(plan.controls.filter((id) => !secondBest.controls.includes(id)).map((id) => `− ${controlName(loaded, id, lang)}`))
            .join(' ')}
        </p>
      )}
      <details>
        <summary class="quiet">{words.planProof}</summary>
        <p>{method[lang]}</p>
      </details>
    </div>
  );
}

/** Counts of sets are decimal strings that may leave the range of numbers. */
function countText(count: string, lang: string): string {
  return BigInt(count).toLocaleString(lang);
}

/**
 * The view of costs and plan.
 * Units: the scenario's own unit of cost. Errors: none. Source: own design.
 */
export function PlanView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const plan = lab.board.plan.value;
  const waiting = lab.coverage.value === undefined ? words.planWaits : words.planComputing;
  return (
    <section class="plan-view" aria-label={words.viewPlan} aria-busy={plan === undefined}>
      <div role="status">{plan === undefined ? <p class="quiet">{waiting}</p> : <PlanWords loaded={loaded} plan={plan} />}</div>
      <p class="quiet">
        {words.costsHelp}{' '}
        <button type="button" class="costs-reset" disabled={!lab.board.costs.isChanged.value} onClick={() => lab.board.costs.reset()}>
          {words.costsReset}
        </button>
      </p>
      <div class="scroll">
        <table class="costs">
          <thead>
            <tr>
              <th scope="col">{words.control}</th>
              <th scope="col">{words.costOwn}</th>
              <th scope="col">{words.costScenario}</th>
              <th scope="col">{words.plan}</th>
              <th scope="col">{words.planWithout}</th>
            </tr>
          </thead>
          <tbody>
            {loaded.controls.map((control) => (
              <CostRow key={control.id} control={control} plan={plan} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
