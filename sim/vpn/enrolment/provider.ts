/**
 * Purpose: the service provider's desk: contracts (a), applications for use by the device certificate (g), the service certificate that it has issued (h, i, j), applications
 * for connection by the service certificate (k), and the entry into the directory with which the service begins (l).
 *
 * A contract names the box by its serial number, or whoever owns any certified box could apply in a subscriber's name; the TR does not say how the two are joined.
 * Does not model: several boxes a contract, changes and ends of contracts, billing.
 * Units: nanoseconds. Determinism: first come, first served.
 * References: TR D.3, D.5, D.6 a, g to l.
 */
import type { TimeNs } from '../../kernel/time.ts';
import type { Ipv4 } from '../../net/address.ts';
import type { NetContext } from '../../net/context.ts';
import { sign, type KeyHolder } from '../../net/sealed.ts';
import type { Datagram } from '../../net/udp.ts';
import { checkProof, type Trust } from '../centre-proof.ts';
import type { DeviceControls } from '../controls.ts';
import type { Directory, SiteEntry } from '../directory.ts';
import type { Certificate } from '../pki.ts';
import type { UdpPort } from '../udp-port.ts';
import type { AccreditationBody } from './accreditation.ts';
import type { EnrolmentCase, Post } from './case.ts';
import type { ChipApplication } from './chip.ts';
import {
  applicationDigest,
  enrolmentAnswer,
  enrolmentAnswerDigest,
  ENROLMENT_PORT,
  isEnrolmentApplication,
  type EnrolmentAnswer,
  type EnrolmentApplication,
  type EnrolmentResult,
} from './messages.ts';
import type { ServiceIssuer, Validity } from './offices.ts';

/** What a subscriber and the provider agreed on. */
export interface Contract {
  readonly subscriber: string;
  readonly serial: string;
  /** Groups that the subscriber may apply for; the entry says where the site's addresses are. */
  readonly entry: SiteEntry;
}

export interface ProviderConfig {
  readonly name: string;
  readonly udp: UdpPort;
  readonly controls: DeviceControls;
  readonly body: AccreditationBody;
  readonly issuer: ServiceIssuer;
  readonly post: Post;
  readonly directory: Directory;
  readonly trust: Trust;
  /** The provider's own service certificate, and the ring that holds its key. */
  readonly certificate: Certificate;
  readonly ring: KeyHolder;
  readonly processingNs: TimeNs;
  /** Of a service certificate that is issued at this moment. */
  validity(): Validity;
}

interface Open {
  readonly file: EnrolmentCase;
  readonly contract: Contract;
  /** The application that is being worked on. */
  application: { readonly nonce: string; readonly datagram: Datagram } | undefined;
  certificate: Certificate | undefined;
}

/** The program that uses the second tier of every subscriber's chip. */
const VPN_APPLICATION = 'on-demand-vpn';

/**
 * The desk; listens on its UDP port from the start.
 * Units: see ProviderConfig. Errors: throws when the port is taken. Source: TR D.6.
 */
export class ServiceProvider {
  readonly name: string;
  readonly #context: NetContext;
  readonly #config: ProviderConfig;
  readonly #open = new Map<string, Open>();
  /** Answers by nonce, for applications that are repeated. */
  readonly #answers = new Map<string, EnrolmentAnswer>();

  constructor(context: NetContext, config: ProviderConfig) {
    this.#context = context;
    this.#config = config;
    this.name = config.name;
    config.udp.bind(ENROLMENT_PORT, (datagram) => this.#receive(datagram));
  }

  /** Step a. */
  subscribe(file: EnrolmentCase, contract: Contract): string | undefined {
    if (this.#open.has(contract.subscriber)) return 'already-subscribed';
    this.#open.set(contract.subscriber, { file, contract, application: undefined, certificate: undefined });
    return undefined;
  }

  /** Steps h and i: the certificate is asked for and comes back. */
  requestCertificate(file: EnrolmentCase): void {
    const { issuer, post } = this.#config;
    post.send(file, { step: 'h', from: this.name, to: issuer.name }, () => this.#decide(file, 'h', issuer.name, issuer.accepts(this.name)));
  }

  /** Step i. */
  sendCertificate(file: EnrolmentCase): void {
    const { issuer, post, body, validity } = this.#config;
    const certificate = issuer.certify(file.subscriber, validity());
    post.send(file, { step: 'i', from: issuer.name, to: this.name }, () => {
      this.#openOf(file).certificate = certificate;
      const refusal = body.isAccredited('service-issuer', certificate.issuer) ? undefined : 'issuer-not-accredited';
      this.#decide(file, 'i', this.name, refusal);
    });
  }

  /** Step j: the answer to the application for use. */
  deliverCertificate(file: EnrolmentCase): void {
    const open = this.#openOf(file);
    const application: ChipApplication = { id: VPN_APPLICATION, provider: this.name };
    file.sent({ step: 'j', from: this.name, to: file.subscriber });
    this.#reply(open, 'j', { ok: true, application, ...(open.certificate === undefined ? {} : { certificate: open.certificate }) });
  }

  /** Step l: the site is entered into the directory where the device spoke from, and told so. */
  beginService(file: EnrolmentCase): void {
    const open = this.#openOf(file);
    const gateway = open.application?.datagram.from ?? open.contract.entry.gateway;
    this.#config.directory.put({ ...open.contract.entry, gateway });
    file.sent({ step: 'l', from: this.name, to: file.subscriber });
    this.#reply(open, 'l', { ok: true });
  }

  /** A refusal behind the desk is told to the device that waits. */
  #decide(file: EnrolmentCase, step: 'h' | 'i', at: string, refusal: string | undefined): void {
    file.decide(step, at, refusal);
    if (refusal !== undefined) this.#reply(this.#openOf(file), 'j', { ok: false, reason: refusal });
  }

  #openOf(file: EnrolmentCase): Open {
    const open = this.#open.get(file.subscriber);
    if (open === undefined) throw new Error(`enrolment: ${this.name} has no contract with ${file.subscriber}`);
    return open;
  }

  #receive(datagram: Datagram): void {
    const application = datagram.content;
    if (!isEnrolmentApplication(application)) return this.#context.drop(this.name, datagram.packet, 'not-an-application');
    this.#context.kernel.after(this.#config.processingNs, () => this.#examine(application, datagram));
  }

  #examine(application: EnrolmentApplication, datagram: Datagram): void {
    const answer = this.#answers.get(application.nonce);
    if (answer !== undefined) return this.#send(answer, datagram.from, datagram);
    const open = this.#open.get(application.subscriber);
    if (open?.application?.nonce === application.nonce) return;
    if (!this.#proven(application, datagram)) return;
    const reason = this.#reason(application, open);
    if (open === undefined || reason !== undefined) return this.#turnAway(application, datagram, open, reason ?? 'not-subscribed');
    open.application = { nonce: application.nonce, datagram };
    open.file.accepted(application.step, this.name);
  }

  /** As the centre: who proves nothing gets no answer. */
  #proven(application: EnrolmentApplication, datagram: Datagram): boolean {
    const tier = application.step === 'g' ? 'device' : 'service';
    const expected = { name: application.from, digest: applicationDigest(application), nowNs: this.#context.kernel.now, tier } as const;
    const { controls, trust } = this.#config;
    const refusal = checkProof(application.proof, expected, trust, controls);
    if (refusal !== undefined)
      controls.refuse(refusal, 'enrolment', datagram.packet.origin, {
        step: application.step,
        from: application.from,
        subscriber: application.subscriber,
      });
    return refusal === undefined;
  }

  /** Why an application that is proven is refused all the same. */
  #reason(application: EnrolmentApplication, open: Open | undefined): string | undefined {
    if (open === undefined) return 'not-subscribed';
    const { contract, file } = open;
    const signer = application.step === 'g' ? contract.serial : contract.subscriber;
    if (application.from !== signer) return 'device-not-in-contract';
    if (application.groups.some((group) => !contract.entry.groups.includes(group))) return 'group-not-in-contract';
    // TR D.7 c: who owns an address must be agreed; a device that has the same prefix as another's shows itself under one that is free (inner-addresses.ts).
    if (application.step === 'k' && this.#config.directory.conflictOf(contract.entry) !== undefined) return 'prefix-of-another-site';
    return file.state === (application.step === 'g' ? 'delivered' : 'downloaded') ? undefined : 'application-out-of-order';
  }

  #turnAway(application: EnrolmentApplication, datagram: Datagram, open: Open | undefined, reason: string): void {
    if (open !== undefined && reason !== 'application-out-of-order') open.file.refused(application.step, this.name, reason);
    const fields = {
      step: application.step === 'g' ? ('j' as const) : ('l' as const),
      nonce: application.nonce,
      result: { ok: false as const, reason },
    };
    this.#send(this.#signed(fields), datagram.from, datagram);
  }

  #reply(open: Open, step: 'j' | 'l', result: EnrolmentResult): void {
    const { application } = open;
    if (application === undefined) throw new Error(`enrolment: ${this.name} answers ${open.contract.subscriber}, who has not asked`);
    const answer = this.#signed({ step, nonce: application.nonce, result });
    this.#answers.set(application.nonce, answer);
    this.#send(answer, application.datagram.from, application.datagram);
  }

  #signed(fields: Pick<EnrolmentAnswer, 'step' | 'nonce' | 'result'>): EnrolmentAnswer {
    const { certificate, ring } = this.#config;
    return enrolmentAnswer({
      ...fields,
      proof: { certificate, signature: sign(enrolmentAnswerDigest(fields), certificate.publicKeyId, ring) },
    });
  }

  #send(content: EnrolmentAnswer, dst: Ipv4, to: Datagram): void {
    this.#config.udp.send({ dst, dstPort: to.fromPort, srcPort: ENROLMENT_PORT, src: to.to, content });
  }
}
