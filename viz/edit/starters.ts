/**
 * Purpose: what a form of the drawing begins with for a service, a flow or a position of an attacker: names in both languages, ports, operations.
 *
 * First guesses that the reader changes. Does not model: anything.
 * References: ports: IANA (http-alt 8080, https 443, syslog 514, nfs 2049, ftp 21, sip 5060, RFC 3551 8: 5004), else those of the shipped scenarios; TR 5.1 (services); threat cards 2.2 (vantages).
 */
import type { Bilingual, Operation, ServiceKind, VantageKind } from '../../sim/world/scenario.ts';

export interface ServiceStart {
  readonly name: Bilingual;
  readonly port: number;
}

export const SERVICE_STARTS: Readonly<Record<ServiceKind, ServiceStart>> = {
  referral: { name: { en: 'Referral letters', ja: '紹介状サービス' }, port: 8080 },
  booking: { name: { en: 'Booking', ja: '予約サービス' }, port: 8443 },
  image: { name: { en: 'Image transfer', ja: '画像参照サービス' }, port: 443 },
  'audit-log': { name: { en: 'Audit records', ja: '監査ログ収集' }, port: 514 },
  console: { name: { en: 'Maintenance console', ja: '保守コンソール' }, port: 2323 },
  orders: { name: { en: 'Orders', ja: '依頼サービス' }, port: 8090 },
  records: { name: { en: 'Record viewer', ja: '診療情報閲覧' }, port: 8095 },
  directory: { name: { en: 'Directory of accounts', ja: 'アカウント情報サービス' }, port: 834 },
  share: { name: { en: 'File share', ja: '共有フォルダ' }, port: 2049 },
  gateway: { name: { en: 'Web and mail', ja: 'Web・メール' }, port: 3128 },
  conference: { name: { en: 'Conference', ja: 'ネット会議' }, port: 5004 },
  ftp: { name: { en: 'Files by FTP', ja: 'FTP ファイル転送' }, port: 21 },
  sip: { name: { en: 'Telephone', ja: 'IP 電話' }, port: 5060 },
};

/** What is done, as the name of a flow. */
export const OPERATION_STARTS: Readonly<Record<Operation, Bilingual>> = {
  'store-letter': { en: 'Sends a letter', ja: '紹介状を登録' },
  'fetch-letter': { en: 'Reads a letter', ja: '紹介状を参照' },
  book: { en: 'Books an appointment', ja: '診察を予約' },
  inquire: { en: 'Looks at public pages', ja: '公開ページを閲覧' },
  'fetch-image': { en: 'Opens images', ja: '画像を参照' },
  log: { en: 'Reports audit records', ja: '監査記録を送信' },
  maintain: { en: 'Maintains a machine', ja: '装置を点検' },
  order: { en: 'Orders', ja: '検査などを依頼' },
  'read-records': { en: 'Reads records', ja: '診療情報を参照' },
  'look-up': { en: 'Looks up an account', ja: 'アカウント情報を照会' },
  'copy-file': { en: 'Copies a file', ja: 'ファイルを複製' },
  browse: { en: 'Browses', ja: 'Web を閲覧' },
  'send-mail': { en: 'Sends mail', ja: 'メールを送信' },
  'fetch-mail': { en: 'Fetches mail', ja: 'メールを受信' },
  talk: { en: 'Talks in a conference', ja: 'ネット会議で通話' },
  'put-file': { en: 'Sends a file', ja: 'ファイルを送信' },
  call: { en: 'Calls', ja: '電話をかける' },
};

/** Where the attacker is, as the name of his position. */
export const VANTAGE_STARTS: Readonly<Record<VantageKind, Bilingual>> = {
  'wan-on': { en: 'On the path in the network', ja: '網の通信経路上' },
  'wan-off': { en: 'Anywhere on the network', ja: '網上の第三者' },
  lan: { en: 'A free port of the LAN', ja: 'LAN の空きポート' },
  'in-hsz': { en: 'A host of the high secure zone under foreign control', ja: '乗っ取られたハイセキュアゾーンの端末' },
  'in-sz': { en: 'A host of the secure zone under foreign control', ja: '乗っ取られたセキュアゾーンの端末' },
  'in-dmz': { en: 'A server of the public zone under foreign control', ja: '乗っ取られた公開ゾーンのサーバ' },
  peer: { en: 'Inside of a partner', ja: '提携先の内部' },
  relay: { en: 'In the equipment of a provider', ja: '事業者の中継設備' },
  radio: { en: 'In reach of the wireless LAN', ja: '無線 LAN の圏内' },
  stolen: { en: 'Whoever has the device', ja: '機器を入手した者' },
  phys: { en: 'At the line', ja: '回線への物理的な接続' },
  none: { en: 'An accident', ja: '事故' },
};
