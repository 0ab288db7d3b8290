/**
 * Purpose: sentences for attacks on hosts, stored objects, devices and evidence, and for what goes wrong without an attacker.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its sentence.
 */
import type { Sentence, Telling, WordTable } from '../types.ts';

const by = (t: Telling, field: string, texts: Readonly<Record<string, Sentence>>): string => texts[t.text(field)]?.(t) ?? t.text(field);

const BOX_EN: Readonly<Record<string, Sentence>> = {
  plain: () => 'by a plain request without a tunnel',
  'pre-shared-key': () => 'with the pre-shared key in its settings',
  chip: () => 'with the certificate and the key in its chip',
};
const BOX_JA: Readonly<Record<string, Sentence>> = {
  plain: () => 'トンネルを使わない要求',
  'pre-shared-key': () => '装置の設定にある事前共有鍵',
  chip: () => '装置のチップ内の鍵と証明書',
};
const AUDIT_EN: Readonly<Record<string, Sentence>> = {
  access: (t) => `An auditor tried to show from the records who made the access of ${t.flow('flow')}, which is being denied`,
  erased: (t) => `Somebody erased the server’s record of ${t.flow('flow')}, and an auditor tried to show who made the access`,
  content: (t) => `An auditor tried to show what the author of ${t.flow('flow')} wrote, which is being denied`,
};
const AUDIT_JA: Readonly<Record<string, Sentence>> = {
  access: (t) => `否認されている${t.flow('flow')}の操作について、監査人が記録から行為者の証明を試みた。`,
  erased: (t) => `サーバの${t.flow('flow')}の記録が何者かに消去され、監査人が行為者の証明を試みた。`,
  content: (t) => `否認されている${t.flow('flow')}の記載内容について、監査人が証明を試みた。`,
};

export const ATTACK_PLACES_WORDS: WordTable = {
  'attack/pivoting': {
    en: (t) =>
      `From ${t.place('from')}, which he had taken over, the attacker attacked further hosts of the site (${t.count('targets')} of them)`,
    ja: (t) => `攻撃者は乗っ取った${t.place('from')}を足場に、施設内の他の${t.count('targets')}台への攻撃に移った。`,
    source: 'RFC 3552 4.8; TR 3.1',
  },
  'attack/mailing-exploit': {
    en: (t) => `The attacker mailed ${t.user('user')} a file that uses the fault “${t.text('exploit')}” of the program that opens it`,
    ja: (t) => `攻撃者は${t.user('user')}に、開くソフトの欠陥「${t.text('exploit')}」を突くファイルをメールで送った。`,
    source: 'TR C 4-7-1; RFC 3552 2.3.2',
  },
  'attack/laying-link': {
    en: (t) => `The attacker laid out a link for ${t.user('user')} that leads to his site ${t.text('target')}`,
    ja: (t) => `攻撃者は${t.user('user')}を自分のサイト${t.text('target')}へ導くリンクを仕掛けた。`,
    source: 'TR C 4-8-1; RFC 3552 2.3.2',
  },
  'attack/calling-home': {
    en: (t) => `The malware on ${t.place('from')} asked for a page of its master’s site ${t.text('target')}, to take his commands`,
    ja: (t) => `${t.place('from')}のマルウェアが、指令を受け取るため攻撃者のサイト${t.text('target')}のページを要求した。`,
    source: 'RFC 3552 4.8; TR C 4-8-3',
  },
  'attack/rewriting-stored': {
    en: (t) => `The attacker overwrote ${t.count('objects')} stored objects on the file share of ${t.place('host')}`,
    ja: (t) => `攻撃者は${t.place('host')}の共有領域にある保存情報${t.count('objects')}件を書き換えようとした。`,
    source: 'TR B.2; RFC 2196 3.2.3.6',
  },
  'attack/maintaining-to-rewrite': {
    en: (t) => `The attacker logged in at ${t.service('service')} as for maintenance, and set out to overwrite what is stored there`,
    ja: (t) => `攻撃者は${t.service('service')}に保守作業としてログインし、保存情報の書換えに取りかかった。`,
    source: 'TR B.2, B.5 g',
  },
  'attack/destroying-stored': {
    en: (t) => `The malware set out to destroy ${t.count('objects')} stored objects on the file share of ${t.place('host')}`,
    ja: (t) => `マルウェアは${t.place('host')}の共有領域にある保存情報${t.count('objects')}件を破壊しようとした。`,
    source: 'TR B.2; RFC 2196 3.2.3.6',
  },
  'attack/writing-infected': {
    en: (t) => `An infected PC writes ${t.asset('asset')}, and its malware travels inside it`,
    ja: (t) => `感染した端末で${t.asset('asset')}が作成され、マルウェアがその中に入り込んだ。`,
    source: 'TR 8.1 a, B.5 a; RFC 3552 2.3.2',
  },
  'attack/reading-disk': {
    en: (t) => `Whoever has ${t.place('device')} now took its storage out and read it`,
    ja: (t) => `${t.place('device')}を手にした者が、記憶装置を取り出して読み出した。`,
    source: 'TR C 6-1-2, 6-1-3',
  },
  'attack/pin-found': {
    en: (t) => `The finder tried numbers and opened ${t.place('device')} at try ${t.text('tries')}`,
    ja: (t) => `拾得者が番号を順に試し、${t.text('tries')}回目で${t.place('device')}を開いた。`,
    source: 'TR C 6-1-2',
  },
  'attack/pin-not-found': {
    en: (t) => `The finder tried ${t.text('tries')} numbers, and ${t.place('device')} took no more`,
    ja: (t) => `拾得者は番号を${t.text('tries')}回試したが、${t.place('device')}はそれ以上の入力を受け付けなかった。`,
    source: 'TR C 6-1-2',
  },
  'attack/device-erased': {
    en: (t) => `${t.place('device')} had erased itself when its loss was reported`,
    ja: (t) => `${t.place('device')}は、紛失の届出を受けて遠隔操作で消去されていた。`,
    source: 'TR C 6-1-2, 6-1-3',
  },
  'attack/using-stored-password': {
    en: (t) => `The finder took the password of ${t.user('user')} from ${t.place('device')} and used it`,
    ja: (t) => `拾得者が${t.place('device')}に保存されていた${t.user('user')}のパスワードを用いた。`,
    source: 'RFC 2828 "theft"; TR C 6-1-2',
  },
  'attack/using-stolen-box': {
    en: (t) => `The thief used ${t.place('device')} ${by(t, 'way', BOX_EN)}`,
    ja: (t) => `窃取者が${t.place('device')}を用い、${by(t, 'way', BOX_JA)}による接続を試みた。`,
    source: 'TR C 6-1-2; RFC 2828 "theft"',
  },
  'attack/line-fault': {
    en: (t) => `The line of ${t.place('device')} flipped bits, and the checksums on the way did not notice all of it`,
    ja: (t) => `${t.place('device')}の回線でビット誤りが生じ、その一部は途中のチェックサムで検出されなかった。`,
    source: 'TR B.3 b; RFC 1071 1',
  },
  'attack/wrong-address': {
    en: (t) => `A wrong entry in the address book leads ${t.flow('flow')} to ${t.place('host')}`,
    ja: (t) => `宛先登録の誤りにより、${t.flow('flow')}の送信先が${t.place('host')}になっている。`,
    source: 'TR 6.2.1 b, B.3 a',
  },
  'attack/disaster': {
    en: () => 'A disaster struck',
    ja: () => '災害が発生した。',
    source: 'TR B.3',
    // The event of the disaster itself says what failed.
    tells: () => false,
  },
  'attack/audit': {
    en: (t) => by(t, 'about', AUDIT_EN),
    ja: (t) => by(t, 'about', AUDIT_JA),
    source: 'TR A.1 c, 9.5; RFC 3227 2.4',
  },
};
