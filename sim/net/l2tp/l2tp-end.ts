/**
 * Purpose: one end of L2TP tunnels on a shared network: what goes to another site travels inside a PPP session to that site's end.
 *
 * A tunnel is raised by the first packet for the other side, which waits for it. L2TP itself hides nothing: whoever sees the network reads what is inside.
 * Does not model: what messages.ts and l2tp-machine.ts leave out; windows of the control connection (one message is under way at a time, or two that belong together).
 * Units: nanoseconds, octets. Determinism: event order; no draws.
 * References: RFC 2661 5 (operation), 5.8 (retransmission: one second first, doubled, at most eight, five times), 9.1 to 9.3 (no protection of its own); TR 9.4.
 */
import type { EventId } from '../../kernel/event-queue.ts';
import { PRIORITY } from '../../kernel/kernel.ts';
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import { inPrefix, type Ipv4, type Prefix } from '../address.ts';
import type { NetContext } from '../context.ts';
import type { Iface } from '../iface.ts';
import type { Content, Packet } from '../packet.ts';
import { PASS, TAKEN } from '../rules.ts';
import type { UdpLayer } from '../udp.ts';
import { L2TP_MACHINE, type L2tpAction, type L2tpEvent } from './l2tp-machine.ts';
import { isL2tpControl, isL2tpData, L2TP_PORT, l2tpControl, l2tpData, type L2tpControlType } from './messages.ts';

/** Packets that wait for one tunnel; the next is dropped. Own choice, as for other tunnels. */
const HOLD_LIMIT = 16;
/** RFC 2661 5.8: recommended values. */
const FIRST_RETRY_NS = NS_PER_S;
const LONGEST_RETRY_NS = 8 * NS_PER_S;
const TRIES = 5;

/** The end of another site. */
export interface L2tpPeer {
  readonly place: string;
  readonly address: Ipv4;
  /** What is reached through it. */
  readonly behind: readonly Prefix[];
}

export interface L2tpConfig {
  readonly udp: UdpLayer;
  /** The interface towards the shared network. */
  readonly line: Iface;
  readonly peers: readonly L2tpPeer[];
}

/**
 * Makes a router the end of L2TP tunnels.
 * Units: see L2tpConfig. Errors: throws when UDP port 1701 is taken (a bug of the builder). Source: RFC 2661.
 */
export function endL2tp(context: NetContext, { udp, line, peers }: L2tpConfig): void {
  const { node } = line;
  const tunnels = peers.map((peer) => new L2tpTunnel(context, { udp, line, peers }, peer));
  udp.bind(L2TP_PORT, ({ from, content, packet }) => {
    const tunnel = tunnels.find(({ peer }) => peer.address === from);
    if (tunnel === undefined) return context.drop(node.place, packet, 'l2tp-unknown-tunnel');
    if (isL2tpControl(content)) tunnel.heard(content.type);
    else if (!isL2tpData(content)) context.drop(node.place, packet, 'l2tp-malformed');
    else if (tunnel.established) node.receive(content.inner, { iface: line });
    else context.drop(node.place, packet, 'l2tp-unknown-tunnel');
  });
  node.rules.egress.push((packet, { out }) => {
    const towards = out === line ? tunnels.find(({ peer }) => peer.behind.some((prefix) => inPrefix(packet.dst, prefix))) : undefined;
    if (towards === undefined) return PASS;
    towards.offer(packet);
    return TAKEN;
  });
}

/** The tunnel to one peer, with its session. */
class L2tpTunnel {
  readonly peer: L2tpPeer;
  readonly #context: NetContext;
  readonly #config: L2tpConfig;
  readonly #held: Packet[] = [];
  #state = L2TP_MACHINE.initial;
  #timer: EventId | undefined;

  constructor(context: NetContext, config: L2tpConfig, peer: L2tpPeer) {
    this.#context = context;
    this.#config = config;
    this.peer = peer;
  }

  get established(): boolean {
    return this.#state === L2TP_MACHINE.s.established;
  }

  /** A packet for the other side: it goes, or waits for the tunnel. */
  offer(packet: Packet): void {
    if (this.established) return this.#transmit(l2tpData(packet));
    if (this.#held.length >= HOLD_LIMIT) return this.#context.drop(this.#place, packet, 'hold-queue-full');
    this.#held.push(packet);
    this.#step('PACKET');
  }

  /** A control message from the peer. */
  heard(type: L2tpControlType): void {
    if (type === 'ZLB') return this.#rest();
    // Both began: the lower tie breaker wins, and the end that has it goes on waiting for its answer.
    if (type === 'SCCRQ' && this.#state === L2TP_MACHINE.s.waitControlReply && this.#config.line.address < this.peer.address) return;
    this.#step(type);
  }

  get #place(): string {
    return this.#config.line.node.place;
  }

  #step(event: L2tpEvent): void {
    const number = L2TP_MACHINE.e[event];
    const next = L2TP_MACHINE.next(this.#state, number);
    if (next < 0) return;
    const actions = L2TP_MACHINE.actions(this.#state, number);
    const [from = '', to = ''] = [L2TP_MACHINE.states[this.#state], L2TP_MACHINE.states[next]];
    const { place } = this.peer;
    this.#context.probe?.step?.({ machine: L2TP_MACHINE.id, at: this.#place, key: place, about: place, event, from, to });
    this.#state = next;
    for (const action of actions) this.#perform[action]();
  }

  readonly #perform: Readonly<Record<L2tpAction, () => void>> = {
    sendSccrq: () => {
      this.#tell('calling');
      this.#insist(['SCCRQ']);
    },
    sendSccrp: () => this.#insist(['SCCRP']),
    sendScccnAndIcrq: () => this.#insist(['SCCCN', 'ICRQ']),
    sendIcrp: () => this.#insist(['ICRP']),
    sendIccn: () => this.#insist(['ICCN']),
    acknowledge: () => {
      this.#rest();
      this.#control('ZLB');
    },
    open: () => {
      this.#tell('established');
      for (const packet of this.#held.splice(0)) this.#transmit(l2tpData(packet));
    },
    dropHeld: () => {
      this.#tell('gave-up');
      for (const packet of this.#held.splice(0)) this.#context.drop(this.#place, packet, 'l2tp-no-answer');
    },
  };

  /** Sends messages, and again until an answer moves the state on or the tries are spent. */
  #insist(types: readonly L2tpControlType[]): void {
    this.#rest();
    let tries = 0;
    const send = (waitNs: TimeNs): void => {
      if (tries++ >= TRIES) return this.#step('GIVE_UP');
      for (const type of types) this.#control(type);
      this.#timer = this.#context.kernel.after(waitNs, () => send(Math.min(2 * waitNs, LONGEST_RETRY_NS)), PRIORITY.timer);
    };
    send(FIRST_RETRY_NS);
  }

  #rest(): void {
    this.#context.kernel.cancel(this.#timer);
    this.#timer = undefined;
  }

  #control(type: L2tpControlType): void {
    this.#transmit(l2tpControl(type, this.#place));
  }

  #transmit(content: Content): void {
    this.#config.udp.send({ dst: this.peer.address, dstPort: L2TP_PORT, srcPort: L2TP_PORT, content });
  }

  #tell(event: string): void {
    const { trace } = this.#context;
    if (trace.on) trace.emit(this.#place, 'l2tp', { event, peer: this.peer.place });
  }
}
