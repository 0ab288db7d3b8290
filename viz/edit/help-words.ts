/**
 * Purpose: the editor's words that only the editor says, in both languages; they come with it, not with the page.
 *
 * References: the phrases of CodeMirror's own parts (@codemirror/search, lint, autocomplete, language, view).
 */
import type { Lang } from '../../scenarios/issue.ts';
import type { Section } from '../../scenarios/places.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';

const EN = {
  label: 'Text of the scenario (YAML)',
  needed: 'required',
  optional: 'optional',
  free: 'still free',
  otherwise: (value: string) => `${value} if left out`,
  names: (what: string) => `names ${what}`,
  anyPlace: 'a place of this scenario',
  or: ' or ',
  attack: 'a threat T01 to T32, or an attack: threat/vantage/place',
  oneOf: (words: string) => `one of ${words}`,
  quantity: (units: string) => `a number with a unit: ${units}`,
  integer: (least: number | undefined, most: number | undefined) =>
    most === undefined ? `a whole number of at least ${least ?? 0}` : `a whole number from ${least ?? 0} to ${most}`,
  list: 'a list',
  mapping: 'a mapping (key: value)',
  address: 'an IPv4 address',
  prefix: 'an IPv4 address with prefix length',
  text: 'a text',
  id: 'an id in kebab-case',
};

const JA: typeof EN = {
  label: 'シナリオの本文（YAML）',
  needed: '必須',
  optional: '任意',
  free: '未使用',
  otherwise: (value) => `省略時は ${value}`,
  names: (what) => `${what}を指す`,
  anyPlace: 'このシナリオの場所',
  or: 'または',
  attack: '脅威 T01～T32、または攻撃（脅威/立ち位置/場所）',
  oneOf: (words) => `${words} のいずれか`,
  quantity: (units) => `単位付きの数値（${units}）`,
  integer: (least, most) => (most === undefined ? `${least ?? 0} 以上の整数` : `${least ?? 0} から ${most} までの整数`),
  list: 'リスト',
  mapping: 'マッピング（キー: 値）',
  address: 'IPv4 アドレス',
  prefix: 'プレフィックス長付きの IPv4 アドレス',
  text: '文字列',
  id: 'ケバブケースの ID',
};

/**
 * The words of a language.
 * Units: none. Errors: none. Source: own wording.
 */
export function helpWords(lang: Lang): typeof EN {
  return lang === 'ja' ? JA : EN;
}

/** What an id of each section is called. */
export const SECTION_NAMES: Readonly<Record<Section, Bilingual>> = {
  networks: { en: 'a network', ja: 'ネットワーク' },
  keys: { en: 'an entry of keys', ja: 'keys の項目' },
  groups: { en: 'a group', ja: 'グループ' },
  sites: { en: 'a site', ja: '施設' },
  services: { en: 'a service', ja: 'サービス' },
  flows: { en: 'a flow', ja: 'フロー' },
  controls: { en: 'a control that the scenario offers', ja: 'シナリオが提示する対策' },
  vantages: { en: 'a vantage', ja: '攻撃者の立ち位置' },
  users: { en: 'a user', ja: '利用者' },
  assets: { en: 'an asset', ja: '情報資産' },
};

/** The words of CodeMirror's own parts in Japanese. */
export const PHRASES_JA: Readonly<Record<string, string>> = {
  Find: '検索',
  Replace: '置換',
  next: '次へ',
  previous: '前へ',
  all: 'すべて選択',
  'match case': '大文字と小文字を区別',
  'by word': '単語単位',
  regexp: '正規表現',
  replace: '置換',
  'replace all': 'すべて置換',
  close: '閉じる',
  'Go to line': '行へ移動',
  go: '移動',
  'current match': '現在の一致',
  'on line': '行',
  'replaced match on line $': '$ 行目の一致を置換しました',
  'replaced $ matches': '$ 件を置換しました',
  Completions: '補完候補',
  Diagnostics: '誤りと注意',
  'No diagnostics': '誤りなし',
  'Folded lines': '折りたたんだ行',
  'Unfolded lines': '展開した行',
  'folded code': '折りたたんだ部分',
  unfold: '展開',
  'Fold line': '折りたたむ',
  'Unfold line': '展開する',
  to: 'から',
  'Selection deleted': '選択範囲を削除しました',
  'Control character': '制御文字',
};
