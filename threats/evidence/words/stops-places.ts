/**
 * Purpose: what a control at hosts, stored objects, devices, radio, lines and records did when it stopped or mended something; phrases for the frame in stops.ts.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its phrase.
 */
import type { Phrase } from '../types.ts';

export const PLACE_STOPS: Readonly<Record<string, Phrase>> = {
  'malware-recognised': {
    en: (t) =>
      t.text('exploit') === ''
        ? `recognised malware in what ${t.whom} sent and removed it`
        : `recognised the malware “${t.text('exploit')}” of ${t.whom} and removed it`,
    ja: (t) =>
      t.text('exploit') === ''
        ? `${t.whom}の送信内容からマルウェアを検出して除去した`
        : `${t.whom}が送ったマルウェア「${t.text('exploit')}」を検出して除去した`,
    source: 'TR C 3-5-1, 4-7-1',
  },
  'fault-patched': {
    en: (t) => `had closed the fault that “${t.text('exploit')}” of ${t.whom} needs`,
    ja: (t) => `${t.whom}の攻撃コード「${t.text('exploit')}」が利用する欠陥が塞がれていた`,
    source: 'TR C 3-6-1',
  },
  'stamp-already-seen': {
    en: (t) => `refused the request ${t.text('txn')} of ${t.whom}: one with the same time stamp had been taken before`,
    ja: (t) => `${t.whom}の要求${t.text('txn')}を、同じタイムスタンプの要求が受理済みとして拒否した`,
    source: 'RFC 3552 3.3.1; RFC 4120 3.2.3',
  },
  'stamp-too-old': {
    en: (t) => `refused the request ${t.text('txn')} of ${t.whom}: its time stamp was too old`,
    ja: (t) => `${t.whom}の要求${t.text('txn')}を、タイムスタンプが古すぎるとして拒否した`,
    source: 'RFC 3552 3.3.1; RFC 4120 1.2',
  },
  'client-certificate-missing': {
    en: (t) => `refused the request of ${t.whom} in the name of ${t.user('user')}, who did not show a certificate`,
    ja: (t) => `${t.user('user')}の個人証明書が提示されないとして、${t.whom}の要求を拒否した`,
    source: 'RFC 8446 4.4.2, 4.4.3',
  },
  'stored-object-altered': {
    en: (t) => `noticed at the next comparison that ${t.whom} had changed ${t.asset('asset')}`,
    ja: (t) => `定期照合の際に、${t.whom}による${t.asset('asset')}の書換えを検知した`,
    source: 'RFC 2196 4.3; TR 8.1 e',
  },
  'stored-object-missing': {
    en: (t) => `noticed at the next comparison the loss of ${t.asset('asset')}, which ${t.whom} had destroyed`,
    ja: (t) => `定期照合の際に、${t.whom}が破壊した${t.asset('asset')}の欠落を検知した`,
    source: 'RFC 3161; RFC 2196 4.3',
  },
  'restored-from-copy': {
    en: (t) => `brought ${t.asset('asset')} back from the last copy that was kept off line`,
    ja: (t) => `オフラインで保管した直近の写しから${t.asset('asset')}を復元した`,
    source: 'TR 5.1 d',
  },
  'restored-from-mirror': {
    en: (t) => `brought ${t.asset('asset')} back from the mirror at the other site`,
    ja: (t) => `別拠点の複製から${t.asset('asset')}を復元した`,
    source: 'TR 5.1 d, D.1',
  },
  'standby-took-over': {
    en: () => 'took over for what had failed',
    ja: () => '損壊した設備に代わって予備系が引き継いだ',
    source: 'TR D.1, 5.1 d',
  },
  'rule-taken-back': {
    en: (t) => `had no rule any more for the packet of ${t.whom}: what was opened for maintenance is on the register and was closed`,
    ja: (t) => `保守のために開けた規則が台帳により閉じられていたため、${t.whom}のパケットを破棄した`,
    source: 'TR C 6-1-2, C 4-1-1',
  },
  'setting-put-right': {
    en: () => 'no longer stood as a bridge: its setting was compared with the register and put right',
    ja: () => '台帳との照合により、素通しのまま残された設定が是正されていた',
    source: 'TR B.3 a, C 6-1-2',
  },
  'loss-reported-early': {
    en: () => 'had the loss on the list early: whoever lost the device knew whom to call',
    ja: () => '紛失時の連絡先が周知されていたため、早期に失効リストに載った',
    source: 'TR C 6-1-2, 6-1-3',
  },
  'disk-encrypted': {
    en: () => 'kept what is stored on the device unreadable',
    ja: () => '機器に保存された情報が読み取れない状態に保たれた',
    source: 'TR C 6-1-2',
  },
  'record-kept': {
    en: () => 'had kept the record of the access that the auditor needs',
    ja: () => '監査人が必要とするアクセス記録が残されていた',
    source: 'TR A.1 c, 9.5',
  },
  'clock-set': {
    en: () => 'had kept the clock of the recording machine right, so that the records of the access could be joined',
    ja: () => '記録した機器の時計が合わせられており、アクセスの記録を突き合わせることができた',
    source: 'TR 9.5, A.1 c; RFC 5905',
  },
  'records-sealed': {
    en: () => 'had sealed the records, so that nobody could have changed them unnoticed',
    ja: () => '記録が封印され、気付かれずに変更できない状態に保たれていた',
    source: 'RFC 3161; RFC 3227 2.4',
  },
  'person-proven': {
    en: () => 'showed which of the persons behind a shared account had logged in',
    ja: () => '共用アカウントの背後にいる本人が特定された',
    source: 'TR A.4, C.4',
  },
  'content-proven': {
    en: () => 'proved when the author signed the document, so that he cannot deny its content',
    ja: () => '作成者が署名した時刻が証明され、記載内容を否認できなくなった',
    source: 'RFC 3161; RFC 3552 4.3',
  },
  'name-hidden': {
    en: (t) => `hid the network’s name from ${t.whom} until a station used it`,
    ja: (t) => `端末が通信を始めるまで、${t.whom}に対しネットワーク名を隠した`,
    source: 'TR C 6-1-1',
  },
  'mac-not-listed': {
    en: (t) => `turned away the network card of ${t.whom}, which is not on the list`,
    ja: (t) => `${t.whom}の未登録のネットワークカードを拒否した`,
    source: 'TR C 6-1-1',
  },
  'not-admitted': {
    en: (t) => `did not admit ${t.whom} to the wireless network, and left him nothing that guesses could open`,
    ja: (t) => `${t.whom}の無線 LAN への接続を認めず、推測で破れる手掛かりも与えなかった`,
    source: 'TR C 6-1-1; IEEE 802.11; IEEE 802.1X',
  },
  'bulk-policed': {
    en: (t) => `discarded bulk datagrams of ${t.whom} beyond the share that the line allows them`,
    ja: (t) => `回線の割当てを超えた${t.whom}の大量のデータグラムを破棄した`,
    source: 'RFC 4732 3.1; RFC 2697',
  },
  'not-a-neighbour': {
    en: (t) => `refused a routing message of ${t.whom}, who is no neighbour`,
    ja: (t) => `隣接ルータではない${t.whom}の経路制御メッセージを拒否した`,
    source: 'RFC 2328 8.2, 10',
  },
  'ttl-not-255': {
    en: (t) => `refused a routing message of ${t.whom} that other routers had forwarded`,
    ja: (t) => `他のルータを経由して届いた${t.whom}の経路制御メッセージを拒否した`,
    source: 'RFC 5082 3',
  },
  'routing-digest-mismatch': {
    en: (t) => `refused a routing message of ${t.whom} without a valid keyed digest`,
    ja: (t) => `正しい鍵付きダイジェストを持たない${t.whom}の経路制御メッセージを拒否した`,
    source: 'RFC 2328 D.3; RFC 5709',
  },
  'segment-mac-mismatch': {
    en: (t) => `discarded a TCP segment of ${t.whom} without a valid check value`,
    ja: (t) => `正しい検査値を持たない${t.whom}の TCP セグメントを破棄した`,
    source: 'RFC 5925 2.2, 7',
  },
};
