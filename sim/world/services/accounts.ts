/**
 * Purpose: login by challenge and response, with failure counting, for services that have accounts.
 *
 * The password is proved by a hash over password and challenge (so it never crosses the wire, but whoever sees the answer can test guesses offline). Users own staff cards
 * and sign the challenge as well, and have more to show (`factors.ts`). `lockout` is asked when the failures of one account reach the limit, `login-rate-limiting` when a
 * failure is answered.
 * Does not model: password change, account recovery.
 * Units: none. Determinism: challenges are numbered per server.
 * References: TR C.4 (user authentication), A.4 fourth item (IC card login); RFC 2196 4.1.4 (5), 4.5.4.2 (limit on failures); NIST SP 800-63B 5.2.2.
 */
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import { Factors } from './factors.ts';
import { currentPassword } from './keys.ts';
import { loginMachine, nextLogin, type LoginEvent, type LoginState } from './login-machine.ts';
import type { LoginProof } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';

/** Delay after a failed login where it is limited (RFC 2196 4.5.4.2: two seconds after the first failures). */
const FAILURE_DELAY_NS = 2 * NS_PER_S;
/** RFC 2196 4.5.4.2 disconnects at the third failure; NIST allows up to 100 per account. Five is a common policy between them (own choice). */
const FAILURE_LIMIT = 5;

export type LoginResult = 'ok' | 'failed' | 'locked';

/**
 * The accounts of one service.
 * Units: none. Errors: none. Source: TR C.4.
 */
export class Accounts {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #failures = new Map<string, number>();
  readonly #states = new Map<string, LoginState>();
  readonly #open = new Set<string>();
  readonly #factors: Factors;
  #challenges = 0;

  constructor(parts: WorldParts, service: ServiceSpec) {
    this.#parts = parts;
    this.#service = service;
    this.#factors = new Factors(parts, service.host);
  }

  challenge(): string {
    const challenge = `challenge/${this.#service.id}/${++this.#challenges}`;
    this.#open.add(challenge);
    return challenge;
  }

  check(proof: LoginProof, origins: readonly string[]): LoginResult {
    const { user } = proof;
    const before = this.#states.get(user) ?? 'enabled';
    if (before === 'locked') return this.#refuseLocked(user, origins);
    const fresh = this.#open.delete(proof.challenge);
    const right = fresh && proof.secret === this.#expected(user);
    if (right && this.#factors.satisfied(proof, origins)) {
      this.#failures.set(user, 0);
      this.#step(user, 'proved');
      return 'ok';
    }
    const failures = (this.#failures.get(user) ?? 0) + (right ? 0 : 1);
    this.#failures.set(user, failures);
    const limit = failures === FAILURE_LIMIT && this.#parts.context.gate.on('lockout', this.#service.host) !== undefined;
    this.#step(user, limit ? 'limit-reached' : 'failed');
    return 'failed';
  }

  #step(user: string, event: LoginEvent): void {
    const from = this.#states.get(user) ?? 'enabled';
    const to = nextLogin(from, event);
    const { id, host } = this.#service;
    this.#parts.context.probe?.step?.({ machine: loginMachine.id, at: host, key: `${id}/${user}`, about: user, event, from, to });
    this.#states.set(user, to);
  }

  /** What the user has to know: what the directory told this host of him, or his password as this service has it itself. */
  #expected(user: string): string | undefined {
    const told = this.#parts.told.get(this.#service.host)?.get(user);
    return told ?? (this.#service.accounts.includes(user) ? currentPassword(this.#parts, user) : undefined);
  }

  /** How long the server holds back its answer to a failed login; one login answers one connection at a time. */
  holdBackNs(): TimeNs {
    return this.#parts.context.gate.on('login-rate-limiting', this.#service.host) === undefined ? 0 : FAILURE_DELAY_NS;
  }

  #refuseLocked(user: string, origins: readonly string[]): LoginResult {
    const control = this.#parts.context.gate.on('lockout', this.#service.host);
    if (control !== undefined)
      this.#parts.context.stop({
        control,
        at: this.#service.host,
        reason: 'account-locked',
        origin: origins.at(-1) ?? '',
        detail: { user },
      });
    return 'locked';
  }
}
