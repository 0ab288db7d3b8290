/**
 * Purpose: where a secret stands in a list of guesses: a dictionary, or what a pattern gives.
 *
 * Where rules for passwords are deployed (`id-password`), the password is no maker's default and no short number, so the lists of those do not hold it; a long password built from
 * known parts keeps the rules and stays in its list. The control is asked when a guess would be right.
 * Does not model: other rules; a changed password stands in no list. Units: positions from 1. Determinism: pure but for the question.
 * References: RFC 2196 4.1.4 (1), (2), (6); TR C.4; threat cards T03, T04.
 */
import type { GuessList } from './attacker.ts';
import { manualKeySpeaker } from './manual-key.ts';
import type { KeySpec, Scenario } from './scenario.ts';
import type { World } from './world.ts';

/**
 * Position of a secret in a list of guesses; undefined when it stands in none.
 * Units: none. Errors: none. Source: threat card T04 steps 1-2.
 */
export function positionIn(world: World, secret: string, list: GuessList): number | undefined {
  const { scenario } = world.parts;
  const [kind, id = ''] = secret.split('/');
  if (kind === 'key') return list === 'pattern' ? manualKeyOf(scenario, secret)?.pattern?.position : undefined;
  if (list === 'dictionary')
    return kind === 'psk'
      ? scenario.keys.find((key) => key.id === id)?.rank
      : kind === 'password'
        ? userOf(scenario, id)?.passwordRank
        : undefined;
  return kind === 'psk'
    ? scenario.keys.find((key) => key.id === id)?.pattern?.position
    : kind === 'password'
      ? userOf(scenario, id)?.passwordPattern?.position
      : undefined;
}

/**
 * True when the rules for passwords would have kept a user from choosing this one.
 * Units: none. Errors: none. Source: RFC 2196 4.1.4.
 */
export function ruledOut(world: World, secret: string, origin: string): boolean {
  const { scenario, context } = world.parts;
  const [kind, id = ''] = secret.split('/');
  const pattern = kind === 'password' ? userOf(scenario, id)?.passwordPattern : undefined;
  if (pattern === undefined || pattern.kind === 'pattern' || pattern.kind === 'short-key') return false;
  const host = scenario.services.find((service) => service.accounts.includes(id))?.host ?? '';
  const control = context.gate.on('id-password', host);
  if (control !== undefined) context.stop({ control, at: host, reason: 'password-not-in-list', origin, detail: { user: id } });
  return control !== undefined;
}

/**
 * True for the key of a cipher, whose search goes at another rate than that of a password.
 * Units: none. Errors: none. Source: threat card T04 (weak-cipher key).
 */
export function isCipherKey(secret: string): boolean {
  return secret.startsWith('key/');
}

/** The key behind an association with fixed keys, where the scenario says that it can be found by trying. */
function manualKeyOf(scenario: Scenario, secret: string): KeySpec | undefined {
  const id = manualKeySpeaker(scenario, secret)?.manualKey;
  return scenario.keys.find((key) => key.id === id);
}

function userOf(scenario: Scenario, id: string): Scenario['sites'][number]['users'][number] | undefined {
  return scenario.sites.flatMap((site) => site.users).find((user) => user.id === id);
}
