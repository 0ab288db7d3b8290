/**
 * Purpose: whose address is whose, where it is seen: two sites of different providers may have the same prefix inside, and each is known to everybody else under another one (TR D.7 c).
 *
 * ```
 * inside clinic     192.168.1.10 = clinic.sz.pc        inside pharmacy   192.168.1.10 = pharmacy.sz.pc
 * everywhere else   10.64.0.10   = clinic.sz.pc                          10.64.1.10   = pharmacy.sz.pc
 * ```
 * The loader keeps apart what is seen outside (prefixes, or in their place the ones that they are known as), and keeps the inside ones from everything that is seen outside. So an address has one owner at
 * every place, and everything that was written for one address space goes by this book.
 * Does not model: names that resolve to either address. Units: none. Determinism: plain maps.
 * References: TR D.7 c (second remedy); RFC 3022 2.1 (one-to-one); sim/vpn/inner-addresses.ts.
 */
import type { Ipv4 } from '../net/address.ts';
import { shown, type KnownAs } from '../vpn/inner-addresses.ts';
import type { Scenario, SiteSpec, VantageSpec } from './scenario.ts';

/** Vantage points that lie inside a site. */
const INSIDE: readonly VantageSpec['kind'][] = ['lan', 'radio', 'in-hsz', 'in-sz', 'in-dmz', 'peer', 'relay'];

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/**
 * The prefixes of a site under which partners know it.
 * Units: none. Errors: none; empty for most sites. Source: TR D.7 c.
 */
export function namesOfSite({ zones }: Pick<SiteSpec, 'zones'>): readonly KnownAs[] {
  return zones.flatMap(({ prefix: own, knownAs: known }) => (known === undefined ? [] : [{ own, known }]));
}

/**
 * The book of a scenario; stations that attackers bring are entered when they come.
 * Units: none. Errors: none. Source: own design.
 */
export class AddressBook {
  readonly #names = new Map<string, readonly KnownAs[]>();
  readonly #outside = new Map<Ipv4, string>();
  /** By site, where what it has inside is not what others see. */
  readonly #inside = new Map<string, Map<Ipv4, string>>();
  readonly #hosts = new Map<string, Ipv4>();
  /** Sites of vantage points inside one. */
  readonly #vantages: ReadonlyMap<string, string>;

  constructor(scenario: Scenario) {
    this.#vantages = new Map(scenario.vantages.flatMap(({ id, kind, at }) => (INSIDE.includes(kind) ? [[id, siteOf(at)]] : [])));
    for (const site of scenario.sites) {
      const names = namesOfSite(site);
      if (names.length > 0) this.#names.set(site.id, names);
      for (const host of site.hosts) {
        const place = `${site.id}.${host.zone}.${host.id}`;
        this.#hosts.set(place, host.address);
        this.enter(host.address, place);
      }
      for (const device of site.devices)
        for (const { address, nat, moves = [] } of device.ports)
          for (const own of [address, ...(nat === undefined ? [] : [nat.address]), ...moves.map((move) => move.address)])
            this.enter(own, `${site.id}.${device.id}`);
    }
    if (scenario.centre !== undefined) this.#outside.set(scenario.centre.address, scenario.centre.id);
  }

  /** Whoever has an address at his own place has it from now on. */
  enter(address: Ipv4, owner: string): void {
    const site = this.#siteAt(owner);
    const outside = this.outside(address, owner);
    this.#outside.set(outside, owner);
    if (outside === address) return;
    const inside = this.#inside.get(site) ?? new Map<Ipv4, string>();
    this.#inside.set(site, inside.set(address, owner));
  }

  /** Whose station it is, as seen at a place; undefined for nobody's. */
  ownerOf(address: Ipv4, at: string): string | undefined {
    if (this.#names.size > 0 && this.outside(address, at) !== address) return this.#inside.get(this.#siteAt(at))?.get(address);
    return this.#outside.get(address);
  }

  /** How an address that is seen at a place is known outside of its site. */
  outside(address: Ipv4, at: string): Ipv4 {
    const names = this.#names.size === 0 ? undefined : this.#names.get(this.#siteAt(at));
    return names === undefined ? address : shown(address, names);
  }

  /** Where a host is reached from a place: in its own site by its own address. Undefined for an unknown host. */
  addressOf(host: string, from: string): Ipv4 | undefined {
    const own = this.#hosts.get(host);
    if (own === undefined || this.#names.size === 0 || siteOf(host) === this.#siteAt(from)) return own;
    return this.outside(own, host);
  }

  /** Whether a place lies inside a site. */
  isInside(site: string, at: string): boolean {
    return this.#siteAt(at) === site;
  }

  /** Boxes that an attacker puts on a line (`attacker/<vantage>/…`) stand outside. */
  #siteAt(place: string): string {
    const [first, vantage = '', ...box] = place.split('/');
    if (first !== 'attacker') return siteOf(place);
    return box.length > 0 ? '' : (this.#vantages.get(vantage) ?? '');
  }
}
