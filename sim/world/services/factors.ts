/**
 * Purpose: the ways in which a user proves who he is beyond the password: staff card, one-time code, biometric template; made at his workstation and checked at the login.
 *
 * Users own all of them and always present them; whether a login demands one is the control of that name, asked when a right password comes without it. The card signs the
 * server's challenge, so a recorded signature is worth nothing. A one-time code is good once. A template is the same each time, so whoever recorded it can send it again.
 * Does not model: PINs, false acceptance of biometric readers, drift of token clocks, guessing of one-time codes.
 * Units: nanoseconds (time steps). Determinism: pure but for the questions.
 * References: TR C.4; RFC 1704 2 (constant biometrics are replayable), RFC 6238 5.2 (a code is accepted once); threat card T02.
 */
import { sign } from '../../net/sealed.ts';
import type { LoginProof } from '../messages.ts';
import { ringOf, type WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { cardKey, currentPassword, templateOf, tokenKey } from './keys.ts';

/**
 * What a user presents at a login from his own workstation.
 * Units: nanoseconds for the time step of the code. Errors: throws when the workstation lacks his card or token (a bug). Source: TR C.4.
 */
export function proveAs(parts: WorldParts, user: string, place: string, challenge: string, login: ServiceSpec['login']): LoginProof {
  const ring = ringOf(parts, place);
  const proof = {
    user,
    challenge,
    secret: currentPassword(parts, user),
    card: sign(challenge, cardKey(user), ring),
    otp: sign(`step/${parts.context.kernel.now}`, tokenKey(user), ring),
    template: templateOf(user),
  };
  if (login === 'clear') return { ...proof, clear: true };
  return login === 'pake' ? { ...proof, pake: true } : proof;
}

/**
 * The factors that one service checks.
 * Units: none. Errors: none; refusals are traced as stops. Source: TR C.4.
 */
export class Factors {
  readonly #parts: WorldParts;
  readonly #host: string;
  readonly #spent = new Set<string>();

  constructor(parts: WorldParts, host: string) {
    this.#parts = parts;
    this.#host = host;
  }

  /** True when nothing that is demanded lacks; asked for a proof whose password is right. */
  satisfied(proof: LoginProof, origins: readonly string[]): boolean {
    return this.#cardGood(proof, origins) && this.#codeGood(proof, origins) && this.#templateGood(proof, origins);
  }

  #cardGood(proof: LoginProof, origins: readonly string[]): boolean {
    if (proof.card?.signer === cardKey(proof.user) && proof.card.digest === proof.challenge) return true;
    return this.#demand('ic-card', 'card-missing', proof, origins);
  }

  #codeGood(proof: LoginProof, origins: readonly string[]): boolean {
    const { otp, user } = proof;
    const good = otp?.signer === tokenKey(user);
    const code = `${user} ${otp?.digest ?? ''}`;
    if (good && !this.#spent.has(code)) {
      this.#spent.add(code);
      return true;
    }
    return this.#demand('otp', good ? 'code-already-used' : 'code-missing', proof, origins);
  }

  #templateGood(proof: LoginProof, origins: readonly string[]): boolean {
    return proof.template === templateOf(proof.user) || this.#demand('biometric', 'template-missing', proof, origins);
  }

  #demand(mechanism: 'ic-card' | 'otp' | 'biometric', reason: string, proof: LoginProof, origins: readonly string[]): boolean {
    const control = this.#parts.context.gate.on(mechanism, this.#host);
    if (control === undefined) return true;
    this.#parts.context.stop({ control, at: this.#host, reason, origin: origins.at(-1) ?? '', detail: { user: proof.user } });
    return false;
  }
}
