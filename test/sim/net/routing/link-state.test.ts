/**
 * Purpose: flooding and computation in areas so small that every message can be counted by hand.
 *
 * Guards: an update that goes round in circles, a link that counts though only one end names it, limits of RFC 2328 and RFC 8405 that do not limit.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../../sim/kernel/kernel.ts';
import { NS_PER_MS, NS_PER_S } from '../../../../sim/kernel/time.ts';
import { LinkStateArea } from '../../../../sim/net/routing/link-state.ts';

const DELAY_NS = 10 * NS_PER_MS;

/** Routers in a row, settled: 0 - 1 - 2 - … */
function row(routers: number): { kernel: Kernel; area: LinkStateArea } {
  const kernel = new Kernel();
  const area = new LinkStateArea(kernel, routers, DELAY_NS);
  for (let router = 1; router < routers; router++) area.setAdjacent(router - 1, router, true);
  kernel.run(60 * NS_PER_S);
  return { kernel, area };
}

describe('an area', () => {
  it('finds shortest paths, follows a shortcut and forgets it', () => {
    const { kernel, area } = row(5);
    expect([0, 1, 2, 3, 4].map((to) => area.distance(0, to))).toEqual([0, 1, 2, 3, 4]);
    area.setAdjacent(0, 4, true);
    kernel.run(80 * NS_PER_S);
    expect([0, 1, 2, 3, 4].map((to) => area.distance(0, to))).toEqual([0, 1, 2, 2, 1]);
    area.setAdjacent(0, 4, false);
    area.setAdjacent(1, 2, false);
    kernel.run(100 * NS_PER_S);
    expect([0, 1, 2, 3, 4].map((to) => area.distance(0, to))).toEqual([0, 1, undefined, undefined, undefined]);
  });

  it('says one change twice, once an end, and everybody hears both and computes', () => {
    const { kernel, area } = row(4);
    const before = [0, 1, 2, 3].map((router) => ({ ...area.load(router) }));
    area.setAdjacent(0, 3, true);
    kernel.run(90 * NS_PER_S);
    const change = (router: number, field: 'originated' | 'installed' | 'computations'): number =>
      area.load(router)[field] - (before[router]?.[field] ?? 0);
    expect([0, 1, 2, 3].map((router) => change(router, 'originated'))).toEqual([1, 0, 0, 1]);
    // The ends hear of each other, those between of both.
    expect([0, 1, 2, 3].map((router) => change(router, 'installed'))).toEqual([1, 2, 2, 1]);
    for (const router of [0, 1, 2, 3]) expect(change(router, 'computations')).toBeGreaterThanOrEqual(1);
  });

  it('counts the octets of an update: 48 with headers, 24 an LSA, 12 a link', () => {
    const { kernel, area } = row(3);
    const before = area.load(2).octets;
    area.setAdjacent(0, 1, false);
    kernel.run(90 * NS_PER_S);
    // Router 1 tells router 2 that only the link to 2 is left.
    expect(area.load(2).octets - before).toBe(48 + 24 + 12);
  });
});

describe('limits', () => {
  it('MinLSInterval: twenty changes in two seconds are said twice by each end', () => {
    const { kernel, area } = row(3);
    const before = area.load(0).originated;
    for (let change = 0; change < 20; change++) kernel.after(change * 100 * NS_PER_MS, () => area.setAdjacent(0, 2, change % 2 === 0));
    kernel.run(90 * NS_PER_S);
    expect(area.load(0).originated - before).toBe(2);
  });

  it('RFC 8405: the first change is computed after 50 ms, a second soon after it within 200 ms more, later ones of the series only every 5 s', () => {
    const { kernel, area } = row(3);
    const before = area.load(1).computations;
    const at = (ms: number): number => {
      kernel.run(60 * NS_PER_S + ms * NS_PER_MS);
      return area.load(1).computations - before;
    };
    area.setAdjacent(0, 2, true);
    // Both ends' updates arrive after 10 ms and are computed together.
    expect([at(59), at(61)]).toEqual([0, 1]);
    // Changes 6 and 12 s later belong to the same series, since less than 10 s lie between: each waits 5 s.
    kernel.at(66 * NS_PER_S, () => area.setAdjacent(0, 2, false));
    expect([at(11_000), at(11_020)]).toEqual([1, 2]);
  });

  it('every half hour everything is said again, and nothing is computed for it', () => {
    const { kernel, area } = row(3);
    const before = { ...area.load(0) };
    kernel.run(60 * NS_PER_S + 1850 * NS_PER_S);
    expect(area.load(0).originated - before.originated).toBe(1);
    expect(area.load(0).received).toBeGreaterThan(before.received);
    expect(area.load(0).computations).toBe(before.computations);
  });
});
