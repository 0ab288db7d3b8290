/**
 * Purpose: the schema of networks, the centre, keys, groups and sites with what stands in them.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; TR 3.1, 3.2, 3.14 (zones), D.3 (groups).
 */
import * as z from 'zod';
import { ESP_SUITE_IDS } from '../sim/vpn/esp-size.ts';
import { choice } from './leaf.ts';
import { address, endpoint, id, integer, networkInterface, place, prefix } from './leaves.ts';
import { duration, positiveDuration, probability, size, windowSize } from './quantity-leaves.ts';
import { about, bitErrors, KEY, line, mirror, name, nat, PORT, RANK, switchPositions } from './schema-common.ts';
import { credentials, privacy } from './schema-trust.ts';

export const network = z.strictObject({
  kind: choice(['leased-line', 'pstn', 'ip-vpn', 'ip-vpn-interconnected', 'campus', 'internet']).describe(
    about('campus: its sites reach one another through L2TP', 'campus：施設間は L2TP で結ばれる'),
  ),
  name,
  call: z
    .strictObject({ 'set-up': duration, 'hang-up': positiveDuration })
    .optional()
    .describe(
      about('pstn: time to set up a call, and the silence after which it is hung up', 'pstn：呼の設定時間と、切断までの無通信時間'),
    ),
  connects: z
    .array(id)
    .optional()
    .describe(about('ip-vpn-interconnected: the carriers’ networks that meet here', 'ip-vpn-interconnected：ここで接続する通信事業者の網')),
  ...line,
  rate: line.rate.optional(),
  delay: line.delay.optional(),
});

export const centre = z
  .strictObject({
    id,
    name,
    network: id.describe(about('The network that it is attached to', '接続先のネットワーク')),
    address: networkInterface,
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
const pattern = z
  .strictObject({
    kind: choice(['default', 'pin', 'pattern', 'short-key']),
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

export const key = z.strictObject({
  pattern: pattern.optional(),
  rank: RANK.optional().describe(
    about("Position in the attacker's dictionary; absent = in none", '攻撃者の辞書での順位。省略時は辞書にない'),
  ),
});

export const group = z.strictObject({
  name,
  members: z.array(id).describe(about('Sites that may connect to one another', '相互に接続できる施設')),
  services: z
    .array(id)
    .optional()
    .describe(about("Services that members may use at each other's sites; absent = all", '互いに利用できるサービス。省略時はすべて')),
});

const clockError = z
  .strictObject({ fast: duration.optional(), slow: duration.optional() })
  .optional()
  .describe(about('How far the clock is off', '時計の誤差'));

const host = z.strictObject({
  name,
  address,
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
    .prefault({}),
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
    .strictObject({ 'check-every': positiveDuration, 'backup-every': positiveDuration, rpo: positiveDuration })
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
});

const zone = z.strictObject({
  name,
  prefix,
  medium: choice(['switch', 'hub']).prefault('switch'),
  gateway: address.describe(about("A port of one of the site's devices", '施設内の機器のポートのアドレス')),
  ...line,
  rate: line.rate.prefault('1 Gbit/s'),
  delay: line.delay.prefault('1 us'),
  'wlan-key': id.optional().describe(about('The entry of `keys` behind the wireless access point', '無線 LAN の事前共有鍵（keys の ID）')),
  hosts: z.record(KEY, host).prefault({}),
});

const zones = { hsz: zone.optional(), sz: zone.optional(), dmz: zone.optional() };
const port = address.optional();

const moves = z
  .array(z.strictObject({ at: duration, to: address }))
  .optional()
  .describe(about('The provider gives the line another address at these times', '回線のアドレスが変わる時刻と新しいアドレス'));

const permits = z.array(
  z.strictObject({
    from: endpoint,
    to: endpoint,
    protocol: choice(['tcp', 'udp', 'any']).prefault('any'),
    port: PORT.optional().describe(about('Destination port; absent = any', '宛先ポート。省略時は全ポート')),
    'left-open': z.boolean().optional().describe(about('Opened for a maintenance that is over', '終了した保守のために開けたままの規則')),
  }),
);

/** T18, T19, T22. */
const associations = z
  .strictObject({
    'anti-replay': z
      .boolean()
      .prefault(true)
      .describe(about('The receiver looks for repeated packets (RFC 4303 3.4.3)', '受信側での再送検査（RFC 4303 3.4.3）')),
    'manual-suite': choice(ESP_SUITE_IDS).optional().describe(about('Suite of the association with fixed keys', '固定鍵の SA の暗号方式')),
    'inspects-padding': z
      .boolean()
      .prefault(false)
      .describe(
        about(
          'The receiver of the association with fixed keys inspects the default padding (RFC 4303 2.4): it sees changes that reach into it, and no others',
          '固定鍵の SA の受信側での既定パディングの検査（RFC 4303 2.4）。パディングに及ぶ改変のみ検出',
        ),
      ),
    'manual-selectors': permits
      .optional()
      .describe(
        about(
          'What the association with fixed keys is for, from who asks to who answers; absent = everything between the two sites',
          '固定鍵の SA の対象とする通信（要求側から応答側へ）。省略時は施設間の全通信',
        ),
      ),
  })
  .describe(about('Security associations other than by default', '既定と異なる SA の設定'));

const device = z.strictObject({
  name,
  kind: choice(['vpn-router', 'firewall', 'router']),
  ports: z
    .strictObject({ hsz: port, sz: port, dmz: port })
    .prefault({})
    .describe(about('Own address in each zone', '各ゾーンでの自アドレス')),
  lines: z
    .record(
      KEY,
      z.strictObject({
        address: networkInterface,
        duct: id.optional(),
        standby: mirror.optional(),
        errors: bitErrors.optional(),
        moves,
        nat: nat.optional(),
        ...line,
      }),
    )
    .prefault({})
    .describe(about('Access lines, by network', 'ネットワークごとのアクセス回線')),
  allow: permits.prefault([]).describe(about('Flows that the firewall lets through', 'ファイアウォールが許可する通信')),
  'manual-peer': id
    .optional()
    .describe(
      about('Site with which it shares an ESP association with fixed keys and an unchecked MAC', '固定鍵・MAC 未検査の ESP を共有する施設'),
    ),
  'first-packet': choice(['hold', 'drop'])
    .prefault('hold')
    .describe(about('What becomes of a packet that finds no tunnel yet', 'トンネル確立前に届いたパケットの扱い（保留または破棄）')),
  'clock-error': clockError,
  enrols: duration
    .optional()
    .describe(
      about(
        'The box is ordered at this time and enrols (TR D.6); absent = in service from the start',
        '機器を発注して加入手続きを始める時刻（TR D.6）。省略時は最初から利用中',
      ),
    ),
  spare: mirror.optional(),
  ...credentials,
  downloads: duration
    .optional()
    .describe(
      about(
        "It downloads the connection information of its groups' other members at this time (TR D.3); absent = when there is something to send",
        '同じグループの施設の接続情報をダウンロードする時刻（TR D.3）。省略時は送信の必要が生じたとき',
      ),
    ),
  'manual-key': id
    .optional()
    .describe(about('The entry of `keys` behind that association, where its cipher is weak', '同 ESP の弱い暗号鍵（keys の ID）')),
  'manual-key-lifetime': positiveDuration.optional().describe(about('The fixed key is replaced this often', '固定鍵の交換間隔')),
  triggers: choice(['services'])
    .optional()
    .describe(
      about(
        'Only packets of agreed services may raise a tunnel; absent = every packet',
        '合意したサービスの通信のみがトンネルを起動できる。省略時は全通信',
      ),
    ),
  associations: associations.optional(),
  'loses-records': z.boolean().optional().describe(about('Its records do not survive until the audit', '監査時までに記録が失われる')),
  'left-bridging': z.boolean().optional().describe(about('Left as a bridge that passes everything', '素通しのまま残された機器')),
  switch: switchPositions.optional(),
  routing: z.boolean().prefault(false).describe(about('Exchanges routes with its neighbours (OSPF)', '隣接装置と経路を交換する（OSPF）')),
  routes: z
    .strictObject({
      passive: z.array(choice(['hsz', 'sz', 'dmz'])).prefault([]),
      accepts: z.array(prefix).optional(),
      'refuses-tunnels': z.boolean().prefault(false),
    })
    .optional()
    .describe(
      about(
        'Zones without neighbours, prefixes taken from neighbours, refusal of routing packets out of tunnels',
        '隣接関係を結ばないゾーン、受け入れる経路、トンネル経由の経路情報の拒否',
      ),
    ),
  'checks-inner-source': z
    .boolean()
    .prefault(false)
    .describe(about("What comes out of a tunnel must come from the peer's site", 'トンネルから出るパケットの送信元を相手施設に限る')),
  esp: choice(ESP_SUITE_IDS).optional().describe(about('ESP transform of its tunnels', 'トンネルの ESP 変換')),
  psk: id.optional().describe(about('The entry of `keys` used while no certificate is', '証明書を使わない間の事前共有鍵（keys の ID）')),
  'idle-timeout': positiveDuration
    .prefault('5 min')
    .describe(
      about('A tunnel without traffic is torn down after this (our choice)', '無通信のトンネルを切断するまでの時間（既定値は独自）'),
    ),
  rekey: positiveDuration
    .prefault('1 h')
    .describe(
      about(
        'An SA is replaced after this (our choice; RFC 7296 2.8 fixes none)',
        'SA を更新するまでの時間（既定値は独自。RFC 7296 2.8 に規定なし）',
      ),
    ),
});

const user = z.strictObject({
  name,
  role: id,
  workstation: place,
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
  'password-pattern': pattern.optional(),
  'password-lifetime': positiveDuration.optional().describe(about('The password is changed this often', 'パスワードの変更間隔')),
  duties: z
    .array(z.strictObject({ asset: id, needed: integer(0, 1_000_000) }))
    .optional()
    .describe(
      about('Collections that the role covers, and how many records today’s work needs', '職務で扱う情報資産と、当日の業務に必要な件数'),
    ),
  'revoked-at': duration.optional().describe(about('When the signature certificate is revoked', '署名用証明書が失効する時刻')),
  'ignores-warnings': z.boolean().optional().describe(about('Clicks warnings about certificates away', '証明書の警告を無視する')),
  'shared-by': integer(1, 1000).optional().describe(about('How many people use this account', 'このアカウントを使う人数')),
});

const asset = z.strictObject({
  name,
  label: choice(['phi', 'anon', 'staff', 'audit', 'secconf', 'public']),
  size,
  at: place,
  records: integer(1, 1_000_000).optional().describe(about('A collection of so many records of that size', 'その大きさの記録の件数')),
  'records-per-key': integer(1, 1_000_000)
    .optional()
    .describe(about('Records that share one object key; absent = all of the collection', '一つの鍵を共有する記録の件数。省略時は集合全体')),
});

export const site = z.strictObject({
  name,
  kind: id.describe(about('What the site is, for example clinic', '施設の種別（例: clinic）')),
  zones: z.strictObject(zones),
  connections: z
    .strictObject({ accepts: z.array(id).optional(), refuses: z.array(id).optional() })
    .optional()
    .describe(
      about(
        "The subscriber's own policy on top of the groups (TR D.4 h): the only sites that it wants, or some that it does not want",
        'グループに加えて適用する加入者自身の方針（TR D.4 h）：接続を許す施設、または拒む施設',
      ),
    ),
  privacy,
  devices: z.record(KEY, device).prefault({}),
  users: z.record(KEY, user).prefault({}),
  assets: z.record(KEY, asset).prefault({}),
});
