/**
 * Purpose: guards `coverage`: its document, that threads change nothing, expectations and exit codes, several scenarios, interruption and closed pipes.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverageRun, type CoverageDocument } from '../../lab/run/coverage-run.ts';
import type { ProofDocument } from '../../lab/run/proof-run.ts';
import { loadShipped } from '../../lab/run/load.ts';
import { changedScenario, document, ESCAPE, JAPANESE, root, SMALL, temporaryFolder, wardlab } from './support/cli.ts';

const folder = temporaryFolder();
let coverage: CoverageDocument;

beforeAll(async () => {
  coverage = (await document(['coverage', SMALL])) as unknown as CoverageDocument;
});

describe('coverage --json', () => {
  it('is what the same exploration gives in this process, in one thread', () => {
    const loaded = loadShipped(SMALL);
    if (!loaded.ok) throw new Error(`${SMALL} does not load`);
    const steps: string[] = [];
    const here = coverageRun(loaded.scenario, { seed: 1, onProgress: (attack, done, of) => steps.push(`${done}/${of} ${attack}`) });
    expect(JSON.parse(JSON.stringify(here))).toEqual(coverage);
    expect(steps).toHaveLength(coverage.threats.flatMap(({ attacks }) => attacks).length);
  });
  it('has the fields of the contract', () => {
    expect(coverage.schema).toBe('wardlab/coverage@1');
    expect(coverage.scenario).toMatchObject({ id: 'clinic', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(coverage.seeds).toEqual([1]);
    expect(coverage.controls.map(({ id, cost }) => [id, cost])).toContainEqual(['tls', 4]);
    expect(coverage.exhaustiveReplays).toBe('2^6 × 8');
    const t01 = coverage.threats.find(({ id }) => id === 'T01');
    expect(t01).toMatchObject({ bare: 'succeeded', full: 'blocked', reach: 'blocked', minimalSets: [['tls']], harmful: [] });
    expect(t01?.cells?.['tls']).toMatchObject({ effect: 'blocks', attacks: 2, of: 2, minimalSets: 1 });
    expect(Object.keys(t01?.cells ?? {})).toEqual(coverage.controls.map(({ id }) => id));
    expect(t01?.name.ja).toMatch(JAPANESE);
  });
  it('gives a reason and no cells to a threat that does not apply', () => {
    const t24 = coverage.threats.find(({ id }) => id === 'T24');
    expect(t24?.notApplicable).not.toBe('');
    expect(t24?.cells).toBeUndefined();
  });
  it('counts by printed line and by mechanism class', () => {
    expect(coverage.catalogue).toMatchObject({ stated: 31, listed: 32, executed: ['T01', 'T06', 'T13', 'T29', 'T31'] });
    expect(coverage.catalogue.executed.length + coverage.catalogue.notExecuted.length).toBe(32);
    expect(coverage.catalogue.classesExecuted).toBeLessThanOrEqual(coverage.catalogue.classes);
  });
  it('plans the cheapest set', () => {
    expect(coverage.plan).toMatchObject({ controls: ['device-auth', 'ipsec-ike', 'tls'], cost: 10 });
    expect(coverage.plan.leaves.map(({ threat }) => threat)).toEqual(['T06', 'T13']);
  });
});

describe('coverage', () => {
  it.each([
    ['en', 'of 32 executed', 'blocks: tls', /^clinic: \d+ replays, coverage in \d+\.\d s\n$/],
    ['ja', '本文では 31', '防止: tls', /^clinic: \d+ 回の再現、所要時間 \d+\.\d 秒\n$/],
  ])('prints the matrix in glyphs and words, and the time it took on standard error (%s)', async (lang, counts, words, time) => {
    const { code, stdout, stderr } = await wardlab(['coverage', SMALL, '--lang', lang]);
    expect(code).toBe(0);
    expect(stderr).toMatch(time);
    expect(stdout).toContain(counts);
    expect(stdout).toMatch(/^tls +● +◐ +◐ +· +●$/m);
    expect(stdout).toContain(words);
    expect(stdout).not.toContain(ESCAPE);
  });
  it('ends with 1 and names the expectation that fails', async () => {
    const file = changedScenario(folder, 'fails.yaml', [['controls: [tls], outcome: blocked', 'controls: [gtsm], outcome: blocked']]);
    const { code, stdout, stderr } = await wardlab(['coverage', file]);
    expect(code).toBe(1);
    expect(stderr).toContain('expectation failed: clinic: T01 with --controls gtsm: expected blocked, found succeeded');
    expect(stdout).toContain('Cheapest plan');
    const answer = await document(['coverage', file], 1);
    expect((answer as unknown as CoverageDocument).expectations.filter(({ holds }) => !holds)).toEqual([
      { threat: 'T01', controls: ['gtsm'], expected: 'blocked', found: 'succeeded', holds: false },
    ]);
  });
  it('leaves out expectations about threats that were not explored', async () => {
    const file = changedScenario(folder, 'other.yaml', [['controls: [tls], outcome: blocked', 'controls: [gtsm], outcome: blocked']]);
    expect((await wardlab(['coverage', file, '--threat', 'T29', 'T31'])).code).toBe(0);
  });
  it('takes scenarios that stand behind --threat, and makes one document of several', async () => {
    const second = changedScenario(folder, 'second.yaml', [['scenario: clinic\n', 'scenario: second\n']]);
    const answer = await document(['coverage', '--threat', 'T01', 'T29', SMALL, second]);
    expect(answer['schema']).toBe('wardlab/coverage-set@1');
    const coverages = answer['coverages'] as readonly CoverageDocument[];
    expect(coverages.map(({ scenario }) => scenario.id)).toEqual(['clinic', 'second']);
    expect(coverages[0]?.threats.map(({ id }) => id)).toEqual(['T01', 'T29']);
    expect(coverages[0]?.threats[0]?.attacks).toEqual(coverage.threats[0]?.attacks);
  });
});

/** Starts `coverage figure-3`, which takes several seconds. */
function start(): ReturnType<typeof spawn> {
  return spawn(process.execPath, [join(root, 'bin', 'wardlab.js'), 'coverage', 'figure-3'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe('prove', () => {
  it('says which lines a scenario proves, compares its trees with direct replays, and holds its plan against every smaller set', async () => {
    const proof = (await document(['prove', SMALL, '--pairs', '40'], 1)) as unknown as ProofDocument;
    expect(proof).toMatchObject({ schema: 'wardlab/proof@1', of: 32, holds: false });
    const state = (id: string): string | undefined => proof.lines.find(({ threat }) => threat === id)?.state;
    expect([state('T01'), state('T24')]).toEqual(['not-proven', 'not-proven']);
    // The small network shows one way to falsify a letter, and nothing to aim at for the other: half a proof is none.
    const falsification = proof.lines.find(({ threat }) => threat === 'T31');
    expect(falsification?.state).toBe('not-proven');
    expect(falsification?.attacks.map(({ lacks, improvement }) => lacks ?? improvement?.controls)).toEqual([['tls'], 'no-aim']);
    const [scenario] = proof.scenarios;
    // Eight attacks, five profiles each.
    expect(scenario?.soundness).toEqual({ pairs: 40, mismatches: [] });
    expect(scenario?.plan).toMatchObject({ controls: coverage.plan.controls, broken: [], idle: [] });
    expect(scenario?.plan.needed.map(({ control }) => control)).toEqual(coverage.plan.controls);
  });
});

describe('signals and pipes', () => {
  it('ends at once with 130 when interrupted', async () => {
    const child = start();
    const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
    // Early or late: before its own handler stands, the system's default ends it by the signal, which shells report as 130 too.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    child.kill('SIGINT');
    expect([
      { code: 130, signal: null },
      { code: null, signal: 'SIGINT' },
    ]).toContainEqual(await ended);
  });
  it('takes a reader that goes away for no failure', async () => {
    const child = spawn(process.execPath, [join(root, 'bin', 'wardlab.js'), 'threats', '--json'], { cwd: root });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
