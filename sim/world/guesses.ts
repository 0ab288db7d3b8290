/**
 * Purpose: where a secret stands in a list of guesses: a dictionary, or what a pattern gives.
 *
 * The scenario states the position, or how positions are spread; then it is drawn, once a run, when somebody first tries a guess against it.
 * Where rules for passwords are deployed (`id-password`), the password is no maker's default and no short number, so the lists of those do not hold it; a long password built from
 * known parts keeps the rules and stays in its list. The control is asked when a guess would be right.
 * Does not model: other rules; a changed password stands in no list. Units: positions from 1.
 * Determinism: pure but for the question; drawn positions come from the lots `dictionary/<secret>` and `pattern/<secret>`.
 * References: RFC 2196 4.1.4 (1), (2), (6); TR C.4; threat cards T03 (P(in dictionary), popularity curve), T04 (P(t) = min(1, R t / |S|)).
 */
import type { Stream } from '../kernel/streams.ts';
import type { GuessList } from './attacker.ts';
import { manualKeySpeaker } from './manual-key.ts';
import type { DictionaryDraw, KeySpec, PatternSpec, Scenario, UserSpec } from './scenario.ts';
import type { World } from './world.ts';

/**
 * Position of a secret in a list of guesses; undefined when it stands in none.
 * Units: none. Errors: none. Source: threat card T04 steps 1-2.
 */
export function positionIn(world: World, secret: string, list: GuessList): number | undefined {
  const { scenario, positions } = world.parts;
  const key = `${list}/${secret}`;
  if (positions.has(key)) return positions.get(key);
  const position = list === 'dictionary' ? inDictionary(world, scenario, secret) : inPattern(world, scenario, secret);
  positions.set(key, position);
  return position;
}

function inDictionary(world: World, scenario: Scenario, secret: string): number | undefined {
  const user = userOf(scenario, secret);
  if (user?.passwordDraw === undefined) return user?.passwordRank ?? keyOf(scenario, secret)?.rank;
  const stream = world.parts.context.streams.lot(`dictionary/${secret}`);
  return drawPosition(user.passwordDraw, scenario.adversary.dictionaryWords, stream);
}

function inPattern(world: World, scenario: Scenario, secret: string): number | undefined {
  const pattern = patternOf(scenario, secret);
  if (pattern === undefined || pattern.position !== undefined) return pattern?.position;
  return 1 + Math.floor(world.parts.context.streams.lot(`pattern/${secret}`).next() * pattern.space);
}

/**
 * Draws a position: first whether it is one of the popular words, then whether the dictionary holds it at all, then where.
 * Units: positions from 1. Errors: none. Source: threat card T03.
 */
export function drawPosition({ inDictionary: held, popular }: DictionaryDraw, words: number, stream: Stream): number | undefined {
  const drawn = stream.next();
  let sum = 0;
  for (const [index, share] of popular.entries()) {
    sum += share.numerator / share.denominator;
    if (drawn < sum) return index + 1;
  }
  if (drawn >= held.numerator / held.denominator || words <= popular.length) return undefined;
  return popular.length + 1 + Math.floor(stream.next() * (words - popular.length));
}

/**
 * True when the rules for passwords would have kept a user from choosing this one.
 * Units: none. Errors: none. Source: RFC 2196 4.1.4.
 */
export function ruledOut(world: World, secret: string, origin: string): boolean {
  const { scenario, context } = world.parts;
  const user = userOf(scenario, secret);
  if (user?.passwordPattern === undefined || user.passwordPattern.kind === 'pattern' || user.passwordPattern.kind === 'short-key')
    return false;
  const host = scenario.services.find((service) => service.accounts.includes(user.id))?.host ?? '';
  const control = context.gate.on('id-password', host);
  if (control !== undefined) context.stop({ control, at: host, reason: 'password-not-in-list', origin, detail: { user: user.id } });
  return control !== undefined;
}

/**
 * True for the key of a cipher, whose search goes at another rate than that of a password.
 * Units: none. Errors: none. Source: threat card T04 (weak-cipher key).
 */
export function isCipherKey(secret: string): boolean {
  return secret.startsWith('key/');
}

function patternOf(scenario: Scenario, secret: string): PatternSpec | undefined {
  return userOf(scenario, secret)?.passwordPattern ?? keyOf(scenario, secret)?.pattern ?? manualKeyOf(scenario, secret)?.pattern;
}

function userOf(scenario: Scenario, secret: string): UserSpec | undefined {
  const [kind, id] = secret.split('/');
  return kind === 'password' ? scenario.sites.flatMap((site) => site.users).find((user) => user.id === id) : undefined;
}

function keyOf(scenario: Scenario, secret: string): KeySpec | undefined {
  const [kind, id] = secret.split('/');
  return kind === 'psk' ? scenario.keys.find((key) => key.id === id) : undefined;
}

/** The key behind an association with fixed keys, where the scenario says that it can be found by trying. */
function manualKeyOf(scenario: Scenario, secret: string): KeySpec | undefined {
  const id = isCipherKey(secret) ? manualKeySpeaker(scenario, secret)?.manualKey : undefined;
  return scenario.keys.find((key) => key.id === id);
}
