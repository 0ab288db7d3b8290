/**
 * Purpose: tests of the catalogue of threats.
 *
 * Guards: the catalogue holds every line that TR A.5.1 prints, as printed and in printed order, in two languages; and it says truly which lines have an attack.
 */
import { describe, expect, it } from 'vitest';
import { ATTACK_DEFINITIONS } from '../../../threats/attacks/index.ts';
import {
  COUNT_NOTE,
  MECHANISM_CLASSES,
  THREATS,
  THREATS_LISTED,
  THREATS_STATED,
  threatEntry,
  threatsWithAttacks,
} from '../../../threats/catalogue/index.ts';

/** TR A.5.1, the list, copied from the draft line by line; it is the reference that the catalogue is compared with. */
const PRINTED = [
  '平文伝送',
  '共有パスワード',
  '辞書攻撃',
  '推定攻撃',
  'NIS',
  '解読ツールの存在',
  'トポロジーの破壊',
  '同一リンク上の判別',
  '常用プロトコルでの攻撃',
  '内部の脅威',
  '情報の不正コピー',
  'セッション乗っ取り',
  'ARP 詐称 (IP アドレス詐称)',
  'アクセスの証明',
  'TCP SYN パケット挿入',
  'TLS RST 偽装',
  'シーケンス番号推測攻撃',
  'MAC チェック未使用',
  'ホスト to ホスト SA',
  'ウィルス混入後の転送',
  '情報の破壊・書換え',
  'メッセージ盗聴後再送',
  '自動発呼による再送',
  'TCP SYN フラッド攻撃',
  'DdoS',
  '災害・物理的破壊',
  '不正な用法',
  '不適切な用法',
  'なりすまし',
  'サービス中断による不正処理',
  '改ざん',
  '過失・盗難・紛失',
];
const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

describe('the list of threats', () => {
  it('has the 32 printed lines in printed order, T01 to T32', () => {
    expect(THREATS.map(({ printed }) => printed)).toEqual(PRINTED);
    expect(THREATS.map(({ id }) => id)).toEqual(PRINTED.map((_, index) => `T${String(index + 1).padStart(2, '0')}`));
  });
  it('says 31 stated, 32 listed, and says so in both languages', () => {
    expect([THREATS_STATED, THREATS_LISTED]).toEqual([31, THREATS.length]);
    for (const text of [COUNT_NOTE.en, COUNT_NOTE.ja]) {
      expect(text).toContain('31');
      expect(text).toContain('32');
    }
    expect(COUNT_NOTE.en).not.toMatch(JAPANESE);
    expect(COUNT_NOTE.ja).toMatch(JAPANESE);
  });
  it('finds an entry by its id and nothing by another', () => {
    expect(threatEntry('T13')?.name.en).toBe('ARP spoofing (IP address spoofing)');
    expect(threatEntry('T33')).toBeUndefined();
  });
});

describe.each(THREATS.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  it('is written in both languages', () => {
    for (const text of [entry.name, entry.description]) {
      expect(text.en.trim()).not.toBe('');
      expect(text.en).not.toMatch(JAPANESE);
      expect(text.ja).toMatch(JAPANESE);
    }
    expect(entry.description.en).toMatch(/\.$/);
    expect(entry.description.ja).toMatch(/。$/);
  });
  it('names its sources, classes and techniques in their forms', () => {
    expect(entry.clauses[0]).toBe('TR A.5.1');
    expect(entry.clauses.every((clause) => /^TR [0-9A-D]/.test(clause))).toBe(true);
    expect(entry.rfcs.length).toBeGreaterThan(0);
    expect(entry.rfcs.every((rfc) => /^RFC \d{3,4}\b/.test(rfc))).toBe(true);
    expect(['A', 'B', 'C']).toContain(entry.confidence);
    expect(entry.classes.length).toBeGreaterThan(0);
    const known: readonly string[] = MECHANISM_CLASSES.map(({ id }) => id);
    expect(entry.classes.filter((id) => !known.includes(id))).toEqual([]);
    expect(entry.attack.every((id) => /^T\d{4}(\.\d{3})?$/.test(id))).toBe(true);
    expect([...entry.stride].sort()).toEqual([...new Set(entry.stride)].sort());
  });
});

describe('the views on the list', () => {
  it('uses every mechanism class', () => {
    expect(MECHANISM_CLASSES.filter(({ id }) => !THREATS.some(({ classes }) => classes.includes(id)))).toEqual([]);
  });
  it('puts threats under every row of Table A.2', () => {
    const rows = new Set(THREATS.flatMap(({ tableA2 }) => (tableA2 === undefined ? [] : [tableA2.printed])));
    expect(rows.size).toBe(7);
    expect(threatEntry('T22')?.tableA2?.rfcs).toEqual(['RFC 3631', 'RFC 4107']);
  });
  it('tells which threats have an executable attack, once each and in printed order', () => {
    const executable = threatsWithAttacks(ATTACK_DEFINITIONS).map(({ id }) => id);
    expect(executable).toEqual([...new Set(ATTACK_DEFINITIONS.map(({ threat }) => threat))].sort());
    expect(threatsWithAttacks([{ threat: 'T31' }, { threat: 'T01' }, { threat: 'T31' }]).map(({ id }) => id)).toEqual(['T01', 'T31']);
    expect(threatsWithAttacks([])).toEqual([]);
  });
  it('throws on an attack of a threat that the TR does not print', () => {
    expect(() => threatsWithAttacks([{ threat: 'T99' }])).toThrow(/T99/);
  });
});
