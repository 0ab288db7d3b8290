/**
 * Purpose: a check that an order service makes elsewhere before it acts, and what it does when the answer does not come.
 *
 * The question goes by one datagram and is answered by one. Without an answer in time the service goes on (fails open), unless `fail-closed` is deployed at it; that is asked only then.
 * Does not model: what is checked (every order of this script is in order), repeated questions, answers kept for a while.
 * Units: nanoseconds. Determinism: event order.
 * References: TR B.5 f (what to do when a connection fails must be agreed); threat card T30 (b).
 */
import { PRIORITY } from '../../kernel/kernel.ts';
import { NS_PER_S } from '../../kernel/time.ts';
import type { Ipv4 } from '../../net/address.ts';
import type { UdpLayer } from '../../net/udp.ts';
import { appContent, asMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import type { HostRuntime } from '../world.ts';

/** Ports of the register, and of the service that asks it (own choice, unprivileged). */
const REGISTER_PORT = 4007;
const ASKING_PORT = 4008;
/** How long the service waits (own choice: users wait 3 s for it). */
const PATIENCE_NS = NS_PER_S;

/** `answered`: the register has said yes; `open`: it said nothing and the service goes on; `closed`: it said nothing and the service does not. */
export type CheckResult = 'answered' | 'open' | 'closed';

/**
 * Equips a service with its check and starts the register; undefined where it asks nobody.
 * Units: none. Errors: throws when a host is unknown or a port taken (the loader refuses such scenarios). Source: threat card T30 (b).
 */
export function equipCheck(parts: WorldParts, service: ServiceSpec, hosts: ReadonlyMap<string, HostRuntime>): Checker | undefined {
  if (service.checkedBy === undefined) return undefined;
  const [own, register] = [hosts.get(service.host), hosts.get(service.checkedBy)];
  const address = register?.node.ifaces[0]?.address;
  if (own === undefined || register === undefined || address === undefined)
    throw new Error(`world: the check of ${service.id} has no host`);
  startRegister(service, register.udp);
  return new Checker(parts, service, own.udp, address);
}

function startRegister(service: ServiceSpec, udp: UdpLayer): void {
  udp.bind(REGISTER_PORT, ({ from, fromPort, content }) => {
    const question = asMessage(content);
    if (question?.op !== 'check') return;
    udp.send({
      dst: from,
      dstPort: fromPort,
      srcPort: REGISTER_PORT,
      content: appContent({ service: service.id, op: 'check-ok', txn: question.txn ?? '' }),
    });
  });
}

/**
 * The asking side of a service.
 * Units: nanoseconds. Errors: throws when its port is taken (a bug of the scenario). Source: threat card T30 (b).
 */
export class Checker {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #udp: UdpLayer;
  readonly #register: Ipv4;
  readonly #waiting = new Map<string, (result: CheckResult) => void>();

  constructor(parts: WorldParts, service: ServiceSpec, udp: UdpLayer, register: Ipv4) {
    this.#parts = parts;
    this.#service = service;
    this.#udp = udp;
    this.#register = register;
    udp.bind(ASKING_PORT, ({ content }) => {
      const answer = asMessage(content);
      if (answer?.op === 'check-ok') this.#settle(answer.txn ?? '', 'answered');
    });
  }

  /** Asks about an order; calls back once. */
  check(txn: string, origin: string, settled: (result: CheckResult) => void): void {
    const { context } = this.#parts;
    this.#waiting.set(txn, settled);
    this.#udp.send({
      dst: this.#register,
      dstPort: REGISTER_PORT,
      srcPort: ASKING_PORT,
      content: appContent({ service: this.#service.id, op: 'check', txn }),
    });
    context.kernel.after(PATIENCE_NS, () => this.#timeout(txn, origin), PRIORITY.timer);
  }

  #timeout(txn: string, origin: string): void {
    if (!this.#waiting.has(txn)) return;
    const { context } = this.#parts;
    const control = context.gate.on('fail-closed', this.#service.host);
    if (control !== undefined) context.stop({ control, at: this.#service.host, reason: 'check-not-answered', origin, detail: { txn } });
    this.#settle(txn, control === undefined ? 'open' : 'closed');
  }

  #settle(txn: string, result: CheckResult): void {
    const settled = this.#waiting.get(txn);
    this.#waiting.delete(txn);
    settled?.(result);
  }
}
