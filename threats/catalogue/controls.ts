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

const WORDS = { ...CHANNEL_WORDS, ...NETWORK_WORDS, ...PEOPLE_WORDS } as const;

interface Row {
  readonly id: keyof typeof WORDS;
  /** Absent: no behaviour in the simulator. A scanner at a gateway is not modelled (only hosts ask for theirs), nor IPsec between a host and a device. */
  readonly mechanism?: Mechanism;
  readonly source: string;
}

const ROWS: readonly Row[] = [
  { id: 'ipsec-ike', mechanism: 'ipsec-ike', source: 'RFC 4301, RFC 4303, RFC 7296; TR 8.1 a' },
  { id: 'ipsec-ike-gw-gw', mechanism: 'ipsec-ike', source: 'RFC 4301, RFC 4303, RFC 7296; TR 8.1 a' },
  { id: 'ipsec-ike-host-gw', source: 'RFC 4301, RFC 4303, RFC 7296; TR 9.5' },
  { id: 'ipsec-ike-host-host', mechanism: 'ipsec-ike', source: 'RFC 4301, RFC 4303, RFC 7296; TR 9.5' },
  { id: 'ipsec-manual-keys', source: 'RFC 4303 3.3.3; RFC 8221 3; RFC 4107' },
  { id: 'tls', mechanism: 'tls', source: 'RFC 8446; RFC 3552 4.5.2; TR 8.1 e' },
  { id: 'device-auth', mechanism: 'device-auth', source: 'TR A.3, D.5, D.6, D.8; RFC 7296 2.15' },
  { id: 'service-cert', source: 'TR D.3, D.5, D.6; RFC 5280' },
  { id: 'connection-policy', mechanism: 'connection-policy', source: 'TR D.3, D.4, D.6' },
  { id: 'relay-blocking', mechanism: 'relay-blocking', source: 'TR 8.1 d, B.5 d, C 2-2-1' },
  { id: 'zone-firewall', mechanism: 'zone-firewall', source: 'TR 9.3, A.1 b, C 4-1-1; RFC 2979' },
  { id: 'ingress-filtering', mechanism: 'ingress-filtering', source: 'RFC 2827 3; RFC 3704' },
  { id: 'ospf-auth', source: 'RFC 2328 D.3; RFC 5709' },
  { id: 'gtsm', mechanism: 'gtsm', source: 'RFC 5082' },
  { id: 'id-password', source: 'TR C.4; RFC 3552 4.1.1' },
  { id: 'otp', source: 'TR C.4; RFC 3552 4.1; RFC 2289' },
  { id: 'ic-card', mechanism: 'ic-card', source: 'TR A.4, C.4; RFC 3552 4.1' },
  { id: 'biometric', source: 'TR C.4; RFC 3552 4.1' },
  { id: 'lockout', mechanism: 'lockout', source: 'RFC 2196 4.1.4, 4.5.4.2; TR C.4' },
  { id: 'object-encryption', mechanism: 'object-encryption', source: 'TR 8.1 e, B.5 e; RFC 3552 4.7; RFC 5652' },
  { id: 'object-signature', mechanism: 'object-signature', source: 'TR 8.1 e, B.5 e; RFC 3552 4.3; RFC 5652' },
  { id: 'timestamping', source: 'RFC 3161' },
  { id: 'virus-scan', mechanism: 'virus-scan', source: 'TR C 3-5-1' },
  { id: 'virus-scan-host', mechanism: 'virus-scan', source: 'TR C 3-5-1' },
  { id: 'virus-scan-gateway', source: 'TR C 4-7-1' },
  { id: 'patching', mechanism: 'patching', source: 'TR C 3-6-1' },
  { id: 'access-monitoring-and-cutoff', source: 'TR A.1 c' },
  { id: 'three-point-logging', source: 'TR A.1 c, 9.5' },
  { id: 'static-arp', mechanism: 'static-arp', source: 'RFC 826; RFC 3552 3.3.5' },
  { id: 'dynamic-arp-inspection', mechanism: 'dynamic-arp-inspection', source: 'RFC 826; RFC 3552 3.3.5; own model of a switch function' },
  { id: 'port-security', mechanism: 'port-security', source: 'own model of a switch function' },
  { id: 'syn-cookies', mechanism: 'syn-cookies', source: 'RFC 4987 3.6' },
  { id: 'rate-limiting', mechanism: 'rate-limiting', source: 'RFC 4987 3.1' },
  { id: 'ike-cookies', mechanism: 'ike-cookies', source: 'RFC 7296 2.6' },
  { id: 'ike-puzzles', source: 'RFC 8019' },
  { id: 'tcp-rfc5961', mechanism: 'tcp-rfc5961', source: 'RFC 5961' },
  { id: 'tcp-ao', source: 'RFC 5925' },
  { id: 'wlan-stealth-ssid', source: 'TR C 6-1-1' },
  { id: 'wlan-any-refuse', source: 'TR C 6-1-1' },
  { id: 'wlan-mac-filter', source: 'TR C 6-1-1' },
  { id: 'wlan-wpa-tkip', source: 'TR C 6-1-1; IEEE 802.11' },
  { id: 'wlan-wpa2-aes', source: 'TR C 6-1-1; IEEE 802.11' },
  { id: 'wlan-8021x', source: 'TR C 6-1-1; IEEE 802.1X' },
  { id: 'disk-encryption', source: 'TR C 6-1-2' },
  { id: 'device-revocation', mechanism: 'device-revocation', source: 'TR C 6-1-2; RFC 5280 5' },
  { id: 'redundancy-line', source: 'TR D.1' },
  { id: 'redundancy-site', source: 'TR D.1' },
  { id: 'redundancy-backup-offline', source: 'TR 5.1 d' },
  { id: 'service-exclusivity', source: 'TR C 4-5-3, 4-7-5, 4-8-3, 4-10-4' },
  { id: 'maintenance-access-control', source: 'TR B.5 g, C 4-9' },
  { id: 'transaction-idempotency', mechanism: 'transaction-idempotency', source: 'own design; RFC 3552 3.3.1 names the danger' },
  { id: 'url-whitelist', source: 'TR C 4-8-1' },
  { id: 'mail-screening', source: 'TR C 4-7-1' },
  { id: 'training-ledger', source: 'TR C 6-1-2' },
];

export const CONTROLS: readonly ControlEntry[] = ROWS.map((row) => ({
  ...row,
  ...WORDS[row.id],
  implemented: isImplemented(row.mechanism),
}));

const BY_ID: ReadonlyMap<string, ControlEntry> = new Map(CONTROLS.map((entry) => [entry.id, entry]));

function isImplemented(mechanism: string | undefined): boolean {
  return MECHANISMS.some((known) => known === mechanism);
}

/**
 * The entry of a control, as far as it can be told: the catalogue's own; for an id that a scenario made up, the entry of its mechanism with the places where it stands;
 * for anything else the bare id.
 * Units: none. Errors: none; an unknown control is described as such. Source: own design (contract 4: controls offered, each with scope).
 */
export function controlEntry(id: string, offer?: Pick<ControlOffer, 'mechanism' | 'scope'>): ControlEntry {
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
