/**
 * Purpose: T04 guessing: secrets with a structure are tried in order of likelihood: a short number, a maker's default, a name with a year.
 *
 * Whoever reaches the login tries there. Whoever sits on the path takes a verifier and searches offline: the login answer seen in clear, or the verifier of a pre-shared key that
 * an IKE initiator reveals to a false responder; with the key he enters through a tunnel of his own.
 * Does not model: cryptanalysis of ciphers (no shipped service uses a weak one), several accounts in parallel.
 * Units: guesses per second from the scenario. Determinism: the position of a secret in its pattern is data of the scenario, or a lot.
 * References: TR A.5.1 #4; RFC 3631 3.1; RFC 3552 3.2.3, 4.1.2; RFC 2196 4.1.4 (1) (2) (6); RFC 4107 2.3; threat card T04.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec, Scenario } from '../../sim/world/scenario.ts';
import { loggedInAs } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, gainSight, guessOnline } from './tactics.ts';

/** So long he only listens before he tries the login himself. */
const LISTEN_NS = 14 * NS_PER_S;
const LIST = 'pattern';

const siteOf = (place: string): string => place.split('.')[0] ?? place;
const secretOf = (flow: FlowSpec): string => `password/${flow.user ?? ''}`;
const isPatterned = (scenario: Scenario, flow: FlowSpec): boolean =>
  scenario.sites.some((site) => site.users.some((user) => user.id === flow.user && user.passwordPattern !== undefined));

function enter(hands: Hands, aim: Aim): void {
  const secret = secretOf(aim.flow);
  const first = hands.ledger.entries.find((entry) => entry.what === secret && entry.form === 'key')?.tries ?? 1;
  guessOnline(hands, endsOf(hands, aim.flow).service, aim.flow.user ?? '', secret, { first, list: LIST }, () => undefined);
}

function searchOffline(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const secret = secretOf(aim.flow);
  let psk: string | undefined;
  gainSight(hands, aim.flow);
  hands.ears.onMessage = ({ proof }) => {
    if (proof?.secret === secret && !hands.ledger.holds(secret)) hands.crack(secret, () => enter(hands, aim), { list: LIST });
  };
  hands.answerIkeAs(siteOf(service.host), (verifier) => {
    hands.crack(
      verifier,
      () => {
        psk = verifier;
      },
      { list: LIST },
    );
  });
  hands.after(LISTEN_NS, () => {
    if (hands.ledger.holds(secret)) return;
    guessOnline(hands, service, aim.flow.user ?? '', secret, { list: LIST }, (why) => {
      const box = why === 'unreachable' && psk !== undefined ? hands.impersonate(siteOf(aim.flow.client), siteOf(service.host)) : undefined;
      if (box !== undefined) guessOnline(hands, service, aim.flow.user ?? '', secret, { through: box, list: LIST }, () => undefined);
    });
  });
}

export const guessingOffline: AttackDefinition = {
  threat: 'T04',
  variant: '',
  name: { en: 'Searching the space of a patterned secret offline', ja: '規則性のある秘密のオフライン探索' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['book', 'maintain'], (flow) => isPatterned(scenario, flow) && passes(scenario, flow, vantage)),
  act: searchOffline,
  judge: (view, aim) => loggedInAs(view, aim.flow.user ?? ''),
};

export const guessingOnline: AttackDefinition = {
  threat: 'T04',
  variant: '',
  name: { en: 'Trying likely numbers at a login', ja: 'ログイン画面での暗証番号の推定' },
  vantages: ['wan-off', 'peer'],
  aim: (scenario, vantage) => {
    const aim = aimAt(
      scenario,
      ['book', 'maintain'],
      (flow, service) => isPatterned(scenario, flow) && siteOf(service.host) !== vantage.at,
    );
    // The account's owner need not be at work; at the vendor his own logins would be taken for the attacker's.
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: (hands, aim) => {
    hands.after(NS_PER_S, () => enter(hands, aim));
  },
  judge: (view, aim) => loggedInAs(view, aim.flow.user ?? ''),
};
