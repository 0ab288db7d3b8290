/**
 * Purpose: services behind a login that commit transactions: appointment booking, and the maintenance console.
 *
 * After login the server trusts the session token in each request, on whichever connection it comes: exactly what a thief of the token or of the connection exploits.
 * Each request carries a transaction id; whether a repeated request has a second effect is for the service's memory (freshness.ts).
 * Does not model: rollback, several resources in one transaction.
 * Units: none. Determinism: tokens are numbered per server.
 * References: TR 5.1 a, e; TR 9.3 (appointments); threat cards T12, T22; RFC 3552 4.1.2 (authentication at login says nothing about later bytes).
 */
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { Watch } from '../watch.ts';
import { noteAcceptance } from './accept.ts';
import { Accounts, type LoginResult } from './accounts.ts';
import { signedByCard } from './cards.ts';
import { recordDocument } from './collections.ts';
import { Freshness } from './freshness.ts';
import type { Peer, ServiceLogic } from './service.ts';

/** A session after login, kept until logout. */
interface Session {
  readonly token: string;
  readonly user: string;
}

class Transactions implements ServiceLogic {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #accounts: Accounts;
  readonly #sessions = new Map<string, Session>();
  readonly #fresh: Freshness;
  readonly #watch: Watch;
  #tokens = 0;

  constructor(parts: WorldParts, service: ServiceSpec) {
    this.#parts = parts;
    this.#service = service;
    this.#accounts = new Accounts(parts, service);
    this.#fresh = new Freshness(parts, service.host);
    this.#watch = new Watch(parts, service.host);
  }

  onMessage(message: AppMessage, peer: Peer, origins: readonly string[]): void {
    const answer = (op: AppMessage['op'], more: Partial<AppMessage> = {}): void => peer.answer({ ...more, service: this.#service.id, op });
    if (message.op === 'inquire') return answer('ok');
    if (message.op === 'login-request') return answer('challenge', { challenge: this.#accounts.challenge() });
    if (message.op === 'login') return this.#login(message, peer, origins);
    const session = this.#sessions.get(message.session ?? '');
    if (session === undefined) return answer('refused');
    if (message.op === 'logout') {
      this.#sessions.delete(session.token);
      return answer('ok');
    }
    if (message.op === 'copy-file' && this.#service.kind === 'console') return this.#export(message, session, peer, origins);
    if (message.op === 'write-object' && this.#service.kind === 'console') return this.#rewrite(message, session, peer, origins);
    if (message.op === 'book' || message.op === 'maintain') return this.#commit(message, session, peer, origins);
    answer('refused');
  }

  #login(message: AppMessage, peer: Peer, origins: readonly string[]): void {
    const { proof } = message;
    const result = proof === undefined ? 'failed' : this.#accounts.check(proof, origins);
    if (result !== 'ok' || proof === undefined) return this.#refuse(result, peer);
    const token = `session/${this.#service.id}/${++this.#tokens}`;
    this.#sessions.set(token, { token, user: proof.user });
    noteAcceptance(this.#parts, this.#service, { ...message, user: proof.user, session: token }, peer, origins);
    peer.answer({ service: this.#service.id, op: 'login-ok', session: token });
  }

  #refuse(result: LoginResult, peer: Peer): void {
    const answer = (): void => peer.answer({ service: this.#service.id, op: result === 'locked' ? 'locked' : 'login-failed' });
    const holdBackNs = result === 'failed' ? this.#accounts.holdBackNs() : 0;
    if (holdBackNs === 0) answer();
    else this.#parts.context.kernel.after(holdBackNs, answer);
  }

  /** Use of a machine beyond its upkeep is watched, and refused where rights are limited to the agreed work (TR A.1 c, C 4-9). */
  #beyondUpkeep(message: AppMessage, session: Session, origin: string): boolean {
    const { context } = this.#parts;
    if (!this.#watch.admits(session.user, origin)) return false;
    this.#watch.count(session.user, origin);
    const control = context.gate.on('maintenance-access-control', this.#service.host);
    if (control !== undefined)
      context.stop({
        control,
        at: this.#service.host,
        reason: 'outside-maintenance-agreement',
        origin,
        detail: { user: session.user, asset: message.asset ?? '' },
      });
    return control === undefined;
  }

  /** T21: whoever maintains a machine can also overwrite what is stored on it (TR B.2). */
  #rewrite(message: AppMessage, session: Session, peer: Peer, origins: readonly string[]): void {
    const origin = origins.at(-1) ?? '';
    const done = this.#beyondUpkeep(message, session, origin);
    if (done) this.#parts.writers.get(this.#service.host)?.(message.asset ?? '', message.record ?? 0, origin);
    peer.answer({ service: this.#service.id, op: done ? 'ok' : 'refused' });
  }

  /** T11, T27: whoever maintains a machine can also copy what is stored on it. */
  #export(message: AppMessage, session: Session, peer: Peer, origins: readonly string[]): void {
    const { context, facts } = this.#parts;
    const [asset, record] = [message.asset ?? '', message.record ?? 0];
    const refuse = (): void => peer.answer({ service: this.#service.id, op: 'refused' });
    if (!this.#beyondUpkeep(message, session, origins.at(-1) ?? '')) return refuse();
    const document = recordDocument(this.#parts, this.#service, asset, record);
    if (document === undefined) return refuse();
    noteAcceptance(this.#parts, this.#service, { ...message, user: session.user, asset: document.asset }, peer, origins);
    facts.readings.push({
      atNs: context.kernel.now,
      service: this.#service.id,
      user: session.user,
      asset,
      record,
      bytes: document.sizeBytes,
      origins: [...origins],
    });
    peer.answer({ service: this.#service.id, op: 'document', asset: document.asset, document });
  }

  #commit(message: AppMessage, session: Session, peer: Peer, origins: readonly string[]): void {
    const txn = message.txn ?? '';
    const { context, facts } = this.#parts;
    // Where each action is confirmed by the card, having got into the session is not enough (T12).
    if (this.#service.confirms === true && !signedByCard({ ...message, user: session.user }, txn))
      return peer.answer({ service: this.#service.id, op: 'refused' });
    if (this.#fresh.repeated(message, origins)) return peer.answer({ service: this.#service.id, op: 'ok', txn });
    noteAcceptance(this.#parts, this.#service, { ...message, user: session.user }, peer, origins);
    facts.effects.push({
      atNs: context.kernel.now,
      service: this.#service.id,
      txn,
      user: session.user,
      session: session.token,
      origins: [...origins],
    });
    if (context.trace.on) context.trace.emit(this.#service.host, 'effect', { txn, user: session.user, origin: origins.join(' ') });
    peer.answer({ service: this.#service.id, op: 'ok', txn });
  }
}

/**
 * The logic of a booking or console service.
 * Units: none. Errors: none; refusals are answered. Source: TR 5.1 a, e.
 */
export function transactionService(parts: WorldParts, service: ServiceSpec): ServiceLogic {
  return new Transactions(parts, service);
}
