/**
 * Purpose: the names of the behaviours that a control can switch, as the simulator asks for them.
 *
 * Does not model: what they do; each stands where it acts (device, host, switch, application) and asks there.
 * References: TR 8.1, Annex A.3, B.5, C.4, D.3-D.8; RFC numbers stand at the code that asks.
 */

/** Every mechanism that `sim/` implements or knows as not deployed anywhere; a scenario's control offers switch these. */
export const MECHANISMS = [
  'ipsec-ike',
  'ipsec-ike-host-gw',
  'device-auth',
  'connection-policy',
  'relay-blocking',
  'zone-firewall',
  'ingress-filtering',
  'tls',
  'object-encryption',
  'object-signature',
  'dynamic-arp-inspection',
  'static-arp',
  'address-conflict-alarm',
  'port-security',
  'syn-cookies',
  'rate-limiting',
  'tcp-rfc5961',
  'ike-cookies',
  'ike-puzzles',
  'lockout',
  'ic-card',
  'transaction-idempotency',
  'virus-scan',
  'patching',
  'device-revocation',
  'gtsm',
  // Network and protocol threats (T07, T08, T15, T18, T19).
  'ospf-auth',
  'tcp-ao',
  'ipsec-manual-keys',
  'fail-closed',
  // Perimeter, evidence, malware, physical (T09, T14, T20, T21, T26, T32) and the radio hop.
  'virus-scan-gateway',
  'three-point-logging',
  'timestamping',
  'clock-sync',
  // TR 9.4.
  'physical-switch',
  'redundancy-line',
  'redundancy-site',
  'redundancy-device',
  'redundancy-backup-offline',
  'disk-encryption',
  'stealth-ssid',
  'any-refuse',
  'mac-filter',
  'wpa-tkip',
  'wpa2-aes',
  'wlan-8021x',
  // Credentials, rights, people (T02, T04, T05, T10, T11, T27, T28). `access-lists` and `login-rate-limiting` are ours: the cards name them in words only.
  'id-password',
  'otp',
  'biometric',
  'login-rate-limiting',
  'access-lists',
  'access-monitoring-and-cutoff',
  'maintenance-access-control',
  'service-exclusivity',
  'url-whitelist',
  'mail-screening',
  'training-ledger',
  'application-allow-list',
  // Telephone networks (TR 6.2.1 b: a way to confirm the number); ours, the cards name it in words only.
  'caller-id-check',
] as const;

export type Mechanism = (typeof MECHANISMS)[number];

/** The name of a behaviour that a plug-in brings. The prefix keeps it apart from ours, those of later versions included, and a misspelt name of ours remains an error. */
export type PluginMechanism = `x-${string}`;
