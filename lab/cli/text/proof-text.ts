/**
 * Purpose: a proof as lines for a terminal: the table of the printed lines, then what the comparison with direct replays gave.
 *
 * Units: replays, pairs. Determinism: pure.
 * References: TR A.5.1.
 */
import type { Bilingual } from '../../../sim/world/scenario.ts';
import type { Lack, Shown } from '../../../threats/proof.ts';
import type { Line, ProofDocument, ScenarioProof } from '../../run/proof-run.ts';
import { groupedDigits } from '../../words/counts.ts';
import { VERDICT_WORDS } from '../../words/outcomes.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** More disagreements than this are counted, not listed; `--json` has them. */
const MISMATCHES_SHOWN = 10;

const STATE_WORDS: Readonly<Record<Line['state'], Bilingual>> = {
  proven: { en: 'proven', ja: '立証' },
  'not-proven': { en: 'not proven', ja: '未立証' },
};

const LACK_WORDS: Readonly<Record<Lack, Bilingual>> = {
  'no-aim': { en: 'nothing to aim at', ja: '攻撃対象なし' },
  'bare-run-fails': { en: 'an attack fails with all controls off', ja: '対策なしでも成立しない攻撃あり' },
  'nothing-improves': { en: 'no control improves it', ja: '改善する対策なし' },
};

/**
 * The whole proof.
 * Units: none. Errors: none. Source: own design.
 */
export function proofLines(terminal: Terminal, document: ProofDocument): string[] {
  const { say, tint } = terminal;
  const verdict = document.holds ? { en: 'the proof holds', ja: '検証結果: 成立' } : { en: 'THE PROOF FAILS', ja: '検証結果: 不成立' };
  return [
    ...lineTable(terminal, document.lines),
    '',
    say({
      en: `${document.proven} of ${document.of} printed lines proven`,
      ja: `全 ${document.of} 項目のうち ${document.proven} 項目を立証`,
    }),
    ...document.scenarios.flatMap((scenario) => scenarioLines(terminal, scenario)),
    tint(document.holds ? 'green' : 'red', say(verdict)),
  ];
}

/**
 * The table of the printed lines: for each way of attacking the bare run, and a control that improves it; both replayed.
 * Units: none. Errors: none. Source: TR A.5.1.
 */
export function lineTable({ say, tint }: Terminal, lines: readonly Line[]): string[] {
  const head = [
    'ID',
    say({ en: 'state', ja: '状態' }),
    say({ en: 'attacks', ja: '攻撃' }),
    say({ en: 'bare', ja: '対策なし' }),
    say({ en: 'scenario', ja: 'シナリオ' }),
    say({ en: 'improved by', ja: '改善する対策' }),
    say({ en: 'threat, attack', ja: '脅威・攻撃' }),
  ];
  const rows = lines.flatMap(({ threat, state, name, attacks }) => [
    {
      state,
      cells: [threat, say(STATE_WORDS[state]), String(attacks.reduce((sum, one) => sum + one.bare.length, 0)), '', '', '', say(name)],
    },
    ...attacks.map((one) => ({
      state,
      cells: ['', '', String(one.bare.length), bareWords(say, one), one.scenario, helpWords(say, one), say(one.name)],
    })),
  ]);
  const [first = '', ...rest] = tableLines([head, ...rows.map(({ cells }) => cells)]);
  return [tint('dim', first), ...rest.map((line, at) => (rows[at]?.state === 'proven' ? line : tint('red', line)))];
}

function bareWords(say: Terminal['say'], { bare }: Shown): string {
  const outcomes = [...new Set(bare.map(({ outcome }) => outcome))];
  return outcomes.map((outcome) => say(VERDICT_WORDS[outcome])).join(', ') || '-';
}

function helpWords(say: Terminal['say'], { improvement, lacks }: Shown): string {
  if (lacks !== undefined) return say(LACK_WORDS[lacks]);
  return improvement === undefined ? '-' : `${improvement.controls.join(' + ')}: ${say(VERDICT_WORDS[improvement.outcome])}`;
}

function scenarioLines(terminal: Terminal, proof: ScenarioProof): string[] {
  const { say } = terminal;
  const { soundness, plan } = proof;
  const [pairs, replays, tried] = [soundness.pairs, proof.replays, plan.replays].map((n) => groupedDigits(String(n)));
  const disagreeing = soundness.mismatches.length;
  return [
    '',
    `${terminal.tint('bold', proof.scenario)}: ${say({ en: `${proof.attacks} attacks, ${proof.controls} controls, ${replays} replays`, ja: `攻撃 ${proof.attacks} 件、対策 ${proof.controls} 件、再現 ${replays} 回` })}`,
    say({
      en: `trees against direct replays: ${pairs} pairs, ${disagreeing} mismatches`,
      ja: `決定木と直接の再現の照合: ${pairs} 組、不一致 ${disagreeing} 件`,
    }),
    ...soundness.mismatches
      .slice(0, MISMATCHES_SHOWN)
      .map(
        ({ attack, controls, replayed, tree }) =>
          `  ${attack} [${controls.join(',')}]: ${say(VERDICT_WORDS[replayed])} / ${say(VERDICT_WORDS[tree])}`,
      ),
    ...terminal.wrap(
      say({
        en: `cheapest plan (cost ${plan.cost}), ${tried} replays: ${plan.needed.length} of ${plan.controls.length} controls shown to be needed`,
        ja: `最小費用の計画（費用 ${plan.cost}）、再現 ${tried} 回: 対策 ${plan.controls.length} 件のうち ${plan.needed.length} 件の必要性を確認`,
      }),
    ),
    ...tableLines(
      plan.needed.map(({ control, attack, withIt, without }) => [
        `  ${control}`,
        `${say(VERDICT_WORDS[withIt])} → ${say(VERDICT_WORDS[without])}`,
        attack,
      ]),
    ),
    ...plan.idle.map((id) => `  ${id}: ${say({ en: 'not needed', ja: '不要' })}`),
    ...plan.broken.map((id) => `  ${id}: ${say({ en: 'worse than the plan says', ja: '計画より悪い結果' })}`),
  ];
}
