/**
 * Purpose: how the computed times to compromise are told: durations that people can grasp, units and conditions in both languages, the figures behind them.
 *
 * Units: seconds in, the unit that fits out. Determinism: pure.
 * References: threats/time-to-compromise.ts; SI Brochure 4 (minute, hour, day), a year of 365.25 days.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import type { Constant, Estimate } from '../../threats/estimates.ts';
import { timeToCompromise } from '../../threats/time-to-compromise.ts';

const UNITS: readonly (readonly [seconds: number, en: string, ja: string])[] = [
  [31_557_600, 'years', '年'],
  [86_400, 'days', '日'],
  [3_600, 'hours', '時間'],
  [60, 'minutes', '分'],
  [1, 's', '秒'],
  [1e-3, 'ms', 'ミリ秒'],
  [1e-6, 'µs', 'マイクロ秒'],
];

const UNIT_WORDS_JA: Readonly<Record<string, string>> = {
  words: '語',
  values: '通り',
  keys: '個',
  numbers: '個',
  ports: '個',
  tries: '回',
  octets: 'オクテット',
  s: '秒',
  '/s': '/秒',
};

const CONDITIONS: Readonly<Record<string, Bilingual>> = {
  '': { en: 'bare', ja: '対策なし' },
  'account-locked-after-failures': { en: 'accounts locked after failures', ja: '失敗の繰り返しでロック' },
  'exact-match-resets': { en: 'resets taken only at the exact number', ja: '番号が正確に一致する RST のみ受理' },
  'lost-devices-are-revoked': { en: 'lost devices are revoked', ja: '紛失機器を失効' },
};

/** An estimate as it is told. */
export interface ToldEstimate {
  readonly target: Bilingual;
  readonly way: Bilingual;
  readonly under: Bilingual;
  readonly time: Bilingual;
  readonly constants: readonly { readonly text: Bilingual; readonly source: string }[];
}

/**
 * The estimates for a threat in a scenario, as they are told.
 * Units: see above. Errors: none; threats without estimates give an empty list. Source: threat cards T03, T04, T16, T17, T32.
 */
export function toldEstimates(scenario: Scenario, threat: string): readonly ToldEstimate[] {
  return timeToCompromise(scenario)
    .filter((estimate) => estimate.threat === threat)
    .map(told);
}

function told({ target, targetName, way, under, meanSeconds, probability, constants }: Estimate): ToldEstimate {
  return {
    target: targetName ?? { en: target, ja: target },
    way,
    under: CONDITIONS[under] ?? { en: under, ja: under },
    time: timeText(meanSeconds, probability),
    constants: constants.map((constant) => ({ text: constantText(constant), source: constant.source })),
  };
}

function timeText(seconds: number | undefined, probability: number | undefined): Bilingual {
  if (seconds === undefined) return { en: 'never by this way', ja: 'この方法では成立しない' };
  const { en, ja } = durationText(seconds);
  if (probability === undefined) return { en, ja };
  const percent = `${significant(probability * 100)} %`;
  return { en: `${en}, in ${percent} of cases`, ja: `${ja}（${percent} の場合）` };
}

/**
 * A duration in the unit that fits, with three significant digits.
 * Units: seconds. Errors: none. Source: own design.
 */
export function durationText(seconds: number): Bilingual {
  const [size, en, ja] = UNITS.find(([least]) => seconds >= least) ?? [1e-6, 'µs', 'マイクロ秒'];
  const figure = significant(seconds / size);
  return { en: `${figure} ${en}`, ja: `${figure} ${ja}` };
}

function constantText({ name, value, unit }: Constant): Bilingual {
  const figure = significant(value);
  return { en: `${name.en}: ${figure} ${unit}`, ja: `${name.ja}: ${figure} ${UNIT_WORDS_JA[unit] ?? unit}` };
}

/** Whole numbers in full up to a million; others with three digits. */
function significant(value: number): string {
  if (Number.isInteger(value) && value < 1e9) return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return value >= 1e6 || (value > 0 && value < 1e-3) ? value.toExponential(2).replace('e+', 'e') : String(Number(value.toPrecision(3)));
}
