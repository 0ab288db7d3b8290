/**
 * Purpose: staff at work with the services that only they use: reading records, looking accounts up, fetching files, browsing and mailing.
 *
 * Does not model: retries, typing errors. Units: nanoseconds. Determinism: runs start at the flow's times.
 * References: TR 9.3, C 4-7, 4-8; threat cards T02, T05, T10, T11, T28.
 */
import { NS_PER_S } from '../kernel/time.ts';
import type { MessageStream } from '../vpn/tls.ts';
import { openBrought } from './lures.ts';
import { appContent, asMessage, type AppMessage } from './messages.ts';
import { siteOf, type WorldParts } from './parts.ts';
import type { FlowSpec, Operation, ServiceSpec } from './scenario.ts';
import { proveAs } from './services/factors.ts';
import type { OpenStream } from './users.ts';

/** Operations that are played here. */
export const STAFF_OPERATIONS: readonly Operation[] = ['read-records', 'look-up', 'copy-file', 'browse', 'send-mail', 'fetch-mail'];
/** Somebody who does his work reads a record in this time at the least (own choice). */
const READING_NS = NS_PER_S;
/** Octets of an ordinary mail or form (own choice). */
const ORDINARY_BYTES = 2000;

/**
 * One run of such a flow.
 * Units: nanoseconds. Errors: none. Source: contract 4 (timed script).
 */
export class StaffRun {
  readonly #parts: WorldParts;
  readonly #flow: FlowSpec;
  readonly #service: ServiceSpec;
  readonly #open: OpenStream;
  readonly #share: string;
  #stream: MessageStream | undefined;
  #token = '';

  constructor(parts: WorldParts, flow: FlowSpec, run: number, open: OpenStream) {
    this.#parts = parts;
    this.#flow = flow;
    this.#service = parts.service(flow.service);
    this.#open = open;
    this.#share = `${flow.client}/${flow.id}/${run + 1}`;
  }

  start(): void {
    const { busy, context } = this.#parts;
    const place = this.#flow.client;
    if (context.trace.on)
      context.trace.emit(place, 'session', {
        event: 'start',
        op: this.#flow.operation,
        flow: this.#flow.id,
        run: this.#share,
        service: this.#service.id,
        user: this.#flow.user ?? '',
      });
    // Only what is used beside web and mail forbids them; the way to them is no second service of its own.
    const weight = this.#service.kind === 'gateway' ? 0 : 1;
    busy.set(place, (busy.get(place) ?? 0) + weight);
    let over = false;
    const finish = (): void => {
      if (over) return;
      over = true;
      busy.set(place, (busy.get(place) ?? weight) - weight);
    };
    this.#stream = this.#open(
      place,
      this.#service,
      { onOpen: () => this.#opened(), onMessage: (content) => this.#answered(asMessage(content)), onClose: finish },
      this.#share,
    );
    context.kernel.after(this.#flow.thinkNs + READING_NS, () => {
      this.#stream?.close();
      finish();
    });
  }

  #opened(): void {
    const { operation, asset } = this.#flow;
    const { usage, accounts } = this.#service;
    if (operation === 'read-records') return this.#send({ op: 'login-request' });
    if (operation === 'look-up') return this.#send({ op: 'look-up', user: accounts[0] ?? '' });
    if (operation === 'copy-file') return this.#send({ op: 'copy-file', asset: asset ?? '', record: 1 });
    if (operation === 'fetch-mail') return this.#send({ op: 'fetch-mail' });
    if (operation === 'browse') {
      const target = this.#parts.lured.get(this.#flow.id) ?? usage?.sites[0] ?? '';
      return this.#send({ op: 'browse', target, payloadBytes: ORDINARY_BYTES });
    }
    this.#send({ op: 'send-mail', target: usage?.domains[0] ?? '', payloadBytes: ORDINARY_BYTES });
  }

  #answered(message: AppMessage | undefined): void {
    const user = this.#flow.user ?? '';
    if (message?.op === 'challenge')
      return this.#send({
        op: 'login',
        proof: proveAs(this.#parts, user, this.#flow.client, message.challenge ?? '', this.#service.login),
      });
    if (message?.brings !== undefined) openBrought(this.#parts, this.#flow.client, message.brings);
    if (message?.op !== 'login-ok') return;
    this.#token = message.session ?? '';
    this.#readNext(1);
  }

  /** The records that today's work needs, one after the other. */
  #readNext(record: number): void {
    const asset = this.#flow.asset ?? '';
    const needed =
      this.#parts.scenario.sites
        .flatMap((site) => site.users)
        .find((user) => user.id === this.#flow.user)
        ?.duties?.find((duty) => duty.asset === asset)?.needed ?? 0;
    if (record > needed) return;
    this.#send({ op: 'read-record', asset, record, session: this.#token });
    this.#parts.context.kernel.after(READING_NS, () => this.#readNext(record + 1));
  }

  #send(fields: Partial<AppMessage> & { readonly op: AppMessage['op'] }): void {
    const { user, client } = this.#flow;
    this.#stream?.send(
      appContent({ ...(user === undefined ? {} : { user }), claimedSite: siteOf(client), ...fields, service: this.#service.id }),
    );
  }
}
