/**
 * Purpose: the ids of the controls, for the rule that nobody but the catalogue may name one.
 *
 * References: TR 8.1, A.3, B.5, C.4, D.3-D.8 and the RFCs that the controls' catalogue names.
 */
import { child, nameOf, stringOf, syntaxOf, visit } from './syntax.ts';

/** The vocabulary, each family written out. */
const VOCABULARY = [
  'ipsec-ike',
  'ipsec-ike-gw-gw',
  'ipsec-ike-host-gw',
  'ipsec-ike-host-host',
  'ipsec-manual-keys',
  'tls',
  'device-auth',
  'service-cert',
  'connection-policy',
  'relay-blocking',
  'zone-firewall',
  'ingress-filtering',
  'ospf-auth',
  'gtsm',
  'id-password',
  'otp',
  'ic-card',
  'biometric',
  'lockout',
  'object-encryption',
  'object-signature',
  'timestamping',
  'virus-scan',
  'virus-scan-host',
  'virus-scan-gateway',
  'patching',
  'access-monitoring-and-cutoff',
  'three-point-logging',
  'clock-sync',
  'physical-switch',
  'static-arp',
  'dynamic-arp-inspection',
  'port-security',
  'syn-cookies',
  'rate-limiting',
  'ike-cookies',
  'ike-puzzles',
  'tcp-rfc5961',
  'tcp-ao',
  'stealth-ssid',
  'any-refuse',
  'mac-filter',
  'wpa-tkip',
  'wpa2-aes',
  'wlan-8021x',
  'disk-encryption',
  'device-revocation',
  'redundancy',
  'redundancy-line',
  'redundancy-site',
  'redundancy-device',
  'backup-offline',
  'service-exclusivity',
  'application-allow-list',
  'maintenance-access-control',
  'transaction-idempotency',
  'url-whitelist',
  'mail-screening',
  'training-ledger',
] as const;

/** Where the product's own list stands. */
export const CONTROL_CATALOGUE = 'threats/catalogue/controls.ts';

/**
 * The vocabulary, and every `id: '…'` of the catalogue if its source is given.
 * Units: none. Errors: throws if the catalogue does not parse. Source: own design.
 */
export function controlIds(catalogue?: string): Set<string> {
  const ids = new Set<string>(VOCABULARY);
  if (catalogue === undefined) return ids;
  visit(syntaxOf(CONTROL_CATALOGUE, catalogue).program, (node) => {
    const id = node.type === 'Property' && nameOf(child(node, 'key')) === 'id' ? stringOf(child(node, 'value')) : undefined;
    if (id !== undefined) ids.add(id);
  });
  return ids;
}
