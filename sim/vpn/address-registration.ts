/**
 * Purpose: a device that was given another address tells the centre, so that partners find it again: the message, the device's side and the centre's desk.
 *
 * Identity is the certificate's, not the address's; so any provider's line will do (TR Table D.1). The address is under the signature and the number counts up, or whoever kept an
 * old registration could send it again later. The device's side repeats it until the centre confirms.
 * Does not model: registration from behind a NAT (partners could not reach it there), an end of a registration.
 * Units: octets. Determinism: numbers count up a device.
 * References: TR D.3, Table D.1 (configuration is handed out at connection time, devices are known by certified names); octet counts: own design.
 */
import type { Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import { sign, type KeyHolder } from '../net/sealed.ts';
import type { Content } from '../net/packet.ts';
import type { Datagram } from '../net/udp.ts';
import { CENTRE_PORT, proofBytes, type Proof } from './centre-messages.ts';
import { checkProof, type Trust } from './centre-proof.ts';
import type { DeviceControls } from './controls.ts';
import type { Directory } from './directory.ts';
import type { KeyStore } from './key-store.ts';
import type { Certificate } from './pki.ts';
import { Retransmitter, type RetransmitPlan } from './retransmitter.ts';
import type { UdpPort } from './udp-port.ts';

export interface AddressRegistration extends Content {
  readonly kind: 'address-registration';
  readonly from: string;
  readonly address: Ipv4;
  readonly number: number;
  readonly proof?: Proof;
}

export interface AddressConfirmation extends Content {
  readonly kind: 'address-confirmation';
  readonly number: number;
  readonly proof?: Proof;
}

/** Type, length and flags; an address; a number. */
const HEADER_BYTES = 8;
const ADDRESS_BYTES = 4;
const NUMBER_BYTES = 8;

/**
 * True for a registration.
 * Units: none. Errors: none. Source: own design.
 */
export function isAddressRegistration(content: Content): content is AddressRegistration {
  return content.kind === 'address-registration';
}

/**
 * True for a confirmation.
 * Units: none. Errors: none. Source: own design.
 */
export function isAddressConfirmation(content: Content): content is AddressConfirmation {
  return content.kind === 'address-confirmation';
}

export interface RegistrarParts {
  readonly udp: UdpPort;
  readonly controls: DeviceControls;
  readonly centre: Ipv4;
  readonly centreIdentity: string;
  readonly identity: string;
  readonly ring: KeyStore;
  certificate(): Certificate | undefined;
  readonly trust: Trust;
  readonly retransmit: RetransmitPlan;
}

/**
 * The device's side.
 * Units: none. Errors: none. Source: TR Table D.1; own design.
 */
export class AddressRegistrar {
  readonly #context: NetContext;
  readonly #parts: RegistrarParts;
  readonly #retransmitter: Retransmitter;
  #number = 0;

  constructor(context: NetContext, parts: RegistrarParts) {
    this.#context = context;
    this.#parts = parts;
    this.#retransmitter = new Retransmitter(context.kernel, parts.retransmit);
  }

  register(address: Ipv4): void {
    const { udp, centre, identity, ring } = this.#parts;
    const fields = { from: identity, address, number: ++this.#number };
    const certificate = this.#parts.certificate();
    const proof =
      certificate === undefined || !ring.holds(certificate.publicKeyId)
        ? undefined
        : { certificate, signature: sign(registrationDigest(fields), certificate.publicKeyId, ring) };
    const bytes = HEADER_BYTES + ADDRESS_BYTES + NUMBER_BYTES + identity.length + proofBytes(proof);
    const content: AddressRegistration = { ...fields, kind: 'address-registration', bytes, ...(proof === undefined ? {} : { proof }) };
    this.#retransmitter.start(
      () => udp.send({ dst: centre, dstPort: CENTRE_PORT, srcPort: CENTRE_PORT, src: address, content }),
      () => this.#trace('registration-unanswered'),
    );
  }

  confirmed(confirmation: AddressConfirmation, origin: string): void {
    const { centreIdentity, trust, controls } = this.#parts;
    const expected = { name: centreIdentity, digest: confirmationDigest(confirmation.number), nowNs: this.#context.kernel.now };
    const refusal = checkProof(confirmation.proof, expected, trust, controls);
    if (refusal !== undefined) return controls.refuse({ reason: `centre-${refusal.reason}`, by: refusal.by }, 'centre', origin);
    if (confirmation.number !== this.#number) return;
    this.#retransmitter.stop();
    this.#trace('registered');
  }

  #trace(event: string): void {
    if (this.#context.trace.on) this.#context.trace.emit(this.#parts.controls.place, 'centre', { event, wanted: '' });
  }
}

export interface AddressDeskParts {
  readonly udp: UdpPort;
  readonly controls: DeviceControls;
  readonly directory: Directory;
  readonly trust: Trust;
  readonly certificate: Certificate;
  readonly ring: KeyHolder;
}

/**
 * The centre's side.
 * Units: none. Errors: none. Source: TR Table D.1; own design.
 */
export class AddressDesk {
  readonly #context: NetContext;
  readonly #parts: AddressDeskParts;
  /** The last number by identity. */
  readonly #numbers = new Map<string, number>();

  constructor(context: NetContext, parts: AddressDeskParts) {
    this.#context = context;
    this.#parts = parts;
  }

  receive(registration: AddressRegistration, datagram: Datagram): void {
    const { controls, directory, trust, udp, certificate, ring } = this.#parts;
    const { from, address, number } = registration;
    const expected = { name: from, digest: registrationDigest(registration), nowNs: this.#context.kernel.now };
    const refusal = checkProof(registration.proof, expected, trust, controls);
    if (refusal !== undefined) return controls.refuse(refusal, 'centre', datagram.packet.origin, { from });
    const entry = directory.find({ site: directory.siteOf(from) });
    const last = this.#numbers.get(from) ?? 0;
    if (entry === undefined || number < last) return this.#context.drop(controls.place, datagram.packet, 'registration-outdated');
    if (number > last) directory.put({ ...entry, gateway: address });
    this.#numbers.set(from, number);
    const proof = { certificate, signature: sign(confirmationDigest(number), certificate.publicKeyId, ring) };
    const content: AddressConfirmation = {
      kind: 'address-confirmation',
      number,
      proof,
      bytes: HEADER_BYTES + NUMBER_BYTES + proofBytes(proof),
    };
    udp.send({ dst: datagram.from, dstPort: datagram.fromPort, srcPort: CENTRE_PORT, src: datagram.to, content });
  }
}

function registrationDigest({ from, address, number }: Pick<AddressRegistration, 'from' | 'address' | 'number'>): string {
  return `address-registration|${from}|${address}|${number}`;
}

function confirmationDigest(number: number): string {
  return `address-confirmation|${number}`;
}
