/**
 * Purpose: sentences for what happened at services and to users: accepted messages, effects, sessions, infections, traffic through the attacker’s station.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: threat-cards 2.1 in the design (accept, effects, sess); the TR clause or RFC stands beside each sentence.
 */
import type { Telling, Words, WordTable } from '../types.ts';

/** How long a user waits for a page before he calls the service down: the patience of the model's users (sim/world/users.ts). */
const PATIENCE_NS = 3_000_000_000;

/** Only a question without login is answered at once when all is well; the other sessions last as long as the user works. */
const late = (t: Telling): boolean => t.begun?.op === 'inquire' && t.begun.agoNs > PATIENCE_NS;

/** Who is told to have sent a request: the attacker in somebody's name, or that somebody. */
const sender = (t: Telling): string => (t.byAttacker ? t.whom : t.user('user'));

/** A server without accounts knows only where a file came from. */
const fileSender = (t: Telling): string => (t.byAttacker || t.text('user') !== '' ? sender(t) : t.place('site'));

const FETCHED: Words = {
  en: (t) =>
    t.byAttacker
      ? `${t.at} handed out ${t.asset('asset')} to ${t.whom} in the name of ${t.place('site')}`
      : `${t.at} handed out ${t.asset('asset')} to ${t.user('user')} of ${t.place('site')}`,
  ja: (t) =>
    t.byAttacker
      ? `${t.at}が、${t.place('site')}の名で要求した${t.whom}に${t.asset('asset')}を渡した。`
      : `${t.at}が、${t.place('site')}の${t.user('user')}に${t.asset('asset')}を渡した。`,
  source: 'TR 5.1 a, 9.3',
};

/** What a service did for an account: for its owner, or for the attacker who uses it. */
function served(en: string, ja: string, source: string): Words {
  return {
    en: (t) =>
      `${t.at} ${en.replace('ASSET', t.asset('asset'))} ${t.byAttacker ? `${t.whom}, who used the account of ${t.user('user')}` : t.user('user')}`,
    ja: (t) =>
      `${t.at}が、${t.byAttacker ? `${t.user('user')}のアカウントを使う${t.whom}` : t.user('user')}${ja.replace('ASSET', t.asset('asset'))}。`,
    source,
  };
}

/** The effect that follows says the same and more. */
const WITH_EFFECT: Words = {
  en: (t) => `${t.at} took request ${t.text('txn')} of ${sender(t)}`,
  ja: (t) => `${t.at}が${sender(t)}の要求${t.text('txn')}を受け付けた。`,
  source: 'TR 9.3',
  tells: () => false,
};

const BROKEN_EN: Readonly<Record<string, string>> = {
  reset: 'was cut off by a reset',
  broken: 'broke off because its content could not be verified or read',
  timeout: 'ran into a timeout',
  refused: 'was refused by the service',
};
const BROKEN_JA: Readonly<Record<string, string>> = {
  reset: 'RST により切断された',
  broken: '内容の検証または解読ができず打ち切られた',
  timeout: '時間切れで終わった',
  refused: 'サービスに拒否された',
};

/** A session that did not end well; who sent the packet that broke it matters only if it was the attacker. */
function brokenSession(end: string, source: string): Words {
  return {
    en: (t) =>
      `The session of ${t.flow('flow')} ${BROKEN_EN[end]}${t.byAttacker ? ' of the attacker’s' : ''}, ${t.is('complete') ? 'after' : 'before'} the user had got everything`,
    ja: (t) =>
      `${t.flow('flow')}のセッションは${t.byAttacker ? '攻撃者の' : ''}${BROKEN_JA[end]}（利用者の目的は${t.is('complete') ? '達成後' : '未達成'}）。`,
    source,
  };
}

export const WORLD_WORDS: WordTable = {
  'accept/login': {
    en: (t) =>
      t.byAttacker ? `${t.at} accepted the attacker’s login as ${t.user('user')}` : `${t.at} accepted the login of ${t.user('user')}`,
    ja: (t) =>
      t.byAttacker ? `${t.at}が、攻撃者を${t.user('user')}としてログインさせた。` : `${t.at}が${t.user('user')}のログインを受け入れた。`,
    source: 'TR C.4; RFC 3552 4.1',
  },
  'accept/store-letter': {
    en: (t) =>
      `${t.at} stored ${t.asset('asset')}, sent in the name of ${t.user('user')}, ${t.is('altered') ? 'with changed content' : 'as its author wrote it'}`,
    ja: (t) =>
      `${t.at}が、${t.user('user')}の名で送られた${t.asset('asset')}を、${t.is('altered') ? '改ざんされた内容のまま' : '作成者の書いたとおりに'}登録した。`,
    source: 'TR 5.1 a, 9.3',
  },
  'accept/put-file': {
    en: (t) => `${t.at} took ${t.asset('asset')} as a file from ${fileSender(t)}${t.is('altered') ? ', with changed content' : ''}`,
    ja: (t) =>
      `${t.at}が、${fileSender(t)}のファイル（${t.asset('asset')}）を${t.is('altered') ? '改ざんされた内容のまま' : ''}受け取った。`,
    source: 'RFC 959 4.1.3; TR 5.1 c',
  },
  'ftp/unreachable': {
    en: (t) => `${t.at} could not open a data connection to ${t.text('address')} port ${t.text('namedPort')}, which the client had named`,
    ja: (t) => `${t.at}は、クライアントが示した ${t.text('address')} のポート ${t.text('namedPort')} にデータ接続を開けなかった。`,
    source: 'RFC 959 3.2; TR D.7 c',
  },
  'sip/no-answer': {
    en: (t) => `${t.at} got no answer to its call, in which it had named ${t.text('address')} as its own address`,
    ja: (t) => `${t.at}は、自身のアドレスを ${t.text('address')} と示した発信に応答を得られなかった。`,
    source: 'RFC 3261 18.2.2; TR D.7 c',
  },
  'sip/unheard': {
    en: (t) => `The call stood, but the voice of ${t.place('from')} was sent to ${t.text('address')} and did not reach ${t.at}`,
    ja: (t) => `通話は成立したが、${t.place('from')}の音声は ${t.text('address')} 宛に送られ、${t.at}に届かなかった。`,
    source: 'RFC 3264 5; TR D.7 c',
  },
  'accept/fetch-letter': FETCHED,
  'accept/fetch-image': FETCHED,
  'accept/log-record': {
    en: (t) =>
      t.byAttacker
        ? `${t.at} took a false audit record of the attacker for one of ${t.place('site')}`
        : `${t.at} took an audit record of ${t.place('site')}`,
    ja: (t) =>
      t.byAttacker
        ? `${t.at}が、攻撃者の偽の監査記録を${t.place('site')}のものとして受け入れた。`
        : `${t.at}が${t.place('site')}の監査記録を受け入れた。`,
    source: 'RFC 5426 4.3; TR 5.1 f, 9.5',
  },
  'accept/read-record': served('handed out a record of ASSET to', 'にASSETの記録を渡した', 'TR 9.3, C.4'),
  'accept/write-record': served('took a changed record of ASSET from', 'からASSETの変更を受け入れた', 'TR 9.3, C.4'),
  'accept/browse': served('opened a web page for', 'のウェブ閲覧を許した', 'TR C 4-8-1'),
  'accept/send-mail': served('sent a mail for', 'のメールを送信した', 'TR C 4-7-1'),
  'accept/fetch-mail': served('handed out mail to', 'に届いたメールを渡した', 'TR C 4-7-1'),
  'accept/deliver-mail': {
    en: (t) => `${t.at} took a mail of ${t.whom} for ${t.user('user')}`,
    ja: (t) => `${t.at}が、${t.whom}から届いた${t.user('user')}宛のメールを受け取った。`,
    source: 'RFC 5321 3.3; TR C 4-7-1',
  },
  'accept/copy-file': {
    en: (t) => `${t.at} let ${t.whom} copy a file of ${t.asset('asset')}`,
    ja: (t) => `${t.at}が、${t.whom}に${t.asset('asset')}のファイルを複製させた。`,
    source: 'TR A.2; RFC 2196 3.2.3.6',
  },
  'accept/order': WITH_EFFECT,
  'accept/book': WITH_EFFECT,
  'accept/maintain': WITH_EFFECT,
  'effect/': {
    en: (t) =>
      `${t.at} carried out transaction ${t.text('txn')} for ${t.user('user')}${t.byAttacker ? ', although the attacker had sent it' : ''}`,
    ja: (t) => `${t.at}が、${t.byAttacker ? '攻撃者の送った' : ''}取引${t.text('txn')}を${t.user('user')}の操作として実行した。`,
    source: 'RFC 3552 4.1.2; TR 9.3',
  },
  'session/start': {
    en: (t) => `${t.where}, the flow ${t.flow('flow')} began`,
    ja: (t) => `${t.at}で、${t.flow('flow')}が始まった。`,
    source: 'TR 9.3',
  },
  'session/logged-in': {
    en: (t) => `${t.user('user')} was logged in`,
    ja: (t) => `${t.user('user')}がログインした。`,
    source: 'TR C.4',
    // The service's acceptance says the same.
    tells: () => false,
  },
  'session/turned-to-alternative': {
    en: (t) => `For ${t.flow('flow')} nobody answered, so the user turned to ${t.service('service')}`,
    ja: (t) => `${t.flow('flow')}に応答がないため、利用者は${t.service('service')}に切り替えた。`,
    source: 'TR D.3',
  },
  'session/end-finished': {
    en: (t) =>
      `The session of ${t.flow('flow')} ended normally${t.is('complete') ? (late(t) ? ', but the user had to wait more than 3 s' : ', and the user got what was asked for') : ', but the user did not get what was asked for'}`,
    ja: (t) =>
      `${t.flow('flow')}のセッションは正常に終了${t.is('complete') ? (late(t) ? 'したが、利用者は 3 秒を超えて待たされた。' : 'し、利用者は目的を果たした。') : 'したが、利用者は目的を果たせなかった。'}`,
    source: 'RFC 9293 3.6',
  },
  'session/end-reset': brokenSession('reset', 'RFC 9293 3.5.2; RFC 3552 4.5.2'),
  'session/end-broken': brokenSession('broken', 'RFC 8446 6.2'),
  'session/end-timeout': brokenSession('timeout', 'RFC 9293 3.8.3'),
  'session/end-refused': brokenSession('refused', 'TR 9.3'),
  'not-listed': {
    en: (t) => `${t.at} did not run what the malware “${t.text('exploit')}” of ${t.whom} brought, because it is on no list`,
    ja: (t) => `${t.at}では、${t.whom}のマルウェア「${t.text('exploit')}」のプログラムが許可リストになく、実行されなかった。`,
    source: 'TR C 3-5-1',
  },
  'active-removed': {
    en: (t) => `${t.at} removed the active content from what ${t.whom} had sent, and with it “${t.text('exploit')}”`,
    ja: (t) => `${t.at}が、${t.whom}の送った内容から能動的コンテンツを除き、「${t.text('exploit')}」も取り除かれた。`,
    source: 'RFC 2979 1; TR C 4-8-1',
  },
  infected: {
    en: (t) => `${t.at} was infected with “${t.text('exploit')}”, sent by ${t.whom}`,
    ja: (t) => `${t.at}が、${t.whom}の送った「${t.text('exploit')}」に感染した。`,
    source: 'RFC 3552 2.3.2; TR 8.1 a',
  },
  'passage/readable': {
    en: (t) => `A readable packet of ${t.place('victim')} went through the attacker’s station`,
    ja: (t) => `${t.place('victim')}の読めるパケットが攻撃者の端末を経由した。`,
    source: 'RFC 3552 3.3.5',
  },
  'passage/sealed': {
    en: (t) => `A packet of ${t.place('victim')} went through the attacker’s station, sealed or without content`,
    ja: (t) => `${t.place('victim')}のパケットが攻撃者の端末を経由したが、保護されているか、中身のないものである。`,
    source: 'RFC 3552 3.3.5',
  },
};
