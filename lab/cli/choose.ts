/**
 * Purpose: reads what a person named on the command line (scenario, threats, controls, attacks), or says what is wrong with it and what was probably meant.
 *
 * Units: none. Determinism: depends on the scenario file only.
 * References: contract.md section 2.
 */
import { nearest } from '../../scenarios/suggest.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import type { Attack } from '../../threats/types.ts';
import { parseFilter } from '../filter/index.ts';
import { loadPlugins } from '../plugin/load.ts';
import { additionsOf, definitionsOf, threatIds, type Plugins } from '../plugin/plugins.ts';
import { executableThreats } from '../run/coverage-run.ts';
import { loadShipped } from '../run/load.ts';
import { profileOf, type ProfileWords } from '../run/profile.ts';
import { refused, type Chosen, type Terminal } from './terminal.ts';
import { widthOf } from './width.ts';

/**
 * Loads the plug-ins of a command line.
 * Units: none. Errors: a file that is none, does not load, or has not the shape of a plug-in is refused, with what was expected and found. Source: docs/plugins.md.
 */
export async function choosePlugins(files: readonly string[]): Promise<Chosen<Plugins>> {
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) return refused(`plug-in "${twice}" is named twice`, `プラグイン「${twice}」が重複しています`);
  const loaded = await loadPlugins(files);
  if (loaded.ok) return { ok: true, value: loaded.plugins };
  const said = (lang: 'en' | 'ja'): string => loaded.reasons.map((reason) => reason[lang]).join('; ');
  return refused(`plug-in ${loaded.file}: ${said('en')}`, `プラグイン ${loaded.file}: ${said('ja')}`);
}

/**
 * Loads a scenario and shows its warnings.
 * Units: none. Errors: a file that cannot be read or has faults is refused, each fault with its place. Source: contract 2.
 */
export function chooseScenario(terminal: Terminal, name: string, plugins: Plugins): Chosen<Scenario> {
  const loaded = loadShipped(name, additionsOf(plugins));
  if (loaded.ok) {
    terminal.warn(loaded.warnings);
    return { ok: true, value: loaded.scenario };
  }
  if ('reason' in loaded) return { ok: false, refusal: { message: loaded.reason } };
  const count = loaded.issues.length;
  const message = { en: `${loaded.file} has ${count} fault${count === 1 ? '' : 's'}`, ja: `${loaded.file} に ${count} 件の誤りがあります` };
  return { ok: false, refusal: { message, issues: loaded.issues } };
}

/**
 * Splits lists written with commas, blanks or several options.
 * Units: none. Errors: none. Source: own design.
 */
export function listed(words: readonly string[]): string[] {
  const all = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  return [...new Set(all.filter((word) => word !== ''))];
}

/**
 * Threats by id; all that can be executed when none is named.
 * Units: none. Errors: an id that the TR does not print, or that no attack realises yet, is refused. Source: contract 2 (`--threat`).
 */
export function chooseThreats(words: readonly string[], plugins: Plugins): Chosen<readonly string[]> {
  const known = threatIds(plugins);
  const executable = executableThreats(plugins);
  const ids = listed(words);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) return unknownWord('threat', '脅威', unknown, nearest(unknown, known), 'T01 … T32');
  const idle = ids.find((id) => !executable.includes(id));
  if (idle !== undefined) {
    return refused(
      `threat ${idle} has no executable attack yet; executable are ${executable.join(', ')}`,
      `脅威 ${idle} には実行可能な攻撃がまだありません（実行可能: ${executable.join('、')}）`,
    );
  }
  return { ok: true, value: ids.length === 0 ? executable : executable.filter((id) => ids.includes(id)) };
}

/**
 * Exactly one threat.
 * Units: none. Errors: as `chooseThreats`; none or several are refused. Source: contract 2 (`replay`, `explain`).
 */
export function chooseThreat(words: readonly string[], plugins: Plugins): Chosen<string> {
  const chosen = chooseThreats(words, plugins);
  if (!chosen.ok) return chosen;
  const [only, ...others] = listed(words);
  if (only === undefined || others.length > 0) return refused('name one threat: --threat T13', '脅威を 1 つ指定してください: --threat T13');
  return { ok: true, value: only };
}

/**
 * The controls that are on, in the scenario's order; bare when nothing is said.
 * Units: none. Errors: an id that the scenario does not offer is refused, and `none` or `all` among ids. Source: contract 2 (`--controls`).
 */
export function chooseControls(scenario: Scenario, words = 'none'): Chosen<readonly string[]> {
  const ids = listed([words]);
  const whole = ids.find((id): id is 'none' | 'all' => id === 'none' || id === 'all');
  if (whole !== undefined && ids.length > 1) {
    return refused(`--controls ${whole} cannot be combined with ids`, `--controls ${whole} は対策の ID と併用できません`);
  }
  if (ids.length === 0)
    return refused('--controls needs none, all, or ids', '--controls には none、all、または対策の ID を指定してください');
  const profile = profileOf(scenario, (whole ?? ids) satisfies ProfileWords);
  if (profile.ok) return { ok: true, value: profile.controls };
  return unknownWord('control', '対策', profile.unknown, profile.meant, scenario.controls.map(({ id }) => id).join(', '));
}

/**
 * The attacks of a threat in a scenario, or one of them.
 * Units: none. Errors: an id that is no attack of this threat here is refused. A threat without attacks gives an empty list. Source: contract 2 (`--attack`).
 */
export function chooseAttacks(scenario: Scenario, threat: string, id: string | undefined, plugins: Plugins): Chosen<readonly Attack[]> {
  const attacks = attacksOf(scenario, definitionsOf(plugins)).filter(({ definition }) => definition.threat === threat);
  if (id === undefined) return { ok: true, value: attacks };
  const one = attacks.filter((attack) => attack.id === id);
  if (one.length > 0) return { ok: true, value: one };
  const known = attacks.map((attack) => attack.id);
  return unknownWord(`attack of ${threat}`, `${threat} の攻撃`, id, nearest(id, known), known.join(', '));
}

function unknownWord(
  kindEn: string,
  kindJa: string,
  word: string,
  meant: string | undefined,
  known: string,
): { ok: false; refusal: { message: Bilingual } } {
  const hint =
    meant === undefined
      ? { en: ` (known: ${known})`, ja: `（指定できるもの: ${known}）` }
      : { en: ` (did you mean ${meant}?)`, ja: `（${meant} の誤りではありませんか）` };
  return refused(`there is no ${kindEn} "${word}"${hint.en}`, `「${word}」という${kindJa}はありません${hint.ja}`);
}

/**
 * A display filter (docs/filter.md), or none.
 * Units: characters. Errors: a text that is no filter is refused, with the place that cannot be understood. Source: own design.
 */
export function chooseFilter(text: string | undefined): Chosen<((event: TraceEvent) => boolean) | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const parsed = parseFilter(text);
  if (parsed.ok) return { ok: true, value: parsed.test };
  const { from, to, message } = parsed.fault;
  // One line, whatever was typed; the marks stand under the characters that are meant.
  const shown = text.replaceAll(/\s/g, ' ');
  const marks = `${' '.repeat(widthOf(shown.slice(0, from)))}${'^'.repeat(Math.max(1, widthOf(shown.slice(from, to))))}`;
  const below = `\n  ${shown}\n  ${marks}`;
  return refused(`--filter, character ${from + 1}: ${message.en}${below}`, `--filter の ${from + 1} 文字目: ${message.ja}${below}`);
}
