/**
 * Purpose: the conformance kit: runs a plug-in in a scenario and says, check by check, whether it behaves as our own threats and controls must.
 *
 * Every attack must succeed bare, give the same outcome and trace when repeated and the same outcome when simultaneous events come in another order, end within bounds, and
 * stay blind: nothing that it is handed leads to the control switch, and neither its aim nor its oracle makes the world ask about a control. Every control must be offered by
 * the scenario, be asked by some attack, and change something when it is on.
 * Does not model: whether threat and control mean anything in the field. Units: events, replays. Determinism: the same plug-in, scenario and seed give the same report.
 * References: design idea 1, 4, 5; test/threats/determinism.test.ts, which asks the same of ours.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { intrude } from '../../sim/world/hands.ts';
import { buildWorld } from '../../sim/world/world.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { askedControls, evaluate, leaves, type DecisionTree } from '../../threats/coverage/index.ts';
import { exploreAttack, replay, traceHash } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { loadShipped } from '../run/load.ts';
import { faultText, PluginError, threw } from './faults.ts';
import { additionsOf, behavioursOf, definitionsOf, NO_PLUGINS, withPlugin, type Plugins } from './plugins.ts';
import { wayToSwitch } from './reach.ts';
import type { Plugin } from './types.ts';

/** One check of one attack or control. */
export interface CheckResult {
  readonly check:
    | 'shape'
    | 'scenario'
    | 'runs'
    | 'succeeds-bare'
    | 'repeatable'
    | 'ties'
    | 'bounded'
    | 'blind'
    | 'offered'
    | 'asked'
    | 'acts';
  /** The attack's id or the control's mechanism; the file for the first two. */
  readonly subject: string;
  readonly ok: boolean;
  /** What was found. */
  readonly found: Bilingual;
}

export interface CheckReport {
  readonly ok: boolean;
  readonly results: readonly CheckResult[];
}

export interface CheckOptions {
  readonly seed?: number;
  /** How the plug-in is called in the report. */
  readonly file?: string;
}

/** Events of one replay. Ours need up to half a million. */
const MOST_EVENTS = 2_000_000;
/** Replays that explore one attack. Ours need a few hundred at most. */
const MOST_REPLAYS = 2_000;
/** Orders of simultaneous events that are tried. */
const TIE_SEEDS = [1, 2, 3];

/**
 * Checks a plug-in in a scenario (a file, or the id of a shipped one).
 * Units: none. Errors: none for any plug-in or scenario; what is wrong stands in the report. Source: own design.
 */
export function checkPlugin(plugin: Plugin, scenario: string, { seed = 1, file = 'plug-in' }: CheckOptions = {}): CheckReport {
  const added = withPlugin(NO_PLUGINS, { file, code: '' }, plugin);
  if ('faults' in added) return reportOf(added.faults.map((fault) => failed('shape', file, faultText(fault))));
  return checkLoaded(added, scenario, seed);
}

/**
 * Checks plug-ins that are loaded.
 * Units: none. Errors: as `checkPlugin`. Source: own design.
 */
export function checkLoaded(plugins: Plugins, name: string, seed: number): CheckReport {
  const loaded = loadShipped(name, additionsOf(plugins));
  if (!loaded.ok) {
    const reasons =
      'reason' in loaded
        ? [loaded.reason]
        : loaded.issues.map(({ line, column, message }) => ({
            en: `${line}:${column}: ${message.en}`,
            ja: `${line}:${column}: ${message.ja}`,
          }));
    return reportOf(reasons.map((reason) => failed('scenario', loaded.file, reason)));
  }
  const { scenario } = loaded;
  const results: CheckResult[] = [];
  const trees: DecisionTree[] = [];
  const watch = (subject: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      results.push(failed('runs', subject, error instanceof PluginError ? error.said : threw('it', error)));
    }
  };
  watch(scenario.id, () => {
    const all = attacksOf(scenario, definitionsOf(plugins));
    const own = all.filter(({ definition }) => definition.brought !== undefined);
    for (const definition of plugins.attacks) {
      if (own.some((attack) => attack.definition === definition)) continue;
      const found = { en: 'no vantage point of this scenario gives it an aim', ja: '本シナリオには標的を得られる攻撃地点がない' };
      results.push(failed('runs', `${definition.threat}/${definition.variant}`, found));
    }
    for (const attack of own) watch(attack.id, () => results.push(...checkAttack(scenario, attack, plugins, seed, trees)));
    const others = plugins.controls.length === 0 ? [] : all.filter(({ definition }) => definition.brought === undefined);
    for (const attack of own.length > 0 ? [] : others)
      watch(attack.id, () => trees.push(exploreAttack(scenario, attack, seed, behavioursOf(plugins)).tree));
    for (const { words } of plugins.controls) results.push(...checkControl(scenario, words.mechanism, trees));
  });
  return reportOf(results);
}

function checkAttack(scenario: Scenario, attack: Attack, plugins: Plugins, seed: number, trees: DecisionTree[]): CheckResult[] {
  const plugged = behavioursOf(plugins);
  const run = (each: number, on: boolean, permuteTies = false) =>
    replay(scenario, attack, { seed: each, answer: () => on, trace: true, plugged, permuteTies });
  const bare = run(seed, false);
  const again = run(seed, false);
  const full = run(seed, true);
  const ties = TIE_SEEDS.flatMap((each) =>
    [false, true].map((on) => run(each, on, true).finding.outcome === run(each, on).finding.outcome),
  );
  const { tree, replays } = exploreAttack(scenario, attack, seed, plugged);
  trees.push(tree);
  const steps = Math.max(bare.steps, full.steps);
  const isSame = traceHash(bare) === traceHash(again) && bare.finding.outcome === again.finding.outcome;
  const result = (check: CheckResult['check'], ok: boolean, found: Bilingual): CheckResult => ({ check, subject: attack.id, ok, found });
  return [
    result('succeeds-bare', bare.finding.outcome === 'succeeded', {
      en: `bare: ${bare.finding.outcome} (${bare.finding.because.en})`,
      ja: `対策なし: ${bare.finding.outcome}（${bare.finding.because.ja}）`,
    }),
    result('repeatable', isSame, {
      en: isSame
        ? `two runs, one trace: ${traceHash(bare)}`
        : `two runs with the same seed differ: ${traceHash(bare)} and ${traceHash(again)}`,
      ja: isSame
        ? `2 回の実行でトレースが一致: ${traceHash(bare)}`
        : `同じ種の 2 回の実行が不一致: ${traceHash(bare)}、${traceHash(again)}`,
    }),
    result('ties', !ties.includes(false), {
      en: `${ties.filter((ok) => ok).length} of ${ties.length} runs with another order of simultaneous events have the same outcome`,
      ja: `同時刻の事象の順序を変えた ${ties.length} 回中 ${ties.filter((ok) => ok).length} 回で結果が一致`,
    }),
    result('bounded', steps <= MOST_EVENTS && replays <= MOST_REPLAYS, {
      en: `${steps} events (at most ${MOST_EVENTS}), ${replays} replays explore it (at most ${MOST_REPLAYS})`,
      ja: `事象 ${steps} 件（上限 ${MOST_EVENTS}）、探索の再現 ${replays} 回（上限 ${MOST_REPLAYS}）`,
    }),
    checkBlind(scenario, attack, plugins, seed),
  ];
}

/** What it is handed leads nowhere, and neither choosing its aim nor judging asks about a control. */
function checkBlind(scenario: Scenario, attack: Attack, plugins: Plugins, seed: number): CheckResult {
  const { definition, vantage, aim } = attack;
  const stage = [...(aim.flowIdle === true ? [] : [aim.flow.id]), ...aim.also];
  const world = buildWorld(scenario, {
    seed,
    answer: () => false,
    trace: false,
    stage,
    plugged: behavioursOf(plugins),
    mostEvents: MOST_EVENTS,
  });
  const { hands, view } = intrude(world, vantage);
  definition.act(hands, aim);
  world.run();
  const way = wayToSwitch(hands, 'hands') ?? wayToSwitch(view, 'view');
  const before = world.controls.consulted.size;
  definition.aim(scenario, vantage);
  definition.judge(view, aim);
  const asked = world.controls.consulted.size - before;
  const found =
    way !== undefined
      ? { en: `${way} leads to the control switch`, ja: `${way} から対策スイッチに到達できる` }
      : {
          en: `nothing that it is handed leads to the control switch; aim and judge asked about ${asked} controls`,
          ja: `渡されたものから対策スイッチには到達できない。aim と judge による照会 ${asked} 件`,
        };
  return { check: 'blind', subject: attack.id, ok: way === undefined && asked === 0, found };
}

function checkControl(scenario: Scenario, mechanism: string, trees: readonly DecisionTree[]): CheckResult[] {
  const offers = scenario.controls.filter((offer) => offer.mechanism === mechanism).map(({ id }) => id);
  const result = (check: CheckResult['check'], ok: boolean, found: Bilingual): CheckResult => ({ check, subject: mechanism, ok, found });
  if (offers.length === 0)
    return [result('offered', false, { en: 'no control of this scenario has this mechanism', ja: '本シナリオにこの機構の対策がない' })];
  const asked = offers.filter((id) => trees.some((tree) => askedControls(tree).includes(id)));
  const acting = asked.filter((id) => trees.some((tree) => changes(tree, id)));
  const list = (ids: readonly string[], lang: 'en' | 'ja'): string =>
    ids.length === 0 ? (lang === 'en' ? 'none' : 'なし') : ids.join(', ');
  return [
    result('offered', true, { en: `offered as ${offers.join(', ')}`, ja: `提示: ${offers.join('、')}` }),
    result('asked', asked.length > 0, { en: `asked: ${list(asked, 'en')}`, ja: `照会された対策: ${list(asked, 'ja')}` }),
    result('acts', acting.length > 0, { en: `changes an outcome: ${list(acting, 'en')}`, ja: `結果を変える対策: ${list(acting, 'ja')}` }),
  ];
}

/** True when somewhere in the tree switching this control changes the outcome. */
function changes(tree: DecisionTree, control: string): boolean {
  return leaves(tree).some(({ path, leaf }) => {
    if (!path.some(({ ask }) => ask === control)) return false;
    const on = new Set(path.filter((step) => step.on).map(({ ask }) => ask));
    if (!on.delete(control)) on.add(control);
    return evaluate(tree, on).outcome !== leaf.outcome;
  });
}

function failed(check: CheckResult['check'], subject: string, found: Bilingual): CheckResult {
  return { check, subject, ok: false, found };
}

function reportOf(results: readonly CheckResult[]): CheckReport {
  return { ok: results.every(({ ok }) => ok), results };
}
