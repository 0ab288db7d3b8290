/**
 * Purpose: the routing process of a router: takes Hellos of neighbours on its links, and routes from neighbours in both directions.
 *
 * A message is taken for one from the link when its source address lies on a link of the router. Three checks may refuse it, each asked only where it would: messages out of a tunnel
 * (`connection-policy`), a TTL other than 255 (`gtsm`), a wrong or missing digest (`ospf-auth`). Routers start no exchange by themselves: in a quiet network their Hellos would change
 * nothing.
 * Does not model: shortest paths over several routers (a route's cost is compared with that of the static routes), flooding to other links, sequence numbers against replayed packets.
 * Units: nanoseconds, cost. Determinism: event order; maps by address, never iterated for results.
 * References: RFC 2328 8.2 and RFC 2453 3.9.2 (source on a connected network), 10.5 (Hello), 13 (update), 13.4 (own entries: fight back); RFC 5082 3 (TTL 255); protocol-constants P-11.
 */
import type { EventId } from '../../kernel/event-queue.ts';
import { PRIORITY } from '../../kernel/kernel.ts';
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import { formatIpv4, formatPrefix, type Ipv4, type Prefix } from '../address.ts';
import type { Iface } from '../iface.ts';
import type { IpNode } from '../node.ts';
import type { Packet } from '../packet.ts';
import { PASS, TAKEN, type Arrival, type Passage, type Verdict } from '../rules.ts';
import type { KeyHolder } from '../sealed.ts';
import { asRouting, digestFits, routingContent, ROUTING_PORT, type LinkState, type RoutingContent } from './messages.ts';

/** RFC 2328 C.3: sample RouterDeadInterval. */
export const ROUTER_DEAD_NS = 40 * NS_PER_S;
/** RFC 2328 B: the same entry is taken at most once in MinLSArrival. */
export const MIN_LS_ARRIVAL_NS = NS_PER_S;
/** RFC 5082 3: a packet from the same link still has it. */
export const ON_LINK_TTL = 255;
/** Cost of the routes that the builder set (own choice; RFC 2328 C.3 leaves costs to the operator). */
const STATIC_COST = 10;

export interface RoutingConfig {
  readonly node: IpNode;
  /** Interfaces with routers of the own site behind them. */
  readonly links: readonly Iface[];
  readonly keyId: string;
  readonly ring: KeyHolder;
  /** Prefixes that it takes from neighbours; absent = any. */
  readonly accepts?: readonly Prefix[];
  /** Routing packets out of a tunnel are refused. */
  readonly refusesTunnels?: boolean;
}

interface Neighbour {
  readonly link: Iface;
  bothWays: boolean;
  dead: EventId | undefined;
}

/**
 * A routing process; making one hangs it into its node.
 * Units: nanoseconds. Errors: none; refusals are traced. Source: RFC 2328.
 */
export class RoutingProcess {
  readonly #config: RoutingConfig;
  readonly #neighbours = new Map<Ipv4, Neighbour>();
  readonly #entries = new Map<string, { readonly state: LinkState; readonly atNs: TimeNs }>();

  constructor(config: RoutingConfig) {
    this.#config = config;
    config.node.rules.ingress.push((packet, passage) => this.#take(packet, passage));
  }

  /** Neighbours in both directions, by address. */
  neighbour(address: Ipv4): boolean {
    return this.#neighbours.get(address)?.bothWays === true;
  }

  #take(packet: Packet, passage: Passage): Verdict {
    const { node, links } = this.#config;
    const { body } = packet;
    const { arrival } = passage;
    if (body.protocol !== 'udp' || body.dstPort !== ROUTING_PORT || arrival === undefined || !node.owns(packet.dst)) return PASS;
    const content = asRouting(body.content);
    const link = links.find((iface) => iface.onLink(packet.src));
    if (content === undefined || link === undefined) return { verb: 'drop', reason: 'not-a-neighbour' };
    const refused = this.#refusal(packet, content, arrival);
    if (refused !== undefined) return refused;
    if (content.message.type === 'hello') this.#hello(packet, content.message.seen, link, arrival);
    else this.#update(packet, content.message.states, link);
    return TAKEN;
  }

  #refusal(packet: Packet, content: RoutingContent, arrival: Arrival): Verdict | undefined {
    const { context, place } = this.#config.node;
    if (arrival.tunnel !== undefined && this.#config.refusesTunnels === true) return { verb: 'drop', reason: 'routing-from-tunnel' };
    const policy = arrival.tunnel === undefined ? undefined : context.gate.on('connection-policy', place);
    if (policy !== undefined) return { verb: 'drop', reason: 'outside-agreed-services', control: policy };
    const gtsm = packet.ttl === ON_LINK_TTL ? undefined : context.gate.on('gtsm', place);
    if (gtsm !== undefined) return { verb: 'drop', reason: 'ttl-not-255', control: gtsm };
    const auth = digestFits(content, this.#config.keyId) ? undefined : context.gate.on('ospf-auth', place);
    return auth === undefined ? undefined : { verb: 'drop', reason: 'routing-digest-mismatch', control: auth };
  }

  #hello(packet: Packet, seen: readonly Ipv4[], link: Iface, arrival: Arrival): void {
    const { context, place } = this.#config.node;
    const known = this.#neighbours.get(packet.src);
    const neighbour: Neighbour = known ?? { link, bothWays: false, dead: undefined };
    this.#neighbours.set(packet.src, neighbour);
    context.kernel.cancel(neighbour.dead);
    neighbour.dead = context.kernel.after(ROUTER_DEAD_NS, () => void this.#neighbours.delete(packet.src), PRIORITY.timer);
    const before = neighbour.bothWays;
    neighbour.bothWays = seen.includes(link.address);
    if (neighbour.bothWays && !before) {
      context.ground.neighbour?.(place, packet, packet.src, arrival.iface === link && arrival.tunnel === undefined);
      if (context.trace.on)
        context.trace.emit(place, 'routing', { event: 'neighbour', router: formatIpv4(packet.src), origin: packet.origin });
    }
    if (known === undefined) this.#send(packet.src, link, { type: 'hello', router: link.address, seen: [packet.src] });
  }

  #update(packet: Packet, states: readonly LinkState[], link: Iface): void {
    const { context, place } = this.#config.node;
    if (!this.neighbour(packet.src)) return context.drop(place, packet, 'no-adjacency');
    for (const state of states) this.#learn(state, packet, link);
  }

  #learn(state: LinkState, packet: Packet, link: Iface): void {
    const { node, links } = this.#config;
    const { kernel, trace } = node.context;
    if (links.some((iface) => iface.address === state.origin)) return this.#fightBack(state, packet.src, link);
    if (!this.#admits(state.prefix)) return node.context.drop(node.place, packet, 'route-not-accepted');
    const key = `${state.origin} ${formatPrefix(state.prefix)}`;
    const known = this.#entries.get(key);
    if (known !== undefined && (known.state.sequence >= state.sequence || kernel.now - known.atNs < MIN_LS_ARRIVAL_NS)) return;
    this.#entries.set(key, { state, atNs: kernel.now });
    const same = node.table.routes.find((route) => route.prefix.base === state.prefix.base && route.prefix.length === state.prefix.length);
    if (same !== undefined && (same.nextHop === undefined || state.cost >= STATIC_COST)) return;
    node.table.add({ prefix: state.prefix, iface: link, nextHop: state.nextHop });
    if (trace.on)
      trace.emit(node.place, 'routing', {
        event: 'route',
        prefix: formatPrefix(state.prefix),
        via: formatIpv4(state.nextHop),
        origin: packet.origin,
      });
  }

  #admits({ base, length }: Prefix): boolean {
    const { accepts } = this.#config;
    return accepts === undefined || accepts.some((prefix) => prefix.base === base && prefix.length === length);
  }

  /** Somebody spoke in this router's name: it says its own word with a higher number. */
  #fightBack(state: LinkState, to: Ipv4, link: Iface): void {
    this.#send(to, link, {
      type: 'update',
      router: link.address,
      states: [{ ...state, sequence: state.sequence + 1, cost: STATIC_COST, nextHop: link.address }],
    });
  }

  #send(to: Ipv4, link: Iface, message: RoutingContent['message']): void {
    const { node, keyId, ring } = this.#config;
    const content = routingContent(message, { id: keyId, ring });
    node.send({
      uid: node.context.nextUid(),
      src: link.address,
      dst: to,
      ttl: ON_LINK_TTL,
      dscp: 0,
      origin: node.place,
      body: { protocol: 'udp', srcPort: ROUTING_PORT, dstPort: ROUTING_PORT, content },
    });
  }
}
