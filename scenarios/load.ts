/**
 * Purpose: reads the text of a scenario file into a `Scenario`, or says exactly what is wrong with it and where.
 *
 * Does not model: where the text comes from (the caller reads the file), nor the second pass's limits: it sees only parts that passed the first.
 * Units: see `sim/world/scenario.ts`.
 * Determinism: pure; the same text gives the same result everywhere. Issues are sorted by position.
 * References: contract 4.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Scenario } from '../sim/world/scenario.ts';
import { NO_ADDITIONS, type Additions } from './additions.ts';
import { assemble } from './assemble.ts';
import { makeContext } from './checks/context.ts';
import { checkAll } from './checks/index.ts';
import { type Fault, type Issue, issueAt } from './issue.ts';
import { readShape } from './shape.ts';
import { readSource, type Source } from './source.ts';
import { locate } from './tree.ts';

export type LoadResult =
  | { readonly ok: true; readonly scenario: Scenario; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** More than anybody reads; the rest is counted. */
const MAX_ISSUES = 500;

/**
 * Loads a scenario. `file` is only the name that issues carry; `additions` are names that plug-ins bring.
 * Units: nanoseconds, octets, bits per second in the result. Errors: every fault of the text is returned; nothing is thrown for any text. Source: contract 4.
 */
export function loadScenario(text: string, file: string, additions: Additions = NO_ADDITIONS): LoadResult {
  const bytes = utf8ToBytes(text);
  const source = readSource(text, bytes.length);
  const { root, position } = source;
  if (root === undefined) {
    return { ok: false, issues: sorted(source.faults.map(({ offset, fault }) => issueHere(file, position(offset), fault))) };
  }
  const shape = readShape(root);
  let faults = shape.faults;
  let warnings: readonly Fault[] = [];
  if (shape.draft !== undefined) {
    const context = makeContext(shape.draft, root, shape.lost, additions);
    checkAll(context);
    faults = faults.concat(context.faults);
    warnings = context.warnings;
  }
  const place = (fault: Fault): Issue => issueHere(file, position(locate(root, fault.path, fault.atKey === true)), fault);
  if (faults.length > 0 || shape.draft === undefined) return { ok: false, issues: sorted(faults.map(place)) };
  return { ok: true, scenario: assemble(shape.draft, bytesToHex(sha256(bytes)), additions), warnings: sorted(warnings.map(place)) };
}

function issueHere(file: string, { line, column }: ReturnType<Source['position']>, fault: Fault): Issue {
  return issueAt(file, line, column, fault);
}

function sorted(issues: readonly Issue[]): readonly Issue[] {
  const inOrder = [...issues].sort((a, b) => a.line - b.line || a.column - b.column);
  const last = inOrder[MAX_ISSUES - 1];
  if (last === undefined || inOrder.length <= MAX_ISSUES) return inOrder;
  const rest = inOrder.length - MAX_ISSUES;
  const more: Fault = {
    path: [],
    code: 'too-many-issues',
    expected: { en: `at most ${MAX_ISSUES} faults in one report`, ja: `1 回の報告は ${MAX_ISSUES} 件まで` },
    found: { en: `${rest} more below`, ja: `以下にさらに ${rest} 件` },
  };
  return [...inOrder.slice(0, MAX_ISSUES), issueAt(last.file, last.line, last.column, more)];
}
