/**
 * Purpose: sentences for what happens to a site beside an attacker's steps: disasters, damage to stored objects, alarms, false routes that routers believe, orders that are sent again.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its sentence.
 */
import type { Sentence, Telling, WordTable } from '../types.ts';

const by = (t: Telling, field: string, texts: Readonly<Record<string, Sentence>>): string => texts[t.text(field)]?.(t) ?? t.text(field);

const DAMAGE_EN: Readonly<Record<string, Sentence>> = {
  rewritten: (t) => `${t.whom} rewrote ${t.asset('asset')}`,
  destroyed: (t) => `${t.whom} destroyed ${t.asset('asset')}`,
  burnt: (t) => `the loss of the machine took ${t.asset('asset')} with it`,
};
const DAMAGE_JA: Readonly<Record<string, Sentence>> = {
  rewritten: (t) => `が、${t.whom}によって書き換えられた。`,
  destroyed: (t) => `が、${t.whom}によって破壊された。`,
  burnt: () => 'が、機器とともに失われた。',
};
const ALARM_EN: Readonly<Record<string, Sentence>> = {
  rate: (t) => `that ${t.who('subject')} uses it at an unusual rate`,
  'unusual-place': (t) => `that the account of ${t.who('subject')} is used from an unusual place`,
  'against-rules': (t) => `that ${t.who('subject')} uses it against the rules`,
  'address-conflict': (t) => `that two stations contend for the address of ${t.place('subject')}`,
  'check-silent': (t) => `that the check before ${t.text('subject')} is not answered`,
  'books-differ': (t) => `that the books of sender and receiver differ on ${t.text('subject')}`,
  review: (t) => `at the review of the logs: what ${t.who('subject')} did goes beyond the rules`,
};
const ALARM_JA: Readonly<Record<string, Sentence>> = {
  rate: (t) => `${t.who('subject')}の利用頻度が異常であるとして警報を出した。`,
  'unusual-place': (t) => `${t.who('subject')}のアカウントが通常と異なる場所から使われているとして警報を出した。`,
  'against-rules': (t) => `${t.who('subject')}の利用が規則に反するとして警報を出した。`,
  'address-conflict': (t) => `${t.place('subject')}のアドレスを 2 台の機器が名乗っているとして警報を出した。`,
  'check-silent': (t) => `${t.text('subject')}の事前照会に応答がないとして警報を出した。`,
  'books-differ': (t) => `${t.text('subject')}について送信側と受信側の記録が一致しないとして警報を出した。`,
  review: (t) => `記録の点検で、${t.who('subject')}の規則外の利用を見つけて警報を出した。`,
};

export const INCIDENT_WORDS: WordTable = {
  disaster: {
    en: (t) => (t.text('fails').includes(' ') ? `At one stroke these failed: ${t.places('fails')}` : `${t.places('fails')} failed`),
    ja: (t) => `${t.places('fails')}が${t.text('fails').includes(' ') ? '同時に' : ''}損壊した。`,
    source: 'TR 5.1 d, B.3; RFC 2828 "threat consequence"',
  },
  repair: {
    en: (t) => `Repaired and in use again: ${t.places('fails')}`,
    ja: (t) => `${t.places('fails')}の修理が完了し、再び使えるようになった。`,
    source: 'TR 5.1 d, B.3',
  },
  damage: {
    en: (t) => `${t.where}, ${by(t, 'as', DAMAGE_EN)}`,
    ja: (t) => `${t.at}に保存されている${t.asset('asset')}${by(t, 'as', DAMAGE_JA)}`,
    source: 'TR B.2, 5.1 d; RFC 2828 "corruption"',
  },
  alarm: {
    en: (t) => `${t.at} raised an alarm ${by(t, 'alarm', ALARM_EN)}`,
    ja: (t) => `${t.at}が、${by(t, 'alarm', ALARM_JA)}`,
    source: 'TR A.1 c',
  },
  'routing/neighbour': {
    en: (t) => `${t.at} took ${t.whom} for a neighbouring router`,
    ja: (t) => `${t.at}が、${t.whom}を隣接ルータと認めた。`,
    source: 'RFC 2328 10; RFC 4593 4.3',
    tells: (t) => t.byAttacker,
  },
  'routing/route': {
    en: (t) => `${t.at} believed ${t.whom} and now sends what is meant for ${t.text('prefix')} to ${t.text('via')}`,
    ja: (t) => `${t.at}が${t.whom}の広告を信じ、${t.text('prefix')}宛の通信を${t.text('via')}へ送るようになった。`,
    source: 'RFC 3552 3.5; RFC 4593 4.3',
    tells: (t) => t.byAttacker,
  },
  'directory/answered': {
    en: (t) => `${t.at} sent ${t.whom} the password verifiers of ${t.count('accounts')} account(s) in clear`,
    ja: (t) => `${t.at}が、${t.whom}に${t.count('accounts')}件のアカウントの照合値を平文で送った。`,
    source: 'RFC 3552 3.2.3; RFC 2196 3.2.3.2',
  },
  'directory/entry-taken': {
    en: (t) => `${t.at} took the entry of ${t.count('accounts')} account(s) that ${t.whom} sent for the directory’s`,
    ja: (t) => `${t.at}は、${t.whom}が送った${t.count('accounts')}件のアカウント情報をディレクトリのものとして採用した。`,
    source: 'RFC 2196 3.2.3.1',
    tells: (t) => t.byAttacker,
  },
  'directory/asker-not-known': {
    en: (t) => `${t.at} did not answer ${t.whom}, whose address is not on its list`,
    ja: (t) => `${t.at}は、登録のないアドレスから問い合わせた${t.whom}に応答しなかった。`,
    source: 'RFC 2196 3.2.3.2',
    tells: (t) => t.byAttacker,
  },
  'check/implausible': {
    en: (t) => `${t.at} refused a letter with values outside their ranges or a total that does not add up`,
    ja: (t) => `${t.at}は、値の範囲や合計が合わない文書を受け付けなかった。`,
    source: 'TR B.3 b',
  },
  'check/checksum-wrong': {
    en: (t) => `${t.at} refused a letter whose checksum does not fit it`,
    ja: (t) => `${t.at}は、チェックサムの合わない文書を受け付けなかった。`,
    source: 'TR B.3 b; RFC 1071 1',
  },
  'check/copy': {
    en: (t) => `${t.at} got no answer to its check of ${t.text('txn')} and looked it up in the copy of the register that it keeps`,
    ja: (t) => `${t.at}は${t.text('txn')}の照会に応答がないため、手元にある台帳の写しで確認した。`,
    source: 'TR B.5 f; RFC 5280 5.1.2.5',
  },
  'check/turned-down': {
    en: (t) => `${t.at} turned ${t.text('txn')} down, since the register has withdrawn the right to order`,
    ja: (t) => `${t.at}は、台帳で権限が取り消されているため${t.text('txn')}を受け付けなかった。`,
    source: 'TR B.5 f',
  },
  recovery: {
    en: (t) =>
      t.text('kind') !== 'manual'
        ? `The confirmation did not come, so the program at ${t.at} dialled again and ${t.text('kind') === 'resend' ? 'sent' : 'asked after'} the order as ${t.text('txn')}`
        : `The confirmation did not come, so ${t.user('user')} entered the order again at ${t.at}, as ${t.text('txn')}`,
    ja: (t) =>
      t.text('kind') !== 'manual'
        ? `確認応答が届かないため、${t.at}のプログラムが自動的に接続し直し、依頼${t.text('txn')}を${t.text('kind') === 'resend' ? '再送' : '照会'}した。`
        : `確認応答が届かないため、${t.user('user')}が${t.at}で依頼を${t.text('txn')}として入力し直した。`,
    source: 'TR B.5 f',
  },
};
