/**
 * Purpose: `wardlab coverage`: explores every attack of one or several scenarios and shows what defeats what.
 *
 * Units: replays. Determinism: the same scenarios and seed give the same document, however many threads explore.
 * References: contract.md sections 2 and 3.
 */
import type { Scenario } from '../../../sim/world/scenario.ts';
import { DiagramLimitError, leaves } from '../../../threats/coverage/index.ts';
import type { Plugins } from '../../plugin/plugins.ts';
import { coverageOf, exploreJobs, type Covered } from '../../run/coverage-run.ts';
import type { Explored } from '../../run/explore-job.ts';
import { runInThreads } from '../../run/pool.ts';
import { groupedDigits } from '../../words/counts.ts';
import { choosePlugins, chooseScenario, chooseThreats } from '../choose.ts';
import { EXIT_FAILED, EXIT_INCONCLUSIVE, EXIT_OK } from '../exit-codes.ts';
import { startClock, startProgress } from '../progress.ts';
import { refused, type Chosen, type Terminal } from '../terminal.ts';
import { coverageLines } from '../text/coverage-text.ts';
import { failureLines } from '../text/expectation-text.ts';

/** What is to be explored. */
export interface CoveragePlan {
  readonly scenarios: readonly Scenario[];
  readonly threats: readonly string[];
  readonly plugins: Plugins;
}

/** Options of `coverage`. */
export interface CoverageOptions {
  readonly threat: readonly string[];
  readonly plugin: readonly string[];
}

/** What a threat's id looks like, so that `--threat T01 figure-3` leaves the scenario to the scenarios. */
const THREAT_LIKE = /^[TtXx]\d/;

/**
 * Reads what is to be explored. `--threat` takes several words, so it may swallow scenarios that stand behind it; they are given back.
 * Units: none. Errors: plug-ins that do not load, unknown scenarios and threats are refused, and a scenario named twice. Source: contract 2.
 */
export async function chooseCoverage(
  terminal: Terminal,
  names: readonly string[],
  { threat: threatWords, plugin }: CoverageOptions,
): Promise<Chosen<CoveragePlan>> {
  const plugins = await choosePlugins(plugin);
  if (!plugins.ok) return plugins;
  const threats = chooseThreats(
    threatWords.filter((word) => THREAT_LIKE.test(word)),
    plugins.value,
  );
  if (!threats.ok) return threats;
  const all = [...names, ...threatWords.filter((word) => !THREAT_LIKE.test(word))];
  if (all.length === 0)
    return refused('name at least one scenario, for example figure-3', 'シナリオを 1 つ以上指定してください（例: figure-3）');
  const scenarios: Scenario[] = [];
  for (const name of all) {
    const scenario = chooseScenario(terminal, name, plugins.value);
    if (!scenario.ok) return scenario;
    if (scenarios.some(({ id }) => id === scenario.value.id)) {
      return refused(`scenario "${scenario.value.id}" is named twice`, `シナリオ「${scenario.value.id}」が重複しています`);
    }
    scenarios.push(scenario.value);
  }
  return { ok: true, value: { scenarios, threats: threats.value, plugins: plugins.value } };
}

/**
 * Explores each scenario, with a progress display.
 * Units: replays. Errors: rejects with PluginError where a plug-in is at fault, AttackError on a bug in an attack, DiagramLimitError where no exact answer fits the budget. Source: contract 2.
 */
export async function coverAll(terminal: Terminal, plan: CoveragePlan): Promise<readonly CoveredScenario[]> {
  const covered: CoveredScenario[] = [];
  for (const scenario of plan.scenarios) covered.push(await coverOne(terminal, scenario, plan));
  return covered;
}

/** A coverage with the trees that it was made of. */
export interface CoveredScenario extends Covered {
  readonly explored: readonly Explored[];
}

async function coverOne(terminal: Terminal, scenario: Scenario, { threats, plugins }: CoveragePlan): Promise<CoveredScenario> {
  const settings = { seed: terminal.seed, threats, plugins };
  const progress = startProgress(terminal, { en: `Exploring ${scenario.id}`, ja: `${scenario.id} を探索中` });
  const clock = startClock();
  try {
    const jobs = exploreJobs(scenario, settings);
    const explored = await runInThreads(scenario, jobs, (job, done, of) => progress.step(done, of, job.attack), plugins);
    const coverage = coverageOf(scenario, settings, explored);
    const replays = groupedDigits(String(coverage.replays));
    progress.end();
    terminal.note(
      terminal.say({
        en: `${scenario.id}: ${replays} replays, coverage in ${clock()} s`,
        ja: `${scenario.id}: ${replays} 回の再現、所要時間 ${clock()} 秒`,
      }),
    );
    return { scenario, explored, coverage, plugins };
  } finally {
    progress.end();
  }
}

/**
 * The document of one or several coverages.
 * Units: none. Errors: none. Source: contract 3; `wardlab/coverage-set@1` is an addition.
 */
export function coverageDocument(covered: readonly Covered[]): unknown {
  const coverages = covered.map(({ coverage }) => coverage);
  return coverages.length === 1 ? coverages[0] : { schema: 'wardlab/coverage-set@1', coverages };
}

/**
 * The exit code that coverages end with.
 * Units: exit code. Errors: none. Source: contract 2.
 */
export function exitOfCoverage(covered: readonly Covered[]): number {
  const stated = covered.flatMap(({ coverage }) => [...coverage.expectations, ...(coverage.flowExpectations ?? [])]);
  if (stated.some(({ holds }) => !holds)) return EXIT_FAILED;
  const trees = covered.flatMap(({ coverage }) => coverage.threats.flatMap(({ attacks }) => attacks.map(({ tree }) => tree)));
  return trees.some((tree) => leaves(tree).some(({ leaf }) => leaf.outcome === 'inconclusive')) ? EXIT_INCONCLUSIVE : EXIT_OK;
}

/**
 * Says that no exact answer fits the budget; gives the exit code. Anything else is thrown on.
 * Units: exit code. Errors: throws what it was given when that is another error. Source: contract 2 (exit code 3).
 */
export function inconclusive(terminal: Terminal, error: unknown): number {
  if (!(error instanceof DiagramLimitError)) throw error;
  const message = { en: `inconclusive: ${error.message}`, ja: `結論なし（上限に到達）: ${error.message}` };
  terminal.note(`wardlab: ${terminal.say(message)}`);
  if (terminal.json) terminal.document({ schema: 'wardlab/error@1', exit: EXIT_INCONCLUSIVE, message });
  return EXIT_INCONCLUSIVE;
}

/**
 * Runs the command.
 * Units: exit code. Errors: bad input is refused; rejects on a bug. Source: contract 2.
 */
export async function coverageCommand(terminal: Terminal, names: readonly string[], options: CoverageOptions): Promise<number> {
  const plan = await chooseCoverage(terminal, names, options);
  if (!plan.ok) return terminal.refuse(plan.refusal);
  let covered: readonly CoveredScenario[];
  try {
    covered = await coverAll(terminal, plan.value);
  } catch (error) {
    return inconclusive(terminal, error);
  }
  if (terminal.json) terminal.document(coverageDocument(covered));
  else for (const one of covered) for (const line of coverageLines(terminal, one)) terminal.line(line);
  for (const { coverage } of covered) for (const line of failureLines(terminal, coverage)) terminal.note(line);
  return exitOfCoverage(covered);
}
