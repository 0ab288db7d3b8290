/**
 * Purpose: the subscriber and its box: applying on paper (a, b), taking delivery (f), and the box's own talk with the provider over the network (g, j, k, l).
 *
 * Does not model: several providers, changing to another box. Units: nanoseconds. Determinism: nonces from the stream `enrolment/<place>`.
 * References: TR A.3 Table A.1 (reference to device information, control of the second tier), D.5, D.6.
 */
import type { Ipv4 } from '../../net/address.ts';
import type { NetContext } from '../../net/context.ts';
import { sign } from '../../net/sealed.ts';
import type { Datagram } from '../../net/udp.ts';
import { CENTRE_RETRANSMIT } from '../centre-client.ts';
import { checkProof, type Trust } from '../centre-proof.ts';
import type { DeviceControls } from '../controls.ts';
import type { KeyStore } from '../key-store.ts';
import type { Certificate, Tier } from '../pki.ts';
import { Retransmitter, type RetransmitPlan } from '../retransmitter.ts';
import type { UdpPort } from '../udp-port.ts';
import type { EnrolmentCase } from './case.ts';
import type { PkiChip } from './chip.ts';
import {
  applicationDigest,
  enrolmentAnswerDigest,
  enrolmentApplication,
  ENROLMENT_PORT,
  isEnrolmentAnswer,
  type EnrolmentAnswer,
  type EnrolmentApplication,
} from './messages.ts';

export interface SubscriberConfig {
  /** The subscriber's name on the service certificate, and the place of the box. */
  readonly name: string;
  readonly serial: string;
  readonly groups: readonly string[];
  readonly udp: UdpPort;
  readonly controls: DeviceControls;
  /** Source address of what the box sends. */
  address(): Ipv4;
  readonly provider: { readonly name: string; readonly address: Ipv4 };
  readonly trust: Trust;
  readonly retransmit?: RetransmitPlan;
}

interface Pending {
  readonly step: 'g' | 'k';
  readonly nonce: string;
  readonly retransmitter: Retransmitter;
}

/**
 * A subscriber with its box; binds the enrolment port of the box.
 * Units: see SubscriberConfig. Errors: throws when the port is taken. Source: TR D.6.
 */
export class Subscriber {
  readonly config: SubscriberConfig;
  readonly file: EnrolmentCase;
  /** The box, once it is there. */
  chip: PkiChip | undefined;
  readonly #context: NetContext;
  #pending: Pending | undefined;

  constructor(context: NetContext, config: SubscriberConfig, file: EnrolmentCase) {
    this.#context = context;
    this.config = config;
    this.file = file;
    config.udp.bind(ENROLMENT_PORT, (datagram) => this.#receive(datagram));
  }

  /** Step f: what is looked at when the box arrives. */
  inspect(chip: PkiChip): string | undefined {
    if (chip.state === 'zeroised') return 'chip-tampered';
    if (chip.information?.serial !== this.config.serial) return 'other-device-delivered';
    if (chip.certificate('device') === undefined) return 'no-device-certificate';
    this.chip = chip;
    return undefined;
  }

  /** The service certificate that the box can show now. */
  get certificate(): Certificate | undefined {
    return this.chip?.certificate('service');
  }

  /** Step g: the box makes the key of the second tier and proves itself with the first. */
  applyForUse(): void {
    const { name, serial } = this.config;
    const publicKeyId = this.chip?.generateKey('service', name);
    if (publicKeyId === undefined) return this.file.refused('g', name, 'chip-tampered');
    this.#apply({ step: 'g', from: serial, tier: 'device', publicKeyId, groups: [] });
  }

  /** Step k: for connections within the groups, by the second tier. */
  applyForConnection(): void {
    const { name, groups } = this.config;
    this.#apply({ step: 'k', from: name, tier: 'service', publicKeyId: this.certificate?.publicKeyId ?? '', groups });
  }

  #apply(what: Pick<EnrolmentApplication, 'step' | 'from' | 'publicKeyId' | 'groups'> & { readonly tier: Tier }): void {
    const { name, udp, provider } = this.config;
    const { tier, ...said } = what;
    const nonce = this.#drawNonce();
    const content = this.#signed({ ...said, subscriber: name, nonce }, tier);
    const pending: Pending = {
      step: what.step,
      nonce,
      retransmitter: new Retransmitter(this.#context.kernel, this.config.retransmit ?? CENTRE_RETRANSMIT),
    };
    this.#pending = pending;
    this.file.sent({ step: what.step, from: name, to: provider.name });
    const send = (): void =>
      udp.send({ dst: provider.address, dstPort: ENROLMENT_PORT, srcPort: ENROLMENT_PORT, src: this.config.address(), content });
    pending.retransmitter.start(send, () => this.file.refused(what.step, name, 'provider-silent'));
  }

  /** Without a usable key there is nothing to prove with; the provider decides what that is worth. */
  #signed(fields: Omit<EnrolmentApplication, 'kind' | 'bytes' | 'proof'>, tier: Tier): EnrolmentApplication {
    const certificate = this.chip?.certificate(tier);
    if (certificate === undefined || this.chip === undefined || !this.chip.holds(certificate.publicKeyId))
      return enrolmentApplication(fields);
    return enrolmentApplication({
      ...fields,
      proof: { certificate, signature: sign(applicationDigest(fields), certificate.publicKeyId, this.chip) },
    });
  }

  #receive(datagram: Datagram): void {
    const { content: answer, packet } = datagram;
    const pending = this.#pending;
    const { name, controls, provider, trust } = this.config;
    if (!isEnrolmentAnswer(answer) || pending === undefined || answer.nonce !== pending.nonce)
      return this.#context.drop(name, packet, 'enrolment-answer-unasked');
    const expected = { name: provider.name, digest: enrolmentAnswerDigest(answer), nowNs: this.#context.kernel.now };
    const refusal = checkProof(answer.proof, expected, trust, controls);
    if (refusal !== undefined)
      return controls.refuse({ reason: `centre-${refusal.reason}`, by: refusal.by }, 'enrolment', packet.origin, {
        step: pending.step,
        subscriber: name,
      });
    pending.retransmitter.stop();
    this.#pending = undefined;
    this.#take(answer);
  }

  #take(answer: EnrolmentAnswer): void {
    const { step, result } = answer;
    const { name } = this.config;
    if (!result.ok) return this.file.refused(step, name, result.reason);
    this.file.decide(step, name, step === 'j' ? this.#load(result.certificate, result.application) : undefined);
  }

  /** Step j: first the application that may use the second tier, then the certificate. */
  #load(
    certificate: Certificate | undefined,
    application: { readonly id: string; readonly provider: string } | undefined,
  ): string | undefined {
    const { chip } = this;
    if (chip === undefined || certificate === undefined || application === undefined) return 'no-service-certificate';
    const nowNs = this.#context.kernel.now + (this.config.trust.clockErrorNs ?? 0);
    const expected = { tier: 'service', name: this.config.name } as const;
    return chip.install(application) ?? chip.store(certificate, expected, this.config.trust.anchors, nowNs);
  }

  #drawNonce(): string {
    const stream = this.#context.streams.get(`enrolment/${this.config.name}`);
    const word = (): string =>
      stream
        .integer(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return `${word()}${word()}${word()}${word()}`;
  }
}

/**
 * What the rest of a box signs with: the chip for certificates, its memory for everything short-lived.
 * Units: none. Errors: none. Source: TR D.5.
 */
export class ChipRing implements KeyStore {
  readonly #memory: KeyStore;
  readonly #chip: () => PkiChip | undefined;

  constructor(memory: KeyStore, chip: () => PkiChip | undefined) {
    this.#memory = memory;
    this.#chip = chip;
  }

  holds(keyId: string): boolean {
    return this.#memory.holds(keyId) || this.#chip()?.holds(keyId) === true;
  }

  add(keyId: string): void {
    this.#memory.add(keyId);
  }

  forget(keyId: string): void {
    this.#memory.forget?.(keyId);
  }
}
