/**
 * Purpose: the evidence of one cell of the matrix: every attack of the threat without and with the control alone, the stories side by side, and, where the
 * control does nothing alone, the combination in which it contributes or harms.
 *
 * Units: none. Determinism: pure. References: contract.md section 3 (`cells`).
 */
import { evaluate } from '../../../threats/coverage/index.ts';
import { rankOf } from '../../../threats/coverage/outcomes.ts';
import type { AttackCoverage, Cell, ThreatCoverage } from '../../../threats/coverage/types.ts';
import { groupedDigits } from '../../words/counts.ts';
import { contribution, harmShown, type Comparison } from '../gather.ts';
import { EMPTY, html, type Html } from '../html.ts';
import { runKey, runOf, type ReportData } from '../model.ts';
import { badge, bothOf, controlName, controlSum, effectMark, t, table } from '../pieces.ts';
import { runStory } from './run.ts';

/**
 * The id of a cell's evidence in the page.
 * Units: none. Errors: none. Source: own design.
 */
export function cellId({ prefix }: ReportData, threat: string, control: string): string {
  return `${prefix}-${threat}-${control}`;
}

/**
 * The id of an attack's bare run in the page.
 * Units: none. Errors: none. Source: own design.
 */
export function bareId({ prefix }: ReportData, attack: string): string {
  return `${prefix}-bare-${attack.replace(/[^\w.-]/g, '-')}`;
}

/**
 * The evidence of a cell, closed until it is opened. The id stands inside, so that a link to it opens it.
 * Units: none. Errors: none. Source: own design.
 */
export function cellEvidence(data: ReportData, threat: ThreatCoverage, control: string, cell: Cell): Html {
  return html`<details class="cell e-${cell.effect}">
    <summary>${effectMark(cell.effect)} — ${controlName(data, control)}</summary>
    <div id="${cellId(data, threat.id, control)}" class="cell-body">
      <p>${figures(cell)} <a href="#${data.prefix}-matrix">${t('Back to the matrix', '表に戻る')}</a></p>
      ${attackTable(data, threat, control)} ${stories(data, threat, control)} ${inCombination(data, threat, control, cell)}
    </div>
  </details> `;
}

function figures(cell: Cell): Html {
  const [better, worse] = [groupedDigits(cell.better), groupedDigits(cell.worse)];
  return t(
    `Alone it improves ${cell.attacks} of ${cell.of} attacks; it stands in ${cell.minimalSets} minimal sets; adding it improves ${better} combinations and worsens ${worse}.`,
    `単独で改善する攻撃は ${cell.of} 件中 ${cell.attacks} 件、この対策を含む最小の組合せは ${cell.minimalSets} 組。追加により改善する組合せは ${better} 通り、悪化する組合せは ${worse} 通り。`,
  );
}

function isAsked(attack: AttackCoverage, control: string): boolean {
  return runKey(attack, [control]) !== runKey(attack, []);
}

function attackTable(data: ReportData, threat: ThreatCoverage, control: string): Html {
  const heads = [
    t('Attack', '攻撃'),
    t('without it (bare)', 'なし（対策なし）'),
    t('with it alone', 'この対策のみ'),
    t('stopped by', '止めた対策'),
  ];
  const rows = threat.attacks.map((attack) => {
    const alone = runOf(data, attack, [control]);
    const same = isAsked(attack, control)
      ? EMPTY
      : html` ${t('(never called upon: the same run, event for event)', '（働く場面がなく、対策なしの場合と全イベントが同一）')}`;
    const stop = alone.stoppedBy;
    const where = stop === undefined ? html`–` : html`<code>${stop.control}</code> @ <code>${stop.at}</code>`;
    return [
      html`<a href="#${bareId(data, attack.id)}"><code>${attack.id}</code></a>`,
      badge(runOf(data, attack, []).outcome),
      html`${badge(alone.outcome)}${same}`,
      where,
    ];
  });
  return table(t('Every attack of the threat, replayed', '各攻撃の再現結果'), heads, rows);
}

/** The attack that shows the control best, side by side; the other runs that differ from bare below. */
function stories(data: ReportData, threat: ThreatCoverage, control: string): Html {
  const asked = threat.attacks.filter((attack) => isAsked(attack, control));
  const gain = ({ tree }: AttackCoverage): number =>
    rankOf(evaluate(tree, new Set()).outcome) - rankOf(evaluate(tree, new Set([control])).outcome);
  const [best, ...others] = [...asked].sort((a, b) => gain(b) - gain(a));
  if (best === undefined) {
    return html`<p>
        ${t(
          'While it is the only control, no attack of this threat comes to a point where it could act. The bare runs below are therefore its evidence.',
          'この対策だけを有効にした場合、いずれの攻撃もこの対策が働く場面に至らない。したがって、対策なしの再現がそのまま証跡となる。',
        )}
      </p>
      <ul>
        ${threat.attacks.map(
          (attack) =>
            html`<li>
              <a href="#${bareId(data, attack.id)}">${t('bare run of', '対策なしの再現：')} <code>${attack.id}</code></a>
            </li>`,
        )}
      </ul>`;
  }
  const more = others.map(
    (attack) =>
      html`<details>
        <summary>${t('with it alone:', 'この対策のみ：')} <code>${attack.id}</code></summary>
        ${runStory(data, runOf(data, attack, [control]))}
      </details>`,
  );
  return html`<h5><code>${best.id}</code></h5>
    ${pair(data, { attack: best, without: [], added: [control] })}${more}`;
}

function pair(data: ReportData, { attack, without, added }: Comparison): Html {
  return html`<div class="pair">
    <div>
      <h6>${t('Without it', 'この対策なし')}</h6>
      ${runStory(data, runOf(data, attack, without))}
    </div>
    <div>
      <h6>${t('With it', 'この対策あり')}</h6>
      ${runStory(data, runOf(data, attack, added))}
    </div>
  </div>`;
}

function inCombination(data: ReportData, threat: ThreatCoverage, control: string, cell: Cell): Html {
  const helps = cell.effect === 'contributes' ? contribution(threat, control) : undefined;
  const harms = harmShown(threat, control);
  return html`${helps === undefined ? EMPTY : combination(data, helps, t('Where it contributes', '効果のある組合せ'))}${harms === undefined ? EMPTY : combination(data, harms, t('Where it harms', '逆効果となる組合せ'))}`;
}

function combination(data: ReportData, shown: Comparison, title: Html): Html {
  const others = controlSum(data, shown.without);
  return html`<details open>
    <summary>${title}: ${bothOf(html`added to ${others}`, html`${others} に追加した場合`)}</summary>
    <h5><code>${shown.attack.id}</code></h5>
    ${pair(data, shown)}
  </details>`;
}
