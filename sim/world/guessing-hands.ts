/**
 * Purpose: the attacker's hands for guessing secrets: what stands in his lists, and how long an offline search takes him.
 *
 * Does not model: rainbow tables, several machines. Units: nanoseconds; guesses per second of the scenario.
 * Determinism: positions as `guesses.ts` gives them. References: threat cards T03, T04, T06; protocol-constants P-16.
 */
import { NS_PER_S } from '../kernel/time.ts';
import type { Hands } from './attacker.ts';
import { isCipherKey, positionIn, ruledOut } from './guesses.ts';
import type { Ledger } from './ledger.ts';
import type { World } from './world.ts';

/**
 * The two hands.
 * Units: nanoseconds. Errors: none. Source: threat cards T03, T04.
 */
export function guessingHands(
  world: World,
  who: { readonly place: string; readonly ledger: Ledger; readonly note: Hands['note'] },
): Pick<Hands, 'candidate' | 'crack'> {
  const { context, scenario } = world.parts;
  const { place, ledger, note } = who;
  return {
    candidate: (secret, position, list = 'dictionary') =>
      ledger.holds(secret) || (positionIn(world, secret, list) === position && (list === 'dictionary' || !ruledOut(world, secret, place)))
        ? secret
        : `guess/${position}`,
    crack: (secret, found, options = {}) => {
      const { list = 'dictionary', timesSlower = 1 } = options;
      const position = positionIn(world, secret, list);
      const { offlineGuessesPerS, keySearchPerS = offlineGuessesPerS } = scenario.adversary;
      const perS = (isCipherKey(secret) ? keySearchPerS : offlineGuessesPerS) / timesSlower;
      // Without something to test guesses against there is no search.
      if (!ledger.has(secret, 'hash')) return;
      note(timesSlower === 1 ? 'cracking-offline' : 'cracking-by-hand', { secret, guessesPerS: Math.round(perS) });
      if (
        position === undefined ||
        (list === 'dictionary' ? position > scenario.adversary.dictionaryWords : ruledOut(world, secret, place))
      )
        return;
      const delayNs = Math.ceil((position * NS_PER_S) / perS);
      // A search that outlasts the run is still going on at its end; its time need not even be a time of the kernel.
      if (delayNs > scenario.horizonNs) return;
      context.kernel.after(delayNs, () => {
        ledger.learn(secret, 'key', 'guessed', place, { tries: position });
        found();
      });
    },
  };
}
