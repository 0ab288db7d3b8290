/**
 * Purpose: a public switched network (telephone, ISDN): packets pass only over a call, and a call is placed when traffic needs one.
 *
 * Each subscriber's line carries one call at a time. The first packet for a partner dials his number; packets wait while the call is set up; a call without traffic is hung up.
 * Who may be called, and by whom, is asked of `caller-id-check` only when the other number is not on the list of partners.
 * Does not model: charges, a second B channel, call waiting, PPP; a number is the place of its subscriber.
 * Units: nanoseconds, packets. Determinism: kernel order; subscribers in the order of joining.
 * References: TR 6.2.1 b, B.4.2 b (dialled lines; confirming the number); ITU-T Q.931 (call set-up); threat cards T23, T32.
 */
import type { TimeNs } from '../kernel/time.ts';
import { inPrefix, type Ipv4, type Prefix } from './address.ts';
import { CALL_MACHINE, type CallAction, type CallEvent } from './call-machine.ts';
import type { NetContext } from './context.ts';
import type { Iface, Medium } from './iface.ts';
import type { Packet } from './packet.ts';

/** Packets that wait for one call; the next is dropped. Own choice: a handshake and a few datagrams, as for a tunnel. */
const HOLD_LIMIT = 16;

export interface ExchangeSpec {
  /** From dialling to the answer. */
  readonly setUpNs: TimeNs;
  /** A call without a packet in either direction for so long is hung up. */
  readonly idleNs: TimeNs;
}

export interface Subscriber {
  /** Place of the device at the end of the line; it stands for the number. */
  readonly number: string;
  /** The device's interface towards the exchange, and the exchange's towards the device. */
  readonly line: Iface;
  readonly edge: Iface;
  /** Addresses that are reached by calling this number, besides the line's own prefix. */
  readonly behind: readonly Prefix[];
  /** True for numbers on the subscriber's list of partners. */
  knows(number: string): boolean;
}

interface Waiting {
  readonly packet: Packet;
  readonly nextHop: Ipv4;
}

/**
 * The exchange of a public switched network.
 * Units: nanoseconds. Errors: subscribe throws for a line that is not connected yet (a bug of the builder). Source: TR B.4.2 b.
 */
export class Exchange {
  readonly #context: NetContext;
  readonly #spec: ExchangeSpec;
  readonly #lines: Line[] = [];

  constructor(context: NetContext, spec: ExchangeSpec) {
    this.#context = context;
    this.#spec = spec;
  }

  /** Puts a line under the exchange's control; its interfaces are joined already. */
  subscribe(subscriber: Subscriber): void {
    this.#lines.push(new Line(this.#context, this.#spec, subscriber, (address) => this.#called(address)));
  }

  #called(address: Ipv4): Line | undefined {
    return this.#lines.find(
      ({ subscriber: { behind, line } }) => inPrefix(address, line.prefix) || behind.some((prefix) => inPrefix(address, prefix)),
    );
  }
}

/** A subscriber's line with its call. */
class Line {
  readonly subscriber: Subscriber;
  readonly #context: NetContext;
  readonly #spec: ExchangeSpec;
  readonly #find: (address: Ipv4) => Line | undefined;
  readonly #out: Medium;
  #state = CALL_MACHINE.initial;
  #other: Line | undefined;
  #waiting: Waiting[] = [];
  #usedNs: TimeNs = 0;

  constructor(context: NetContext, spec: ExchangeSpec, subscriber: Subscriber, find: (address: Ipv4) => Line | undefined) {
    this.subscriber = subscriber;
    this.#context = context;
    this.#spec = spec;
    this.#find = find;
    this.#out = mediumOf(subscriber.line);
    const down = mediumOf(subscriber.edge);
    subscriber.line.medium = { place: this.#out.place, transmit: (packet, nextHop) => this.#offer({ packet, nextHop }) };
    subscriber.edge.medium = {
      place: down.place,
      transmit: (packet, nextHop) => (this.#connected ? down.transmit(packet, nextHop) : context.drop(down.place, packet, 'no-call')),
    };
  }

  get #connected(): boolean {
    return this.#state === CALL_MACHINE.s.connected;
  }

  /** A packet that the device wants to send over this line. */
  #offer(waiting: Waiting): void {
    const called = this.#find(waiting.packet.dst);
    if (called === undefined || called === this) return this.#drop(waiting.packet, 'no-such-number');
    if (this.#other !== undefined && this.#other !== called) return this.#drop(waiting.packet, 'line-busy');
    if (this.#connected) return this.#transmit(waiting);
    if (this.#waiting.length >= HOLD_LIMIT) return this.#drop(waiting.packet, 'hold-queue-full');
    this.#waiting.push(waiting);
    this.#other = called;
    this.#step('DIAL');
  }

  #transmit({ packet, nextHop }: Waiting): void {
    this.#used();
    if (this.#other !== undefined) this.#other.#used();
    this.#out.transmit(packet, nextHop);
  }

  #used(): void {
    this.#usedNs = this.#context.kernel.now;
  }

  #step(event: CallEvent): void {
    const number = CALL_MACHINE.e[event];
    const actions = CALL_MACHINE.actions(this.#state, number);
    const next = CALL_MACHINE.next(this.#state, number);
    if (next < 0) return;
    const [from = '', to = ''] = [CALL_MACHINE.states[this.#state], CALL_MACHINE.states[next]];
    const at = this.subscriber.number;
    this.#context.probe?.step?.({ machine: CALL_MACHINE.id, at, key: '', about: this.#other?.subscriber.number ?? '', event, from, to });
    this.#state = next;
    for (const action of actions) this.#perform[action]();
  }

  readonly #perform: Readonly<Record<CallAction, () => void>> = {
    placeCall: () => {
      this.#tell('dialling');
      this.#context.kernel.after(this.#spec.setUpNs, () => this.#answer());
    },
    release: () => {
      this.#tell('connected');
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const each of waiting) this.#transmit(each);
      this.#watch();
    },
    giveUp: () => {
      for (const { packet } of this.#waiting) this.#drop(packet, 'call-failed');
      this.#waiting = [];
      this.#other = undefined;
    },
    clear: () => {
      this.#other = undefined;
    },
  };

  /** The called end is reached: busy, refused by either end, or answered. */
  #answer(): void {
    const called = this.#other;
    if (called === undefined || this.#state !== CALL_MACHINE.s.calling) return;
    if (called.#state !== CALL_MACHINE.s.idle) {
      this.#tell('busy');
      return this.#step('REFUSED');
    }
    if (this.#refuses(called, this) || called.#refuses(this, this)) return this.#step('REFUSED');
    called.#other = this;
    called.#step('CALLED');
    this.#step('ANSWERED');
  }

  /** Numbers are compared with the list of partners only where the other one is not on it, so that wanted calls ask nothing. */
  #refuses(other: Line, caller: Line): boolean {
    const { number: at, knows } = this.subscriber;
    const { number } = other.subscriber;
    if (knows(number)) return false;
    const control = this.#context.gate.on('caller-id-check', at);
    if (control === undefined) return false;
    const origin = caller.subscriber.number;
    this.#context.stop({
      control,
      at,
      reason: other === caller ? 'calling-number-unknown' : 'called-number-unknown',
      origin,
      detail: { number },
    });
    return true;
  }

  /** Hangs up when neither end has sent anything for the idle time. */
  #watch(): void {
    const other = this.#other;
    const { kernel } = this.#context;
    const lastNs = Math.max(this.#usedNs, other === undefined ? 0 : other.#usedNs);
    kernel.after(lastNs + this.#spec.idleNs - kernel.now, () => {
      if (!this.#connected || this.#other !== other || other === undefined) return;
      if (Math.max(this.#usedNs, other.#usedNs) + this.#spec.idleNs > kernel.now) return this.#watch();
      this.#tell('hung-up');
      this.#step('HANG_UP');
      other.#step('HANG_UP');
    });
  }

  #drop(packet: Packet, reason: string): void {
    this.#context.drop(this.#out.place, packet, reason);
  }

  #tell(event: string): void {
    const { trace } = this.#context;
    if (trace.on) trace.emit(this.subscriber.number, 'call', { event, number: this.#other?.subscriber.number ?? '' });
  }
}

function mediumOf(iface: Iface): Medium {
  if (iface.medium === undefined) throw new Error(`exchange: the line of ${iface.node.place} is not connected`);
  return iface.medium;
}
