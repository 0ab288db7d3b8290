/**
 * Purpose: what a coverage covers and what it cost, in sentences.
 *
 * Units: printed lines, replays. Determinism: pure.
 * References: TR A.5.1 (31 stated, 32 printed); contract.md section 3 (`exhaustiveReplays`).
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { CoverageDocument } from '../run/coverage-run.ts';

/**
 * Decimal digits with thousands separators; larger numbers than `number` holds exactly come as text.
 * Units: none. Errors: none. Source: own design.
 */
export function groupedDigits(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/**
 * The sentences that stand above every coverage.
 * Units: none. Errors: none. Source: TR A.5.1; own design.
 */
export function countSentences(coverage: CoverageDocument): readonly Bilingual[] {
  const { stated, listed, executed, classes, classesExecuted } = coverage.catalogue;
  const attacks = coverage.threats.reduce((sum, threat) => sum + threat.attacks.length, 0);
  const controls = coverage.controls.length;
  const exhaustive = groupedDigits(String((1n << BigInt(controls)) * BigInt(attacks)));
  const replays = groupedDigits(String(coverage.replays));
  return [
    {
      en: `${listed} lines listed (the TR's text says ${stated}); ${executed.length} of ${listed} executed here; by mechanism class ${classesExecuted} of ${classes}.`,
      ja: `一覧は ${listed} 項目（TR の本文では ${stated}）。本結果で実行したのは ${listed} 項目中 ${executed.length} 項目、機構の分類では ${classes} 分類中 ${classesExecuted} 分類。`,
    },
    {
      en: `${replays} replays settle all 2^${controls} combinations of ${controls} controls for ${attacks} attacks exactly; trying each would take ${exhaustive} (${coverage.exhaustiveReplays}).`,
      ja: `${replays} 回の再現により、${controls} 件の対策の全組合せ（2^${controls} 通り）× ${attacks} 件の攻撃を厳密に判定（総当たりでは ${exhaustive} 回、${coverage.exhaustiveReplays}）。`,
    },
  ];
}
