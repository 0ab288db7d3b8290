/**
 * Purpose: sentences for what an attacker does and learns.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its sentence.
 */
import type { Telling, WordTable } from '../types.ts';

/** How a round of guessing ended. */
const GUESSING_EN: Readonly<Record<string, (t: Telling) => string>> = {
  in: (t) => `The attacker is logged in as ${t.user('user')}: candidate number ${t.count('tries')} was the right one`,
  locked: (t) => `The attacker had to give up guessing: after ${t.count('tries')} guesses the account of ${t.user('user')} was locked`,
  unreachable: (t) => `The attacker could not guess the password of ${t.user('user')}: the login did not answer him`,
};
const GUESSING_JA: Readonly<Record<string, (t: Telling) => string>> = {
  in: (t) => `攻撃者は${t.count('tries')}番目の候補で${t.user('user')}としてログインした。`,
  locked: (t) => `${t.count('tries')}回の推測で${t.user('user')}のアカウントがロックされ、攻撃者は推測を続けられなくなった。`,
  unreachable: (t) => `ログイン画面から応答がなく、攻撃者は${t.user('user')}のパスワードを試せなかった。`,
};

export const ATTACK_WORDS: WordTable = {
  'attack/listening': {
    en: (t) => `The attacker began to listen for the traffic of ${t.flow('flow')}`,
    ja: (t) => `攻撃者は${t.flow('flow')}の通信の傍受を始めた。`,
    source: 'RFC 3552 3.2.1',
  },
  'attack/arp-spoofing': {
    en: () => 'The attacker began to send forged ARP messages, so that both ends of the traffic take his network card for the other end',
    ja: () => '攻撃者は偽の ARP の送信を始め、通信の両端に自分のネットワークカードを相手のものと思い込ませようとした。',
    source: 'RFC 826; RFC 3552 3.3.5',
  },
  'attack/forging-source': {
    en: (t) => `The attacker sent a record whose source address says that it comes from ${t.place('claimed')}`,
    ja: (t) => `攻撃者は、送信元アドレスを${t.place('claimed')}のものに偽った記録を送信した。`,
    source: 'RFC 3552 3.3; RFC 2827',
  },
  'attack/cracking-offline': {
    en: (t) => `The attacker tried his dictionary on ${t.secret('secret')} offline, ${t.count('guessesPerS')} guesses a second`,
    ja: (t) => `攻撃者は${t.secret('secret')}に対し、毎秒${t.count('guessesPerS')}回の速さでオフラインの辞書攻撃を行った。`,
    source: 'RFC 3552 3.2.3',
  },
  'attack/guessing-online': {
    en: (t) => `The attacker began to try likely passwords of ${t.user('user')} at the login of ${t.service('service')}`,
    ja: (t) => `攻撃者は${t.service('service')}のログイン画面で、${t.user('user')}の使いそうなパスワードを順に試し始めた。`,
    source: 'RFC 3552 4.1.2; RFC 2196 4.5.4.2',
  },
  'attack/guessing-ended': {
    en: (t) => (GUESSING_EN[t.text('why')] ?? (() => `The attacker stopped guessing (${t.text('why')})`))(t),
    ja: (t) => (GUESSING_JA[t.text('why')] ?? (() => `攻撃者は推測をやめた（${t.text('why')}）。`))(t),
    source: 'RFC 3552 4.1.2; RFC 2196 4.5.4.2',
  },
  'attack/relaying-tls': {
    en: () => 'The attacker answered the TLS handshake with a certificate of his own and relayed the session, with a key for each end',
    ja: () => '攻撃者は自身の証明書で TLS ハンドシェイクに応じ、両端それぞれの鍵を持ってセッションを中継した。',
    source: 'RFC 8446 4.4.3; RFC 3552 4.5.2.2',
  },
  'attack/injecting-command': {
    en: (t) =>
      `The attacker put a command of his own into the connection of ${t.flow('flow')}, ` +
      (t.is('knowsSession') ? 'with the session token that he had overheard' : 'without knowing what the sealed session contains'),
    ja: (t) =>
      `攻撃者は${t.flow('flow')}の接続に、${t.is('knowsSession') ? '盗聴したセッショントークンを付けて' : '保護されたセッションの中身を知らないまま'}自分の命令を差し込んだ。`,
    source: 'RFC 3552 3.3.4; RFC 3631 3.2',
  },
  'attack/forging-reset': {
    en: (t) =>
      `The attacker sent ${t.count('count')} forged resets in the name of the server, from the sequence number that he had seen onwards`,
    ja: (t) => `攻撃者は、観測したシーケンス番号以降を狙い、サーバの名で偽の RST を${t.count('count')}個送り込んだ。`,
    source: 'RFC 3552 4.5.2; RFC 5961 3',
  },
  'attack/sweeping-resets': {
    en: (t) =>
      `The attacker, who cannot see the stream, began to sweep the sequence space with forged resets, ${t.count('tries')} a sweep for a window of ${t.count('window')} octets`,
    ja: (t) =>
      `通信を観測できない攻撃者は、ウィンドウ${t.count('window')}オクテットに対し 1 巡${t.count('tries')}個の偽の RST で、シーケンス番号空間の走査を始めた。`,
    source: 'RFC 5961 3; RFC 4953 2.4',
  },
  'attack/sending-exploit': {
    en: (t) => `The attacker sent the exploit “${t.text('exploit')}” to ${t.place('target')}`,
    ja: (t) => `攻撃者は${t.place('target')}に攻撃コード「${t.text('exploit')}」を送り付けた。`,
    source: 'RFC 3552 2.3.2; TR 8.1 a',
  },
  'attack/routing-through': {
    en: (t) => `The attacker set his own device to send what is meant for ${t.place('target')} through ${t.place('relay')}`,
    ja: (t) => `攻撃者は自施設の装置を、${t.place('target')}宛の通信が${t.place('relay')}を経由するように設定した。`,
    source: 'TR 8.1 d, B.5 d',
  },
  'attack/captured-request': {
    en: (t) => `The attacker recorded the request with transaction number ${t.text('txn')}`,
    ja: (t) => `攻撃者は取引番号${t.text('txn')}の要求を記録した。`,
    source: 'RFC 3552 3.3.1',
  },
  'attack/resending': {
    en: (t) =>
      `The attacker sent again what he had recorded: ${resent(t, 'the readable request', 'sealed TLS records', 'ESP packets', 'nothing that he could use')}`,
    ja: (t) => `攻撃者は記録したものを再送した（${resent(t, '読める要求', '件の TLS レコード', '個の ESP パケット', '使えるものなし')}）。`,
    source: 'RFC 3552 3.3.1; RFC 4303 3.4.3',
  },
  'attack/flooding': {
    en: (t) =>
      `The attacker began to send ${t.count('synPerS')} connection requests a second to ${t.service('service')}, from addresses that never answer`,
    ja: (t) => `攻撃者は${t.service('service')}に対し、応答しないアドレスから毎秒${t.count('synPerS')}件の接続要求を送り始めた。`,
    source: 'RFC 3552 4.6.4; RFC 4987 2',
  },
  'attack/posing-as': {
    en: (t) =>
      `The attacker presented himself as ${t.place('claimed')}, ${t.text('way') === 'plain' ? 'by a plain request without a tunnel' : 'by a VPN box of his own that claims its name'}`,
    ja: (t) =>
      `攻撃者は${t.place('claimed')}を名乗り、${t.text('way') === 'plain' ? 'トンネルを使わずに要求を送った。' : 'その名を騙る自前の VPN 装置で接続を試みた。'}`,
    source: 'RFC 2828 "masquerade attack"; TR 6.1.2 c',
  },
  'attack/answering-as-centre': {
    en: (t) => `The attacker answered in the name of the VPN centre that ${t.place('peer')} is reached at his own station`,
    ja: (t) => `攻撃者は VPN センターを装い、${t.place('peer')}の接続先は自分の端末であると回答した。`,
    source: 'TR D.3; RFC 3552 4.1.7',
  },
  'attack/storing-in-name-of': {
    en: (t) =>
      `The attacker stored a letter of his own in the name of ${t.place('claimed')}, ${t.text('way') === 'plain' ? 'by a plain request without a tunnel' : 'by a VPN box of his own that claims its name'}`,
    ja: (t) =>
      `攻撃者は${t.place('claimed')}の名で自作の紹介状を登録しようとした（${t.text('way') === 'plain' ? 'トンネルなし' : 'その名を騙る自前の VPN 装置を使用'}）。`,
    source: 'RFC 2828 "masquerade attack"; TR 6.1.2 c',
  },
  'attack/altering': {
    en: (t) =>
      `The attacker took the message off the path and ${t.text('content') === 'app' ? 'changed what it says' : 'flipped bits in its sealed record'}`,
    ja: (t) =>
      `攻撃者は経路上でメッセージを取り上げ、${t.text('content') === 'app' ? '内容を書き換えた。' : '保護されたレコードのビットを反転させた。'}`,
    source: 'RFC 3552 3.3.4; TR 6.1.2 b',
  },
  'attack/flipping-bits': {
    en: () => 'The attacker flipped bits in an ESP packet that he cannot read',
    ja: () => '攻撃者は、読めない ESP パケットのビットを反転させた。',
    source: 'RFC 3552 3.3.4',
  },
  'learn/plain': {
    en: (t) =>
      `The attacker could read ${t.asset('what')}, ${waysToRead(t, 'opened with a key that he holds', `taken from ${t.place('from')}`, `sent by ${t.place('from')}`)}`,
    ja: (t) =>
      `攻撃者は${waysToRead(t, '手に入れた鍵で開いて、', `${t.place('from')}から取り出した`, `${t.place('from')}が送った`)}${t.asset('what')}を読み取った。`,
    source: 'RFC 3552 3.2.1; TR 6.1.2 a',
  },
  'learn/cipher': {
    en: (t) => `The attacker captured ${t.asset('what')}, but only as ciphertext`,
    ja: (t) => `攻撃者は${t.asset('what')}を入手したが、暗号文のままである。`,
    source: 'RFC 5652 6; TR 8.1 e',
  },
  'learn/hash': {
    en: (t) =>
      `The attacker ${t.text('how') === 'told' ? 'was given by' : 'captured from'} ${t.place('from')} a value against which guesses for ${t.secret('what')} can be tested`,
    ja: (t) => `攻撃者は${t.place('from')}から、${t.secret('what')}の推測を確かめられる照合値を入手した。`,
    source: 'RFC 3552 3.2.3; RFC 7296 2.15',
  },
  'learn/key': {
    en: (t) =>
      learnedKey(t, {
        guessed: `The attacker found ${t.secret('what')} at guess number ${t.count('tries')}`,
        extracted: `The attacker took ${t.secret('what')} from the copied configuration of ${t.place('from')}`,
        own: `The attacker knows ${t.secret('what')} from his own device`,
        captured: `The attacker got hold of ${t.secret('what')}, sent by ${t.place('from')}`,
      }),
    ja: (t) =>
      learnedKey(t, {
        guessed: `攻撃者は${t.count('tries')}番目の候補で${t.secret('what')}を突き止めた。`,
        extracted: `攻撃者は${t.place('from')}の設定の複製から${t.secret('what')}を取り出した。`,
        own: `攻撃者は自分の装置から${t.secret('what')}を知っている。`,
        captured: `攻撃者は${t.place('from')}が送った${t.secret('what')}を手に入れた。`,
      }),
    source: 'RFC 3552 3.2; RFC 1704 2',
    // Keys of his own sessions explain nothing; what he was told is a step of his own.
    tells: (t) => t.text('how') !== 'told' && (t.text('how') !== 'own' || t.text('what').startsWith('psk/')),
  },
};

function waysToRead(t: Telling, derived: string, extracted: string, captured: string): string {
  if (t.text('how') === 'derived') return derived;
  return t.text('how') === 'extracted' ? extracted : captured;
}

function learnedKey(t: Telling, ways: Readonly<Record<'guessed' | 'extracted' | 'own' | 'captured', string>>): string {
  const how = t.text('how');
  return how === 'guessed' || how === 'extracted' || how === 'own' ? ways[how] : ways.captured;
}

/** What he sends again: the request if he could read it, else sealed records, else whole packets. */
function resent(t: Telling, request: string, records: string, packets: string, nothing: string): string {
  if (t.is('request')) return request;
  if (t.text('records') !== '0') return `${t.count('records')} ${records}`;
  return t.text('packets') === '0' ? nothing : `${t.count('packets')} ${packets}`;
}
