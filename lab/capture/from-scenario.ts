/**
 * Purpose: for scripts and for the browser: a scenario's text and the name of an attack in, a capture out.
 *
 * One run with one seed; the command line repeats what hangs on chance, this does not.
 * Does not model: anything. Units: none. Determinism: the same text, attack, controls and seed give the same octets.
 * References: contract 2 (`replay --seed N --pcap`).
 */
import { WireLog } from '../../sim/net/tap.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import type { Finding } from '../../threats/types.ts';
import { replay } from '../../threats/replay.ts';
import { captureOf, type Capture } from './capture.ts';

/** What is to be captured. */
export interface CaptureRequest {
  readonly attack: string;
  /** Ids of the controls that are on. */
  readonly controls: readonly string[];
  readonly seed?: number;
  readonly lang?: 'en' | 'ja';
  /** Lines and LANs whose packets are kept; absent: all. */
  readonly at?: readonly string[];
}

export type CaptureResult =
  | { readonly ok: true; readonly capture: Capture; readonly finding: Finding }
  | { readonly ok: false; readonly reasons: readonly Bilingual[] };

/**
 * Replays an attack of a scenario once and captures it; `file` is only the name that faults carry.
 * Units: none. Errors: faults of the text and unknown names come back as reasons; throws on a bug. Source: contract 2.
 */
export function captureScenario(text: string, file: string, request: CaptureRequest): CaptureResult {
  const loaded = loadScenario(text, file);
  if (!loaded.ok) return { ok: false, reasons: loaded.issues.map(({ message }) => message) };
  const { scenario } = loaded;
  const { controls, seed = 1, lang = 'en', at } = request;
  const offered = scenario.controls.map(({ id }) => id);
  const unknown = controls.filter((id) => !offered.includes(id));
  const attack = attacksOf(scenario).find(({ id }) => id === request.attack);
  if (attack === undefined || unknown.length > 0) {
    const named = attack === undefined ? [request.attack, ...unknown] : unknown;
    return { ok: false, reasons: named.map((name) => ({ en: `"${name}" is not in ${file}`, ja: `${file} に「${name}」はありません` })) };
  }
  const wire = new WireLog();
  const done = replay(scenario, attack, { seed, answer: (id) => controls.includes(id), trace: true, tap: wire });
  const run = { name: attack.id, seed, horizonNs: scenario.horizonNs, wire, trace: done.events };
  const about = `SIMULATION by wardlab; keys are derived from the seed. ${scenario.id} ${attack.id} seed ${seed}: ${done.finding.outcome}`;
  return { ok: true, capture: captureOf([run], { lang, about, ...(at === undefined ? {} : { at }) }), finding: done.finding };
}
