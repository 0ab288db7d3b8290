/**
 * Purpose: one on-demand tunnel as a device keeps it: its state, its child SAs, and the packets that wait for it.
 *
 * Does not model: timers and sending (tunnels.ts). Units: nanoseconds, packets. Determinism: a table; packets leave in order of arrival.
 * References: TR D.3, D.4; RFC 4301 4.4.1 (PROTECT).
 */
import type { EventId } from '../kernel/event-queue.ts';
import type { TimeNs } from '../kernel/time.ts';
import { IGNORED } from '../machine.ts';
import type { Ipv4 } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import type { ChildSa } from './child-sa.ts';
import type { ConnectionInfo, Question } from './connection.ts';
import { TUNNEL_MACHINE, type TunnelAction, type TunnelEvent, type TunnelState } from './tunnel-machine.ts';

/** Told of every transition, before it is made. */
export type OnTunnelStep = (tunnel: Tunnel, event: TunnelEvent, from: TunnelState, to: TunnelState) => void;

/**
 * A tunnel to one peer, down at first.
 * Units: none. Errors: none. Source: own design.
 */
export class Tunnel {
  /** What the centre was, or would be, asked. */
  readonly question: Question;
  info: ConnectionInfo | undefined;
  /** The control under which this end raises it. */
  control: string | undefined;
  readonly held: Packet[] = [];
  readonly children: ChildSa[] = [];
  /** Destinations that were found to lie behind it. */
  readonly addresses: Ipv4[] = [];
  lastTrafficNs: TimeNs = 0;
  idleTimer: EventId | undefined;
  failure = 'no-tunnel';
  readonly #perform: (tunnel: Tunnel, action: TunnelAction) => void;
  readonly #onStep: OnTunnelStep | undefined;
  #state = TUNNEL_MACHINE.initial;

  constructor(question: Question, perform: (tunnel: Tunnel, action: TunnelAction) => void, onStep?: OnTunnelStep) {
    this.question = question;
    this.#perform = perform;
    this.#onStep = onStep;
  }

  get state(): TunnelState {
    return TUNNEL_MACHINE.states[this.#state] ?? 'down';
  }

  /** The site at the other end, once known. */
  get peerSite(): string | undefined {
    return this.info?.peerSite ?? this.children[0]?.ike.peer.site ?? ('site' in this.question ? this.question.site : undefined);
  }

  /**
   * The child SA for outbound packets: of the newest IKE SA, its oldest child that is not being deleted. After a rekey the end that asked for it therefore changes over at
   * once, and the other when the old SA is deleted, when it is certain that the new one works in both directions.
   */
  get outboundChild(): ChildSa | undefined {
    const newest = this.children.findLast((child) => child.usable)?.ike;
    return this.children.find((child) => child.ike === newest && child.usable);
  }

  step(event: TunnelEvent): void {
    const column = TUNNEL_MACHINE.e[event];
    const next = TUNNEL_MACHINE.next(this.#state, column);
    if (next === IGNORED) return;
    const actions: readonly TunnelAction[] = TUNNEL_MACHINE.actions(this.#state, column);
    this.#onStep?.(this, event, this.state, TUNNEL_MACHINE.states[next] ?? 'down');
    this.#state = next;
    for (const action of actions) this.#perform(this, action);
  }
}
