/**
 * Purpose: why a packet or request ended early, in a few words for the network picture. The full sentences, and the clauses for ordinary
 * losses, are the evidence's.
 *
 * References: the reasons are those that sim/ gives its `stop` and `drop` events; a test finds one without words.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { FAILURES } from '../../threats/evidence/words/drops.ts';

const STOPS: Readonly<Record<string, Bilingual>> = {
  'binding-mismatch': { en: 'false ARP binding', ja: '偽の ARP 対応' },
  'too-many-macs': { en: 'too many MAC addresses', ja: 'MAC アドレス数超過' },
  'static-binding': { en: 'fixed ARP entry kept', ja: '固定 ARP エントリを維持' },
  'switch-apart': { en: 'switch stands apart', ja: 'スイッチは切離し中' },
  'no-rule-permits': { en: 'no rule permits it', ja: '許可規則なし' },
  'rule-taken-back': { en: 'maintenance rule was closed', ja: '保守用の規則は閉鎖済み' },
  'setting-put-right': { en: 'setting was put right', ja: '設定を是正済み' },
  'loss-reported-early': { en: 'loss was reported early', ja: '紛失を早期に連絡済み' },
  'rule-of-use-program': { en: 'program is not permitted', ja: '許可されていないプログラム' },
  'rule-of-use-medium': { en: 'program on a stick is not permitted', ja: '媒体上のプログラムは不許可' },
  'source-not-behind-port': { en: 'impossible source address', ja: '送信元アドレスが不正' },
  'calling-number-unknown': { en: 'caller is no partner', ja: '発信者が連携先ではない' },
  'called-number-unknown': { en: 'called number is no partner', ja: '着信先が連携先ではない' },
  'rate-limit': { en: 'limit for this source', ja: '送信元ごとの上限' },
  'syn-cookie': { en: 'cookie instead of state', ja: '状態を持たずクッキーで応答' },
  'challenge-ack': { en: 'challenge ACK', ja: 'チャレンジ ACK' },
  'unprotected-inbound': { en: 'unprotected packet', ja: '保護されていないパケット' },
  'esp-unknown-spi': { en: 'unknown SPI', ja: '未知の SPI' },
  'esp-replay': { en: 'repeated sequence number', ja: '通番の重複' },
  'esp-icv-mismatch': { en: 'integrity check failed', ja: '完全性検証に失敗' },
  'ike-icv-mismatch': { en: 'integrity check failed', ja: '完全性検証に失敗' },
  'ike-cookie': { en: 'IKE cookie demanded', ja: 'IKE クッキーを要求' },
  'ike-puzzle': { en: 'IKE puzzle demanded', ja: 'IKE パズルを要求' },
  'not-a-members-line': { en: 'not a member’s line', ja: '加入者の回線ではない' },
  'second-line-shares': { en: 'second line shares the load', ja: '第二回線で負荷分散' },
  'psk-mismatch': { en: 'pre-shared key not proved', ja: '事前共有鍵の不一致' },
  'identity-mismatch': { en: 'wrong identity', ja: '識別名の不一致' },
  'authentication-missing': { en: 'no authentication', ja: '認証情報なし' },
  'certificate-missing': { en: 'no certificate', ja: '証明書なし' },
  'certificate-untrusted': { en: 'certificate not trusted', ja: '信頼できない証明書' },
  'certificate-not-yet-valid': { en: 'certificate not valid yet', ja: '証明書の有効期間前' },
  'certificate-expired': { en: 'certificate expired', ja: '証明書の期限切れ' },
  'certificate-revoked': { en: 'certificate revoked', ja: '失効した証明書' },
  'revocation-unknown': { en: 'revocation not checked', ja: '失効を確認できない証明書' },
  'certificate-wrong-tier': { en: 'certificate of the wrong tier', ja: '証明書の階層違い' },
  'certificate-name-mismatch': { en: 'certificate for another name', ja: '証明書の名前不一致' },
  'key-not-held': { en: 'private key not proved', ja: '秘密鍵を証明できず' },
  'not-in-same-group': { en: 'not in the same group', ja: '同じグループに属さない' },
  'subscriber-refuses': { en: 'a subscriber refuses', ja: '加入者の方針で拒否' },
  'privacy-policies-differ': { en: 'data policies do not fit', ja: '個人情報ポリシーの不一致' },
  'outside-agreed-services': { en: 'service not agreed', ja: '合意外のサービス' },
  'not-a-trigger': { en: 'raises no tunnel', ja: 'トンネル起動の対象外' },
  'tunnel-to-tunnel': { en: 'no relay between tunnels', ja: 'トンネル間の中継禁止' },
  unreadable: { en: 'cannot be read', ja: '読み取り不能' },
  'envelope-broken': { en: 'document envelope broken', ja: '文書の封緘が破損' },
  'not-enveloped': { en: 'changed record without envelope', ja: '封緘のない変更記録' },
  'signature-mismatch': { en: 'signature does not fit', ja: '署名の不一致' },
  'tls-record-refused': { en: 'TLS record refused', ja: 'TLS レコードを拒否' },
  'malware-recognised': { en: 'malware recognised', ja: 'マルウェアを検出' },
  'client-certificate-missing': { en: 'no client certificate', ja: '個人証明書なし' },
  'stamp-already-seen': { en: 'time stamp seen before', ja: '受理済みのタイムスタンプ' },
  'stamp-too-old': { en: 'time stamp too old', ja: '古いタイムスタンプ' },
  'fault-patched': { en: 'fault is patched', ja: '脆弱性は修正済み' },
  'card-missing': { en: 'no IC card', ja: 'IC カードなし' },
  'account-locked': { en: 'account locked', ja: 'アカウントロック' },
  'transaction-already-done': { en: 'transaction already done', ja: '実行済みの取引' },
  'code-missing': { en: 'no one-time code', ja: 'ワンタイムコードなし' },
  'code-already-used': { en: 'one-time code already used', ja: '使用済みのコード' },
  'template-missing': { en: 'no biometric match', ja: '生体照合なし' },
  'password-not-in-list': { en: 'password not guessable', ja: '推測できないパスワード' },
  'no-verifier-in-clear': { en: 'no hash handed out', ja: '照合値は渡されない' },
  'not-on-access-list': { en: 'not on the access list', ja: 'アクセス権なし' },
  'cut-off': { en: 'session cut off', ja: 'セッション遮断' },
  'rule-known': { en: 'rule known and kept', ja: '規則を理解し遵守' },
  'rule-of-use-site': { en: 'site not on the list', ja: '許可外のサイト' },
  'rule-of-use-mail-domain': { en: 'mail domain not allowed', ja: '許可外の宛先' },
  'rule-of-use-mail-size': { en: 'mail too large', ja: 'メール容量超過' },
  'attachment-type': { en: 'type of attachment', ja: '添付の種類' },
  'rule-of-use-simultaneous': { en: 'not at the same time', ja: '同時利用の禁止' },
  'outside-maintenance-agreement': { en: 'outside the maintenance agreement', ja: '保守契約の範囲外' },
  'check-not-answered': { en: 'check not answered', ja: '照会に応答なし' },
  'stored-object-altered': { en: 'stored object altered', ja: '保存データの改変' },
  'stored-object-missing': { en: 'stored object missing', ja: '保存データの消失' },
  'restored-from-copy': { en: 'restored from a copy', ja: '控えから復元' },
  'restored-from-mirror': { en: 'restored from the mirror', ja: 'ミラーから復元' },
  'standby-took-over': { en: 'standby took over', ja: '待機系へ切替' },
  'disk-encrypted': { en: 'disk is encrypted', ja: 'ディスク暗号化' },
  'record-kept': { en: 'record kept', ja: '記録を保持' },
  'clock-set': { en: 'clock kept right', ja: '時刻を同期' },
  'records-sealed': { en: 'records sealed', ja: '記録を封緘' },
  'person-proven': { en: 'person proved', ja: '本人を立証' },
  'content-proven': { en: 'content proved', ja: '内容を立証' },
  'name-hidden': { en: 'network name hidden', ja: 'SSID 非公開' },
  'mac-not-listed': { en: 'MAC not listed', ja: '未登録の MAC' },
  'not-admitted': { en: 'not admitted to the radio network', ja: '無線接続を拒否' },
  'bulk-policed': { en: 'bulk traffic policed', ja: '大量通信を制限' },
  'ttl-not-255': { en: 'TTL is not 255', ja: 'TTL が 255 でない' },
  'routing-digest-mismatch': { en: 'routing digest does not fit', ja: '経路情報の認証不一致' },
  'segment-mac-mismatch': { en: 'segment MAC does not fit', ja: 'セグメント認証の不一致' },
};

/** The centre's certificate may fail for the same reasons as a device's; where it happens is shown by the picture. */
function plain(reason: string): string {
  return reason.replace(/^centre-/, '');
}

/**
 * A reason in a few words.
 * Units: none. Errors: none; a reason without words stands as the trace has it. Source: own wording.
 */
export function reasonWords(reason: string): Bilingual {
  return STOPS[plain(reason)] ?? FAILURES[reason] ?? { en: reason, ja: reason };
}

/**
 * Whether a reason has words of its own.
 * Units: none. Errors: none. Source: own design.
 */
export function hasWords(reason: string): boolean {
  return plain(reason) in STOPS || reason in FAILURES;
}
