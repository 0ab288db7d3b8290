/**
 * Purpose: a user's order: sent, confirmed or not, and what happens when the confirmation does not come.
 *
 * `resend`: the program dials again and sends the same transaction. `ask-first`: it dials again and asks whether the transaction arrived, and sends it if not. `manual`: the clerk enters the order again; where orders are idempotent end to end
 * (`transaction-idempotency`) the program offers him the open transaction, where they are not he gets a new number. That question is asked only after a failure.
 * Books are compared at the interval of the review of logs: whether the transactions that the target has recorded are those that the sender holds confirmed. Whether both keep such
 * records (`three-point-logging`) is asked when they differ.
 * Does not model: orders that the user forgets; the way on which the books are brought together.
 * Units: nanoseconds. Determinism: kernel order.
 * References: TR B.5 f (what to do when a connection fails must be agreed), A.1 c (records of sender and target, joined); threat cards T23, T30.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_S } from '../kernel/time.ts';
import type { Content } from '../net/packet.ts';
import type { MessageStream, StreamEvents } from '../vpn/tls.ts';
import type { Attempt, OrderFact, SessionFact } from './facts.ts';
import { appContent, asMessage } from './messages.ts';
import { siteOf, type WorldParts } from './parts.ts';
import type { FlowSpec, ServiceSpec } from './scenario.ts';
import { cardSignature } from './services/cards.ts';
import type { OpenStream } from './users.ts';

/** How long the program waits for the confirmation (own choice, as for other users). */
const PATIENCE_NS = 3 * NS_PER_S;

/**
 * One order of a flow, with its recovery.
 * Units: nanoseconds. Errors: none. Source: TR B.5 f.
 */
export class OrderRun {
  readonly #parts: WorldParts;
  readonly #flow: FlowSpec;
  readonly #service: ServiceSpec;
  readonly #open: OpenStream;
  readonly #id: string;
  readonly #order: OrderFact;
  /** Transactions of which the sender has been told. */
  readonly #confirmed = new Set<string>();
  #underWay = false;

  constructor(parts: WorldParts, flow: FlowSpec, run: number, open: OpenStream) {
    this.#parts = parts;
    this.#flow = flow;
    this.#service = parts.service(flow.service);
    this.#open = open;
    this.#id = `${flow.id}/${run + 1}`;
    this.#order = { flow: flow.id, intent: `txn/${this.#id}`, confirmedNs: undefined };
  }

  start(): void {
    this.#parts.facts.orders.push(this.#order);
    this.#try(this.#order.intent, 1);
    this.#compareBooks();
  }

  /** At every full interval from now on; an order that is under way is not held against anybody. */
  #compareBooks(): void {
    const { kernel, gate, trace } = this.#parts.context;
    const { monitoring } = this.#parts.scenario;
    if (monitoring === undefined) return;
    const waitNs = monitoring.reviewNs - (kernel.now % monitoring.reviewNs);
    kernel.after(
      waitNs,
      () => {
        const { host } = this.#service;
        const { intent } = this.#order;
        if (this.#underWay || !this.#booksDiffer()) return this.#compareBooks();
        if (gate.on('three-point-logging', host) === undefined) return;
        this.#parts.facts.alarms.push({ atNs: kernel.now, place: host, kind: 'books-differ', subject: intent, origin: this.#flow.client });
        if (trace.on) trace.emit(host, 'alarm', { alarm: 'books-differ', subject: intent, origin: this.#flow.client });
      },
      PRIORITY.script,
    );
  }

  #booksDiffer(): boolean {
    const { intent } = this.#order;
    return this.#parts.logs.records.some(
      ({ point, place, txn }) =>
        point === 'target' &&
        place === this.#service.host &&
        txn !== undefined &&
        (txn === intent || txn.startsWith(`${intent}/`)) &&
        !this.#confirmed.has(txn),
    );
  }

  #try(txn: string, attempt: number): void {
    const { kernel } = this.#parts.context;
    this.#underWay = true;
    const id = attempt === 1 ? this.#id : `${this.#id}/${attempt}`;
    const session: SessionFact = {
      id,
      flow: this.#flow.id,
      service: this.#service.id,
      user: this.#flow.user ?? '',
      startNs: kernel.now,
      loginOrigins: [],
      endNs: undefined,
      end: 'open',
      closedBy: '',
      complete: false,
    };
    const use: Attempt = {
      flow: this.#flow.id,
      client: this.#flow.client,
      startNs: kernel.now,
      deadlineNs: kernel.now + PATIENCE_NS,
      servedNs: undefined,
    };
    this.#parts.facts.sessions.push(session);
    this.#parts.facts.attempts.push(use);
    const asking = attempt > 1 && this.#flow.recovery?.kind === 'ask-first';
    const end = (how: SessionFact['end'], closedBy: string): void => {
      if (session.end !== 'open') return;
      this.#underWay = false;
      session.end = how;
      session.endNs = kernel.now;
      session.closedBy = closedBy;
      this.#note('session', { event: 'end', end: how, complete: session.complete, txn });
      if (!session.complete && how !== 'refused') this.#recover(attempt);
    };
    const confirmed = (): void => {
      use.servedNs = kernel.now;
      session.complete = true;
      this.#confirmed.add(txn);
      this.#order.confirmedNs ??= kernel.now;
      end('finished', '');
      stream.close();
    };
    const events: StreamEvents = {
      onOpen: () => stream.send(asking ? this.#question(txn) : this.#request(txn)),
      onMessage: (content) => {
        const answer = asMessage(content);
        if (answer?.op === 'ok') confirmed();
        else if (answer?.op === 'unknown') stream.send(this.#request(txn));
        else if (answer?.op === 'refused') end('refused', '');
      },
      onClose: (_reason, closedBy) => end('broken', closedBy),
    };
    this.#note('session', { event: 'start', op: 'order', txn });
    const stream: MessageStream = this.#open(this.#flow.client, this.#service, events, `${this.#flow.client}/${id}`);
    kernel.after(
      PATIENCE_NS,
      () => {
        if (session.end !== 'open') return;
        end('timeout', '');
        stream.abort();
      },
      PRIORITY.script,
    );
  }

  #recover(attempt: number): void {
    const { recovery } = this.#flow;
    if (recovery === undefined || attempt > recovery.tries) return;
    const { kernel, gate } = this.#parts.context;
    kernel.after(
      recovery.afterNs,
      () => {
        const { intent } = this.#order;
        const again = recovery.kind !== 'manual' || gate.on('transaction-idempotency', this.#service.host) !== undefined;
        this.#note('recovery', { kind: recovery.kind, txn: again ? intent : `${intent}/manual` });
        this.#try(again ? intent : `${intent}/manual`, attempt + 1);
      },
      PRIORITY.script,
    );
  }

  /** Whether the order has arrived; nothing is ordered by it. */
  #question(txn: string): Content {
    return appContent({ service: this.#service.id, op: 'inquire', claimedSite: siteOf(this.#flow.client), txn });
  }

  #request(txn: string): Content {
    const { user, client } = this.#flow;
    const card = cardSignature(this.#parts, client, user, txn);
    return appContent({
      service: this.#service.id,
      op: 'order',
      claimedSite: siteOf(client),
      txn,
      ...(user === undefined ? {} : { user }),
      ...(card === undefined ? {} : { card }),
    });
  }

  #note(kind: string, fields: Readonly<Record<string, string | number | boolean>>): void {
    const { trace } = this.#parts.context;
    if (trace.on)
      trace.emit(this.#flow.client, kind, {
        ...fields,
        flow: this.#flow.id,
        run: this.#id,
        service: this.#service.id,
        user: this.#flow.user ?? '',
      });
  }
}
