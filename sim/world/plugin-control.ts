/**
 * Purpose: a control that a plug-in brings: a rule for the packets that pass the places where a scenario deploys it.
 *
 * The rule says what it would do with a packet if it were on. Only when that is not "pass" is the control's switch asked, so a plug-in's control is asked as late as ours by
 * construction, and has no way to the switch itself. Off, or deployed nowhere on the way: the packet goes on as if the rule were not there.
 * Does not model: controls inside applications (logins, stores, users); a plug-in sees packets.
 * Units: nanoseconds. Determinism: rules in the scenario's order of offers; chance from the stream `control/<mechanism>/<place>`.
 * References: design idea 4 (recorded consultation); `sim/net/rules.ts` (the verbs).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import type { NetContext } from '../net/context.ts';
import type { PluginMechanism } from '../net/mechanisms.ts';
import type { IpNode } from '../net/node.ts';
import type { Packet } from '../net/packet.ts';
import { PASS, TAKEN, type Passage, type PacketRule, type Verdict } from '../net/rules.ts';
import { covers } from './controls.ts';
import type { Scenario } from './scenario.ts';
import type { Topology } from './topology.ts';

/** Where a rule hangs: what a node takes in, what a router forwards, what leaves a node. */
export type Hook = 'ingress' | 'forward' | 'egress';

/** What a rule would do with a packet; the verbs of `sim/net/rules.ts`. */
export type WouldDo =
  | { readonly verb: 'pass' }
  | { readonly verb: 'drop'; readonly reason: string }
  /** The control keeps the packet; `act` runs at once, and may send it later. */
  | { readonly verb: 'taken'; readonly act: () => void }
  | { readonly verb: 'replace'; readonly packet: Packet };

/** How a packet reached the rule: inside a tunnel from a site, and on which interfaces. */
export interface Way {
  /** Name of the interface on which it came in; absent when the node made it itself. */
  readonly in?: string;
  /** Name of the interface on which it would leave; absent on the way in. */
  readonly out?: string;
  /** Site at the other end of the tunnel through which it came. */
  readonly tunnelFrom?: string;
}

/** The place where a control stands, in one run. */
export interface Post {
  readonly place: string;
  readonly scenario: Scenario;
  readonly now: TimeNs;
  /** Does something later. */
  after(delayNs: TimeNs, act: () => void): void;
  /** Sends a packet from here; it meets the rules of the way out, this control's not. */
  send(packet: Packet): void;
  /** Uniform integer in [0, below), from a stream of this control at this place. */
  draw(below: number): number;
}

/** What a control does. */
export interface ControlBehaviour {
  readonly mechanism: PluginMechanism;
  readonly hook: Hook;
  /** Called once a run for each place where the control is deployed; what the rule remembers stays in its closure. */
  rule(post: Post): (packet: Packet, way: Way) => WouldDo;
}

/**
 * Hangs the rules of plug-in controls at every node that one of their offers covers.
 * Units: none. Errors: what a rule throws. Source: own design.
 */
export function plugControls(context: NetContext, topology: Topology, scenario: Scenario, behaviours: readonly ControlBehaviour[]): void {
  const nodes = [
    ...[...topology.hosts.values()].map(({ node }) => node),
    ...[...topology.devices.values()].map(({ node }) => node),
    ...topology.backbones.values(),
  ];
  for (const behaviour of behaviours) {
    const scopes = scenario.controls.filter(({ mechanism }) => mechanism === behaviour.mechanism).flatMap(({ scope }) => scope);
    for (const node of nodes) {
      if (scopes.some((scope) => covers(scope, node.place))) hang(context, scenario, node, behaviour);
    }
  }
}

function hang(context: NetContext, scenario: Scenario, node: IpNode, { mechanism, hook, rule }: ControlBehaviour): void {
  const { kernel, streams } = context;
  const { place } = node;
  // A packet that the control itself sends must not meet it again, or it would never get away.
  const released = new Set<number>();
  const post: Post = Object.freeze({
    place,
    scenario,
    get now() {
      return kernel.now;
    },
    after: (delayNs: TimeNs, act: () => void) => void kernel.after(delayNs, act, PRIORITY.network),
    send: (packet: Packet) => {
      const uid = context.nextUid();
      if (hook === 'egress') released.add(uid);
      node.send({ ...packet, uid });
    },
    draw: (below: number) => streams.get(`control/${mechanism}/${place}`).integer(below),
  });
  const wouldDo = rule(post);
  const asked: PacketRule = (packet, passage) => {
    if (released.delete(packet.uid)) return PASS;
    const would = wouldDo(packet, wayOf(passage));
    if (would.verb === 'pass') return PASS;
    const control = context.gate.on(mechanism, place);
    return control === undefined ? PASS : carriedOut(would, control);
  };
  node.rules[hook].push(asked);
}

function carriedOut(would: Exclude<WouldDo, { readonly verb: 'pass' }>, control: string): Verdict {
  if (would.verb === 'drop') return { verb: 'drop', reason: would.reason, control };
  if (would.verb === 'replace') return { verb: 'replace', packet: would.packet };
  would.act();
  return TAKEN;
}

function wayOf({ arrival, out }: Passage): Way {
  return {
    ...(arrival === undefined ? {} : { in: arrival.iface.name }),
    ...(out === undefined ? {} : { out: out.name }),
    ...(arrival?.tunnel === undefined ? {} : { tunnelFrom: arrival.tunnel.peerSite }),
  };
}
