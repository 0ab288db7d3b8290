/**
 * Purpose: `wardlab prove`: holds what the lab claims against direct replays: the 32 lines, the trees, the cheapest plan.
 *
 * Units: replays, pairs. Determinism: the same scenarios, seed and number of pairs give the same document; times go to standard error.
 * References: design.md section 1, ideas 3 and 4.
 */
import { proofDocument, proveLines, proveScenario, type OnJob, type ScenarioProof } from '../../run/proof-run.ts';
import { runInThreads } from '../../run/pool.ts';
import type { Bilingual } from '../../../sim/world/scenario.ts';
import { EXIT_FAILED, EXIT_OK } from '../exit-codes.ts';
import { startClock, startProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { proofLines } from '../text/proof-text.ts';
import { chooseCoverage, coverAll, inconclusive, type CoveredScenario } from './coverage.ts';

/** What is proved when nothing is named: the TR's main network, and the one that has the protocols which carry addresses. Together they show every way of attacking. */
const DEFAULT_SCENARIOS = ['figure-3', 'figure-d2'] as const;

/**
 * Runs the command.
 * Units: exit code. Errors: bad input is refused; rejects on a bug. Source: own design (an addition to contract 2).
 */
export async function proveCommand(terminal: Terminal, names: readonly string[], options: { readonly pairs: number }): Promise<number> {
  const plan = await chooseCoverage(terminal, names.length === 0 ? DEFAULT_SCENARIOS : names, { threat: [], plugin: [] });
  if (!plan.ok) return terminal.refuse(plan.refusal);
  const clock = startClock();
  const lines = await watched(terminal, { en: 'Executing the printed lines', ja: '各項目を実行中' }, (onJob) =>
    proveLines(plan.value.scenarios, terminal.seed, runInThreads, onJob),
  );
  let covered: readonly CoveredScenario[];
  try {
    covered = await coverAll(terminal, plan.value);
  } catch (error) {
    return inconclusive(terminal, error);
  }
  const settings = { seed: terminal.seed, pairs: options.pairs, plan: 'every-attack' } as const;
  const scenarios: ScenarioProof[] = [];
  for (const { scenario, explored, coverage } of covered) {
    const title = { en: `Comparing ${scenario.id} with direct replays`, ja: `${scenario.id} を直接の再現と照合中` };
    scenarios.push(await watched(terminal, title, (onJob) => proveScenario(scenario, explored, coverage, settings, runInThreads, onJob)));
  }
  const document = proofDocument(terminal.seed, lines, scenarios);
  if (terminal.json) terminal.document(document);
  else for (const line of proofLines(terminal, document)) terminal.line(line);
  terminal.note(terminal.say({ en: `proof in ${clock()} s`, ja: `検証の所要時間 ${clock()} 秒` }));
  return document.holds ? EXIT_OK : EXIT_FAILED;
}

/** Work with a progress display. */
async function watched<T>(terminal: Terminal, title: Bilingual, work: (onJob: OnJob) => Promise<T>): Promise<T> {
  const progress = startProgress(terminal, title);
  try {
    return await work((job, done, of) => progress.step(done, of, job.attack));
  } finally {
    progress.end();
  }
}
