/**
 * Purpose: a scenario as a test bench: which sites a tunnel can join, a world with the tunnels switched on and no users in it, and probe packets with the times at which they arrive.
 *
 * Does not model: anything itself; it drives the packet simulator. Units: nanoseconds, octets. Determinism: scenario order, the seed of the world.
 * References: TR D.7 (what is measured), D.3 (sites of a common group).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { Nat } from '../../sim/net/nat.ts';
import type { Content } from '../../sim/net/packet.ts';
import type { DevicePort, DeviceSpec, GroupSpec, Place, Ratio, Scenario, ServiceKind, SiteSpec } from '../../sim/world/scenario.ts';
import { addressOf, buildWorld, type HostRuntime, type World } from '../../sim/world/world.ts';

/** Mechanisms that make up the VPN; whatever else a scenario offers stays off while it is measured. */
const VPN_MECHANISMS: readonly string[] = [
  'ipsec-ike',
  'device-auth',
  'connection-policy',
  'relay-blocking',
  'device-revocation',
  'ike-cookies',
];

/** Where probes are sent from or to. */
export interface SiteEnd {
  readonly site: string;
  readonly device: Place;
  /** The network that its line joins. */
  readonly network: string;
  readonly hosts: readonly Place[];
  /** Behind a translator of addresses, so that no other site can raise a tunnel to it. */
  readonly translated: boolean;
  /** Rate of the access line. */
  readonly rateBps: number;
}

/** A tunnel that can be measured, in the direction in which it is raised, and where probes go that its policy lets through. */
export interface TunnelPair {
  readonly from: SiteEnd;
  readonly to: SiteEnd;
  readonly target: { readonly place: Place; readonly port: number };
  /** False where the policy of their groups names no service at the asked site: the tunnel stands, and no probe passes. */
  readonly open: boolean;
}

/**
 * Every ordered pair of sites that share a group and have VPN routers for which IPsec is offered.
 * Units: none. Errors: none; empty where a scenario has no such pair. Source: TR D.3.
 */
export function tunnelPairs(scenario: Scenario): readonly TunnelPair[] {
  const offered = (device: Place): boolean =>
    scenario.controls.some(({ mechanism, scope }) => mechanism === 'ipsec-ike' && scope.includes(device));
  const ends = scenario.sites.flatMap((site) => endOf(site) ?? []).filter(({ device }) => offered(device));
  const shared = (a: string, b: string): readonly GroupSpec[] =>
    scenario.groups.filter(({ members }) => members.includes(a) && members.includes(b));
  return ends.flatMap((from) =>
    ends
      .filter((to) => to !== from && !to.translated && shared(from.site, to.site).length > 0)
      .map((to) => ({ from, to, ...targetOf(scenario, to, shared(from.site, to.site)) })),
  );
}

/** Services that listen on UDP themselves. */
const UDP_SERVICES: readonly ServiceKind[] = ['audit-log', 'directory', 'conference'];

/** Any host where the groups allow everything, else the place of a service that they agree on: the policy looks at address and port. */
function targetOf(scenario: Scenario, to: SiteEnd, groups: readonly GroupSpec[]): Pick<TunnelPair, 'target' | 'open'> {
  const free = { place: to.hosts[0] ?? '', port: PROBE_PORT };
  if (groups.some(({ services }) => services === undefined)) return { target: free, open: true };
  const agreed = scenario.services.find(
    ({ id, host, kind }) =>
      host.startsWith(`${to.site}.`) && !UDP_SERVICES.includes(kind) && groups.some(({ services }) => services?.includes(id) === true),
  );
  return agreed === undefined ? { target: free, open: false } : { target: { place: agreed.host, port: agreed.port }, open: true };
}

function endOf(site: SiteSpec): SiteEnd | undefined {
  const device = site.devices.find(({ kind, ports }) => kind === 'vpn-router' && ports.some(({ link }) => link !== undefined));
  const line = device?.ports.find(({ link }) => link !== undefined);
  if (device === undefined || line?.link === undefined) return undefined;
  const { rateBps } = line.link;
  const zones = device.ports.filter(({ link }) => link === undefined).map(({ joins }) => joins);
  const hosts = site.hosts.filter(({ zone }) => zones.includes(zone)).map(({ id, zone }) => `${site.id}.${zone}.${id}`);
  const translated = line.nat !== undefined;
  return hosts.length === 0
    ? undefined
    : { site: site.id, device: `${site.id}.${device.id}`, network: line.joins, hosts, translated, rateBps };
}

/**
 * The controls that are on while tunnels are measured: what the VPN is made of, at the routers.
 * Units: none. Errors: none. Source: TR D.3-D.5.
 */
export function vpnControls(scenario: Scenario): readonly string[] {
  const routers = scenario.sites.flatMap(({ id, devices }) =>
    devices.filter(({ kind }) => kind === 'vpn-router').map((device) => `${id}.${device.id}`),
  );
  return scenario.controls
    .filter(({ mechanism, scope }) => VPN_MECHANISMS.includes(mechanism) && scope.some((place) => routers.includes(place)))
    .map(({ id }) => id);
}

/**
 * The same scenario with another loss on every line of a network.
 * Units: a ratio for each direction. Errors: none. Source: own design.
 */
export function withLineLoss(scenario: Scenario, loss: Ratio): Scenario {
  const sites = scenario.sites.map((site) => ({
    ...site,
    devices: site.devices.map((device) => ({
      ...device,
      ports: device.ports.map((port) => (port.link === undefined ? port : { ...port, link: { ...port.link, loss } })),
    })),
  }));
  const { centre } = scenario;
  return { ...scenario, sites, ...(centre === undefined ? {} : { centre: { ...centre, link: { ...centre.link, loss } } }) };
}

/** Own choice: the least that RFC 4787 REQ-5 allows. */
const NAT_LIFETIME_NS = 120 * NS_PER_S;

/** Addresses between a device and the translator that is put in front of it: of the space that providers share for such purposes (RFC 6598). */
const SHARED = { base: 0x64_40_00_00, length: 30 };

/**
 * The same scenario with a site's VPN device behind a broadband router that has its address.
 * Units: nanoseconds. Errors: none. Source: TR D.7 c; RFC 3022 2.2.
 */
export function behindNat(scenario: Scenario, { site, network }: SiteEnd): Scenario {
  const translated = (port: DevicePort): DevicePort => {
    if (port.joins !== network) return port;
    const { moves: _moves, address, prefix, ...line } = port;
    return { ...line, address: SHARED.base + 2, prefix: SHARED, nat: { address, prefix, mappingNs: NAT_LIFETIME_NS } };
  };
  const sites = scenario.sites.map((each) =>
    each.id === site ? { ...each, devices: each.devices.map((device) => ({ ...device, ports: device.ports.map(translated) })) } : each,
  );
  return { ...scenario, sites };
}

/** Port of the probes: of those that are never assigned (RFC 6335 6). */
const PROBE_PORT = 50_999;

/** What is measured are devices in service: how they came to it (TR D.6) happens once, and would lie in between. */
function inService(scenario: Scenario): Scenario {
  const served = ({ enrolsAtNs: _enrolsAtNs, ...device }: DeviceSpec): DeviceSpec => device;
  return { ...scenario, sites: scenario.sites.map((site) => ({ ...site, devices: site.devices.map(served) })) };
}

/** What a probe carries besides its octets. */
interface ProbeContent extends Content {
  readonly number: number;
}

/** A probe that arrived. */
export interface Arrived {
  readonly number: number;
  readonly timeNs: TimeNs;
  readonly dscp: number;
}

export interface BenchOptions {
  readonly seed: number;
  /** Switched on; by default `vpnControls`. */
  readonly controls?: readonly string[];
  /** Flows of the script that run; by default none. */
  readonly stage?: readonly string[];
  readonly trace?: boolean;
}

/**
 * One world on the bench.
 * Units: nanoseconds. Errors: throws for places that the scenario does not have (a bug). Source: own design.
 */
export class Bench {
  readonly world: World;
  /** Translators that were put in. */
  readonly nats: Nat[] = [];

  constructor(scenario: Scenario, options: BenchOptions) {
    const on = new Set(options.controls ?? vpnControls(scenario));
    this.world = buildWorld(inService(scenario), {
      seed: options.seed,
      answer: (id) => on.has(id),
      trace: options.trace ?? true,
      stage: options.stage ?? [],
    });
  }

  /** Probes that arrive at a target from now on; call it once for each. */
  receive({ place, port }: TunnelPair['target']): readonly Arrived[] {
    const arrived: Arrived[] = [];
    this.host(place).udp.bind(port, ({ content, packet }) => {
      if (content.kind === 'probe') arrived.push({ number: (content as ProbeContent).number, timeNs: this.nowNs, dscp: packet.dscp });
    });
    return arrived;
  }

  /** Sends a probe of so many octets of UDP payload at a time. */
  send(
    atNs: TimeNs,
    from: Place,
    { place, port }: TunnelPair['target'],
    probe: { readonly number: number; readonly bytes: number; readonly dscp?: number },
  ): void {
    const { number, bytes, dscp = 0 } = probe;
    const content: ProbeContent = { kind: 'probe', bytes, number };
    const dst = addressOf(this.world, place);
    this.world.parts.context.kernel.at(atNs, () =>
      this.host(from).node.originate({ dst, dscp, body: { protocol: 'udp', srcPort: PROBE_PORT, dstPort: port, content } }),
    );
  }

  /**
   * Puts a translator of addresses in front of a site's access line: whoever writes to the site does so from the provider's address. The site itself can then call nobody who
   * is not already in touch with it.
   */
  translateTowards({ device }: SiteEnd): void {
    for (const backbone of this.world.topology.backbones.values()) {
      const iface = backbone.ifaces.find(({ name }) => name === device);
      if (iface !== undefined) this.nats.push(new Nat(this.world.parts.context, iface, NAT_LIFETIME_NS));
    }
  }

  get nowNs(): TimeNs {
    return this.world.parts.context.kernel.now;
  }

  run(untilS: number): void {
    this.world.parts.context.kernel.run(untilS * NS_PER_S);
  }

  /** Events of the trace of one kind at one place. */
  events(kind: string, place?: Place): readonly TraceEvent[] {
    return this.world.parts.context.trace.events.filter((event) => event.kind === kind && (place === undefined || event.at === place));
  }

  at(timeNs: TimeNs, act: () => void): void {
    this.world.parts.context.kernel.at(timeNs, act);
  }

  host(place: Place): HostRuntime {
    const host = this.world.hosts.get(place);
    if (host === undefined) throw new Error(`bench: no host ${place}`);
    return host;
  }
}
