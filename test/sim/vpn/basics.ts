/**
 * Purpose: the small parts of the VPN tests: controls as a table, addresses, certificates of the lab's issuers, quiet timers.
 */
import { NS_PER_S, TIME_MAX, type TimeNs } from '../../../sim/kernel/time.ts';
import { parseIpv4, parsePrefix, type Ipv4, type Prefix } from '../../../sim/net/address.ts';
import type { ControlGate } from '../../../sim/net/context.ts';
import type { Mechanism } from '../../../sim/net/mechanisms.ts';
import { DEFAULT_IKE_TIMERS, type IkeTimers } from '../../../sim/vpn/ike-settings.ts';
import type { KeyKindId } from '../../../sim/vpn/ike-suites.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { issueCertificate, issuerKeyId, type Certificate, type Tier, type TrustAnchors } from '../../../sim/vpn/pki.ts';

export const PSK = 'regional-psk';
export const ANCHORS: TrustAnchors = { device: ['device-ca'], service: ['service-ca'] };
/** No rekey and no liveness check inside a test that is about something else. */
export const QUIET_TIMERS: IkeTimers = {
  ...DEFAULT_IKE_TIMERS,
  rekeyNs: 100_000 * NS_PER_S,
  ikeRekeyNs: 400_000 * NS_PER_S,
  livenessNs: 100_000 * NS_PER_S,
};

export type Controls = Partial<Record<Mechanism, string>>;
export const FULL: Controls = {
  'ipsec-ike': 'ipsec-ike',
  'device-auth': 'device-auth',
  'connection-policy': 'connection-policy',
  'relay-blocking': 'relay-blocking',
  'ike-cookies': 'ike-cookies',
  'device-revocation': 'device-revocation',
};
export const PSK_ONLY: Controls = { 'ipsec-ike': 'ipsec-ike' };

/** Controls by mechanism, the same at every place; remembers every question. */
export class TableGate implements ControlGate {
  readonly controls: Controls;
  readonly asked: string[] = [];

  constructor(controls: Controls) {
    this.controls = controls;
  }

  on(mechanism: Mechanism, place: string): string | undefined {
    this.asked.push(`${mechanism} @ ${place}`);
    return this.controls[mechanism];
  }

  /** The mechanisms that were asked for, once each, in order. */
  get mechanisms(): string[] {
    return [...new Set(this.asked.map((question) => question.split(' ')[0] ?? ''))];
  }
}

export function ip(text: string): Ipv4 {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`bad address ${text}`);
  return address;
}

export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`bad prefix ${text}`);
  return parsed;
}

/** The issuers' own rings; everything that is certified in a test comes from here. */
const ISSUERS = new KeyRing([issuerKeyId('device-ca'), issuerKeyId('service-ca'), issuerKeyId('other-ca')]);
let serial = 0;

export function certificate(
  subject: string,
  options: { readonly tier?: Tier; readonly issuer?: string; readonly notAfterNs?: TimeNs; readonly keyKind?: KeyKindId } = {},
): Certificate {
  return issueCertificate({ tier: 'service', issuer: 'service-ca', notAfterNs: TIME_MAX, ...options, subject, serial: ++serial }, ISSUERS);
}
