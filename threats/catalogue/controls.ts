/**
 * Purpose: the catalogue of countermeasures: every control that the lab knows by name, whether it can be executed here, and where it comes from.
 *
 * One mechanism may stand under several ids, one a scope. A scenario may use ids of its own; `controlEntry` then speaks of the mechanism and the scope.
 * Does not model: what a control does; that stands in sim/, where it acts. Nothing else under threats/ may name a control (a boundary rule checks it).
 * Units: none. Determinism: fixed order.
 * References: TR 8.1, A.1-A.3, B.5, C.4, D.3-D.8; the RFCs named per control.
 */
import { MECHANISMS, type Mechanism } from '../../sim/world/mechanisms.ts';
import type { ControlOffer } from '../../sim/world/scenario.ts';
import { CHANNEL_WORDS } from './control-words-channel.ts';
import { NETWORK_WORDS } from './control-words-network.ts';
import { PEOPLE_WORDS } from './control-words-people.ts';
import type { ControlEntry } from './types.ts';

/** The three parts of the catalogue. */
export type ControlTopic = 'channel' | 'network' | 'people';
const PARTS: Readonly<Record<ControlTopic, object>> = { channel: CHANNEL_WORDS, network: NETWORK_WORDS, people: PEOPLE_WORDS };

const WORDS = { ...CHANNEL_WORDS, ...NETWORK_WORDS, ...PEOPLE_WORDS } as const;

interface Row {
  readonly id: keyof typeof WORDS;
  /** Where its name is not the id. Without one, and with an id that names no mechanism, it has no behaviour in the simulator. */
  readonly mechanism?: Mechanism;
  readonly source: string;
}

const ROWS: readonly Row[] = [
  { id: 'ipsec-ike', source: 'RFC 4301, RFC 4303, RFC 7296; TR 8.1 a' },
  { id: 'ipsec-ike-gw-gw', mechanism: 'ipsec-ike', source: 'RFC 4301, RFC 4303, RFC 7296; TR 8.1 a' },
  { id: 'ipsec-ike-host-gw', source: 'RFC 4301, RFC 4303, RFC 7296; TR 9.5' },
  { id: 'ipsec-ike-host-host', mechanism: 'ipsec-ike', source: 'RFC 4301, RFC 4303, RFC 7296; TR 9.5' },
  { id: 'ipsec-manual-keys', source: 'RFC 4303 3.3.3; RFC 8221 3; RFC 4107' },
  { id: 'tls', source: 'RFC 8446; RFC 3552 4.5.2; TR 8.1 e' },
  { id: 'device-auth', source: 'TR A.3, D.5, D.6, D.8; RFC 7296 2.15' },
  { id: 'service-cert', source: 'TR D.3, D.5, D.6; RFC 5280' },
  { id: 'connection-policy', source: 'TR D.3, D.4, D.6' },
  { id: 'relay-blocking', source: 'TR 8.1 d, B.5 d, C 2-2-1' },
  { id: 'zone-firewall', source: 'TR 9.3, A.1 b, C 4-1-1; RFC 2979' },
  { id: 'physical-switch', source: 'TR 9.4; own id, the threat cards do not name it' },
  { id: 'ingress-filtering', source: 'RFC 2827 3; RFC 3704' },
  { id: 'ospf-auth', source: 'RFC 2328 D.3; RFC 5709' },
  { id: 'gtsm', source: 'RFC 5082' },
  { id: 'id-password', source: 'TR C.4; RFC 3552 4.1.1' },
  { id: 'otp', source: 'TR C.4; RFC 3552 4.1; RFC 2289' },
  { id: 'ic-card', source: 'TR A.4, C.4; RFC 3552 4.1' },
  { id: 'biometric', source: 'TR C.4; RFC 3552 4.1' },
  { id: 'lockout', source: 'RFC 2196 4.1.4, 4.5.4.2; TR C.4' },
  { id: 'login-rate-limiting', source: 'RFC 2196 4.5.4.2' },
  { id: 'access-lists', source: 'TR C.4, A.2; RFC 3552 4.4' },
  { id: 'fail-closed', source: 'TR B.5 f; RFC 3552 3.3.3' },
  { id: 'caller-id-check', source: 'TR 6.2.1 b, B.4.2 b; own id, the threat cards name it in words' },
  { id: 'object-encryption', source: 'TR 8.1 e, B.5 e; RFC 3552 4.7; RFC 5652' },
  { id: 'object-signature', source: 'TR 8.1 e, B.5 e; RFC 3552 4.3; RFC 5652' },
  { id: 'timestamping', source: 'RFC 3161' },
  { id: 'virus-scan', source: 'TR C 3-5-1' },
  { id: 'virus-scan-host', mechanism: 'virus-scan', source: 'TR C 3-5-1' },
  { id: 'virus-scan-gateway', source: 'TR C 4-7-1' },
  { id: 'patching', source: 'TR C 3-6-1' },
  { id: 'access-monitoring-and-cutoff', source: 'TR A.1 c' },
  { id: 'three-point-logging', source: 'TR A.1 c, 9.5' },
  { id: 'address-conflict-alarm', source: 'RFC 5227 2.4; threat card T13' },
  { id: 'clock-sync', source: 'TR 9.5, A.1 c; RFC 5905; own id, the threat cards count it to the logs' },
  { id: 'static-arp', source: 'RFC 826; RFC 3552 3.3.5' },
  { id: 'dynamic-arp-inspection', source: 'RFC 826; RFC 3552 3.3.5; own model of a switch function' },
  { id: 'port-security', source: 'own model of a switch function' },
  { id: 'syn-cookies', source: 'RFC 4987 3.6' },
  { id: 'rate-limiting', source: 'RFC 4987 3.1' },
  { id: 'rate-limiting-upstream', mechanism: 'rate-limiting', source: 'RFC 4732 3.1; RFC 2697' },
  { id: 'ike-cookies', source: 'RFC 7296 2.6' },
  { id: 'ike-puzzles', source: 'RFC 8019' },
  { id: 'tcp-rfc5961', source: 'RFC 5961' },
  { id: 'tcp-ao', source: 'RFC 5925' },
  { id: 'stealth-ssid', source: 'TR C 6-1-1' },
  { id: 'any-refuse', source: 'TR C 6-1-1' },
  { id: 'mac-filter', source: 'TR C 6-1-1' },
  { id: 'wpa-tkip', source: 'TR C 6-1-1; IEEE 802.11' },
  { id: 'wpa2-aes', source: 'TR C 6-1-1; IEEE 802.11' },
  { id: 'wlan-8021x', source: 'TR C 6-1-1; IEEE 802.1X' },
  { id: 'disk-encryption', source: 'TR C 6-1-2' },
  { id: 'device-revocation', source: 'TR C 6-1-2; RFC 5280 5' },
  { id: 'redundancy-line', source: 'TR D.1' },
  { id: 'redundancy-site', source: 'TR D.1' },
  { id: 'redundancy-device', source: 'TR D.1, D.6; own id, the threat cards name it in words' },
  { id: 'redundancy-backup-offline', source: 'TR 5.1 d' },
  { id: 'service-exclusivity', source: 'TR C 4-5-3, 4-7-5, 4-8-3, 4-10-4' },
  { id: 'maintenance-access-control', source: 'TR B.5 g, C 4-9' },
  { id: 'transaction-idempotency', source: 'own design; RFC 3552 3.3.1 names the danger' },
  { id: 'url-whitelist', source: 'TR C 4-8-1' },
  { id: 'mail-screening', source: 'TR C 4-7-1' },
  { id: 'training-ledger', source: 'TR C 6-1-2' },
  { id: 'application-allow-list', source: 'TR C 6-1-2; own id, the threat cards name it in words' },
];

export const CONTROLS: readonly ControlEntry[] = ROWS.map((row) => {
  const mechanism = row.mechanism ?? MECHANISMS.find((known) => known === row.id);
  return { ...row, ...WORDS[row.id], ...(mechanism === undefined ? {} : { mechanism }), implemented: isImplemented(mechanism) };
});

const BY_ID: ReadonlyMap<string, ControlEntry> = new Map(CONTROLS.map((entry) => [entry.id, entry]));

function isImplemented(mechanism: string | undefined): boolean {
  return MECHANISMS.some((known) => known === mechanism);
}

/**
 * The entry of a control, as far as it can be told: the words of the plug-in that brings its mechanism; the catalogue's own; for an id that a scenario made up, the entry of its mechanism with the places where it stands;
 * for anything else the bare id.
 * Units: none. Errors: none; an unknown control is described as such. Source: own design (contract 4: controls offered, each with scope).
 */
export function controlEntry(id: string, offer?: Pick<ControlOffer, 'mechanism' | 'scope' | 'words'>): ControlEntry {
  if (offer?.words !== undefined) {
    const { name, where, does, source } = offer.words;
    return { id, name, where, does, source, mechanism: offer.mechanism, implemented: true, scope: offer.scope };
  }
  const known = BY_ID.get(id);
  const scope = offer === undefined ? {} : { scope: offer.scope };
  if (known !== undefined && (offer === undefined || known.mechanism === offer.mechanism)) return { ...known, ...scope };
  const mechanism = offer?.mechanism ?? '';
  const model = BY_ID.get(mechanism);
  if (model === undefined)
    return { ...unknown(id), ...(mechanism === '' ? {} : { mechanism }), implemented: isImplemented(mechanism), ...scope };
  const places = offer?.scope ?? [];
  return {
    ...model,
    id,
    name: { en: atPlaces(model.name.en, places, ' at ', ', '), ja: atPlaces(model.name.ja, places, '・', '、') },
    ...scope,
  };
}

/**
 * What a control is about: the channel, the network and its sites, or people, applications, data and hosts.
 * Units: none. Errors: none; undefined for what the catalogue does not know. Source: own grouping.
 */
export function controlTopic({ id, mechanism = '' }: Pick<ControlEntry, 'id' | 'mechanism'>): ControlTopic | undefined {
  return (['channel', 'network', 'people'] as const).find((topic) => id in PARTS[topic] || mechanism in PARTS[topic]);
}

function atPlaces(name: string, places: readonly string[], joint: string, comma: string): string {
  return places.length === 0 ? name : `${name}${joint}${places.join(comma)}`;
}

function unknown(id: string): ControlEntry {
  return {
    id,
    implemented: false,
    source: 'none',
    name: { en: id, ja: id },
    where: { en: 'Unknown to the catalogue', ja: 'カタログに記載なし' },
    does: { en: 'The catalogue does not describe this control.', ja: 'この対策はカタログに記載されていない。' },
  };
}
