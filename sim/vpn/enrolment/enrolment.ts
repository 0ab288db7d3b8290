/**
 * Purpose: joins the parties of enrolment: who sends which of the twelve messages to whom, and who decides about it.
 *
 * ```
 * subscriber      provider      vendor      device issuer   service issuer
 *    |-- a ---------->|            |              |               |          contract
 *    |-- b ---------------------->|              |               |          order
 *    |                |            |-- c -------->|               |          device registered
 *    |                |            |<------- d ---|               |          device certificate
 *    |                |            |== e into the chip, first tier           (within the factory)
 *    |<------------------------ f -|              |               |          the box
 *    |~~ g ~~~~~~~~~~>|            |              |               |          for use, by device certificate
 *    |                |-- h ------------------------------------->|          request
 *    |                |<------------------------------------ i ---|          service certificate
 *    |<~~~~~~~~~~ j ~~|            |              |               |          into the chip, second tier
 *    |~~ k ~~~~~~~~~~>|            |              |               |          for connection, by service certificate
 *    |<~~~~~~~~~~ l ~~|            |              |               |          service
 *  -- post   ~~ the network
 * ```
 * Does not model: the user's and the staff's own checks beyond accreditation, order and seal. Units: nanoseconds. Determinism: order of the cases.
 * References: TR D.6, Figure D.4 (the figure is lost; the text lists the steps).
 */
import type { TimeNs } from '../../kernel/time.ts';
import type { NetContext } from '../../net/context.ts';
import type { AccreditationBody } from './accreditation.ts';
import { EnrolmentCase, type Post } from './case.ts';
import type { PkiChip } from './chip.ts';
import type { Certificate } from '../pki.ts';
import type { DeviceIssuer, DeviceVendor, Validity } from './offices.ts';
import type { Contract, ServiceProvider } from './provider.ts';
import { Subscriber, type SubscriberConfig } from './subscriber.ts';

export interface Parties {
  readonly body: AccreditationBody;
  readonly vendor: DeviceVendor;
  readonly deviceIssuer: DeviceIssuer;
  readonly provider: ServiceProvider;
  readonly post: Post;
  /** Of a device certificate that is issued at this moment. */
  deviceValidity(): Validity;
  /** The office's clock may be off; true time where it is not. */
  readonly vendorClockErrorNs?: TimeNs;
}

/**
 * Prepares the enrolment of one subscriber; `file.start` on the result's file begins it.
 * Units: see SubscriberConfig. Errors: none. Source: TR D.6.
 */
export function prepareEnrolment(
  context: NetContext,
  parties: Parties,
  config: SubscriberConfig,
  contract: Contract,
): { readonly subscriber: Subscriber; start(): void } {
  const file = new EnrolmentCase(context, config.name);
  const subscriber = new Subscriber(context, config, file);
  return { subscriber, start: () => new Course(context, parties, subscriber, contract).start() };
}

/** One subscriber's way through the offices. */
class Course {
  readonly #context: NetContext;
  readonly #parties: Parties;
  readonly #subscriber: Subscriber;
  readonly #contract: Contract;
  #chip: PkiChip | undefined;
  #certificate: Certificate | undefined;

  constructor(context: NetContext, parties: Parties, subscriber: Subscriber, contract: Contract) {
    this.#context = context;
    this.#parties = parties;
    this.#subscriber = subscriber;
    this.#contract = contract;
  }

  start(): void {
    const { file } = this.#subscriber;
    const { provider } = this.#parties;
    file.start({
      a: () => this.#subscribe(),
      b: () => this.#order(),
      c: () => this.#register(),
      d: () => this.#certify(),
      e: () => this.#load(),
      f: () => this.#deliver(),
      g: () => this.#subscriber.applyForUse(),
      h: () => provider.requestCertificate(file),
      i: () => provider.sendCertificate(file),
      j: () => provider.deliverCertificate(file),
      k: () => this.#subscriber.applyForConnection(),
      l: () => provider.beginService(file),
    });
  }

  #subscribe(): void {
    const { file } = this.#subscriber;
    const { body, provider, post } = this.#parties;
    if (!body.isAccredited('service-provider', provider.name)) return file.refused('a', file.subscriber, 'provider-not-accredited');
    post.send(file, { step: 'a', from: file.subscriber, to: provider.name }, () =>
      file.decide('a', provider.name, provider.subscribe(file, this.#contract)),
    );
  }

  #order(): void {
    const { file, config } = this.#subscriber;
    const { body, vendor, post } = this.#parties;
    if (file.state === 'refused') return;
    if (!body.isAccredited('device-vendor', vendor.name)) return file.refused('b', file.subscriber, 'vendor-not-accredited');
    post.send(file, { step: 'b', from: file.subscriber, to: vendor.name }, () => {
      this.#chip = vendor.make(config.serial);
      file.accepted('b', vendor.name);
    });
  }

  #register(): void {
    const { file } = this.#subscriber;
    const { vendor, deviceIssuer, post } = this.#parties;
    const information = this.#chip?.information;
    if (information === undefined) return file.refused('c', vendor.name, 'chip-tampered');
    post.send(file, { step: 'c', from: vendor.name, to: deviceIssuer.name }, () =>
      file.decide('c', deviceIssuer.name, deviceIssuer.register(vendor.name, information)),
    );
  }

  #certify(): void {
    const { file, config } = this.#subscriber;
    const { vendor, deviceIssuer, post, deviceValidity } = this.#parties;
    const certified = deviceIssuer.certify(config.serial, deviceValidity());
    if (!certified.ok) return file.refused('d', deviceIssuer.name, certified.reason);
    post.send(file, { step: 'd', from: deviceIssuer.name, to: vendor.name }, () => {
      this.#certificate = certified.value;
      file.decide('d', vendor.name, vendor.accepts(certified.value));
    });
  }

  #load(): void {
    const { file, config } = this.#subscriber;
    const { vendor, vendorClockErrorNs } = this.#parties;
    file.sent({ step: 'e', from: vendor.name, to: config.serial });
    if (this.#chip === undefined || this.#certificate === undefined)
      throw new Error(`enrolment: ${config.serial} has no chip or certificate to load`);
    file.decide(
      'e',
      config.serial,
      vendor.load(this.#chip, this.#certificate, config.serial, this.#context.kernel.now + (vendorClockErrorNs ?? 0)),
    );
  }

  #deliver(): void {
    const { file } = this.#subscriber;
    const { vendor, post } = this.#parties;
    const chip = this.#chip;
    if (chip === undefined) throw new Error(`enrolment: nothing to deliver to ${file.subscriber}`);
    post.send(file, { step: 'f', from: vendor.name, to: file.subscriber }, () =>
      file.decide('f', file.subscriber, this.#subscriber.inspect(chip)),
    );
  }
}
