/**
 * Purpose: gives an attacker the hands that his vantage point allows, in a running world.
 *
 * On a WAN path he sits in the backbone and sees every packet that passes; on a LAN he has a station and hears what reaches its port; a peer controls a host and the VPN device
 * of his own site; elsewhere he has a station on the network.
 * Does not model: capture loss. Units: nanoseconds. Determinism: his draws come from `attacker/<vantage>`.
 * References: threat-cards 2.2; RFC 3552 3.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_S } from '../kernel/time.ts';
import { macFor, type Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { Frame } from '../net/ethernet.ts';
import { L2tpWrappers } from '../net/l2tp/inside.ts';
import type { IpNode } from '../net/node.ts';
import { DEFAULT_TTL, protectionOf, type Packet, type PacketBody } from '../net/packet.ts';
import { PASS, type PacketRule, type Verdict } from '../net/rules.ts';
import type { Hands, Plan, Station } from './attacker.ts';
import { botsOf } from './bots.ts';
import { Eavesdropper } from './eavesdropper.ts';
import { guessingHands } from './guessing-hands.ts';
import { insiderAt } from './insider.ts';
import { Ledger } from './ledger.ts';
import { luringHands } from './lures.ts';
import { mishapHands } from './mishap-hands.ts';
import { siteOf } from './parts.ts';
import { RogueVpn } from './rogue-vpn.ts';
import type { ServiceSpec, VantageSpec } from './scenario.ts';
import { isSpliced } from '../net/splice.ts';
import { handOver, placeStation, stackOf, type Placed } from './stations.ts';
import { openTcp } from './streams-over-tcp.ts';
import type { WorldView } from './view.ts';
import type { MessageStream, StreamEvents } from '../vpn/tls.ts';
import { outerAddress } from './topology.ts';
import { addressOf, type World } from './world.ts';

/** Spoofed entries are renewed faster than any cache forgets them (P-08: below 15 s for Linux). */
const POISON_EVERY_NS = 2 * NS_PER_S;

/** An attacker in a world, with what an oracle may see of it. */
export interface Intrusion {
  readonly hands: Hands;
  readonly view: WorldView;
}

/**
 * Puts an attacker at a vantage point.
 * Units: nanoseconds. Errors: throws on a vantage that the loader would have refused (a bug). Source: threat-cards 2.2.
 */
export function intrude(world: World, vantage: VantageSpec): Intrusion {
  const { context, facts, scenario } = world.parts;
  const { kernel, trace, streams } = context;
  const place = `attacker/${vantage.id}`;
  const ledger = new Ledger(place, trace, () => kernel.now);
  const ears = new Eavesdropper(context, ledger, place, (asset) => world.parts.asset(asset).label);
  let placed = placeStation(world, vantage, place);
  const backbone = lineNode(world, vantage);
  const wrappers = new L2tpWrappers();
  const mine = new Set([place, ...(placed === undefined ? [] : [placed.station.place]), ...(vantage.kind === 'peer' ? [vantage.at] : [])]);
  const isAttacker = (where: string): boolean =>
    mine.has(where) || where.startsWith(`${place}/`) || (vantage.kind === 'peer' && siteOf(where) === vantage.at);
  const note: Hands['note'] = (step, fields = {}) => void (trace.on && trace.emit(place, 'attack', { ...fields, step }));
  const stream = streams.get(place);
  const send = (packet: Packet): void => (backbone ?? placed?.station.node)?.send(packet);
  const makePacket = packetMaker(context, placed?.station.place ?? place);
  const draw: Hands['draw'] = (below) => stream.integer(below);
  const inject: Hands['inject'] = ({ src, dst, body, ttl }) => send(makePacket(src, dst, body, ttl));
  const rogue = new RogueVpn(world, { vantage, place, ledger, station: placed?.station, onPath: backbone });
  const plan = planOf(world, vantage);
  const hands: Hands = {
    vantage,
    place,
    plan,
    adversary: scenario.adversary,
    ledger,
    ears,
    get station() {
      return placed === undefined ? undefined : handOver(placed.station);
    },
    note,
    get now() {
      return kernel.now;
    },
    at: (timeNs, act) => void kernel.at(timeNs, act, PRIORITY.script),
    after: (delayNs, act) => void kernel.after(delayNs, act, PRIORITY.script),
    ...guessingHands(world, { place, ledger, note }),
    insider: vantage.user === undefined ? undefined : insiderAt(world, vantage.user),
    draw,
    onPacket: (decide) =>
      install(world, { vantage, placed, backbone, wrappers }, (packet) => isAttacker(packet.origin) || ears.hear(packet), decide),
    inject,
    bots: botsOf(world, { place, station: placed?.station, draw, inject }),
    injectFromDevice: ({ src, dst, body, ttl }) => sendFromDevice(world, vantage, makePacket(src, dst, body, ttl), send),
    listenAtAccount: (port) =>
      world.hosts.get(vantage.account ?? '')?.udp.bind(port, ({ content }) => isSpliced(content) && ears.hear(content.inner)),
    release: (packet) =>
      send(wrappers.again(packet, (sent) => ({ ...sent, uid: context.nextUid(), origin: placed?.station.place ?? place }))),
    poison: (victim, claimed) => poison(world, placed, place, victim, claimed),
    open: (service, events, options = {}) =>
      openStream(world, options.through === undefined ? placed?.station : stackOf(options.through.station), place, {
        service,
        events,
        options,
      }),
    ...mishapHands(world, { vantage, place, ledger, ears, note, flow: plan.flow, joined: (onLan) => void (placed = onLan) }),
    ...luringHands(world, { place, station: () => placed?.station }),
    onFoothold: (taken) => takeFootholds(world, isAttacker, mine, taken),
    impersonate: (claimedSite, peerSite) => rogue.impersonate(claimedSite, peerSite),
    routeThrough: (prefix, site) => rogue.routeThrough(prefix, site),
    answerIkeAs: (site, onVerifier) => rogue.answerIkeAs(site, onVerifier),
    answerAsCentre: (answered) => rogue.answerAsCentre(answered),
  };
  // Frozen: an attack may not hand something else to its oracle than what happened.
  return { hands: Object.freeze(hands), view: Object.freeze({ scenario, facts, ledger, horizonNs: scenario.horizonNs, isAttacker }) };
}

/** Packets of his making carry his station, or himself where he has none, as their true origin. */
function packetMaker(context: NetContext, origin: string) {
  return (src: Ipv4, dst: Ipv4, body: PacketBody, ttl: number = DEFAULT_TTL): Packet => ({
    uid: context.nextUid(),
    src,
    dst,
    ttl,
    dscp: 0,
    body,
    origin,
  });
}

/** Where his hands lie on the path: in the backbone, or, for whoever operates a site's VPN router, in that router, where tunnels end. */
function lineNode({ topology }: World, { kind, at }: VantageSpec): IpNode | undefined {
  if (kind === 'wan-on') return topology.backbones.get(at);
  return kind === 'relay' ? (topology.backbones.get(at) ?? topology.devices.get(at)?.node) : undefined;
}

/** Opens a stream from a station of his; without one it never opens. */
function openStream(
  world: World,
  from: Placed['station'] | undefined,
  place: string,
  { service, events, options }: { service: ServiceSpec; events: StreamEvents; options: NonNullable<Parameters<Hands['open']>[2]> },
): MessageStream {
  if (from === undefined) return deadStream(() => void world.parts.context.kernel.after(0, () => events.onClose('no-station', place)));
  const src = options.through === undefined ? {} : { src: options.through.insideAddress };
  const patience = options.patienceNs === undefined ? {} : { patienceNs: options.patienceNs };
  return openTcp(
    from.tcp,
    {
      dst: world.parts.book.addressOf(service.host, from.place) ?? addressOf(world, service.host),
      dstPort: service.port,
      ...src,
      ...patience,
    },
    events,
  );
}

/** Hosts that his malware takes are his from then on. */
function takeFootholds(world: World, isAttacker: (place: string) => boolean, mine: Set<string>, taken: (station: Station) => void): void {
  world.parts.infections.listeners.push((where, by) => {
    const host = world.hosts.get(where);
    if (host === undefined || !isAttacker(by)) return;
    mine.add(where);
    taken(handOver({ place: where, address: host.address, node: host.node, tcp: host.tcp, udp: host.udp }));
  });
}

/** A peer sends from the VPN device of his own site; everybody else as he can. */
function sendFromDevice(world: World, vantage: VantageSpec, packet: Packet, otherwise: (packet: Packet) => void): void {
  const device =
    vantage.kind === 'peer' ? [...world.topology.devices.values()].find((d) => d.site.id === vantage.at && d.wan !== undefined) : undefined;
  if (device === undefined) otherwise(packet);
  else device.node.send({ ...packet, origin: device.place });
}

/** What who has no station of his own gets: a stream that never opens. */
function deadStream(report: () => void): MessageStream {
  report();
  const nothing = (): void => undefined;
  return { send: nothing, close: nothing, abort: nothing };
}

/** Whoever looks from a network knows hosts behind a translator by its address. */
function seenFrom({ topology }: World, { at }: VantageSpec, host: string): Ipv4 | undefined {
  if (!topology.backbones.has(at)) return undefined;
  const device = [...topology.devices.values()].find((d) => d.site.id === siteOf(host) && d.wan !== undefined);
  return device === undefined || outerAddress(device) === device.wan?.address ? undefined : outerAddress(device);
}

function planOf(world: World, vantage: VantageSpec): Plan {
  const { parts } = world;
  const { scenario } = parts;
  return {
    scenario,
    addressOf: (host) => seenFrom(world, vantage, host) ?? parts.book.addressOf(host, `attacker/${vantage.id}`) ?? addressOf(world, host),
    service: (id) => parts.service(id),
    flow: (id) => {
      const flow = scenario.flows.find((f) => f.id === id);
      if (flow === undefined) throw new Error(`attacker: no flow ${id}`);
      return flow;
    },
    deviceAddress: (site) => {
      const device = [...world.topology.devices.values()].find((d) => d.site.id === site && d.wan !== undefined);
      const address = device === undefined ? undefined : outerAddress(device);
      if (address === undefined) throw new Error(`attacker: site ${site} has no device towards a network`);
      return address;
    },
    prefixOf: (site) => {
      const zone = scenario.sites.find((s) => s.id === site)?.zones[0];
      if (zone === undefined) throw new Error(`attacker: site ${site} has no zone`);
      return zone.knownAs === undefined || parts.book.isInside(site, `attacker/${vantage.id}`) ? zone.prefix : zone.knownAs;
    },
  };
}

interface Sight {
  readonly vantage: VantageSpec;
  readonly placed: Placed | undefined;
  readonly backbone: { readonly rules: { readonly ingress: PacketRule[] } } | undefined;
  readonly wrappers: L2tpWrappers;
}

/** A tap on a line only hears. Hangs the attacker's decision where packets of others come by: in the backbone, or at his station. */
function install(
  world: World,
  { vantage, placed, backbone, wrappers }: Sight,
  hear: (packet: Packet) => void,
  decide: (packet: Packet) => Verdict,
): void {
  const rule: PacketRule = (packet) => {
    hear(packet);
    return wrappers.decide(packet, decide);
  };
  if (vantage.kind === 'phys') return void world.topology.lines.get(vantage.at)?.tap(hear);
  if (backbone !== undefined) return void backbone.rules.ingress.push(rule);
  if (placed?.port === undefined) return;
  const { station, port } = placed;
  station.node.rules.ingress.push((packet) => {
    if (station.node.owns(packet.dst) || packet.origin === station.place) return PASS;
    notePassage(world, station.place, packet);
    return rule(packet, {});
  });
  port.overhear = (frame: Frame) => {
    if (frame.body.type === 'ipv4' && frame.origin !== station.place) hear(frame.body.packet);
  };
}

function notePassage(world: World, station: string, packet: Packet): void {
  const { facts, context } = world.parts;
  const carries = packet.body.protocol === 'esp' || (packet.body.protocol === 'udp' ? true : packet.body.pieces.length > 0);
  const readable = carries && protectionOf(packet) === 'clear';
  facts.passages.push({ atNs: context.kernel.now, victim: packet.origin, station, readable });
  if (context.trace.on) context.trace.emit(station, 'passage', { victim: packet.origin, readable, uid: packet.uid });
}

function poison(world: World, placed: Placed | undefined, place: string, victim: Ipv4, claimed: Ipv4): void {
  if (placed?.port === undefined) throw new Error('attacker: ARP spoofing needs a station on a LAN');
  const { station, port } = placed;
  const mac = macFor(station.address);
  const send = (): void => {
    port.sendFrame({
      src: mac,
      dst: macFor(victim),
      body: { type: 'arp', arp: { op: 'request', senderIp: claimed, senderMac: mac, targetIp: victim, targetMac: 0 } },
      origin: place,
    });
    world.parts.context.kernel.after(POISON_EVERY_NS, send, PRIORITY.script);
  };
  send();
}
