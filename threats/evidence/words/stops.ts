/**
 * Purpose: what a control did when it stopped something, as the end of the sentence "at this place, this control …".
 *
 * Does not model: anything; a table, and the frame around it. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its phrase.
 */
import type { Bilingual } from '../../../sim/world/scenario.ts';
import type { Phrase, Telling, WordTable, Words } from '../types.ts';
import { CERTIFICATE_FAULTS } from './certificate-faults.ts';
import { PRIVACY_STOP } from './privacy.ts';
import { PEOPLE_STOPS } from './stops-people.ts';
import { PLACE_STOPS } from './stops-places.ts';

const PHRASES: Readonly<Record<string, Phrase>> = {
  'binding-mismatch': {
    en: (t) => `discarded an ARP message of ${t.whom} that would have tied ${t.text('ip')} to a foreign network card`,
    ja: (t) => `${t.text('ip')}を別のネットワークカードに結び付けようとした${t.whom}の ARP を破棄した`,
    source: 'RFC 826; RFC 3552 3.3.5',
  },
  'too-many-macs': {
    en: (t) => `discarded a frame of ${t.whom}: too many network cards on one port`,
    ja: (t) => `1 つのポートに許された台数を超えるとして、${t.whom}のフレームを破棄した`,
    source: 'own model of a switch function',
  },
  'static-binding': {
    en: (t) => `kept the fixed entry for ${t.text('ip')} against an ARP message of ${t.whom}`,
    ja: (t) => `${t.whom}の ARP に従わず、${t.text('ip')}の固定エントリを維持した`,
    source: 'RFC 826; RFC 3552 3.3.5',
  },
  'switch-apart': {
    en: () => 'stood apart, so that nothing passed between the zones',
    ja: () => '両側が切り離されていたため、ゾーン間を何も通さなかった',
    source: 'TR 9.4',
  },
  'no-rule-permits': {
    en: (t) => `refused a packet of ${t.whom} that no rule permits`,
    ja: (t) => `どの規則でも許可されていない${t.whom}のパケットを拒否した`,
    source: 'RFC 2979; TR 9.3, C 4-1-1',
  },
  'source-not-behind-port': {
    en: (t) => `dropped a packet of ${t.whom} whose source address cannot lie behind this port`,
    ja: (t) => `このポートの先に存在し得ない送信元アドレスを持つ${t.whom}のパケットを破棄した`,
    source: 'RFC 2827 3; RFC 3704 2.2',
  },
  'calling-number-unknown': {
    en: (t) => `refused the call of ${t.whom}: the number is not on the list of partners`,
    ja: (t) => `発信番号が連携先の一覧にないとして、${t.whom}からの着信を拒否した`,
    source: 'TR 6.2.1 b, B.4.2 b',
  },
  'called-number-unknown': {
    en: (t) => `broke off a call to ${t.text('number')}, which is not on the list of partners`,
    ja: (t) => `接続先の番号（${t.text('number')}）が連携先の一覧にないとして、発信を中止した`,
    source: 'TR 6.2.1 b, B.4.2 b',
  },
  'rate-limit': {
    en: (t) => `refused a connection request of ${t.whom}: its source network already holds its share of the backlog`,
    ja: (t) => `送信元ネットワークが待ち行列の割当てを使い切っているとして、${t.whom}の接続要求を拒否した`,
    source: 'RFC 4987 3.1',
  },
  'syn-cookie': {
    en: (t) =>
      `took over when the backlog was full with ${t.count('halfOpen')} half-open connections, most of them of ${t.whom}: from then on the server answered without keeping state`,
    ja: (t) =>
      `大半が${t.whom}による${t.count('halfOpen')}件の接続途中の状態で待ち行列が満杯になった時点から、状態を保持しない応答に切り替えた`,
    source: 'RFC 4987 3.6',
  },
  'challenge-ack': {
    en: (t) => `did not obey a forged segment of ${t.whom} but asked the true peer with a challenge ACK`,
    ja: (t) => `${t.whom}の偽のセグメントに従わず、確認応答（チャレンジ ACK）で本来の相手に問い合わせた`,
    source: 'RFC 5961 3.2, 4.2, 5.2',
  },
  'unprotected-inbound': {
    en: (t) => `refused a packet of ${t.whom} that came in without protection`,
    ja: (t) => `保護されずに届いた${t.whom}のパケットを拒否した`,
    source: 'RFC 4301 5.2',
  },
  'esp-unknown-spi': {
    en: (t) => `refused an ESP packet of ${t.whom} that belongs to no security association`,
    ja: (t) => `どの SA にも属さない${t.whom}の ESP パケットを拒否した`,
    source: 'RFC 4301 5.2; RFC 4303 3.4.2',
  },
  'esp-replay': {
    en: (t) => `refused an ESP packet of ${t.whom} whose sequence number had been seen before`,
    ja: (t) => `既に受信した通番を持つ${t.whom}の ESP パケットを拒否した`,
    source: 'RFC 4303 3.4.3',
  },
  'esp-icv-mismatch': {
    en: (t) => `refused an ESP packet of ${t.whom} because its integrity check failed`,
    ja: (t) => `完全性検証に失敗した${t.whom}の ESP パケットを拒否した`,
    source: 'RFC 4303 3.4.4',
  },
  'esp-padding': {
    en: (t) => `refused an ESP packet of ${t.whom} because its padding was not what padding must be`,
    ja: (t) => `パディングが規定の値と異なる${t.whom}の ESP パケットを拒否した`,
    source: 'RFC 4303 2.4',
  },
  'ike-icv-mismatch': {
    en: (t) => `refused an IKE message of ${t.whom} because its integrity check failed`,
    ja: (t) => `完全性検証に失敗した${t.whom}の IKE メッセージを拒否した`,
    source: 'RFC 7296 3.14',
  },
  'ike-cookie': {
    en: (t) => `asked ${t.whom} to return a cookie before keeping any state, with ${t.count('halfOpen')} negotiations half open`,
    ja: (t) => `接続途中の交渉が${t.count('halfOpen')}件に達したため、状態を保持する前に${t.whom}にクッキーの返送を求めた`,
    source: 'RFC 7296 2.6',
  },
  'ike-puzzle': {
    en: (t) => `made ${t.whom} solve a puzzle before keeping any state, with ${t.count('halfOpen')} negotiations half open`,
    ja: (t) => `接続途中の交渉が${t.count('halfOpen')}件に達したため、状態を保持する前に${t.whom}にパズルの解答を求めた`,
    source: 'RFC 8019 4.4, 7',
  },
  'not-a-members-line': {
    en: (t) => `kept a packet of ${t.whom}, whose line belongs to no member, away from the centre`,
    ja: (t) => `加入者の回線ではない${t.whom}からのパケットをセンターの手前で破棄した`,
    source: 'TR D.3; RFC 4732 3.1',
  },
  'second-line-shares': {
    en: () => 'let a second line share the load of the full one',
    ja: () => '飽和した回線の負荷を第二の回線に分散させた',
    source: 'TR D.1',
  },
  'psk-mismatch': {
    en: (t) => `refused ${claimed(t, 'en')}: it could not prove the pre-shared key`,
    ja: (t) => `事前共有鍵を証明できない${claimed(t, 'ja')}を拒否した`,
    source: 'RFC 7296 2.15',
  },
  'identity-mismatch': {
    en: (t) => `refused ${claimed(t, 'en')}: its identity is not the expected one`,
    ja: (t) => `期待した識別名と異なる${claimed(t, 'ja')}を拒否した`,
    source: 'RFC 7296 2.15; RFC 3552 4.1.7',
  },
  'authentication-missing': {
    en: (t) => `refused ${claimed(t, 'en')}: it brought no authentication at all`,
    ja: (t) => `認証情報を示さない${claimed(t, 'ja')}を拒否した`,
    source: 'RFC 7296 1.2',
  },
  'not-in-same-group': {
    en: (t) => `refused a connection of ${t.whom}: the two sites share no group`,
    ja: (t) => `双方が同じグループに属していないとして、${t.whom}の接続を拒否した`,
    source: 'TR D.3',
  },
  'subscriber-refuses': {
    en: (t) => `refused a connection of ${t.whom}: one of the two subscribers does not want it`,
    ja: (t) => `一方の加入者の方針により、${t.whom}の接続を拒否した`,
    source: 'TR D.3, D.4 h',
  },
  'privacy-policies-differ': PRIVACY_STOP,
  'outside-agreed-services': {
    en: (t) => `refused a packet of ${t.whom} out of the tunnel: it belongs to no service that the group has agreed on`,
    ja: (t) => `グループで合意したサービスに属さないとして、トンネルから届いた${t.whom}のパケットを拒否した`,
    source: 'TR D.3, D.4, 5.1 e',
  },
  'not-a-trigger': {
    en: (t) => `did not raise a tunnel for a packet of ${t.whom} that belongs to no agreed service`,
    ja: (t) => `合意したサービスに属さない${t.whom}のパケットでは、トンネルを起動しなかった`,
    source: 'TR D.3, D.4',
  },
  'tunnel-to-tunnel': {
    en: (t) => `refused to pass a packet of ${t.whom} from one tunnel into another`,
    ja: (t) => `あるトンネルから別のトンネルへ抜けようとした${t.whom}のパケットの中継を拒否した`,
    source: 'TR 8.1 d, B.5 d, C 2-2-1',
  },
  unreadable: {
    en: () => 'had sealed what passed the attacker: he holds it but cannot read it',
    ja: () => '通信の中身が保護されていたため、攻撃者は手に入れても読むことができなかった',
    source: 'RFC 3552 3.2.1; TR 6.1.2 a',
  },
  'tls-record-refused': {
    en: (t) => `refused a record that ${t.whom} had touched and ended the connection`,
    ja: (t) => `${t.whom}の手が加わったレコードを拒否し、接続を打ち切った`,
    source: 'RFC 8446 5.2, 6.2',
  },
  'envelope-broken': {
    en: (t) => `exposed damage to the sealed envelope of ${t.asset('asset')}, which was not taken`,
    ja: (t) => `途中で損なわれて開封できない${t.asset('asset')}を受け取らなかった`,
    source: 'RFC 5652 6',
  },
  'signature-mismatch': {
    en: (t) => `exposed a change in ${t.asset('asset')}: its content does not match the author’s signature, so it was not taken`,
    ja: (t) => `内容が作成者の署名と一致しない${t.asset('asset')}を受け取らなかった`,
    source: 'RFC 5652 5.6; TR 8.1 e',
  },
  ...PEOPLE_STOPS,
  ...PLACE_STOPS,
  ...certificatePhrases(),
};

export const STOP_WORDS: WordTable = Object.fromEntries(
  Object.entries(PHRASES).map(([reason, phrase]) => [`stop/${reason}`, framed(phrase)]),
);

/** For a reason that nobody has given words yet; a test keeps this from being needed. */
export const ANY_STOP: Words = framed({
  en: (t) => `stopped ${t.whom} (${t.text('reason')})`,
  ja: (t) => `${t.whom}を止めた（${t.text('reason')}）`,
  source: 'own design',
});

/**
 * The words for a reason of a plug-in's control.
 * Units: none. Errors: none. Source: own design.
 */
export function pluginStop(phrase: Bilingual, source: string): Words {
  return framed({ en: () => phrase.en, ja: () => phrase.ja, source });
}

function framed(phrase: Phrase): Words {
  return {
    source: phrase.source,
    en: (t) => `${t.where}, ${t.control} ${phrase.en(t)}`,
    ja: (t) => `${t.where}では、${t.control}により、${phrase.ja(t)}。`,
  };
}

/** A peer of IKE under the name that it claims. */
function claimed(t: Telling, lang: 'en' | 'ja'): string {
  if (!t.byAttacker) return t.whom;
  if (t.text('peer') === '') return t.whom;
  return lang === 'en' ? `the attacker, who claimed to be ${t.place('peer')}` : `${t.place('peer')}を名乗る攻撃者`;
}

/** A peer, or the centre towards a client, whose certificate is at fault. */
function certificatePhrases(): Readonly<Record<string, Phrase>> {
  const phrases: Record<string, Phrase> = {};
  for (const [fault, { en, ja, source }] of Object.entries(CERTIFICATE_FAULTS)) {
    phrases[fault] = { en: (t) => `refused ${claimed(t, 'en')}: ${en}`, ja: (t) => `${ja}${claimed(t, 'ja')}を拒否した`, source };
    phrases[`centre-${fault}`] = {
      en: (t) => `did not believe an answer of ${t.whom} in the name of the VPN centre: ${en}`,
      ja: (t) => `${ja}として、VPN センターを名乗る${t.whom}の回答を信用しなかった`,
      source,
    };
  }
  return phrases;
}
