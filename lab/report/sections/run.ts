/**
 * Purpose: one replay in the report: who attacked from where with which controls on, the evidence as a timeline, the verdict.
 *
 * Units: seconds with six decimals. Determinism: pure.
 */
import { grouped, seconds } from '../../../threats/evidence/figures.ts';
import type { EvidenceLine } from '../../../threats/evidence/index.ts';
import type { ReplayEntry } from '../../run/replay-entry.ts';
import { chanceText } from '../../words/chance.ts';
import { lineText, sourceText } from '../../words/sources.ts';
import { EMPTY, html, joined, type Html } from '../html.ts';
import type { ReportData } from '../model.ts';
import { badge, both, bothOf, controlName, controlSum, t } from '../pieces.ts';

/**
 * A replay with its evidence.
 * Units: none. Errors: none. Source: own design.
 */
export function runStory(data: ReportData, run: ReplayEntry): Html {
  return html`<div class="run">
    <p>${badge(run.outcome)} ${lineSentence(run.because)}</p>
    ${run.interval === undefined ? EMPTY : html`<p>${both(chanceText({ ...run, interval: run.interval }))}</p>`}
    <p class="facts">
      ${bothOf(html`Controls that were on and called upon: ${controlSum(data, run.controls)}.`, html`有効で、働く場面のあった対策：${controlSum(data, run.controls)}。`)}
      ${askedOff(run)}
    </p>
    ${stopped(data, run)} ${timeline(run.evidence)}
    <p class="facts">
      ${t(`${grouped(run.events)} events, trace `, `全 ${grouped(run.events)} イベント、トレース `)}<code class="hash"
        >${run.traceHash}</code
      >
    </p>
  </div> `;
}

/** The oracle's sentence. */
function lineSentence(because: ReplayEntry['because']): Html {
  const { en, ja } = lineText(because);
  return both({ en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.`, ja: `${ja}。` });
}

function askedOff({ consulted }: ReplayEntry): Html {
  const ids = Object.keys(consulted).filter((id) => consulted[id] === false);
  if (ids.length === 0) return html``;
  const codes = joined(
    ids.map((id) => html`<code>${id}</code>`),
    html`, `,
  );
  return bothOf(html`Called upon, but off: ${codes}.`, html`働く場面はあったが、無効だった対策：${codes}。`);
}

function stopped(data: ReportData, { stoppedBy: stop }: ReplayEntry): Html {
  if (stop === undefined) return html``;
  const name = controlName(data, stop.control);
  const when = `${seconds(stop.timeNs)}`;
  return html`<p class="stopped">
    <strong
      >${bothOf(
        html`Stopped by ${name} at <code>${stop.at}</code>, event ${stop.event}, ${when} s, reason <code>${stop.reason}</code>.`,
        html`止めた対策：${name}、場所 <code>${stop.at}</code>、イベント ${stop.event}、${when} 秒、理由 <code>${stop.reason}</code>。`,
      )}</strong
    >
  </p>`;
}

/** The evidence in order; one row a line, those that a control acted in marked. */
function timeline(lines: readonly EvidenceLine[]): Html {
  if (lines.length === 0)
    return html`<p>
      ${t('Nothing happened that explains the outcome: the attack came to nothing.', '結果を説明する出来事はなかった（攻撃は不発に終わった）。')}
    </p>`;
  return html`<div class="scroll">
    <table class="timeline">
      <thead>
        <tr>
          <th scope="col">${t('Time (s)', '時刻（秒）')}</th>
          <th scope="col">${t('Event', 'イベント')}</th>
          <th scope="col">${t('What happened', '出来事')}</th>
          <th scope="col">${t('Source', '出典')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row(line: EvidenceLine): Html {
  const [kind = ''] = line.what.split('/');
  const [from, to] = [seconds(line.timeNs), seconds(line.lastTimeNs)];
  const when = line.count === 1 ? html`${from}` : html`${from}<br />– ${to}`;
  const events = line.count === 1 ? html`${line.event}` : html`${line.event}<br />– ${line.lastEvent}`;
  return html`<tr class="k-${kind}">
    <td class="num">${when}</td>
    <td class="num">${events}</td>
    <td>${both(lineText(line))}</td>
    <td class="source">${both(sourceText(line.source))}</td>
  </tr>`;
}
