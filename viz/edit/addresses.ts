/**
 * Purpose: finds addresses and prefixes that a scenario does not use yet, for what is added to its drawing.
 *
 * Does not model: routing, or who owns an address. Determinism: the first that is free, in a fixed order.
 * References: RFC 5737 (documentation), RFC 2544 / RFC 6890 (benchmarking), RFC 1918 (private use).
 */
import { formatIpv4, parseIpv4, type Ipv4, type Prefix } from '../../sim/net/address.ts';

const range = (base: string, length: number): Prefix => ({ base: parseIpv4(base) ?? 0, length });
/** Zones of sites. */
const INSIDE: readonly Prefix[] = [range('192.0.2.0', 24), range('198.51.100.0', 24), range('10.0.0.0', 8)];
/** Lines to networks. */
const OUTSIDE: readonly Prefix[] = [range('203.0.113.0', 24), range('198.18.0.0', 15)];
const ADDRESS = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/;

interface Block {
  readonly from: Ipv4;
  readonly to: Ipv4;
}

function blockOf(text: string): Block | undefined {
  const [, address = '', length = '32'] = ADDRESS.exec(text) ?? [];
  const value = parseIpv4(address);
  const bits = Number(length);
  // What is wider than any zone may be stands for "anywhere" in a firewall rule.
  if (value === undefined || bits > 32 || bits < 8) return undefined;
  const size = 2 ** (32 - bits);
  const from = value - (value % size);
  return { from, to: from + size };
}

/**
 * Every address and prefix that stands somewhere in a scenario (as plain data).
 * Units: none. Errors: none. Source: own design.
 */
export function blocksIn(data: unknown): readonly Block[] {
  if (typeof data === 'string') {
    const block = blockOf(data);
    return block === undefined ? [] : [block];
  }
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(blocksIn) : [];
}

function freeBase(used: readonly Block[], pools: readonly Prefix[], length: number): Ipv4 | undefined {
  const size = 2 ** (32 - length);
  for (const pool of pools) {
    const end = pool.base + 2 ** (32 - pool.length);
    for (let base = pool.base; base + size <= end;) {
      const hit = used.find(({ from, to }) => from < base + size && to > base);
      if (hit === undefined) return base;
      base = Math.max(base + size, Math.ceil(hit.to / size) * size);
    }
  }
  return undefined;
}

/**
 * A free prefix of 32 addresses for a zone.
 * Units: none. Errors: undefined when all ranges are full. Source: RFC 5737, RFC 1918.
 */
export function freePrefix(data: unknown): { readonly prefix: string; readonly gateway: string; readonly host: string } | undefined {
  const base = freeBase(blocksIn(data), INSIDE, 27);
  if (base === undefined) return undefined;
  return { prefix: `${formatIpv4(base)}/27`, gateway: formatIpv4(base + 1), host: formatIpv4(base + 10) };
}

/**
 * A free address for a line to a network, the upper of the two in a prefix of its own.
 * Units: none. Errors: undefined when all ranges are full. Source: RFC 5737, RFC 6890.
 */
export function freeLine(data: unknown): string | undefined {
  const base = freeBase(blocksIn(data), OUTSIDE, 30);
  return base === undefined ? undefined : `${formatIpv4(base + 2)}/30`;
}

/**
 * A free address inside of a prefix, hosts from the tenth on where there is room.
 * Units: none. Errors: undefined when the prefix is malformed or full. Source: RFC 1122 3.2.1.3 (first and last are reserved).
 */
export function freeAddress(data: unknown, prefix: string): string | undefined {
  const block = /\/\d+$/.test(prefix) ? blockOf(prefix) : undefined;
  if (block === undefined) return undefined;
  const taken = new Set(blocksIn(data).flatMap(({ from, to }) => (to - from === 1 ? [from] : [])));
  const start = Math.min(block.from + 10, block.to - 2);
  for (let address = start; address < block.to - 1; address += 1) if (!taken.has(address)) return formatIpv4(address);
  for (let address = block.from + 1; address < start; address += 1) if (!taken.has(address)) return formatIpv4(address);
  return undefined;
}
