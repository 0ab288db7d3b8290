/**
 * Purpose: sentences for what an attacker does with credentials, rights and tools, and what insiders do.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its sentence.
 */
import type { Telling, WordTable } from '../types.ts';

const TOOLS_EN: Readonly<Record<string, string>> = {
  interception: 'a ready interception program',
  'exploit-kit': 'a ready exploit kit',
  'key-search': 'a ready key-search program',
  directory: 'a ready program for collecting verifiers',
  hijacking: 'a ready session-hijacking program',
  'bit-flipping': 'a ready program that changes sealed packets',
};
const TOOLS_JA: Readonly<Record<string, string>> = {
  interception: '市販の傍受ツール',
  'exploit-kit': '市販の攻撃キット',
  'key-search': '市販の鍵探索ツール',
  directory: '市販の照合値収集ツール',
  hijacking: '市販のセッション乗っ取りツール',
  'bit-flipping': '市販の暗号パケット改ざんツール',
};
/** Rules of use that people break. */
const RULES_EN: Readonly<Record<string, string>> = {
  site: 'a web site that is not allowed',
  'mail-domain': 'mail to an address that is not allowed',
  'mail-size': 'mail larger than allowed',
  simultaneous: 'two outside services at the same time',
  program: 'a program that is not permitted',
  medium: 'a program from a memory stick of her own',
};
const RULES_JA: Readonly<Record<string, string>> = {
  site: '許可されていないサイトの閲覧',
  'mail-domain': '許可されていない宛先へのメール',
  'mail-size': '上限を超える大きさのメール',
  simultaneous: '外部サービスの同時利用',
  program: '許可されていないプログラムの実行',
  medium: '私物の USB メモリからのプログラム実行',
};
const tool = (t: Telling, names: Readonly<Record<string, string>>): string => names[t.text('tool')] ?? t.text('tool');

export const ATTACK_PEOPLE_WORDS: WordTable = {
  'attack/password-captured': {
    en: (t) => `The attacker saw the login of ${t.user('user')} pass, with the password in clear`,
    ja: (t) => `攻撃者は、${t.user('user')}のログインに平文で含まれるパスワードを傍受した。`,
    source: 'RFC 3552 3.2.2',
  },
  'attack/shared-password-known': {
    en: (t) => `The attacker knows the password of ${t.user('user')}, an account that many people share`,
    ja: (t) => `攻撃者は、多人数で共用している${t.user('user')}のパスワードを知っている。`,
    source: 'RFC 2196 4.1.4; TR A.4',
  },
  'attack/logged-in': {
    en: (t) => `The attacker was logged in at ${t.service('service')} and began to read records`,
    ja: (t) => `攻撃者は${t.service('service')}にログインし、記録の閲覧を始めた。`,
    source: 'RFC 3552 3.2.2',
  },
  'attack/answering-as-directory': {
    en: (t) => `The attacker answered the question for ${t.user('user')} himself, in the directory’s name and before it did`,
    ja: (t) => `攻撃者はディレクトリを装い、本物より先に${t.user('user')}の照会に応答した。`,
    source: 'RFC 2196 3.2.3.1',
  },
  'attack/using-chosen-password': {
    en: (t) => `The attacker went to log in as ${t.user('user')} with the password that he had chosen for that account`,
    ja: (t) => `攻撃者は、自ら設定したパスワードで${t.user('user')}としてログインを試みた。`,
    source: 'RFC 2196 3.2.3.1',
  },
  'attack/opening-kept-packets': {
    en: (t) => `With the key found, the attacker opened the ${t.count('packets')} packet(s) sealed under it that he had kept`,
    ja: (t) => `攻撃者は突き止めた鍵で、保存しておいた暗号パケット${t.count('packets')}個を開いた。`,
    source: 'RFC 3552 3.2.3, 4.1.2',
  },
  'attack/verifier-captured': {
    en: (t) => `The attacker saw the directory answer with password verifiers of ${t.count('accounts')} account(s)`,
    ja: (t) => `攻撃者は、ディレクトリの応答から${t.count('accounts')}件のアカウントの照合値を傍受した。`,
    source: 'RFC 3552 3.2.3',
  },
  'attack/asking-for-map': {
    en: (t) => `The attacker asked ${t.service('service')} for its whole list of accounts`,
    ja: (t) => `攻撃者は${t.service('service')}に全アカウントの一覧を要求した。`,
    source: 'RFC 2196 3.2.3.2',
  },
  'attack/map-received': {
    en: (t) => `The directory sent the attacker the password verifiers of ${t.count('accounts')} accounts`,
    ja: (t) => `ディレクトリが攻撃者に${t.count('accounts')}件のアカウントの照合値を渡した。`,
    source: 'RFC 2196 3.2.3.2',
  },
  'attack/cracking-by-hand': {
    en: (t) => `For comparison, the same search began with a program of his own making: ${t.count('guessesPerS')} guesses a second`,
    ja: (t) => `比較のため、同じ探索を自作プログラムの速さ（毎秒${t.count('guessesPerS')}回）でも始めた。`,
    source: 'RFC 3552 3.2.3',
  },
  'attack/tool-prepared': {
    en: (t) => `Without skill of his own, the attacker got ${tool(t, TOOLS_EN)} to work`,
    ja: (t) => `自身に技能のない攻撃者が、${tool(t, TOOLS_JA)}を使える状態にした。`,
    source: 'TR A.5.1; RFC 3552 3.2.3',
  },
  'attack/reading-beyond-duty': {
    en: (t) => `${t.user('user')} began to read records at ${t.service('service')} that the work does not call for`,
    ja: (t) => `${t.user('user')}が、${t.service('service')}で業務に必要のない記録の閲覧を始めた。`,
    source: 'TR A.4, C.4',
  },
  'attack/changing-beyond-duty': {
    en: (t) => `${t.user('user')} began to change records at ${t.service('service')} that the work does not call for`,
    ja: (t) => `${t.user('user')}が、${t.service('service')}で業務に必要のない記録の変更を始めた。`,
    source: 'TR A.4, C.4',
  },
  'attack/copying': {
    en: (t) => `The attacker began to copy files, one after the other${t.text('service') === '' ? '' : `, at ${t.service('service')}`}`,
    ja: (t) => `攻撃者は${t.text('service') === '' ? '' : `${t.service('service')}で、`}ファイルを順に複製し始めた。`,
    source: 'TR A.2, A.4',
  },
  'attack/copying-ended': {
    en: (t) => `The copying ended: all ${t.count('records')} records had had their turn, whether they were handed out or not`,
    ja: (t) => `対象の${t.count('records')}件の記録をひととおり要求し（渡されたかどうかを問わず）、複製を終えた。`,
    source: 'TR A.4, A.1 c',
  },
  'attack/against-rule-of-use': {
    en: (t) => `${t.user('user')} set out to break a rule of use: ${RULES_EN[t.text('rule')] ?? t.text('rule')}`,
    ja: (t) => `${t.user('user')}が利用規則に反する行為に及んだ（${RULES_JA[t.text('rule')] ?? t.text('rule')}）。`,
    source: 'TR C 4-7, 4-8, 6-1-2',
  },
  'attack/joining-wlan': {
    en: (t) => `The attacker tried to join the wireless network of ${t.place('zone')}`,
    ja: (t) => `攻撃者は${t.place('zone')}の無線 LAN への接続を試みた。`,
    source: 'TR C 6-1-1',
  },
  'attack/joined-wlan': {
    en: (t) => `The attacker was on the wireless network of ${t.place('zone')}`,
    ja: (t) => `攻撃者は${t.place('zone')}の無線 LAN に接続した。`,
    source: 'TR C 6-1-1',
  },
};
