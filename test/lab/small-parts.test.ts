/**
 * Purpose: guards the small parts that the commands rest on: profiles, widths and wrapping, escaping, the report's own what-if, the line about a bug.
 */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { bugLine, stackOf } from '../../lab/cli/bug-line.ts';
import { tableLines } from '../../lab/cli/table.ts';
import { padded, widthOf, wrapped } from '../../lab/cli/width.ts';
import { html, joined } from '../../lab/report/html.ts';
import { relevantControls } from '../../lab/report/model.ts';
import { VERDICT_SCRIPT } from '../../lab/report/script.ts';
import { AttackError } from '../../lab/run/attack-error.ts';
import type { ExploreJob } from '../../lab/run/explore-job.ts';
import { runHere } from '../../lab/run/jobs.ts';
import { loadShipped } from '../../lab/run/load.ts';
import { profileOf } from '../../lab/run/profile.ts';
import { groupedDigits } from '../../lab/words/counts.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { evaluate, whatIf, type DecisionTree } from '../../threats/coverage/index.ts';
import { SMALL } from './support/cli.ts';

function small(): Scenario {
  const loaded = loadShipped(SMALL);
  if (!loaded.ok) throw new Error(`${SMALL} does not load`);
  return loaded.scenario;
}

const IDS = ['a', 'b', 'c', 'd'];
const outcome = fc.constantFrom('blocked', 'detected', 'degraded', 'inconclusive', 'succeeded', 'succeeded');
const { tree } = fc.letrec<{ tree: DecisionTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    outcome.map((word) => ({ outcome: word, probability: word === 'succeeded' ? 1 : 0 }) as DecisionTree),
    fc.record({ ask: fc.constantFrom(...IDS), on: tie('tree'), off: tie('tree') }),
  ),
}));
const profiles = fc.subarray(IDS);

describe('profiles', () => {
  it('keep the scenario’s order, and say which id is unknown and what was meant', () => {
    const scenario = small();
    expect(profileOf(scenario, 'none')).toEqual({ ok: true, controls: [] });
    expect(profileOf(scenario, 'all')).toMatchObject({ ok: true, controls: { length: 6 } });
    expect(profileOf(scenario, ['tls', 'ipsec-ike'])).toEqual({ ok: true, controls: ['ipsec-ike', 'tls'] });
    expect(profileOf(scenario, ['tls', 'device-aut'])).toEqual({ ok: false, unknown: 'device-aut', meant: 'device-auth' });
  });
  it('shrink to the controls that a run asks for without changing its outcome', () => {
    fc.assert(
      fc.property(tree, profiles, (at, profile) => {
        const relevant = relevantControls(at, profile);
        expect(profile).toEqual(expect.arrayContaining(relevant));
        expect(evaluate(at, new Set(relevant))).toBe(evaluate(at, new Set(profile)));
      }),
    );
  });
});

describe('the report’s what-if', () => {
  it('says what whatIf says, for any trees and any profile', () => {
    // The script is text for the reader's browser; here the same text runs in Node.
    const verdictOf = new Function(`${VERDICT_SCRIPT}; return verdictOf;`)() as (
      trees: readonly DecisionTree[],
      on: ReadonlySet<string>,
    ) => string;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), profiles, (trees, profile) => {
        const asked = { threats: [{ id: 'T', attacks: trees.map((one, at) => ({ id: String(at), tree: one })) }] };
        expect(verdictOf(trees, new Set(profile))).toBe(whatIf(asked, new Set(profile)).threats[0]?.outcome);
      }),
    );
  });
});

describe('terminal text', () => {
  it('counts wide characters as two columns', () => {
    expect([widthOf('abc'), widthOf('対策'), widthOf('ＶＰＮ'), widthOf('e\u0301'), widthOf('●')]).toEqual([3, 4, 6, 1, 1]);
    expect(padded('対策', 6)).toBe('対策  ');
  });
  it('aligns columns of either script', () => {
    expect(
      tableLines([
        ['ID', '名称', 'x'],
        ['T01', 'a', 'y'],
      ]),
    ).toEqual(['ID   名称  x', 'T01  a     y']);
  });
  it('wraps within the width, keeps every character, and begins no line with a closing mark', () => {
    const text = fc
      .array(fc.constantFrom('対', '策', '。', '、', '（', '）', 'word', ' ', 'vpn-router'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (whole) => {
        const lines = wrapped(whole, 24);
        expect(lines.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
        for (const line of lines) expect(line).toBe(line.trim());
      }),
    );
    expect(wrapped('対策対策対策。', 12)).toEqual(['対策対策対', '策。']);
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three']);
  });
  it('groups digits of any length', () => {
    expect([groupedDigits('7'), groupedDigits('1234'), groupedDigits('18446744073709551616')]).toEqual([
      '7',
      '1,234',
      '18,446,744,073,709,551,616',
    ]);
  });
});

describe('html', () => {
  it('escapes text in content and attributes, and nothing that it made itself', () => {
    const evil = `<i a="b" c='d'>&`;
    expect(html`<p title="${evil}">${evil}${html`<b>${1}</b>`}</p>`.html).toBe(
      '<p title="&lt;i a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;">&lt;i a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;<b>1</b></p>',
    );
    expect(joined([html`a`, html`b`], html`, `).html).toBe('a, b');
  });
});

describe('a bug', () => {
  it('is told in one line with the command that shows it again', () => {
    expect(bugLine(new Error('broke\nmore'), ['replay', 'my net.yaml', '--threat', 'T13'])).toBe(
      "wardlab: bug: broke; to replay: wardlab replay 'my net.yaml' --threat T13 --seed 1",
    );
    const attack = new AttackError('T24/lan/x.sz', new Error('no attempts'));
    expect(bugLine(attack, ['coverage', 'figure-3', '--seed', '4'])).toBe(
      'wardlab: bug: T24/lan/x.sz: no attempts; to replay: wardlab coverage figure-3 --seed 4 --threat T24',
    );
    expect(bugLine(attack, ['report', 'figure-3', '-o', 'out', '--format=html'])).toBe(
      'wardlab: bug: T24/lan/x.sz: no attempts; to replay: wardlab coverage figure-3 --threat T24 --seed 1',
    );
    expect(stackOf(attack)).toContain('caused by Error: no attempts');
  });
  it('in an attack carries the attack’s id', async () => {
    const job: ExploreJob = { kind: 'explore', attack: 'T01/nowhere', seed: 1 };
    await expect(runHere(small(), [job], () => undefined)).rejects.toThrow(/^T01\/nowhere: /);
  });
});
