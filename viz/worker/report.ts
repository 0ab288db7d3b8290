/**
 * Purpose: the report of a coverage, written by the command line's own modules (lab/report), so that both give the same page.
 *
 * Units: replays. Determinism: the same scenario, coverage, seed and language give the same bytes.
 */
import { gather } from '../../lab/report/gather.ts';
import { reportPage } from '../../lab/report/page.ts';
import { NO_PLUGINS } from '../../lab/plugin/plugins.ts';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import { runHere } from '../../lab/run/jobs.ts';
import type { Lang } from '../../scenarios/issue.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { CoverageProgress } from './protocol.ts';

/** Put in by the build (vite.config.ts). */
declare const WARDLAB_VERSION: string;

/** Prefix of the ids of a report's first scenario, as on the command line. */
const PREFIX = 's1';

/**
 * Makes the runs that the report shows, and writes it.
 * Units: replays. Errors: rejects with what a replay throws (a bug). Source: lab/report.
 */
export async function writeReport(
  scenario: Scenario,
  { coverage, seed, lang }: { readonly coverage: CoverageDocument; readonly seed: number; readonly lang: Lang },
  onProgress: (progress: CoverageProgress) => void,
): Promise<string> {
  const covered = { scenario, coverage, plugins: NO_PLUGINS };
  const data = await gather(covered, seed, PREFIX, runHere, (_, done, of) => onProgress({ step: 'run', done, of }));
  return reportPage([data], { lang, version: WARDLAB_VERSION });
}
