/**
 * Purpose: reads plug-ins from files: TypeScript or JavaScript, with everything that they import, made into one piece of JavaScript by esbuild and then run.
 *
 * `wardlab/plugin` in them is this package, wherever the file stands; nothing else needs to be installed. One piece of code, so that worker threads run exactly the same.
 * Does not model: a sandbox; type errors (an editor or `tsc` shows those). Units: none. Determinism: the same files give the same code.
 * References: esbuild.github.io/api (build, plugins); nodejs.org/api/esm.html (data: imports).
 */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Message, Plugin as BuildStep } from 'esbuild';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { packageRoot } from '../run/package.ts';
import { faultText, threw } from './faults.ts';
import { NO_PLUGINS, withPlugin, type PluginCode, type Plugins } from './plugins.ts';

/** The plug-ins, or why there are none. */
export type LoadedPlugins =
  | { readonly ok: true; readonly plugins: Plugins }
  | { readonly ok: false; readonly file: string; readonly reasons: readonly Bilingual[] };

/**
 * Reads plug-ins in the order of their files.
 * Units: none. Errors: all of them are returned; nothing is thrown for any file. Source: own design.
 */
export async function loadPlugins(files: readonly string[]): Promise<LoadedPlugins> {
  let plugins = NO_PLUGINS;
  for (const file of files) {
    const built = await build(file);
    if ('reasons' in built) return { ok: false, file, reasons: built.reasons };
    const added = await add(plugins, built);
    if ('reasons' in added) return { ok: false, file, reasons: added.reasons };
    plugins = added;
  }
  return { ok: true, plugins };
}

/**
 * Runs code that was made elsewhere, in another thread for example.
 * Units: none. Errors: throws on code that did not load there either (a bug). Source: own design.
 */
export async function pluginsFrom(codes: readonly PluginCode[]): Promise<Plugins> {
  let plugins = NO_PLUGINS;
  for (const code of codes) {
    const added = await add(plugins, code);
    if ('reasons' in added) throw new Error(`plug-in ${code.file}: ${added.reasons[0]?.en ?? ''}`);
    plugins = added;
  }
  return plugins;
}

async function add(before: Plugins, code: PluginCode): Promise<Plugins | { readonly reasons: readonly Bilingual[] }> {
  let loaded: unknown;
  try {
    loaded = await import(`data:text/javascript;base64,${Buffer.from(code.code).toString('base64')}`);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { reasons: [{ en: `it cannot be loaded: ${said}`, ja: `読み込みに失敗しました: ${said}` }] };
  }
  const value = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
  if (value === undefined)
    return {
      reasons: [
        {
          en: 'expected a default export (export default definePlugin({ … })), found none',
          ja: '期待: 既定のエクスポート（export default definePlugin({ … })）、実際: なし',
        },
      ],
    };
  const added = withPlugin(before, code, value);
  return 'faults' in added ? { reasons: added.faults.map(faultText) } : added;
}

/** Sends imports of this package to this very copy of it. */
const ourselves: BuildStep = {
  name: 'wardlab',
  setup(steps) {
    steps.onResolve({ filter: /^wardlab\/plugin$/ }, () => ({
      path: pathToFileURL(join(packageRoot(), 'dist', 'lab', 'plugin', 'index.js')).href,
      external: true,
    }));
  },
};

async function build(file: string): Promise<PluginCode | { readonly reasons: readonly Bilingual[] }> {
  const path = resolve(file);
  if (!existsSync(path)) return { reasons: [{ en: 'there is no such file', ja: 'ファイルがありません' }] };
  if (statSync(path).isDirectory()) return { reasons: [{ en: 'expected a file, found a folder', ja: '期待: ファイル、実際: フォルダー' }] };
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
      charset: 'utf8',
      // Names are kept, since what a plug-in throws may speak of them.
      keepNames: true,
      plugins: [ourselves],
    });
    return { file, code: outputFiles[0]?.text ?? '' };
  } catch (error) {
    return { reasons: messagesOf(error) };
  }
}

/** Faults of syntax and of imports, each with its line. */
function messagesOf(error: unknown): readonly Bilingual[] {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return [threw('esbuild', error)];
  return (error.errors as readonly Message[]).map(({ text, location }) => {
    const at = location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `;
    return { en: `${at}${text}`, ja: `${at}${text}` };
  });
}
