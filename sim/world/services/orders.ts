/**
 * Purpose: services that take orders: one request, one effect, one confirmation, without a login.
 *
 * Whom the service believes: the hosts whose address it was told to trust, or the site that a request claims. Users sign orders with their cards; whether the service wants to see
 * the signature is the control `ic-card`, asked when an order comes without a good one. Whether a repeated transaction id has a second effect is `transaction-idempotency`, asked at
 * the repetition.
 * A partner may ask whether an order has arrived (`inquire`); nothing is ordered by it.
 * Does not model: cancelling, stock, the meaning of an order; freshness of the card's signature beyond the transaction id that it covers.
 * Units: none. Determinism: event order.
 * References: TR 5.1 a (requests between institutions); RFC 3552 3.3.3 and RFC 6528 A.1 (trust in addresses); threat cards T17, T23, T30.
 */
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { noteAcceptance } from './accept.ts';
import { signedByCard } from './cards.ts';
import type { Checker } from './checks.ts';
import type { Peer, ServiceLogic } from './service.ts';

class Orders implements ServiceLogic {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #done = new Set<string>();
  readonly #checker: Checker | undefined;

  constructor(parts: WorldParts, service: ServiceSpec, checker: Checker | undefined) {
    this.#parts = parts;
    this.#service = service;
    this.#checker = checker;
  }

  onMessage(message: AppMessage, peer: Peer, origins: readonly string[]): void {
    const txn = message.txn ?? '';
    const answer = (op: AppMessage['op']): void => peer.answer({ service: this.#service.id, op, txn });
    if (message.op === 'inquire' && this.#believes(message, peer)) return answer(this.#done.has(txn) ? 'ok' : 'unknown');
    if (message.op !== 'order' || !this.#believes(message, peer) || !this.#signed(message, txn, origins)) return answer('refused');
    const { context } = this.#parts;
    if (this.#done.has(txn)) {
      const control = context.gate.on('transaction-idempotency', this.#service.host);
      if (control !== undefined) {
        context.stop({
          control,
          at: this.#service.host,
          reason: 'transaction-already-done',
          origin: origins.at(-1) ?? '',
          detail: { txn },
        });
        return answer('ok');
      }
    }
    if (this.#checker === undefined) return this.#carryOut(message, txn, peer, origins);
    this.#checker.check({
      txn,
      user: message.user ?? '',
      origin: origins.at(-1) ?? '',
      settled: (result) => (result === 'closed' || result === 'refused' ? answer('refused') : this.#carryOut(message, txn, peer, origins)),
    });
  }

  #carryOut(message: AppMessage, txn: string, peer: Peer, origins: readonly string[]): void {
    const { context, facts } = this.#parts;
    this.#done.add(txn);
    const user = message.user ?? '';
    noteAcceptance(this.#parts, this.#service, message, peer, origins);
    facts.effects.push({ atNs: context.kernel.now, service: this.#service.id, txn, user, session: '', origins: [...origins] });
    if (context.trace.on) context.trace.emit(this.#service.host, 'effect', { txn, user, origin: origins.join(' ') });
    peer.answer({ service: this.#service.id, op: 'ok', txn });
  }

  #believes(message: AppMessage, peer: Peer): boolean {
    const { trusts, partners } = this.#service;
    return trusts === undefined
      ? partners.includes(message.claimedSite ?? '')
      : trusts.includes(this.#parts.ownerOf(peer.address, this.#service.host));
  }

  #signed(message: AppMessage, txn: string, origins: readonly string[]): boolean {
    if (signedByCard(message, txn)) return true;
    const { context } = this.#parts;
    const control = context.gate.on('ic-card', this.#service.host);
    if (control !== undefined)
      context.stop({
        control,
        at: this.#service.host,
        reason: 'card-missing',
        origin: origins.at(-1) ?? '',
        detail: { user: message.user ?? '' },
      });
    return control === undefined;
  }
}

/**
 * The logic of an order service.
 * Units: none. Errors: none; refusals are answered. Source: TR 5.1 a.
 */
export function orderService(parts: WorldParts, service: ServiceSpec, checker?: Checker): ServiceLogic {
  return new Orders(parts, service, checker);
}
