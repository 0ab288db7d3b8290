/**
 * Purpose: a record service: users log in, and read and change the records of collections one by one.
 *
 * Whoever has logged in may read and change everything, unless `access-lists` is deployed: then only collections that his duties cover. The service watches who does so how fast
 * and from where. Where records are kept enveloped (`object-encryption`) a changed one must come in its envelope, so who lacks the key cannot make one; asked when one comes without.
 * Does not model: versions, searching, emergency access, consent of patients.
 * Units: octets. Determinism: tokens are numbered per server.
 * References: TR 9.3 (sharing of clinical data), C.4 (access rights); RFC 3552 3.2.2 (password in clear), 4.4 (authorisation); threat cards T02, T10, T27.
 */
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { Watch } from '../watch.ts';
import { noteAcceptance } from './accept.ts';
import { readDocument } from '../documents.ts';
import { Accounts } from './accounts.ts';
import { keepsRecord, recordDocument } from './collections.ts';
import type { Peer, ServiceLogic } from './service.ts';

class Records implements ServiceLogic {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #accounts: Accounts;
  readonly #watch: Watch;
  readonly #sessions = new Map<string, string>();

  constructor(parts: WorldParts, service: ServiceSpec) {
    this.#parts = parts;
    this.#service = service;
    this.#accounts = new Accounts(parts, service);
    this.#watch = new Watch(parts, service.host);
  }

  onMessage(message: AppMessage, peer: Peer, origins: readonly string[]): void {
    const answer = (op: AppMessage['op'], more: Partial<AppMessage> = {}): void => peer.answer({ ...more, service: this.#service.id, op });
    if (message.op === 'login-request') return answer('challenge', { challenge: this.#accounts.challenge() });
    if (message.op === 'login') return this.#login(message, peer, origins);
    const user = this.#sessions.get(message.session ?? '');
    if (user === undefined || (message.op !== 'read-record' && message.op !== 'write-record')) return answer('refused');
    const origin = origins.at(-1) ?? '';
    if (!this.#watch.admits(user, origin)) return answer('refused');
    // Refused requests are counted too: they are unusual enough.
    this.#watch.count(user, origin);
    if (!this.#mayRead(user, message.asset ?? '', origins)) return answer('refused');
    if (message.op === 'read-record') return this.#read(message, user, peer, origins);
    answer(this.#write(message, user, peer, origins) ? 'ok' : 'refused');
  }

  #login(message: AppMessage, peer: Peer, origins: readonly string[]): void {
    const { proof } = message;
    const result = proof === undefined ? 'failed' : this.#accounts.check(proof, origins);
    if (proof === undefined || result !== 'ok')
      return peer.answer({ service: this.#service.id, op: result === 'locked' ? 'locked' : 'login-failed' });
    const token = `session/${this.#service.id}/${this.#sessions.size + 1}`;
    this.#sessions.set(token, proof.user);
    noteAcceptance(this.#parts, this.#service, { ...message, user: proof.user, session: token }, peer, origins);
    if (this.#parts.ownerOf(peer.address, this.#service.host) !== this.#userSpec(proof.user)?.workstation)
      this.#watch.elsewhere(proof.user, origins.at(-1) ?? '');
    peer.answer({ service: this.#service.id, op: 'login-ok', session: token });
  }

  #userSpec(user: string): WorldParts['scenario']['sites'][number]['users'][number] | undefined {
    return this.#parts.scenario.sites.flatMap((site) => site.users).find((spec) => spec.id === user);
  }

  #mayRead(user: string, asset: string, origins: readonly string[]): boolean {
    if (this.#userSpec(user)?.duties?.some((duty) => duty.asset === asset) === true) return true;
    const { context } = this.#parts;
    const control = context.gate.on('access-lists', this.#service.host);
    if (control !== undefined)
      context.stop({
        control,
        at: this.#service.host,
        reason: 'not-on-access-list',
        origin: origins.at(-1) ?? '',
        detail: { user, asset },
      });
    return control === undefined;
  }

  #read(message: AppMessage, user: string, peer: Peer, origins: readonly string[]): void {
    const [asset, record] = [message.asset ?? '', message.record ?? 0];
    const document = recordDocument(this.#parts, this.#service, asset, record);
    if (document === undefined) return peer.answer({ service: this.#service.id, op: 'refused' });
    const { facts, context } = this.#parts;
    const origin = origins.at(-1) ?? '';
    noteAcceptance(this.#parts, this.#service, { ...message, user, asset: document.asset }, peer, origins);
    facts.readings.push({
      atNs: context.kernel.now,
      service: this.#service.id,
      user,
      asset,
      record,
      bytes: document.sizeBytes,
      origins: [...origins],
    });
    if (this.#beyondNeed(user, asset, record)) this.#watch.review(user, origin, true);
    peer.answer({ service: this.#service.id, op: 'document', asset: document.asset, document });
  }

  #beyondNeed(user: string, asset: string, record: number): boolean {
    return record > (this.#userSpec(user)?.duties?.find((duty) => duty.asset === asset)?.needed ?? 0);
  }

  /** True when the changed record was taken. */
  #write(message: AppMessage, user: string, peer: Peer, origins: readonly string[]): boolean {
    const { context } = this.#parts;
    const [asset, record, origin] = [message.asset ?? '', message.record ?? 0, origins.at(-1) ?? ''];
    const { document } = message;
    if (document === undefined || !keepsRecord(this.#parts.scenario, this.#service, asset, record)) return false;
    const control = document.body.form === 'plain' ? context.gate.on('object-encryption', this.#service.host) : undefined;
    if (control !== undefined) {
      context.stop({ control, at: this.#service.host, reason: 'not-enveloped', origin, detail: { user, asset } });
      return false;
    }
    const reading = readDocument(this.#parts, document, this.#service.host, origins);
    if (!reading.ok) return false;
    noteAcceptance(this.#parts, this.#service, { ...message, user, asset: document.asset }, peer, origins, reading.document.digest);
    if (this.#beyondNeed(user, asset, record)) this.#watch.review(user, origin, true);
    return true;
  }
}

/**
 * The logic of a record service.
 * Units: none. Errors: none; refusals are answered. Source: TR 9.3.
 */
export function recordService(parts: WorldParts, service: ServiceSpec): ServiceLogic {
  return new Records(parts, service);
}
