/**
 * Purpose: the schema of VPN routers, firewalls and routers, with their lines, rules and security associations.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; TR 9.4 (switches), D.7 (lines).
 */
import * as z from 'zod';
import { ESP_SUITE_IDS } from '../sim/vpn/esp-size.ts';
import { choice } from './leaf.ts';
import { address, endpoint, id, networkInterface, prefix } from './leaves.ts';
import { duration, positiveDuration } from './quantity-leaves.ts';
import { about, bitErrors, KEY, line, mirror, name, nat, PORT, switchPositions } from './schema-common.ts';
import { clockError } from './schema-hosts.ts';
import { credentials } from './schema-trust.ts';

const port = (en: string, ja: string) => address.optional().describe(about(`Its address in the ${en}`, `${ja}でのアドレス`));

const moves = z
  .array(
    z.strictObject({
      at: duration.describe(about('When the address changes', 'アドレスが変わる時刻')),
      to: address.describe(about('The new address', '新しいアドレス')),
    }),
  )
  .optional()
  .describe(about('The provider gives the line another address at these times', '回線のアドレスが変わる時刻と新しいアドレス'));

const permits = z.array(
  z.strictObject({
    from: endpoint.describe(
      about('Who asks: a place, or a prefix for what lies outside', '通信を始める側（場所、または外部を表すプレフィックス）'),
    ),
    to: endpoint.describe(
      about('Who answers: a place, or a prefix for what lies outside', '応答する側（場所、または外部を表すプレフィックス）'),
    ),
    protocol: choice(['tcp', 'udp', 'any']).prefault('any').describe(about('The transport protocol', 'トランスポートプロトコル')),
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

export const device = z
  .strictObject({
    name,
    kind: choice(['vpn-router', 'firewall', 'router']).describe(
      about(
        'vpn-router: raises tunnels. firewall: passes what `allow` names. router: routes, and L2TP on a campus',
        'vpn-router：トンネルを確立する。firewall：allow の通信のみ通す。router：経路制御（campus では L2TP も）',
      ),
    ),
    ports: z
      .strictObject({ hsz: port('HSZ', 'HSZ'), sz: port('SZ', 'SZ'), dmz: port('DMZ', 'DMZ') })
      .prefault({})
      .describe(about('Own address in each zone', '各ゾーンでの自アドレス')),
    lines: z
      .record(
        KEY,
        z
          .strictObject({
            address: networkInterface.describe(
              about("The line's address, with the length of the prefix", '回線のアドレスとプレフィックス長'),
            ),
            duct: id
              .optional()
              .describe(
                about(
                  'The duct that it lies in; lines in one duct are cut together (T26)',
                  '敷設されている管路。同じ管路の回線は同時に切断される（T26）',
                ),
              ),
            standby: mirror.optional(),
            errors: bitErrors.optional(),
            moves,
            nat: nat.optional(),
            ...line,
          })
          .describe(about('The line from this device to that network', 'この機器からその網への回線')),
      )
      .prefault({})
      .describe(about('Access lines, by network', 'ネットワークごとのアクセス回線')),
    allow: permits.prefault([]).describe(about('Flows that the firewall lets through', 'ファイアウォールが許可する通信')),
    'manual-peer': id
      .optional()
      .describe(
        about(
          'Site with which it shares an ESP association with fixed keys and an unchecked MAC',
          '固定鍵・MAC 未検査の ESP を共有する施設',
        ),
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
        passive: z
          .array(choice(['hsz', 'sz', 'dmz']))
          .prefault([])
          .describe(about('Zones in which it has no neighbours', '隣接関係を結ばないゾーン')),
        accepts: z
          .array(prefix)
          .optional()
          .describe(about('Prefixes that it takes from neighbours; absent = any', '隣接装置から受け入れる経路。省略時はすべて')),
        'refuses-tunnels': z
          .boolean()
          .prefault(false)
          .describe(about('Routing packets that come out of a tunnel are refused', 'トンネルから届いた経路情報を拒否する')),
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
  })
  .describe(about('A device that joins zones of the site to one another or to networks', '施設のゾーン同士、またはゾーンと網を結ぶ機器'));
