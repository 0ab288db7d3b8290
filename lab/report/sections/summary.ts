/**
 * Purpose: the first page of a scenario's part: what was examined, and what came of it.
 *
 * Units: replays, costs in the scenario's unit. Determinism: pure.
 */
import { whatIf } from '../../../threats/coverage/index.ts';
import type { Verdict } from '../../../threats/coverage/types.ts';
import { countSentences } from '../../words/counts.ts';
import { FLOW_WORDS, VERDICT_WORDS } from '../../words/outcomes.ts';
import { EMPTY, html, type Html } from '../html.ts';
import type { ReportData } from '../model.ts';
import { badge, both, bothOf, controlSum, t, table } from '../pieces.ts';

/**
 * Title, figures, and the verdict on every threat.
 * Units: none. Errors: none. Source: own design.
 */
export function summarySection(data: ReportData): Html {
  const { scenario, coverage, prefix } = data;
  return html`<section id="${prefix}-summary">
    <h2>${both(scenario.title)}</h2>
    <p class="lead">${both(scenario.about)}</p>
    <p>
      ${bothOf(html`Rendered after ${scenario.source}. Scenario <code>${scenario.id}</code>.`, html`${scenario.source} に準拠。シナリオ <code>${scenario.id}</code>。`)}
    </p>
    ${headline(data)} ${countSentences(coverage).map((sentence) => html`<p>${both(sentence)}</p>`)} ${expectations(data)} ${verdicts(data)}
  </section> `;
}

/** The answer that a meeting asks for first. */
function headline(data: ReportData): Html {
  const { plan, threats } = data.coverage;
  const applicable = threats.filter(({ reach }) => reach !== undefined);
  const closed = applicable.length - plan.leaves.length;
  if (plan.controls.length === 0) {
    return html`<div class="headline">
      <p>
        ${t(
          `None of the offered controls is needed for, or helps towards, the best outcome that this network can reach: ${closed} of ${applicable.length} threats are blocked.`,
          `提示された対策を用いても、このネットワークで到達可能な最良の結果は変わらない（${applicable.length} 件中 ${closed} 件の脅威を防止）。`,
        )}
      </p>
    </div>`;
  }
  return html`<div class="headline">
    <p>
      ${bothOf(
        html`With ${plan.controls.length} controls at cost ${plan.cost}, <strong>${closed} of ${applicable.length}</strong> threats are
          blocked and the others are held to the best outcome that the offered controls can reach.`,
        html`費用 ${plan.cost} の ${plan.controls.length} 対策により、<strong>${applicable.length} 件中 ${closed} 件</strong
          >の脅威を防止し、残りも提示された対策で到達可能な最良の結果に抑えられる。`,
      )}
    </p>
    <p>${controlSum(data, plan.controls)}</p>
  </div>`;
}

function expectations({ coverage }: ReportData): Html {
  const flows = coverage.flowExpectations ?? [];
  const stated = [
    ...coverage.expectations.map((each) => ({ ...each, id: each.threat, words: VERDICT_WORDS[each.found] })),
    ...flows.map((each) => ({ ...each, id: each.flow, words: FLOW_WORDS[each.found] })),
  ];
  const failed = stated.filter(({ holds }) => !holds);
  const count = stated.length;
  if (count === 0) return EMPTY;
  if (failed.length === 0)
    return html`<p>
      ${t(`All ${count} expectations that the scenario states hold.`, `シナリオに記載された期待値 ${count} 件はすべて満たされている。`)}
    </p>`;
  const items = failed.map(({ id, controls, expected, words }) => {
    const profile = typeof controls === 'string' ? controls : controls.join(', ');
    return html`<li>
      <code>${id}</code>, <code>${profile}</code>: ${t('expected', '期待')} ${expected}, ${t('found', '実際')} ${both(words)}
    </li>`;
  });
  return html`<div class="warning">
    <p>
      ${t(`${failed.length} of ${count} expectations that the scenario states do not hold:`, `シナリオに記載された期待値 ${count} 件のうち ${failed.length} 件が満たされていない：`)}
    </p>
    <ul>
      ${items}
    </ul>
  </div>`;
}

function verdicts({ coverage, prefix }: ReportData): Html {
  const planned = new Map<string, Verdict>(
    whatIf(coverage, new Set(coverage.plan.controls)).threats.map(({ id, outcome }) => [id, outcome]),
  );
  const heads = [
    t('Threat', '脅威'),
    t('bare (no control)', '対策なし'),
    t('full (all controls)', '全対策'),
    t('best reachable', '到達可能な最良'),
    t('under the plan', '計画適用時'),
    t('attacks', '攻撃数'),
    t('replays', '再現回数'),
  ];
  const rows = coverage.threats.map((threat) => [
    html`<a href="#${prefix}-${threat.id}">${threat.id} ${both(threat.name)}</a>`,
    badge(threat.bare),
    badge(threat.full),
    threat.reach === undefined ? html`–` : badge(threat.reach),
    badge(planned.get(threat.id) ?? 'not-applicable'),
    html`${threat.attacks.length}`,
    html`${threat.replays}`,
  ]);
  return table(t('Verdict on every threat: the worst of its attacks', '脅威ごとの判定（属する攻撃のうち最悪の結果）'), heads, rows);
}
