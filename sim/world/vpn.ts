/**
 * Purpose: equips the sites of a world with VPN devices, certificates, the centre, and host IPsec where a scenario offers it.
 *
 * Every VPN router owns a PKI chip with both tiers' keys; whether it uses them or the pre-shared key in its configuration is the control `device-auth`.
 * A device that enrols (enrolment.ts) gets its certificate during the run; all others have theirs when it begins.
 * Does not model: anything itself.
 * Units: nanoseconds. Determinism: scenario order; serial numbers count up in it.
 * References: TR D.3, D.5, D.6 (groups, two tiers, enrolment), 9.3 (IKE authentication for every connection).
 */
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import { statefulFilter } from '../net/filters.ts';
import { IpNode } from '../net/node.ts';
import type { Packet } from '../net/packet.ts';
import { PASS, type PacketRule } from '../net/rules.ts';
import { UdpLayer } from '../net/udp.ts';
import { VpnCentre } from '../vpn/centre.ts';
import { CentreClient } from '../vpn/centre-client.ts';
import { fixedResolver, type ConnectionInfo, type Resolver } from '../vpn/connection.ts';
import { DeviceControls } from '../vpn/controls.ts';
import { Directory, type SiteEntry } from '../vpn/directory.ts';
import { VpnGateway, type VpnIdentity } from '../vpn/gateway.ts';
import type { HostIpsec } from '../vpn/host-ipsec.ts';
import { pskKeyId } from '../vpn/ike-auth.ts';
import { KeyRing } from '../vpn/key-store.ts';
import { hangManualSa, MANUAL_SUITE } from '../vpn/manual-sa.ts';
import { issueCertificate, issuerKeyId, privateKeyId, RevocationList, type Certificate, type TrustAnchors } from '../vpn/pki.ts';
import { manualKeyId, manualKeySpeaker } from './manual-key.ts';
import { leftBridging } from './left-bridging.ts';
import { hopsOf, hopToHosts, type Hop } from './hops.ts';
import { siteOf, type WorldParts } from './parts.ts';
import { startCampus, type HostTrust } from './campus.ts';
import { startHostIpsec } from './host-domain.ts';
import { anybodyMoves, scheduleMoves } from './moves.ts';
import { EnrolmentOffices, type Box, type DeskParts } from './enrolment.ts';
import type { Scenario } from './scenario.ts';
import { answers, asks } from './service-ports.ts';
import { outerAddress, zonesBehind, type DeviceRuntime, type Topology } from './topology.ts';
import type { HostRuntime } from './world.ts';
import { TIME_MAX } from '../kernel/time.ts';

const ISSUER = { device: 'device-ca', service: 'service-ca' } as const;
const ANCHORS: TrustAnchors = { device: [ISSUER.device], service: [ISSUER.service] };

/** What the world knows of its VPN; attackers get the public part of it through their hands. */
export interface Vpn {
  /** By site. */
  readonly gateways: ReadonlyMap<string, VpnGateway>;
  /** UDP of each site's router, by site. */
  readonly udp: ReadonlyMap<string, UdpLayer>;
  /** By place. */
  readonly hosts: ReadonlyMap<string, HostIpsec>;
  readonly centre: VpnCentre | undefined;
  /** Present where a device enrols. */
  readonly enrolment: EnrolmentOffices | undefined;
  readonly directory: Directory;
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationList;
  /** Service certificates by holder. */
  readonly certificates: ReadonlyMap<string, Certificate>;
}

/**
 * Builds the VPN of a world.
 * Units: nanoseconds. Errors: throws on a scenario that the loader would have refused (a bug). Source: TR D.3-D.6.
 */
export function buildVpn(parts: WorldParts, topology: Topology, hosts: ReadonlyMap<string, HostRuntime>): Vpn {
  const certificates = new Map<string, Certificate>();
  const nextSerial = counter();
  const issue = issuer(certificates, nextSerial);
  const revocations = new RevocationList();
  const routers = [...topology.devices.values()].filter((device) => device.spec.kind === 'vpn-router' && device.wan !== undefined);
  // A site whose device enrols is entered when its service begins.
  const inService = routers.filter((device) => device.spec.enrolsAtNs === undefined);
  const directory = new Directory(inService.map((device) => entryOf(parts.scenario, device)));
  const started = startCentre(parts, topology, directory, revocations, issue);
  const served = (place: string, certificate: Certificate): void => void certificates.set(place, certificate);
  const enrolment = startEnrolment(parts, started, { directory, revocations, nextSerial, served });
  const mobike = anybodyMoves(parts.scenario);
  const gateways = new Map<string, VpnGateway>();
  const hops = hopsOf(parts.scenario, topology, hosts);
  const udps = new Map<string, UdpLayer>();
  for (const device of routers) {
    // A site none of whose groups limits services has nothing to enforce.
    if (parts.scenario.groups.some((group) => group.services !== undefined && group.members.includes(device.site.id)))
      device.node.rules.forward.push(agreedServices(parts, device));
    const udp = new UdpLayer(device.node);
    udps.set(device.site.id, udp);
    const gateway = startGateway(parts, device, udp, { directory, revocations, issue, enrolment, mobike, hops });
    gateways.set(device.site.id, gateway);
    scheduleMoves(parts, topology, device, gateway);
    startManualSa(parts, device, directory);
  }
  const trust: HostTrust = { anchors: ANCHORS, revocations, issue };
  const campus = startCampus({ context: parts.context, scenario: parts.scenario, trust }, topology);
  return {
    gateways,
    udp: udps,
    hosts: new Map([...startHostIpsec(parts, hosts, { ...trust, hops, gateways }), ...campus]),
    centre: started?.centre,
    enrolment,
    directory,
    anchors: ANCHORS,
    revocations,
    certificates,
  };
}

/**
 * Traffic out of a tunnel to the own site's hosts must belong to a service that a common group agrees on. Traffic in transit to another site is no matter of this rule
 * but of relaying (TR 8.1 d).
 */
function agreedServices(parts: WorldParts, device: DeviceRuntime): PacketRule {
  const { scenario, context } = parts;
  const inside = prefixesOf(device);
  const agreed = (peer: string, service: string | undefined): boolean =>
    scenario.groups.some(
      (group) =>
        group.members.includes(device.site.id) &&
        group.members.includes(peer) &&
        (group.services === undefined || (service !== undefined && group.services.includes(service))),
    );
  return statefulFilter(context, device.node, {
    mechanism: 'connection-policy',
    reason: 'outside-agreed-services',
    applies: (packet, passage) => passage.arrival?.tunnel !== undefined && inside.some((prefix) => inPrefix(packet.dst, prefix)),
    permits: (packet, passage) =>
      agreed(passage.arrival?.tunnel?.peerSite ?? '', scenario.services.find((service) => asks(parts, device.place, service, packet))?.id),
  });
}

type Issue = (subject: string) => Certificate;

function counter(): () => number {
  let last = 0;
  return () => ++last;
}

function issuer(issued: Map<string, Certificate>, nextSerial: () => number): Issue {
  const ring = new KeyRing([issuerKeyId(ISSUER.service)]);
  return (subject) => {
    const certificate = issueCertificate(
      { subject, tier: 'service', issuer: ISSUER.service, serial: nextSerial(), notAfterNs: TIME_MAX },
      ring,
    );
    issued.set(subject, certificate);
    return certificate;
  };
}

function entryOf(scenario: Scenario, device: DeviceRuntime): SiteEntry {
  const gateway = outerAddress(device);
  if (gateway === undefined) throw new Error(`vpn: ${device.place} joins no network`);
  const groups = scenario.groups.filter((group) => group.members.includes(device.site.id)).map((group) => group.id);
  return {
    peerSite: device.site.id,
    gateway,
    identity: device.place,
    inside: zonesBehind(device.site, device.spec).map((zone) => zone.knownAs ?? zone.prefix),
    groups,
    ...policyOf(device),
  };
}

/** The subscriber's own policies, where it has some. */
function policyOf({ site: { connections, privacy } }: DeviceRuntime): Pick<SiteEntry, 'policy' | 'privacy'> {
  return { ...(connections === undefined ? {} : { policy: connections }), ...(privacy === undefined ? {} : { privacy }) };
}

function prefixesOf(device: DeviceRuntime): readonly Prefix[] {
  return zonesBehind(device.site, device.spec).map((zone) => zone.prefix);
}

/** What a device shows and signs with: certificates and keys that are there from the start, or a box that is still to come. */
function credentials(
  parts: WorldParts,
  device: DeviceRuntime,
  udp: UdpLayer,
  shared: Shared,
): Pick<VpnIdentity, 'ring' | 'certificate' | 'credential'> {
  const { psk, enrolsAtNs } = device.spec;
  const pskKeys = psk === undefined ? [] : [pskKeyId(psk)];
  if (enrolsAtNs !== undefined && shared.enrolment !== undefined)
    return shared.enrolment.order(device, entryOf(parts.scenario, device), udp, new KeyRing(pskKeys), enrolsAtNs);
  // Group C of TR Figure D.2: a box of the same kind whose owner is no subscriber.
  if (device.spec.serviceCertificate === 'none')
    return { ring: new KeyRing([privateKeyId('device', device.place), ...pskKeys]), credential: () => undefined };
  const certificate = shared.issue(device.place);
  const ring = new KeyRing([privateKeyId('service', device.place), privateKeyId('device', device.place), ...pskKeys]);
  if (device.spec.spare === undefined || shared.enrolment === undefined) return { certificate, ring };
  const first: Box = { ring, credential: () => certificate };
  return shared.enrolment.withSpare(device, entryOf(parts.scenario, device), udp, first, new KeyRing(pskKeys));
}

interface Shared {
  readonly directory: Directory;
  readonly revocations: RevocationList;
  readonly issue: Issue;
  readonly enrolment: EnrolmentOffices | undefined;
  readonly mobike: boolean;
  readonly hops: readonly Hop[];
}

function startGateway(parts: WorldParts, device: DeviceRuntime, udp: UdpLayer, shared: Shared): VpnGateway {
  const { wan, spec, site, node } = device;
  if (wan === undefined) throw new Error(`vpn: ${device.place} joins no network`);
  const { directory, revocations } = shared;
  const own = credentials(parts, device, udp, shared);
  const skew = spec.clockErrorNs === undefined ? {} : { clockErrorNs: spec.clockErrorNs };
  const identity: VpnIdentity = {
    identity: device.place,
    ...own,
    anchors: ANCHORS,
    revocations,
    genuine: true,
    ...(spec.psk === undefined ? {} : { pskId: spec.psk }),
    ...skew,
  };
  const { centre } = parts.scenario;
  const resolver: Resolver =
    centre === undefined
      ? fixedResolver(allEntries(parts.scenario, directory))
      : new CentreClient(parts.context, {
          udp,
          controls: new DeviceControls(parts.context, node.place, true),
          centre: centre.address,
          centreIdentity: centre.id,
          address: wan.address,
          identity: device.place,
          ...own,
          ...(centre.infoLifetimeNs === undefined ? {} : { lifetimeNs: centre.infoLifetimeNs }),
          trust: { anchors: ANCHORS, revocations, ...skew },
          onInformed: (info, origin) => noteInformed(parts, device.place, info, origin),
        });
  return new VpnGateway(parts.context, {
    ...identity,
    site: site.id,
    wan,
    inside: prefixesOf(device),
    udp,
    resolver,
    siteOf: (name) => directory.siteOf(name),
    mayConnect: (peer) => directory.shareGroup(site.id, peer),
    refusesPeer: (peer) => directory.refuses(site.id, peer),
    policiesDiffer: (peer) => directory.policyDifference(peer, site.id) !== undefined,
    ...(spec.firstPacket === undefined ? {} : { firstPacket: spec.firstPacket }),
    ...hopToHosts(device, shared.hops),
    idleTimeoutNs: spec.idleTimeoutNs,
    rekeyNs: spec.rekeyNs,
    ...(shared.mobike ? { ike: { mobike: true } } : {}),
    ...(spec.esp === undefined ? {} : { suite: spec.esp }),
    ...(spec.checksInnerSource === true ? { innerSources: (peer: string) => directory.find({ site: peer })?.inside ?? [] } : {}),
    ...(spec.triggers === undefined ? {} : { mayRaise: (packet: Packet) => ofService(parts, device, packet) }),
    ...(spec.leftBridging === true ? { bridging: leftBridging(parts, device.place) } : {}),
    ...(spec.associations?.antiReplay === false ? { windowPackets: 0 } : {}),
  });
}

/** A request to a service, or an answer of one, between sites for which the service is meant. */
function ofService(parts: WorldParts, { place, site: { id: site } }: DeviceRuntime, packet: Packet): boolean {
  const there = siteOf(parts.ownerOf(packet.dst, place));
  return parts.scenario.services.some(
    (service) =>
      (asks(parts, place, service, packet) && service.partners.includes(siteOf(service.host) === site ? there : site)) ||
      (answers(parts, place, service, packet) && service.partners.includes(there)),
  );
}

function noteInformed({ facts, context, ownerOf }: WorldParts, device: string, info: ConnectionInfo, origin: string): void {
  facts.informed.push({ atNs: context.kernel.now, device, peerSite: info.peerSite, gateway: ownerOf(info.gateway, device), origin });
}

/** The association with fixed keys that a device had before it got IKE (T18, T19); it works while IKE is not deployed. */
function startManualSa(parts: WorldParts, device: DeviceRuntime, directory: Directory): void {
  const peer = device.spec.manualPeer === undefined ? undefined : directory.find({ site: device.spec.manualPeer });
  if (peer === undefined || device.wan === undefined) return;
  const { associations } = device.spec;
  const keyId = manualKeyId(device.site.id, peer.peerSite);
  const lifetimeNs = manualKeySpeaker(parts.scenario, keyId)?.manualKeyLifetimeNs;
  hangManualSa(parts.context, {
    wan: device.wan,
    peerSite: peer.peerSite,
    peerGateway: peer.gateway,
    peerPrefixes: peer.inside,
    keyId,
    ring: new KeyRing([keyId]),
    ...(lifetimeNs === undefined ? {} : { keyLifetimeNs: lifetimeNs }),
    suite: associations?.manualSuite ?? MANUAL_SUITE,
    ...(associations?.inspectsPadding === true ? { inspectsPadding: true } : {}),
    ...(associations?.manualSelectors === undefined ? {} : { selectors: associations.manualSelectors }),
  });
}

function allEntries(scenario: Scenario, directory: Directory): readonly ConnectionInfo[] {
  return scenario.sites.flatMap((site) => directory.find({ site: site.id }) ?? []);
}

interface StartedCentre extends Pick<DeskParts, 'spec' | 'udp' | 'certificate' | 'ring'> {
  readonly centre: VpnCentre;
}

/** The parties of enrolment, where a device enrols. */
function startEnrolment(
  parts: WorldParts,
  started: StartedCentre | undefined,
  shared: Pick<DeskParts, 'directory' | 'revocations' | 'nextSerial' | 'served'>,
): EnrolmentOffices | undefined {
  const { enrolment } = parts.scenario;
  if (enrolment === undefined || started === undefined) return undefined;
  return new EnrolmentOffices(parts, { ...started, ...shared, issuers: ISSUER }, enrolment);
}

function startCentre(
  parts: WorldParts,
  topology: Topology,
  directory: Directory,
  revocations: RevocationList,
  issue: Issue,
): StartedCentre | undefined {
  const { centre } = parts.scenario;
  if (centre === undefined) return undefined;
  const node = new IpNode(parts.context, centre.id, false);
  const iface = node.addIface(centre.network, centre.address, centre.prefix);
  topology.lines.set(centre.id, topology.networks.join(centre.network, { iface, link: centre.link, behind: [], knows: () => true }));
  topology.backbones.get(centre.network)?.rules.forward.push(membersOnly(parts, topology, centre.id));
  const certificate = issue(centre.id);
  const ring = new KeyRing([privateKeyId('service', centre.id)]);
  const udp = new UdpLayer(node);
  const vpnCentre = new VpnCentre(parts.context, {
    place: centre.id,
    udp,
    directory,
    anchors: ANCHORS,
    revocations,
    certificate,
    ring,
    processingNs: centre.processingNs,
  });
  return { centre: vpnCentre, spec: centre, udp, certificate, ring };
}

/** The provider's edge in front of the centre lets the lines of registered devices through and nobody else, where policy is enforced there (threat card T25). */
function membersOnly(parts: WorldParts, topology: Topology, centre: string): PacketRule {
  const addresses = (device: DeviceRuntime): readonly Ipv4[] =>
    device.spec.ports.flatMap((port) =>
      port.link === undefined ? [] : [port.nat?.address ?? port.address, ...(port.moves ?? []).map((move) => move.address)],
    );
  const members = new Set([...topology.devices.values()].flatMap((device) => (device.wan === undefined ? [] : addresses(device))));
  return (packet, passage) => {
    if (passage.out?.name !== centre || members.has(packet.src)) return PASS;
    const control = parts.context.gate.on('connection-policy', centre);
    return control === undefined ? PASS : { verb: 'drop', reason: 'not-a-members-line', control };
  };
}
