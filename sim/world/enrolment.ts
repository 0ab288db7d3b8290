/**
 * Purpose: enrolment in a world: the parties of TR D.6 around the centre, and the boxes that come into service while the scenario runs.
 *
 * Only built where a device enrols; every other world has its certificates from the start and none of this.
 * Does not model: several providers; the parties as hosts on the network (the provider's desk stands at the centre, the others are reached by post).
 * Units: nanoseconds. Determinism: scenario order; service certificates are numbered on from those that were there at the start.
 * References: TR D.5, D.6.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { TIME_MAX, type TimeNs } from '../kernel/time.ts';
import type { KeyHolder } from '../net/sealed.ts';
import type { UdpLayer } from '../net/udp.ts';
import { DeviceControls } from '../vpn/controls.ts';
import type { Directory, SiteEntry } from '../vpn/directory.ts';
import { AccreditationBody, ROLES, type Role } from '../vpn/enrolment/accreditation.ts';
import { Post } from '../vpn/enrolment/case.ts';
import { prepareEnrolment } from '../vpn/enrolment/enrolment.ts';
import { DeviceIssuer, DeviceVendor, ServiceIssuer, type Validity } from '../vpn/enrolment/offices.ts';
import { ServiceProvider } from '../vpn/enrolment/provider.ts';
import { ChipRing, type Subscriber } from '../vpn/enrolment/subscriber.ts';
import type { KeyStore } from '../vpn/key-store.ts';
import type { Certificate, RevocationList } from '../vpn/pki.ts';
import type { WorldParts } from './parts.ts';
import type { CentreSpec, EnrolmentSpec } from './scenario.ts';
import type { DeviceRuntime } from './topology.ts';

/** The centre as the provider's desk needs it. */
export interface DeskParts {
  readonly spec: CentreSpec;
  readonly udp: UdpLayer;
  readonly certificate: Certificate;
  readonly ring: KeyHolder;
  readonly directory: Directory;
  readonly revocations: RevocationList;
  readonly issuers: { readonly device: string; readonly service: string };
  /** Serial numbers of service certificates, shared with those that were issued before the run. */
  readonly nextSerial: () => number;
  /** A site came into service with this certificate. */
  served(place: string, certificate: Certificate): void;
}

/** What a device that enrols has in place of a certificate and a ring. */
export interface Box {
  readonly ring: KeyStore;
  readonly credential: () => Certificate | undefined;
}

/**
 * The parties of a world.
 * Units: nanoseconds. Errors: none. Source: TR D.6.
 */
export class EnrolmentOffices {
  readonly #parts: WorldParts;
  readonly #desk: DeskParts;
  readonly #spec: EnrolmentSpec;
  readonly #body: AccreditationBody;
  readonly #vendor: DeviceVendor;
  readonly #deviceIssuer: DeviceIssuer;
  readonly #provider: ServiceProvider;
  readonly #post: Post;
  /** What puts a spare in its place, by that place. */
  readonly #spares = new Map<string, () => void>();
  /** By place of the box. */
  readonly subscribers = new Map<string, Subscriber>();

  constructor(parts: WorldParts, desk: DeskParts, spec: EnrolmentSpec) {
    const { context } = parts;
    this.#parts = parts;
    this.#desk = desk;
    this.#spec = spec;
    this.#body = new AccreditationBody('accreditation-body', (role) => !spec.unaccredited.includes(role));
    const names: Readonly<Record<Role, string>> = {
      'device-vendor': 'device-vendor',
      'device-issuer': desk.issuers.device,
      'service-provider': desk.spec.id,
      'service-issuer': desk.issuers.service,
    };
    for (const role of ROLES) this.#body.apply(role, names[role]);
    this.#vendor = new DeviceVendor(names['device-vendor'], this.#body);
    this.#deviceIssuer = new DeviceIssuer(names['device-issuer'], this.#body);
    this.#post = new Post(context, spec.letterNs);
    this.#provider = new ServiceProvider(context, {
      name: desk.spec.id,
      udp: desk.udp,
      controls: new DeviceControls(context, desk.spec.id, true),
      body: this.#body,
      issuer: new ServiceIssuer(names['service-issuer'], this.#body, desk.nextSerial),
      post: this.#post,
      directory: desk.directory,
      trust: { anchors: this.#body.anchors, revocations: desk.revocations },
      certificate: desk.certificate,
      ring: desk.ring,
      processingNs: desk.spec.processingNs,
      validity: () => this.#validity(spec.serviceValidityNs),
    });
  }

  /** A box that is ordered at its time; `memory` holds what is not in the chip. */
  order(device: DeviceRuntime, entry: SiteEntry, udp: UdpLayer, memory: KeyStore, atNs: TimeNs): Box {
    const { box, start } = this.#prepare(device, entry, udp, memory);
    this.#parts.context.kernel.at(atNs, start, PRIORITY.script);
    return box;
  }

  /** T26: the box that is there, until a spare takes its place and enrols; the keys in the first chip are gone with it. */
  withSpare(device: DeviceRuntime, entry: SiteEntry, udp: UdpLayer, first: Box, memory: KeyStore): Box {
    const { box, start } = this.#prepare(device, entry, udp, memory);
    let inPlace = first;
    this.#spares.set(device.place, () => {
      inPlace = box;
      start();
    });
    return {
      credential: () => inPlace.credential(),
      ring: {
        holds: (key) => inPlace.ring.holds(key),
        add: (key) => inPlace.ring.add(key),
        forget: (key) => inPlace.ring.forget?.(key),
      },
    };
  }

  /** The spare of a place is put there and begins to enrol; nothing where there is none, or where it was enrolled in advance. */
  putSpare(place: string): void {
    this.#spares.get(place)?.();
  }

  #prepare(device: DeviceRuntime, entry: SiteEntry, udp: UdpLayer, memory: KeyStore): { readonly box: Box; start(): void } {
    const { context } = this.#parts;
    const { wan } = device;
    if (wan === undefined) throw new Error(`enrolment: ${device.place} joins no network`);
    const serial = `${device.place}/box`;
    const { subscriber, start } = prepareEnrolment(
      context,
      {
        body: this.#body,
        vendor: this.#vendor,
        deviceIssuer: this.#deviceIssuer,
        provider: this.#provider,
        post: this.#post,
        deviceValidity: () => this.#validity(this.#spec.deviceValidityNs),
      },
      {
        name: device.place,
        serial,
        groups: entry.groups,
        udp,
        controls: new DeviceControls(context, device.place, true),
        address: () => wan.address,
        provider: { name: this.#desk.spec.id, address: this.#desk.spec.address },
        trust: {
          anchors: this.#body.anchors,
          revocations: this.#desk.revocations,
          ...(device.spec.clockErrorNs === undefined ? {} : { clockErrorNs: device.spec.clockErrorNs }),
        },
      },
      { subscriber: device.place, serial, entry },
    );
    subscriber.file.onServed = () => {
      if (subscriber.certificate !== undefined) this.#desk.served(device.place, subscriber.certificate);
    };
    this.subscribers.set(device.place, subscriber);
    return { box: { ring: new ChipRing(memory, () => subscriber.chip), credential: () => subscriber.certificate }, start };
  }

  #validity(lengthNs: TimeNs | undefined): Validity {
    const { now } = this.#parts.context.kernel;
    return { fromNs: 0, untilNs: lengthNs === undefined ? TIME_MAX : now + lengthNs };
  }
}
