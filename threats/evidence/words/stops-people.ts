/**
 * Purpose: what a control at logins, rights, records and the use of services did when it stopped something; phrases for the frame in stops.ts.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its phrase.
 */
import type { Phrase } from '../types.ts';

export const PEOPLE_STOPS: Readonly<Record<string, Phrase>> = {
  'card-missing': {
    en: (t) => `refused a login as ${t.user('user')}: the password was right, but the card was missing`,
    ja: (t) => `パスワードは正しいが IC カードのない${t.user('user')}としてのログインを拒否した`,
    source: 'TR A.4, C.4',
  },
  'code-missing': {
    en: (t) => `refused a login as ${t.user('user')}: the password was right, but the one-time code was missing`,
    ja: (t) => `パスワードは正しいがワンタイムコードのない${t.user('user')}としてのログインを拒否した`,
    source: 'TR C.4; RFC 6238 5.2',
  },
  'code-already-used': {
    en: (t) => `refused a login as ${t.user('user')}: the one-time code had been used before`,
    ja: (t) => `使用済みのワンタイムコードによる${t.user('user')}としてのログインを拒否した`,
    source: 'TR C.4; RFC 6238 5.2',
  },
  'template-missing': {
    en: (t) => `refused a login as ${t.user('user')}: the password was right, but the person was not there to be recognised`,
    ja: (t) => `パスワードは正しいが生体情報の照合ができない${t.user('user')}としてのログインを拒否した`,
    source: 'TR C.4; RFC 1704 2',
  },
  'account-locked': {
    en: (t) => `refused further guesses: the account of ${t.user('user')} is locked after too many failures`,
    ja: (t) => `失敗が重なった${t.user('user')}のアカウントをロックし、それ以降の試行を拒否した`,
    source: 'RFC 2196 4.1.4, 4.5.4.2',
  },
  'password-not-in-list': {
    en: (t) => `had kept ${t.user('user')} from choosing a password that stands in the list of guesses`,
    ja: (t) => `推測の候補に含まれるようなパスワードを${t.user('user')}が設定できないようにしていた`,
    source: 'RFC 2196 4.1.4; TR C.4',
  },
  'no-verifier-in-clear': {
    en: (t) => `kept the directory from sending ${t.whom} a password verifier in clear`,
    ja: (t) => `ディレクトリが${t.whom}に照合値を平文で渡すことを防いだ`,
    source: 'RFC 3552 3.2.3; RFC 4513 5.1',
  },
  'not-on-access-list': {
    en: (t) =>
      t.text('user') === ''
        ? `refused ${t.place('host')}, which is not on the list of hosts that may copy from here`
        : `refused ${t.user('user')} a record of ${t.asset('asset')}, which is not among the duties of this account`,
    ja: (t) =>
      t.text('user') === ''
        ? `複製を許可された機器の一覧にない${t.place('host')}の要求を拒否した`
        : `${t.user('user')}の職務に含まれない${t.asset('asset')}の閲覧を拒否した`,
    source: 'TR C.4; RFC 3552 4.4',
  },
  'not-enveloped': {
    en: (t) => `refused a changed record of ${t.asset('asset')} that did not come in its envelope: ${t.user('user')} has no key for it`,
    ja: (t) => `${t.user('user')}が鍵を持たないため封緘されていない${t.asset('asset')}の変更を拒否した`,
    source: 'TR 8.1 e; RFC 5652',
  },
  'cut-off': {
    en: (t) => `cut off ${t.who('subject')} after the alarm and refused everything further`,
    ja: (t) => `警報の後に${t.who('subject')}の利用を遮断し、以後の要求を拒否した`,
    source: 'TR A.1 c',
  },
  'rule-known': {
    en: (t) => `kept ${t.user('user')} from giving way to temptation: the rule was known from training`,
    ja: (t) => `教育で規則を理解していた${t.user('user')}に、違反を思いとどまらせた`,
    source: 'TR C 6-1-2',
  },
  'rule-of-use-site': {
    en: (t) => `refused ${t.user('user')} the web site ${t.text('target')}, which is not on the list`,
    ja: (t) => `許可リストにないサイト${t.text('target')}への${t.user('user')}の接続を拒否した`,
    source: 'TR C 4-8-1',
  },
  'rule-of-use-mail-domain': {
    en: (t) => `refused a mail of ${t.user('user')} to ${t.text('target')}, where mail must not go`,
    ja: (t) => `送信先として認められていない${t.text('target')}宛の${t.user('user')}のメールを拒否した`,
    source: 'TR C 4-7-1, 4-7-2',
  },
  'attachment-type': {
    en: (t) =>
      `refused a mail of ${t.whom} to ${t.user('user')} with a file of the type “${t.text('attachment')}”, which may not be attached`,
    ja: (t) =>
      `添付が許可されていない種類「${t.text('attachment')}」のファイルが付いた、${t.whom}から${t.user('user')}宛のメールを拒否した`,
    source: 'TR C 4-7-1',
  },
  'rule-of-use-mail-size': {
    en: (t) => `refused a mail of ${t.user('user')} that is larger than the rules allow`,
    ja: (t) => `規則の上限を超える大きさの${t.user('user')}のメールを拒否した`,
    source: 'TR C 4-7-1, 4-7-2',
  },
  'rule-of-use-program': {
    en: (t) => `kept ${t.user('user')} from running ${t.text('program')}, which is not on the list`,
    ja: (t) => `許可リストにないプログラム${t.text('program')}の${t.user('user')}による実行を拒否した`,
    source: 'TR C 6-1-2',
  },
  'rule-of-use-medium': {
    en: (t) => `kept ${t.user('user')} from running ${t.text('program')} from a memory stick, since it is not on the list`,
    ja: (t) => `許可リストにないプログラム${t.text('program')}の、USB メモリからの${t.user('user')}による実行を拒否した`,
    source: 'TR C 6-1-2',
  },
  'rule-of-use-simultaneous': {
    en: (t) => `refused ${t.user('user')} a second service while another one is in use`,
    ja: (t) => `別のサービスを利用中の${t.user('user')}による同時利用を拒否した`,
    source: 'TR C 4-5-3, 4-7-5, 4-8-3',
  },
  'outside-maintenance-agreement': {
    en: (t) => `refused what ${t.user('user')} asked for in a maintenance session: the agreement does not cover it`,
    ja: (t) => `保守契約の範囲に含まれない${t.user('user')}の操作を拒否した`,
    source: 'TR B.5 g, C 4-9',
  },
  'check-not-answered': {
    en: (t) => `held back ${t.text('txn')} because the check before it was not answered`,
    ja: (t) => `事前照会に応答がないため、取引${t.text('txn')}を保留した`,
    source: 'TR B.5 f; RFC 3552 3.3.3',
  },
  'transaction-already-done': {
    en: (t) => `answered the repeated transaction ${t.text('txn')} without carrying it out again`,
    ja: (t) => `繰り返された取引${t.text('txn')}には応答だけを返し、再び実行しなかった`,
    source: 'own design; RFC 3552 3.3.1',
  },
};
