/**
 * Purpose: the networks between sites: one backbone a network, lines that join it, telephone exchanges, and the point where carriers meet.
 *
 * A leased line and an IP-VPN are a backbone that only its customers reach. A public switched network puts every line under an exchange. Interconnected IP-VPNs are two carriers'
 * backbones and a node between them, which reads where a packet goes and marks it anew for the other carrier.
 * A campus is a backbone that knows the routers on it and nothing behind them; their L2TP tunnels (campus.ts) carry the rest.
 * Does not model: the inside of a carrier's network, MPLS labels, several interconnection points.
 * Units: see the scenario types. Determinism: scenario order.
 * References: TR 6.2.1, B.4.2 (leased line, public network, closed IP networks and their connection), 6.2.2, B.4.3 (Internet); RFC 2475 2.3.3 (re-marking at a domain's edge).
 */
import type { Ipv4, Prefix } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import { Exchange } from '../net/exchange.ts';
import { ingressFiltering } from '../net/filters.ts';
import type { Iface } from '../net/iface.ts';
import { IpNode } from '../net/node.ts';
import { protectionOf } from '../net/packet.ts';
import { connect, type PointToPoint } from '../net/point-to-point.ts';
import { policeBulk } from '../net/policing.ts';
import type { PacketRule } from '../net/rules.ts';
import { CENTRE_PORT } from '../vpn/centre-messages.ts';
import { IKE_PORT } from '../vpn/ike-payloads.ts';
import type { LinkSpec, NetworkSpec, Scenario } from './scenario.ts';

export const ANYWHERE: Prefix = { base: 0, length: 0 };

/** What a provider that polices bulk lets pass as the customer's VPN. */
const VPN_PORTS: readonly number[] = [IKE_PORT, CENTRE_PORT];

/** Lines between carriers need addresses of their own, which nobody uses otherwise (RFC 2544: 198.18.0.0/15, here its upper half). */
const BETWEEN_CARRIERS = 0xc6_13_00_00;

/** What a network is in a running world. */
interface NetworkRuntime {
  readonly node: IpNode;
  readonly exchange?: Exchange;
  /** The interconnection point and its interface towards this carrier. */
  readonly point?: { readonly node: IpNode; readonly towards: Iface };
}

/** The end of a line at a subscriber. */
export interface Joining {
  readonly iface: Iface;
  readonly link: LinkSpec | undefined;
  /** Prefixes that are reached through it, besides the line's own. */
  readonly behind: readonly Prefix[];
  /** Under whose name the line is known; absent: that of the interface's node. */
  readonly subscriber?: string;
  /** True for subscribers on the list of partners; nobody when absent. Asked on telephone networks only. */
  knows?(place: string): boolean;
}

/**
 * All networks of a scenario.
 * Units: none. Errors: `join` throws for an unknown network or a line without specification (bugs of the builder). Source: TR 6.2.
 */
export class Networks {
  readonly backbones = new Map<string, IpNode>();
  readonly #context: NetContext;
  readonly #networks = new Map<string, NetworkRuntime>();
  readonly #campuses = new Set<string>();

  constructor(context: NetContext, scenario: Scenario) {
    this.#context = context;
    for (const network of scenario.networks) this.#build(network);
    for (const network of scenario.networks) if (network.connects !== undefined) this.#interconnect(network, network.connects);
  }

  /** Connects an interface to a network; the backbone learns what lies behind it, and so does the point where it meets another. */
  join(network: string, { iface, link, behind, subscriber = iface.node.place, knows }: Joining): PointToPoint {
    const runtime = this.#networks.get(network);
    if (runtime === undefined || link === undefined) throw new Error(`world: ${iface.node.place} joins ${network} without a line`);
    const { node, exchange, point } = runtime;
    const far = farEnd(iface);
    const edge = node.addIface(subscriber, far, iface.prefix);
    for (const prefix of behind) node.table.add({ prefix, iface: edge, nextHop: iface.address });
    iface.node.table.add({ prefix: ANYWHERE, iface, nextHop: far });
    if (point !== undefined) for (const prefix of [iface.prefix, ...behind]) point.node.table.add({ prefix, iface: point.towards });
    node.rules.forward.push(policeBulk(this.#context, node.place, edge, link.rateBps, VPN_PORTS));
    const line = connect(this.#context, iface, edge, link, `${node.place}--${subscriber}`);
    exchange?.subscribe({ number: subscriber, line: iface, edge, behind, knows: (number) => knows?.(number) === true });
    return line;
  }

  /** True for networks whose sites reach one another through L2TP. */
  isCampus(network: string): boolean {
    return this.#campuses.has(network);
  }

  #build({ id, call, kind }: NetworkSpec): void {
    if (kind === 'campus') this.#campuses.add(id);
    const node = new IpNode(this.#context, id, true);
    node.rules.ingress.push(ingressFiltering(this.#context, node));
    this.backbones.set(id, node);
    this.#networks.set(id, { node, ...(call === undefined ? {} : { exchange: new Exchange(this.#context, call) }) });
  }

  /** Joins carriers at a point; each sends there what it does not know. */
  #interconnect({ id, connects, link }: NetworkSpec, carriers: readonly string[]): void {
    const point = this.backbones.get(id);
    if (point === undefined || link === undefined || connects === undefined) throw new Error(`world: network ${id} connects nothing`);
    point.rules.ingress.push(interpretation(this.#context, point));
    for (const [number, carrier] of carriers.entries()) {
      const runtime = this.#networks.get(carrier);
      if (runtime === undefined) throw new Error(`world: network ${id} connects an unknown ${carrier}`);
      const prefix: Prefix = { base: BETWEEN_CARRIERS + number * 4, length: 30 };
      const towards = point.addIface(carrier, prefix.base + 1, prefix);
      const uplink = runtime.node.addIface(id, prefix.base + 2, prefix);
      runtime.node.table.add({ prefix: ANYWHERE, iface: uplink, nextHop: prefix.base + 1 });
      connect(this.#context, uplink, towards, link, `${carrier}--${id}`);
      this.#networks.set(carrier, { ...runtime, point: { node: point, towards } });
    }
  }
}

/**
 * The address at the other end of a line.
 * Units: none. Errors: none. Source: own choice, the first free one of the line's prefix.
 */
export function farEnd({ address, prefix }: Iface): Ipv4 {
  return prefix.base + 1 === address ? prefix.base + 2 : prefix.base + 1;
}

/** TR 6.2.1: the point reads the destination and adds information of its own, here the class that the next carrier knows (best effort). */
function interpretation(context: NetContext, point: IpNode): PacketRule {
  return (packet) => {
    if (context.trace.on)
      context.trace.emit(point.place, 'interpreted', { uid: packet.uid, dst: packet.dst, prot: protectionOf(packet), dscp: packet.dscp });
    return packet.dscp === 0 ? { verb: 'pass' } : { verb: 'replace', packet: { ...packet, dscp: 0 } };
  };
}
