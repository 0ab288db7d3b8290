/**
 * Purpose: `wardlab report`: writes the coverage of scenarios with all its evidence, as a page for people and as the document for programs.
 *
 * Units: none. Determinism: the same scenarios, seed and language give the same files, byte for byte.
 * References: contract.md section 2.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../../scenarios/suggest.ts';
import { gather } from '../../report/gather.ts';
import type { ReportData } from '../../report/model.ts';
import { reportPage } from '../../report/page.ts';
import type { Covered } from '../../run/coverage-run.ts';
import { packageVersion } from '../../run/package.ts';
import { runInThreads } from '../../run/pool.ts';
import { jsonText } from '../../words/json.ts';
import { listed } from '../choose.ts';
import { startProgress } from '../progress.ts';
import { refused, type Chosen, type Terminal } from '../terminal.ts';
import { coverageLines } from '../text/coverage-text.ts';
import { failureLines } from '../text/expectation-text.ts';
import { chooseCoverage, coverageDocument, coverAll, exitOfCoverage, inconclusive } from './coverage.ts';

const FORMATS = ['html', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** A file of the report, not yet written. */
interface Output {
  readonly name: string;
  readonly text: string;
}

/**
 * Runs the command.
 * Units: exit code. Errors: bad input and a folder that cannot be written are refused; rejects on a bug. Source: contract 2.
 */
export async function reportCommand(
  terminal: Terminal,
  names: readonly string[],
  options: { readonly output: string; readonly format: string; readonly print?: boolean; readonly plugin: readonly string[] },
): Promise<number> {
  const formats = chooseFormats(options.format);
  if (!formats.ok) return terminal.refuse(formats.refusal);
  const plan = await chooseCoverage(terminal, names, { threat: [], plugin: options.plugin });
  if (!plan.ok) return terminal.refuse(plan.refusal);
  const folder = makeFolder(options.output);
  if (!folder.ok) return terminal.refuse(folder.refusal);
  let covered: readonly Covered[];
  try {
    covered = await coverAll(terminal, plan.value);
  } catch (error) {
    return inconclusive(terminal, error);
  }
  if (options.print === true && !terminal.json)
    for (const one of covered) for (const line of coverageLines(terminal, one)) terminal.line(line);
  const outputs: Output[] = [];
  if (formats.value.includes('html')) {
    const parts = await gatherAll(terminal, covered);
    outputs.push({ name: 'index.html', text: reportPage(parts, { lang: terminal.lang, version: packageVersion() }) });
  }
  if (formats.value.includes('json')) outputs.push({ name: 'coverage.json', text: jsonText(coverageDocument(covered)) });
  const written = write(options.output, outputs);
  if (!written.ok) return terminal.refuse(written.refusal);
  if (terminal.json)
    terminal.document({
      schema: 'wardlab/report@1',
      scenarios: covered.map(({ scenario }) => scenario.id),
      seed: terminal.seed,
      files: written.value,
    });
  else for (const file of written.value) terminal.line(terminal.say({ en: `wrote ${file}`, ja: `${file} を出力しました` }));
  for (const { coverage } of covered) for (const line of failureLines(terminal, coverage)) terminal.note(line);
  return exitOfCoverage(covered);
}

function chooseFormats(words: string): Chosen<readonly Format[]> {
  const ids = listed([words]);
  const unknown = ids.find((id) => !FORMATS.some((format) => format === id));
  if (unknown === undefined && ids.length > 0) return { ok: true, value: FORMATS.filter((format) => ids.includes(format)) };
  const meant = unknown === undefined ? undefined : nearest(unknown, FORMATS);
  const known = FORMATS.join(', ');
  return refused(
    `there is no format "${unknown ?? ''}"${meant === undefined ? ` (known: ${known})` : ` (did you mean ${meant}?)`}`,
    `「${unknown ?? ''}」という形式はありません${meant === undefined ? `（指定できるもの: ${known}）` : `（${meant} の誤りではありませんか）`}`,
  );
}

/** The runs that the stories rest on, scenario by scenario. */
async function gatherAll(terminal: Terminal, covered: readonly Covered[]): Promise<readonly ReportData[]> {
  const parts: ReportData[] = [];
  for (const [at, one] of covered.entries()) {
    const progress = startProgress(terminal, {
      en: `Collecting the evidence of ${one.scenario.id}`,
      ja: `${one.scenario.id} の証跡を収集中`,
    });
    try {
      parts.push(await gather(one, terminal.seed, `s${at + 1}`, runInThreads, (job, done, of) => progress.step(done, of, job.attack)));
    } finally {
      progress.end();
    }
  }
  return parts;
}

/** Before the long work, so that a bad folder is noticed at once. */
function makeFolder(folder: string): Chosen<string> {
  try {
    mkdirSync(folder, { recursive: true });
    return { ok: true, value: folder };
  } catch (error) {
    return cannotWrite(folder, error);
  }
}

function write(folder: string, outputs: readonly Output[]): Chosen<readonly string[]> {
  const files: string[] = [];
  for (const { name, text } of outputs) {
    const file = join(folder, name);
    try {
      writeFileSync(file, text);
    } catch (error) {
      return cannotWrite(file, error);
    }
    files.push(file);
  }
  return { ok: true, value: files };
}

function cannotWrite(path: string, error: unknown): ReturnType<typeof refused> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return refused(`"${path}" cannot be written (${code})`, `「${path}」に書き込めません（${code}）`);
}
