/**
 * Purpose: what is said about attacks and threats that do not apply when whoever explored them gave no reason of his own.
 * Does not model: why the attack fails; only the scenario knows that.
 * Units: none.
 * Determinism: constants.
 * References: design.md section 1, idea 3 (positive control).
 */
import type { Outcome, Text } from './types.ts';

const BARE_OUTCOMES: Readonly<Record<Outcome, Text>> = {
  blocked: {
    en: 'The attack fails even with every control off, so this scenario says nothing about controls against it.',
    ja: '対策をすべて無効にしても攻撃が成立しないため、本シナリオでは対策の効果を判定できません。',
  },
  detected: {
    en: 'The attack is detected even with every control off, so this scenario says nothing about controls against it.',
    ja: '対策をすべて無効にしても攻撃が検知されるため、本シナリオでは対策の効果を判定できません。',
  },
  degraded: {
    en: 'The attack does not fully succeed even with every control off, so this scenario says nothing about controls against it.',
    ja: '対策をすべて無効にしても攻撃が完全には成立しないため、本シナリオでは対策の効果を判定できません。',
  },
  inconclusive: {
    en: 'The replay with every control off spent its budget without a result, so there is nothing to compare with.',
    ja: '対策をすべて無効にした再実行が、結論の出ないまま上限に達したため、比較の基準がありません。',
  },
  succeeded: { en: 'The attack applies.', ja: 'この攻撃は成立します。' },
};

const NO_ATTACK: Text = {
  en: 'This scenario offers no vantage point from which the threat could be tried.',
  ja: '本シナリオには、この脅威を試行できる攻撃地点がありません。',
};

const NONE_APPLIES: Text = {
  en: 'No attack of this threat succeeds in this scenario even with every control off.',
  ja: '本シナリオでは、対策をすべて無効にしても、この脅威に属する攻撃はいずれも成立しません。',
};

/**
 * Why an attack does not apply, from the outcome of its bare run.
 * Units: none.
 * Errors: none.
 * Source: design.md section 1, idea 3.
 */
export function attackReason(bare: Outcome): Text {
  return BARE_OUTCOMES[bare];
}

/**
 * Why a threat does not apply: the one attack's reason, or a summary.
 * Units: none.
 * Errors: none.
 * Source: design.md section 1, idea 3.
 */
export function threatReason(attackReasons: readonly Text[]): Text {
  const [first] = attackReasons;
  if (first === undefined) return NO_ATTACK;
  return attackReasons.every(({ en }) => en === first.en) ? first : NONE_APPLIES;
}
