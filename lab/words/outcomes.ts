/**
 * Purpose: outcomes and effects in the reader's words, with the glyph that stands for an effect.
 *
 * Does not model: colours; each screen has its own. Units: none. Determinism: constants.
 * References: design.md section 4 (outcome); contract.md section 3 (`effect`).
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { FlowOutcome } from '../run/flow-expectations.ts';
import type { Effect, ThreatCoverage, Verdict } from '../../threats/coverage/types.ts';

/** Every verdict, as a reader sees it. */
export const VERDICT_WORDS: Readonly<Record<Verdict, Bilingual>> = {
  blocked: { en: 'blocked', ja: '防止' },
  detected: { en: 'detected', ja: '検知' },
  degraded: { en: 'degraded', ja: '部分的に成立' },
  inconclusive: { en: 'inconclusive', ja: '結論なし' },
  succeeded: { en: 'succeeded', ja: '攻撃成立' },
  'not-applicable': { en: 'not applicable', ja: '対象外' },
};

/** Why a failure of the attack is none of the controls' doing. */
export const NO_POSITIVE_CONTROL: Bilingual = {
  en: 'the attack does not succeed without controls either, so its failure says nothing about them',
  ja: '対策がなくても攻撃が成立しないため、この結果から対策の効果は判断できません',
};

/** What comes of a flow without an attacker. */
export const FLOW_WORDS: Readonly<Record<FlowOutcome, Bilingual>> = {
  completes: { en: 'completes', ja: '完了' },
  fails: { en: 'fails', ja: '失敗' },
  partly: { en: 'completes in part', ja: '一部のみ完了' },
};

/** Every effect of a control, in the order of a legend. */
export const EFFECTS: readonly Effect[] = ['blocks', 'reduces', 'detects', 'contributes', 'harms', 'none'];

/** One word for each effect. */
export const EFFECT_WORDS: Readonly<Record<Effect, Bilingual>> = {
  blocks: { en: 'blocks', ja: '防止' },
  reduces: { en: 'reduces', ja: '低減' },
  detects: { en: 'detects', ja: '検知' },
  contributes: { en: 'contributes', ja: '組合せで有効' },
  harms: { en: 'harms', ja: '逆効果' },
  none: { en: 'none', ja: '効果なし' },
};

/** What each effect means, for a legend. */
export const EFFECT_MEANINGS: Readonly<Record<Effect, Bilingual>> = {
  blocks: { en: 'alone, it blocks every attack of the threat', ja: '単独で、その脅威の攻撃をすべて防止する' },
  reduces: { en: 'alone, it stops or weakens some of the attacks', ja: '単独で、攻撃の一部を防止する、または弱める' },
  detects: { en: 'alone, it makes the attacks noticed', ja: '単独で、攻撃を検知できるようにする' },
  contributes: { en: 'nothing alone, but part of a minimal set', ja: '単独では効果がないが、最小の組合せの一員となる' },
  harms: { en: 'makes the outcome worse in some combination, better in none', ja: '組合せによって結果を悪化させ、改善する場合はない' },
  none: { en: 'changes nothing for this threat', ja: 'この脅威には影響しない' },
};

/** What the harm glyph means beside another glyph. */
export const ALSO_HARMS: Bilingual = {
  en: 'beside another mark: it can also make the outcome worse; the list of harmful controls says in which combination',
  ja: '他の記号に併記：組合せによっては結果を悪化させることもある（組合せは「逆効果」の一覧を参照）',
};

/**
 * Whether a control that does some good to a threat also harms it in some combination, so that its cell needs the second glyph.
 * Units: none. Errors: none. Source: contract 3 (`harmful`).
 */
export function alsoHarms(threat: ThreatCoverage, control: string): boolean {
  return threat.cells?.[control]?.effect !== 'harms' && threat.harmful.some((harm) => harm.control === control);
}

/** Shapes that differ without colour. */
export const EFFECT_GLYPHS: Readonly<Record<Effect, string>> = {
  blocks: '●',
  reduces: '◐',
  detects: '◇',
  contributes: '○',
  harms: '▲',
  none: '·',
};
