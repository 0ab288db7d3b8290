/**
 * Purpose: the cheapest plan: its controls, what each is good for, what stays open, and how a reader can check that nothing cheaper does the same.
 *
 * Units: costs in the scenario's unit. Determinism: the coverage's order. References: contract.md section 3 (`plan`).
 */
import { controlEntry } from '../../../threats/catalogue/index.ts';
import { groupedDigits } from '../../words/counts.ts';
import { html, type Html } from '../html.ts';
import type { ReportData } from '../model.ts';
import { badge, both, bothOf, controlName, controlSum, t, table } from '../pieces.ts';

/**
 * The plan.
 * Units: none. Errors: none. Source: own design.
 */
export function planSection(data: ReportData): Html {
  const { plan } = data.coverage;
  return html`<section id="${data.prefix}-plan">
    <h3>${t('The cheapest plan', '最小費用の対策計画')}</h3>
    <p>
      ${t(`Cost ${plan.cost}, the least at which every threat reaches its best outcome. Costs are those that the scenario states.`, `費用 ${plan.cost}。すべての脅威が最良の結果に至る最小の費用である。費用はシナリオの記載値による。`)}
    </p>
    ${controls(data)} ${open(data)} ${proof(data)}
  </section> `;
}

function controls(data: ReportData): Html {
  const { plan } = data.coverage;
  const heads = [
    t('Control', '対策'),
    t('cost', '費用'),
    t('Where it acts', '作用する場所'),
    t('What it does', '内容'),
    t('cheapest cost without it', '使わない場合の最小費用'),
  ];
  const rows = plan.controls.map((id) => {
    const offer = data.scenario.controls.find((one) => one.id === id);
    const entry = controlEntry(id, offer);
    const without = plan.proof.without.find(({ control }) => control === id)?.cost;
    return [
      controlName(data, id),
      html`${offer?.cost ?? 0}`,
      both(entry.where),
      both(entry.does),
      typeof without === 'number' ? html`${without}` : t('cannot be replaced', '代替なし'),
    ];
  });
  return table(t('Controls of the plan', '計画に含まれる対策'), heads, rows);
}

function open({ coverage, prefix }: ReportData): Html {
  if (coverage.plan.leaves.length === 0)
    return html`<p>${t('Nothing stays open among the executed threats.', '実行した脅威のうち、残存するものはない。')}</p>`;
  const items = coverage.plan.leaves.map(({ threat, outcome }) => {
    const name = coverage.threats.find(({ id }) => id === threat)?.name ?? { en: '', ja: '' };
    return html`<li><a href="#${prefix}-${threat}">${threat} ${both(name)}</a>: ${badge(outcome)}</li>`;
  });
  return html`<p>
      ${t('What stays open, because no combination of the offered controls does better:', '残存する脅威（提示された対策のどの組合せでもこれ以上は改善しない）：')}
    </p>
    <ul>
      ${items}
    </ul>`;
}

function proof(data: ReportData): Html {
  const { proof: shown } = data.coverage.plan;
  const second = shown.secondBest;
  const next =
    second === undefined
      ? html``
      : html`<p>
          ${bothOf(html`The next best: ${controlSum(data, second.controls)}, cost ${second.cost}.`, html`次善の計画：${controlSum(data, second.controls)}、費用 ${second.cost}。`)}
        </p>`;
  return html`<details>
    <summary>${t('Why nothing cheaper does the same', '最小費用であることの根拠')}</summary>
    <div>
      <p>${both(shown.method)}</p>
      <p>
        ${t(`Profiles covered: ${shown.profilesCovered}; as good as the plan: ${groupedDigits(shown.equalProfiles)}.`, `対象プロファイル：${shown.profilesCovered} 通り、うち計画と同等の結果：${groupedDigits(shown.equalProfiles)} 通り。`)}
      </p>
      ${next}
    </div>
  </details>`;
}
