/**
 * Purpose: guards the routing process as packet scripts: who becomes a neighbour, which routes are taken, what each control refuses, and that genuine neighbours are never refused.
 *
 * ```
 *   sender ── line ── router (10.0.0.1, link 10.0.0.0/24)
 * ```
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../../sim/kernel/kernel.ts';
import { Streams } from '../../../../sim/kernel/streams.ts';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { Trace } from '../../../../sim/kernel/trace.ts';
import { NetContext } from '../../../../sim/net/context.ts';
import type { Iface } from '../../../../sim/net/iface.ts';
import { IpNode } from '../../../../sim/net/node.ts';
import type { Packet } from '../../../../sim/net/packet.ts';
import {
  asRouting,
  routingContent,
  routingKey,
  ROUTING_PORT,
  type LinkState,
  type RoutingMessage,
} from '../../../../sim/net/routing/messages.ts';
import { MIN_LS_ARRIVAL_NS, ROUTER_DEAD_NS, RoutingProcess } from '../../../../sim/net/routing/process.ts';
import { KeyRing } from '../../../../sim/vpn/key-store.ts';

const LINK = { base: 0x0a00_0000, length: 24 };
const ROUTER = 0x0a00_0001;
const SENDER = 0x0a00_0032;
const FAR = { base: 0x0a00_0900, length: 24 };
const KEY = { id: routingKey('site'), ring: new KeyRing([routingKey('site')]) };

interface Bench {
  readonly kernel: Kernel;
  readonly process: RoutingProcess;
  readonly node: IpNode;
  readonly link: Iface;
  readonly sent: Packet[];
  hear(
    message: RoutingMessage,
    options?: { readonly ttl?: number; readonly src?: number; readonly key?: typeof KEY; readonly tunnel?: boolean },
  ): void;
  stops(): readonly unknown[];
}

function bench(on: readonly string[] = []): Bench {
  const kernel = new Kernel();
  const trace = new Trace(true, () => kernel.now);
  const context = new NetContext({
    kernel,
    trace,
    streams: new Streams(1),
    gate: { on: (mechanism) => (on.includes(mechanism) ? mechanism : undefined) },
  });
  const node = new IpNode(context, 'router', true);
  const link = node.addIface('link', ROUTER, LINK);
  const sent: Packet[] = [];
  link.medium = { place: 'line', transmit: (packet) => void sent.push(packet) };
  const process = new RoutingProcess({ node, links: [link], keyId: KEY.id, ring: KEY.ring });
  let uid = 1000;
  const hear: Bench['hear'] = (message, { ttl = 255, src = SENDER, key, tunnel = false } = {}) => {
    const body = { protocol: 'udp', srcPort: ROUTING_PORT, dstPort: ROUTING_PORT, content: routingContent(message, key) } as const;
    node.receive(
      { uid: uid++, src, dst: ROUTER, ttl, dscp: 0, body, origin: 'sender' },
      { iface: link, ...(tunnel ? { tunnel: { id: 't', peerSite: 'peer' } } : {}) },
    );
  };
  return {
    kernel,
    process,
    node,
    link,
    sent,
    hear,
    stops: () => trace.events.filter((event) => event.kind === 'stop').map((event) => event.fields['reason']),
  };
}

const hello = (seen: readonly number[], router = SENDER): RoutingMessage => ({ type: 'hello', router, seen });
const state = (fields: Partial<LinkState> = {}): LinkState => ({
  origin: SENDER,
  sequence: 1,
  prefix: FAR,
  cost: 1,
  nextHop: SENDER,
  ...fields,
});
const update = (...states: readonly LinkState[]): RoutingMessage => ({ type: 'update', router: SENDER, states });

describe('neighbours', () => {
  it('a first Hello is answered by one that lists the sender; a Hello that lists the router makes both neighbours', () => {
    const b = bench();
    b.hear(hello([]));
    expect(b.process.neighbour(SENDER)).toBe(false);
    const answer = b.sent[0]?.body;
    expect(answer?.protocol === 'udp' && asRouting(answer.content)?.message).toEqual({ type: 'hello', router: ROUTER, seen: [SENDER] });
    b.hear(hello([ROUTER]));
    expect(b.process.neighbour(SENDER)).toBe(true);
    expect(b.sent).toHaveLength(1);
  });
  it('a source that is on no link is no neighbour', () => {
    const b = bench();
    b.hear(hello([ROUTER], FAR.base + 1), { src: FAR.base + 1 });
    expect(b.process.neighbour(FAR.base + 1)).toBe(false);
  });
  it('is forgotten after the dead interval without Hellos', () => {
    const b = bench();
    b.hear(hello([ROUTER]));
    b.kernel.run(ROUTER_DEAD_NS - 1);
    expect(b.process.neighbour(SENDER)).toBe(true);
    b.kernel.run(ROUTER_DEAD_NS + NS_PER_S);
    expect(b.process.neighbour(SENDER)).toBe(false);
  });
});

describe('routes', () => {
  it('are taken from neighbours in both directions only', () => {
    const b = bench();
    b.hear(update(state()));
    expect(b.node.table.lookup(FAR.base + 5)).toBeUndefined();
    b.hear(hello([ROUTER]));
    b.hear(update(state()));
    expect(b.node.table.lookup(FAR.base + 5)?.nextHop).toBe(SENDER);
  });
  it('an older or repeated entry, and one sooner than MinLSArrival, changes nothing', () => {
    const b = bench();
    b.hear(hello([ROUTER]));
    b.hear(update(state({ sequence: 5 })));
    b.hear(update(state({ sequence: 6, nextHop: SENDER + 1 })));
    expect(b.node.table.lookup(FAR.base)?.nextHop).toBe(SENDER);
    b.kernel.run(MIN_LS_ARRIVAL_NS);
    b.hear(update(state({ sequence: 5, nextHop: SENDER + 1 })));
    expect(b.node.table.lookup(FAR.base)?.nextHop).toBe(SENDER);
    b.hear(update(state({ sequence: 6, nextHop: SENDER + 1 })));
    expect(b.node.table.lookup(FAR.base)?.nextHop).toBe(SENDER + 1);
  });
  it('a connected prefix and a cheaper static route stay', () => {
    const b = bench();
    b.node.table.add({ prefix: FAR, iface: b.link, nextHop: ROUTER + 8 });
    b.hear(hello([ROUTER]));
    b.hear(update(state({ cost: 10 }), state({ prefix: LINK })));
    expect(b.node.table.lookup(FAR.base)?.nextHop).toBe(ROUTER + 8);
    expect(b.node.table.lookup(LINK.base + 9)?.nextHop).toBeUndefined();
  });
  it('an entry in the router’s own name is answered with a higher number (fight-back)', () => {
    const b = bench();
    b.hear(hello([ROUTER]));
    b.hear(update(state({ origin: ROUTER, sequence: 7 })));
    const answer = b.sent.at(-1)?.body;
    const message = answer?.protocol === 'udp' ? asRouting(answer.content)?.message : undefined;
    expect(message?.type === 'update' && message.states[0]?.sequence).toBe(8);
    expect(b.node.table.lookup(FAR.base)).toBeUndefined();
  });
});

describe('controls', () => {
  it('ospf-auth refuses a message without the key, or with the digest of another message', () => {
    const b = bench(['ospf-auth']);
    b.hear(hello([ROUTER]));
    expect(b.stops()).toEqual(['routing-digest-mismatch']);
    expect(b.process.neighbour(SENDER)).toBe(false);
  });
  it('gtsm refuses any TTL but 255', () => {
    const b = bench(['gtsm']);
    b.hear(hello([ROUTER]), { ttl: 254 });
    expect(b.stops()).toEqual(['ttl-not-255']);
  });
  it('gtsm is blind to a tunnel that leaves the TTL alone; connection-policy is not', () => {
    const fooled = bench(['gtsm']);
    fooled.hear(hello([ROUTER]), { tunnel: true });
    expect(fooled.process.neighbour(SENDER)).toBe(true);
    const b = bench(['gtsm', 'connection-policy']);
    b.hear(hello([ROUTER]), { tunnel: true });
    expect(b.stops()).toEqual(['outside-agreed-services']);
  });
  it('no genuine neighbour is refused by any of them (false rejections: none)', () => {
    const b = bench(['ospf-auth', 'gtsm', 'connection-policy']);
    b.hear(hello([ROUTER]), { key: KEY });
    expect(b.stops()).toEqual([]);
    expect(b.process.neighbour(SENDER)).toBe(true);
  });
});
