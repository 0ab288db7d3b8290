/**
 * Purpose: why a packet was dropped although no control refused it, as a clause for "a packet of … was dropped at …".
 *
 * Does not model: anything; a table, and the frame around it. Only drops that bear on the attack are evidence: packets of the attacker, and resources that ran out.
 * Units: as the fields of the events. Determinism: pure.
 * References: the RFC of each mechanism stands beside its clause.
 */
import type { WordTable, Words } from '../types.ts';
import { CERTIFICATE_FAULTS } from './certificate-faults.ts';

interface Clause {
  readonly en: string;
  readonly ja: string;
  readonly source: string;
  /** Evidence whoever sent the packet. */
  readonly always?: true;
}

const CLAUSES: Readonly<Record<string, Clause>> = {
  // Links, LAN, IP.
  'queue-full': { en: 'the line’s queue was full', ja: '回線の待ち行列が満杯', source: 'own model of a line (drop-tail)' },
  'bits-damaged': {
    en: 'the line had flipped bits of it and a checksum noticed',
    ja: '回線上のビット誤りをチェックサムが検出',
    source: 'RFC 1071 1',
  },
  'line-loss': { en: 'it was lost on the line', ja: '回線上で消失', source: 'own model of a line' },
  'line-down': { en: 'the line was down', ja: '回線が切断中', source: 'own model of a line', always: true },
  'arp-queue-full': {
    en: 'too many packets waited for an address that nobody answers for',
    ja: '応答のないアドレスの解決待ちが上限に到達',
    source: 'RFC 1122 2.3.2.2',
  },
  'arp-unresolved': { en: 'no station answers for its destination', ja: '宛先に応答する機器がない', source: 'RFC 826' },
  'no-route': { en: 'there is no route to its destination', ja: '宛先への経路がない', source: 'RFC 1812 5.2.4' },
  'ttl-exceeded': { en: 'it had passed too many routers', ja: '経由できるルータ数を超過', source: 'RFC 1812 5.3.1' },
  'not-for-this-host': { en: 'it was meant for another station', ja: '別の機器宛', source: 'RFC 1122 3.2.1.3' },
  'protocol-unreachable': { en: 'nothing there speaks its protocol', ja: '該当プロトコルの受け手がない', source: 'RFC 1122 3.2.2.1' },
  'port-unreachable': { en: 'nothing there listens on its port', ja: '該当ポートの受け手がない', source: 'RFC 1122 4.1.3.1' },
  // Telephone networks.
  'no-call': { en: 'no call was up on the line', ja: '回線上に通話（呼）がない', source: 'TR B.4.2 b' },
  'no-such-number': { en: 'nobody has a number for its destination', ja: '宛先に対応する電話番号がない', source: 'TR B.4.2 b' },
  'line-busy': { en: 'the line was in a call with somebody else', ja: '回線が他の相手と通話中', source: 'TR B.4.2 b' },
  'call-failed': { en: 'the call was not answered', ja: '呼が成立しなかった', source: 'TR B.4.2 b' },
  // L2TP.
  'l2tp-unknown-tunnel': { en: 'it belongs to no L2TP session', ja: '該当する L2TP セッションがない', source: 'RFC 2661 5' },
  'l2tp-malformed': { en: 'it is no L2TP message', ja: 'L2TP のメッセージではない', source: 'RFC 2661 3.1' },
  'l2tp-no-answer': {
    en: 'the other end of the L2TP tunnel did not answer',
    ja: 'L2TP トンネルの対向装置が応答しない',
    source: 'RFC 2661 5.8',
  },
  // TCP.
  'backlog-full': { en: 'the backlog of half-open connections was full', ja: '接続待ち行列が満杯', source: 'RFC 4987 2', always: true },
  'no-connection': { en: 'it belongs to no connection', ja: '該当する接続がない', source: 'RFC 9293 3.10.7.1' },
  'outside-window': { en: 'its sequence number lies outside the window', ja: 'シーケンス番号がウィンドウ外', source: 'RFC 9293 3.10.7.4' },
  'backlog-reserved': {
    en: 'what is left of the backlog is reserved for peers that connected before',
    ja: '接続待ち行列の残りは接続実績のある相手用',
    source: 'own model of Linux tcp(7), tcp_max_syn_backlog',
    always: true,
  },
  'old-timestamp': { en: 'its timestamp is older than the newest one', ja: 'タイムスタンプが古い', source: 'RFC 7323 5.3' },
  'ack-beyond': { en: 'it acknowledges what was never sent', ja: '未送信データへの確認応答', source: 'RFC 9293 3.10.7.4' },
  'no-ack': { en: 'it carries no acknowledgement', ja: '確認応答を含まない', source: 'RFC 9293 3.10.7.4' },
  'not-syn-ack': { en: 'it does not answer the connection request', ja: '接続要求への応答ではない', source: 'RFC 9293 3.10.7.3' },
  'source-blocked': { en: 'its source address is blocked', ja: '遮断対象の送信元アドレス', source: 'RFC 4987 3.1' },
  'outside-selectors': {
    en: 'the security association is not meant for it',
    ja: 'SA の対象外の通信',
    source: 'RFC 4301 5.2',
    always: true,
  },
  'half-open-mismatch': { en: 'it does not fit the half-open connection', ja: '接続途中の状態と不一致', source: 'RFC 9293 3.10.7.4' },
  'queue-full-silent': {
    en: 'the queue of the old system was full, and it said nothing',
    ja: '旧式の装置の待ち行列が満杯で、応答なし',
    source: 'RFC 4987 2.2; RFC 4953 2.2',
    always: true,
  },
  // Routing.
  'not-a-neighbour': { en: 'its sender is no neighbour of the router', ja: '送信元が隣接ルータではない', source: 'RFC 2328 8.2' },
  'routing-from-tunnel': {
    en: 'the router takes no routing messages out of tunnels',
    ja: 'ルータはトンネル経由の経路情報を受け付けない',
    source: 'RFC 5082 5.2; RFC 3552 3.6',
  },
  'route-not-accepted': {
    en: 'the router does not take this route from a neighbour',
    ja: 'ルータはこの経路を隣接装置から受け入れない',
    source: 'RFC 2196 3.2.2',
  },
  'inner-source-not-of-peer': {
    en: 'its inner source does not belong to the site at the other end of the tunnel',
    ja: '内側の送信元がトンネル相手の施設のものではない',
    source: 'RFC 4301 5.2',
  },
  'no-adjacency': { en: 'its sender is not known as a router', ja: '送信元がルータとして認められていない', source: 'RFC 2328 13' },
  // Done by the attacker.
  'cut-by-attacker': { en: 'the attacker held it back', ja: '攻撃者が遮断', source: 'RFC 3552 3.3.3', always: true },
  // IKE, ESP, tunnels.
  'not-an-application': { en: 'it is no application for enrolment', ja: '加入手続きの申請ではない', source: 'own design of TR D.6 g, k' },
  'enrolment-answer-unasked': {
    en: 'it answers no application of this device',
    ja: 'この機器の申請に対する回答ではない',
    source: 'own design of TR D.6 j, l',
  },
  'not-ike': { en: 'it is no IKE message', ja: 'IKE メッセージではない', source: 'RFC 7296 3.1' },
  'ike-unknown-spi': { en: 'it belongs to no IKE negotiation', ja: '該当する IKE の交渉がない', source: 'RFC 7296 2.21.4' },
  'ike-malformed': { en: 'its IKE payloads are incomplete', ja: 'IKE ペイロードが不完全', source: 'RFC 7296 1.2' },
  'ike-half-open-full': {
    en: 'too many IKE negotiations were half open',
    ja: '途中の IKE 交渉が上限に到達',
    source: 'RFC 7296 2.6; RFC 8019 3',
    always: true,
  },
  'ike-half-open-address': {
    en: 'too many IKE negotiations of its source address were half open',
    ja: '同一送信元アドレスの途中の IKE 交渉が上限に到達',
    source: 'RFC 8019 4.2',
  },
  'esp-unknown-spi': { en: 'it belongs to no security association', ja: '該当する SA がない', source: 'RFC 4303 3.4.2' },
  'esp-replay': { en: 'its ESP sequence number had been seen before', ja: 'ESP の通番が受信済み', source: 'RFC 4303 3.4.3' },
  'esp-icv-mismatch': { en: 'its integrity check failed', ja: '完全性検証に失敗', source: 'RFC 4303 3.4.4' },
  'esp-padding': { en: 'its padding was not what padding must be', ja: 'パディングが規定の値と不一致', source: 'RFC 4303 2.4' },
  'esp-sequence-exhausted': { en: 'the sequence numbers of the tunnel were used up', ja: 'トンネルの通番が枯渇', source: 'RFC 4303 3.3.3' },
  'hold-queue-full': {
    en: 'too many packets waited for the tunnel',
    ja: 'トンネル確立待ちのパケットが上限に到達',
    source: 'own design; TR D.4',
  },
  'no-tunnel': { en: 'the tunnel could not be raised', ja: 'トンネルを確立できない', source: 'TR D.4' },
  'no-connection-information': {
    en: 'the VPN centre gave no connection information',
    ja: 'VPN センターから接続情報が得られない',
    source: 'TR D.3, D.4',
  },
  'init-unusable': { en: 'the first IKE answer was unusable', ja: 'IKE の最初の応答が利用できない', source: 'RFC 7296 1.2' },
  'no-child-sa': { en: 'no security association was agreed', ja: 'SA の合意に至らない', source: 'RFC 7296 1.2' },
  'peer-silent': { en: 'the peer did not answer any more', ja: '相手からの応答が途絶', source: 'RFC 7296 2.4' },
  'half-open-expired': { en: 'the negotiation was not completed in time', ja: '交渉が時間内に完了しない', source: 'RFC 7296 2.6' },
  'deleted-by-peer': { en: 'the peer took the tunnel down', ja: '相手がトンネルを終了', source: 'RFC 7296 1.4.1' },
  closed: { en: 'the tunnel was taken down', ja: 'トンネルを終了', source: 'RFC 7296 1.4.1' },
  rekeyed: { en: 'the negotiation had been replaced', ja: '新しい交渉に置換済み', source: 'RFC 7296 2.8' },
  AUTHENTICATION_FAILED: { en: 'the peer refused the authentication', ja: '相手が認証を拒否', source: 'RFC 7296 2.21.2' },
  NO_PROPOSAL_CHOSEN: { en: 'no common cryptographic suite was found', ja: '共通の暗号方式がない', source: 'RFC 7296 2.7' },
  TS_UNACCEPTABLE: { en: 'no common addresses to protect were found', ja: '保護対象のアドレスが一致しない', source: 'RFC 7296 2.9' },
  INVALID_KE_PAYLOAD: {
    en: 'the peer wants another Diffie-Hellman group',
    ja: '相手が別の Diffie-Hellman グループを要求',
    source: 'RFC 7296 1.2',
  },
  'psk-mismatch': { en: 'the peer could not prove the pre-shared key', ja: '相手が事前共有鍵を証明できない', source: 'RFC 7296 2.15' },
  'identity-mismatch': { en: 'the peer is not the expected one', ja: '相手の識別名が不一致', source: 'RFC 7296 2.15' },
  'authentication-missing': { en: 'the peer brought no authentication', ja: '相手が認証情報を示さない', source: 'RFC 7296 1.2' },
  'ike-icv-mismatch': { en: 'the integrity check of its message failed', ja: 'メッセージの完全性検証に失敗', source: 'RFC 7296 3.14' },
  'subscriber-refuses': {
    en: 'one of the two subscribers does not want the connection',
    ja: '一方の加入者が接続を望まない',
    source: 'TR D.3, D.4 h',
  },
  'privacy-policies-differ': {
    en: 'the policies on personal data of the two sites do not fit',
    ja: '双方の個人情報保護ポリシーが合わない',
    source: 'TR 9.2, D.3',
  },
  'no-tunnel-yet': {
    en: 'there was no tunnel yet, and first packets are not held',
    ja: 'トンネル確立前で、最初のパケットを保留しない設定',
    source: 'TR D.3',
  },
  'address-changed': { en: 'the device had been given another address', ja: '機器のアドレスが変わった', source: 'RFC 4555 3.5' },
  'registration-outdated': {
    en: 'a newer address is registered already',
    ja: 'より新しいアドレスが登録済み',
    source: 'own design of TR Table D.1',
  },
  'nat-no-ports': {
    en: 'an address translator passes only what has ports',
    ja: 'アドレス変換装置がポートのない通信を通さない',
    source: 'RFC 3022 2.2; TR D.7 c',
  },
  'nat-no-mapping': {
    en: 'the address translator knows no inside end for it',
    ja: 'アドレス変換装置に該当する対応がない',
    source: 'RFC 4787 5; TR D.7 c',
  },
  'nat-ports-used-up': {
    en: 'the address translator has given away all of its ports',
    ja: 'アドレス変換装置の空きポートがない',
    source: 'RFC 4787 5; RFC 6335 6',
  },
  'not-in-same-group': { en: 'the two sites share no group', ja: '双方が同じグループに属さない', source: 'TR D.3' },
  // VPN centre.
  'not-a-centre-request': { en: 'it is no request to the VPN centre', ja: 'VPN センターへの要求ではない', source: 'TR D.3' },
  'centre-answer-unasked': {
    en: 'nobody had asked for this answer of the VPN centre',
    ja: '問い合わせていない VPN センターの回答',
    source: 'TR D.3',
  },
};

/** Tunnels that could not be raised give their packets up with these reasons. */
const OF_CERTIFICATES = Object.fromEntries(
  Object.entries(CERTIFICATE_FAULTS).map(([fault, { source }]) => [
    fault,
    { en: 'the peer’s certificate was not accepted', ja: '相手の証明書を受け入れられない', source },
  ]),
);

const ALL: Readonly<Record<string, Clause>> = { ...CLAUSES, ...OF_CERTIFICATES };

export const DROP_WORDS: WordTable = Object.fromEntries(Object.entries(ALL).map(([reason, clause]) => [`drop/${reason}`, framed(clause)]));

/** Why a tunnel did not come up, for sentences about tunnels; the bare reason when nobody has given it words. */
export const FAILURES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = ALL;

function framed(clause: Clause): Words {
  return {
    source: clause.source,
    en: (t) => `${t.where}, a packet of ${t.whom} was dropped: ${clause.en}`,
    ja: (t) => `${t.where}で、${t.whom}のパケットが破棄された（理由：${clause.ja}）。`,
    tells: (t) => clause.always === true || (t.byAttacker && !t.atAttacker),
  };
}
