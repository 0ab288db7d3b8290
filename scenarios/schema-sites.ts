/**
 * Purpose: the schema of sites with the people and the information in them.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; TR 5.2 (information), D.4 h (policies of subscribers).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { id, integer, place } from './leaves.ts';
import { duration, positiveDuration, probability, size } from './quantity-leaves.ts';
import { about, KEY, name, RANK } from './schema-common.ts';
import { device } from './schema-devices.ts';
import { zones } from './schema-hosts.ts';
import { pattern } from './schema-networks.ts';
import { privacy } from './schema-trust.ts';

const user = z
  .strictObject({
    name,
    role: id.describe(about('What he is, for example doctor or administrator', '職種（例: doctor、administrator）')),
    workstation: place.describe(about('The host that he works at', '使用する端末')),
    'password-rank': RANK.optional().describe(
      about(
        "Position of the password in the attacker's dictionary; absent = in none",
        '攻撃者の辞書でのパスワードの順位。省略時は辞書にない',
      ),
    ),
    'password-draw': z
      .strictObject({
        'in-dictionary': probability.describe(about('Probability that the dictionary holds it', '辞書に含まれる確率')),
        popular: z
          .array(probability)
          .prefault([])
          .describe(about('Probabilities of the first positions; the rest is spread evenly', '先頭から順の各語の確率。残りは一様')),
      })
      .optional()
      .describe(about('The position is drawn in each run; instead of password-rank', '順位を再現ごとに抽選する。password-rank の代わり')),
    'password-pattern': pattern.optional().describe(about('The password follows a pattern', 'パスワードが一定のパターンに従う')),
    'password-lifetime': positiveDuration.optional().describe(about('The password is changed this often', 'パスワードの変更間隔')),
    duties: z
      .array(
        z.strictObject({
          asset: id.describe(about('A collection that the role may read', '閲覧を許された情報資産')),
          needed: integer(0, 1_000_000).describe(about("How many of its records today's work needs", '当日の業務に必要な件数')),
        }),
      )
      .optional()
      .describe(
        about('Collections that the role covers, and how many records today’s work needs', '職務で扱う情報資産と、当日の業務に必要な件数'),
      ),
    'revoked-at': duration.optional().describe(about('When the signature certificate is revoked', '署名用証明書が失効する時刻')),
    'ignores-warnings': z.boolean().optional().describe(about('Clicks warnings about certificates away', '証明書の警告を無視する')),
    'shared-by': integer(1, 1000).optional().describe(about('How many people use this account', 'このアカウントを使う人数')),
  })
  .describe(about('A person with accounts at services', 'サービスのアカウントを持つ人'));

const asset = z
  .strictObject({
    name,
    label: choice(['phi', 'anon', 'staff', 'audit', 'secconf', 'public']).describe(
      about(
        'phi: of a patient. anon: anonymised. staff: of employees. audit: records for the audit. secconf: security settings and keys. public (TR 5.2)',
        'phi：患者情報。anon：匿名化情報。staff：職員情報。audit：監査記録。secconf：セキュリティ設定と鍵。public：公開情報（TR 5.2）',
      ),
    ),
    size: size.describe(about('Size of the document, or of one record of a collection', '文書の大きさ。集合では記録 1 件の大きさ')),
    at: place.describe(about('The host or device that holds it', '保持しているホストまたは機器')),
    records: integer(1, 1_000_000).optional().describe(about('A collection of so many records of that size', 'その大きさの記録の件数')),
    'records-per-key': integer(1, 1_000_000)
      .optional()
      .describe(
        about('Records that share one object key; absent = all of the collection', '一つの鍵を共有する記録の件数。省略時は集合全体'),
      ),
  })
  .describe(about('Information that an attacker may be after', '攻撃の対象となり得る情報'));

export const site = z
  .strictObject({
    name,
    kind: id.describe(about('What the site is, for example clinic', '施設の種別（例: clinic）')),
    zones,
    connections: z
      .strictObject({
        accepts: z.array(id).optional().describe(about('The only sites that it connects to', '接続を許す施設（これ以外は拒む）')),
        refuses: z.array(id).optional().describe(about('Sites that it does not connect to', '接続を拒む施設')),
      })
      .optional()
      .describe(
        about(
          "The subscriber's own policy on top of the groups (TR D.4 h): the only sites that it wants, or some that it does not want",
          'グループに加えて適用する加入者自身の方針（TR D.4 h）：接続を許す施設、または拒む施設',
        ),
      ),
    privacy,
    devices: z
      .record(KEY, device)
      .prefault({})
      .describe(about('VPN routers, firewalls and routers, by id', 'VPN ルータ、ファイアウォール、ルータ（ID ごと）')),
    users: z.record(KEY, user).prefault({}).describe(about('People who work here, by id', 'この施設で働く人（ID ごと）')),
    assets: z.record(KEY, asset).prefault({}).describe(about('Information that is held here, by id', 'この施設が保持する情報（ID ごと）')),
  })
  .describe(about('A hospital, clinic or other party with a network of its own', '自前のネットワークを持つ病院・診療所などの施設'));
