/**
 * Purpose: what a house rule is: a pure function over one file, so that planted violations can be tested without touching the disk.
 */
import type { SourceFile } from './repository.ts';

/** One violation, with what to do instead. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface Rule {
  readonly name: string;
  /** The violations in one file; an empty list for a file that the rule does not concern. */
  readonly check: (path: string, text: string) => Finding[];
}

/** Every violation of a rule, one line of text each, as a failing test shows them. */
export function violations(rule: Rule, files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => rule.check(path, text)).map(({ path, line, message }) => `${path}:${line}: ${message}`);
}
