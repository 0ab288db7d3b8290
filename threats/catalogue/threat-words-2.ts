/**
 * Purpose: names and descriptions of threats T17 to T32, in English and Japanese.
 *
 * Does not model: anything; data, in our own words. Units: none. Determinism: none needed. References: TR A.5.1; the RFCs that threats.ts names per line.
 */
import type { ThreatWords } from './types.ts';

export const THREAT_WORDS_2 = {
  T17: {
    name: { en: 'TCP sequence-number guessing', ja: 'シーケンス番号推測攻撃' },
    description: {
      en: 'Whoever can predict the initial sequence number opens a connection in the name of a trusted address without seeing a single answer.',
      ja: '初期シーケンス番号を予測できる攻撃者は、応答を一度も見ずに、信頼されたアドレスの名で接続を確立する。',
    },
  },
  T18: {
    name: { en: 'Encryption without a MAC check', ja: 'MAC チェック未使用' },
    description: {
      en: 'Ciphertext that carries no integrity check can be changed on its way, or spliced behind another header, and is decrypted without complaint.',
      ja: '完全性検証のない暗号文は、途中で書き換えや継ぎ合わせをされても、受信側でそのまま復号されてしまう。',
    },
  },
  T19: {
    name: { en: 'Host-granular security association', ja: 'ホスト間単位の SA（ホスト to ホスト SA）' },
    description: {
      en: 'An SA that stands for a whole host or site cannot tell its users apart, so one of them can use, or even read, what was meant for another.',
      ja: 'ホストや施設全体を単位とする SA は利用者を区別できず、ある利用者が他の利用者のための通信を利用し、読み取ることもある。',
    },
  },
  T20: {
    name: { en: 'Forwarding after contamination', ja: 'ウイルス混入後の転送' },
    description: {
      en: 'A host infected in one institution infects hosts of another over the trusted connection, which delivers malware as faithfully as anything else.',
      ja: 'ある機関で感染した機器が、信頼された接続を通じて他機関に感染を広げる。VPN は感染データも忠実に届けてしまう。',
    },
  },
  T21: {
    name: { en: 'Destruction or rewriting of information', ja: '情報の破壊・書換え' },
    description: {
      en: 'Stored records, images, backups or device settings are deleted, overwritten or encrypted.',
      ja: '保管された記録、画像、バックアップ、機器の設定が、削除・上書き・暗号化される。',
    },
  },
  T22: {
    name: { en: 'Replay of captured messages', ja: 'メッセージ盗聴後再送' },
    description: {
      en: 'A captured message is sent again as it was and is processed a second time, without the attacker having to understand it.',
      ja: '盗聴したメッセージがそのまま再送され、再び処理される。攻撃者が内容を理解している必要はない。',
    },
  },
  T23: {
    name: { en: 'Retransmission caused by automatic calling', ja: '自動発呼による再送' },
    description: {
      en: 'A line or tunnel that sets itself up sends pending data again after a break, so that something already accepted takes effect twice.',
      ja: '自動的に接続する回線やトンネルが、切断後に保留データを再送し、受理済みの処理が二重に実行される。',
    },
  },
  T24: {
    name: { en: 'TCP SYN flood', ja: 'TCP SYN フラッド攻撃' },
    description: {
      en: 'Connection requests that are never completed fill the backlog of a service, and legitimate users no longer get in.',
      ja: '完了しない接続要求を大量に送り付けてサービスの待ち行列を埋め、正規の利用者が接続できないようにする。',
    },
  },
  T25: {
    name: { en: 'Distributed denial of service (DDoS)', ja: '分散型サービス妨害攻撃（DDoS）' },
    description: {
      en: 'Many machines together overload a line, a VPN device, the VPN centre or a server.',
      ja: '多数の機器が一斉に通信を送り付け、回線、VPN 装置、VPN センター、サーバを過負荷にする。',
    },
  },
  T26: {
    name: { en: 'Natural disaster, physical destruction', ja: '災害・物理的破壊' },
    description: {
      en: 'Earthquake, flood, fire or a cut cable takes lines, sites and stored data out together.',
      ja: '地震、水害、火災、ケーブルの切断などにより、回線、施設、保管データが同時に失われる。',
    },
  },
  T27: {
    name: { en: 'Unauthorized usage', ja: '不正な用法' },
    description: {
      en: 'Somebody uses a system or function to which he has no right.',
      ja: '権限のない者が、システムや機能を利用する。',
    },
  },
  T28: {
    name: { en: 'Inappropriate usage', ja: '不適切な用法' },
    description: {
      en: 'Somebody with a valid right uses it against the rules, for example for file sharing, private web mail or huge transfers.',
      ja: '正当な権限を持つ者が、ファイル共有、私用のウェブメール、過大な転送など、規則に反する使い方をする。',
    },
  },
  T29: {
    name: { en: 'Masquerade', ja: 'なりすまし' },
    description: {
      en: 'A person, device, site or centre is taken for another one and is given what was meant for that other.',
      ja: '人、機器、施設、またはセンターが別のものと誤認され、本来は相手に渡すべきでないものを渡してしまう。',
    },
  },
  T30: {
    name: { en: 'Fraud enabled by service interruption', ja: 'サービス中断による不正処理' },
    description: {
      en: 'An interruption is used so that something is processed that should not be: twice, halfway, or without its check.',
      ja: 'サービスの中断に乗じて、二重処理、途中までの処理、検証抜きの処理など、本来あってはならない処理が行われる。',
    },
  },
  T31: {
    name: { en: 'Falsification', ja: '改ざん' },
    description: {
      en: 'A message is changed on its way, on purpose or by a fault, and is accepted as genuine.',
      ja: '伝送中のメッセージが、故意または障害によって変更され、真正なものとして受け入れられる。',
    },
  },
  T32: {
    name: { en: 'Negligence, theft, loss', ja: '過失・盗難・紛失' },
    description: {
      en: 'A device or medium is lost or stolen, or something is sent to the wrong recipient or configured wrongly.',
      ja: '機器や媒体の盗難・紛失、宛先の誤り、設定の誤りによって、情報や接続の権利が他者の手に渡る。',
    },
  },
} as const satisfies Record<string, ThreatWords>;
