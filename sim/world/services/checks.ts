/**
 * Purpose: a check that an order service makes elsewhere before it acts, and what it does when the answer does not come.
 *
 * The question goes by one datagram and is answered by one: an order is in order unless the register has withdrawn its user's right. Without an answer in time the service uses its
 * own copy of the register while that is young enough; without one it goes on (fails open), unless `fail-closed` is deployed at it, which is asked only then. Where
 * `access-monitoring-and-cutoff` watches the service, a missing answer raises an alarm, which has to reach whoever watches: over the network, if that is another host.
 * Does not model: repeated questions, renewal of the copy during the run, signatures on answers.
 * Units: nanoseconds. Determinism: event order.
 * References: TR B.5 f (what to do when a connection fails must be agreed); RFC 5280 5.1.2.5 (lists have an age limit); TR A.1 c (watching); threat card T30 (b).
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
/** Where alarms are received (own choice). */
const WATCH_PORT = 4009;
/** How long the service waits (own choice: users wait 3 s for it). */
const PATIENCE_NS = NS_PER_S;

/** `answered`: the register has said yes; `refused`: it, or the copy, has said no; `open`: nobody said anything and the service goes on, or on a copy that was wrong; `closed`: it does not. */
export type CheckResult = 'answered' | 'refused' | 'open' | 'closed';

/** What is asked about. */
interface Question {
  readonly txn: string;
  readonly user: string;
  /** Ground truth, for stops and alarms. */
  readonly origin: string;
  readonly settled: (result: CheckResult) => void;
}

/**
 * Equips a service with its check and starts the register; undefined where it asks nobody.
 * Units: none. Errors: throws when a host is unknown or a port taken (the loader refuses such scenarios). Source: threat card T30 (b).
 */
export function equipCheck(parts: WorldParts, service: ServiceSpec, hosts: ReadonlyMap<string, HostRuntime>): Checker | undefined {
  if (service.checkedBy === undefined) return undefined;
  const [own, register] = [hosts.get(service.host), hosts.get(service.checkedBy)];
  const address = parts.book.addressOf(service.checkedBy, service.host);
  if (own === undefined || register === undefined || address === undefined)
    throw new Error(`world: the check of ${service.id} has no host`);
  startRegister(service, register.udp);
  const desk = parts.scenario.monitoring?.reportsTo;
  const watch = desk === undefined ? undefined : hosts.get(desk);
  if (watch !== undefined) startWatchDesk(parts, watch);
  return new Checker(parts, service, own.udp, { register: address, watch: watch && parts.book.addressOf(watch.place, service.host) });
}

function startRegister(service: ServiceSpec, udp: UdpLayer): void {
  udp.bind(REGISTER_PORT, ({ from, fromPort, content }) => {
    const question = asMessage(content);
    if (question?.op !== 'check') return;
    udp.send({
      dst: from,
      dstPort: fromPort,
      srcPort: REGISTER_PORT,
      content: appContent({
        service: service.id,
        op: withdrawn(service, question.user ?? '') ? 'check-refused' : 'check-ok',
        txn: question.txn ?? '',
      }),
    });
  });
}

function withdrawn(service: ServiceSpec, user: string, knownForNs = 0): boolean {
  return service.withdrawn?.some((entry) => entry.user === user && entry.agoNs >= knownForNs) === true;
}

/** Whoever watches sees an alarm when its report arrives. */
function startWatchDesk(parts: WorldParts, desk: HostRuntime): void {
  desk.udp.bind(WATCH_PORT, ({ content, packet }) => {
    const report = asMessage(content);
    if (report?.op === 'log-record') raise(parts, desk.place, report.txn ?? '', packet.origin);
  });
}

function raise({ facts, context }: WorldParts, place: string, subject: string, origin: string): void {
  facts.alarms.push({ atNs: context.kernel.now, place, kind: 'check-silent', subject, origin });
  if (context.trace.on) context.trace.emit(place, 'alarm', { alarm: 'check-silent', subject, origin });
}

/**
 * The asking side of a service.
 * Units: nanoseconds. Errors: throws when its port is taken (a bug of the scenario). Source: threat card T30 (b).
 */
export class Checker {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #udp: UdpLayer;
  readonly #others: { readonly register: Ipv4; readonly watch: Ipv4 | undefined };
  readonly #waiting = new Map<string, Question>();

  constructor(
    parts: WorldParts,
    service: ServiceSpec,
    udp: UdpLayer,
    others: { readonly register: Ipv4; readonly watch: Ipv4 | undefined },
  ) {
    this.#parts = parts;
    this.#service = service;
    this.#udp = udp;
    this.#others = others;
    udp.bind(ASKING_PORT, ({ content }) => {
      const answer = asMessage(content);
      if (answer?.op === 'check-ok') this.#settle(answer.txn ?? '', 'answered');
      else if (answer?.op === 'check-refused') this.#settle(answer.txn ?? '', 'refused');
    });
  }

  /** Asks about an order; calls back once. */
  check(question: Question): void {
    const { context } = this.#parts;
    const { txn, user } = question;
    this.#waiting.set(txn, question);
    this.#udp.send({
      dst: this.#others.register,
      dstPort: REGISTER_PORT,
      srcPort: ASKING_PORT,
      content: appContent({ service: this.#service.id, op: 'check', txn, user }),
    });
    context.kernel.after(PATIENCE_NS, () => this.#timeout(question), PRIORITY.timer);
  }

  #timeout({ txn, user, origin }: Question): void {
    if (!this.#waiting.has(txn)) return;
    const { context } = this.#parts;
    const kept = this.#fromCopy(user);
    if (kept !== undefined) {
      if (context.trace.on) context.trace.emit(this.#service.host, 'check', { event: 'copy', txn });
      return this.#settle(txn, kept);
    }
    this.#report(txn, origin);
    const control = context.gate.on('fail-closed', this.#service.host);
    if (control !== undefined) context.stop({ control, at: this.#service.host, reason: 'check-not-answered', origin, detail: { txn } });
    this.#settle(txn, control === undefined ? 'open' : 'closed');
  }

  /** What the copy says, while it may be used; `open` where it still says yes and the register would say no. */
  #fromCopy(user: string): CheckResult | undefined {
    const { keptAnswers } = this.#service;
    if (keptAnswers === undefined || keptAnswers.ageNs + this.#parts.context.kernel.now > keptAnswers.limitNs) return undefined;
    if (withdrawn(this.#service, user, keptAnswers.ageNs)) return 'refused';
    return withdrawn(this.#service, user) ? 'open' : 'answered';
  }

  /** Whoever watches the service is told that the check is silent, if he can be. */
  #report(txn: string, origin: string): void {
    const { context, scenario } = this.#parts;
    if (scenario.monitoring === undefined || context.gate.on('access-monitoring-and-cutoff', this.#service.host) === undefined) return;
    const { watch } = this.#others;
    if (watch === undefined) return raise(this.#parts, this.#service.host, txn, origin);
    this.#udp.send({
      dst: watch,
      dstPort: WATCH_PORT,
      srcPort: ASKING_PORT,
      content: appContent({ service: this.#service.id, op: 'log-record', txn }),
    });
  }

  #settle(txn: string, result: CheckResult): void {
    const { facts, context } = this.#parts;
    const question = this.#waiting.get(txn);
    this.#waiting.delete(txn);
    const note = { atNs: context.kernel.now, host: this.#service.host, txn };
    if (result === 'open') facts.unchecked.push(note);
    if (result === 'refused') {
      facts.turnedDown.push(note);
      if (context.trace.on) context.trace.emit(this.#service.host, 'check', { event: 'turned-down', txn });
    }
    question?.settled(result);
  }
}
