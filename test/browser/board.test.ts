/**
 * Purpose: what stands behind the coverage tab: the reader's costs and the plan that follows from them, groups and search, and what a flip of a switch recomputes.
 */
import { describe, expect, it } from 'vitest';
import { coverageRun } from '../../lab/run/coverage-run.ts';
import { toldEstimates } from '../../lab/words/compromise.ts';
import { whatIf } from '../../threats/coverage/what-if.ts';
import { CostBook, readCost, type Drawer } from '../../viz/coverage/cost-book.ts';
import { found, grouped, standOfControl } from '../../viz/coverage/groups.ts';
import { gainsOf, treesOf } from '../../viz/matrix/model.ts';
import { openFrom } from './support/session.ts';

const { session, loaded } = openFrom('backbone');
const coverage = coverageRun(loaded.scenario, { seed: 1 });
const trees = { threats: coverage.threats };

function drawer(content: Record<string, string> = {}): Drawer & { readonly content: Record<string, string> } {
  return {
    content,
    getItem: (key) => content[key] ?? null,
    setItem: (key, value) => (content[key] = value),
    removeItem: (key) => delete content[key],
  };
}

describe('the plan with costs of the reader', () => {
  it('is the coverage’s own where the costs are the scenario’s', () => {
    expect(session.plan(coverage.controls, trees)).toEqual(coverage.plan);
  });

  it('is what the command line finds in a scenario with those costs', () => {
    const dear = new Set(coverage.plan.controls.slice(0, 2));
    const costOf = (id: string, cost: number): number => (dear.has(id) ? cost + 40.5 : cost);
    const scenario = {
      ...loaded.scenario,
      controls: loaded.scenario.controls.map((offer) => ({ ...offer, cost: costOf(offer.id, offer.cost) })),
    };
    const there = coverageRun(scenario, { seed: 1 }).plan;
    expect(there.cost).not.toBe(coverage.plan.cost);
    const here = session.plan(
      coverage.controls.map((control) => ({ ...control, cost: costOf(control.id, control.cost) })),
      trees,
    );
    expect(here).toEqual(there);
  });
});

describe('the cost book', () => {
  const controls = [
    { id: 'a', cost: 3 },
    { id: 'b', cost: 1 },
  ];

  it('keeps what differs from the scenario, for that scenario', () => {
    const kept = drawer();
    const book = new CostBook(kept);
    book.load('one', controls);
    book.set('a', 7.5);
    book.set('b', 1);
    expect(kept.content).toEqual({ 'wardlab/costs/one': '{"a":7.5}' });
    expect([book.of('a'), book.of('b'), book.ownOf('a')]).toEqual([7.5, 1, 3]);
    book.load('two', controls);
    expect([book.of('a'), book.isChanged.value]).toEqual([3, false]);
    const again = new CostBook(kept);
    again.load('one', controls);
    expect(again.of('a')).toBe(7.5);
    again.reset();
    expect(kept.content).toEqual({});
  });

  it('takes only proper costs from what others may have written, and lives without a drawer', () => {
    const book = new CostBook(drawer({ 'wardlab/costs/one': '{"a":-1,"b":2e9,"c":4,"__proto__":5}' }));
    book.load('one', controls);
    expect(book.isChanged.value).toBe(false);
    for (const text of ['[]', 'null', '{', '"x"']) {
      const other = new CostBook(drawer({ 'wardlab/costs/one': text }));
      other.load('one', controls);
      expect(other.of('a')).toBe(3);
    }
    const refusing = new CostBook({
      getItem: () => {
        throw new Error('no');
      },
      setItem: () => {
        throw new Error('no');
      },
      removeItem: () => undefined,
    });
    refusing.load('one', controls);
    refusing.set('a', 9);
    expect(refusing.of('a')).toBe(9);
    const none = new CostBook(undefined);
    none.load('one', controls);
    expect(none.of('b')).toBe(1);
  });

  it('reads costs as people type them, and nothing else', () => {
    expect(['0', ' 12 ', '3.125', '1000000'].map(readCost)).toEqual([0, 12, 3.125, 1_000_000]);
    expect(['', '-1', '1e3', '1.2345', '1000001', 'x', '1,5', '０'].map(readCost)).toEqual(Array.from({ length: 8 }, () => undefined));
  });
});

describe('groups and search', () => {
  it('say where a control stands', () => {
    const { scenario } = loaded;
    const stand = (...scope: readonly string[]): string => standOfControl(scenario, scope);
    expect(stand('core-hospital.fw', 'clinic-a.vpn')).toBe('edge');
    expect(stand('core-hospital.sz', 'clinic-a.sz')).toBe('sz');
    expect(stand('core-hospital.hsz.modality')).toBe('hsz');
    expect(stand('internet')).toBe('network');
    expect(stand('clinic-a')).toBe('site');
    expect(stand('clinic-a', 'internet')).toBe('mixed');
    expect(stand()).toBe('nowhere');
    const every = loaded.controls.map(({ stand: own }) => own);
    expect(new Set(every).size).toBeGreaterThan(3);
  });

  it('find by id and by words of either language', () => {
    const one = { id: 'tls', name: { en: 'TLS for all', ja: '全通信の TLS' } };
    expect(['tls', 'ALL tls', '通信', ''].map((search) => found(one, search))).toEqual([true, true, true, true]);
    expect(found(one, 'tls ipsec')).toBe(false);
  });

  it('leave nothing out and keep the order', () => {
    const groups = grouped(['b1', 'a1', 'b2'], ['a', 'b', 'c'], (one) => one.slice(0, 1));
    expect(groups).toEqual([
      { key: 'a', members: ['a1'] },
      { key: 'b', members: ['b1', 'b2'] },
    ]);
  });
});

describe('what one more switch would change', () => {
  it('is the same whether all threats are asked or only those concerned', () => {
    const explored = treesOf(
      loaded.attacks,
      new Map(coverage.threats.flatMap(({ attacks }) => attacks.map(({ id, tree }) => [id, tree] as const))),
    );
    const ids = loaded.controls.map(({ id }) => id);
    for (const on of [[], coverage.plan.controls, ids]) {
      const profile = new Set(on);
      const now = whatIf(explored, profile);
      const gains = gainsOf(explored, ids, profile, now);
      for (const control of ids) {
        const flipped = new Set(profile);
        if (!flipped.delete(control)) flipped.add(control);
        for (const [i, after] of whatIf(explored, flipped).threats.entries())
          expect(gains.get(`${after.id} ${control}`)?.verdict ?? now.threats[i]?.outcome).toBe(after.outcome);
      }
    }
  });
});

describe('times to compromise', () => {
  it('come by threat, with their figures and sources in both languages', () => {
    const times = session.times(toldEstimates);
    expect(times.map(({ threat }) => threat)).toContain('T03');
    for (const { estimates } of times)
      for (const { time, constants } of estimates) {
        expect(time.en).not.toBe(time.ja);
        for (const { source } of constants) expect(source).not.toBe('');
      }
  });
});
