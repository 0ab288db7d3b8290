/**
 * Purpose: longest-prefix match against a linear search that shares no code with it, and replacement of a route.
 *
 * Guards: a default route that shadows a longer one because it was added first; a replaced route that lives on.
 * Arithmetic: the reference compares the first bits of two addresses as text. Why this bound: equality.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, formatPrefix, type Prefix } from '../../../sim/net/address.ts';
import { ForwardingTable } from '../../../sim/net/forwarding-table.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { ip, prefix, TestNet } from './support.ts';

const iface = new IpNode(new TestNet().context, 'r', true).addIface('eth0', ip('10.0.0.1'), prefix('10.0.0.0/8'));

const bits = (address: number): string => address.toString(2).padStart(32, '0');

/** Few distinct leading bits, so that prefixes nest and addresses hit. */
const address = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 1, 128, 255))
  .map(([a, b, c]) => ((a * 64 * 256 + b * 64) * 256 + c) * 256 + c);
const prefixes: fc.Arbitrary<Prefix> = fc
  .tuple(address, fc.constantFrom(0, 1, 2, 8, 9, 10, 16, 24, 25, 31, 32))
  .map(([base, length]) => ({ base: base - (base % 2 ** (32 - length)), length }));

describe('lookup', () => {
  it('finds the longest prefix, whatever the order of adding', () => {
    fc.assert(
      fc.property(fc.array(prefixes, { maxLength: 30 }), fc.array(address, { minLength: 1, maxLength: 20 }), (list, targets) => {
        const table = new ForwardingTable();
        for (const [nextHop, one] of list.entries()) table.add({ prefix: one, iface, nextHop });
        for (const target of targets) {
          let best: { prefix: Prefix; nextHop: number } | undefined;
          for (const [nextHop, one] of list.entries()) {
            const matches = bits(target).startsWith(bits(one.base).slice(0, one.length));
            // Of equal prefixes the later one counts.
            if (matches && (best === undefined || one.length >= best.prefix.length)) best = { prefix: one, nextHop };
          }
          expect(table.lookup(target)?.nextHop, `${formatIpv4(target)} in ${list.map(formatPrefix).join(' ')}`).toBe(best?.nextHop);
        }
        const distinct = new Set(list.map(formatPrefix));
        expect(table.routes.length).toBe(distinct.size);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the default route last, and none where there is none', () => {
    const table = new ForwardingTable();
    expect(table.lookup(ip('8.8.8.8'))).toBeUndefined();
    table.add({ prefix: prefix('0.0.0.0/0'), iface, nextHop: 1 });
    table.add({ prefix: prefix('10.0.0.0/8'), iface, nextHop: 2 });
    table.add({ prefix: prefix('10.1.2.3/32'), iface, nextHop: 3 });
    expect(['8.8.8.8', '10.1.2.4', '10.1.2.3'].map((text) => table.lookup(ip(text))?.nextHop)).toEqual([1, 2, 3]);
  });

  it('goes by a route that replaced another', () => {
    const table = new ForwardingTable();
    table.add({ prefix: prefix('10.0.0.0/8'), iface, nextHop: 1 });
    table.add({ prefix: prefix('10.0.0.0/8'), iface, nextHop: 2 });
    // The same base with another length is another prefix.
    table.add({ prefix: prefix('10.0.0.0/9'), iface, nextHop: 3 });
    expect(table.lookup(ip('10.200.0.1'))?.nextHop).toBe(2);
    expect(table.routes.map((route) => route.nextHop)).toEqual([3, 2]);
  });
});
