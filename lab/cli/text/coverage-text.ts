/**
 * Purpose: a coverage as lines for a terminal: verdicts, the threat × control matrix in glyphs and in words, minimal sets, harmful controls, the plan.
 *
 * Does not model: colours of cells; glyphs and words tell effects apart.
 * Units: replays, costs in the scenario's unit. Determinism: pure.
 * References: contract.md section 3.
 */
import type { Cell, Harm, ThreatCoverage, Verdict } from '../../../threats/coverage/types.ts';
import type { Covered, CoverageDocument } from '../../run/coverage-run.ts';
import { countSentences, groupedDigits } from '../../words/counts.ts';
import { ALSO_HARMS, alsoHarms, EFFECT_GLYPHS, EFFECT_MEANINGS, EFFECT_WORDS, EFFECTS, VERDICT_WORDS } from '../../words/outcomes.ts';
import { tableLines } from '../table.ts';
import type { Terminal, Tint } from '../terminal.ts';

const VERDICT_TINTS: Readonly<Record<Verdict, Tint>> = {
  blocked: 'green',
  detected: 'cyan',
  degraded: 'yellow',
  inconclusive: 'yellow',
  succeeded: 'red',
  'not-applicable': 'dim',
};

/** More minimal sets than this are counted, not listed; `--json` has them. */
const SETS_SHOWN = 5;

/**
 * The lines of a coverage.
 * Units: none. Errors: none. Source: own design.
 */
export function coverageLines(terminal: Terminal, { scenario, coverage }: Covered): string[] {
  const { say, tint } = terminal;
  const title = (en: string, ja: string): string[] => ['', tint('bold', say({ en, ja }))];
  const applicable = coverage.threats.filter((threat) => threat.cells !== undefined);
  return [
    tint('bold', `${scenario.id}  ${say(scenario.title)}`),
    ...countSentences(coverage).flatMap((sentence) => terminal.wrap(say(sentence))),
    ...title('Threats', '脅威ごとの結果'),
    ...verdictLines(terminal, coverage.threats),
    ...title('Threat × control', '脅威 × 対策'),
    ...matrixLines(coverage, applicable),
    ...legendLines(terminal),
    ...title('The same in words', '対策の効果'),
    ...applicable.flatMap((threat) => effectLines(terminal, threat)),
    ...title('Minimal sets of controls that reach the best outcome', '最良の結果に至る最小の対策の組合せ'),
    ...applicable.flatMap((threat) => setLines(terminal, threat)),
    ...title('Controls that make a threat worse', '逆効果となる対策'),
    ...harmLines(terminal, coverage.threats),
    ...title('Cheapest plan', '最小費用の対策計画'),
    ...planLines(terminal, coverage),
    '',
  ];
}

function verdictLines(terminal: Terminal, threats: readonly ThreatCoverage[]): string[] {
  const { say, tint } = terminal;
  const word = (verdict: Verdict): string => say(VERDICT_WORDS[verdict]);
  const head = [
    'ID',
    say({ en: 'bare', ja: '対策なし' }),
    say({ en: 'full', ja: '全対策' }),
    say({ en: 'best', ja: '最良' }),
    say({ en: 'attacks', ja: '攻撃' }),
    say({ en: 'replays', ja: '再現' }),
    say({ en: 'threat', ja: '脅威' }),
  ];
  const rows = threats.map((threat) => [
    threat.id,
    word(threat.bare),
    word(threat.full),
    threat.reach === undefined ? '-' : word(threat.reach),
    String(threat.attacks.length),
    String(threat.replays),
    say(threat.name),
  ]);
  const [first = '', ...lines] = tableLines([head, ...rows]);
  // A threat that does not apply, and each attack that does not while others of its threat do: their absence must not read as a success.
  const unproven = threats.flatMap((threat): readonly Pick<ThreatCoverage, 'id' | 'notApplicableText'>[] =>
    threat.notApplicableText === undefined ? threat.attacks : [threat],
  );
  const reasons = unproven.flatMap(({ id, notApplicableText }) =>
    notApplicableText === undefined ? [] : terminal.wrap(`${id}: ${say(VERDICT_WORDS['not-applicable'])}: ${say(notApplicableText)}`),
  );
  return [tint('dim', first), ...lines.map((line, at) => tinted(tint, line, threats[at])), ...reasons];
}

/** A line of the table in the colour of what is left with every control on. */
function tinted(tint: Terminal['tint'], line: string, threat: ThreatCoverage | undefined): string {
  return threat === undefined ? line : tint(VERDICT_TINTS[threat.full], line);
}

/** Controls are rows and threats columns, so that it fits into 80 columns. */
function matrixLines({ controls }: CoverageDocument, threats: readonly ThreatCoverage[]): string[] {
  const glyphs = (threat: ThreatCoverage, id: string): string => {
    const effect = threat.cells?.[id]?.effect ?? 'none';
    return ` ${EFFECT_GLYPHS[effect]}${alsoHarms(threat, id) ? EFFECT_GLYPHS.harms : ''}`;
  };
  const rows = controls.map(({ id }) => [id, ...threats.map((threat) => glyphs(threat, id))]);
  return tableLines([['', ...threats.map(({ id }) => id)], ...rows]);
}

function legendLines({ say, tint }: Terminal): string[] {
  const lines = EFFECTS.map((effect) => `${EFFECT_GLYPHS[effect]} ${say(EFFECT_WORDS[effect])}: ${say(EFFECT_MEANINGS[effect])}`);
  return [...lines, `${EFFECT_GLYPHS.harms} ${say(ALSO_HARMS)}`].map((line) => tint('dim', line));
}

function effectLines(terminal: Terminal, threat: ThreatCoverage): string[] {
  const cells: readonly (readonly [string, Cell])[] = Object.entries(threat.cells ?? {});
  const parts = EFFECTS.filter((effect) => effect !== 'none').flatMap((effect) => {
    const ids = cells
      .filter(([, cell]) => cell.effect === effect)
      .map(([id, cell]) => (effect === 'reduces' || effect === 'detects' ? `${id} (${cell.attacks}/${cell.of})` : id));
    return ids.length === 0 ? [] : [`${EFFECT_GLYPHS[effect]} ${terminal.say(EFFECT_WORDS[effect])}: ${ids.join(', ')}`];
  });
  return hanging(terminal, threat.id, parts.length === 0 ? [terminal.say(EFFECT_WORDS.none)] : parts);
}

function setLines(terminal: Terminal, threat: ThreatCoverage): string[] {
  const { say } = terminal;
  if (threat.reach === 'succeeded') {
    return hanging(terminal, threat.id, [
      say({ en: 'no combination of the offered controls helps', ja: '提示された対策のどの組合せでも改善しない' }),
    ]);
  }
  const sets = (threat.minimalSets ?? []).map((set, at) => {
    const fragile =
      threat.robust?.[at] === false
        ? say({ en: ' (not robust: adding controls can undo it)', ja: '（頑健でない: 対策の追加で失われることがある）' })
        : '';
    return `${set.length === 0 ? say({ en: 'no control needed', ja: '対策不要' }) : set.join(' + ')}${fragile}`;
  });
  const more = sets.length - SETS_SHOWN + (threat.minimalSetsMore ?? 0);
  const rest = more > 0 ? [say({ en: `… and ${more} more`, ja: `… ほか ${more} 組` })] : [];
  const reach = threat.reach === undefined ? '' : say(VERDICT_WORDS[threat.reach]);
  return hanging(terminal, `${threat.id} ${reach}`, [...sets.slice(0, SETS_SHOWN), ...rest]);
}

function harmLines(terminal: Terminal, threats: readonly ThreatCoverage[]): string[] {
  const { say } = terminal;
  const lines = threats.flatMap(({ id, harmful, attacks }) => [
    ...harmful.flatMap((harm) => harmLine(terminal, id, harm)),
    ...attacks.flatMap((attack) => (attack.harmful ?? []).flatMap((harm) => harmLine(terminal, attack.id, harm))),
  ]);
  return lines.length === 0 ? [say({ en: 'none', ja: 'なし' })] : lines;
}

function harmLine(terminal: Terminal, id: string, { control, witness, before, after }: Harm): string[] {
  const { say } = terminal;
  const [from, to] = [say(VERDICT_WORDS[before]), say(VERDICT_WORDS[after])];
  const given = witness.join(' + ') || say({ en: 'nothing else', ja: '他の対策なし' });
  return hanging(terminal, id, [
    say({
      en: `adding ${control} to ${given}: ${from} becomes ${to}`,
      ja: `${given} に ${control} を加えると、${from} が ${to} に変わる`,
    }),
  ]);
}

function planLines(terminal: Terminal, { plan }: CoverageDocument): string[] {
  const { say } = terminal;
  const open = plan.leaves.map(({ threat, outcome }) => `${threat} ${say(VERDICT_WORDS[outcome])}`);
  const without = plan.proof.without.map(
    ({ control, cost }) => `${control}: ${cost === null ? say({ en: 'indispensable', ja: '代替なし' }) : String(cost)}`,
  );
  return [
    ...terminal.wrap(`${plan.controls.join(' + ') || say({ en: 'no control', ja: '対策なし' })}`),
    say({ en: `cost ${plan.cost}`, ja: `費用 ${plan.cost}` }),
    ...terminal.wrap(say({ en: `stays open: ${open.join(', ') || 'nothing'}`, ja: `残存: ${open.join('、') || 'なし'}` })),
    ...terminal.wrap(
      say({
        en: `cheapest cost without each control: ${without.join(', ') || '-'}`,
        ja: `各対策を使わない場合の最小費用: ${without.join('、') || '-'}`,
      }),
    ),
    ...terminal.wrap(
      say({
        en: `exact over ${plan.proof.profilesCovered} profiles; ${groupedDigits(plan.proof.equalProfiles)} of them are as good`,
        ja: `${plan.proof.profilesCovered} 通りのプロファイルに対する厳密解（同等の結果は ${groupedDigits(plan.proof.equalProfiles)} 通り）`,
      }),
    ),
  ];
}

/** Lines behind a label; each item on its own line. */
function hanging(terminal: Terminal, label: string, items: readonly string[]): string[] {
  return [terminal.tint('bold', label), ...items.flatMap((item) => terminal.wrap(item, 2))];
}
