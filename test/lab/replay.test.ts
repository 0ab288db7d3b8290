/**
 * Purpose: guards `replay` and `explain`: the documents that programs rely on, that an outcome equals the leaf of the tree, that the hash is that of the written trace,
 * and that every line of evidence exists in both languages and rests on an event.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../threats/coverage/index.ts';
import { coverageRun } from '../../lab/run/coverage-run.ts';
import { loadShipped } from '../../lab/run/load.ts';
import type { ReplayEntry } from '../../lab/run/replay-entry.ts';
import { document, JAPANESE, SMALL, temporaryFolder, wardlab, type Json } from './support/cli.ts';

const folder = temporaryFolder();
const entriesOf = (answer: Json): readonly ReplayEntry[] => answer['replays'] as readonly ReplayEntry[];

describe('replay --json', () => {
  let bare: Json;
  let stopped: Json;
  beforeAll(async () => {
    [bare, stopped] = await Promise.all([
      document(['replay', SMALL, '--threat', 'T29']),
      document(['replay', SMALL, '--threat', 'T29', '--controls', 'device-auth,ipsec-ike']),
    ]);
  });

  it('replays every attack of the threat, bare when nothing is said', () => {
    expect(bare).toMatchObject({ schema: 'wardlab/replay@1', scenario: 'clinic', seed: 1, controls: [] });
    expect(entriesOf(bare).map(({ attack, outcome }) => [attack, outcome])).toEqual([
      ['T29/wan-off/internet', 'succeeded'],
      ['T29/stolen/clinic.vpn', 'succeeded'],
    ]);
    for (const entry of entriesOf(bare)) expect(entry).toMatchObject({ probability: 1, runs: 1 });
  });
  it('lists the controls in the scenario’s order and says what stopped whom, where and why', () => {
    expect(stopped['controls']).toEqual(['ipsec-ike', 'device-auth']);
    const stolen = entriesOf(stopped).find(({ attack }) => attack === 'T29/stolen/clinic.vpn');
    expect(stolen).toMatchObject({
      threat: 'T29',
      outcome: 'blocked',
      probability: 0,
      stoppedBy: { control: 'device-auth', at: 'hospital.vpn' },
    });
    expect(stolen?.consulted).toMatchObject({ 'ipsec-ike': true, 'device-auth': true });
    expect(stolen?.stoppedBy?.timeNs).toBeGreaterThan(0);
    expect(stolen?.traceHash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
  it('rests every line of evidence on an event of the run, in order, in both languages', () => {
    for (const { evidence, events, attack } of [...entriesOf(bare), ...entriesOf(stopped)]) {
      expect(evidence.length, attack).toBeGreaterThan(0);
      for (const line of evidence) {
        expect(line.event).toBeLessThan(events);
        expect(line.timeNs).toBeLessThanOrEqual(line.lastTimeNs);
        expect(line.en).not.toMatch(JAPANESE);
        expect(line.ja).toMatch(JAPANESE);
        expect(line.source).not.toBe('');
      }
      expect(evidence.map(({ event }) => event)).toEqual(evidence.map(({ event }) => event).toSorted((a, b) => a - b));
    }
  });
  it('gives the outcome that the tree has for the same profile, for every attack and three profiles', () => {
    const loaded = loadShipped(SMALL);
    if (!loaded.ok) throw new Error(`${SMALL} does not load`);
    const trees = new Map(
      coverageRun(loaded.scenario, { seed: 1, threats: ['T29'] }).threats.flatMap(({ attacks }) =>
        attacks.map(({ id, tree }) => [id, tree]),
      ),
    );
    for (const answer of [bare, stopped]) {
      for (const { attack, outcome, controls } of entriesOf(answer)) {
        const tree = trees.get(attack);
        expect(tree === undefined ? undefined : evaluate(tree, new Set(controls)).outcome, attack).toBe(outcome);
      }
    }
  });
});

describe('replay', () => {
  it('--controls all and --attack narrow it to one run with everything on', async () => {
    const answer = await document([
      'replay',
      SMALL,
      '--threat',
      'T01',
      '--attack',
      'T01/wan-on/internet',
      '--controls',
      'all',
      '--seed',
      '7',
    ]);
    expect(answer['seed']).toBe(7);
    expect(answer['controls']).toHaveLength(6);
    expect(entriesOf(answer).map(({ attack, outcome }) => [attack, outcome])).toEqual([['T01/wan-on/internet', 'blocked']]);
  });
  it('--trace writes the canonical trace: its SHA-256 is the trace’s hash', async () => {
    const file = join(folder, 'one.ndjson');
    const answer = await document(['replay', SMALL, '--threat', 'T01', '--attack', 'T01/wan-on/internet', '--trace', file]);
    const [entry] = entriesOf(answer);
    const text = readFileSync(file, 'utf8');
    expect(`sha256:${createHash('sha256').update(text).digest('hex')}`).toBe(entry?.traceHash);
    expect(text.trimEnd().split('\n')).toHaveLength(entry?.events ?? 0);
  });
  it('--trace of several attacks names each before its events', async () => {
    const file = join(folder, 'two.ndjson');
    const answer = await document(['replay', SMALL, '--threat', 'T01', '--trace', file]);
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { attack?: string; events?: number });
    const heads = lines.filter(({ attack }) => attack !== undefined);
    expect(heads.map(({ attack }) => attack)).toEqual(entriesOf(answer).map(({ attack }) => attack));
    expect(lines).toHaveLength(heads.reduce((sum, { events = 0 }) => sum + events, heads.length));
  });
  it('says that a threat cannot be tried here, and ends well', async () => {
    const { code, stdout, stderr } = await wardlab(['replay', SMALL, '--threat', 'T24']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('no vantage point');
  });
});

describe('explain', () => {
  it('tells the same story in both languages; its Japanese holds no English sentence', async () => {
    const answer = await document(['explain', SMALL, '--threat', 'T29', '--controls', 'ipsec-ike,device-auth']);
    expect(answer).toMatchObject({
      schema: 'wardlab/explain@1',
      scenario: 'clinic',
      threat: 'T29',
      controls: ['ipsec-ike', 'device-auth'],
    });
    const stories = answer['stories'] as readonly { paragraphs: { en: string[]; ja: string[] } }[];
    expect(stories).toHaveLength(2);
    for (const { paragraphs } of stories) {
      expect(paragraphs.ja).toHaveLength(paragraphs.en.length);
      // Four English words in a row are a sentence that nobody translated; names of documents and ids are shorter.
      for (const paragraph of paragraphs.ja)
        expect(paragraph.replace(/"[^"]*"|<[^>]*>/g, '')).not.toMatch(/\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/);
      expect(paragraphs.en.join(' ')).toMatch(/\[events? \d+/);
    }
  });
  it('prints it', async () => {
    const { code, stdout } = await wardlab(['explain', SMALL, '--threat', 'T01', '--lang', 'ja']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/［イベント \d+/);
  });
});
