/**
 * Purpose: where this package stands on disk and which version it is, from the sources as well as from the compiled form.
 *
 * Units: none. Determinism: reads package.json only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds this package's package.json: the nearest one above this file.
 * Units: none. Errors: throws when there is none (a broken installation). Source: own design.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('package.json of wardlab is missing');
    folder = above;
  }
  return folder;
}

/**
 * The version in package.json.
 * Units: none. Errors: throws when package.json has none (a broken installation). Source: own design.
 */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string')
    return manifest.version;
  throw new Error('package.json of wardlab has no version');
}
