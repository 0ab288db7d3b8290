/**
 * Purpose: addresses and prefixes: inside one another where they must be, apart where they must be.
 *
 * Does not model: private addresses that several sites use, each behind its NAT; all addresses of a scenario share one space.
 * Determinism: the later of two that collide (in file order) is reported.
 * References: RFC 1122 3.2.1.3 (network and broadcast addresses); TR D.7 c (address conflicts between providers).
 */
import { formatIpv4, formatPrefix, inPrefix, type Ipv4, type Prefix } from '../../sim/net/address.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { type Path, same } from '../issue.ts';
import type { Context } from './context.ts';

interface Holder {
  readonly path: Path;
  readonly address: Ipv4;
}

interface Block {
  readonly path: Path;
  readonly prefix: Prefix;
}

/** A line needs an address for each end, besides network and broadcast. */
const LONGEST = 30;

/**
 * Checks all addresses and prefixes of the draft.
 * Units: none. Errors: reported to the context. Source: own design.
 */
export function checkAddresses(context: Context): void {
  const { sites, centre, vantages } = context.draft;
  const holders: Holder[] = [];
  const blocks: Block[] = [];
  const onLine = (path: Path, { address, prefix }: { readonly address: Ipv4; readonly prefix: Prefix }): void => {
    holders.push({ path, address });
    blocks.push({ path, prefix });
    inside(context, path, address, prefix);
  };
  for (const [siteId, site] of Object.entries(sites)) {
    for (const [zoneId, zone] of Object.entries(site.zones)) {
      if (zone === undefined) continue;
      const path = ['sites', siteId, 'zones', zoneId];
      blocks.push({ path: [...path, 'prefix'], prefix: zone.prefix });
      for (const [hostId, { address }] of Object.entries(zone.hosts)) {
        holders.push({ path: [...path, 'hosts', hostId, 'address'], address });
        inside(context, [...path, 'hosts', hostId, 'address'], address, zone.prefix);
      }
    }
    for (const [deviceId, device] of Object.entries(site.devices)) {
      const path = ['sites', siteId, 'devices', deviceId];
      for (const [zoneId, address] of Object.entries(device.ports)) {
        const zone = site.zones[zoneId as keyof typeof site.zones];
        if (address === undefined) continue;
        holders.push({ path: [...path, 'ports', zoneId], address });
        if (zone !== undefined) inside(context, [...path, 'ports', zoneId], address, zone.prefix);
      }
      for (const [networkId, line] of Object.entries(device.lines)) {
        onLine([...path, 'lines', networkId, 'address'], line.address);
        if (line.nat !== undefined) onLine([...path, 'lines', networkId, 'nat', 'address'], line.nat.address);
        for (const [index, move] of (line.moves ?? []).entries())
          holders.push({ path: [...path, 'lines', networkId, 'moves', index, 'to'], address: move.to });
      }
    }
  }
  if (centre !== undefined) onLine(['centre', 'address'], centre.address);
  for (const [id, { address, at }] of Object.entries(vantages)) {
    if (address?.prefix !== undefined && context.names.places.get(at) !== 'zone')
      onLine(['vantages', id, 'address'], { address: address.address, prefix: address.prefix });
    else if (address !== undefined) holders.push({ path: ['vantages', id, 'address'], address: address.address });
  }
  const byPosition = (a: Block | Holder, b: Block | Holder): number => context.offset(a.path) - context.offset(b.path);
  checkDuplicates(context, holders.sort(byPosition));
  checkOverlaps(context, blocks.sort(byPosition));
}

/**
 * Reports an address outside its prefix, or one that no station may have.
 * Units: none. Errors: `address-outside-prefix`, `reserved-address`. Source: RFC 1122 3.2.1.3.
 */
export function inside(context: Context, path: Path, address: Ipv4, prefix: Prefix): void {
  const expected: Bilingual = { en: `a station's address in ${formatPrefix(prefix)}`, ja: `${formatPrefix(prefix)} 内の端末アドレス` };
  const text = formatIpv4(address);
  if (!inPrefix(address, prefix)) context.faults.push({ path, code: 'address-outside-prefix', expected, found: same(text) });
  else if (prefix.length > LONGEST) return;
  else if (address === prefix.base)
    context.faults.push({
      path,
      code: 'reserved-address',
      expected,
      found: { en: `${text}, its network address`, ja: `ネットワークアドレスの ${text}` },
    });
  else if (address === lastOf(prefix))
    context.faults.push({
      path,
      code: 'reserved-address',
      expected,
      found: { en: `${text}, its broadcast address`, ja: `ブロードキャストアドレスの ${text}` },
    });
}

function lastOf(prefix: Prefix): Ipv4 {
  return prefix.base + 2 ** (32 - prefix.length) - 1;
}

function checkDuplicates(context: Context, holders: readonly Holder[]): void {
  const first = new Map<Ipv4, Path>();
  for (const { path, address } of holders) {
    const other = first.get(address);
    if (other === undefined) first.set(address, path);
    else {
      const found = { en: `${formatIpv4(address)}, also ${other.join('.')}`, ja: `${other.join('.')} と同じ ${formatIpv4(address)}` };
      context.faults.push({
        path,
        code: 'duplicate-address',
        expected: { en: 'an address used once', ja: '他で使われていないアドレス' },
        found,
      });
    }
  }
}

/** Sorted by base, only neighbours can overlap, except that a wide block may cover several: remember the one that reaches furthest. */
function checkOverlaps(context: Context, blocks: readonly Block[]): void {
  for (const { path, prefix } of blocks) {
    if (prefix.length <= LONGEST && prefix.length >= 8) continue;
    const expected = { en: `a prefix from /8 to /${LONGEST}`, ja: `/8 から /${LONGEST} のプレフィックス` };
    context.faults.push({ path, code: 'bad-prefix', expected, found: same(`/${prefix.length}`) });
  }
  const sorted = [...blocks.entries()].sort(
    ([i, a], [j, b]) => a.prefix.base - b.prefix.base || a.prefix.length - b.prefix.length || i - j,
  );
  let reach: readonly [number, Block] | undefined;
  for (const entry of sorted) {
    if (reach !== undefined && inPrefix(entry[1].prefix.base, reach[1].prefix)) {
      const [early, late] = reach[0] < entry[0] ? [reach[1], entry[1]] : [entry[1], reach[1]];
      const found = {
        en: `${formatPrefix(late.prefix)}, which overlaps ${formatPrefix(early.prefix)} of ${early.path.join('.')}`,
        ja: `${early.path.join('.')} の ${formatPrefix(early.prefix)} と重なる ${formatPrefix(late.prefix)}`,
      };
      context.faults.push({
        path: late.path,
        code: 'overlapping-prefix',
        expected: { en: 'a prefix of its own', ja: '他と重ならないプレフィックス' },
        found,
      });
    } else reach = entry;
  }
}
