/**
 * Purpose: guards the report: self-contained, escaped, complete in both languages, with evidence behind every cell; and `coverage.json` is what `coverage --json` prints.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import { changedScenario, document, JAPANESE, SMALL, temporaryFolder, wardlab, type Ended } from './support/cli.ts';

const folder = temporaryFolder();
const out = join(folder, 'report');
let ended: Ended;
let page: string;
let coverage: CoverageDocument;

beforeAll(async () => {
  ended = await wardlab(['report', SMALL, '-o', out]);
  page = readFileSync(join(out, 'index.html'), 'utf8');
  coverage = JSON.parse(readFileSync(join(out, 'coverage.json'), 'utf8')) as CoverageDocument;
});

/** The page without its script, style and data. */
const visible = (): string => page.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');

describe('files', () => {
  it('writes both formats and says so', () => {
    expect(ended).toEqual({
      code: 0,
      stdout: `wrote ${join(out, 'index.html')}\nwrote ${join(out, 'coverage.json')}\n`,
      stderr: expect.stringMatching(/^clinic: \d+ replays, coverage in \d+\.\d s\n$/),
    });
    expect(readdirSync(out).sort()).toEqual(['coverage.json', 'index.html']);
  });
  it('writes as coverage.json what coverage --json prints, byte for byte', async () => {
    const { stdout } = await wardlab(['coverage', SMALL, '--json']);
    expect(readFileSync(join(out, 'coverage.json'), 'utf8')).toBe(stdout);
  });
  it('writes the same bytes again, the language aside', async () => {
    const again = join(folder, 'again');
    const answer = await document(['report', SMALL, '-o', again, '--format', 'html', '--lang', 'ja']);
    expect(answer).toEqual({ schema: 'wardlab/report@1', scenarios: ['clinic'], seed: 1, files: [join(again, 'index.html')] });
    const japanese = readFileSync(join(again, 'index.html'), 'utf8');
    const neutral = (text: string): string => text.replace(/<html lang="..">/, '').replace(/ (checked)? \/>/g, ' />');
    expect(neutral(japanese)).toBe(neutral(page));
    expect(japanese).toContain('<html lang="ja">');
  });
});

describe('self-containment', () => {
  it('names no resource outside itself', () => {
    expect(page).not.toMatch(/\b(?:https?|file|ftp):\/\//);
    expect(page).not.toMatch(/<(?:link|iframe|object|embed|base)\b/);
    expect(visible()).not.toMatch(/<(?:img|svg|video|audio|form)\b/);
    expect(page).not.toMatch(/@import|url\(/);
    for (const [, target = ''] of page.matchAll(/\s(?:src|href)="([^"]*)"/g)) expect(target).toMatch(/^#/);
  });
  it('allows by its content security policy exactly its own script and style', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [style = ''] = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text);
    const [script = '', ...more] = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
    expect(more).toEqual([]);
    expect(policy).toBe(`default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`);
    expect(visible()).not.toMatch(/\s(?:style|on\w+)="/);
  });
  it('escapes markup in what people named', () => {
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain('<b>not bold');
    expect(page).toContain('&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;');
    expect(page).toContain('Hospital&lt;/td&gt;&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('contents', () => {
  it('has evidence behind every cell of the matrix', () => {
    const links = [...page.matchAll(/<td class="e-(\w+)"><a href="#([^"]+)"/g)];
    const cells = coverage.threats.flatMap(({ cells: row = {} }) => Object.values(row));
    expect(links).toHaveLength(cells.length);
    // Five threats that find something to aim at in the small network, six controls.
    expect(links).toHaveLength(30);
    for (const [, effect = '', id = ''] of links) {
      const at = page.indexOf(`<div id="${id}" class="cell-body">`);
      expect(at, id).toBeGreaterThan(0);
      const body = page.slice(at, page.indexOf('<details class="cell', at) === -1 ? undefined : page.indexOf('<details class="cell', at));
      // Each attack without and with the control, and either stories with their events or a link to the bare run's.
      expect(body).toContain('<span class="badge v-');
      if (effect === 'none') expect(body).toMatch(/href="#s1-bare-|class="timeline"/);
      else expect(body.match(/class="timeline"/g)?.length, id).toBeGreaterThanOrEqual(2);
    }
  });
  it('leads every link to a place in the page, and every id stands once', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target = ''] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });
  it('says everything in both languages', () => {
    const text = visible();
    const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    expect(count(/class="en" lang="en"/g)).toBe(count(/class="ja" lang="ja"/g));
    expect(count(/class="en" lang="en"/g)).toBeGreaterThan(500);
    for (const [, words = ''] of text.matchAll(/class="en" lang="en">([^<]*)</g)) expect(words).not.toMatch(JAPANESE);
    // Four English words in a row within Japanese are a sentence that nobody translated; quoted titles and names aside.
    for (const [, words = ''] of text.matchAll(/class="ja" lang="ja">([^<]*)</g))
      expect(words.replace(/&quot;.*?&quot;/g, '')).not.toMatch(/\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/);
  });
  it('names network, plan, limits and how to reproduce the results', () => {
    expect(page).toContain(coverage.scenario.sha256);
    expect(page).toContain('wardlab coverage clinic --seed 1');
    expect(page).toMatch(/sha256:[0-9a-f]{64}/);
    for (const id of ['summary', 'network', 'matrix', 'plan', 'threats', 'limits', 'reproduce']) expect(page).toContain(`id="s1-${id}"`);
    for (const { id } of coverage.threats) expect(page).toContain(`id="s1-${id}"`);
    expect(page).toContain('device-auth</code> at <code>hospital.vpn</code>');
  });
});

describe('several scenarios', () => {
  it('stand in one page, each with ids of its own; a failed expectation gives exit code 1 and is shown', async () => {
    const second = changedScenario(folder, 'second.yaml', [
      ['scenario: clinic\n', 'scenario: second\n'],
      ['controls: none, outcome: succeeded', 'controls: none, outcome: blocked'],
    ]);
    const both = join(folder, 'both');
    const { code, stdout, stderr } = await wardlab(['report', SMALL, second, '--print', '-o', both]);
    expect(code).toBe(1);
    // With --print the same exploration is shown as the table of `coverage` before the files are named.
    expect(stdout).toMatch(/^clinic {2}[^]*Threat × control[^]*\nsecond {2}[^]*Threat × control[^]*\nwrote /);
    expect(stderr).toContain('expectation failed: second: T01 with --controls none');
    const text = readFileSync(join(both, 'index.html'), 'utf8');
    expect(text).toContain('id="s1-T01-tls"');
    expect(text).toContain('id="s2-T01-tls"');
    expect(text).toContain('<div class="warning">');
    expect((JSON.parse(readFileSync(join(both, 'coverage.json'), 'utf8')) as { schema: string }).schema).toBe('wardlab/coverage-set@1');
  });
});
