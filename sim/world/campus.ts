/**
 * Purpose: a campus network: the sites on it reach one another through L2TP tunnels between their routers, which may be protected by IPsec from end to end.
 *
 * The campus itself knows the routers and none of the networks behind them. Where an offer of IPsec covers such a router, it protects what it sends to the other ends in transport mode,
 * so that each L2TP tunnel runs inside a pair of associations, by certificate.
 * Does not model: a campus with L2TP ends that belong to nobody's site; the loss of an end.
 * Units: none. Determinism: scenario order.
 * References: TR 9.4 (L2TP within the campus; IKE with certificates and IPsec between the origin and the end of the tunnel); RFC 2661; RFC 3193 (L2TP over IPsec, transport mode).
 */
import { endL2tp, type L2tpPeer } from '../net/l2tp/l2tp-end.ts';
import type { NetContext } from '../net/context.ts';
import type { Iface } from '../net/iface.ts';
import { UdpLayer } from '../net/udp.ts';
import { HostIpsec } from '../vpn/host-ipsec.ts';
import { KeyRing } from '../vpn/key-store.ts';
import { privateKeyId, type Certificate, type RevocationView, type TrustAnchors } from '../vpn/pki.ts';
import { covers } from './controls.ts';
import type { Scenario } from './scenario.ts';
import type { DeviceRuntime, Topology } from './topology.ts';

/** What authenticates hosts, and routers that stand for themselves. */
export interface HostTrust {
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationView;
  issue(subject: string): Certificate;
}

/** A site's router on a campus network. */
interface End {
  readonly device: DeviceRuntime;
  readonly line: Iface;
}

interface Campus {
  readonly context: NetContext;
  readonly scenario: Scenario;
  readonly trust: HostTrust;
}

/**
 * Equips the routers on campus networks; the result is IPsec at their ends, by place.
 * Units: none. Errors: throws on a scenario that the loader would have refused (a bug). Source: TR 9.4.
 */
export function startCampus(campus: Campus, topology: Topology): ReadonlyMap<string, HostIpsec> {
  const { context, scenario } = campus;
  const equipped = new Map<string, HostIpsec>();
  for (const network of scenario.networks) {
    if (network.kind !== 'campus') continue;
    const ends = [...topology.devices.values()].flatMap((device): End[] => {
      const line = device.node.ifaces.find(({ name }) => name === network.id);
      return line === undefined ? [] : [{ device, line }];
    });
    for (const end of ends) {
      const others = ends.filter((other) => other !== end);
      const udp = new UdpLayer(end.device.node);
      routeThrough(topology, end, others);
      endL2tp(context, { udp, line: end.line, peers: others.map(peerOf) });
      const ipsec = protect(campus, end, others, udp);
      if (ipsec !== undefined) equipped.set(end.device.place, ipsec);
    }
  }
  return equipped;
}

function peerOf({ device, line }: End): L2tpPeer {
  return { place: device.place, address: line.address, behind: device.site.zones.map(({ prefix }) => prefix) };
}

/** The site's other devices send what is for the campus through this one. */
function routeThrough(topology: Topology, { device }: End, others: readonly End[]): void {
  for (const neighbour of topology.devices.values()) {
    if (neighbour.site !== device.site || neighbour === device) continue;
    const port = device.spec.ports.find(
      ({ joins, link }) => link === undefined && neighbour.spec.ports.some((each) => each.joins === joins),
    );
    const iface = neighbour.node.ifaces.find(({ name }) => name === port?.joins);
    if (port === undefined || iface === undefined) continue;
    for (const other of others)
      for (const { prefix } of other.device.site.zones) neighbour.node.table.add({ prefix, iface, nextHop: port.address });
  }
}

/** IPsec between the ends of the tunnels (RFC 3193), where it is offered for this router. */
function protect({ context, scenario, trust }: Campus, end: End, others: readonly End[], udp: UdpLayer): HostIpsec | undefined {
  const offers = scenario.controls.filter((offer) => offer.mechanism === 'ipsec-ike');
  const covered = ({ device }: End): boolean => offers.some((offer) => offer.scope.some((scope) => covers(scope, device.place)));
  if (!covered(end)) return undefined;
  const { place, node } = end.device;
  return new HostIpsec(context, {
    node,
    udp,
    address: end.line.address,
    peers: others.filter(covered).map(({ device, line }) => ({ address: line.address, identity: device.place })),
    identity: place,
    ring: new KeyRing([privateKeyId('service', place)]),
    certificate: trust.issue(place),
    anchors: trust.anchors,
    revocations: trust.revocations,
    genuine: true,
  });
}
