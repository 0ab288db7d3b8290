/**
 * Purpose: reads a scenario by the id of a shipped one or by its path.
 *
 * Does not model: what is wrong with the text; `scenarios/load.ts` says that.
 * Units: none. Determinism: depends on the file only.
 * References: contract.md section 2 (a scenario is a file path, or the id of a shipped one).
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenario, NO_ADDITIONS, shippedIds, type Additions, type Issue } from '../../scenarios/index.ts';
import { nearest } from '../../scenarios/suggest.ts';
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { packageRoot } from './package.ts';

/** A scenario, or why there is none: issues when the file could be read, a reason when it could not. */
export type Loaded =
  | { readonly ok: true; readonly file: string; readonly scenario: Scenario; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly file: string; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly file: string; readonly reason: Bilingual };

/**
 * Loads a scenario. A shipped id comes before a file of the same name. `additions` are names that plug-ins bring.
 * Units: none. Errors: all of them are returned; nothing is thrown for any name or content. Source: contract 2.
 */
export function loadShipped(name: string, additions: Additions = NO_ADDITIONS): Loaded {
  const shipped = shippedIds.includes(name);
  const file = shipped ? `scenarios/${name}.yaml` : name;
  const read = readText(shipped ? join(packageRoot(), 'scenarios', `${name}.yaml`) : name, name);
  if ('reason' in read) return { ok: false, file, reason: read.reason };
  const result = loadScenario(read.text, file, additions);
  return result.ok ? { ok: true, file, scenario: result.scenario, warnings: result.warnings } : { ok: false, file, issues: result.issues };
}

function readText(path: string, name: string): { readonly text: string } | { readonly reason: Bilingual } {
  try {
    if (statSync(path).isDirectory()) {
      return {
        reason: { en: `"${name}" is a folder, not a scenario file`, ja: `「${name}」はフォルダーであり、シナリオファイルではありません` },
      };
    }
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)) };
  } catch (error) {
    return { reason: reasonOf(error, name) };
  }
}

function reasonOf(error: unknown, name: string): Bilingual {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(name);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return { en: `"${name}" is not UTF-8 text`, ja: `「${name}」は UTF-8 のテキストではありません` };
  return { en: `"${name}" cannot be read (${code || 'unknown reason'})`, ja: `「${name}」を読み込めません（${code || '原因不明'}）` };
}

function notFound(name: string): Bilingual {
  const meant = nearest(name, shippedIds);
  const ids = shippedIds.join(', ');
  return {
    en: `there is no file "${name}" and no shipped scenario of that name${meant === undefined ? ` (shipped: ${ids})` : ` (did you mean "${meant}"?)`}`,
    ja: `「${name}」というファイルも同梱シナリオもありません${meant === undefined ? `（同梱: ${ids}）` : `（「${meant}」の誤りではありませんか）`}`,
  };
}
