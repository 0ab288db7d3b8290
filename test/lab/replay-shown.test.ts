/**
 * Purpose: guards what `replay` shows besides the run itself: its positive control, without which nothing is called blocked, and the events that a display filter picks.
 *
 * References: design idea 3; docs/filter.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareOutcome, isShown } from '../../lab/run/positive-control.ts';
import { loadShipped } from '../../lab/run/load.ts';
import { replayEntry } from '../../lab/run/replay-run.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { document, JAPANESE, SMALL, temporaryFolder, wardlab, type Json } from './support/cli.ts';

const folder = temporaryFolder();
/** From a tap on the leased line nobody can send a captured booking so that it is carried out twice. */
const NOT_APPLICABLE = ['figure-b1', '--threat', 'T22', '--attack', 'T22/wan-on/leased-line', '--controls', 'all'] as const;
const STOLEN = ['replay', SMALL, '--threat', 'T29', '--attack', 'T29/stolen/clinic.vpn', '--controls', 'all'] as const;

interface Shown {
  readonly outcome: string;
  readonly bare: string;
  readonly events: number;
  readonly matching?: readonly { readonly event: number; readonly timeNs: number; readonly kind: string; readonly fields: Json }[];
}
const replaysOf = (answer: Json): readonly Shown[] => answer['replays'] as readonly Shown[];

describe.concurrent('the positive control of a replay', () => {
  it('is told beside an outcome, and its absence takes the word back, in both languages', async () => {
    const good = await wardlab([...STOLEN, '--seed', '3']);
    expect(good.stdout).toMatch(/outcome +blocked: /);
    expect(good.stdout).toMatch(/bare +succeeded\n/);
    const english = await wardlab(['replay', ...NOT_APPLICABLE]);
    expect(english.stdout).toMatch(/outcome +not shown blocked: no positive control \(no transaction/);
    expect(english.stdout).toMatch(/bare +blocked: the attack does not succeed without controls either/);
    const japanese = await wardlab(['replay', ...NOT_APPLICABLE, '--seed', '1', '--lang', 'ja']);
    expect(japanese.stdout).toMatch(/結果 +「防止」とは示せず：対照となる成立例なし（/);
    expect(japanese.stdout).toMatch(/対策なし +防止: 対策がなくても攻撃が成立しない/);
  });

  it('stands in the documents, and explain says it, too', async () => {
    expect(replaysOf(await document(['replay', ...NOT_APPLICABLE]))).toMatchObject([{ outcome: 'blocked', bare: 'blocked' }]);
    const story = await wardlab(['explain', ...NOT_APPLICABLE]);
    expect(story.stdout).toContain('does not succeed without controls either');
  });

  it('takes the seed of the replay, and a bare replay is its own', () => {
    const loaded = loadShipped(SMALL);
    if (!loaded.ok) throw new Error(`${SMALL} does not load`);
    const { scenario } = loaded;
    const all = scenario.controls.map(({ id }) => id);
    for (const attack of attacksOf(scenario).filter(({ definition }) => definition.threat === 'T01'))
      for (const single of [true, false]) {
        const settings = { controls: all, seed: 5, single };
        const bare = replayEntry(scenario, attack, { ...settings, controls: [] });
        expect(bareOutcome(scenario, attack, replayEntry(scenario, attack, settings), settings)).toBe(bare.outcome);
        expect(bareOutcome(scenario, attack, bare, { ...settings, controls: [] })).toBe(bare.outcome);
      }
    expect(isShown({ outcome: 'detected', bare: 'blocked' })).toBe(false);
    expect(isShown({ outcome: 'succeeded', bare: 'blocked' })).toBe(true);
  });
});

describe.concurrent('replay --filter', () => {
  it('prints the events that match and no others', async () => {
    const { code, stdout } = await wardlab([...STOLEN, '--filter', 'kind == stop and control == device-auth']);
    expect(code).toBe(0);
    const lines = stdout.split('\n').filter((line) => /^ +\d+ {2} +\d+\.\d{9} s {2}/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    expect(stdout).toContain(`${lines.length} event${lines.length === 1 ? ' matches' : 's match'}`);
    for (const line of lines) expect(line).toMatch(/ {2}hospital\.vpn {2}stop {2}.*control=device-auth/);
    expect(stdout).not.toContain('evidence');
    expect((await wardlab([...STOLEN, '--filter', 'kind == stop', '--lang', 'ja'])).stdout).toMatch(/\d 件のイベントが一致/);
  });

  it('gives them in the document, with number and fields, and leaves the written trace whole', async () => {
    const file = join(folder, 'whole.ndjson');
    const [entry] = replaysOf(await document([...STOLEN, '--filter', 'kind in {stop, drop} and time > 10', '--trace', file]));
    const trace = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; t: number; kind: string; f: Json });
    expect(trace).toHaveLength(entry?.events ?? 0);
    const wanted = trace.filter(({ kind, t }) => (kind === 'stop' || kind === 'drop') && t > 10e9);
    expect(wanted.length).toBeGreaterThan(0);
    expect(entry?.matching?.map(({ event, timeNs, kind, fields }) => ({ n: event, t: timeNs, kind, f: fields }))).toEqual(
      wanted.map(({ n, t, kind, f }) => ({ n, t, kind, f })),
    );
    expect(entry).toMatchObject({ outcome: 'blocked', bare: 'succeeded' });
  });

  it('refuses what it cannot understand, with the place, in both languages', async () => {
    const english = await wardlab([...STOLEN, '--filter', 'kind in {stop, drop', '--json']);
    expect(JSON.parse(english.stdout)).toMatchObject({ schema: 'wardlab/error@1', exit: 2 });
    expect(english.code).toBe(2);
    expect(english.stderr).toMatch(/--filter, character 9: this set is not closed\n {2}kind in \{stop, drop\n {10}\^/);
    const japanese = await wardlab([...STOLEN, '--filter', 'reazon == "応答なし', '--lang', 'ja']);
    expect(japanese.code).toBe(2);
    expect(japanese.stderr).toMatch(/--filter の \d+ 文字目: /);
    expect(japanese.stderr).toMatch(JAPANESE);
  });
});
