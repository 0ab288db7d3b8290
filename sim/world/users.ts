/**
 * Purpose: legitimate users at work: each run of a flow opens a stream to its service, does its operation, and notes how it went.
 *
 * Does not model: typing errors, retries by the user, human delays other than the flow's think time.
 * Units: nanoseconds. Determinism: runs start at the flow's times; transaction ids and shares carry flow and run number.
 * References: TR 5.1 (services), 9.3 (referral letters, appointments, sharing of clinical information).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_S } from '../kernel/time.ts';
import type { MessageStream, StreamEvents } from '../vpn/tls.ts';
import { makeDocument, openDocument, readDocument } from './documents.ts';
import { newSession, type Attempt, type SessionFact } from './facts.ts';
import { appContent, asMessage, type AppMessage } from './messages.ts';
import { siteOf, type WorldParts } from './parts.ts';
import type { FlowSpec, ServiceSpec } from './scenario.ts';
import { OrderRun } from './order-run.ts';
import { cardSignature } from './services/cards.ts';
import { StaffRun, STAFF_OPERATIONS } from './staff-run.ts';
import { proveAs } from './services/factors.ts';

/** How long a user waits for the first answer before he calls the service down (TCP SYN at 0, 1 and 2 s; own choice, as in the SYN-flood measurements). */
const PATIENCE_NS = 3 * NS_PER_S;

/** Opens a stream from a host to a service, with TLS where the service or the control asks for it. */
export type OpenStream = (client: string, service: ServiceSpec, events: StreamEvents, share: string) => MessageStream;

/**
 * Schedules every run of a flow.
 * Units: nanoseconds. Errors: none. Source: contract 4 (timed script).
 */
export function scheduleFlow(parts: WorldParts, flow: FlowSpec, open: OpenStream): void {
  for (let run = 0; run < flow.times; run++) {
    parts.context.kernel.at(
      flow.atNs + run * flow.everyNs,
      () =>
        flow.operation === 'order'
          ? new OrderRun(parts, flow, run, open).start()
          : STAFF_OPERATIONS.includes(flow.operation)
            ? new StaffRun(parts, flow, run, open).start()
            : new FlowRun(parts, flow, run).start(open),
      PRIORITY.script,
    );
  }
}

/** Which try of a transfer it is, and with which part it begins. */
interface Resumption {
  readonly tries: number;
  readonly part: number;
}

/** A program that resumes connects again after this long, and gives up after so many tries (own choice). */
const RECONNECT_NS = NS_PER_S;
const MOST_TRIES = 5;

class FlowRun {
  readonly #parts: WorldParts;
  readonly #flow: FlowSpec;
  #service: ServiceSpec;
  readonly #session: SessionFact;
  readonly #attempt: Attempt;
  readonly #id: string;
  readonly #run: number;
  readonly #try: number;
  #open: OpenStream | undefined;
  #stream: MessageStream | undefined;
  #token = '';
  /** Transfers in parts: the one under way. */
  #part: number;

  constructor(parts: WorldParts, flow: FlowSpec, run: number, again: Resumption = { tries: 1, part: 1 }) {
    this.#run = run;
    this.#try = again.tries;
    this.#part = again.part;
    this.#parts = parts;
    this.#flow = flow;
    this.#service = parts.service(flow.service);
    this.#id = again.tries === 1 ? `${flow.id}/${run + 1}` : `${flow.id}/${run + 1}/${again.tries}`;
    const startNs = parts.context.kernel.now;
    this.#session = { ...newSession(flow, run, startNs), id: this.#id };
    this.#attempt = { flow: flow.id, client: flow.client, startNs, deadlineNs: startNs + PATIENCE_NS, servedNs: undefined };
    parts.facts.sessions.push(this.#session);
    parts.facts.attempts.push(this.#attempt);
  }

  start(open: OpenStream): void {
    this.#open = open;
    const { kernel } = this.#parts.context;
    const { alternative, thinkNs } = this.#flow;
    this.#note('session', { event: 'start', op: this.#flow.operation });
    this.#call(open);
    if (alternative !== undefined) kernel.after(alternative.afterNs, () => this.#turnTo(alternative.service, open), PRIORITY.script);
    if (thinkNs === 0) return;
    kernel.after(thinkNs, () => this.#endOfWork(), PRIORITY.script);
  }

  #call(open: OpenStream): void {
    const service = this.#service;
    // What a partner that was given up still says is not heard.
    const current = (act: () => void): void => void (this.#service === service && act());
    const events: StreamEvents = {
      onOpen: () => current(() => this.#opened()),
      onMessage: (content, origins) => current(() => this.#onContent(asMessage(content), origins)),
      onClose: (reason, closedBy) => current(() => this.#closed(reason, closedBy)),
    };
    this.#stream = open(this.#flow.client, service, events, `${this.#flow.client}/${this.#id}`);
  }

  /** T26: nobody answers, so the user turns to another partner, to whom a connection is made on demand. */
  #turnTo(service: string, open: OpenStream): void {
    if (this.#attempt.servedNs !== undefined || this.#session.end !== 'open') return;
    const given = this.#stream;
    this.#service = this.#parts.service(service);
    this.#note('session', { event: 'turned-to-alternative' });
    this.#call(open);
    given?.abort();
  }

  #opened(): void {
    const { operation } = this.#flow;
    const asset = this.#flow.asset ?? '';
    if (operation === 'book' || operation === 'maintain') return this.#send({ op: 'login-request' });
    if (operation === 'inquire') return this.#send({ op: 'inquire' });
    if (operation === 'store-letter')
      return this.#send({
        op: 'store-letter',
        asset,
        document: makeDocument(this.#parts, this.#parts.asset(asset), this.#flow.client, this.#service.id),
      });
    if (operation === 'fetch-letter' || operation === 'fetch-image') return this.#fetch(operation);
    throw new Error(`flow ${this.#flow.id}: operation ${operation} needs no stream`);
  }

  #send(fields: Partial<AppMessage> & { readonly op: AppMessage['op'] }): void {
    const user = this.#flow.user;
    const signed = this.#signed(fields);
    const card = signed === undefined ? undefined : cardSignature(this.#parts, this.#flow.client, user, signed);
    const message: AppMessage = {
      ...fields,
      ...(card === undefined ? {} : { card }),
      service: this.#service.id,
      claimedSite: siteOf(this.#flow.client),
      ...(user === undefined ? {} : { user }),
    };
    this.#stream?.send(appContent(message));
  }

  /** What the user's card signs in a request, where the service wants that. */
  #signed({ op, asset, txn }: Partial<AppMessage>): string | undefined {
    const byCard = this.#service.kind === 'referral' || this.#service.kind === 'image';
    if (byCard && this.#service.accounts.length > 0) return `${op}/${asset ?? ''}`;
    return this.#service.confirms === true ? txn : undefined;
  }

  #onContent(message: AppMessage | undefined, origins: readonly string[]): void {
    if (message === undefined) return this.#break('broken', origins.at(-1) ?? '');
    this.#attempt.servedNs ??= this.#parts.context.kernel.now;
    if (message.op === 'challenge') return this.#prove(message.challenge ?? '');
    if (message.op === 'login-ok') return this.#loggedIn(message.session ?? '');
    if (message.op === 'refused' || message.op === 'login-failed' || message.op === 'locked') return this.#break('refused', '');
    if (message.op === 'document' && this.#part < (this.#flow.inParts ?? 1)) {
      this.#part++;
      return this.#fetch('fetch-image');
    }
    if (message.op === 'document') this.#receive(message, origins);
    this.#session.complete = this.#session.end === 'open';
    if (this.#flow.thinkNs === 0) this.#stream?.close();
  }

  #fetch(op: 'fetch-letter' | 'fetch-image'): void {
    const { inParts, asset = '' } = this.#flow;
    this.#send({ op, asset, ...(inParts === undefined ? {} : { part: { number: this.#part, of: inParts } }) });
  }

  /** A transfer in parts goes on where it broke. */
  #resume(): void {
    const open = this.#open;
    if (this.#flow.inParts === undefined || open === undefined || this.#try >= MOST_TRIES) return;
    const again = { tries: this.#try + 1, part: this.#part };
    this.#parts.context.kernel.after(
      RECONNECT_NS,
      () => new FlowRun(this.#parts, this.#flow, this.#run, again).start(open),
      PRIORITY.script,
    );
  }

  #prove(challenge: string): void {
    const user = this.#flow.user ?? '';
    this.#send({ op: 'login', proof: proveAs(this.#parts, user, this.#flow.client, challenge, this.#service.login) });
  }

  #loggedIn(token: string): void {
    this.#token = token;
    this.#note('session', { event: 'logged-in' });
    this.#send({
      op: this.#flow.operation === 'maintain' ? 'maintain' : 'book',
      session: token,
      txn: `txn/${this.#id}`,
      stampNs: this.#parts.context.kernel.now,
    });
  }

  #receive(message: AppMessage, origins: readonly string[]): void {
    if (message.document === undefined) return;
    const reading = readDocument(this.#parts, message.document, this.#flow.client, origins);
    if (!reading.ok) return this.#break('refused', '');
    const { document } = reading;
    this.#parts.facts.acceptances.push({
      atNs: this.#parts.context.kernel.now,
      host: this.#flow.client,
      service: this.#service.id,
      op: 'document',
      claimedSite: siteOf(this.#service.host),
      claimedUser: '',
      sourceOwner: this.#service.host,
      origins: [...origins],
      session: this.#id,
      txn: '',
      asset: document.asset,
      digestReceived: document.digest,
      digestSent: `digest/${document.asset}`,
    });
    this.#parts.facts.holdings.push({ host: this.#flow.client, asset: document.asset, label: document.label });
    openDocument(this.#parts, document, this.#flow.client, origins.at(-1) ?? '');
  }

  #endOfWork(): void {
    if (this.#session.end !== 'open') return;
    if (this.#token !== '') this.#send({ op: 'logout', session: this.#token });
    this.#stream?.close();
  }

  #closed(reason: string, closedBy: string): void {
    if (this.#session.end !== 'open') return;
    const end = reason === 'fin' ? 'finished' : reason === 'timeout' ? 'timeout' : reason === 'tls-alert' ? 'broken' : 'reset';
    this.#finish(end, closedBy);
    if (end === 'reset' && !this.#session.complete) this.#resume();
  }

  #break(end: 'broken' | 'refused', closedBy: string): void {
    this.#finish(end, closedBy);
    this.#stream?.abort();
  }

  #finish(end: SessionFact['end'], closedBy: string): void {
    if (this.#session.end !== 'open') return;
    this.#session.end = end;
    this.#session.endNs = this.#parts.context.kernel.now;
    this.#session.closedBy = closedBy;
    this.#note('session', { event: 'end', end, complete: this.#session.complete, origin: closedBy });
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
