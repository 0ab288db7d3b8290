/**
 * Purpose: the end of a scenario's part: what the results do not say, and how anybody can get them again.
 *
 * Units: none. Determinism: pure. References: docs/limitations.md; contract.md section 2.
 */
import { html, type Html } from '../html.ts';
import { runOf, type ReportData } from '../model.ts';
import { both, t, table } from '../pieces.ts';
import type { Bilingual } from '../../../sim/world/scenario.ts';

const LIMITS: readonly Bilingual[] = [
  {
    en: 'A verdict speaks of the modelled network, of the attack as executed and of the parameters in the scenario. It is not an assessment of a real system.',
    ja: '判定は、モデル化したネットワーク、実行した攻撃、シナリオに記載したパラメーターについてのものであり、実システムの評価ではない。',
  },
  {
    en: '“Blocked” means that the attack did not reach its aim within the time that the scenario runs. An attack that would succeed later is not seen.',
    ja: '「防止」は、シナリオの実行時間内に攻撃が目的に至らなかったことを意味する。それ以降に成功する攻撃は対象に含まれない。',
  },
  {
    en: 'Threats that are listed but not executed have no verdict here. Their absence from the matrix says nothing about them.',
    ja: '一覧にあっても実行していない脅威には判定がない。表にないことは、その脅威について何も意味しない。',
  },
  {
    en: 'Cryptography is symbolic: nothing is opened without its key. Controls work as built; they do not fail and are not misconfigured.',
    ja: '暗号は記号的に扱い、鍵なしに開かれることはない。対策は設計どおりに働くものとし、故障や設定誤りは扱わない。',
  },
  {
    en: 'There is one attacker at one vantage point at a time. People make no mistakes and fall for no tricks.',
    ja: '攻撃者は一度に一人、攻撃地点は一つとする。利用者は操作を誤らず、だまされることもない。',
  },
  {
    en: 'Costs are relative figures of the scenario, not prices; threats are not weighed by likelihood or harm.',
    ja: '費用はシナリオ内の相対値であり、価格ではない。脅威の起こりやすさや被害の大きさによる重みづけは行わない。',
  },
];

/**
 * Limits of the results.
 * Units: none. Errors: none. Source: docs/limitations.md.
 */
export function limitsSection({ prefix, coverage }: ReportData): Html {
  const { notExecuted } = coverage.catalogue;
  return html`<section id="${prefix}-limits">
    <h3>${t('Limits', '結果の限界')}</h3>
    <ul>
      ${LIMITS.map((limit) => html`<li>${both(limit)}</li>`)}
      <li>${t('Listed, but not executed here: ', '一覧にあるが、本結果で実行していない脅威：')}${notExecuted.join(', ')}</li>
    </ul>
  </section> `;
}

/**
 * How to get the same results again.
 * Units: none. Errors: none. Source: contract 2 and 3.
 */
export function reproduceSection(data: ReportData): Html {
  const { scenario, coverage, prefix, seed } = data;
  const heads = [t('Attack, without any control', '攻撃（対策なし）'), t('events', 'イベント数'), t('trace hash', 'トレースのハッシュ値')];
  const rows = coverage.threats
    .flatMap(({ attacks }) => attacks)
    .map((attack) => {
      const run = runOf(data, attack, []);
      return [html`<code>${attack.id}</code>`, html`${run.events}`, html`<code class="hash">${run.traceHash}</code>`];
    });
  const commands = [
    `wardlab coverage ${scenario.id} --seed ${seed}`,
    `wardlab replay ${scenario.id} --threat T13 --controls none --seed ${seed}`,
  ];
  return html`<section id="${prefix}-reproduce">
    <h3>${t('How to reproduce this', '再現の方法')}</h3>
    <p>
      ${t('The same scenario and seed give the same traces on every machine, byte for byte.', '同じシナリオと乱数の種からは、どの環境でも同一のトレースが得られる（バイト単位で一致）。')}
    </p>
    <pre>${commands.join('\n')}</pre>
    <dl>
      <dt>${t('Scenario file, SHA-256', 'シナリオファイルの SHA-256')}</dt>
      <dd><code class="hash">${scenario.sha256}</code></dd>
      <dt>${t('Seed', '乱数の種')}</dt>
      <dd>${seed}</dd>
    </dl>
    <details>
      <summary>${t('Trace hashes of the bare runs', '対策なしの再現のトレースハッシュ')}</summary>
      <div>${table(t('Trace hashes', 'トレースのハッシュ値'), heads, rows)}</div>
    </details>
  </section> `;
}
