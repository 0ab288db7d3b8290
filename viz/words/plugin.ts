/**
 * Purpose: lets each language be fetched by itself although a room keeps both in one file: what english.ts and japanese.ts import is bundled once for either, each time without the other.
 *
 * Runs while the page is built. Units: none.
 */
import type { Plugin } from 'vite';

const LANGUAGE = /\/words\/(english|japanese)\.ts$/;

/**
 * The plugin.
 * Units: none. Errors: none. Source: own design; Rollup plugin API (resolveId).
 */
export function languageParts(): Plugin {
  return {
    name: 'language-parts',
    // Before the bundler's own way of finding files.
    enforce: 'pre',
    async resolveId(source, importer) {
      const language = LANGUAGE.exec(importer ?? '')?.[1];
      if (language === undefined || !source.startsWith('.')) return undefined;
      const found = await this.resolve(source, importer, { skipSelf: true });
      // The bundler takes files with different queries for different modules, and leaves out of each what is not used.
      return found === null ? undefined : `${found.id}?${language}`;
    },
  };
}
