/**
 * Purpose: the files of the repository as the house rules see them: tracked, or new and not ignored.
 *
 * References: git-ls-files(1).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A file as a rule gets it; `path` is relative to the root and uses forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What is read as text; pictures, fonts and the like are not. */
const TEXT = new Set(['.ts', '.tsx', '.js', '.json', '.md', '.yaml', '.yml', '.css', '.html', '.svg', '.txt', '.sh', '']);

/**
 * Every text file of the repository, in path order.
 * Units: none. Errors: throws if git is missing or this is not a checkout. Source: own design.
 */
export function repositoryFiles(): SourceFile[] {
  const options = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', options, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '' && TEXT.has(extname(path)));
  // A file that was deleted but is still in git's index is listed too.
  const present = paths.filter((path) => existsSync(join(root, path))).sort();
  return present.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
