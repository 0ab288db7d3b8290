/**
 * Purpose: addresses and prefixes: inside one another where they must be, apart where they must be.
 *
 * Prefixes of zones that everybody else knows as another one (`known-as`) are seen inside of their site alone: two sites may have the same. All else shares one space.
 * Does not model: private addresses that several sites use, each behind a NAT of many to one.
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
  /** The site inside of which alone it is seen; absent: everywhere. */
  readonly inside?: string;
}

interface Block {
  readonly path: Path;
  readonly prefix: Prefix;
  /** As of a holder. */
  readonly inside?: string;
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
      const known = zone['known-as'];
      const seen = known === undefined ? {} : { inside: siteId };
      blocks.push({ path: [...path, 'prefix'], prefix: zone.prefix, ...seen });
      if (known !== undefined) blocks.push({ path: [...path, 'known-as'], prefix: known });
      for (const [hostId, { address }] of Object.entries(zone.hosts)) {
        holders.push({ path: [...path, 'hosts', hostId, 'address'], address, ...seen });
        inside(context, [...path, 'hosts', hostId, 'address'], address, zone.prefix);
      }
    }
    for (const [deviceId, device] of Object.entries(site.devices)) {
      const path = ['sites', siteId, 'devices', deviceId];
      for (const [zoneId, address] of Object.entries(device.ports)) {
        const zone = site.zones[zoneId as keyof typeof site.zones];
        if (address === undefined) continue;
        holders.push({ path: [...path, 'ports', zoneId], address, ...(zone?.['known-as'] === undefined ? {} : { inside: siteId }) });
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
    else if (address !== undefined) holders.push({ path: ['vantages', id, 'address'], address: address.address, ...seenAt(sites, at) });
  }
  const byPosition = (a: Block | Holder, b: Block | Holder): number => context.offset(a.path) - context.offset(b.path);
  checkDuplicates(context, holders.sort(byPosition));
  checkOverlaps(context, blocks.sort(byPosition));
}

/** A station on a zone with a known prefix is seen inside of its site. */
function seenAt(sites: Context['draft']['sites'], at: string): Pick<Holder, 'inside'> {
  const [site = '', zone] = at.split('.');
  return sites[site]?.zones[zone as 'sz']?.['known-as'] === undefined ? {} : { inside: site };
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
  const first = new Map<string, Path>();
  for (const { path, address, inside: site = '' } of holders) {
    const key = `${site} ${address}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, path);
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
  const outside = blocks.filter(({ inside: site }) => site === undefined);
  reportOverlaps(context, outside, () => true);
  // What a site has inside must not be anything that is seen outside, and may be what another site has inside.
  const sites = new Set(blocks.flatMap(({ inside: site }) => site ?? []));
  for (const site of sites) {
    const own = blocks.filter((block) => block.inside === site);
    reportOverlaps(context, [...outside, ...own], (one, other) => own.includes(one) || own.includes(other));
  }
}

function reportOverlaps(context: Context, blocks: readonly Block[], concerns: (one: Block, other: Block) => boolean): void {
  const sorted = [...blocks.entries()].sort(
    ([i, a], [j, b]) => a.prefix.base - b.prefix.base || a.prefix.length - b.prefix.length || i - j,
  );
  let reach: readonly [number, Block] | undefined;
  for (const entry of sorted) {
    if (reach !== undefined && inPrefix(entry[1].prefix.base, reach[1].prefix)) {
      if (!concerns(entry[1], reach[1])) continue;
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
