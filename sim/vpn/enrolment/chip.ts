/**
 * Purpose: the PKI chip of a VPN device: secure storage for the maker's information, two tiers of keys and certificates, and the application that may use the second tier.
 *
 * Table A.1 here: initial registration (`initialise`), reference to device information (`information`), tamper resistance (`open`, and every access after it), encryption of what is
 * stored (`copyStorage` gives ciphertext), management of applications (`install`, `uninstall`), management of storage areas (`generateKey`, `store`, `holds`: the first tier belongs
 * to the device itself, the second to the application that came with the service certificate).
 * Does not model: side channels, PINs, memory limits, the applet's code; a chip that is opened without noticing.
 * Units: none. Determinism: plain state.
 * References: TR A.3 Table A.1, D.5, D.8, Figures D.3, D.5.
 */
import { IGNORED } from '../../machine.ts';
import { Sealed, type KeyHolder, type Signature } from '../../net/sealed.ts';
import { checkCertificate, privateKeyId, type Certificate, type CertificateFault, type Tier, type TrustAnchors } from '../pki.ts';
import { CHIP_MACHINE, type ChipEvent, type ChipState } from './chip-machine.ts';

/** What the maker writes into a box, once, under its signature. */
export interface DeviceInformation {
  readonly serial: string;
  readonly maker: string;
  readonly signature: Signature;
}

/** A program in the chip that may use the second tier; it comes with the service certificate. */
export interface ChipApplication {
  readonly id: string;
  readonly provider: string;
}

export type ChipRefusal = CertificateFault | 'chip-tampered' | 'chip-out-of-order' | 'key-not-held';

/** A key as it lies in the storage. */
interface StoredKey {
  readonly keyId: string;
}

/**
 * A chip, blank at first.
 * Units: none. Errors: operations return the refusal. Source: TR Table A.1, D.5.
 */
export class PkiChip implements KeyHolder {
  #state = CHIP_MACHINE.initial;
  #information: DeviceInformation | undefined;
  readonly #keys = new Map<string, { readonly tier: Tier; readonly stored: Sealed<StoredKey> }>();
  readonly #certificates = new Map<Tier, Certificate>();
  #application: ChipApplication | undefined;
  /** The key under which the storage is encrypted; it never leaves the chip. */
  readonly #storageKey: string;
  readonly #inside: KeyHolder;

  constructor(name: string) {
    this.#storageKey = `key/chip/${name}`;
    this.#inside = { holds: (keyId) => keyId === this.#storageKey && !this.#dead };
  }

  get state(): ChipState {
    return CHIP_MACHINE.states[this.#state] ?? 'zeroised';
  }

  /** Initial registration: the maker's information, once. */
  initialise(information: DeviceInformation): ChipRefusal | undefined {
    const refusal = this.#step('INITIALISE');
    if (refusal === undefined) this.#information = information;
    return refusal;
  }

  /** Reference to device information; undefined when there is none, or no more. */
  get information(): DeviceInformation | undefined {
    return this.#information;
  }

  /** Makes a key pair inside and names its public half; the private half is stored encrypted. The device's is made before delivery, the service's after. */
  generateKey(tier: Tier, subject: string): string | undefined {
    if (tier === 'device' ? this.state !== 'initialised' : !this.#certificates.has('device')) return undefined;
    const keyId = privateKeyId(tier, subject);
    this.#keys.set(keyId, { tier, stored: Sealed.make({ keyId }, this.#storageKey, this.#inside) });
    return keyId;
  }

  /** Stores a certificate in its tier's area, if it is one of an accredited issuer for a key that was made here. */
  store(
    certificate: Certificate,
    expected: { readonly tier: Tier; readonly name: string },
    anchors: TrustAnchors,
    nowNs: number,
  ): ChipRefusal | undefined {
    if (this.#dead) return 'chip-tampered';
    const fault = checkCertificate(certificate, expected, anchors, nowNs);
    if (fault !== undefined) return fault;
    if (!this.#keys.has(certificate.publicKeyId)) return 'key-not-held';
    const refusal = this.#step(expected.tier === 'device' ? 'LOAD_DEVICE' : 'LOAD_SERVICE');
    if (refusal === undefined) this.#certificates.set(expected.tier, certificate);
    return refusal;
  }

  certificate(tier: Tier): Certificate | undefined {
    return this.#certificates.get(tier);
  }

  /** Lets an application use the second tier. The first tier must be there: it is what the application is trusted by. */
  install(application: ChipApplication): ChipRefusal | undefined {
    if (this.#dead) return 'chip-tampered';
    if (!this.#certificates.has('device')) return 'chip-out-of-order';
    this.#application = application;
    return undefined;
  }

  /** Takes the application away, and the second tier with it. */
  uninstall(): void {
    this.#application = undefined;
    this.#certificates.delete('service');
    for (const [keyId, { tier }] of this.#keys) if (tier === 'service') this.#keys.delete(keyId);
    this.#step('REMOVE_SERVICE');
  }

  get application(): ChipApplication | undefined {
    return this.#application;
  }

  /** Whether the chip would use a private key now: its area must be open to who asks, and the storage key must be able to decrypt it. */
  holds(keyId: string): boolean {
    const key = this.#keys.get(keyId);
    if (key === undefined || (key.tier === 'service' && this.#application === undefined)) return false;
    return key.stored.open(this.#inside).ok;
  }

  /** What somebody gets who reads the memory out: ciphertext. */
  copyStorage(): readonly Sealed<StoredKey>[] {
    return [...this.#keys.values()].map(({ stored }) => stored);
  }

  /** Somebody opens the case: the chip erases everything. */
  open(): void {
    this.#step('TAMPER');
  }

  #step(event: ChipEvent): ChipRefusal | undefined {
    const column = CHIP_MACHINE.e[event];
    const next = CHIP_MACHINE.next(this.#state, column);
    if (next === IGNORED) return this.#dead ? 'chip-tampered' : 'chip-out-of-order';
    const actions = CHIP_MACHINE.actions(this.#state, column);
    this.#state = next;
    if (actions.includes('zeroise')) this.#zeroise();
    return undefined;
  }

  get #dead(): boolean {
    return this.#state === CHIP_MACHINE.s.zeroised;
  }

  #zeroise(): void {
    this.#information = undefined;
    this.#application = undefined;
    this.#keys.clear();
    this.#certificates.clear();
  }
}
