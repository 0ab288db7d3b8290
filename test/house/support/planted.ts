/**
 * Purpose: checks a rule against planted files: each bad one must be reported on the line that breaks it, each good one must not.
 */
import { describe, expect, it } from 'vitest';
import type { SourceFile } from './repository.ts';
import type { Rule } from './rule.ts';
import { violations } from './rule.ts';

/** A planted file; the offending line, counted from 1, and a part of the message, for a bad one. */
export interface Bad extends SourceFile {
  readonly line: number;
  readonly says: string;
}

/** A case that is named after its first line. */
function title({ path, text }: SourceFile): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return `${path}: ${line.length > 90 ? `${line.slice(0, 90)}…` : line}`;
}

/** Declares the tests of one rule: planted violations, planted clean files, and the repository itself. */
export function examine(
  rule: Rule,
  planted: { readonly bad: readonly Bad[]; readonly good: readonly SourceFile[] },
  files: readonly SourceFile[],
): void {
  describe(rule.name, () => {
    it.each(planted.bad.map((file) => ({ file, name: title(file) })))('reports $name', ({ file }) => {
      const found = rule.check(file.path, file.text);
      expect(found.map(({ path, line }) => ({ path, line }))).toContainEqual({ path: file.path, line: file.line });
      expect(found.map(({ message }) => message).join('\n')).toContain(file.says);
    });
    it.each(planted.good.map((file) => ({ file, name: title(file) })))('accepts $name', ({ file }) => {
      expect(violations(rule, [file])).toEqual([]);
    });
    it('holds in the repository', () => {
      expect(files.length).toBeGreaterThan(0);
      expect(violations(rule, files).join('\n')).toBe('');
    });
  });
}
