/**
 * Purpose: a running world: a scenario turned into nodes, stacks, services, VPN devices and users, ready to simulate.
 *
 * `stage` names the flows of the script that run; an attack puts on stage the flow that it is aimed at and those it depends on, so that unrelated traffic neither costs time
 * nor widens its decision tree. It also names the devices that download connection information by themselves. Everything else of the network is always there.
 * Does not model: anything itself. Units: nanoseconds. Determinism: built in scenario order; streams by name.
 * References: design 2 (path of the data).
 */
import { Kernel } from '../kernel/kernel.ts';
import { Streams } from '../kernel/streams.ts';
import { Trace } from '../kernel/trace.ts';
import { formatIpv4, type Ipv4 } from '../net/address.ts';
import { NetContext } from '../net/context.ts';
import type { IpNode } from '../net/node.ts';
import type { Probe } from '../net/probe.ts';
import type { WireTap } from '../net/tap.ts';
import { TcpLayer } from '../net/tcp/layer.ts';
import { UdpLayer } from '../net/udp.ts';
import { KeyRing } from '../vpn/key-store.ts';
import { tlsClientKey, tlsServerKey, type MessageStream } from '../vpn/tls.ts';
import { ControlSwitch, covers, type Answer } from './controls.ts';
import { envelopeKey, signingKey } from './documents.ts';
import { Facts } from './facts.ts';
import { gatewayScanner } from './gateway-scanner.ts';
import { Infections } from './infection.ts';
import { Logs } from './logs.ts';
import { appContent, type AppMessage } from './messages.ts';
import { joinKey, siteOf, type WorldParts } from './parts.ts';
import type { FlowSpec, Scenario, ServiceSpec } from './scenario.ts';
import { scheduleCalls, sipPorts, startCalls, type SipPorts } from './services/calls.ts';
import { callConference, startConference } from './services/conference.ts';
import { startAuditLog } from './services/audit-log.ts';
import { cardKey, tokenKey } from './services/keys.ts';
import { collectionKeys } from './services/collections.ts';
import { directoryOverTls, startDirectory } from './services/directory.ts';
import { scheduleFiles, startFiles } from './services/files.ts';
import { startGateway } from './services/gateway.ts';
import { recordService } from './services/records.ts';
import type { ServiceLogic } from './services/service.ts';
import { shareService } from './services/share.ts';
import { AccountClient } from './account-client.ts';
import { AddressBook } from './address-book.ts';
import { letterService } from './services/letters.ts';
import { equipCheck } from './services/checks.ts';
import { orderService } from './services/orders.ts';
import { transactionService } from './services/transactions.ts';
import { noteGroundTruth } from './ground.ts';
import { plugControls, type ControlBehaviour } from './plugin-control.ts';
import { startRouting } from './routing.ts';
import { openToService, startService } from './streams-over-tcp.ts';
import { protectTcp } from './tcp-protection.ts';
import { buildTopology, type Topology } from './topology.ts';
import { Store } from './stores.ts';
import { scheduleFlow, type OpenStream } from './users.ts';
import { buildVpn, type Vpn } from './vpn.ts';
import { scheduleDownload } from './download.ts';
import { exposeFileSharing } from './worm.ts';
import { PRIORITY } from '../kernel/kernel.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly answer: Answer;
  readonly trace: boolean;
  /** An onlooker, for pictures; the run is the same without it. */
  readonly probe?: Probe | undefined;
  /** Flows that run, and devices that download connection information at their time; absent = all. */
  readonly stage?: readonly string[];
  /** Lets simultaneous events happen in random order (a test mode). */
  readonly permuteTies?: boolean;
  /** Controls that plug-ins bring. */
  readonly plugged?: readonly ControlBehaviour[];
  /** Hears what is on the wires, while the trace is on. */
  readonly tap?: WireTap;
  /** Events after which the run gives up, for code that is not ours. */
  readonly mostEvents?: number;
}

export interface HostRuntime {
  readonly place: string;
  readonly address: Ipv4;
  readonly node: IpNode;
  readonly tcp: TcpLayer;
  readonly udp: UdpLayer;
  /** SIP at one of its ports, the same for all calls. */
  readonly sip: SipPorts;
}

export interface World {
  readonly parts: WorldParts;
  readonly controls: ControlSwitch;
  readonly topology: Topology;
  readonly hosts: ReadonlyMap<string, HostRuntime>;
  readonly vpn: Vpn;
  /** T32: flows whose client uses the address of another host, by mistake. */
  readonly misdialled: Map<string, string>;
  /** T21, T26: file shares, by host. */
  readonly stores: ReadonlyMap<string, Store>;
  run(): void;
}

/**
 * Builds a world.
 * Units: nanoseconds. Errors: throws on a scenario that the loader would have refused (a bug). Source: design 2.
 */
export function buildWorld(scenario: Scenario, options: WorldOptions): World {
  const controls = new ControlSwitch(scenario.controls, options.answer);
  const streams = new Streams(options.seed);
  const ties = streams.get('kernel/ties');
  const kernel = new Kernel(options.permuteTies === true ? { drawTie: () => ties.next() } : {});
  const trace = new Trace(options.trace, () => kernel.now);
  controls.onAsk = (control, on, place) => {
    if (trace.on) trace.emit(place, 'consult', { control, on });
  };
  const context = new NetContext({ kernel, trace, streams, gate: controls, probe: options.probe });
  context.tap = options.tap;
  const topology = buildTopology(context, scenario);
  const book = new AddressBook(scenario);
  const facts = new Facts();
  const parts: WorldParts = {
    scenario,
    context,
    facts,
    infections: new Infections(context, facts, scenario),
    logs: new Logs(trace, () => kernel.now),
    rings: makeRings(scenario),
    book,
    ownerOf: (address, at) => book.ownerOf(address, at) ?? formatIpv4(address),
    tainted: new Map(),
    flawsOf: (host) => topology.hosts.get(host)?.spec.flaws ?? [],
    busy: new Map(),
    webSites: new Map(),
    lured: new Map(),
    told: new Map(),
    writers: new Map(),
    positions: new Map(),
    drawn: new Map(),
    service: byId(scenario.services),
    asset: byId(scenario.sites.flatMap((site) => site.assets)),
  };
  const hosts = equipHosts(parts, topology);
  protectTcp(parts, hosts);
  noteGroundTruth(parts);
  const vpn = buildVpn(parts, topology, hosts);
  startRouting(topology);
  startServices(parts, hosts);
  logAtAccessPoints(parts, topology);
  scanAtGateways(parts, topology);
  plugControls(context, topology, scenario, options.plugged ?? []);
  const world: World = {
    parts,
    controls,
    topology,
    hosts,
    vpn,
    misdialled: new Map(),
    stores: startStores(parts, topology, hosts),
    run: () => kernel.run(scenario.horizonNs, options.mostEvents),
  };
  for (const flow of scenario.flows) {
    if (options.stage === undefined || options.stage.includes(flow.id)) startFlow(world, flow);
  }
  for (const device of topology.devices.values()) {
    if (options.stage === undefined || options.stage.includes(device.place)) scheduleDownload(parts, vpn, device);
  }
  return world;
}

/** Keys that honest hosts hold: their authors' signing key, the envelope keys of services they are partners of, their users' cards, their own server key. */
function makeRings(scenario: Scenario): ReadonlyMap<string, KeyRing> {
  const rings = new Map<string, KeyRing>();
  for (const site of scenario.sites) {
    for (const host of site.hosts) {
      const place = `${site.id}.${host.zone}.${host.id}`;
      const envelopes = scenario.services.filter((s) => s.partners.includes(site.id) || s.host === place).map((s) => envelopeKey(s.id));
      const cards = scenario.sites
        .flatMap((s) => s.users)
        .filter((user) => user.workstation === place)
        .flatMap((user) => [cardKey(user.id), tokenKey(user.id), tlsClientKey(user.id)]);
      rings.set(place, new KeyRing([signingKey(site.id), ...envelopes, ...cards, ...collectionKeys(scenario, place), tlsServerKey(place)]));
    }
  }
  return rings;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): (id: string) => T {
  const index = new Map(items.map((item) => [item.id, item]));
  return (id) => {
    const item = index.get(id);
    if (item === undefined) throw new Error(`world: no ${id}`);
    return item;
  };
}

function equipHosts(parts: WorldParts, topology: Topology): Map<string, HostRuntime> {
  const hosts = new Map<string, HostRuntime>();
  for (const { place, spec, node } of topology.hosts.values()) {
    const udp = new UdpLayer(node);
    const sip = sipPorts(parts.context, udp);
    const host: HostRuntime = { place, address: spec.address, node, tcp: new TcpLayer(node, spec.tcp), udp, sip };
    exposeFileSharing(parts, { place, spec, udp: host.udp });
    hosts.set(place, host);
  }
  return hosts;
}

function startServices(parts: WorldParts, hosts: ReadonlyMap<string, HostRuntime>): void {
  for (const service of parts.scenario.services) {
    const host = hosts.get(service.host);
    if (host === undefined) throw new Error(`world: service ${service.id} has no host ${service.host}`);
    if (service.kind === 'audit-log') startAuditLog(parts, service, host.udp);
    else if (service.kind === 'conference') startConference(parts, service, host.udp);
    else if (service.kind === 'ftp') startFiles(parts, service, host.tcp);
    else if (service.kind === 'sip') startCalls(parts, service, host.sip(service.port), host.address);
    else if (service.kind === 'orders')
      startService(parts, service, orderService(parts, service, equipCheck(parts, service, hosts)), host.tcp);
    else if (service.kind === 'directory') {
      startDirectory(parts, service, host.udp);
      startService(parts, service, directoryOverTls(service), host.tcp);
    } else if (service.kind === 'gateway') startGateway(parts, service, host.tcp);
    else startService(parts, service, logicOf(parts, service), host.tcp);
  }
}

function logicOf(parts: WorldParts, service: ServiceSpec): ServiceLogic {
  if (service.kind === 'records') return recordService(parts, service);
  if (service.kind === 'share') return shareService(parts, service);
  return service.kind === 'booking' || service.kind === 'console' ? transactionService(parts, service) : letterService(parts, service);
}

function startStores(parts: WorldParts, topology: Topology, hosts: ReadonlyMap<string, HostRuntime>): ReadonlyMap<string, Store> {
  const stores = new Map<string, Store>();
  for (const host of hosts.values()) {
    const spec = topology.hosts.get(host.place)?.spec.store;
    if (spec !== undefined) stores.set(host.place, new Store(parts, host.place, spec, host.udp));
  }
  return stores;
}

function startFlow(world: World, flow: FlowSpec): void {
  const { parts } = world;
  const host = world.hosts.get(flow.client);
  if (host === undefined) throw new Error(`world: flow ${flow.id} has no client ${flow.client}`);
  if (flow.operation === 'log') return scheduleRecords(parts, flow, host);
  if (flow.operation === 'talk') return scheduleTalk(world, flow, host);
  if (flow.operation === 'call')
    return scheduleCalls(parts, flow, { port: host.sip(), from: host.address, to: reach(parts, parts.service(flow.service).host, host) });
  if (flow.operation === 'put-file')
    return scheduleFiles(parts, flow, { tcp: host.tcp, dst: reach(parts, parts.service(flow.service).host, host) });
  const open: OpenStream = (_client, service, events, share): MessageStream => {
    const dst = reach(parts, world.misdialled.get(flow.id) ?? service.host, host);
    const srcPort = flow.randomPort === true ? undefined : flow.sourcePort;
    const connection = { dst, dstPort: service.port, ...(srcPort === undefined ? {} : { srcPort }) };
    return openToService(parts, { place: host.place, tcp: host.tcp, user: flow.user ?? '' }, service, events, share, connection);
  };
  if (flow.operation === 'look-up') return scheduleLookUps(parts, flow, host, reach(parts, parts.service(flow.service).host, host), open);
  scheduleFlow(parts, flow, open);
}

/** Lowest port that a terminal calls from; one more for each flow. Own choice from the dynamic ports (RFC 6335 6). */
const FIRST_MEDIA_PORT = 49_152;

function scheduleTalk({ parts }: World, flow: FlowSpec, host: HostRuntime): void {
  const port = FIRST_MEDIA_PORT + parts.scenario.flows.findIndex(({ id }) => id === flow.id);
  callConference(parts, flow, { udp: host.udp, dst: reach(parts, parts.service(flow.service).host, host), port });
}

/** T05: hosts ask the directory by UDP, or over TLS where that is deployed. */
function scheduleLookUps(parts: WorldParts, flow: FlowSpec, host: HostRuntime, dst: Ipv4, open: OpenStream): void {
  const client = new AccountClient(parts, flow, { udp: host.udp, dst }, open);
  for (let run = 0; run < flow.times; run++)
    parts.context.kernel.at(flow.atNs + run * flow.everyNs, () => client.ask(run), PRIORITY.script);
}

/** Audit records go by UDP, without a session. */
function scheduleRecords(parts: WorldParts, flow: FlowSpec, host: HostRuntime): void {
  const service: ServiceSpec = parts.service(flow.service);
  const dst = reach(parts, service.host, host);
  const record = (run: number): AppMessage => ({
    service: service.id,
    op: 'log-record',
    claimedSite: siteOf(flow.client),
    txn: `txn/${flow.id}/${run + 1}`,
    stampNs: parts.context.kernel.now,
    ...(flow.user === undefined ? {} : { user: flow.user }),
  });
  for (let run = 0; run < flow.times; run++) {
    parts.context.kernel.at(
      flow.atNs + run * flow.everyNs,
      () => host.udp.send({ dst, dstPort: service.port, srcPort: service.port, content: appContent(record(run)) }),
      PRIORITY.script,
    );
  }
}

/** Every site's device towards a network records each new TCP connection that it forwards (TR A.1 c: log at the access point). */
function logAtAccessPoints(parts: WorldParts, topology: Topology): void {
  for (const device of topology.devices.values()) {
    if (device.wan === undefined) continue;
    device.node.rules.forward.push((packet) => {
      const { body } = packet;
      if (body.protocol === 'tcp' && body.flags === 2)
        parts.logs.write(
          'access-point',
          device.place,
          parts.ownerOf(packet.src, device.place),
          'tcp-open',
          joinKey(parts, device.place, {
            client: { address: packet.src, port: body.srcPort },
            server: { address: packet.dst, port: body.dstPort },
          }),
        );
      return { verb: 'pass' };
    });
  }
}

/** T09, T20: every device that stands between networks or zones may scan what it forwards, before it is protected for the way. */
function scanAtGateways(parts: WorldParts, topology: Topology): void {
  const offers = parts.scenario.controls.filter((offer) => offer.mechanism === 'virus-scan-gateway');
  for (const device of topology.devices.values()) {
    if (offers.some((offer) => offer.scope.some((scope) => covers(scope, device.place))))
      device.node.rules.forward.push(gatewayScanner(parts, device.place));
  }
}

/** Where a host reaches another one. */
function reach({ book }: WorldParts, place: string, from: Pick<HostRuntime, 'place'>): Ipv4 {
  const address = book.addressOf(place, from.place);
  if (address === undefined) throw new Error(`world: no host ${place}`);
  return address;
}

/**
 * Address of a host of the scenario, as it is known outside of its site.
 * Units: none. Errors: throws for an unknown place (a bug). Source: own design.
 */
export function addressOf({ parts }: Pick<World, 'parts'>, place: string): Ipv4 {
  return reach(parts, place, { place: '' });
}
