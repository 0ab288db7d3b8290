/**
 * Purpose: `--pcap` and `--keys`: writes the capture of replays, and the keys to read it, to files.
 *
 * Units: none. Determinism: the same replays give the same files.
 * References: contract.md section 2; Wireshark's WIRESHARK_CONFIG_DIR (wireshark(1)).
 */
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { captureOf, type CapturedRun } from '../capture/index.ts';
import type { ReplayEntry } from '../run/replay-entry.ts';
import { refused, type Chosen, type Refusal, type Terminal } from './terminal.ts';

/** Where the capture goes. */
export interface CaptureFiles {
  readonly pcap: string;
  readonly keys: string | undefined;
  /** Lines and LANs whose packets are wanted; none named: all. */
  readonly at: readonly string[];
}

/** The options, as they were given. */
export interface CaptureWords {
  readonly pcap?: string;
  readonly keys?: string;
  readonly pcapAt?: readonly string[];
}

/** What was replayed. */
export interface CapturedReplays {
  readonly scenario: Scenario;
  readonly controls: readonly string[];
  readonly entries: readonly ReplayEntry[];
  readonly runs: readonly CapturedRun[];
}

/**
 * Makes sure that both places can be written before anything runs; undefined where no capture is wanted.
 * Units: none. Errors: a place that cannot be written is refused, and so are keys without a capture. Source: contract 2.
 */
export function openCapture(options: CaptureWords): Chosen<CaptureFiles | undefined> {
  const { pcap, keys, pcapAt: at = [] } = options;
  if (pcap === undefined)
    return keys === undefined && at.length === 0
      ? { ok: true, value: undefined }
      : refused('--keys and --pcap-at need --pcap', '--keys と --pcap-at は --pcap と併用してください');
  let place = pcap;
  try {
    closeSync(openSync(pcap, 'w'));
    if (keys !== undefined) {
      place = keys;
      mkdirSync(keys, { recursive: true });
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refused(`"${place}" cannot be written (${code})`, `「${place}」に書き込めません（${code}）`);
  }
  return { ok: true, value: { pcap, keys, at } };
}

/**
 * Writes the files and says how to open them.
 * Units: none. Errors: a line or LAN on which nothing was heard is refused; throws where a place that could be written no longer can. Source: contract 2.
 */
export function writeCapture(terminal: Terminal, { pcap, keys, at }: CaptureFiles, replays: CapturedReplays): Refusal | undefined {
  const { lang } = terminal;
  const capture = captureOf(replays.runs, { lang, about: about(replays)[lang], ...(at.length === 0 ? {} : { at }) });
  const silent = at.find((place) => !capture.media.includes(place));
  if (silent !== undefined) {
    const known = capture.media.join(', ');
    return {
      message: {
        en: `nothing was heard at "${silent}"; lines and LANs with traffic: ${known}`,
        ja: `「${silent}」にはパケットがありません（パケットのある回線と LAN: ${known}）`,
      },
    };
  }
  writeFileSync(pcap, capture.file);
  for (const { name, text } of keys === undefined ? [] : capture.keys) writeFileSync(join(keys ?? '', name), text);
  const count = capture.packets;
  terminal.note(terminal.say({ en: `${pcap}: ${count} packets`, ja: `${pcap}: ${count} パケット` }));
  if (keys === undefined) return undefined;
  terminal.note(
    terminal.say({
      en: `${keys}: simulation keys; decrypt with WIRESHARK_CONFIG_DIR=${keys} wireshark -r ${pcap}`,
      ja: `${keys}: シミュレーション用の鍵。復号して開くには WIRESHARK_CONFIG_DIR=${keys} wireshark -r ${pcap}`,
    }),
  );
  return undefined;
}

/** The comment of the whole file. */
function about({ scenario, controls, entries }: CapturedReplays): Bilingual {
  const on = controls.join(', ');
  const lines = (lang: 'en' | 'ja'): string =>
    entries
      .map(
        ({ attack, seed, outcome, because, stoppedBy }) =>
          `${attack} (seed ${seed}): ${outcome}. ${because[lang]}${stoppedBy === undefined ? '' : ` [${stoppedBy.control} @ ${stoppedBy.at}, event ${stoppedBy.event}]`}`,
      )
      .join('\n');
  return {
    en: `SIMULATION by wardlab: no real network, person or record; keys are derived from the seed.\nscenario ${scenario.id}, controls: ${on || 'none'}\n${lines('en')}`,
    ja: `wardlab によるシミュレーション（実在のネットワーク、人物、記録ではありません。鍵は乱数の種から導出）\nシナリオ ${scenario.id}、有効な対策: ${on || 'なし'}\n${lines('ja')}`,
  };
}
