/**
 * Purpose: IPsec on a host: transport-mode SAs, by certificate, with the other hosts of a protected domain, and tunnel mode to the device of its LAN where the hop is protected.
 *
 * Shares everything below the policy with the gateway. Traffic with addresses outside the list passes as if there were no IPsec, or over the hop (host-hop.ts). What is protected
 * from host to host is not protected once more on the hop.
 * Does not model: per-user or per-port SAs; opportunistic protection. Units: nanoseconds. Determinism: asks controls in packet order.
 * References: RFC 4301 3.3 (host implementations), 4.1 (transport mode between hosts, tunnel mode with a gateway), 5.1, 5.2; TR A.3, 6.2.2, 9.5.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { IpNode } from '../net/node.ts';
import type { Packet } from '../net/packet.ts';
import { PASS, TAKEN, type Passage, type Verdict } from '../net/rules.ts';
import type { UdpPort } from './udp-port.ts';
import { fixedResolver, type ConnectionInfo } from './connection.ts';
import { DeviceControls } from './controls.ts';
import { carryOver, refuseClear } from './host-hop.ts';
import { authSettings, DEFAULT_IDLE_TIMEOUT_NS, type VpnIdentity } from './gateway.ts';
import { IKE_PORT } from './ike-payloads.ts';
import { ikeSettings, type IkeSettings } from './ike-settings.ts';
import { Spd, type SpdPolicy } from './spd.ts';
import { Tunnels } from './tunnels.ts';

/** Another host of the protected domain. */
export interface ProtectedHost {
  readonly address: Ipv4;
  readonly identity: string;
}

export interface HostIpsecConfig extends VpnIdentity {
  readonly node: IpNode;
  readonly udp: UdpPort;
  /** Own address on the link over which the domain is reached. */
  readonly address: Ipv4;
  readonly peers: readonly ProtectedHost[];
  readonly idleTimeoutNs?: TimeNs;
  readonly ike?: Partial<Omit<IkeSettings, 'address' | 'auth' | 'mode'>>;
}

/**
 * IPsec on a host; making one adds it.
 * Units: see HostIpsecConfig. Errors: throws when the node already speaks ESP or IKE. Source: RFC 4301 3.3.
 */
export class HostIpsec {
  readonly tunnels: Tunnels;
  readonly #config: HostIpsecConfig;
  readonly controls: DeviceControls;
  readonly spd: Spd;

  constructor(context: NetContext, config: HostIpsecConfig) {
    const { node, hop } = config;
    this.#config = config;
    this.controls = new DeviceControls(context, node.place, config.genuine);
    this.spd = new Spd(policies(config.peers));
    const known = config.peers.map(information);
    this.tunnels = new Tunnels({
      context,
      node,
      udp: config.udp,
      controls: this.controls,
      ike: ikeSettings({
        ...config.ike,
        mode: 'transport',
        modeTo: (peer) => (hop?.named(peer) === undefined ? undefined : 'tunnel'),
        address: config.address,
        auth: authSettings(config, this.controls),
      }),
      resolver: hop?.resolver(fixedResolver(known)) ?? fixedResolver(known),
      ...(hop === undefined ? {} : { hop }),
      idleTimeoutNs: config.idleTimeoutNs ?? DEFAULT_IDLE_TIMEOUT_NS,
      // A host stands for itself: its site is its identity.
      siteOf: (identity) => identity,
      admit: () => undefined,
    });
    node.rules.ingress.push((packet, passage) => this.#ingress(packet, passage));
    node.rules.egress.push((packet, passage) => this.#egress(packet, passage));
  }

  #egress(packet: Packet, passage: Passage): Verdict {
    if (this.spd.lookup(packet, 'out', passage.arrival === undefined).action === 'protect') {
      const ipsec = this.controls.ask('ipsec-ike');
      if (ipsec.on) {
        this.tunnels.carry(packet, ipsec.by);
        return TAKEN;
      }
    }
    const { hop } = this.#config;
    const device = hop?.device;
    if (hop === undefined || device === undefined || !hop.covers(packet, packet.dst)) return PASS;
    return carryOver(device, packet, this.controls, this.tunnels);
  }

  #ingress(packet: Packet, passage: Passage): Verdict {
    if (passage.arrival?.tunnel !== undefined) return PASS;
    if (this.spd.lookup(packet, 'in', true).action === 'protect') {
      const ipsec = this.controls.ask('ipsec-ike');
      if (ipsec.by !== undefined) return { verb: 'drop', reason: 'unprotected-inbound', control: ipsec.by };
    }
    const { hop } = this.#config;
    return hop === undefined ? PASS : refuseClear(hop, packet, packet.src, { passage, controls: this.controls });
  }
}

function policies(peers: readonly ProtectedHost[]): readonly SpdPolicy[] {
  return [
    { name: 'ike', action: 'bypass', selector: { own: true, protocol: 'udp', localPort: IKE_PORT, remotePort: IKE_PORT } },
    { name: 'esp', action: 'bypass', selector: { own: true, protocol: 'esp' } },
    ...peers.map((peer): SpdPolicy => ({
      name: peer.identity,
      action: 'protect',
      selector: { remote: { base: peer.address, length: 32 } },
    })),
    { name: 'others', action: 'bypass', selector: {} },
  ];
}

function information(peer: ProtectedHost): ConnectionInfo {
  return { peerSite: peer.identity, gateway: peer.address, identity: peer.identity, inside: [{ base: peer.address, length: 32 }] };
}
