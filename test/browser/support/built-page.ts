/**
 * Purpose: builds the page once for all browser tests (vitest's global setup): each file serves and opens what stands in the folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

const root = fileURLToPath(new URL('../../../', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built page; empty where there is no browser to open it with. */
    readonly builtPage: string;
    /** True where the reference pictures are to be made anew (`npm run shots`). */
    readonly renewShots: boolean;
  }
}

/**
 * Builds the page, and gives what removes it again.
 * Units: none. Errors: rejects when the page cannot be built (a bug). Source: Vitest documentation (globalSetup).
 */
export default async function buildPage(project: TestProject): Promise<() => void> {
  project.provide('renewShots', project.config.snapshotOptions.updateSnapshot === 'all');
  if ((process.env['CHROME'] ?? '') === '') {
    project.provide('builtPage', '');
    return () => undefined;
  }
  const outDir = mkdtempSync(join(tmpdir(), 'wardlab-viz-'));
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'viz'),
    build: { outDir, emptyOutDir: true },
    logLevel: 'error',
  });
  project.provide('builtPage', outDir);
  return () => rmSync(outDir, { recursive: true, force: true });
}
