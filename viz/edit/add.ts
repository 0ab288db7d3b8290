/**
 * Purpose: what the drawing can add to a scenario: sites, zones, hosts, networks, lines, tunnels, controls; each as a change of its text.
 *
 * Addresses are chosen free, names come in both languages. Whether the result is a sound scenario is for the loader to say.
 * Does not model: firewall rules and flows; a new host has no service yet. Determinism: the same text and wish give the same text.
 * References: TR 3.1, 3.2, 3.14 (zones), D.3 (groups), 6.2.1 (kinds of networks), 8.1 a (IPsec and IKE).
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { freeAddress, freeLine, freePrefix } from './addresses.ts';
import { addEntry, addItem, EditRefused, keysAt, valueAt } from './text-edit.ts';
import type { Written } from './write-yaml.ts';

interface Named {
  readonly id: string;
  readonly name: Bilingual;
}

const asWritten = ({ en, ja }: Bilingual): Written => ({ en, ja });

/** What a line of a small site has: the middle of what the shipped scenarios use. */
const LINE = { rate: '20 Mbit/s', delay: '8 ms' } as const;
/** TR D.7 a: set-up of a connection within 30 s; the silence is a choice of ours. */
const CALL: Written = { 'set-up': '30 s', 'hang-up': '60 s' };
/** A first guess that the reader changes: the middle of the scale from 1 to 8 that the shipped scenarios use. */
const COST = 3;

function kindOfNetwork(text: string, network: string): unknown {
  return valueAt(text, ['networks', network, 'kind']);
}

/** The pre-shared key that the other routers use, if they use one. */
function usualKey(text: string): string | undefined {
  for (const site of keysAt(text, ['sites'])) {
    for (const device of keysAt(text, ['sites', site, 'devices'])) {
      const key = valueAt(text, ['sites', site, 'devices', device, 'psk']);
      if (typeof key === 'string') return key;
    }
  }
  return undefined;
}

function lineFor(text: string): Written {
  const address = freeLine(valueAt(text, []));
  if (address === undefined) throw new EditRefused(['networks']);
  return { address, ...LINE };
}

/** The device at the edge of a new site, as the network asks for it. */
function edgeDevice(text: string, network: string | undefined, gateway: string): Written {
  const campus = network !== undefined && kindOfNetwork(text, network) === 'campus';
  const key = usualKey(text);
  return {
    name: campus ? { en: 'L2TP router', ja: 'L2TP ルータ' } : { en: 'VPN router', ja: 'VPN ルータ' },
    kind: campus ? 'router' : 'vpn-router',
    ports: { sz: gateway },
    ...(network === undefined ? {} : { lines: { [network]: lineFor(text) } }),
    ...(key === undefined || campus ? {} : { psk: key }),
  };
}

/**
 * Adds a site with one zone, one workstation and the device that joins it to a network; and its membership of a group.
 * Units: none. Errors: EditRefused. Source: TR 3.1, D.3.
 */
export function addSite(
  text: string,
  { id, name, kind, network, group }: Named & { readonly kind: string; readonly network?: string; readonly group?: string },
): string {
  const zone = freePrefix(valueAt(text, []));
  if (zone === undefined) throw new EditRefused(['sites']);
  const value: Written = {
    name: asWritten(name),
    kind,
    zones: {
      sz: {
        name: { en: 'Secure zone', ja: 'セキュアゾーン' },
        prefix: zone.prefix,
        gateway: zone.gateway,
        hosts: { pc: { name: { en: 'Workstation', ja: '端末' }, address: zone.host } },
      },
    },
    devices: { vpn: edgeDevice(text, network, zone.gateway) },
  };
  const added = addEntry(text, ['sites'], id, value);
  return group === undefined ? added : addItem(added, ['groups', group, 'members'], id);
}

/**
 * Adds a zone to a site: behind one of its devices, or behind a new firewall that joins it to the zone that is there.
 * Units: none. Errors: EditRefused. Source: TR 3.2, 3.14.
 */
export function addZone(
  text: string,
  { site, zone, name, device }: { readonly site: string; readonly zone: string; readonly name: Bilingual; readonly device?: string },
): string {
  const free = freePrefix(valueAt(text, []));
  if (free === undefined) throw new EditRefused(['sites', site, 'zones']);
  const other = keysAt(text, ['sites', site, 'zones'])[0];
  const added = addEntry(text, ['sites', site, 'zones'], zone, { name: asWritten(name), prefix: free.prefix, gateway: free.gateway });
  const devices = ['sites', site, 'devices'];
  if (device !== undefined) return addEntry(added, [...devices, device, 'ports'], zone, free.gateway);
  const near =
    other === undefined ? undefined : freeAddress(valueAt(added, []), String(valueAt(added, ['sites', site, 'zones', other, 'prefix'])));
  const ports: Written = other === undefined || near === undefined ? { [zone]: free.gateway } : { [other]: near, [zone]: free.gateway };
  const id = freeId('fw', keysAt(added, devices));
  return addEntry(added, devices, id, { name: { en: 'Firewall', ja: 'ファイアウォール' }, kind: 'firewall', ports });
}

/**
 * Adds a host to a zone.
 * Units: none. Errors: EditRefused when the zone has no free address. Source: own design.
 */
export function addHost(text: string, { site, zone, id, name }: Named & { readonly site: string; readonly zone: string }): string {
  const path = ['sites', site, 'zones', zone];
  const address = freeAddress(valueAt(text, []), String(valueAt(text, [...path, 'prefix'])));
  if (address === undefined) throw new EditRefused([...path, 'prefix']);
  return addEntry(text, [...path, 'hosts'], id, { name: asWritten(name), address });
}

/**
 * Adds a network. One of carriers that meet connects all closed IP networks that there are.
 * Units: none. Errors: EditRefused. Source: TR 6.2.1, B.4.2.
 */
export function addNetwork(text: string, { id, name, kind }: Named & { readonly kind: string }): string {
  const carriers = keysAt(text, ['networks']).filter((one) => kindOfNetwork(text, one) === 'ip-vpn');
  const extra: Written =
    kind === 'pstn' ? { call: CALL } : kind === 'ip-vpn-interconnected' ? { connects: carriers, rate: '1 Gbit/s', delay: '2 ms' } : {};
  return addEntry(text, ['networks'], id, { kind, name: asWritten(name), ...(extra as { readonly [key: string]: Written }) });
}

/**
 * Adds a line from a device to a network.
 * Units: none. Errors: EditRefused. Source: TR 6.2.1.
 */
export function addLine(
  text: string,
  { site, device, network }: { readonly site: string; readonly device: string; readonly network: string },
): string {
  return addEntry(text, ['sites', site, 'devices', device, 'lines'], network, lineFor(text));
}

/** Whether one of two places is the other or holds it. */
function covers(outer: string, inner: string): boolean {
  return outer === inner || inner.startsWith(`${outer}.`);
}

/**
 * Puts a control on some places: into the scope of the one that the scenario offers, else as a new offer.
 * Units: none. Errors: EditRefused. Source: contract 4 (controls offered).
 */
export function addControl(
  text: string,
  { id, mechanism, scope }: { readonly id: string; readonly mechanism?: string; readonly scope: readonly string[] },
): string {
  if (!keysAt(text, ['controls']).includes(id))
    return addEntry(text, ['controls'], id, { ...(mechanism === undefined || mechanism === id ? {} : { mechanism }), scope, cost: COST });
  const held = valueAt(text, ['controls', id, 'scope']);
  const there = Array.isArray(held) ? held.map(String) : [];
  return scope
    .filter((place) => !there.some((one) => covers(one, place)))
    .reduce((now, place) => addItem(now, ['controls', id, 'scope'], place), text);
}

/** Which control makes tunnels between two ends: devices, hosts, or one of each. */
function tunnelControl(text: string, ends: readonly [string, string]): { readonly id: string; readonly mechanism: string } {
  const hosts = ends.filter((end) => end.split('.').length === 3).length;
  if (hosts === 1) return { id: 'ipsec-ike-host-gw', mechanism: 'ipsec-ike-host-gw' };
  if (hosts === 2) return { id: 'ipsec-ike-host-host', mechanism: 'ipsec-ike' };
  const offered = keysAt(text, ['controls']).find((id) => id === 'ipsec-ike' || id === 'ipsec-ike-gw-gw');
  return { id: offered ?? 'ipsec-ike', mechanism: 'ipsec-ike' };
}

/**
 * Lets two ends (VPN routers, hosts, or one of each) raise an IPsec tunnel with IKE: both in the scope of the control, their sites in a group.
 * Units: none. Errors: EditRefused. Source: TR 8.1 a, 9.5, D.3; RFC 7296.
 */
export function addTunnel(text: string, ends: readonly [string, string]): string {
  const added = addControl(text, { ...tunnelControl(text, ends), scope: ends });
  const [a = '', b = ''] = ends.map((end) => end.split('.')[0] ?? '');
  if (a === b) return added;
  const together = keysAt(added, ['groups']).some((group) => {
    const members = valueAt(added, ['groups', group, 'members']);
    return Array.isArray(members) && members.includes(a) && members.includes(b);
  });
  if (together) return added;
  const nameOf = (site: string, lang: 'en' | 'ja'): string => String(valueAt(added, ['sites', site, 'name', lang]) ?? site);
  const name: Written = { en: `${nameOf(a, 'en')} and ${nameOf(b, 'en')}`, ja: `${nameOf(a, 'ja')}と${nameOf(b, 'ja')}` };
  return addEntry(added, ['groups'], freeId(`${a}-${b}`, keysAt(added, ['groups'])), { name, members: [a, b] });
}

/**
 * An id that is not taken: the word itself, or with the smallest number behind it.
 * Units: none. Errors: none. Source: own design.
 */
export function freeId(word: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? word : `${word}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
