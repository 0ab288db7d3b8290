/**
 * Purpose: runs the real command line as a child process, as a user's shell or CI job does.
 *
 * Units: none.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The folder that holds package.json. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A network whose attacks are explored in about a second; see the file. */
export const SMALL = 'test/lab/clinic.yaml';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `wardlab …` in the checkout, both outputs piped. */
export function wardlab(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin', 'wardlab.js'), ...argv], { cwd: root, env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A JSON object as a test looks into it. */
export type Json = Readonly<Record<string, unknown>>;

/** Runs a command with `--json`, demands one document and nothing else, and gives it. */
export async function document(argv: readonly string[], code = 0): Promise<Json> {
  const ended = await wardlab([...argv, '--json']);
  if (ended.code !== code) throw new Error(`exit ${ended.code} instead of ${code}: ${ended.stderr}`);
  const parsed: unknown = JSON.parse(ended.stdout);
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`no JSON object: ${ended.stdout}`);
  return parsed as Json;
}

/** A folder for one test file, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wardlab-lab-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the small scenario with some words changed; each word must occur. */
export function changedScenario(folder: string, name: string, changes: readonly (readonly [string, string])[]): string {
  let text = readFileSync(join(root, SMALL), 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${SMALL} does not contain ${from}`);
    text = text.replaceAll(from, to);
  }
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Escape sequences of terminals begin with this. */
export const ESCAPE = '\u001b';

/** Kana or kanji. */
export const JAPANESE = /[\u3041-\u30ff\u4e00-\u9fff]/;
