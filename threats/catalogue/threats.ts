/**
 * Purpose: the catalogue of threats: every line that TR A.5.1 prints, in printed order, with its sources and the reading that this lab gives it.
 *
 * Does not model: attacks; `threats/attacks` holds those that can be executed, and `threatsWithAttacks` says which lines they cover.
 * Units: none. Determinism: fixed order.
 * References: TR A.5.1 (the list), A.5.2; RFC 1704, 2196, 2827, 2828, 3227, 3552, 3631, 4107 (what the lines go back to; the confidence says how surely);
 * MITRE ATT&CK Enterprise (technique ids, assigned by us); Shostack 2014 (STRIDE letters, assigned by us).
 */
import type { ThreatId } from '../types.ts';
import type { MechanismClassId } from './classes.ts';
import { TABLE_A2 } from './table-a2.ts';
import { THREAT_WORDS_1 } from './threat-words-1.ts';
import { THREAT_WORDS_2 } from './threat-words-2.ts';
import type { Bilingual, Confidence, StrideLetter, ThreatEntry } from './types.ts';

/** How many threats the TR's text says there are. */
export const THREATS_STATED = 31;
/** How many lines its list prints. */
export const THREATS_LISTED = 32;

/** The sentence that stands wherever coverage is counted. */
export const COUNT_NOTE: Bilingual = {
  en: 'The TR’s text speaks of 31 threats, but its list prints 32 lines; this lab keeps all 32, numbered T01 to T32 in printed order.',
  ja: 'TR の本文は「31 の脅威」と述べているが、一覧には 32 項目が印刷されている。本ラボは 32 項目すべてを、印刷順に T01〜T32 として扱う。',
};

const WORDS = { ...THREAT_WORDS_1, ...THREAT_WORDS_2 } as const;

interface Facts {
  readonly clauses: readonly string[];
  readonly rfcs: readonly string[];
  readonly confidence: Confidence;
  readonly classes: readonly MechanismClassId[];
  /** STRIDE letters in one word. */
  readonly stride?: string;
  readonly attack?: readonly string[];
  readonly row?: keyof typeof TABLE_A2;
}

const STRIDE: readonly StrideLetter[] = ['S', 'T', 'R', 'I', 'D', 'E'];

function line(id: keyof typeof WORDS, printed: string, facts: Facts): ThreatEntry {
  const { clauses, rfcs, confidence, classes, stride = '', attack = [], row } = facts;
  const letters = STRIDE.filter((letter) => stride.includes(letter));
  return {
    id,
    printed,
    ...WORDS[id],
    clauses: ['TR A.5.1', ...clauses],
    rfcs,
    confidence,
    classes,
    stride: letters,
    attack,
    ...(row === undefined ? {} : { tableA2: TABLE_A2[row] }),
  };
}

export const THREATS: readonly ThreatEntry[] = [
  line('T01', '平文伝送', {
    clauses: ['TR A.2', 'TR 6.1.2 a', 'TR 6.2.1'],
    rfcs: ['RFC 3552 3.2.1', 'RFC 1704 2', 'RFC 1704 5'],
    confidence: 'A',
    classes: ['M-sniff'],
    stride: 'I',
    attack: ['T1040'],
    row: 'passive',
  }),
  line('T02', '共有パスワード', {
    clauses: [],
    rfcs: ['RFC 3552 3.2.2', 'RFC 3552 4.1.1', 'RFC 1704 3.2'],
    confidence: 'A',
    classes: ['M-credential'],
    stride: 'S',
    attack: ['T1040', 'T1078'],
    row: 'passive',
  }),
  line('T03', '辞書攻撃', {
    clauses: [],
    rfcs: ['RFC 3552 3.2.3', 'RFC 3552 4.1.2', 'RFC 7296 2.15'],
    confidence: 'A',
    classes: ['M-credential'],
    stride: 'S',
    attack: ['T1110.001', 'T1110.002'],
    row: 'passive',
  }),
  line('T04', '推定攻撃', {
    clauses: [],
    rfcs: ['RFC 3631 3.1', 'RFC 3552 3.2.3', 'RFC 3552 4.1.2', 'RFC 4107 2.3'],
    confidence: 'B',
    classes: ['M-credential'],
    stride: 'S',
    attack: ['T1110'],
    row: 'passive',
  }),
  line('T05', 'NIS', {
    clauses: [],
    rfcs: ['RFC 3552 3.2.3', 'RFC 2196 3.2.3.2'],
    confidence: 'A',
    classes: ['M-credential'],
    stride: 'SI',
    attack: ['T1040', 'T1110.002'],
    row: 'passive',
  }),
  line('T06', '解読ツールの存在', {
    clauses: [],
    rfcs: ['RFC 3552 3.2.3', 'RFC 3552 3.3.5', 'RFC 3631 3.2'],
    confidence: 'A',
    classes: ['M-credential'],
    attack: ['T1588.002'],
    row: 'passive',
  }),
  line('T07', 'トポロジーの破壊', {
    clauses: ['TR 6.1.2 a', 'TR D.7 c'],
    rfcs: ['RFC 3552 3.5', 'RFC 2196 3.2.2'],
    confidence: 'A',
    classes: ['M-path'],
    stride: 'TID',
    attack: ['T1557'],
    row: 'topology',
  }),
  line('T08', '同一リンク上の判別', {
    clauses: [],
    rfcs: ['RFC 3552 3.6', 'RFC 5082 3'],
    confidence: 'A',
    classes: ['M-path'],
    stride: 'S',
    row: 'sameLink',
  }),
  line('T09', '常用プロトコルでの攻撃', {
    clauses: ['TR D.7 c'],
    rfcs: ['RFC 3552 4.8', 'RFC 2196 3.2.3'],
    confidence: 'B',
    classes: ['M-perimeter'],
    stride: 'E',
    attack: ['T1190', 'T1071'],
  }),
  line('T10', '内部の脅威', {
    clauses: ['TR A.4'],
    rfcs: ['RFC 3552 4.8', 'RFC 3631 3.11'],
    confidence: 'A',
    classes: ['M-inside'],
    stride: 'TI',
  }),
  line('T11', '情報の不正コピー', {
    clauses: [],
    rfcs: ['RFC 2196 3.2.3.6', 'RFC 3552 3.3.4'],
    confidence: 'C',
    classes: ['M-copy'],
    stride: 'I',
    attack: ['T1039', 'T1213'],
  }),
  line('T12', 'セッション乗っ取り', {
    clauses: ['TR 6.2.2', 'TR 8.1 a'],
    rfcs: ['RFC 3631 3.2', 'RFC 3552 3.3.4', 'RFC 3552 4.1.2'],
    confidence: 'A',
    classes: ['M-hijack'],
    stride: 'ST',
    attack: ['T1563'],
    row: 'active',
  }),
  line('T13', 'ARP 詐称 (IP アドレス詐称)', {
    clauses: ['TR 6.2.2'],
    rfcs: ['RFC 3552 3.3.5', 'RFC 3552 3.3', 'RFC 826', 'RFC 2827'],
    confidence: 'A',
    classes: ['M-path'],
    stride: 'S',
    attack: ['T1557.002'],
    row: 'active',
  }),
  line('T14', 'アクセスの証明', {
    clauses: ['TR A.1 c', 'TR 9.5'],
    rfcs: ['RFC 3552 2.2', 'RFC 3552 4.3', 'RFC 3227 2.4'],
    confidence: 'B',
    classes: ['M-evidence'],
    stride: 'R',
    row: 'nonRepudiation',
  }),
  line('T15', 'TCP SYN パケット挿入', {
    clauses: [],
    rfcs: ['RFC 3552 3.3.2', 'RFC 5961 4'],
    confidence: 'A',
    classes: ['M-tcp-reset', 'M-exhaust'],
    stride: 'D',
    row: 'active',
  }),
  line('T16', 'TLS RST 偽装', {
    clauses: ['TR 6.2.2'],
    rfcs: ['RFC 3552 4.5.2', 'RFC 5961 3', 'RFC 4953'],
    confidence: 'A',
    classes: ['M-tcp-reset'],
    stride: 'D',
    row: 'active',
  }),
  line('T17', 'シーケンス番号推測攻撃', {
    clauses: [],
    rfcs: ['RFC 3552 3.1', 'RFC 3552 3.3.3', 'RFC 6528 3'],
    confidence: 'A',
    classes: ['M-hijack'],
    stride: 'S',
    row: 'active',
  }),
  line('T18', 'MAC チェック未使用', {
    clauses: [],
    rfcs: ['RFC 3552 3.3.4', 'RFC 4303 3.4.3', 'RFC 8221 4'],
    confidence: 'A',
    classes: ['M-esp-nomac'],
    stride: 'TI',
    attack: ['T1565.002'],
    row: 'active',
  }),
  line('T19', 'ホスト to ホスト SA', {
    clauses: ['TR A.4'],
    rfcs: ['RFC 3552 3.3.4', 'RFC 3552 4.5.1', 'RFC 3631 2.3'],
    confidence: 'A',
    classes: ['M-esp-nomac', 'M-granularity'],
    stride: 'SI',
    row: 'active',
  }),
  line('T20', 'ウィルス混入後の転送', {
    clauses: ['TR 8.1 a', 'TR 8.1 d', 'TR B.5 a', 'TR C 3-5-1'],
    rfcs: ['RFC 3552 2.3.2', 'RFC 3631 2.1'],
    confidence: 'B',
    classes: ['M-malware'],
    stride: 'TD',
    attack: ['T1080', 'T1210'],
  }),
  line('T21', '情報の破壊・書換え', {
    clauses: ['TR B.2'],
    rfcs: ['RFC 2196 3.2.3.6', 'RFC 2828 "corruption"'],
    confidence: 'B',
    classes: ['M-storage'],
    stride: 'TD',
    attack: ['T1485', 'T1486', 'T1565.001'],
  }),
  line('T22', 'メッセージ盗聴後再送', {
    clauses: [],
    rfcs: ['RFC 3552 3.3.1', 'RFC 1704 2', 'RFC 4303 3.4.3'],
    confidence: 'A',
    classes: ['M-replay'],
    stride: 'T',
    row: 'replay',
  }),
  line('T23', '自動発呼による再送', {
    clauses: [],
    rfcs: ['RFC 2828 "war dialer"', 'RFC 2196 4.5.4', 'RFC 4107 2'],
    confidence: 'C',
    classes: ['M-replay'],
    row: 'replay',
  }),
  line('T24', 'TCP SYN フラッド攻撃', {
    clauses: [],
    rfcs: ['RFC 3552 4.6.4', 'RFC 4987 2', 'RFC 2827'],
    confidence: 'A',
    classes: ['M-exhaust'],
    stride: 'D',
    attack: ['T1499.001'],
    row: 'denialOfService',
  }),
  line('T25', 'DdoS', {
    clauses: [],
    rfcs: ['RFC 3552 4.6.2', 'RFC 2827 2', 'RFC 8019'],
    confidence: 'A',
    classes: ['M-exhaust'],
    stride: 'D',
    attack: ['T1498.001', 'T1498.002'],
    row: 'denialOfService',
  }),
  line('T26', '災害・物理的破壊', {
    clauses: ['TR 5.1 d', 'TR B.3'],
    rfcs: ['RFC 2828 "threat consequence" 3.A'],
    confidence: 'A',
    classes: ['M-physical'],
  }),
  line('T27', '不正な用法', {
    clauses: [],
    rfcs: ['RFC 3552 2.3.1', 'RFC 3552 4.4', 'RFC 2196 1.6.3'],
    confidence: 'A',
    classes: ['M-perimeter'],
    stride: 'E',
  }),
  line('T28', '不適切な用法', {
    clauses: ['TR C 4-7-2', 'TR C 4-8-1'],
    rfcs: ['RFC 3552 2.3.2'],
    confidence: 'A',
    classes: ['M-inside'],
  }),
  line('T29', 'なりすまし', {
    clauses: ['TR 6.1.2 c', 'TR A.4', 'TR D.6', 'TR B.5 b'],
    rfcs: ['RFC 2828 "masquerade attack"', 'RFC 3552 2.1.3', 'RFC 3552 3.3'],
    confidence: 'A',
    classes: ['M-identity'],
    stride: 'S',
    row: 'active',
  }),
  line('T30', 'サービス中断による不正処理', {
    clauses: ['TR B.5 f'],
    rfcs: ['RFC 3552 3.3.3', 'RFC 2828 "disruption"', 'RFC 6528 A.1'],
    confidence: 'C',
    classes: ['M-interrupt'],
    stride: 'TD',
  }),
  line('T31', '改ざん', {
    clauses: ['TR 6.1.2 b', 'TR B.3 b'],
    rfcs: ['RFC 3552 3.3.4', 'RFC 3552 2.1.2', 'RFC 2828 "falsification"'],
    confidence: 'A',
    classes: ['M-modify'],
    stride: 'T',
    attack: ['T1565.002'],
    row: 'active',
  }),
  line('T32', '過失・盗難・紛失', {
    clauses: ['TR 6.2.1 b', 'TR B.3 a', 'TR C 6-1-2'],
    rfcs: ['RFC 2828 "human error"', 'RFC 2828 "theft"', 'RFC 2196 4.5.1'],
    confidence: 'A',
    classes: ['M-physical'],
    stride: 'I',
  }),
];

const BY_ID: ReadonlyMap<string, ThreatEntry> = new Map(THREATS.map((entry) => [entry.id, entry]));

/**
 * The catalogue's entry of a threat.
 * Units: none. Errors: undefined for an id that the TR does not print. Source: TR A.5.1.
 */
export function threatEntry(id: string): ThreatEntry | undefined {
  return BY_ID.get(id);
}

/**
 * The threats for which the lab has at least one executable attack, in printed order; the definitions are handed in so that the catalogue depends on no attack.
 * Units: none. Errors: throws when a definition names a threat that the TR does not print (a bug). Source: design 4 (threat, attack).
 */
export function threatsWithAttacks(definitions: readonly { readonly threat: ThreatId }[]): readonly ThreatEntry[] {
  for (const { threat } of definitions) {
    if (!BY_ID.has(threat)) throw new Error(`catalogue: an attack names the threat ${threat}, which the TR does not print`);
  }
  return THREATS.filter((entry) => definitions.some(({ threat }) => threat === entry.id));
}
