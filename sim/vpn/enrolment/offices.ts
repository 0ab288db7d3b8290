/**
 * Purpose: the parties that never meet the user on the network: the issuers of device and of service certificates, and the vendor of devices.
 *
 * Does not model: the internals of an issuer (key ceremony, separate registration authority), a vendor's stock, several models of device.
 * Units: nanoseconds. Determinism: serial numbers count up an issuer, in order of request.
 * References: TR D.5, D.6 c to f, h, i; RFC 5280 4.1.2.5 (validity), 5.3.
 */
import type { TimeNs } from '../../kernel/time.ts';
import { sign, type Signature } from '../../net/sealed.ts';
import { KeyRing } from '../key-store.ts';
import { issueCertificate, issuerKeyId, type Certificate, type Tier } from '../pki.ts';
import type { AccreditationBody } from './accreditation.ts';
import { PkiChip, type DeviceInformation } from './chip.ts';

/** What an office gives, or why it does not. */
export type Granted<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** From when and how long a certificate is good. */
export interface Validity {
  readonly fromNs: TimeNs;
  readonly untilNs: TimeNs;
}

/** An issuer of one tier; the two below say to whom it issues. */
class Issuer {
  readonly name: string;
  protected readonly body: AccreditationBody;
  readonly #tier: Tier;
  readonly #ring: KeyRing;
  readonly #nextSerial: () => number;

  constructor(name: string, tier: Tier, body: AccreditationBody, nextSerial: () => number = counter()) {
    this.#nextSerial = nextSerial;
    this.name = name;
    this.#tier = tier;
    this.body = body;
    this.#ring = new KeyRing([issuerKeyId(name)]);
  }

  protected issue(subject: string, validity: Validity): Certificate {
    const { fromNs, untilNs } = validity;
    const fields = { subject, tier: this.#tier, issuer: this.name, serial: this.#nextSerial() };
    return issueCertificate({ ...fields, ...(fromNs > 0 ? { notBeforeNs: fromNs } : {}), notAfterNs: untilNs }, this.#ring);
  }
}

/**
 * The issuer of device certificates: registers devices of accredited vendors (c), certifies registered ones (d).
 * Units: nanoseconds. Errors: returns the reason of a refusal. Source: TR D.6 c, d.
 */
export class DeviceIssuer extends Issuer {
  readonly #registered = new Set<string>();

  constructor(name: string, body: AccreditationBody) {
    super(name, 'device', body);
  }

  register(vendor: string, information: DeviceInformation): string | undefined {
    if (!this.body.isAccredited('device-vendor', vendor)) return 'vendor-not-accredited';
    const { serial, maker, signature } = information;
    if (maker !== vendor || signature.signer !== makerKeyId(vendor) || signature.digest !== informationDigest(serial, vendor))
      return 'maker-signature-mismatch';
    if (this.#registered.has(serial)) return 'device-registered-twice';
    this.#registered.add(serial);
    return undefined;
  }

  certify(serial: string, validity: Validity): Granted<Certificate> {
    if (!this.#registered.has(serial)) return { ok: false, reason: 'device-not-registered' };
    return { ok: true, value: this.issue(serial, validity) };
  }
}

/**
 * The issuer of service certificates: works for accredited providers (h, i).
 * Units: nanoseconds. Errors: returns the reason of a refusal. Source: TR D.6 h, i.
 */
export class ServiceIssuer extends Issuer {
  /** `nextSerial`: shared with whoever else issues under this name; by default 1, 2, 3, … */
  constructor(name: string, body: AccreditationBody, nextSerial?: () => number) {
    super(name, 'service', body, nextSerial);
  }

  /** Step h: whether the request is taken. */
  accepts(provider: string): string | undefined {
    return this.body.isAccredited('service-provider', provider) ? undefined : 'provider-not-accredited';
  }

  /** Step i. */
  certify(subject: string, validity: Validity): Certificate {
    return this.issue(subject, validity);
  }
}

/**
 * The vendor: makes a box with its information in the chip, and loads the device certificate.
 * Units: none. Errors: returns the reason of a refusal. Source: TR A.3 (initial registration), D.6 b, c, e.
 */
export class DeviceVendor {
  readonly name: string;
  readonly #body: AccreditationBody;
  readonly #ring: KeyRing;

  constructor(name: string, body: AccreditationBody) {
    this.name = name;
    this.#body = body;
    this.#ring = new KeyRing([makerKeyId(name)]);
  }

  /** A new box: the maker's signed information and a key pair of the first tier. */
  make(serial: string): PkiChip {
    const chip = new PkiChip(serial);
    chip.initialise({ serial, maker: this.name, signature: this.#signature(serial) });
    chip.generateKey('device', serial);
    return chip;
  }

  /** Step d: whether a certificate is taken from this issuer. */
  accepts(certificate: Certificate): string | undefined {
    return this.#body.isAccredited('device-issuer', certificate.issuer) ? undefined : 'issuer-not-accredited';
  }

  /** Step e: into the first tier of the chip. */
  load(chip: PkiChip, certificate: Certificate, serial: string, nowNs: TimeNs): string | undefined {
    return chip.store(certificate, { tier: 'device', name: serial }, this.#body.anchors, nowNs);
  }

  #signature(serial: string): Signature {
    return sign(informationDigest(serial, this.name), makerKeyId(this.name), this.#ring);
  }
}

function counter(): () => number {
  let last = 0;
  return () => ++last;
}

function makerKeyId(vendor: string): string {
  return `key/maker/${vendor}`;
}

function informationDigest(serial: string, maker: string): string {
  return `device-information|${serial}|${maker}`;
}
