/**
 * Purpose: builds and serves the browser lab (viz/). Relative base, so that the build opens from any folder or web server.
 */
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { shippedScenarios } from './viz/shipped/plugin.ts';
import { languageParts } from './viz/words/plugin.ts';

const JSX = { runtime: 'automatic', importSource: 'preact' } as const;

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** What the built page may do: run its own files, show pictures that it draws itself. It talks to nobody. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in the build: the development server puts styles and its own client into the page. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}

export default defineConfig({
  root: 'viz',
  base: './',
  define: { WARDLAB_VERSION: JSON.stringify(version) },
  plugins: [contentSecurityPolicy(), shippedScenarios(), languageParts()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  // The simulator runs in a module worker, next to the page.
  worker: { format: 'es' },
  // Its authors' own minified build is smaller than what the bundler makes of it.
  resolve: { alias: [{ find: /^cytoscape$/, replacement: 'cytoscape/dist/cytoscape.esm.min.mjs' }] },
  oxc: { jsx: JSX },
  // The search for dependencies reads the sources before the setting above applies.
  optimizeDeps: { rolldownOptions: { transform: { jsx: JSX } } },
  // Cytoscape and the simulator are large as they are; a page from the disk gains nothing by being cut into pieces.
  build: {
    outDir: '../dist/viz',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
    // The page's policy takes fonts from files only.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
  },
});
