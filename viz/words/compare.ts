/**
 * Purpose: the texts of the side-by-side view in both languages.
 */
import type { TextsOf } from './types.ts';

export const compareEn = {
  compare: 'Side by side',
  compareOpen: 'Compare side by side',
  compareEnd: 'Back to one picture',
  compareIntro: 'The same attack with the same seed under two sets of controls, on one clock.',
  compareAttack: 'Attack',
  compareSet: 'Controls',
  compareNone: 'no controls',
  compareOnly: (control: string) => `only: ${control}`,
  compareSome: (n: number) => (n === 1 ? '1 control of the evidence' : `${n} controls of the evidence`),
  compareSwitches: (n: number) => `the switches as they are (${n} on)`,
  comparePlan: (n: number) => `the cheapest plan (${n} controls)`,
  compareDeployed: (n: number) => `what the scenario deploys (${n} controls)`,
  compareAll: (n: number) => `all ${n} controls`,
  sideLeft: 'left',
  sideRight: 'right',
  partedHere: 'the runs part here',
  partedSame: (n: string, time: string) => `Both runs are the same for ${n} events, up to ${time}.`,
  partedCause: (control: string, place: string, left: string, right: string) =>
    `Then ${place} asks for “${control}”: ${left} on the left, ${right} on the right.`,
  partedNever: (n: string) =>
    `Both runs are the same to the end, event by event (${n} events): what differs between the two sets has no part in this attack.`,
  partedEnds: 'This run has come to its end.',
  partedFirst: 'First different event',
  partedTold: 'First different line of the story',
  partedToldNone: 'This run tells nothing of its own.',
  partedJump: 'Go to where they part',
  partedSearching: 'Comparing the two runs…',
  comparePick: 'Choose two different sets of controls: both sides have the same now.',
  compareReseeded: (seed: number) =>
    `Chance has a part in this attack. Both pictures show seed ${seed}; a verdict rests on several runs and may differ from the one that is shown.`,
} as const;

export const compareJa: TextsOf<typeof compareEn> = {
  compare: '左右比較',
  compareOpen: '左右に並べて比較',
  compareEnd: '1 画面に戻る',
  compareIntro: '同じ攻撃を同じ乱数の種で、2 通りの対策のもとで再現し、同一の時刻で並べて表示します。',
  compareAttack: '攻撃',
  compareSet: '対策',
  compareNone: '対策なし',
  compareOnly: (control) => `${control}のみ`,
  compareSome: (n) => `証跡の対策 ${n} 件`,
  compareSwitches: (n) => `現在のスイッチ（有効 ${n} 件）`,
  comparePlan: (n) => `最小費用の計画（対策 ${n} 件）`,
  compareDeployed: (n) => `シナリオで導入済みの対策（${n} 件）`,
  compareAll: (n) => `全対策（${n} 件）`,
  sideLeft: '左',
  sideRight: '右',
  partedHere: 'ここで分岐',
  partedSame: (n, time) => `両者は ${time} までの ${n} イベントが一致しています。`,
  partedCause: (control, place, left, right) => `続いて${place}で「${control}」の有無が問われ、左は${left}、右は${right}でした。`,
  partedNever: (n) => `両者は最後までイベント単位で一致しています（${n} 件）。二つの対策の違いは、この攻撃に影響しません。`,
  partedEnds: 'こちらの再現はすでに終了しています。',
  partedFirst: '最初に異なるイベント',
  partedTold: '証跡で最初に異なる記述',
  partedToldNone: 'こちらにのみ現れる記述はありません。',
  partedJump: '分岐点へ移動',
  partedSearching: '二つの再現を比較しています…',
  comparePick: '両側の対策が同じです。異なる組合せを選んでください。',
  compareReseeded: (seed) =>
    `この攻撃には偶然が関与します。両画面とも乱数の種 ${seed} の再現です。判定は複数回の再現に基づくため、表示中の結果と異なることがあります。`,
};
