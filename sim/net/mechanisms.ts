/**
 * Purpose: the names of the behaviours that a control can switch, as the simulator asks for them.
 *
 * Does not model: what they do; each stands where it acts (device, host, switch, application) and asks there.
 * References: TR 8.1, Annex A.3, B.5, C.4, D.3-D.8; RFC numbers stand at the code that asks.
 */

/** Every mechanism that `sim/` implements or knows as not deployed anywhere; a scenario's control offers switch these. */
export const MECHANISMS = [
  'ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking', 'zone-firewall', 'ingress-filtering', 'tls', 'object-encryption',
  'object-signature', 'dynamic-arp-inspection', 'static-arp', 'port-security', 'syn-cookies', 'rate-limiting', 'tcp-rfc5961', 'ike-cookies',
  'lockout', 'ic-card', 'transaction-idempotency', 'virus-scan', 'patching', 'device-revocation', 'gtsm',
] as const;

export type Mechanism = (typeof MECHANISMS)[number];
