/**
 * Purpose: what the drawing can add to the use of a network: services, flows, firewall rules, information, positions of attackers; each as a change of its text.
 *
 * Does not model: whether the result is a sound scenario; the loader says that. Determinism: the same text and wish give the same text.
 * References: TR 5.1 (services), 5.2 (information), C 4-1-1 (rules); threat cards 2.2 (vantages).
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { freeAddress, freeLine } from './addresses.ts';
import { addEntry, addItem, EditRefused, valueAt } from './text-edit.ts';
import type { Written } from './write-yaml.ts';

interface Named {
  readonly id: string;
  readonly name: Bilingual;
}

const asWritten = ({ en, ja }: Bilingual): Written => ({ en, ja });

/** An entry, unless there is nothing in it. */
function list(key: string, values: readonly string[]): { readonly [key: string]: Written } {
  return values.length === 0 ? {} : { [key]: values };
}

function optional(key: string, value: string | undefined): { readonly [key: string]: Written } {
  return value === undefined || value === '' ? {} : { [key]: value };
}

/** Rules of use that let nothing in yet; the size is what many mail programs start with (RFC 5321 4.5.3.1 sets none). */
const NO_USAGE: Written = { sites: [], domains: [], mail: '10 MB' };

/**
 * Adds a service to a host.
 * Units: none. Errors: EditRefused. Source: TR 5.1.
 */
export function addService(
  text: string,
  wish: Named & {
    readonly kind: string;
    readonly host: string;
    readonly port: number;
    readonly tls: string;
    readonly accounts: readonly string[];
    readonly partners: readonly string[];
  },
): string {
  const { id, name, kind, host, port, tls, accounts, partners } = wish;
  return addEntry(text, ['services'], id, {
    name: asWritten(name),
    kind,
    host,
    port,
    ...(tls === 'never' ? {} : { tls }),
    ...list('accounts', accounts),
    ...list('partners', partners),
    ...(kind === 'gateway' ? { usage: NO_USAGE } : {}),
  });
}

/**
 * Adds a flow: what somebody does at a service, and when.
 * Units: none. Errors: EditRefused. Source: TR 9.3.
 */
export function addFlow(
  text: string,
  wish: Named & {
    readonly service: string;
    readonly client: string;
    readonly operation: string;
    readonly user: string | undefined;
    readonly asset: string | undefined;
    readonly at: string;
    readonly think: string | undefined;
    readonly times: number;
    readonly every: string | undefined;
  },
): string {
  const { id, name, service, client, operation, user, asset, at, think, times, every } = wish;
  return addEntry(text, ['flows'], id, {
    name: asWritten(name),
    service,
    client,
    ...optional('user', user),
    operation,
    ...optional('asset', asset),
    at,
    ...optional('think', think),
    ...(times > 1 ? { ...optional('every', every), times } : {}),
  });
}

/** What a firewall lets through. */
export interface Rule {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: string;
}

/**
 * Lets a device pass what a rule names.
 * Units: none. Errors: EditRefused. Source: TR C 4-1-1.
 */
export function addRule(text: string, device: string, { from, to, protocol, port }: Rule): string {
  const [site = '', id = ''] = device.split('.');
  const value: Written = { from, to, ...(protocol === 'any' ? {} : { protocol }), ...(port === '' ? {} : { port: Number(port) }) };
  return addItem(text, ['sites', site, 'devices', id, 'allow'], value);
}

/**
 * Adds information that a host or device holds.
 * Units: none. Errors: EditRefused. Source: TR 5.2.
 */
export function addAsset(
  text: string,
  {
    id,
    name,
    at,
    label,
    size,
    records,
  }: Named & { readonly at: string; readonly label: string; readonly size: string; readonly records: string },
): string {
  const site = at.split('.')[0] ?? '';
  const value: Written = { name: asWritten(name), label, size, at, ...(records === '' ? {} : { records: Number(records) }) };
  return addEntry(text, ['sites', site, 'assets'], id, value);
}

/** The line of an attacker's own station: fast enough that the line is not what stops him. */
const STATION = { rate: '100 Mbit/s', delay: '5 ms' } as const;
/** A device that is gone for a day before anybody says so. Own choice. */
const LOST: Written = { age: '2 d', 'reported-after': '1 d', state: 'off' };
/** TR 3.x names no rate; one flipped bit in 3.75 kB shows in most packets. Own choice. */
const BIT_ERRORS: Written = { 'per-bit': '1/30000' };

/** The station from which he acts, where he needs one of his own. */
function station(text: string, kind: string, at: string): { readonly [key: string]: Written } {
  const data = valueAt(text, []);
  const [site = '', zone = ''] = at.split('.');
  if (kind === 'lan' || kind === 'radio') {
    const address = freeAddress(data, String(valueAt(text, ['sites', site, 'zones', zone, 'prefix'])));
    if (address === undefined) throw new EditRefused(['sites', site, 'zones', zone, 'prefix']);
    return { address };
  }
  if (kind !== 'wan-on' && kind !== 'wan-off' && kind !== 'stolen') return {};
  const address = freeLine(data);
  if (address === undefined) throw new EditRefused(['networks']);
  return { address, ...STATION };
}

/**
 * Adds a position of an attacker, with the station that he needs there.
 * Units: none. Errors: EditRefused. Source: threat cards 2.2.
 */
export function addVantage(
  text: string,
  wish: Named & { readonly kind: string; readonly at: string; readonly user: string | undefined; readonly incident?: string },
): string {
  const { id, name, kind, at, user, incident } = wish;
  const [site = '', zone = ''] = at.split('.');
  const hub = valueAt(text, ['sites', site, 'zones', zone, 'medium']) === 'hub';
  const isHost = at.split('.').length === 3;
  return addEntry(text, ['vantages'], id, {
    kind,
    at,
    name: asWritten(name),
    ...station(text, kind, at),
    ...(kind === 'lan' && hub ? { sees: 'segment' } : {}),
    ...optional('user', user),
    ...(kind === 'stolen' && isHost ? { lost: LOST } : {}),
    ...optional('incident', incident),
    ...(incident === 'line-fault' ? { errors: BIT_ERRORS } : {}),
    ...(kind === 'none' && (incident === undefined || incident === '') ? { fails: [at] } : {}),
  });
}
