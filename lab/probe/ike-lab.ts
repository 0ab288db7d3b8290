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
import { issueCertificate, issuerKeyId, privateKeyId, RevocationList, type Certificate } from '../../sim/vpn/pki.ts';

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
  /** Changes what one end authenticates with, for failures. */
  readonly adjust?: (role: ProbeRole, auth: AuthSettings) => AuthSettings;
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
/** A line that costs a datagram no time worth mentioning: the testbed's virtual cable. */
const CABLE_BPS = 1e11;
const PSK = 'probe';
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
    return this.initiator.connect({ address: ADDRESSES.responder, site: 'responder', identity: this.#identity('responder') }, undefined);
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

  #identity(role: ProbeRole): string {
    return role.padEnd(this.#bench.identityBytes, '.').slice(0, this.#bench.identityBytes);
  }

  #endpoint(role: ProbeRole, node: IpNode): IkeEndpoint {
    const context = this.#context;
    return new IkeEndpoint({
      context,
      controls: new DeviceControls(context, role, true),
      udp: new UdpLayer(node),
      settings: ikeSettings({ address: ADDRESSES[role], auth: this.#auth(role), ...this.#bench.settings[role] }),
      owner: {
        siteOf: (identity) => identity,
        admit: () => undefined,
        childUp: (child) => {
          this.up[role] ??= this.kernel.now;
          this.children[role].push(child);
        },
        childDown: (child) => {
          this.children[role] = this.children[role].filter((other) => other !== child);
        },
        failed: (_sa, reason) => void (this.failed = { timeNs: this.kernel.now, reason }),
      },
    });
  }

  #auth(role: ProbeRole): AuthSettings {
    const { auth: kind, adjust } = this.#bench;
    const identity = this.#identity(role);
    const common = {
      identity,
      ring: new KeyRing([pskKeyId(PSK), privateKeyId('service', identity)]),
      anchors: { device: [], service: [ISSUER] },
      revocations: new RevocationList(),
    };
    const auth: AuthSettings =
      kind === 'psk'
        ? { ...common, pskId: PSK, method: () => 'psk' }
        : { ...common, certificate: certificateOf(identity, kind), ...this.#signatures(role, kind), method: () => 'certificate' };
    return adjust === undefined ? auth : adjust(role, auth);
  }

  /** An ECDSA signature is as long as its two numbers happen to be. */
  #signatures(role: ProbeRole, kind: KeyKindId): Pick<AuthSettings, 'signatureBytes'> {
    if (kind !== 'ecdsa256') return {};
    return { signatureBytes: () => ecdsaSignatureBytes(this.#context.streams.get(`signature/${role}`)) };
  }
}

const ISSUER_RING = new KeyRing([issuerKeyId(ISSUER)]);

function certificateOf(subject: string, keyKind: KeyKindId): Certificate {
  const derBytes = certificateDerBytes(keyKind, subject.length);
  return issueCertificate({ tier: 'service', issuer: ISSUER, notAfterNs: TIME_MAX, subject, serial: 1, keyKind, derBytes }, ISSUER_RING);
}
