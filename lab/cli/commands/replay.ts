/**
 * Purpose: `wardlab replay`: runs each matching attack and shows what came of it: once with `--seed`, else by the rule of the coverage.
 *
 * Units: nanoseconds. Determinism: the same scenario, controls and seed give the same documents and traces.
 * References: contract.md sections 2 and 3.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { canonicalLine, type TraceEvent } from '../../../sim/kernel/trace.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import type { Outcome } from '../../../threats/coverage/types.ts';
import type { Attack } from '../../../threats/types.ts';
import { behavioursOf, type Plugins } from '../../plugin/plugins.ts';
import { blamed } from '../../run/jobs.ts';
import type { ReplayEntry } from '../../run/replay-entry.ts';
import { bareOutcome } from '../../run/positive-control.ts';
import { tracedReplay, type TracedReplay } from '../../run/replay-run.ts';
import { chooseAttacks, chooseControls, chooseFilter, choosePlugins, chooseScenario, chooseThreat } from '../choose.ts';
import type { CapturedRun } from '../../capture/index.ts';
import { openCapture, writeCapture } from '../capture-files.ts';
import { EXIT_INCONCLUSIVE, EXIT_OK } from '../exit-codes.ts';
import { refused, type Chosen, type Terminal } from '../terminal.ts';
import { eventLines, replayLines } from '../text/replay-text.ts';

/** Options of `replay` and `explain`. */
export interface ReplayOptions {
  readonly threat: readonly string[];
  readonly attack?: string;
  readonly controls?: string;
  readonly trace?: string;
  readonly filter?: string;
  readonly pcap?: string;
  readonly keys?: string;
  readonly pcapAt?: readonly string[];
  readonly plugin: readonly string[];
  /** Given = exactly one run with this seed. */
  readonly seed?: number;
}

/** What is to be replayed. */
export interface ReplayPlan {
  readonly scenario: Scenario;
  readonly threat: string;
  readonly controls: readonly string[];
  readonly attacks: readonly Attack[];
  readonly plugins: Plugins;
  readonly seed: number;
  /** One run each, whatever chance needs. */
  readonly single: boolean;
  /** Listen on the wires, for a capture. */
  readonly listen: boolean;
}

/**
 * Reads what is to be replayed.
 * Units: none. Errors: plug-ins that do not load, unknown scenarios, threats, controls and attacks are refused. Source: contract 2.
 */
export async function chooseReplay(terminal: Terminal, name: string, options: ReplayOptions): Promise<Chosen<ReplayPlan>> {
  const plugins = await choosePlugins(options.plugin);
  if (!plugins.ok) return plugins;
  const threat = chooseThreat(options.threat, plugins.value);
  if (!threat.ok) return threat;
  const scenario = chooseScenario(terminal, name, plugins.value);
  if (!scenario.ok) return scenario;
  const controls = chooseControls(scenario.value, options.controls);
  if (!controls.ok) return controls;
  const attacks = chooseAttacks(scenario.value, threat.value, options.attack, plugins.value);
  if (!attacks.ok) return attacks;
  if (attacks.value.length === 0) {
    const text = {
      en: `${threat.value}: this scenario offers no vantage point from which it could be tried`,
      ja: `${threat.value}: 本シナリオには試行できる攻撃地点がありません`,
    };
    terminal.note(terminal.say(text));
  }
  return {
    ok: true,
    value: {
      scenario: scenario.value,
      threat: threat.value,
      controls: controls.value,
      attacks: attacks.value,
      plugins: plugins.value,
      seed: terminal.seed,
      single: options.seed !== undefined,
      listen: options.pcap !== undefined,
    },
  };
}

/** A replay beside its positive control. */
export interface ComparedReplay extends TracedReplay {
  /** Outcome with every control off. */
  readonly bare: Outcome;
}

/**
 * Replays the attacks one after the other, each also with every control off.
 * Units: see `ReplayEntry`. Errors: throws PluginError where a plug-in is at fault, AttackError, naming the attack, on a bug. Source: contract 2.
 */
export function* replaysOf({ scenario, controls, attacks, plugins, seed, single, listen }: ReplayPlan): Generator<ComparedReplay> {
  for (const attack of attacks) {
    try {
      const settings = { controls, seed, single, listen, plugged: behavioursOf(plugins) };
      const done = tracedReplay(scenario, attack, settings);
      yield { ...done, bare: bareOutcome(scenario, attack, done.entry, settings) };
    } catch (error) {
      throw blamed(error, attack.id, plugins);
    }
  }
}

/**
 * The exit code that replays end with.
 * Units: exit code. Errors: none. Source: contract 2.
 */
export function exitOf(entries: readonly Pick<ReplayEntry, 'outcome'>[]): number {
  return entries.some(({ outcome }) => outcome === 'inconclusive') ? EXIT_INCONCLUSIVE : EXIT_OK;
}

/**
 * Runs the command.
 * Units: exit code. Errors: bad input is refused; throws on a bug. Source: contract 2.
 */
export async function replayCommand(terminal: Terminal, name: string, options: ReplayOptions): Promise<number> {
  const plan = await chooseReplay(terminal, name, options);
  if (!plan.ok) return terminal.refuse(plan.refusal);
  const { scenario, controls, attacks } = plan.value;
  const filter = chooseFilter(options.filter);
  if (!filter.ok) return terminal.refuse(filter.refusal);
  const files = openCapture(options);
  if (!files.ok) return terminal.refuse(files.refusal);
  const sink = options.trace === undefined ? undefined : await openTrace(options.trace);
  if (sink !== undefined && !sink.ok) return terminal.refuse(sink.refusal);
  const entries: (ReplayEntry & { readonly bare: Outcome; readonly matching?: readonly MatchingEvent[] })[] = [];
  const runs: CapturedRun[] = [];
  for (const { entry, bare, trace, wire } of replaysOf(plan.value)) {
    const matching = filter.value === undefined ? undefined : trace.filter(filter.value);
    entries.push({ ...entry, bare, ...(matching === undefined ? {} : { matching: matching.map(asDocumented) }) });
    if (wire !== undefined) runs.push({ name: entry.attack, seed: entry.seed, horizonNs: scenario.horizonNs, wire, trace });
    if (!terminal.json) {
      const shown = matching === undefined ? undefined : eventLines(terminal, matching);
      for (const line of replayLines(terminal, { ...entry, bare }, shown)) terminal.line(line);
    }
    // One attack: the file holds the canonical trace alone, and its SHA-256 is the trace's hash. Several: each begins with a line that names it.
    if (attacks.length > 1)
      await sink?.value(`${JSON.stringify({ attack: entry.attack, events: entry.events, traceHash: entry.traceHash })}\n`);
    for (const event of sink === undefined ? [] : trace) await sink?.value(`${canonicalLine(event)}\n`);
  }
  await sink?.value(undefined);
  const refusal = files.value === undefined ? undefined : writeCapture(terminal, files.value, { scenario, controls, entries, runs });
  if (refusal !== undefined) return terminal.refuse(refusal);
  if (terminal.json) {
    terminal.document({
      schema: 'wardlab/replay@1',
      scenario: scenario.id,
      sha256: scenario.sha256,
      seed: terminal.seed,
      controls,
      replays: entries,
    });
  }
  return exitOf(entries);
}

/** An event as documents name its parts. */
interface MatchingEvent extends Omit<TraceEvent, 'n'> {
  readonly event: number;
}

function asDocumented({ n, ...rest }: TraceEvent): MatchingEvent {
  return { event: n, ...rest };
}

/** Writes a piece; `undefined` closes the file. */
type TraceSink = (text: string | undefined) => Promise<void>;

async function openTrace(file: string): Promise<Chosen<TraceSink>> {
  const stream = createWriteStream(file);
  try {
    await once(stream, 'open');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refused(`"${file}" cannot be written (${code})`, `「${file}」に書き込めません（${code}）`);
  }
  const write: TraceSink = async (text) => {
    if (text === undefined) {
      stream.end();
      await once(stream, 'close');
    } else if (!stream.write(text)) await once(stream, 'drain');
  };
  return { ok: true, value: write };
}
