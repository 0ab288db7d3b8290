/**
 * Purpose: a small real network for the VPN tests: sites with a VPN device and a host each, a backbone router, and the VPN centre.
 *
 * ```
 *   clinic.pc ── clinic.vpn ──┐
 * hospital.srv ─ hospital.vpn ─ backbone ── centre
 *   vendor.pc ── vendor.vpn ──┘
 * ```
 * Everything is a part of the product, joined by point-to-point lines; only the control gate is a table (it is an interface, and a table is a real implementation of it).
 */
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../../sim/kernel/time.ts';
import { Trace, type TraceEvent } from '../../../sim/kernel/trace.ts';
import type { Ipv4 } from '../../../sim/net/address.ts';
import { NetContext } from '../../../sim/net/context.ts';
import { Nat } from '../../../sim/net/nat.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { Packet } from '../../../sim/net/packet.ts';
import { connect, type PointToPoint } from '../../../sim/net/point-to-point.ts';
import { PASS, TAKEN, type PacketRule } from '../../../sim/net/rules.ts';
import { UdpLayer } from '../../../sim/net/udp.ts';
import { CentreClient, type CentreClientConfig } from '../../../sim/vpn/centre-client.ts';
import { VpnCentre } from '../../../sim/vpn/centre.ts';
import { DeviceControls } from '../../../sim/vpn/controls.ts';
import { Directory, type SiteEntry } from '../../../sim/vpn/directory.ts';
import { VpnGateway, type GatewayConfig } from '../../../sim/vpn/gateway.ts';
import { pskKeyId } from '../../../sim/vpn/ike-auth.ts';
import { isIke, type IkeMessage, type IkePayload } from '../../../sim/vpn/ike-payloads.ts';
import { readIke } from '../../../sim/vpn/ike-read.ts';
import type { KeyKindId } from '../../../sim/vpn/ike-suites.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { privateKeyId, RevocationList } from '../../../sim/vpn/pki.ts';
import { ANCHORS, certificate, FULL, ip, prefix, PSK, QUIET_TIMERS, TableGate, type Controls } from './basics.ts';

export { ANCHORS, certificate, FULL, ip, prefix, PSK, PSK_ONLY, QUIET_TIMERS, TableGate, type Controls } from './basics.ts';

export interface SiteNet {
  readonly name: string;
  readonly host: IpNode;
  readonly hostUdp: UdpLayer;
  readonly hostAddress: Ipv4;
  /** Where others reach the host. */
  readonly knownAddress: Ipv4;
  readonly device: IpNode;
  readonly deviceUdp: UdpLayer;
  readonly deviceAddress: Ipv4;
  readonly ring: KeyRing;
  readonly gateway: VpnGateway;
  readonly line: PointToPoint;
  /** Texts that arrived at the host, with the time. */
  readonly got: { readonly timeNs: TimeNs; readonly text: string; readonly src: Ipv4 }[];
}

export interface LabOptions {
  readonly controls?: Controls;
  readonly seed?: number;
  readonly oneWayNs?: TimeNs;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Name of a site's device; by default `<site>.vpn`. */
  readonly identity?: (site: string) => string;
  /** False: the devices have pre-shared keys only. */
  readonly certificates?: boolean;
  readonly keyKind?: KeyKindId;
  /** Sites whose line runs through an address translator, with the lifetime of its mappings. */
  readonly behindNat?: Partial<Record<SiteName, TimeNs>>;
  /** A site's own LAN: by default prefixes that no other site has. */
  readonly lans?: Partial<Record<SiteName, Pick<SiteLine, 'host' | 'inside' | 'insideIface'>>>;
  /** Prefixes under which partners know a site, in place of its own. */
  readonly knownAs?: Partial<Record<SiteName, string>>;
  /** Sites that the directory does not know at the start. */
  readonly unlisted?: readonly SiteName[];
  readonly gateway?: (site: string) => Partial<GatewayConfig>;
  readonly client?: (site: string) => Partial<CentreClientConfig>;
}

const SITES = [
  {
    name: 'clinic',
    host: '192.0.2.10',
    inside: '192.0.2.0/27',
    insideIface: '192.0.2.1',
    wan: '203.0.113.6',
    far: '203.0.113.5',
    net: '203.0.113.4/30',
  },
  {
    name: 'hospital',
    host: '198.51.100.10',
    inside: '198.51.100.0/26',
    insideIface: '198.51.100.1',
    wan: '203.0.113.2',
    far: '203.0.113.1',
    net: '203.0.113.0/30',
  },
  {
    name: 'vendor',
    host: '192.0.2.74',
    inside: '192.0.2.64/27',
    insideIface: '192.0.2.65',
    wan: '203.0.113.14',
    far: '203.0.113.13',
    net: '203.0.113.12/30',
  },
] as const;

type SiteLine = { readonly [Key in keyof (typeof SITES)[number]]: Key extends 'name' ? SiteName : string };

export type SiteName = (typeof SITES)[number]['name'];

const DEFAULT_GROUPS: Readonly<Record<string, readonly string[]>> = {
  clinic: ['care'],
  hospital: ['care', 'maintenance'],
  vendor: ['maintenance'],
};
const LAN = { rateBps: 1e9, delayNs: 1000, queuePackets: 1000, loss: { numerator: 0, denominator: 1 } };

/** A packet that crossed the backbone, as somebody there sees it. */
export interface Seen {
  readonly timeNs: TimeNs;
  readonly packet: Packet;
  readonly ike: IkeMessage | undefined;
  /** All payloads of it, the encrypted ones read with the sites' own rings: an X-ray for the tests. */
  readonly payloads: readonly IkePayload[];
}

export class Lab {
  readonly gate: TableGate;
  readonly kernel = new Kernel();
  readonly trace = new Trace(true, () => this.kernel.now);
  readonly context: NetContext;
  readonly backbone: IpNode;
  readonly sites = new Map<SiteName, SiteNet>();
  readonly nats = new Map<SiteName, Nat>();
  readonly revocations = new RevocationList();
  readonly directory: Directory;
  /** What the directory knows, or will know, of every site. */
  readonly entries: readonly SiteEntry[];
  readonly centreNode: IpNode;
  readonly centreLine: PointToPoint;
  readonly centre: VpnCentre;
  readonly centreUdp: UdpLayer;
  readonly centreRing = new KeyRing([privateKeyId('service', 'centre')]);
  readonly centreCertificate = certificate('centre');
  readonly centreAddress = ip('203.0.113.18');
  /** Everything that entered the backbone, in order. */
  readonly seen: Seen[] = [];
  readonly #options: LabOptions;

  constructor(options: LabOptions = {}) {
    this.#options = options;
    this.gate = new TableGate(options.controls ?? FULL);
    this.context = new NetContext({ kernel: this.kernel, trace: this.trace, streams: new Streams(options.seed ?? 1), gate: this.gate });
    this.backbone = new IpNode(this.context, 'backbone', true);
    this.backbone.rules.ingress.push((packet) => {
      const { body } = packet;
      const ike = body.protocol === 'udp' && isIke(body.content) ? body.content : undefined;
      const holds = (keyId: string): boolean => [...this.sites.values()].some(({ ring }) => ring.holds(keyId));
      const payloads = ike === undefined ? [] : (readIke(ike, { holds })?.payloads ?? []);
      this.seen.push({ timeNs: this.kernel.now, packet, ike, payloads });
      return PASS;
    });
    const groups = options.groups ?? DEFAULT_GROUPS;
    const sites = SITES.map((site): SiteLine => ({ ...site, ...options.lans?.[site.name] }));
    this.entries = sites.map((site) => ({
      peerSite: site.name,
      gateway: ip(site.wan),
      identity: this.identity(site.name),
      inside: [prefix(options.knownAs?.[site.name] ?? site.inside)],
      groups: groups[site.name] ?? [],
    }));
    this.directory = new Directory(this.entries.filter(({ peerSite }) => !(options.unlisted ?? []).some((name) => name === peerSite)));
    this.centreNode = new IpNode(this.context, 'centre', false);
    this.centreLine = this.joinBackbone(this.centreNode, '203.0.113.18', '203.0.113.17', '203.0.113.16/30');
    this.centreUdp = new UdpLayer(this.centreNode);
    this.centre = new VpnCentre(this.context, {
      place: 'centre',
      udp: this.centreUdp,
      directory: this.directory,
      anchors: ANCHORS,
      revocations: this.revocations,
      certificate: this.centreCertificate,
      ring: this.centreRing,
      processingNs: 2 * NS_PER_MS,
    });
    for (const site of sites) this.sites.set(site.name, this.#addSite(site));
  }

  /** One-way time between a device and the backbone is half of `oneWayNs`. */
  joinBackbone(node: IpNode, address: string, far: string, net: string): PointToPoint {
    const near = node.addIface('wan', ip(address), prefix(net));
    const other = this.backbone.addIface(node.place, ip(far), prefix(net));
    node.table.add({ prefix: prefix('0.0.0.0/0'), iface: near, nextHop: ip(far) });
    const delayNs = (this.#options.oneWayNs ?? 10 * NS_PER_MS) / 2;
    return connect(
      this.context,
      near,
      other,
      { rateBps: 1e11, delayNs, queuePackets: 1000, loss: { numerator: 0, denominator: 1 } },
      `line/${node.place}`,
    );
  }

  /** A rule in the backbone, in front of forwarding. */
  intercept(rule: PacketRule): void {
    this.backbone.rules.ingress.push(rule);
  }

  /** Drops the IKE messages for which `which` says so; the count starts at 0. */
  loseIke(which: (message: IkeMessage, index: number) => boolean): void {
    let index = 0;
    this.intercept((packet) => {
      if (packet.body.protocol !== 'udp' || !isIke(packet.body.content)) return PASS;
      return which(packet.body.content, index++) ? TAKEN : PASS;
    });
  }

  site(name: SiteName): SiteNet {
    const site = this.sites.get(name);
    if (site === undefined) throw new Error(`no site ${name}`);
    return site;
  }

  identity(site: string): string {
    return this.#options.identity?.(site) ?? `${site}.vpn`;
  }

  /** The provider gives a site's line another address. */
  move(name: SiteName, address: string): void {
    const { device, gateway } = this.site(name);
    const edge = this.backbone.ifaces.find(({ name: joined }) => joined === device.place);
    if (edge === undefined) throw new Error(`${name} does not join the backbone`);
    this.backbone.table.add({ prefix: { base: ip(address), length: 32 }, iface: edge, nextHop: ip(address) });
    gateway.moveTo(ip(address));
  }

  /** Sends a text from one host to another by UDP. */
  say(from: SiteName, to: SiteName, text: string, bytes = 100): void {
    this.site(from).hostUdp.send({ dst: this.site(to).knownAddress, dstPort: 7000, srcPort: 7000, content: { kind: text, bytes } });
  }

  at(seconds: number, act: () => void): void {
    this.kernel.at(Math.round(seconds * NS_PER_S), act);
  }

  run(seconds: number): void {
    this.kernel.run(Math.round(seconds * NS_PER_S));
  }

  texts(site: SiteName): string[] {
    return this.site(site).got.map(({ text }) => text);
  }

  events(kind: string, event?: string): TraceEvent[] {
    return this.trace.events.filter((entry) => entry.kind === kind && (event === undefined || entry.fields.event === event));
  }

  /** Stops as `control reason @ place`. */
  stops(): string[] {
    return this.events('stop').map(({ fields, at }) => `${fields.control} ${fields.reason} @ ${at}`);
  }

  /** Ordinary drops as `reason @ place`. */
  drops(): string[] {
    return this.events('drop').map(({ fields, at }) => `${fields.reason} @ ${at}`);
  }

  /** IKE messages as they entered the backbone: `clinic.vpn IKE_AUTH request`. */
  ikeScript(): string[] {
    return this.seen.flatMap(({ ike, packet }) =>
      ike === undefined ? [] : [`${packet.origin} ${ike.exchange} ${ike.response ? 'response' : 'request'}`],
    );
  }

  #addSite(site: SiteLine): SiteNet {
    const host = new IpNode(this.context, `${site.name}.pc`, false);
    const device = new IpNode(this.context, `${site.name}.vpn`, true);
    const hostIface = host.addIface('lan', ip(site.host), prefix(site.inside));
    const insideIface = device.addIface('lan', ip(site.insideIface), prefix(site.inside));
    host.table.add({ prefix: prefix('0.0.0.0/0'), iface: hostIface, nextHop: ip(site.insideIface) });
    connect(this.context, hostIface, insideIface, LAN, `lan/${site.name}`);
    const line = this.#joinSite(site, device);
    this.backbone.table.add({ prefix: prefix(site.inside), iface: this.backbone.ifaces.at(-1) ?? insideIface, nextHop: ip(site.wan) });
    const hostUdp = new UdpLayer(host);
    const got: SiteNet['got'] = [];
    hostUdp.bind(7000, ({ content, from }) => got.push({ timeNs: this.kernel.now, text: content.kind, src: from }));
    const ring = new KeyRing([pskKeyId(PSK), privateKeyId('service', this.identity(site.name))]);
    const deviceUdp = new UdpLayer(device);
    const gateway = this.#gateway(site, device, deviceUdp, ring);
    return {
      name: site.name,
      host,
      hostUdp,
      hostAddress: ip(site.host),
      knownAddress: this.#knownAddress(site),
      device,
      deviceUdp,
      deviceAddress: device.ifaces.find(({ name }) => name === 'wan')?.address ?? ip(site.wan),
      ring,
      gateway,
      line,
      got,
    };
  }

  #knownAddress({ name, inside, host }: SiteLine): Ipv4 {
    const known = this.#options.knownAs?.[name];
    return known === undefined ? ip(host) : prefix(known).base + (ip(host) - prefix(inside).base);
  }

  /** Directly, or through a NAT that has the site's public address and gives the device a private one. */
  #joinSite(site: SiteLine, device: IpNode): PointToPoint {
    const lifetimeNs = this.#options.behindNat?.[site.name];
    if (lifetimeNs === undefined) return this.joinBackbone(device, site.wan, site.far, site.net);
    const nat = new IpNode(this.context, `${site.name}.nat`, true);
    const [privateNet, inside, outside] = [prefix('10.0.0.0/30'), ip('10.0.0.2'), ip('10.0.0.1')];
    const wan = device.addIface('wan', inside, privateNet);
    device.table.add({ prefix: prefix('0.0.0.0/0'), iface: wan, nextHop: outside });
    connect(this.context, wan, nat.addIface('lan', outside, privateNet), LAN, `nat/${site.name}`);
    const line = this.joinBackbone(nat, site.wan, site.far, site.net);
    const natWan = nat.ifaces.find(({ name }) => name === 'wan');
    if (natWan === undefined) throw new Error('NAT without WAN interface');
    this.nats.set(site.name, new Nat(this.context, natWan, lifetimeNs));
    return line;
  }

  #gateway(site: SiteLine, device: IpNode, udp: UdpLayer, ring: KeyRing): VpnGateway {
    const identity = this.identity(site.name);
    const known = this.#options.knownAs?.[site.name];
    const wan = device.ifaces[1];
    if (wan === undefined) throw new Error('device without WAN interface');
    const own =
      this.#options.certificates === false
        ? {}
        : { certificate: certificate(identity, this.#options.keyKind === undefined ? {} : { keyKind: this.#options.keyKind }) };
    const resolver = new CentreClient(this.context, {
      udp,
      controls: new DeviceControls(this.context, device.place, true),
      centre: this.centreAddress,
      centreIdentity: 'centre',
      address: wan.address,
      identity,
      ring,
      ...own,
      trust: { anchors: ANCHORS, revocations: this.revocations },
      ...this.#options.client?.(site.name),
    });
    return new VpnGateway(this.context, {
      site: site.name,
      identity,
      wan,
      inside: [prefix(site.inside)],
      udp,
      ring,
      pskId: PSK,
      ...own,
      anchors: ANCHORS,
      revocations: this.revocations,
      genuine: true,
      resolver,
      siteOf: (name) => this.directory.siteOf(name),
      mayConnect: (peer) => this.directory.shareGroup(site.name, peer),
      ...(known === undefined ? {} : { knownAs: [{ own: prefix(site.inside), known: prefix(known) }] }),
      idleTimeoutNs: 100_000 * NS_PER_S,
      ike: { timers: QUIET_TIMERS },
      ...this.#options.gateway?.(site.name),
    });
  }
}
