/**
 * Purpose: the fonts that come with the browser package, and no others, for pictures that have to be the same on every machine.
 *
 * References: POSIX.1-2001 pax (the header of a tar entry: name at 0, size in octal at 124, contents in blocks of 512); fontconfig (FONTCONFIG_FILE).
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const BLOCK = 512;
const SIZE_AT = 124;

/** The files of an archive. */
function filesIn(tar: Buffer): readonly { readonly name: string; readonly content: Buffer }[] {
  const files: { readonly name: string; readonly content: Buffer }[] = [];
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const [name = ''] = tar.toString('utf8', at, at + 100).split('\0');
    const size = Number.parseInt(tar.toString('utf8', at + SIZE_AT, at + SIZE_AT + 12), 8);
    files.push({ name, content: tar.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return files;
}

/**
 * Unpacks the fonts and gives what points a browser at them.
 * Units: none. Errors: throws when the package has none. Source: as above.
 */
export function ownFonts(): { readonly folder: string; readonly environment: Readonly<Record<string, string>> } {
  const folder = mkdtempSync(join(tmpdir(), 'wardlab-fonts-'));
  const archive = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin/fonts.tar.br');
  const fonts = filesIn(brotliDecompressSync(readFileSync(archive))).filter(({ name }) => name.endsWith('.ttf'));
  if (fonts.length === 0) throw new Error(`no fonts in ${archive}`);
  mkdirSync(join(folder, 'fonts'));
  for (const { name, content } of fonts) writeFileSync(join(folder, 'fonts', basename(name)), content);
  const settings = join(folder, 'fonts.conf');
  const [dir, cache] = [join(folder, 'fonts'), join(folder, 'cache')];
  writeFileSync(
    settings,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${dir}</dir><cachedir>${cache}</cachedir></fontconfig>`,
  );
  return { folder, environment: { FONTCONFIG_FILE: settings } };
}
