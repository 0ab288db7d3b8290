/**
 * Purpose: the tunnels of the nation: an exchange finds its tunnel up, waits for one that is being raised, or has one raised; a tunnel without traffic is torn down.
 *
 * Each tunnel follows the same state machine as a device's tunnel in the packet simulator (sim/vpn/tunnel-machine.ts). An exchange whose tunnel cannot be raised is tried again
 * by its program after a while; a refused one is not.
 * Does not model: a limit of packets that wait; people who give up. A device's liveness checks and keepalives do not show in thirty seconds of idleness.
 * Units: nanoseconds. Determinism: event order; the wait before a retry is drawn from the stream of the asking device's region.
 * References: TR D.3, D.4 (on demand), D.7 a (set-up time); RFC 7296 2.8 (lifetime of an association).
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { Stream, Streams } from '../kernel/streams.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import { IGNORED } from '../machine.ts';
import { CENTRE_LIFETIME_NS } from '../vpn/centre-client.ts';
import { DEFAULT_IDLE_TIMEOUT_NS } from '../vpn/gateway.ts';
import { DEFAULT_IKE_TIMERS } from '../vpn/ike-settings.ts';
import { TUNNEL_MACHINE, type TunnelAction, type TunnelEvent } from '../vpn/tunnel-machine.ts';
import { CentreCalls } from './centre-calls.ts';
import { ConnectionInfo } from './connection-info.ts';
import { MESSAGES, SERVICE_NS } from './control-messages.ts';
import type { Demand } from './demand.ts';
import { DEVICE } from './devices.ts';
import { Exchanges, PENDING } from './exchanges.ts';
import type { Institutions } from './institutions.ts';
import { Lines } from './lines.ts';
import type { Measures } from './measures.ts';
import { Negotiation, STEP } from './negotiation.ts';
import { NONE, Pairs, PAIR } from './pairs.ts';
import type { Revocations } from './revocations.ts';
import type { ServerPool } from './server-pool.ts';
import type { Wire } from './wire.ts';

/** A program tries again after this long and up to as long again. Own choice: store and forward, once or twice a minute. */
export const RETRY_NS = 30 * NS_PER_S;
/**
 * A tunnel gets a timer for its rekey when an exchange will hold it for at least this long, or comes after so long. One that lives on by a single transfer of more than three quarters of an
 * hour is not renewed: no flow here takes as long.
 */
const REKEY_LOOK_NS = 600 * NS_PER_S;

export interface TunnelParts {
  readonly kernel: Kernel;
  readonly network: Institutions;
  readonly demands: readonly Demand[];
  readonly streams: Streams;
  readonly wire: Wire;
  readonly pool: ServerPool;
  readonly measures: Measures;
  readonly revocations: Revocations;
  /** Number of the question for connection information in the pool. */
  readonly task: number;
}

/**
 * All tunnels and exchanges.
 * Units: nanoseconds. Errors: none. Source: TR D.3, D.4.
 */
export class NationTunnels {
  readonly calls: CentreCalls;
  readonly pairs: Pairs;
  readonly #parts: TunnelParts;
  readonly #exchanges = new Exchanges();
  readonly #information = new ConnectionInfo();
  readonly #lines: Lines;
  readonly #ike: Negotiation;
  readonly #retries: readonly Stream[];
  readonly #idle: number;
  readonly #retry: number;
  readonly #held: number;
  readonly #rekey: number;

  constructor(parts: TunnelParts) {
    const { kernel, network, wire, pool, streams } = parts;
    this.#parts = parts;
    this.pairs = new Pairs();
    this.#lines = new Lines(
      kernel,
      network.records,
      () => this.#exchanges,
      (exchange) => this.#part(exchange, PENDING.transfer),
    );
    this.calls = new CentreCalls(kernel, pool, wire, {
      task: parts.task,
      serviceNs: SERVICE_NS.information,
      request: MESSAGES.centreRequest,
      callers: this.pairs,
      firstField: PAIR.call,
      answer: () => MESSAGES.centreAnswer,
      device: (pair) => this.#asker(pair),
      answered: (pair) => this.#informed(pair),
      gaveUp: (pair) => this.#step(pair, 'NO_INFO'),
    });
    this.#ike = new Negotiation(kernel, network, this.pairs, wire, {
      accepts: (pair) => this.#accepts(pair),
      settled: (pair, step) => this.#settled(pair, step),
      refused: (pair) => this.#refuse(pair),
      gaveUp: (pair, step) => this.#step(pair, step === STEP.remove ? 'GONE' : 'FAILED'),
    });
    this.#retries = network.regions.map((_, region) => streams.get(`scale/region/${region}/retry`));
    this.#idle = kernel.register((pair) => this.#onIdle(pair));
    this.#retry = kernel.register((pair) => this.#onRetry(pair));
    this.#held = kernel.register((exchange) => this.#part(exchange, PENDING.hold));
    this.#rekey = kernel.register((pair, upNs) => this.#onRekey(pair, upNs));
  }

  /** Somebody wants something of somebody. */
  want(from: number, to: number, demand: number): void {
    const { kernel, measures } = this.#parts;
    const pair = this.pairs.between(from, to);
    const exchange = this.#exchanges.rows.take();
    this.#exchanges.pair[exchange] = pair;
    this.#exchanges.demand[exchange] = demand;
    this.#exchanges.wantedNs[exchange] = kernel.now;
    this.#exchanges.retried[exchange] = 0;
    measures.wanted++;
    if (this.pairs.get(pair, PAIR.state) === TUNNEL_MACHINE.s.up) {
      measures.joined++;
      this.#carry(exchange);
    } else {
      if (this.pairs.get(pair, PAIR.state) === TUNNEL_MACHINE.s.down) this.pairs.set(pair, PAIR.asker, this.pairs.sideOf(pair, from));
      this.#wait(pair, exchange);
      this.#step(pair, 'PACKET');
    }
  }

  #asker(pair: number): number {
    return this.pairs.deviceOf(pair, this.pairs.get(pair, PAIR.asker));
  }

  #responder(pair: number): number {
    return this.pairs.deviceOf(pair, 1 - this.pairs.get(pair, PAIR.asker));
  }

  #wait(pair: number, exchange: number): void {
    this.#exchanges.nextWaiting[exchange] = this.pairs.get(pair, PAIR.waiting);
    this.pairs.set(pair, PAIR.waiting, exchange);
    this.#parts.measures.waiting++;
  }

  #step(pair: number, event: TunnelEvent): void {
    const column = TUNNEL_MACHINE.e[event];
    const before = this.pairs.get(pair, PAIR.state);
    const next = TUNNEL_MACHINE.next(before, column);
    if (next === IGNORED) return;
    this.pairs.set(pair, PAIR.state, next);
    for (const action of TUNNEL_MACHINE.actions(before, column)) this.#perform(pair, action);
    if (next === TUNNEL_MACHINE.s.down) this.pairs.release(pair);
  }

  #perform(pair: number, action: TunnelAction): void {
    switch (action) {
      case 'ask':
        return this.#ask(pair);
      case 'negotiate':
        return this.#ike.begin(pair, STEP.init);
      case 'dropHeld':
        return this.#tryLater(pair);
      case 'markUp':
        return this.#markUp(pair);
      case 'closeSas':
        return this.#ike.begin(pair, STEP.remove);
      case 'markDown':
        return this.#markDown(pair);
      case 'raiseAgain':
        if (this.pairs.get(pair, PAIR.waiting) !== NONE) this.#step(pair, 'PACKET');
    }
  }

  #ask(pair: number): void {
    const { kernel } = this.#parts;
    this.#cancel(pair, PAIR.retryTimer);
    this.pairs.set(pair, PAIR.startedNs, kernel.now);
    if (this.#information.untilNs(this.#asker(pair), this.#responder(pair)) > kernel.now) {
      this.#parts.measures.cached++;
      this.pairs.set(pair, PAIR.informedNs, kernel.now);
      return this.#step(pair, 'INFO');
    }
    this.calls.ask(pair);
  }

  /** The centre has answered: yes, unless it knows that the asker's certificate was taken back. */
  #informed(pair: number): void {
    const { kernel, revocations } = this.#parts;
    if (revocations.isRevoked(this.#asker(pair))) {
      revocations.byCentre++;
      return this.#refuse(pair);
    }
    this.#information.remember(this.#asker(pair), this.#responder(pair), kernel.now + CENTRE_LIFETIME_NS, kernel.now);
    this.pairs.set(pair, PAIR.informedNs, kernel.now);
    this.#step(pair, 'INFO');
  }

  /** The responder's list decides about the initiator, and the other way round; each knows only the list that it has. */
  #accepts(pair: number): boolean {
    const { revocations } = this.#parts;
    const [left, right] = [this.pairs.get(pair, PAIR.left), this.pairs.get(pair, PAIR.right)];
    return !revocations.knows(left, right) && !revocations.knows(right, left);
  }

  #settled(pair: number, step: number): void {
    if (step === STEP.init) this.#ike.begin(pair, STEP.auth);
    else if (step === STEP.auth) this.#step(pair, 'CHILD_UP');
    else if (step === STEP.remove) this.#step(pair, 'GONE');
    else {
      this.#parts.measures.rekeys++;
      this.pairs.set(pair, PAIR.upNs, this.#parts.kernel.now);
      this.#planRekey(pair);
    }
  }

  /** A refusal is final: the exchanges that wait are given up. */
  #refuse(pair: number): void {
    const { measures } = this.#parts;
    for (let exchange = this.pairs.get(pair, PAIR.waiting); exchange !== NONE; exchange = this.#exchanges.nextWaiting[exchange] ?? NONE) {
      measures.refused++;
      measures.waiting--;
      this.#exchanges.rows.free(exchange);
    }
    this.pairs.set(pair, PAIR.waiting, NONE);
    this.#step(pair, this.pairs.get(pair, PAIR.state) === TUNNEL_MACHINE.s.negotiating ? 'FAILED' : 'NO_INFO');
  }

  #tryLater(pair: number): void {
    const { kernel, measures, network } = this.#parts;
    if (this.pairs.get(pair, PAIR.waiting) === NONE) return;
    measures.failed++;
    for (let exchange = this.pairs.get(pair, PAIR.waiting); exchange !== NONE; exchange = this.#exchanges.nextWaiting[exchange] ?? NONE)
      this.#exchanges.retried[exchange] = 1;
    const stream = this.#retries[network.records.get(this.#asker(pair), DEVICE.region)];
    const waitNs = RETRY_NS + Math.floor((stream?.next() ?? 0) * RETRY_NS);
    this.pairs.set(pair, PAIR.retryTimer, kernel.post(kernel.now + waitNs, PRIORITY.timer, this.#retry, pair));
  }

  #onRetry(pair: number): void {
    this.pairs.set(pair, PAIR.retryTimer, NONE);
    this.#step(pair, 'PACKET');
  }

  #markUp(pair: number): void {
    const { kernel, measures, revocations } = this.#parts;
    this.pairs.set(pair, PAIR.upNs, kernel.now);
    measures.raised(kernel.now, this.pairs.get(pair, PAIR.startedNs), this.pairs.get(pair, PAIR.informedNs));
    revocations.raised(this.pairs.get(pair, PAIR.left), this.pairs.get(pair, PAIR.right));
    this.pairs.set(pair, PAIR.rekeyNs, 0);
    let exchange = this.pairs.get(pair, PAIR.waiting);
    this.pairs.set(pair, PAIR.waiting, NONE);
    while (exchange !== NONE) {
      const following = this.#exchanges.nextWaiting[exchange] ?? NONE;
      measures.waiting--;
      measures.carried(kernel.now, this.#exchanges.wantedNs[exchange] ?? 0);
      this.#carry(exchange);
      exchange = following;
    }
  }

  #markDown(pair: number): void {
    this.#parts.measures.tunnelDown();
    this.#parts.revocations.closed(this.pairs.get(pair, PAIR.left), this.pairs.get(pair, PAIR.right));
  }

  #carry(exchange: number): void {
    const { kernel, demands, measures } = this.#parts;
    const pair = this.#exchanges.pair[exchange] ?? 0;
    const demand = demands[this.#exchanges.demand[exchange] ?? 0];
    if (demand === undefined) throw new Error('tunnels: an exchange of no kind');
    this.pairs.set(pair, PAIR.running, this.pairs.get(pair, PAIR.running) + 1);
    this.#cancel(pair, PAIR.idleTimer);
    this.#exchanges.pending[exchange] = PENDING.transfer | (demand.holdNs > 0 ? PENDING.hold : 0);
    measures.octets += demand.sizeBytes;
    if (demand.holdNs > 0) kernel.post(kernel.now + demand.holdNs, PRIORITY.script, this.#held, exchange);
    if (this.pairs.get(pair, PAIR.rekeyNs) === 0 && kernel.now + demand.holdNs - this.pairs.get(pair, PAIR.upNs) >= REKEY_LOOK_NS)
      this.#planRekey(pair);
    this.#lines.start(exchange, this.pairs.get(pair, PAIR.left), this.pairs.get(pair, PAIR.right), demand.sizeBytes);
  }

  /** A part of an exchange is over; with the last part the exchange is. */
  #part(exchange: number, part: number): void {
    const { kernel, measures } = this.#parts;
    const pending = (this.#exchanges.pending[exchange] ?? 0) & ~part;
    this.#exchanges.pending[exchange] = pending;
    if (pending !== 0) return;
    const pair = this.#exchanges.pair[exchange] ?? 0;
    measures.finished++;
    this.#exchanges.rows.free(exchange);
    const running = this.pairs.get(pair, PAIR.running) - 1;
    this.pairs.set(pair, PAIR.running, running);
    if (running === 0)
      this.pairs.set(pair, PAIR.idleTimer, kernel.post(kernel.now + DEFAULT_IDLE_TIMEOUT_NS, PRIORITY.timer, this.#idle, pair));
  }

  #onIdle(pair: number): void {
    this.pairs.set(pair, PAIR.idleTimer, NONE);
    this.#step(pair, 'IDLE');
  }

  /** The association is renewed at the earliest moment that the timers allow. */
  #planRekey(pair: number): void {
    const { kernel } = this.#parts;
    const upNs = this.pairs.get(pair, PAIR.upNs);
    const dueNs = Math.max(kernel.now, upNs + DEFAULT_IKE_TIMERS.rekeyNs - DEFAULT_IKE_TIMERS.rekeyJitterNs);
    this.pairs.set(pair, PAIR.rekeyNs, dueNs);
    kernel.post(dueNs, PRIORITY.timer, this.#rekey, pair, upNs);
  }

  #onRekey(pair: number, upNs: TimeNs): void {
    if (this.pairs.get(pair, PAIR.state) === TUNNEL_MACHINE.s.up && this.pairs.get(pair, PAIR.upNs) === upNs)
      this.#ike.begin(pair, STEP.rekey);
  }

  #cancel(pair: number, which: number): void {
    const timer = this.pairs.get(pair, which);
    if (timer === NONE) return;
    this.#parts.kernel.cancel(timer);
    this.pairs.set(pair, which, NONE);
  }
}
