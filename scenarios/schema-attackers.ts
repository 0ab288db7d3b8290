/**
 * Purpose: the schema of vantage points, the means of attackers, watching and expectations.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; threat-cards 2.2 (vantage points); TR A.1 c (watching).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { id, integer, place, station, text } from './leaves.ts';
import { bitRate, count, duration, frequency, positiveDuration, probability } from './quantity-leaves.ts';
import { about, bitErrors, line, name, RANK } from './schema-common.ts';
import { controlSelection, threatForm } from './expect-leaves.ts';

export const vantage = z.strictObject({
  kind: choice(['wan-on', 'wan-off', 'lan', 'in-hsz', 'in-sz', 'in-dmz', 'peer', 'relay', 'radio', 'stolen', 'phys', 'none']),
  at: place,
  name,
  address: station
    .optional()
    .describe(
      about("The attacker's own station; with /length when it hangs on a network", '攻撃者の端末。ネットワーク直結なら /長さ 付き'),
    ),
  ...line,
  rate: line.rate.optional(),
  delay: line.delay.optional(),
  account: place.optional().describe(about('A host on which an accomplice has an account', '共犯者がアカウントを持つホスト')),
  sees: choice(['own', 'segment']).prefault('own'),
  incident: choice(['denial', 'content-denial', 'erased-log', 'infected-document', 'misdial', 'line-fault'])
    .optional()
    .describe(about('What happens here without a network attacker', '攻撃者によらず起きる事象')),
  errors: bitErrors.optional(),
  fails: z.array(place).optional().describe(about('Ducts and places that fail together', '同時に失われる管路と場所')),
  'repaired-after': positiveDuration
    .optional()
    .describe(about('What failed works again after this time; absent = not within the run', '修理完了までの時間。省略時は実行終了後')),
  user: id.optional().describe(about('In a zone: whose account and workstation he uses', 'ゾーン内：使用するアカウントと端末の利用者')),
  lost: z
    .strictObject({
      age: duration,
      'reported-after': duration,
      state: choice(['off', 'running', 'key-beside']),
      'trained-report': duration
        .optional()
        .describe(about('Report where people are trained; absent = no difference', '教育がある場合の届出までの時間。省略時は差なし')),
      pin: z
        .strictObject({ space: integer(1, Number.MAX_SAFE_INTEGER), position: RANK.optional(), tries: integer(1, 1_000_000).optional() })
        .optional()
        .describe(
          about('Number at the screen or before the disk; tries absent = unlimited', '画面または起動時の暗証番号。tries 省略時は無制限'),
        ),
      'remote-wipe': z.boolean().optional().describe(about('Erased over the network once reported', '届出後に遠隔消去')),
      credentials: z
        .strictObject({ user: id, card: choice(['apart', 'inside']) })
        .optional()
        .describe(about('A password stored on it, and where the card was kept', '保存されたパスワードの利用者と、IC カードの保管場所')),
    })
    .optional()
    .describe(about('Loss of the device: when, reported after, found off or running', '紛失の経過時間、届出までの時間、発見時の状態')),
});

const figure = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: text });

export const adversary = z
  .strictObject({
    dictionary: figure(count({ en: 'a dictionary size', ja: '辞書の語数' }, 'word', 'words', Number.MAX_SAFE_INTEGER)),
    'offline-guesses': figure(frequency),
    'online-guesses': figure(frequency),
    'key-search': figure(frequency).optional().describe(about('Keys of a weak cipher tried in a second', '弱い暗号鍵の毎秒試行数')),
    'syn-rate': figure(frequency),
    'syn-networks': figure(integer(1, 512))
      .optional()
      .describe(
        about(
          'Neighbouring /24 networks from which forged sources of a flood come; absent = 512',
          'フラッドの詐称送信元が属する連続した /24 の数。省略時は 512',
        ),
      ),
    'rst-rate': figure(frequency),
    bots: figure(z.strictObject({ count: integer(1, 1_000_000), rate: bitRate, forged: probability }))
      .optional()
      .describe(
        about(
          'Hosts that attack together (T25), with the share of forged sources',
          '一斉に攻撃する端末の数、速度、送信元詐称の割合（T25）',
        ),
      ),
    'malware-age': figure(duration),
    'scanner-lag': figure(duration),
    'fault-age': figure(duration).optional(),
    'patch-lag': figure(duration).optional(),
    'document-malware-age': figure(duration).optional(),
    'documents-opened': figure(probability)
      .optional()
      .describe(
        about('Share of infected documents that are opened (T20); absent = all', '感染文書が開封される割合（T20）。省略時はすべて'),
      ),
    'lures-followed': figure(probability)
      .optional()
      .describe(
        about(
          'Share of lures in mails and pages of strangers that are followed (T09, T20); absent = all',
          '外部の者のメールや Web ページの誘いに応じる割合（T09、T20）。省略時はすべて',
        ),
      ),
    'scanners-trust-signed': figure(z.boolean()).optional(),
    'copy-rate': figure(frequency).optional(),
    'tool-factor': figure(integer(1, Number.MAX_SAFE_INTEGER)).optional(),
    patience: figure(positiveDuration).optional(),
    'trained-lapses': figure(integer(1, 1000)).optional(),
  })
  .describe(about('What the attackers can do; every figure with its source', '攻撃者の能力。各数値に出典を付ける'));

export const monitoring = z
  .strictObject({
    records: integer(1, 1_000_000).describe(about('Uses in a window that raise no alarm yet', '警報を出さない、時間枠内の利用回数')),
    window: positiveDuration,
    response: duration.describe(about('From alarm to cut-off', '警報から切断まで')),
    review: positiveDuration.describe(about('Logs are reviewed so long after the fact', 'ログ点検までの時間')),
    'reports-to': place
      .optional()
      .describe(about('Host to which services report a check that is not answered', '照会に応答がないことを報告する先のホスト')),
  })
  .describe(about('Watching of the use of services (TR A.1 c)', 'サービス利用の監視（TR A.1 c）'));

export const expectation = z.strictObject({
  threat: threatForm,
  controls: controlSelection,
  outcome: choice(['blocked', 'detected', 'degraded', 'succeeded', 'not-applicable', 'inconclusive']),
});
