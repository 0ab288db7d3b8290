/**
 * Purpose: everything about one threat: what it is, its attacks, the minimal sets, the harmful controls, the stories, and the evidence of its row of cells.
 *
 * Units: replays. Determinism: the coverage's order. References: TR A.5.1.
 */
import { attacksOf } from '../../../threats/attacks-of.ts';
import type { AttackCoverage, Harm, ThreatCoverage } from '../../../threats/coverage/types.ts';
import { definitionsOf, toldThreat } from '../../plugin/plugins.ts';
import { toldEstimates } from '../../words/compromise.ts';
import { EMPTY, html, type Html } from '../html.ts';
import { runOf, stoppingSet, type ReportData } from '../model.ts';
import { badge, both, bothOf, controlName, controlSum, t, table } from '../pieces.ts';
import { bareId, cellEvidence } from './cell.ts';
import { runStory } from './run.ts';

/** More minimal sets than this are counted; coverage.json lists them. */
const SETS_SHOWN = 12;

/**
 * One threat.
 * Units: none. Errors: none. Source: own design.
 */
export function threatSection(data: ReportData, threat: ThreatCoverage): Html {
  const entry = toldThreat(data.plugins, threat.id);
  const sources = entry?.sources.join(', ') ?? '';
  const printed =
    entry?.printed === undefined
      ? t('Brought by a plug-in', 'プラグインによる追加')
      : html`${t('Printed as', 'TR の印刷表記')} 「<span lang="ja">${entry.printed}</span>」`;
  return html`<section class="threat" id="${data.prefix}-${threat.id}">
    <h4>${threat.id} ${both(threat.name)}</h4>
    <p>${entry === undefined ? EMPTY : both(entry.description)}</p>
    <p class="facts">${printed} · ${sources}</p>
    ${threat.notApplicableText === undefined ? EMPTY : html`<p><strong>${t('Not applicable here: ', '本シナリオでは対象外：')}</strong>${both(threat.notApplicableText)}</p>`}
    ${attackTable(data, threat)} ${estimates(data, threat)} ${minimalSets(data, threat)} ${harmList(data, threat)}
    <h5>${t('What happens without any control', '対策がない場合の経過')}</h5>
    ${threat.attacks.map((attack, at) => story(data, attack, [], at === 0, bareId(data, attack.id)))} ${stoppedStories(data, threat)}
    ${cells(data, threat)}
  </section> `;
}

function attackTable(data: ReportData, threat: ThreatCoverage): Html {
  if (threat.attacks.length === 0) return EMPTY;
  const known = attacksOf(data.scenario, definitionsOf(data.plugins));
  const heads = [
    t('Attack', '攻撃'),
    t('What it does', '内容'),
    t('From', '攻撃地点'),
    t('bare', '対策なし'),
    t('full', '全対策'),
    t('replays', '再現回数'),
  ];
  const rows = threat.attacks.map((attack) => {
    const found = known.find(({ id }) => id === attack.id);
    const opened =
      attack.opened === undefined
        ? EMPTY
        : html` ${bothOf(html`opened by ${controlSum(data, attack.opened.profile)}: `, html`${controlSum(data, attack.opened.profile)} により成立：`)}${badge(attack.opened.outcome)}`;
    return [
      html`<a href="#${bareId(data, attack.id)}"><code>${attack.id}</code></a>`,
      found === undefined ? html`–` : both(found.definition.name),
      found === undefined ? html`–` : both(found.vantage.name),
      html`${badge(attack.bare)}${attack.notApplicableText === undefined ? EMPTY : html` ${both(attack.notApplicableText)}`}${opened}`,
      badge(attack.full),
      html`${attack.replays}`,
    ];
  });
  return table(t('Attacks that realise this threat', 'この脅威に属する攻撃'), heads, rows);
}

/** Times that follow from the scenario's figures, where the threat is one of trying. */
function estimates({ scenario }: ReportData, { id, attacks }: ThreatCoverage): Html {
  const told = attacks.length === 0 ? [] : toldEstimates(scenario, id);
  if (told.length === 0) return EMPTY;
  const heads = [
    t('What is tried', '対象'),
    t('How', '方法'),
    t('Under', '条件'),
    t('Mean time', '平均時間'),
    t('From these figures', '根拠となる数値'),
  ];
  const rows = told.map(({ target, way, under, time, constants }) => [
    both(target),
    both(way),
    both(under),
    both(time),
    html`${constants.map(({ text, source }) => html`<div>${both(text)} <small>(${source})</small></div>`)}`,
  ]);
  return table(t('Time to compromise, computed from the scenario’s figures', 'シナリオの数値から算出した侵害までの時間'), heads, rows);
}

function minimalSets(data: ReportData, threat: ThreatCoverage): Html {
  if (threat.reach === undefined || threat.minimalSets === undefined) return EMPTY;
  const { reach } = threat;
  if (reach === 'succeeded') {
    return html`<h5>${t('What is enough', '十分な対策の組合せ')}</h5>
      <p>
        ${t('No combination of the controls that this scenario offers improves the outcome.', '本シナリオで提示された対策では、どの組合せでも結果は改善しない。')}
      </p>`;
  }
  const fragile = t(' — not robust: further controls can undo it', ' — 頑健でない（対策の追加で失われることがある）');
  const items = threat.minimalSets
    .slice(0, SETS_SHOWN)
    .map((ids, at) => html`<li>${controlSum(data, ids)}${threat.robust?.[at] === false ? fragile : EMPTY}</li>`);
  const more = threat.minimalSets.length - items.length + (threat.minimalSetsMore ?? 0);
  const rest = more > 0 ? html`<li>${t(`and ${more} more (see coverage.json)`, `ほか ${more} 組（coverage.json を参照）`)}</li>` : EMPTY;
  return html`<h5>${t('What is enough', '十分な対策の組合せ')}</h5>
    <p>${t('Best outcome that any combination reaches:', '到達可能な最良の結果：')} ${badge(reach)}</p>
    <p>
      ${t('Each of these sets reaches it, and none of its members can be left out:', '次の各組合せで到達でき、いずれの構成要素も省けない：')}
    </p>
    <ul>
      ${items}${rest}
    </ul>`;
}

function harmList(data: ReportData, threat: ThreatCoverage): Html {
  const ofAttacks = threat.attacks.flatMap(({ id, harmful = [] }) => harmful.map((harm) => ({ id, harm })));
  if (threat.harmful.length + ofAttacks.length === 0) return EMPTY;
  return html`<h5>${t('What can make it worse', '逆効果となりうる対策')}</h5>
    <ul class="harms">
      ${threat.harmful.map((harm) => html`<li>${harmSentence(data, harm)}</li>`)}
      ${ofAttacks.map(({ id, harm }) => html`<li><code>${id}</code> ${harmSentence(data, harm)}</li>`)}
    </ul>`;
}

function harmSentence(data: ReportData, { control, witness, before, after }: Harm): Html {
  const [name, others] = [controlName(data, control), controlSum(data, witness)];
  return bothOf(
    html`Adding ${name} to ${others}: ${badge(before)} becomes ${badge(after)}.`,
    html`${others} に ${name} を加えると、${badge(before)} が ${badge(after)} に変わる。`,
  );
}

function stoppedStories(data: ReportData, threat: ThreatCoverage): Html {
  const set = stoppingSet(threat);
  if (set === undefined || set.length === 0) return EMPTY;
  const title = bothOf(html`How it goes with ${controlSum(data, set)}`, html`${controlSum(data, set)} がある場合の経過`);
  return html`<h5>${title}</h5>
    ${threat.attacks.map((attack, at) => story(data, attack, set, at === 0))}`;
}

/** A run of an attack; the first of a list stands open, so that it is read and printed without a click. */
function story(data: ReportData, attack: AttackCoverage, profile: readonly string[], open: boolean, id?: string): Html {
  const run = runOf(data, attack, profile);
  const body = id === undefined ? html`<div>${runStory(data, run)}</div>` : html`<div id="${id}">${runStory(data, run)}</div>`;
  return html`<details ${open ? html`open` : EMPTY}>
    <summary>${badge(run.outcome)} <code>${attack.id}</code> ${both(run.name)}</summary>
    ${body}
  </details>`;
}

function cells(data: ReportData, threat: ThreatCoverage): Html {
  if (threat.cells === undefined) return EMPTY;
  const all = Object.entries(threat.cells).map(([control, cell]) => cellEvidence(data, threat, control, cell));
  return html`<h5>${t('Evidence, control by control', '対策ごとの証跡')}</h5>
    ${all}`;
}
