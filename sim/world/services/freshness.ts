/**
 * Purpose: a service remembers what it has done, and tells a repeated request from a new one.
 *
 * Two ways: one effect for each transaction id, kept for good (`transaction-idempotency`), or a time stamp in every request together with the ids of the last seconds, so that a request is
 * either too old or known (`timestamping`). Both are asked only when a repetition has come, the second only when the first is not deployed.
 * Does not model: clock error between client and server, loss of the memory in a restart.
 * Units: nanoseconds. Determinism: event order.
 * References: RFC 3552 3.3.1; RFC 4120 1.2, 3.2.3 (time stamp and replay cache); RFC 3161; threat card T22 "Stops".
 */
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';

/** A stamp is good for so long (own choice, in proportion to the minute of the script; RFC 4120 proposes five minutes). */
const STAMP_LIFETIME_NS: TimeNs = 10 * NS_PER_S;

/**
 * The memory of one service.
 * Units: nanoseconds. Errors: none; refusals are traced as stops. Source: threat card T22.
 */
export class Freshness {
  readonly #parts: WorldParts;
  readonly #host: string;
  readonly #done = new Set<string>();

  constructor(parts: WorldParts, host: string) {
    this.#parts = parts;
    this.#host = host;
  }

  /** True when the request must have no effect because it had one before; else it is remembered. */
  repeated(message: AppMessage, origins: readonly string[]): boolean {
    const txn = message.txn ?? '';
    const known = this.#done.has(txn);
    this.#done.add(txn);
    return (
      known && (this.#refuse('transaction-idempotency', 'transaction-already-done', txn, origins) || this.#stale(message, txn, origins))
    );
  }

  #stale({ stampNs }: AppMessage, txn: string, origins: readonly string[]): boolean {
    if (stampNs === undefined) return false;
    const old = this.#parts.context.kernel.now - stampNs > STAMP_LIFETIME_NS;
    return this.#refuse('timestamping', old ? 'stamp-too-old' : 'stamp-already-seen', txn, origins);
  }

  #refuse(mechanism: 'transaction-idempotency' | 'timestamping', reason: string, txn: string, origins: readonly string[]): boolean {
    const { context } = this.#parts;
    const control = context.gate.on(mechanism, this.#host);
    if (control !== undefined) context.stop({ control, at: this.#host, reason, origin: origins.at(-1) ?? '', detail: { txn } });
    return control !== undefined;
  }
}
