/**
 * Purpose: builds and serves the browser lab (viz/). Relative base, so that the build opens from any folder or web server.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'viz',
  base: './',
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  // The simulator runs in a module worker, next to the page.
  worker: { format: 'es' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: '../dist/viz', emptyOutDir: true, target: 'es2023' },
});
