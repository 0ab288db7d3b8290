/**
 * Purpose: what is said when the policies on personal data of two sites do not fit: whose line goes further than whose.
 *
 * Does not model: anything; a table. Units: nanoseconds in, days out where a time is whole days, seconds otherwise. Determinism: pure.
 * References: TR 9.2.
 */
import type { Phrase, Telling } from '../types.ts';

const NS_PER_S = 1_000_000_000;
const S_PER_DAY = 86_400;

const USES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  none: { en: 'not to use real data', ja: '実データは利用しない' },
  'on-screen': { en: 'to look at real data on the screen', ja: '実データの画面閲覧' },
  copied: { en: 'to copy real data', ja: '実データの複製' },
};

function time(ns: string, lang: 'en' | 'ja'): string {
  const seconds = Math.floor(Number(ns) / NS_PER_S);
  if (seconds % S_PER_DAY !== 0) return lang === 'en' ? `${seconds} s` : `${seconds} 秒`;
  return lang === 'en' ? `${seconds / S_PER_DAY} d` : `${seconds / S_PER_DAY} 日`;
}

const use = (t: Telling, field: string, lang: 'en' | 'ja'): string => USES[t.text(field)]?.[lang] ?? t.text(field);

function lineEn(t: Telling): string {
  const [doer, owner] = [t.place('doer'), t.place('owner')];
  if (t.text('line') === 'not-stated') return `${doer} has stated none, and ${owner} asks for one`;
  if (t.text('line') === 'use') return `line “use”: ${doer} means ${use(t, 'doesUse', 'en')}, ${owner} allows ${use(t, 'allowsUse', 'en')}`;
  if (t.text('line') === 'kept')
    return `line “kept”: ${doer} keeps copies for ${time(t.text('doesKeptNs'), 'en')}, ${owner} allows ${time(t.text('allowsKeptNs'), 'en')}`;
  return `line “passed-on”: ${doer} shows them to subcontractors, which ${owner} does not allow`;
}

function lineJa(t: Telling): string {
  const [doer, owner] = [t.place('doer'), t.place('owner')];
  if (t.text('line') === 'not-stated') return `${owner}が求めるポリシーを${doer}が示していない`;
  if (t.text('line') === 'use') return `「use」の行：${doer}は${use(t, 'doesUse', 'ja')}、${owner}が認めるのは${use(t, 'allowsUse', 'ja')}`;
  if (t.text('line') === 'kept')
    return `「kept」の行：${doer}は複製を ${time(t.text('doesKeptNs'), 'ja')}保管、${owner}が認めるのは ${time(t.text('allowsKeptNs'), 'ja')}`;
  return `「passed-on」の行：${doer}は再委託先に開示し、${owner}はそれを認めない`;
}

/** The centre tells the line; a device that is called knows only that they differ. */
export const PRIVACY_STOP: Phrase = {
  en: (t) =>
    t.text('line') === ''
      ? `refused a connection of ${t.whom}: the policies on personal data of the two sites do not fit`
      : `refused a connection of ${t.whom}: the policies on personal data do not fit (${lineEn(t)})`,
  ja: (t) =>
    t.text('line') === ''
      ? `双方の個人情報保護ポリシーが合わないとして、${t.whom}の接続を拒否した`
      : `双方の個人情報保護ポリシーが合わない（${lineJa(t)}）として、${t.whom}の接続を拒否した`,
  source: 'TR 9.2, D.3',
};
