/**
 * Purpose: addresses, prefixes and MACs: text and number are the same thing, and what is no address is refused.
 *
 * Guards: leading zeros (octal to some readers), out-of-range octets, host bits in a prefix, sign trouble above 2^31. Arithmetic: 256-based by hand. Why this bound: equality.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROADCAST_MAC, formatIpv4, formatMac, formatPrefix, inPrefix, macFor, parseIpv4, parsePrefix } from '../../../sim/net/address.ts';
import { prefix } from './support.ts';

const anyAddress = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('an IPv4 address', () => {
  it.each([
    ['0.0.0.0', 0],
    ['0.0.1.0', 256],
    ['10.0.0.1', 167_772_161],
    ['127.255.255.255', 2 ** 31 - 1],
    ['128.0.0.0', 2 ** 31],
    ['255.255.255.255', 2 ** 32 - 1],
  ])('%s is %i', (text, value) => {
    expect(parseIpv4(text)).toBe(value);
    expect(formatIpv4(value)).toBe(text);
  });

  it('survives writing and reading', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseIpv4(formatIpv4(address))).toBe(address);
      }),
    );
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.-1',
    '01.2.3.4',
    '1.2.3.04',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    ' 1.2.3.4',
    '1.2.3.4 ',
    '1.2.3.4\n',
    '1.2.3.a',
    '0x1.2.3.4',
    '1e1.2.3.4',
    '１.2.3.4',
    '1.2.3.4/32',
    '1,2,3,4',
  ])('is not %j', (text) => {
    expect(parseIpv4(text)).toBeUndefined();
  });

  it('is read from no text but its own form', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.ipV4(),
          fc.ipV6(),
          fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300), fc.nat(300)).map((parts) => parts.join('.')),
        ),
        (text) => {
          const address = parseIpv4(text);
          if (address !== undefined) expect(formatIpv4(address)).toBe(text);
          else expect(/^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/.test(text)).toBe(false);
        },
      ),
    );
  });
});

describe('a prefix', () => {
  it('survives writing and reading', () => {
    fc.assert(
      fc.property(anyAddress, fc.integer({ min: 0, max: 32 }), (address, length) => {
        const base = address - (address % 2 ** (32 - length));
        expect(parsePrefix(formatPrefix({ base, length }))).toEqual({ base, length });
      }),
    );
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/33',
    '10.0.0.0/99',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/00',
    '10.0.0.0/8.0',
    '10.0.0.0/8/8',
    '10.0.0.0/ 8',
    '10.0.0.1/8',
    '10.0.0.1/31',
    '10.0/8',
    '300.0.0.0/8',
    '1.0.0.0/0',
  ])('is not %j', (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });

  it.each([
    ['10.1.2.3', '10.1.2.0/24', true],
    ['10.1.3.0', '10.1.2.0/24', false],
    ['255.255.255.255', '0.0.0.0/0', true],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['10.1.2.2', '10.1.2.3/32', false],
    ['192.168.255.255', '192.168.0.0/16', true],
    ['192.169.0.0', '192.168.0.0/16', false],
    ['128.0.0.0', '128.0.0.0/1', true],
    ['127.255.255.255', '128.0.0.0/1', false],
  ])('%s inside %s: %s', (address, text, inside) => {
    expect(inPrefix(parseIpv4(address) ?? NaN, prefix(text))).toBe(inside);
  });

  it('holds exactly the addresses that share its first bits', () => {
    const bits = (address: number): string => address.toString(2).padStart(32, '0');
    fc.assert(
      fc.property(anyAddress, anyAddress, fc.integer({ min: 0, max: 32 }), fc.boolean(), (one, other, length, near) => {
        const base = one - (one % 2 ** (32 - length));
        const address = near ? base + (other % 2 ** (32 - length)) : other;
        expect(inPrefix(address, { base, length })).toBe(bits(address).slice(0, length) === bits(base).slice(0, length));
      }),
    );
  });
});

describe('a MAC address', () => {
  it.each([
    [0, '00:00:00:00:00:00'],
    [0x0200_0a00_0001, '02:00:0a:00:00:01'],
    [BROADCAST_MAC, 'ff:ff:ff:ff:ff:ff'],
  ])('%i is %s', (mac, text) => {
    expect(formatMac(mac)).toBe(text);
  });

  it('of a station follows from its address, is locally administered and no group address', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, (one, other) => {
        expect(macFor(one) === macFor(other)).toBe(one === other);
        const first = parseInt(formatMac(macFor(one)).slice(0, 2), 16);
        // IEEE 802: bit 0 of the first octet is the group bit, bit 1 the local one.
        expect([first & 1, first & 2]).toEqual([0, 2]);
        expect(Number.isSafeInteger(macFor(one))).toBe(true);
      }),
    );
  });
});
