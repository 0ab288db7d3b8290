/**
 * Purpose: where two runs of one attack part: the answer about a control that differs, the first event after which nothing is the same, and the first line that their stories tell
 * differently. Found by comparing the two traces event by event.
 *
 * Questions about controls (`consult`) are left out of that comparison: they say why two runs part, not that they do. A question with another answer that changes nothing is thus
 * no divergence.
 * Does not model: causality; the cause named is the last question with different answers before the runs part, which the runs had in common but for that answer.
 * Units: nanoseconds. Determinism: pure.
 */
import type { TraceEvent, TraceFields } from '../../sim/kernel/trace.ts';
import type { EvidenceLine } from '../../threats/evidence/types.ts';

/** A question that both runs asked and that was answered differently. */
export interface Cause {
  readonly control: string;
  readonly left: TraceEvent;
  readonly right: TraceEvent;
}

export interface Divergence {
  /** Events that both runs begin with, questions about controls not counted. */
  readonly same: number;
  readonly cause: Cause | undefined;
  /** The first event that the other run does not have; undefined where the run has come to its end. */
  readonly left: TraceEvent | undefined;
  readonly right: TraceEvent | undefined;
}

const QUESTION = 'consult';

function alikeFields(a: TraceFields, b: TraceFields): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function alike(a: TraceEvent, b: TraceEvent): boolean {
  return a.timeNs === b.timeNs && a.at === b.at && a.kind === b.kind && alikeFields(a.fields, b.fields);
}

/** Position of the next event that is no question. */
function skipQuestions(events: readonly TraceEvent[], from: number): number {
  let at = from;
  while (events[at]?.kind === QUESTION) at++;
  return at;
}

/** The last question before both positions that got different answers. */
function causeOf(left: readonly TraceEvent[], right: readonly TraceEvent[], l: number, r: number): Cause | undefined {
  const answers = new Map<string, TraceEvent>();
  for (const event of right.slice(0, r)) if (event.kind === QUESTION) answers.set(String(event.fields['control']), event);
  for (let at = l - 1; at >= 0; at--) {
    const asked = left[at];
    if (asked?.kind !== QUESTION) continue;
    const control = String(asked.fields['control']);
    const other = answers.get(control);
    if (other !== undefined && other.fields['on'] !== asked.fields['on']) return { control, left: asked, right: other };
  }
  return undefined;
}

/**
 * Where two traces part; undefined where they tell the same to the end.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function divergenceOf(left: readonly TraceEvent[], right: readonly TraceEvent[]): Divergence | undefined {
  let l = skipQuestions(left, 0);
  let r = skipQuestions(right, 0);
  let same = 0;
  for (;;) {
    const [a, b] = [left[l], right[r]];
    if (a === undefined && b === undefined) return undefined;
    if (a === undefined || b === undefined || !alike(a, b)) return { same, cause: causeOf(left, right, l, r), left: a, right: b };
    same++;
    l = skipQuestions(left, l + 1);
    r = skipQuestions(right, r + 1);
  }
}

function said(line: EvidenceLine): string {
  return `${line.timeNs} ${line.at} ${line.what} ${line.en}`;
}

/**
 * The first line of each of two stories that the other one does not tell at the same moment.
 * Units: nanoseconds. Errors: none; undefined where a story tells nothing of its own. Source: own design.
 */
export function toldApart(
  left: readonly EvidenceLine[],
  right: readonly EvidenceLine[],
): { readonly left: EvidenceLine | undefined; readonly right: EvidenceLine | undefined } {
  const own = (mine: readonly EvidenceLine[], others: readonly EvidenceLine[]): EvidenceLine | undefined => {
    const known = new Set(others.map(said));
    return mine.find((line) => !known.has(said(line)));
  };
  return { left: own(left, right), right: own(right, left) };
}
