/**
 * Purpose: `wardlab compare`: networks side by side, each with the controls that it comes with.
 *
 * Units: none. Determinism: the same scenarios and seed give the same document.
 * References: TR 6.2, B.4, Table D.1.
 */
import { compareRun } from '../../run/compare-run.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { startProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { compareLines } from '../text/compare-text.ts';
import { chooseCoverage } from './coverage.ts';

/** The networks of TR 6.2 and Table D.1, which all tell the same story. */
const NETWORKS_OF_THE_TR = ['figure-b1', 'figure-b2', 'figure-b3', 'figure-b4', 'figure-b5', 'table-d1-internet-vpn', 'table-d1-on-demand'];

/**
 * Runs the command; without names it compares the networks that the TR compares.
 * Units: exit code. Errors: bad input is refused; rejects with AttackError on a bug. Source: TR B.4, Table D.1.
 */
export async function compareCommand(terminal: Terminal, names: readonly string[]): Promise<number> {
  const plan = await chooseCoverage(terminal, names.length === 0 ? NETWORKS_OF_THE_TR : names, { threat: [], plugin: [] });
  if (!plan.ok) return terminal.refuse(plan.refusal);
  const progress = startProgress(terminal, { en: 'Comparing networks', ja: '網を比較中' });
  try {
    const comparison = compareRun(plan.value.scenarios, terminal.seed, (done, of, attack) => progress.step(done, of, attack));
    progress.end();
    if (terminal.json) terminal.document(comparison);
    else for (const line of compareLines(terminal, comparison)) terminal.line(line);
    return EXIT_OK;
  } finally {
    progress.end();
  }
}
