/**
 * Purpose: IPsec on hosts: those that an offer covers form a protected domain, and some protect the hop to their device.
 *
 * Does not model: anything itself. Units: none. Determinism: scenario order.
 * References: RFC 4301 3.3 (host implementations); TR 9.5.
 */
import type { VpnGateway } from '../vpn/gateway.ts';
import { HostIpsec, type ProtectedHost } from '../vpn/host-ipsec.ts';
import { privateKeyId } from '../vpn/pki.ts';
import type { HostTrust } from './campus.ts';
import { covers } from './controls.ts';
import { addressOf, hopToDevice, type Hop } from './hops.ts';
import { ringOf, type WorldParts } from './parts.ts';
import type { HostRuntime } from './world.ts';

interface HostParts extends HostTrust {
  readonly hops: readonly Hop[];
  readonly gateways: ReadonlyMap<string, VpnGateway>;
}

/**
 * Hosts that offers of IPsec cover form one protected domain; those with a hop speak to their device as well.
 * Units: none. Errors: throws for a host without interface (a bug). Source: RFC 4301 3.3.
 */
export function startHostIpsec(
  parts: WorldParts,
  hosts: ReadonlyMap<string, HostRuntime>,
  { anchors, revocations, issue, hops, gateways }: HostParts,
): ReadonlyMap<string, HostIpsec> {
  const equipped = new Map<string, HostIpsec>();
  const offers = parts.scenario.controls.filter((offer) => offer.mechanism === 'ipsec-ike');
  const covered = [...hosts.values()].filter((host) => offers.some((offer) => offer.scope.some((scope) => covers(scope, host.place))));
  const protectedHosts = covered.map((host): ProtectedHost => ({ address: addressOf(host), identity: host.place }));
  const hopped = [...hosts.values()].filter((host) => !covered.includes(host) && hops.some((hop) => hop.host === host));
  for (const host of [...covered, ...hopped]) {
    const ring = ringOf(parts, host.place);
    ring.add(privateKeyId('service', host.place));
    equipped.set(
      host.place,
      new HostIpsec(parts.context, {
        node: host.node,
        udp: host.udp,
        address: addressOf(host),
        peers: covered.includes(host) ? protectedHosts.filter((peer) => peer.identity !== host.place) : [],
        ...hopToDevice(host, hops, gateways),
        identity: host.place,
        ring,
        certificate: issue(host.place),
        anchors,
        revocations,
        genuine: true,
      }),
    );
  }
  return equipped;
}
