/**
 * Purpose: the threat × control matrix, each cell a link to its evidence, and the switches of the what-if.
 *
 * The switches need the script and stay hidden without it; everything else works without.
 * Units: costs in the scenario's unit. Determinism: the coverage's order. References: contract.md section 3 (`cells`).
 */
import type { ThreatCoverage } from '../../../threats/coverage/types.ts';
import { ALSO_HARMS, alsoHarms, EFFECT_GLYPHS, EFFECT_MEANINGS, EFFECTS } from '../../words/outcomes.ts';
import { EMPTY, html, type Html } from '../html.ts';
import type { ReportData } from '../model.ts';
import { badge, both, effectMark, t } from '../pieces.ts';
import { cellId } from './cell.ts';

/**
 * The matrix with its legend.
 * Units: none. Errors: none. Source: own design.
 */
export function matrixSection(data: ReportData): Html {
  const { coverage, prefix } = data;
  return html`<section id="${prefix}-matrix">
    <h3>${t('Threat × control', '脅威 × 対策')}</h3>
    <p>
      ${t('Each cell says what the control does to the threat on its own, and opens its evidence.', '各欄は、その対策が単独で脅威に及ぼす効果を示す。選択すると証跡が開く。')}
    </p>
    <p class="script-only" hidden>
      ${t('Tick controls to see at once what would come of every threat. The answers are read off the explored trees; nothing is estimated.', '対策を選ぶと、全脅威の結果が即座に更新される。結果は探索済みの決定木から読み取るもので、推定は含まない。')}
      <button type="button" data-set="none">${t('none', 'なし')}</button>
      <button type="button" data-set="all">${t('all', 'すべて')}</button>
      <button type="button" data-set="plan">${t('cheapest plan', '最小費用の計画')}</button>
    </p>
    <div class="scroll">
      <table class="matrix" data-what-if="${prefix}">
        <caption>
          ${t('Effect of each control on each threat', '各対策の各脅威への効果')}
        </caption>
        <thead>
          ${headRow(data)}${fixedRow(t('no control', '対策なし'), coverage.threats, ({ bare }) => bare)}${whatIfRow(data)}
        </thead>
        <tbody>
          ${coverage.controls.map((control) => controlRow(data, control.id))}
        </tbody>
        <tfoot>
          ${fixedRow(t('all controls', '全対策'), coverage.threats, ({ full }) => full)}
        </tfoot>
      </table>
    </div>
    <ul class="legend">
      ${EFFECTS.map((effect) => html`<li class="e-${effect}">${effectMark(effect)}: ${both(EFFECT_MEANINGS[effect])}</li>`)}
      <li>${EFFECT_GLYPHS.harms} ${both(ALSO_HARMS)}</li>
    </ul>
    <div class="templates" hidden>
      ${(['blocked', 'detected', 'degraded', 'inconclusive', 'succeeded', 'not-applicable'] as const).map((verdict) => html`<span data-verdict="${verdict}">${badge(verdict)}</span>`)}
    </div>
  </section> `;
}

function headRow({ coverage, prefix }: ReportData): Html {
  const heads = coverage.threats.map(
    ({ id, name }) =>
      html`<th scope="col">
        <a href="#${prefix}-${id}"><b>${id}</b><span class="upright">${both(name)}</span></a>
      </th>`,
  );
  return html`<tr>
    <th scope="col">${t('Control', '対策')}</th>
    <th scope="col">${t('cost', '費用')}</th>
    ${heads}
  </tr>`;
}

function fixedRow(head: Html, threats: readonly ThreatCoverage[], verdict: (threat: ThreatCoverage) => ThreatCoverage['bare']): Html {
  return html`<tr class="verdicts">
    <th scope="row" colspan="2">${head}</th>
    ${threats.map((threat) => html`<td>${badge(verdict(threat))}</td>`)}
  </tr>`;
}

/** Filled by the script; before that it repeats the bare outcomes. */
function whatIfRow({ coverage }: ReportData): Html {
  const cells = coverage.threats.map(({ id, bare }) => html`<td data-threat="${id}" aria-live="polite">${badge(bare)}</td>`);
  return html`<tr class="verdicts script-only" hidden>
    <th scope="row" colspan="2">${t('with the ticked controls', '選択した対策')} (<span data-cost>0</span>)</th>
    ${cells}
  </tr>`;
}

function controlRow(data: ReportData, id: string): Html {
  const { coverage, prefix } = data;
  const control = coverage.controls.find((one) => one.id === id);
  if (control === undefined) throw new Error(`report: the coverage has no control ${id}`);
  const box = html`<input
    type="checkbox"
    class="script-only"
    hidden
    id="${prefix}-on-${id}"
    data-control="${id}"
    data-price="${control.cost}"
  />`;
  const cells = coverage.threats.map((threat) => matrixCell(data, threat, id));
  return html`<tr>
    <th scope="row">
      ${box}<label for="${prefix}-on-${id}">${both(control.name)} <code>${id}</code></label>
    </th>
    <td class="num">${control.cost}</td>
    ${cells}
  </tr>`;
}

function matrixCell(data: ReportData, threat: ThreatCoverage, control: string): Html {
  const cell = threat.cells?.[control];
  if (cell === undefined) return html`<td class="e-na">${t('not applicable', '対象外')}</td>`;
  const also = alsoHarms(threat, control)
    ? html`<span class="word also">${EFFECT_GLYPHS.harms} ${t('can harm', '逆効果も')}</span>`
    : EMPTY;
  return html`<td class="e-${cell.effect}"><a href="#${cellId(data, threat.id, control)}">${effectMark(cell.effect)}${also}</a></td>`;
}
