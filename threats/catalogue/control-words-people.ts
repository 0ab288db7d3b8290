/**
 * Purpose: words for the controls at people, applications, data and hosts: login, objects, malware, logging, devices.
 *
 * Does not model: anything; data, in our own words. Units: none. Determinism: none needed. References: named per control in controls.ts.
 */
import type { ControlWords } from './types.ts';

export const PEOPLE_WORDS = {
  'id-password': {
    name: { en: 'User id and password', ja: 'ID とパスワード' },
    where: { en: 'Login', ja: 'ログイン' },
    does: {
      en: 'Proves knowledge of a password at login, and nothing about what follows.',
      ja: 'ログイン時にパスワードを知っていることだけを確かめる。その後の通信については何も保証しない。',
    },
  },
  otp: {
    name: { en: 'One-time password', ja: 'ワンタイムパスワード' },
    where: { en: 'Login', ja: 'ログイン' },
    does: { en: 'A captured value is already spent.', ja: '傍受された値は再利用できない。' },
  },
  'ic-card': {
    name: { en: 'IC card login', ja: 'IC カード認証' },
    where: { en: 'Login at the server', ja: 'サーバへのログイン' },
    does: {
      en: 'The user’s card signs the server’s challenge; a guessed password alone does not open the account.',
      ja: '利用者の IC カードがサーバの要求に署名する。パスワードを推測されただけではログインできない。',
    },
  },
  biometric: {
    name: { en: 'Biometric login', ja: '生体認証' },
    where: { en: 'Login', ja: 'ログイン' },
    does: { en: 'Recognises the person at the terminal.', ja: '端末の前の本人を確認する。' },
  },
  lockout: {
    name: { en: 'Account lockout', ja: 'アカウントロック' },
    where: { en: 'Login at the server', ja: 'サーバへのログイン' },
    does: {
      en: 'Disables an account after a number of failures. No help against offline cracking, and a way to lock out the rightful user.',
      ja: '一定回数の失敗でアカウントを停止する。オフライン解読には効果がなく、正規の利用者を締め出す手段にもなり得る。',
    },
  },
  'login-rate-limiting': {
    name: { en: 'Delay after failed logins', ja: 'ログイン失敗時の応答遅延' },
    where: { en: 'Login at the server', ja: 'サーバへのログイン' },
    does: {
      en: 'Holds the answer to a wrong password back, so that fewer guesses fit into the time. Locks nobody out; no help against offline cracking.',
      ja: '誤ったパスワードへの応答を遅らせ、時間内に試せる回数を減らす。締め出しは起きないが、オフライン解読には効果がない。',
    },
  },
  'access-lists': {
    name: { en: 'Access lists for records', ja: '記録のアクセス権限表' },
    where: { en: 'At the servers that keep the records', ja: '記録を保管するサーバ' },
    does: {
      en: 'Hands records only to accounts and hosts whose duties cover them. What somebody may read at work, he can still take away.',
      ja: '職務の範囲にあるアカウント・機器にだけ記録を渡す。職務上閲覧できる記録の持出しまでは防げない。',
    },
  },
  'fail-closed': {
    name: { en: 'Holding back when a check fails', ja: '照会不能時の処理保留' },
    where: { en: 'At services that ask a register before they act', ja: '処理前に台帳を照会するサービス' },
    does: {
      en: 'Without an answer to its check, the service holds the order back instead of carrying it out. The price is delay.',
      ja: '事前照会に応答がなければ処理せずに保留する。その間、業務は遅れる。',
    },
  },
  'object-encryption': {
    name: { en: 'Encryption of documents', ja: '文書の暗号化' },
    where: { en: 'At author and recipient', ja: '作成者と受信者' },
    does: {
      en: 'The document itself is enciphered for its recipients and stays so in mailboxes, relays and storage.',
      ja: '文書自体を受信者向けに暗号化し、メールボックス・中継・保管の間も保護する。',
    },
  },
  'object-signature': {
    name: { en: 'Signature on documents', ja: '文書の電子署名' },
    where: { en: 'At author and recipient', ja: '作成者と受信者' },
    does: {
      en: 'The recipient checks the author’s signature and does not take a changed document. Does not hide the content.',
      ja: '受信者が作成者の署名を検証し、改変された文書を受け取らない。内容の秘匿はしない。',
    },
  },
  timestamping: {
    name: { en: 'Time stamps', ja: 'タイムスタンプ' },
    where: { en: 'At the document', ja: '文書' },
    does: { en: 'A trusted authority states when a document existed.', ja: '信頼できる機関が、文書の存在した時刻を証明する。' },
  },
  'virus-scan': {
    name: { en: 'Virus scanner', ja: 'ウイルス対策ソフト' },
    where: { en: 'On hosts', ja: '端末・サーバ' },
    does: {
      en: 'Recognises malware that its signatures know, where it sees it in clear.',
      ja: '定義ファイルにあるマルウェアを、平文で観察できる場所で検出する。',
    },
  },
  'virus-scan-host': {
    name: { en: 'Virus scanner on hosts', ja: 'ウイルス対策ソフト（端末）' },
    where: { en: 'On each host', ja: '各端末・サーバ' },
    does: {
      en: 'Stops malware that its signatures know, also when it came through an encrypted tunnel.',
      ja: '暗号化トンネル経由であっても、定義ファイルにあるマルウェアを端末で止める。',
    },
  },
  'virus-scan-gateway': {
    name: { en: 'Virus scanner at the gateway', ja: 'ウイルス検査（ゲートウェイ）' },
    where: { en: 'Inline at the site’s edge', ja: '施設の出入口' },
    does: {
      en: 'Inspects passing traffic, but sees nothing of what is encrypted end to end.',
      ja: '通過する通信を検査する。端末間で暗号化された通信は検査できない。',
    },
  },
  patching: {
    name: { en: 'Patching', ja: 'セキュリティパッチの適用' },
    where: { en: 'On hosts', ja: '端末・サーバ' },
    does: { en: 'Closes the fault that an exploit needs.', ja: '攻撃に利用される欠陥を修正する。' },
  },
  'access-monitoring-and-cutoff': {
    name: { en: 'Access monitoring and cut-off', ja: 'アクセス監視と遮断' },
    where: { en: 'Access point and target', ja: '接続点と接続先' },
    does: { en: 'Watches sessions, raises an alarm and drops them.', ja: 'セッションを監視し、異常時に警報を出して遮断する。' },
  },
  'three-point-logging': {
    name: { en: 'Logs at three points', ja: '3 地点での記録' },
    where: { en: 'Sender, access point and target', ja: '送信元・接続点・接続先' },
    does: {
      en: 'Time-synchronised records that can be joined show who accessed what and when.',
      ja: '時刻同期した記録を突き合わせ、誰がいつ何にアクセスしたかを示す。',
    },
  },
  'clock-sync': {
    name: { en: 'Clocks set from one source', ja: '時刻同期' },
    where: { en: 'Hosts and routers that keep records', ja: '記録を残す端末・サーバ・ルータ' },
    does: {
      en: 'Keeps the clocks of all that keep records together (NTP), so that records of one access can be joined.',
      ja: '記録を残す機器の時計を NTP で合わせ、一つのアクセスの記録を突き合わせられるようにする。',
    },
  },
  'disk-encryption': {
    name: { en: 'Disk encryption', ja: 'ディスク暗号化' },
    where: { en: 'On devices and media', ja: '機器・媒体' },
    does: { en: 'Data cannot be read from a lost device that is switched off.', ja: '電源の切れた機器を失っても、データは読み取れない。' },
  },
  'transaction-idempotency': {
    name: { en: 'One effect per transaction', ja: '取引の一回限り処理（冪等性）' },
    where: { en: 'In the application', ja: 'アプリケーション' },
    does: {
      en: 'A repeated transaction number is answered but not carried out again.',
      ja: '同じ取引番号の要求には応答だけを返し、再び実行しない。',
    },
  },
  'training-ledger': {
    name: { en: 'Training and register of devices', ja: '教育と機器台帳' },
    where: { en: 'People and assets', ja: '人と資産' },
    does: { en: 'Rules, education and a register of who holds which device.', ja: '規則、教育、機器の所在を管理する台帳。' },
  },
} as const satisfies Record<string, ControlWords>;
