/**
 * Purpose: the schema of zones and the hosts in them.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; TR 3.1, 3.2, 3.14 (zones).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { address, id, integer, prefix } from './leaves.ts';
import { duration, positiveDuration, windowSize } from './quantity-leaves.ts';
import { about, KEY, line, mirror, name } from './schema-common.ts';

export const clockError = z
  .strictObject({
    fast: duration.optional().describe(about('Ahead of true time by this much', '進みの大きさ')),
    slow: duration.optional().describe(about('Behind true time by this much', '遅れの大きさ')),
  })
  .optional()
  .describe(about('How far the clock is off', '時計の誤差'));

const host = z
  .strictObject({
    name,
    address: address.describe(about("Its address, inside of the zone's prefix", 'アドレス（ゾーンのプレフィックス内）')),
    tcp: z
      .strictObject({
        backlog: integer(1, 65_535)
          .prefault(256)
          .describe(about('Half-open connections that a listener holds (Linux tcp(7): 256)', '半開接続の上限（Linux tcp(7): 256）')),
        'synack-retries': integer(0, 255)
          .prefault(5)
          .describe(about('SYN-ACK retransmissions (Linux tcp(7): 5)', 'SYN-ACK の再送回数（Linux tcp(7): 5）')),
        window: windowSize
          .prefault('65535 B')
          .describe(
            about('Receive window (largest without scaling, RFC 7323 2.2)', '受信ウィンドウ（スケーリングなしの最大、RFC 7323 2.2）'),
          ),
        legacy: z
          .boolean()
          .prefault(false)
          .describe(
            about('An old stack with predictable initial numbers (RFC 6528 A.1)', '初期シーケンス番号を予測できる古い実装（RFC 6528 A.1）'),
          ),
        blocked: z
          .array(address)
          .optional()
          .describe(about('Source addresses that are refused (RFC 4987 3.1)', '拒否する送信元アドレス（RFC 4987 3.1）')),
        'recycle-oldest': z
          .boolean()
          .prefault(false)
          .describe(
            about('A full backlog gives up its oldest entry (RFC 4987 3.4)', '待ち行列が満杯のとき最古の項目を破棄する（RFC 4987 3.4）'),
          ),
        'isn-jitter': duration
          .optional()
          .describe(
            about(
              'Legacy only: numbers follow the clock of RFC 793 (4 µs), read at a moment that is uncertain by this much either way; drawn in each run',
              'legacy のみ：番号は RFC 793 の時計（4 µs）に従い、読み取り時刻はこの幅で前後する。再現ごとに抽選',
            ),
          ),
      })
      .prefault({})
      .describe(about('How its TCP behaves; absent = as Linux does', 'TCP の動作。省略時は Linux の既定値')),
    'allow-listed': z.boolean().optional().describe(about('Only programs on a list run here', '許可リストにあるプログラムのみ実行できる')),
    flaws: z
      .array(id)
      .optional()
      .describe(
        about(
          'Services of this host, or viewer, mailer, browser, whose program has an exploitable fault',
          '悪用可能な欠陥を持つサービスの ID、または viewer（文書閲覧ソフト）、mailer（メールソフト）、browser（ブラウザ）',
        ),
      ),
    store: z
      .strictObject({
        'check-every': positiveDuration.describe(
          about('Checksums and signatures kept elsewhere are compared this often', '別の場所に置いたチェックサムと署名を照合する間隔'),
        ),
        'backup-every': positiveDuration.describe(
          about('A copy is taken and put off line this often', '複製を取得しオフラインで保管する間隔'),
        ),
        rpo: positiveDuration.describe(
          about('Work of at most this time may be lost (recovery point objective)', '失ってもよい作業の時間幅（目標復旧時点）'),
        ),
      })
      .optional()
      .describe(
        about('Care of stored objects: check, off-line copy, bearable loss', '保存情報の点検間隔、オフライン複製の間隔、許容できる損失'),
      ),
    mirror: mirror.optional(),
    radio: z.boolean().optional().describe(about('Joins its zone by the wireless access point', '無線 LAN でゾーンに接続')),
    'loses-records': z.boolean().optional().describe(about('Its records do not survive until the audit', '監査時までに記録が失われる')),
    programs: z
      .array(id)
      .optional()
      .describe(about('Programs that may be run here by the rules of use (T28)', '利用規則で実行を認めるプログラム（T28）')),
    'clock-error': clockError,
    vulnerable: z.array(id).prefault([]).describe(about('Exploitable faults open until patched', '修正適用まで悪用可能な脆弱性')),
  })
  .describe(about('A computer in the zone', 'ゾーン内のコンピュータ'));

const zone = z.strictObject({
  name,
  prefix: prefix.describe(about('Addresses of the zone', 'ゾーンのアドレス範囲')),
  'known-as': prefix
    .optional()
    .describe(
      about(
        'The prefix of the same length under which everybody outside knows the zone, where another site has the same one inside (TR D.7 c); the VPN router translates host by host',
        '他施設とプレフィックスが重複する場合に、施設外から見えるプレフィックス（同じ長さ、TR D.7 c）。VPN ルータがホストごとに変換',
      ),
    ),
  medium: choice(['switch', 'hub'])
    .prefault('switch')
    .describe(
      about(
        'switch: a frame goes to its receiver only. hub: every port sees every frame',
        'switch：フレームは宛先のポートにのみ届く。hub：すべてのポートに届く',
      ),
    ),
  gateway: address.describe(about("A port of one of the site's devices", '施設内の機器のポートのアドレス')),
  ...line,
  rate: line.rate.prefault('1 Gbit/s'),
  delay: line.delay.prefault('1 us'),
  'wlan-key': id.optional().describe(about('The entry of `keys` behind the wireless access point', '無線 LAN の事前共有鍵（keys の ID）')),
  hosts: z.record(KEY, host).prefault({}).describe(about('Computers in the zone, by id', 'ゾーン内のコンピュータ（ID ごと）')),
});

export const zones = z
  .strictObject({
    hsz: zone
      .optional()
      .describe(
        about(
          'High secure zone: systems with patient data, no direct way out (TR 3.1)',
          'ハイセキュアゾーン：患者情報を扱い、外部と直接つながらない領域（TR 3.1）',
        ),
      ),
    sz: zone
      .optional()
      .describe(
        about(
          'Secure zone: what reaches other sites through the VPN (TR 3.14)',
          'セキュアゾーン：VPN を介して他施設とつながる領域（TR 3.14）',
        ),
      ),
    dmz: zone
      .optional()
      .describe(
        about('Demilitarised zone: what the Internet may reach (TR 3.2)', '非武装ゾーン：インターネットから到達できる領域（TR 3.2）'),
      ),
  })
  .describe(about('Its zones by kind; there is at most one of each', '種類ごとのゾーン（各種類に 1 つまで）'));
