/**
 * Purpose: a bug that showed while an attack was run, with the attack's id, so that whoever reports it can say how to replay it.
 *
 * Units: none. Determinism: none needed.
 */

/**
 * A bug in a model or an attack.
 * Units: none. Errors: none. Source: own design.
 */
export class AttackError extends Error {
  readonly attack: string;

  constructor(attack: string, cause: unknown) {
    super(`${attack}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'AttackError';
    this.attack = attack;
  }
}
