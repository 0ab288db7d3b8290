/**
 * Purpose: the VPN lab with a clinic whose box comes by enrolment, and all parties of TR D.6 around it.
 *
 * The hospital and the vendor of machines are in service from the start; the clinic is not in the directory. Letters take 100 ms.
 */
import { NS_PER_MS, TIME_MAX, type TimeNs } from '../../../../sim/kernel/time.ts';
import { DeviceControls } from '../../../../sim/vpn/controls.ts';
import { AccreditationBody, ROLES, type Role } from '../../../../sim/vpn/enrolment/accreditation.ts';
import { Post } from '../../../../sim/vpn/enrolment/case.ts';
import type { PkiChip } from '../../../../sim/vpn/enrolment/chip.ts';
import { prepareEnrolment } from '../../../../sim/vpn/enrolment/enrolment.ts';
import { DeviceIssuer, DeviceVendor, ServiceIssuer, type Validity } from '../../../../sim/vpn/enrolment/offices.ts';
import { ServiceProvider } from '../../../../sim/vpn/enrolment/provider.ts';
import { ChipRing, type Subscriber } from '../../../../sim/vpn/enrolment/subscriber.ts';
import { pskKeyId } from '../../../../sim/vpn/ike-auth.ts';
import { KeyRing } from '../../../../sim/vpn/key-store.ts';
import type { RevocationView } from '../../../../sim/vpn/pki.ts';
import { Lab, PSK, type LabOptions } from '../support.ts';

export const SERIAL = 'box-0001';
const ALWAYS: Validity = { fromNs: 0, untilNs: TIME_MAX };

export interface EnrolmentOptions extends LabOptions {
  /** Parties that the examination of the accreditation body turns down. */
  readonly unfit?: readonly Role[];
  readonly deviceValidity?: Validity;
  readonly serviceValidity?: Validity;
  /** Clock errors of the provider's desk and of the clinic's box. */
  readonly providerClockErrorNs?: TimeNs;
  readonly boxClockErrorNs?: TimeNs;
  /** Groups that the clinic applies for; by default those of its contract. */
  readonly appliesFor?: readonly string[];
  /** What the provider's desk and the centre's peers know of revocations; by default the list itself. */
  readonly revocations?: (lab: Lab) => RevocationView;
  /** The box that the contract names. */
  readonly contractSerial?: string;
}

export class EnrolmentLab {
  readonly lab: Lab;
  readonly body: AccreditationBody;
  readonly vendor: DeviceVendor;
  readonly deviceIssuer: DeviceIssuer;
  readonly serviceIssuer: ServiceIssuer;
  readonly provider: ServiceProvider;
  readonly subscriber: Subscriber;
  readonly start: () => void;

  constructor(options: EnrolmentOptions = {}) {
    const { unfit = [], deviceValidity = ALWAYS, serviceValidity = ALWAYS } = options;
    const box: { subscriber?: Subscriber } = {};
    const chip = (): PkiChip | undefined => box.subscriber?.chip;
    const skew = options.boxClockErrorNs === undefined ? {} : { clockErrorNs: options.boxClockErrorNs };
    const own = { ring: new ChipRing(new KeyRing([pskKeyId(PSK)]), chip), credential: () => box.subscriber?.certificate, ...skew };
    const lab = new Lab({
      ...options,
      unlisted: ['clinic'],
      gateway: (site) => ({ ...(site === 'clinic' ? own : {}), ...options.gateway?.(site) }),
      client: (site) => (site === 'clinic' ? own : {}),
    });
    this.lab = lab;
    this.body = new AccreditationBody('accreditation-body', (role) => !unfit.includes(role));
    this.vendor = new DeviceVendor('box-maker', this.body);
    this.deviceIssuer = new DeviceIssuer('device-ca', this.body);
    // The lab's own certificates have low numbers.
    let last = 1_000_000;
    this.serviceIssuer = new ServiceIssuer('service-ca', this.body, () => ++last);
    for (const role of ROLES) this.body.apply(role, this.#nameOf(role));
    const post = new Post(lab.context, 100 * NS_PER_MS);
    const revocations = options.revocations?.(lab) ?? lab.revocations;
    const { providerClockErrorNs } = options;
    this.provider = new ServiceProvider(lab.context, {
      name: 'centre',
      udp: lab.centreUdp,
      controls: new DeviceControls(lab.context, 'centre', true),
      body: this.body,
      issuer: this.serviceIssuer,
      post,
      directory: lab.directory,
      trust: {
        anchors: this.body.anchors,
        revocations,
        ...(providerClockErrorNs === undefined ? {} : { clockErrorNs: providerClockErrorNs }),
      },
      certificate: lab.centreCertificate,
      ring: lab.centreRing,
      processingNs: 2 * NS_PER_MS,
      validity: () => serviceValidity,
    });
    const entry = lab.entries.find(({ peerSite }) => peerSite === 'clinic');
    if (entry === undefined) throw new Error('no clinic');
    const site = lab.site('clinic');
    const { subscriber, start } = prepareEnrolment(
      lab.context,
      {
        body: this.body,
        vendor: this.vendor,
        deviceIssuer: this.deviceIssuer,
        provider: this.provider,
        post,
        deviceValidity: () => deviceValidity,
      },
      {
        name: 'clinic.vpn',
        serial: SERIAL,
        groups: options.appliesFor ?? entry.groups,
        udp: site.deviceUdp,
        controls: new DeviceControls(lab.context, 'clinic.vpn', true),
        address: () => site.deviceAddress,
        provider: { name: 'centre', address: lab.centreAddress },
        trust: { anchors: this.body.anchors, revocations: lab.revocations, ...skew },
      },
      { subscriber: 'clinic.vpn', serial: options.contractSerial ?? SERIAL, entry },
    );
    box.subscriber = subscriber;
    this.subscriber = subscriber;
    this.start = start;
  }

  /** The chip in the clinic's box; throws before delivery. */
  get chip(): PkiChip {
    const { chip } = this.subscriber;
    if (chip === undefined) throw new Error('no box yet');
    return chip;
  }

  get state(): string {
    return this.subscriber.file.state;
  }

  /** How the case ended: `step reason @ who`. */
  get refusal(): string | undefined {
    const { refusal } = this.subscriber.file;
    return refusal === undefined ? undefined : `${refusal.step} ${refusal.reason} @ ${refusal.at}`;
  }

  /** Messages in order of sending: `c box-maker>device-ca`. */
  ladder(): string[] {
    return this.lab.events('enrolment', 'sent').map(({ at, fields }) => `${fields.step} ${at}>${fields.to}`);
  }

  /** Steps that were accepted, in order, as one word. */
  accepted(): string {
    return this.lab
      .events('enrolment', 'accepted')
      .map(({ fields }) => String(fields.step))
      .join('');
  }

  /** Starts at once and runs so long. */
  enrol(seconds: number): this {
    this.start();
    this.lab.run(seconds);
    return this;
  }

  #nameOf(role: Role): string {
    return { 'device-vendor': 'box-maker', 'device-issuer': 'device-ca', 'service-provider': 'centre', 'service-issuer': 'service-ca' }[
      role
    ];
  }
}
