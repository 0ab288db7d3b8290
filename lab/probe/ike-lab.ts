/**
 * Purpose: two IKE endpoints over one line, without a scenario: the bench on which `probe ike` runs set-ups.
 *
 * ```
 * initiator ===== line (delay, loss) ===== responder
 * ```
 * Everything is the product's own: nodes, line, UDP, IKE. Loss strikes each datagram independently, in both directions.
 * Does not model: address resolution, other traffic. Units: nanoseconds, octets. Determinism: the seed alone decides.
 * References: testbed, experiment 1 (two strongSwan daemons and a relay); RFC 7296 1.2.
 */
import { Kernel } from '../../sim/kernel/kernel.ts';
import { Streams } from '../../sim/kernel/streams.ts';
import { TIME_MAX, type TimeNs } from '../../sim/kernel/time.ts';
import { Trace } from '../../sim/kernel/trace.ts';
import type { Ipv4, Prefix } from '../../sim/net/address.ts';
import { NetContext } from '../../sim/net/context.ts';
import type { Iface } from '../../sim/net/iface.ts';
import { IpNode } from '../../sim/net/node.ts';
import type { Packet } from '../../sim/net/packet.ts';
import { connect } from '../../sim/net/point-to-point.ts';
import { PASS, TAKEN, type Verdict } from '../../sim/net/rules.ts';
import type { WireTap } from '../../sim/net/tap.ts';
import { UdpLayer } from '../../sim/net/udp.ts';
import type { ChildSa } from '../../sim/vpn/child-sa.ts';
import { DeviceControls } from '../../sim/vpn/controls.ts';
import { pskKeyId, type AuthSettings } from '../../sim/vpn/ike-auth.ts';
import { IkeEndpoint } from '../../sim/vpn/ike-endpoint.ts';
import { isIke, type IkeMessage } from '../../sim/vpn/ike-payloads.ts';
import type { IkeSa } from '../../sim/vpn/ike-sa.ts';
import { ikeSettings, type IkeSettings } from '../../sim/vpn/ike-settings.ts';
import type { KeyKindId } from '../../sim/vpn/ike-suites.ts';
import { KeyRing } from '../../sim/vpn/key-store.ts';
import { certificateDerBytes, ecdsaSignatureBytes } from '../../sim/vpn/der-sizes.ts';
import { issueCertificate, issuerKeyId, privateKeyId, RevocationList, type Certificate, type RevocationView } from '../../sim/vpn/pki.ts';
import type { IkeFailureKind } from './ike-failures.ts';

export type ProbeAuth = 'psk' | KeyKindId;
export type ProbeRole = 'initiator' | 'responder';

/** What stands on the bench. */
export interface IkeBench {
  readonly auth: ProbeAuth;
  readonly oneWayNs: TimeNs;
  readonly loss: { readonly numerator: number; readonly denominator: number };
  /** Octets of each end's name. */
  readonly identityBytes: number;
  readonly seed: number;
  readonly settings: Readonly<Record<ProbeRole, Partial<IkeSettings>>>;
  /** Hears what is on the line. */
  readonly tap?: WireTap;
  /** What is wrong with an end's key, name or certificate. */
  readonly faults?: Partial<Record<ProbeRole, IkeFailureKind>>;
  /** Settings in which an end differs because of a failure. */
  readonly differs?: Partial<Record<ProbeRole, Partial<IkeSettings>>>;
  /** An end refuses a certificate when it has no revocation list at hand. */
  readonly strictRevocation?: boolean;
  /** Issuers that each end trusts; absent: one. */
  readonly authorities?: number;
  /** Octets of each end's certificate; absent: as the names make it. */
  readonly certificateBytes?: number;
  /** Octets of the certificates of issuers between each end's own and the anchor. */
  readonly intermediates?: readonly number[];
}

/** A datagram that entered the line. */
export interface SeenMessage {
  readonly timeNs: TimeNs;
  readonly from: ProbeRole;
  readonly message: IkeMessage;
  /** With the non-ESP marker on port 4500. */
  readonly udpPayloadBytes: number;
  readonly port: number;
}

const ISSUER = 'probe-ca';
/** Whom only the ends with a certificate of his trust. */
const OTHER_ISSUER = 'elsewhere-ca';
/** A line that costs a datagram no time worth mentioning: the testbed's virtual cable. */
const CABLE_BPS = 1e11;
const PSK = 'probe';
const OTHER_PSK = 'elsewhere';
const SERIALS: Readonly<Record<ProbeRole, number>> = { initiator: 1, responder: 2 };
const ROLES = ['initiator', 'responder'] as const;
/** Addresses for documentation (RFC 5737). */
const ADDRESSES: Readonly<Record<ProbeRole, Ipv4>> = { initiator: 0xc0_00_02_01, responder: 0xc0_00_02_02 };
const NET: Prefix = { base: 0xc0_00_02_00, length: 24 };

/**
 * The bench, ready to begin.
 * Units: none. Errors: none. Source: own design.
 */
export class IkeLab {
  readonly kernel = new Kernel();
  readonly trace = new Trace(true, () => this.kernel.now);
  readonly seen: SeenMessage[] = [];
  /** When each end got a child SA that it can use. */
  readonly up: Partial<Record<ProbeRole, TimeNs>> = {};
  /** When each end last lost one. */
  readonly down: Partial<Record<ProbeRole, TimeNs>> = {};
  /** Child SAs in use at each end. */
  readonly children: Record<ProbeRole, ChildSa[]> = { initiator: [], responder: [] };
  /** When and why the initiator was told that it came to nothing. */
  failed: { readonly timeNs: TimeNs; readonly reason: string } | undefined;
  readonly initiator: IkeEndpoint;
  readonly responder: IkeEndpoint;
  readonly #nodes: Readonly<Record<ProbeRole, { readonly node: IpNode; readonly iface: Iface }>>;
  #loses: ((index: number) => boolean) | undefined;
  readonly #context: NetContext;
  readonly #bench: IkeBench;

  constructor(bench: IkeBench) {
    this.#bench = bench;
    const { kernel, trace } = this;
    this.#context = new NetContext({
      kernel,
      trace,
      streams: new Streams(bench.seed),
      gate: { on: (mechanism) => (mechanism === 'device-auth' && bench.auth === 'psk' ? undefined : mechanism) },
    });
    this.#context.tap = bench.tap;
    this.#nodes = { initiator: this.#node('initiator'), responder: this.#node('responder') };
    const spec = { rateBps: CABLE_BPS, delayNs: bench.oneWayNs, queuePackets: 1000, loss: bench.loss };
    connect(this.#context, this.#nodes.initiator.iface, this.#nodes.responder.iface, spec, 'line');
    for (const role of ROLES) this.#nodes[role].node.rules.egress.push((packet) => this.#see(role, packet));
    this.initiator = this.#endpoint('initiator', this.#nodes.initiator.node);
    this.responder = this.#endpoint('responder', this.#nodes.responder.node);
  }

  /** From now on the datagrams for whose number (from 0) this is true are lost, besides those that the line loses. */
  lose(which: (index: number) => boolean): void {
    this.#loses = which;
  }

  /** Lets a packet arrive at an end as if it came over the line. */
  hand(to: ProbeRole, packet: Packet): void {
    const { node, iface } = this.#nodes[to];
    node.receive(packet, { iface });
  }

  /** Begins a set-up now. */
  begin(): IkeSa {
    return this.initiator.connect({ address: ADDRESSES.responder, site: 'responder', identity: this.#name('responder') }, undefined);
  }

  /** Whether an end has an IKE SA that it believes in, and when its last one ended. */
  lifeOf(role: ProbeRole): { readonly open: boolean; readonly closedNs: TimeNs | undefined } {
    const events = this.trace.events.filter(({ at, kind }) => at === role && kind === 'ike');
    const ofKind = (event: string): typeof events => events.filter(({ fields }) => fields['event'] === event);
    const closed = ofKind('closed');
    const gone = new Set(closed.map(({ fields }) => fields['spii']));
    return { open: ofKind('established').some(({ fields }) => !gone.has(fields['spii'])), closedNs: closed.at(-1)?.timeNs };
  }

  #node(role: ProbeRole): { readonly node: IpNode; readonly iface: Iface } {
    const node = new IpNode(this.#context, role, false);
    return { node, iface: node.addIface('wan', ADDRESSES[role], NET) };
  }

  #see(from: ProbeRole, packet: Packet): Verdict {
    const { body } = packet;
    if (body.protocol === 'udp' && isIke(body.content)) {
      const { srcPort: port, content: message } = body;
      // The wire has put the marker into the size already.
      this.seen.push({ timeNs: this.kernel.now, from, message, udpPayloadBytes: message.bytes, port });
    }
    return this.#loses?.(this.seen.length - 1) === true ? TAKEN : PASS;
  }

  /** How the peer knows an end. */
  #name(role: ProbeRole): string {
    return this.#padded(role);
  }

  /** How an end calls itself. */
  #identity(role: ProbeRole): string {
    return this.#bench.faults?.[role] === 'wrong-identity' ? this.#padded(`x-${role}`) : this.#name(role);
  }

  #padded(text: string): string {
    return text.padEnd(this.#bench.identityBytes, '.').slice(0, this.#bench.identityBytes);
  }

  #endpoint(role: ProbeRole, node: IpNode): IkeEndpoint {
    const context = this.#context;
    return new IkeEndpoint({
      context,
      controls: new DeviceControls(context, role, true),
      udp: new UdpLayer(node),
      settings: ikeSettings({
        address: ADDRESSES[role],
        auth: this.#auth(role),
        ...this.#bench.settings[role],
        ...this.#bench.differs?.[role],
      }),
      owner: {
        siteOf: (identity) => identity,
        // A responder has a configuration for the one peer that it knows.
        admit: ({ identity }) => (identity === this.#name('initiator') ? undefined : { reason: 'identity-mismatch', by: undefined }),
        childUp: (child) => {
          this.up[role] ??= this.kernel.now;
          this.children[role].push(child);
        },
        childDown: (child) => {
          this.children[role] = this.children[role].filter((other) => other !== child);
          this.down[role] = this.kernel.now;
        },
        failed: (_sa, reason) => void (this.failed = { timeNs: this.kernel.now, reason }),
      },
    });
  }

  #auth(role: ProbeRole): AuthSettings {
    const { auth: kind, faults, strictRevocation, authorities } = this.#bench;
    const identity = this.#identity(role);
    const pskId = faults?.[role] === 'wrong-psk' ? OTHER_PSK : PSK;
    const issuers = Array.from({ length: authorities ?? 1 }, (_, index) => (index === 0 ? ISSUER : `${ISSUER}-${index + 1}`));
    const common = {
      identity,
      ring: new KeyRing([pskKeyId(pskId), privateKeyId('service', identity)]),
      // Whoever has a certificate from elsewhere trusts its issuer.
      anchors: { device: [], service: faults?.[role] === 'untrusted' ? [...issuers, OTHER_ISSUER] : issuers },
      revocations: this.#revocations(role === 'initiator' ? 'responder' : 'initiator', kind),
      ...(strictRevocation === true ? { strictRevocation } : {}),
    };
    if (kind === 'psk') return { ...common, pskId, method: () => 'psk' };
    return {
      ...common,
      certificate: this.#certificate(role, kind),
      chain: this.#chain(kind),
      ...this.#signatures(role, kind),
      method: () => 'certificate',
    };
  }

  #certificate(role: ProbeRole, keyKind: KeyKindId): Certificate {
    const { faults, certificateBytes } = this.#bench;
    const fault = faults?.[role];
    const subject = this.#identity(role);
    const derBytes = certificateBytes ?? certificateDerBytes(keyKind, subject.length);
    const issuer = fault === 'untrusted' ? OTHER_ISSUER : issuerAt(0, this.#bench.intermediates);
    // The run begins at 0.
    const notAfterNs = fault === 'expired' ? -1 : TIME_MAX;
    const ring = new KeyRing([issuerKeyId(issuer)]);
    return issueCertificate({ tier: 'service', issuer, notAfterNs, subject, serial: SERIALS[role], keyKind, derBytes }, ring);
  }

  /** From the issuer of the ends' own certificates up to below the anchor. */
  #chain(keyKind: KeyKindId): readonly Certificate[] {
    const { intermediates } = this.#bench;
    return (intermediates ?? []).map((derBytes, level) => {
      const [subject, issuer] = [issuerAt(level, intermediates), issuerAt(level + 1, intermediates)];
      const fields = { tier: 'service', notAfterNs: TIME_MAX, serial: level + 3, authority: true } as const;
      return issueCertificate({ ...fields, subject, issuer, keyKind, derBytes }, new KeyRing([issuerKeyId(issuer)]));
    });
  }

  /** What an end knows of its peer's certificate being taken back. */
  #revocations(peer: ProbeRole, kind: ProbeAuth): RevocationView {
    const fault = this.#bench.faults?.[peer];
    if (fault === 'revoked-no-list') return { isRevoked: () => false, covers: () => false, onRefused: undefined };
    const list = new RevocationList();
    if (fault === 'revoked' && kind !== 'psk') list.revoke(this.#certificate(peer, kind));
    return list;
  }

  /** An ECDSA signature is as long as its two numbers happen to be. */
  #signatures(role: ProbeRole, kind: KeyKindId): Pick<AuthSettings, 'signatureBytes'> {
    if (kind !== 'ecdsa256') return {};
    return { signatureBytes: () => ecdsaSignatureBytes(this.#context.streams.get(`signature/${role}`)) };
  }
}

/** Who signs at a level: intermediate issuers first, then the anchor. */
function issuerAt(level: number, intermediates: readonly number[] | undefined): string {
  return level < (intermediates ?? []).length ? `${ISSUER}-below-${level + 1}` : ISSUER;
}
