/**
 * Purpose: the shape of a scenario file as one zod schema, with every default and its documentation, and the JSON Schema made from it.
 *
 * Networks and sites stand in `schema-sites.ts`, attackers in `schema-attackers.ts`.
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; defaults name their source in their description.
 */
import * as z from 'zod';
import { MECHANISMS } from '../sim/world/mechanisms.ts';
import { isPluginMechanism, PLUGIN_MECHANISM } from './additions.ts';
import { didYouMean, oneOf } from './issue.ts';
import { choice, leaf, type Refusal } from './leaf.ts';
import { id, integer, place, text } from './leaves.ts';
import { positiveDuration, duration, probability, size } from './quantity-leaves.ts';
import { adversary, expectation, monitoring, vantage } from './schema-attackers.ts';
import { about, bilingual, KEY, name, PORT } from './schema-common.ts';
import { centre, enrolment, group, key, network, site } from './schema-sites.ts';
import { nearest } from './suggest.ts';

const service = z.strictObject({
  name,
  kind: choice([
    'referral',
    'booking',
    'image',
    'audit-log',
    'console',
    'orders',
    'records',
    'directory',
    'share',
    'gateway',
    'conference',
  ]),
  host: place,
  port: PORT,
  tls: choice(['never', 'offered', 'always']).prefault('never'),
  accounts: z
    .array(id)
    .prefault([])
    .describe(about('Users with an account; empty = no login', 'アカウントを持つ利用者。空ならログインなし')),
  partners: z.array(id).prefault([]).describe(about('Sites that the service is meant for', 'サービスの対象施設')),
  'client-certificates': z
    .boolean()
    .optional()
    .describe(
      about(
        'Under TLS, users prove themselves by a certificate of their own (RFC 8446 4.4.2)',
        'TLS では利用者個人の証明書を求める（RFC 8446 4.4.2）',
      ),
    ),
  login: choice(['clear', 'challenge', 'pake'])
    .optional()
    .describe(about('How passwords are proved; absent = challenge', 'パスワードの送り方。省略時はチャレンジ')),
  'archives-status': z
    .boolean()
    .optional()
    .describe(
      about('The certificate status at signing is archived with each document', '署名時点の証明書の有効性情報を文書とともに保管する'),
    ),
  confirms: z
    .boolean()
    .optional()
    .describe(
      about('Each action is signed with the user’s card, not only the login', 'ログイン時だけでなく操作ごとに IC カードで署名する'),
    ),
  checks: z
    .strictObject({ implausible: probability.optional(), checksum: z.boolean().optional() })
    .optional()
    .describe(
      about(
        'Letters only: checks without a key; share of accidental changes that break ranges or totals, and a checksum',
        '文書サービスのみ：鍵を使わない検査。偶発的な変化のうち値の範囲や合計で分かる割合と、チェックサム',
      ),
    ),
  rto: positiveDuration
    .optional()
    .describe(
      about(
        'Bearable outage (recovery time objective); absent = 15 s, half of the set-up time of TR D.7 a',
        '許容停止時間（目標復旧時間）。省略時は 15 秒（TR D.7 a の接続時間の半分）',
      ),
    ),
  usage: z
    .strictObject({
      sites: z.array(text),
      domains: z.array(text),
      mail: size,
      'mail-port': PORT.optional().describe(
        about('Port on which mail from outside arrives; absent = none', '外部からのメールを受けるポート。省略時は受けない'),
      ),
      attachments: z
        .array(text)
        .optional()
        .describe(about('Types of files that mail from outside may bring', '外部からのメールに添付を許すファイルの種類')),
      'removes-active': z
        .boolean()
        .optional()
        .describe(
          about(
            'An application proxy that removes active content from pages and mails',
            'ページとメールから能動的コンテンツを除くアプリケーションプロキシ',
          ),
        ),
    })
    .optional()
    .describe(about('Rules of use of a gateway', 'ゲートウェイの利用規則')),
  'checked-by': place
    .optional()
    .describe(about('Orders only: the host of the register that is asked before each order', 'orders のみ：処理前に照会する台帳のホスト')),
  'kept-answers': z
    .strictObject({ age: duration, limit: duration })
    .optional()
    .describe(
      about(
        "Beside checked-by: the service's copy of the register, its age at the start and the age up to which it is used",
        'checked-by と併用：台帳の写しの開始時点の古さと、使用を許す古さの上限',
      ),
    ),
  withdrawn: z
    .array(z.strictObject({ user: id, ago: duration }))
    .optional()
    .describe(
      about(
        'Beside checked-by: users whose right to order the register has withdrawn, and how long before the run',
        'checked-by と併用：台帳上で依頼の権限を取り消された利用者と、取消しからの経過時間',
      ),
    ),
  trusts: z
    .array(place)
    .optional()
    .describe(
      about('Orders, share, directory: hosts whose address is proof enough', 'orders・share・directory：アドレスだけで信頼するホスト'),
    ),
});

const flow = z.strictObject({
  name,
  service: id,
  client: place,
  user: id.optional(),
  operation: choice([
    'store-letter',
    'fetch-letter',
    'book',
    'inquire',
    'fetch-image',
    'log',
    'maintain',
    'order',
    'read-records',
    'look-up',
    'copy-file',
    'browse',
    'send-mail',
    'fetch-mail',
    'talk',
  ]),
  asset: id.optional(),
  at: duration.describe(about('Time of the first run', '初回の時刻')),
  every: positiveDuration
    .optional()
    .describe(about('Time between runs; needed when `times` is above 1', '実行の間隔。times が 2 以上なら必須')),
  times: integer(1, 1_000_000).prefault(1),
  'source-port': PORT.optional().describe(
    about(
      'Fixed local port of the client program; an off-path attacker then knows it',
      'クライアントの固定送信元ポート。経路外の攻撃者にも既知となる',
    ),
  ),
  'random-port': z
    .boolean()
    .optional()
    .describe(about('The program draws a new local port each time', 'プログラムは送信元ポートを毎回乱数で選ぶ')),
  'in-parts': integer(2, 10_000)
    .optional()
    .describe(about('Fetched in so many parts, and resumed after a break', '分割して取得し、切断後は途中から再開する（分割数）')),
  alternative: z
    .strictObject({ service: id, after: positiveDuration })
    .optional()
    .describe(
      about(
        'Service of another partner, when this one does not answer for so long',
        '応答がない場合に利用する他施設のサービスと、待ち時間',
      ),
    ),
  recovery: z
    .strictObject({
      kind: choice(['resend', 'ask-first', 'manual']),
      after: positiveDuration,
      tries: integer(1, 100).prefault(1).describe(about('How often at most', '最大回数')),
    })
    .optional()
    .describe(
      about(
        'What happens to an order that is not confirmed: sent again by the machine, asked after and sent again if unknown, or entered again by hand',
        '確認応答のない依頼の扱い：自動再送、照会のうえ未達なら再送、または手作業での再入力',
      ),
    ),
  think: duration.prefault('0 s').describe(about('How long the user works in the session', '利用者がセッション内で作業する時間')),
});

/** One of ours, or one that a plug-in brings; whether a loaded plug-in does is for the second pass. */
const mechanism = leaf(
  {
    anyOf: [
      { type: 'string', enum: [...MECHANISMS] },
      { type: 'string', pattern: PLUGIN_MECHANISM.source },
    ],
  },
  oneOf(MECHANISMS),
  (raw): string | Refusal => {
    if (typeof raw === 'string' && (isPluginMechanism(raw) || MECHANISMS.some((known) => known === raw))) return raw;
    return { refused: 'bad-value', ...(typeof raw === 'string' ? didYouMean(nearest(raw, MECHANISMS)) : {}) };
  },
);

const control = z.strictObject({
  mechanism: mechanism.optional().describe(about('Absent = the same as the id', '省略時は ID と同じ')),
  scope: z.array(place).describe(about('Where it stands; empty = deployed nowhere', '配置場所。空ならどこにも配置しない')),
  cost: integer(1, 1_000_000).describe(about('Relative yearly cost', '年間の相対費用')),
});

export const scenarioSchema = z
  .strictObject({
    scenario: id.describe(about("The scenario's id", 'シナリオの ID')),
    title: bilingual,
    source: text.describe(about('Clause and figure of the TR', 'TR の箇条と図')),
    about: bilingual.describe(about('What it shows', '何を示すか')),
    horizon: positiveDuration.describe(about('A replay ends at this time', '再生を終える時刻')),
    networks: z.record(KEY, network),
    centre: centre.optional(),
    enrolment: enrolment.optional(),
    keys: z.record(KEY, key).prefault({}).describe(about('Shared secrets that people chose', '人が決めた共有鍵')),
    groups: z.record(KEY, group).prefault({}).describe(about('Who may connect to whom (TR D.3)', '接続できる相手の組（TR D.3）')),
    sites: z.record(KEY, site),
    services: z.record(KEY, service).prefault({}),
    flows: z.record(KEY, flow).prefault({}),
    controls: z.record(KEY, control).prefault({}).describe(about('Countermeasures that may be switched on', '切り替えられる対策')),
    vantages: z.record(KEY, vantage).prefault({}).describe(about('Places from which an attacker may act', '攻撃者の立ち位置')),
    deployed: z
      .array(id)
      .optional()
      .describe(
        about(
          'Controls that this network comes with; `wardlab compare` judges it with these on',
          'この網が備える対策（比較表はこれらを有効として判定）',
        ),
      ),
    adversary,
    monitoring: monitoring.optional(),
    expect: z.array(expectation).prefault([]).describe(about('Outcomes that must hold on replay', '再生時に成り立つべき結果')),
  })
  .meta({
    title: 'Wardlab scenario',
    description: about('A network and what happens in it; data only', 'ネットワークとそこで起きる事象のデータ'),
  });

/** A file that has passed the first pass; keys are still those of the file. */
export type Draft = z.output<typeof scenarioSchema>;

/**
 * The JSON Schema of a scenario file, for editors and other tools. Draft-07, because the YAML language server knows it best.
 * Units: none. Errors: none. Source: JSON Schema draft-07; contract 4.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(scenarioSchema, { target: 'draft-7', io: 'input' }) };
}
