/**
 * Purpose: `wardlab nation`: a day of on-demand tunnels in a generated region or nation, and how large the VPN centre must be for it.
 *
 * Units: times of the day as HH:MM. Determinism: the same options give the same document; how long the run took is said on standard error only.
 * References: TR D.3-D.7 (set-up in at most 30 s); contract.md section 2.
 */
import { NS_PER_S, type TimeNs } from '../../../sim/kernel/time.ts';
import { SET_UP_LIMIT_NS } from '../../../sim/scale/measures.ts';
import { nationPlan, type NationPlan } from '../../../sim/scale/nation.ts';
import { runNation, type NationFigures } from '../../run/nation-run.ts';
import { EXIT_FAILED, EXIT_OK } from '../exit-codes.ts';
import { startProgress } from '../progress.ts';
import { refused, type Chosen, type Terminal } from '../terminal.ts';
import { nationLines, sizingLines } from '../text/nation-text.ts';

/** Words of the command line. */
export interface NationOptions {
  readonly institutions: string;
  readonly day: 'ordinary' | 'peak';
  readonly hours: string;
  readonly servers: string;
  readonly outage?: string;
  readonly renewals?: string;
  readonly revocations: string;
  readonly findServers?: boolean;
}

/** Device numbers are 16-bit by region; ten times Japan is far more than anybody asked for. */
const MOST = { institutions: 2_400_000, servers: 4096, revocations: 10_000 } as const;
const DAY_MINUTES = 24 * 60;

/**
 * Reads the plan.
 * Units: nanoseconds from midnight. Errors: numbers and times that make no sense are refused. Source: contract 2.
 */
export function chooseNation(options: NationOptions, seed: number): Chosen<NationPlan> {
  const institutions = wholeNumber('--institutions', options.institutions, 4, MOST.institutions);
  if (!institutions.ok) return institutions;
  const servers = wholeNumber('--servers', options.servers, 1, MOST.servers);
  if (!servers.ok) return servers;
  const revocations = wholeNumber('--revocations', options.revocations, 0, MOST.revocations);
  if (!revocations.ok) return revocations;
  const hours = span('--hours', options.hours);
  if (!hours.ok) return hours;
  const outage = options.outage === undefined ? undefined : span('--outage', options.outage);
  if (outage?.ok === false) return outage;
  if (outage !== undefined && (outage.value.fromNs < hours.value.fromNs || outage.value.untilNs >= hours.value.untilNs))
    return refused(
      '--outage must lie within --hours and end before them',
      '--outage は --hours の範囲内で、その終わりより前に終わる必要があります',
    );
  const renewals = options.renewals === undefined ? undefined : span('--renewals', options.renewals);
  if (renewals?.ok === false) return renewals;
  const plan = nationPlan({
    institutions: institutions.value,
    seed,
    day: options.day,
    ...hours.value,
    servers: servers.value,
    revocations: revocations.value,
    ...(outage === undefined ? {} : { outage: outage.value }),
    ...(renewals === undefined ? {} : { storm: { atNs: renewals.value.fromNs, spreadNs: renewals.value.untilNs - renewals.value.fromNs } }),
  });
  return { ok: true, value: plan };
}

function wholeNumber(option: string, word: string, least: number, most: number): Chosen<number> {
  const value = Number(word);
  if (/^\d+$/.test(word) && value >= least && value <= most) return { ok: true, value };
  return refused(
    `${option} needs a whole number from ${least} to ${most}, not "${word}"`,
    `${option} には ${least} から ${most} までの整数を指定してください（指定値「${word}」）`,
  );
}

function span(option: string, word: string): Chosen<{ readonly fromNs: TimeNs; readonly untilNs: TimeNs }> {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(word);
  const [from, until] = [minutesOf(match?.[1], match?.[2]), minutesOf(match?.[3], match?.[4])];
  if (from !== undefined && until !== undefined && from < until)
    return { ok: true, value: { fromNs: from * 60 * NS_PER_S, untilNs: until * 60 * NS_PER_S } };
  return refused(
    `${option} needs two times of the day such as 09:45-11:00, not "${word}"`,
    `${option} には 09:45-11:00 のように 2 つの時刻を指定してください（指定値「${word}」）`,
  );
}

function minutesOf(hours: string | undefined, minutes: string | undefined): number | undefined {
  if (hours === undefined || minutes === undefined || Number(minutes) > 59) return undefined;
  const all = Number(hours) * 60 + Number(minutes);
  return all <= DAY_MINUTES ? all : undefined;
}

/**
 * The wait that the centre's size is judged by: after an outage that of exchanges wanted since the centre came back, else that of all.
 * Units: milliseconds. Errors: none. Source: TR D.7 a.
 */
export function judgedWaitMs(figures: NationFigures): number {
  return figures.outage === undefined ? figures.setUp.wait.p99Ms : figures.outage.waitAfterReturn.p99Ms;
}

/**
 * Runs the command.
 * Units: exit code. Errors: bad input is refused; no size that suffices gives exit code 1. Source: contract 2.
 */
export function nationCommand(terminal: Terminal, options: NationOptions): number {
  const plan = chooseNation(options, terminal.seed);
  if (!plan.ok) return terminal.refuse(plan.refusal);
  if (options.findServers === true) return findServers(terminal, plan.value);
  const startMs = performance.now();
  const figures = runShown(terminal, plan.value);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  terminal.note(
    terminal.say({ en: `took ${seconds} s and ${megabytes} MB of memory`, ja: `所要時間 ${seconds} 秒、使用メモリ ${megabytes} MB` }),
  );
  if (terminal.json) terminal.document({ schema: 'wardlab/nation@1', seed: terminal.seed, ...figures });
  else for (const line of nationLines(terminal, figures)) terminal.line(line);
  return EXIT_OK;
}

function runShown(terminal: Terminal, plan: NationPlan): NationFigures {
  const { institutions, servers } = plan;
  const progress = startProgress(terminal, {
    en: `Simulating ${institutions} institutions, ${servers} server${servers === 1 ? '' : 's'}`,
    ja: `${institutions} 施設、サーバ ${servers} 台を模擬中`,
  });
  // The run is synchronous and lets no timer fire: where nobody watches a bar, every eighth piece writes a line itself.
  const quiet = !process.stderr.isTTY;
  try {
    return runNation(plan, (done, of, what) => {
      if (!quiet) progress.step(done, of, what);
      else if (done % 8 === 0) terminal.note(`${done}/${of} ${what}`);
    });
  } finally {
    progress.end();
  }
}

/** Doubles the number of servers, from one, until the wait is short enough. */
function findServers(terminal: Terminal, plan: NationPlan): number {
  const tried: NationFigures[] = [];
  const limitMs = SET_UP_LIMIT_NS / 1e6;
  for (let servers = 1; servers <= MOST.servers; servers *= 2) {
    const figures = runShown(terminal, { ...plan, servers });
    tried.push(figures);
    if (judgedWaitMs(figures) <= limitMs) break;
  }
  const enough = tried.find((figures) => judgedWaitMs(figures) <= limitMs);
  if (terminal.json)
    terminal.document({ schema: 'wardlab/nation-sizes@1', seed: terminal.seed, limitMs, servers: enough?.servers ?? null, tried });
  else for (const line of sizingLines(terminal, tried, enough?.servers)) terminal.line(line);
  return enough === undefined ? EXIT_FAILED : EXIT_OK;
}
