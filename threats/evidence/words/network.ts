/**
 * Purpose: sentences for what the network itself did: tunnels, refusals without a control, address bindings, a full backlog.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its sentence.
 */
import { formatMac, macFor, parseIpv4 } from '../../../sim/net/address.ts';
import type { Telling, WordTable } from '../types.ts';
import { FAILURES } from './drops.ts';

const failure = (t: Telling, lang: 'en' | 'ja'): string => FAILURES[t.text('reason')]?.[lang] ?? t.text('reason');

/** In this model a station's MAC follows from its address, so a binding to any other MAC is a false one. */
function isFalseBinding(t: Telling): boolean {
  const address = parseIpv4(t.text('ip'));
  return address !== undefined && t.text('mac') !== formatMac(macFor(address));
}

/** A device stands for its site, a host for itself: what the other end calls its peer. */
function endOf(place: string): string {
  const [site = '', ...below] = place.split('.');
  return below.length === 1 ? site : place;
}

export const NETWORK_WORDS: WordTable = {
  'tunnel/up': {
    en: (t) => `A tunnel came up between ${t.at} and ${t.place('peer')}`,
    ja: (t) => `${t.at}と${t.place('peer')}の間にトンネルが確立した。`,
    source: 'RFC 7296 1.2; TR D.4',
    // Both ends report it.
    alike: (t) => [endOf(t.atId), t.text('peer')].sort().join(' '),
  },
  'tunnel/down': {
    en: (t) => `${t.at} could not raise a tunnel to ${t.place('peer')}: ${failure(t, 'en')}`,
    ja: (t) => `${t.at}は${t.place('peer')}とのトンネルを確立できなかった（理由：${failure(t, 'ja')}）。`,
    source: 'RFC 7296 2.21; TR D.4',
    // A tunnel taken down when idle gives no reason; one without a peer was meant for an address that nobody has.
    tells: (t) => t.text('reason') !== '' && t.text('peer') !== '',
  },
  'call/dialling': {
    en: (t) => `${t.at} dialled ${t.place('number')}`,
    ja: (t) => `${t.at}が${t.place('number')}に発信した。`,
    source: 'TR B.4.2 b',
  },
  'call/connected': {
    en: (t) => `${t.at} was connected to ${t.place('number')}`,
    ja: (t) => `${t.at}と${t.place('number')}の間で呼が成立した。`,
    source: 'TR B.4.2 b',
  },
  'call/busy': {
    en: (t) => `${t.place('number')} was engaged when ${t.at} called`,
    ja: (t) => `${t.at}からの発信時、${t.place('number')}は通話中だった。`,
    source: 'TR B.4.2 b',
  },
  'call/hung-up': {
    en: (t) => `${t.at} hung up the call to ${t.place('number')} after a silence`,
    ja: (t) => `${t.at}が、無通信のため${t.place('number')}との呼を切断した。`,
    source: 'TR B.4.2 b',
    tells: () => false,
  },
  'l2tp/calling': {
    en: (t) => `${t.at} asked ${t.place('peer')} for an L2TP tunnel`,
    ja: (t) => `${t.at}が${t.place('peer')}に L2TP トンネルを要求した。`,
    source: 'RFC 2661 5.1',
    tells: () => false,
  },
  'l2tp/established': {
    en: (t) => `the L2TP session between ${t.at} and ${t.place('peer')} stood`,
    ja: (t) => `${t.at}と${t.place('peer')}の間で L2TP セッションが確立した。`,
    source: 'RFC 2661 5.2',
    tells: () => false,
  },
  'l2tp/gave-up': {
    en: (t) => `${t.at} got no answer from the L2TP end of ${t.place('peer')}`,
    ja: (t) => `${t.at}は、${t.place('peer')}の L2TP 終端から応答を得られなかった。`,
    source: 'RFC 2661 5.8',
  },
  'interpreted/': {
    en: (t) => `${t.at} read the destination of a packet`,
    ja: (t) => `${t.at}がパケットの宛先を解釈した。`,
    source: 'TR 6.2.1 c',
    tells: () => false,
  },
  'ike/refused': {
    en: (t) => `${t.at} refused ${t.place('peer')}: ${failure(t, 'en')}`,
    ja: (t) => `${t.at}が${t.place('peer')}を拒否した（理由：${failure(t, 'ja')}）。`,
    source: 'RFC 7296 2.15, 2.21',
  },
  'centre/refused': {
    en: (t) => `${t.at} refused connection information to ${t.place('from')}`,
    ja: (t) => `${t.at}が${t.place('from')}への接続情報の提供を拒否した。`,
    source: 'TR D.3',
    tells: () => false,
  },
  'centre/informed': {
    en: (t) => `${t.at} believed connection information about ${t.place('peer')} that ${t.whom} sent in the name of the VPN centre`,
    ja: (t) => `${t.at}は、${t.whom}が VPN センターの名で送った${t.place('peer')}の接続情報を信じた。`,
    source: 'TR D.3; RFC 3552 4.1.7',
    // The true centre's answers are how the network works.
    tells: (t) => t.byAttacker,
  },
  'centre/no-answer': {
    en: (t) => `${t.at} got no answer from the VPN centre`,
    ja: (t) => `${t.at}は VPN センターから応答を得られなかった。`,
    source: 'TR D.3, D.4',
  },
  'arp/learned': {
    en: (t) => `${t.at} now sends what is meant for ${t.address('ip')} to the attacker’s network card`,
    ja: (t) => `${t.at}は、${t.address('ip')}宛の通信を攻撃者のネットワークカードへ送るようになった。`,
    source: 'RFC 826; RFC 3552 3.3.5',
    tells: isFalseBinding,
  },
  'tcp/backlog-full': {
    en: (t) => `${t.where}, the backlog was full with ${t.count('halfOpen')} half-open connections, most of them of ${t.whom}`,
    ja: (t) => `${t.at}の接続待ち行列が、大半が${t.whom}による${t.count('halfOpen')}件の接続途中の状態で満杯になった。`,
    source: 'RFC 4987 2',
  },
  'tcp/cookie-accepted': {
    en: (t) => `${t.at} let ${t.whom} in although its backlog was full, because the cookie came back`,
    ja: (t) => `${t.at}は、待ち行列が満杯のままでも、クッキーを返した${t.whom}の接続を受け入れた。`,
    source: 'RFC 4987 3.6',
  },
  'tcp/garbled': {
    en: (t) => `${t.where}, octets of ${t.whom} overwrote the stream, which can no longer be read`,
    ja: (t) => `${t.at}で、${t.whom}のデータが通信の内容を上書きし、読めなくなった。`,
    source: 'RFC 9293 3.10.7.4',
  },
};
