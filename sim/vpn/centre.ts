/**
 * Purpose: the VPN service provider's centre as a host on the network: it tells members of a group how to reach each other, and others not.
 *
 * One server works the questions off in order of arrival, each for a fixed time. Enrolment has a desk of its own beside it (enrolment/provider.ts).
 * Does not model: redundancy, its own data base; a queue limit (the access line's queue limits it).
 * Units: nanoseconds. Determinism: first come, first served.
 * References: TR D.3 (connections only within a group), D.5 (authentication with the service certificate); threat card T29.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { NetContext } from '../net/context.ts';
import { sign, type KeyHolder } from '../net/sealed.ts';
import type { Datagram } from '../net/udp.ts';
import { AddressDesk, isAddressRegistration } from './address-registration.ts';
import type { UdpPort } from './udp-port.ts';
import {
  answerDigest,
  centreAnswer,
  CENTRE_PORT,
  isCentreRequest,
  requestDigest,
  type CentreAnswer,
  type CentreRequest,
} from './centre-messages.ts';
import { checkProof } from './centre-proof.ts';
import type { ConnectionInfo } from './connection.ts';
import { DeviceControls } from './controls.ts';
import type { Directory, SiteEntry } from './directory.ts';
import type { Certificate, RevocationView, TrustAnchors } from './pki.ts';
import { differenceFields } from './privacy.ts';

export interface CentreConfig {
  readonly place: string;
  readonly udp: UdpPort;
  readonly directory: Directory;
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationView;
  /** The centre's own service certificate, and the ring that holds its key. */
  readonly certificate: Certificate;
  readonly ring: KeyHolder;
  readonly processingNs: TimeNs;
}

const UNKNOWN: CentreAnswer['result'] = { ok: false, reason: 'unknown-destination' };

/**
 * The VPN centre; listens on its UDP port from the start.
 * Units: see CentreConfig. Errors: throws when the port is taken. Source: TR D.3.
 */
export class VpnCentre {
  readonly #context: NetContext;
  readonly #config: CentreConfig;
  readonly #controls: DeviceControls;
  readonly #addresses: AddressDesk;
  #busyUntilNs: TimeNs = 0;
  answered = 0;

  constructor(context: NetContext, config: CentreConfig) {
    this.#context = context;
    this.#config = config;
    this.#controls = new DeviceControls(context, config.place, true);
    const { anchors, revocations } = config;
    this.#addresses = new AddressDesk(context, { ...config, controls: this.#controls, trust: { anchors, revocations } });
    config.udp.bind(CENTRE_PORT, (datagram) => this.#receive(datagram));
  }

  #receive(datagram: Datagram): void {
    const request = datagram.content;
    if (isAddressRegistration(request)) return this.#queue(() => this.#addresses.receive(request, datagram));
    if (!isCentreRequest(request)) return this.#context.drop(this.#config.place, datagram.packet, 'not-a-centre-request');
    this.#queue(() => this.#answer(request, datagram));
  }

  /** One after the other, each for the same time. */
  #queue(work: () => void): void {
    const { kernel } = this.#context;
    this.#busyUntilNs = Math.max(kernel.now, this.#busyUntilNs) + this.#config.processingNs;
    kernel.at(this.#busyUntilNs, work);
  }

  #answer(request: CentreRequest, datagram: Datagram): void {
    const { directory, udp, certificate, ring } = this.#config;
    const entry = directory.find(request.wanted);
    if (entry !== undefined && !this.#proven(request, datagram)) return;
    const result = entry === undefined ? UNKNOWN : this.#decide(request, entry, datagram);
    this.answered++;
    this.#trace(request, result);
    const fields = { nonce: request.nonce, result };
    const content = centreAnswer({
      ...fields,
      proof: { certificate, signature: sign(answerDigest(fields, request.wanted), certificate.publicKeyId, ring) },
    });
    udp.send({ dst: datagram.from, dstPort: datagram.fromPort, srcPort: CENTRE_PORT, src: datagram.to, content });
  }

  /** Who proves nothing where proof is demanded gets no answer: a signed "no" could be forged onto a member by asking in his name. */
  #proven(request: CentreRequest, datagram: Datagram): boolean {
    const { anchors, revocations } = this.#config;
    const expected = { name: request.from, digest: requestDigest(request), nowNs: this.#context.kernel.now };
    const refusal = checkProof(request.proof, expected, { anchors, revocations }, this.#controls);
    if (refusal !== undefined) this.#controls.refuse(refusal, 'centre', datagram.packet.origin, { from: request.from });
    return refusal === undefined;
  }

  #decide(request: CentreRequest, entry: SiteEntry, datagram: Datagram): CentreAnswer['result'] {
    const { directory } = this.#config;
    if (!directory.shareGroup(directory.siteOf(request.from), entry.peerSite)) {
      const policy = this.#controls.ask('connection-policy');
      if (policy.on) {
        this.#controls.refuse({ reason: 'not-in-same-group', by: policy.by }, 'centre', datagram.packet.origin, {
          from: request.from,
          peer: entry.peerSite,
        });
        return { ok: false, reason: 'refused' };
      }
    }
    const asking = directory.siteOf(request.from);
    // The conditions of both sides (TR D.3): whoever wants no connection with the other gets none, whichever of them asks.
    if (directory.refuses(entry.peerSite, asking) || directory.refuses(asking, entry.peerSite)) {
      const policy = this.#controls.ask('connection-policy');
      if (policy.on) {
        const parties = { from: request.from, peer: entry.peerSite };
        this.#controls.refuse({ reason: 'subscriber-refuses', by: policy.by }, 'centre', datagram.packet.origin, parties);
        return { ok: false, reason: 'refused' };
      }
    }
    const difference = directory.policyDifference(asking, entry.peerSite);
    if (difference !== undefined) {
      const policy = this.#controls.ask('connection-policy');
      if (policy.on) {
        const detail = { from: request.from, peer: entry.peerSite, ...differenceFields(difference) };
        this.#controls.refuse({ reason: 'privacy-policies-differ', by: policy.by }, 'centre', datagram.packet.origin, detail);
        return { ok: false, reason: 'refused' };
      }
    }
    const { peerSite, gateway, identity, inside, privacy } = entry;
    const info: ConnectionInfo = { peerSite, gateway, identity, inside, ...(privacy === undefined ? {} : { privacy }) };
    return { ok: true, info };
  }

  #trace(request: CentreRequest, result: CentreAnswer['result']): void {
    const { trace } = this.#context;
    if (trace.on)
      trace.emit(this.#config.place, 'centre', {
        event: result.ok ? 'answered' : result.reason,
        from: request.from,
        peer: result.ok ? result.info.peerSite : '',
      });
  }
}
