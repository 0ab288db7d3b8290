/**
 * Purpose: the schema of networks, the centre, enrolment, keys and groups.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; TR D.3 (groups), D.6 (enrolment).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { id, integer, networkInterface } from './leaves.ts';
import { duration, positiveDuration } from './quantity-leaves.ts';
import { about, line, mirror, name, RANK } from './schema-common.ts';

export const network = z
  .strictObject({
    kind: choice(['leased-line', 'pstn', 'ip-vpn', 'ip-vpn-interconnected', 'campus', 'internet']).describe(
      about(
        'leased-line: a line of its own. pstn: dialled calls. ip-vpn: closed IP network of one carrier. ip-vpn-interconnected: where such networks meet. campus: sites reach one another through L2TP. internet',
        'leased-line：専用線。pstn：公衆電話網のダイヤル接続。ip-vpn：単一事業者の閉域 IP 網。ip-vpn-interconnected：閉域 IP 網の相互接続点。campus：施設間を L2TP で結ぶ構内網。internet：インターネット',
      ),
    ),
    name,
    call: z
      .strictObject({
        'set-up': duration.describe(about('From dialling until the call stands', '発呼から接続までの時間')),
        'hang-up': positiveDuration.describe(about('A call without traffic is hung up after this', '無通信の呼を切断するまでの時間')),
      })
      .optional()
      .describe(
        about('pstn: time to set up a call, and the silence after which it is hung up', 'pstn：呼の設定時間と、切断までの無通信時間'),
      ),
    connects: z
      .array(id)
      .optional()
      .describe(
        about('ip-vpn-interconnected: the carriers’ networks that meet here', 'ip-vpn-interconnected：ここで接続する通信事業者の網'),
      ),
    ...line,
    rate: line.rate.optional(),
    delay: line.delay.optional(),
  })
  .describe(
    about(
      'A network that joins sites; figures of a line apply to the stretch inside of it',
      '施設を結ぶネットワーク。回線の値は網内の区間に適用',
    ),
  );

export const centre = z
  .strictObject({
    id: id.describe(about('Its id, which is also its place', 'センターの ID（場所としても使う）')),
    name,
    network: id.describe(about('The network that it is attached to', '接続先のネットワーク')),
    address: networkInterface.describe(about('Its address, with the length of the prefix', 'アドレスとプレフィックス長')),
    ...line,
    processing: duration.describe(about('Time that the centre needs for one request', '要求 1 件の処理時間')),
    'keeps-logs': z
      .boolean()
      .optional()
      .describe(about('Access points send it a copy of their records (TR 9.5)', 'アクセスポイントの記録の写しを保管する（TR 9.5）')),
    'crl-interval': positiveDuration.optional().describe(about('Devices fetch a new revocation list this often', '失効リストの更新間隔')),
    'info-lifetime': positiveDuration
      .optional()
      .describe(about('Devices use connection information this long; absent = one hour', '接続情報の有効期間。省略時は 1 時間')),
    mirror: mirror.optional(),
  })
  .describe(about("The VPN service provider's centre (TR D.3)", 'VPN サービス提供者のセンター（TR D.3）'));

/** T04: a secret with a structure. */
export const pattern = z
  .strictObject({
    kind: choice(['default', 'pin', 'pattern', 'short-key']).describe(
      about(
        "default: the maker's own. pin: a few digits. pattern: built from known parts. short-key: a key short enough to try all",
        'default：出荷時の値。pin：桁数の少ない数字。pattern：既知の要素の組合せ。short-key：全数探索できる短い鍵',
      ),
    ),
    space: integer(1, Number.MAX_SAFE_INTEGER).describe(about('How many secrets the pattern allows', 'パターンが許す秘密の数')),
    position: RANK.optional().describe(
      about(
        'Position when tried in order of likelihood; absent = drawn in each run, each equally likely',
        '確からしい順に試したときの順位。省略時は再現ごとに一様に抽選',
      ),
    ),
  })
  .describe(about('The secret follows a pattern', '秘密が一定のパターンに従う'));

export const enrolment = z
  .strictObject({
    letter: duration.describe(about('Time that a letter or parcel takes from one party to another', '当事者間の書類・荷物の所要時間')),
    unaccredited: z
      .array(choice(['device-vendor', 'device-issuer', 'service-provider', 'service-issuer']))
      .prefault([])
      .describe(about('Parties that the accreditation body turned down', '登録認定機関の認定を受けていない当事者')),
    'device-validity': positiveDuration
      .optional()
      .describe(about('Validity of a device certificate; absent = beyond the run', '機器証明書の有効期間。省略時は実行終了後まで')),
    'service-validity': positiveDuration
      .optional()
      .describe(about('Validity of a service certificate; absent = beyond the run', 'サービス証明書の有効期間。省略時は実行終了後まで')),
  })
  .describe(about('How devices come into service during the run (TR D.6)', '実行中に機器がサービスに加入する手順（TR D.6）'));

export const key = z
  .strictObject({
    pattern: pattern.optional(),
    rank: RANK.optional().describe(
      about("Position in the attacker's dictionary; absent = in none", '攻撃者の辞書での順位。省略時は辞書にない'),
    ),
  })
  .describe(about('A shared secret, by how it can be found', '共有する秘密と、その見つかり方'));

export const group = z
  .strictObject({
    name,
    members: z.array(id).describe(about('Sites that may connect to one another', '相互に接続できる施設')),
    services: z
      .array(id)
      .optional()
      .describe(about("Services that members may use at each other's sites; absent = all", '互いに利用できるサービス。省略時はすべて')),
  })
  .describe(about('Sites whose devices get connection information of one another', '互いの接続情報を受け取れる施設の組'));
