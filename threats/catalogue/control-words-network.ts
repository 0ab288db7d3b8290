/**
 * Purpose: words for the controls of the site and its network: filters, LAN, radio, availability and site rules.
 *
 * Does not model: anything; data, in our own words. Units: none. Determinism: none needed. References: named per control in controls.ts.
 */
import type { ControlWords } from './types.ts';

export const NETWORK_WORDS = {
  'zone-firewall': {
    name: { en: 'Firewall between zones', ja: 'ゾーン間ファイアウォール' },
    where: { en: 'Between HSZ, SZ, DMZ and outside', ja: 'HSZ・SZ・DMZ・外部の各境界' },
    does: {
      en: 'Passes only flows that a rule permits by address, port and direction.',
      ja: 'アドレス・ポート・方向の規則で許可された通信だけを通す。',
    },
  },
  'physical-switch': {
    name: { en: 'Physical switch between zones', ja: 'ゾーン間の物理切替スイッチ' },
    where: { en: 'Between in-house network and secure zone', ja: '院内ネットワークとセキュアゾーンの間' },
    does: {
      en: 'Somebody joins the two sides by hand for the time in which they have to work together; at other times nothing passes. Says nothing of what passes while they are joined.',
      ja: '連携が必要な時間だけ手動で両側を接続し、それ以外は何も通さない。接続中の通信は検査しない。',
    },
  },
  'ingress-filtering': {
    name: { en: 'Ingress filtering', ja: '送信元アドレスの入口検査（イングレスフィルタリング）' },
    where: { en: 'Carrier’s access router', ja: '通信事業者のアクセスルータ' },
    does: {
      en: 'Drops packets whose source address cannot lie behind the port on which they came in.',
      ja: '受信ポートの先に存在し得ない送信元アドレスのパケットを破棄する。',
    },
  },
  'address-conflict-alarm': {
    name: { en: 'Alarm at address conflicts', ja: 'アドレス競合の警報' },
    where: { en: 'On the hosts and devices of a LAN', ja: 'LAN 上の端末・サーバ・装置' },
    does: {
      en: 'Reports when another station claims an address that is in use; it refuses nothing.',
      ja: '使用中のアドレスを別の機器が名乗ったときに報告する。拒否はしない。',
    },
  },
  'static-arp': {
    name: { en: 'Static ARP entries', ja: '静的 ARP エントリ' },
    where: { en: 'On the hosts of a LAN', ja: 'LAN 上の端末・サーバ' },
    does: {
      en: 'Important address bindings are fixed by hand, so that no ARP message can change them.',
      ja: '重要なアドレスの対応付けを手動で固定し、ARP による変更を受け付けない。',
    },
  },
  'dynamic-arp-inspection': {
    name: { en: 'Dynamic ARP inspection', ja: '動的 ARP 検査（DAI）' },
    where: { en: 'Switch of a LAN', ja: 'LAN スイッチ' },
    does: {
      en: 'The switch compares ARP messages with a table of true bindings and discards those that contradict it.',
      ja: 'スイッチが ARP を正しい対応表と照合し、食い違うものを破棄する。',
    },
  },
  'port-security': {
    name: { en: 'Port security', ja: 'ポートセキュリティ' },
    where: { en: 'Switch of a LAN', ja: 'LAN スイッチ' },
    does: {
      en: 'Limits how many MAC addresses may send on one port. No help against an attacker who uses his own.',
      ja: '1 ポートで使える MAC アドレスの数を制限する。自分の MAC アドレスを使う攻撃者には効果がない。',
    },
  },
  'caller-id-check': {
    name: { en: 'Confirming the telephone number', ja: '電話番号の確認' },
    where: { en: 'Router at a dialled line', ja: 'ダイヤル回線のルータ' },
    does: {
      en: 'Calls are accepted from, and made to, the numbers of partners only. Says nothing of who is at the telephone, and hides nothing.',
      ja: '連携先の番号との発着信だけを許す。利用者の確認や内容の秘匿にはならない。',
    },
  },
  'syn-cookies': {
    name: { en: 'SYN cookies', ja: 'SYN クッキー' },
    where: { en: 'TCP of the server', ja: 'サーバの TCP' },
    does: {
      en: 'With a full backlog the server keeps no state until the client has proved that it receives.',
      ja: '待ち行列が満杯になると、相手の受信を確認するまで状態を保持せずに応答する。',
    },
  },
  'rate-limiting': {
    name: { en: 'Limit on half-open connections per source network', ja: '送信元ネットワークごとの接続数制限' },
    where: { en: 'TCP of the server', ja: 'サーバの TCP' },
    does: {
      en: 'One source network may hold only a share of the backlog; no help where sources are forged all over the address space.',
      ja: '1 つの送信元ネットワークが占有できる待ち行列の割合を制限する。送信元が広く偽装されると効果がない。',
    },
  },
  'rate-limiting-upstream': {
    name: { en: 'Policing of bulk traffic by the carrier', ja: '通信事業者側での大量トラフィック制限' },
    where: { en: 'Carrier’s router in front of each line', ja: '各回線の手前にある通信事業者のルータ' },
    does: {
      en: 'Datagrams that belong to no VPN may take only a share of the line, so that a flood does not fill it.',
      ja: 'VPN に属さないデータグラムを回線容量の一定割合に抑え、大量送信による飽和を防ぐ。',
    },
  },
  'stealth-ssid': {
    name: { en: 'Hidden SSID', ja: 'SSID の非通知（ステルス）' },
    where: { en: 'Wireless LAN', ja: '無線 LAN' },
    does: {
      en: 'The access point does not announce its name; listeners see it all the same.',
      ja: 'アクセスポイントが名称を通知しない。傍受者には判別できる。',
    },
  },
  'any-refuse': {
    name: { en: 'Refusal of "ANY" connections', ja: 'ANY 接続拒否' },
    where: { en: 'Wireless LAN', ja: '無線 LAN' },
    does: { en: 'A station must name the network that it wants to join.', ja: '接続先の名称を指定しない端末の接続を拒否する。' },
  },
  'mac-filter': {
    name: { en: 'MAC address filter', ja: 'MAC アドレス制限' },
    where: { en: 'Wireless LAN', ja: '無線 LAN' },
    does: {
      en: 'Admits only listed MAC addresses, which can be overheard and copied.',
      ja: '登録した MAC アドレスだけを受け入れる。傍受による複製は可能である。',
    },
  },
  'wpa-tkip': {
    name: { en: 'WPA with TKIP', ja: 'WPA（TKIP）' },
    where: { en: 'Wireless LAN', ja: '無線 LAN' },
    does: { en: 'Encrypts the radio hop with an outdated cipher.', ja: '無線区間を旧式の方式で暗号化する。' },
  },
  'wpa2-aes': {
    name: { en: 'WPA2 with AES', ja: 'WPA2（AES）' },
    where: { en: 'Wireless LAN', ja: '無線 LAN' },
    does: { en: 'Encrypts the radio hop, and nothing beyond it.', ja: '無線区間を暗号化する。その先の区間は対象外である。' },
  },
  'wlan-8021x': {
    name: { en: 'IEEE 802.1X authentication', ja: 'IEEE 802.1X 認証' },
    where: { en: 'Wireless LAN', ja: '無線 LAN' },
    does: {
      en: 'Every station or user authenticates individually before joining.',
      ja: '端末または利用者を個別に認証してから接続を許可する。',
    },
  },
  'redundancy-line': {
    name: { en: 'Second line', ja: '回線の二重化' },
    where: { en: 'Access lines of a site', ja: '施設の接続回線' },
    does: { en: 'Traffic moves to another line on another route when one fails.', ja: '障害時に、別経路の回線へ通信を切り替える。' },
  },
  'redundancy-site': {
    name: { en: 'Second site', ja: '拠点の二重化' },
    where: { en: 'Servers and centre', ja: 'サーバ・センター' },
    does: {
      en: 'Another site takes over; damage to data may be copied along.',
      ja: '別の拠点が業務を引き継ぐ。データの破壊も複製され得る。',
    },
  },
  'redundancy-device': {
    name: { en: 'Spare device', ja: '予備機' },
    where: { en: 'VPN devices of a site', ja: '施設の VPN 装置' },
    does: {
      en: 'A spare box is put in the place of a destroyed one; where devices prove themselves by chip, it serves when its enrolment is done.',
      ja: '損壊した装置を予備機に交換する。チップによる機器認証を行う場合は、加入手続きの完了後に利用できる。',
    },
  },
  'redundancy-backup-offline': {
    name: { en: 'Offline backup', ja: 'オフラインバックアップ' },
    where: { en: 'Storage', ja: '記憶装置' },
    does: {
      en: 'A copy that no running system can reach limits the loss to the backup interval.',
      ja: '稼働中のシステムから届かない場所に写しを置き、損失をバックアップ間隔以内に抑える。',
    },
  },
  'service-exclusivity': {
    name: { en: 'One outside service at a time', ja: '外部サービスの排他利用' },
    where: { en: 'Site policy and router', ja: '施設の運用規則とルータ' },
    does: {
      en: 'Internet access, ASP use and relay use never take place at the same time.',
      ja: 'インターネット接続、ASP 利用、中継利用を同時に行わない。',
    },
  },
  'maintenance-access-control': {
    name: { en: 'Control of maintenance access', ja: '保守アクセスの制限' },
    where: { en: 'Access point for remote maintenance', ja: 'リモート保守の接続点' },
    does: { en: 'One access point, limited protocols, rights and hours.', ja: '接続点を固定し、プロトコル・権限・時間帯を限定する。' },
  },
  'url-whitelist': {
    name: { en: 'URL allow-list', ja: 'URL の許可リスト' },
    where: { en: 'Gateway to the Web', ja: 'ウェブ接続のゲートウェイ' },
    does: { en: 'Only listed web addresses can be opened.', ja: '登録した URL だけの閲覧を許可する。' },
  },
  'application-allow-list': {
    name: { en: 'Application allow-list', ja: 'アプリケーションの許可リスト' },
    where: { en: 'Workstations', ja: '業務端末' },
    does: {
      en: 'Only listed programs run, wherever they come from; data on a memory stick are not looked at.',
      ja: '入手元にかかわらず、登録したプログラムだけの実行を許可する。USB メモリ上のデータは対象外。',
    },
  },
  'mail-screening': {
    name: { en: 'Mail screening', ja: 'メール検査' },
    where: { en: 'Mail gateway', ja: 'メールゲートウェイ' },
    does: {
      en: 'Inspects mail and attachments and refuses to relay for strangers.',
      ja: 'メールと添付ファイルを検査し、第三者中継を拒否する。',
    },
  },
} as const satisfies Record<string, ControlWords>;
