/**
 * Purpose: T03 dictionary attack: passwords and password-derived keys found by trying likely ones, offline on captured verifiers and online at the login.
 *
 * The listener takes the best way that offers itself: he cracks a login answer seen in clear; he poses as the responder of an IKE exchange and cracks the pre-shared key, then
 * enters through a tunnel of his own; otherwise he guesses at the login. The outsider only guesses at the login. Within radio range he first joins the wireless LAN, if he
 * has to by guessing its pass-phrase from a handshake (`sim/world/wlan.ts`).
 * Does not model: rainbow tables, several accounts in parallel.
 * Units: guesses per second from the scenario. Determinism: the position of a password in the dictionary is data of the scenario, or a lot.
 * References: TR A.5.1 #3; RFC 3552 3.2.3, 4.1.2; RFC 7296 2.15; threat card T03; protocol-constants P-16.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec, Scenario, ServiceSpec } from '../../sim/world/scenario.ts';
import { loggedInAs } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, gainSight, guessOnline } from './tactics.ts';

/** So long he only listens before he tries the login himself. */
const LISTEN_NS = 12 * NS_PER_S;

const hasWeakPassword = (scenario: Scenario, flow: FlowSpec): boolean =>
  scenario.sites.some((site) => site.users.some((user) => user.id === flow.user && (user.passwordRank ?? user.passwordDraw) !== undefined));
const passwordOf = (flow: FlowSpec): string => `password/${flow.user ?? ''}`;

function aimAtLogin(scenario: Scenario, suits: (flow: FlowSpec, service: ServiceSpec) => boolean): Aim | undefined {
  return aimAt(scenario, ['book', 'maintain'], (flow, service) => hasWeakPassword(scenario, flow) && suits(flow, service));
}

function loginOnce(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const secret = passwordOf(aim.flow);
  const rank = hands.ledger.entries.find((entry) => entry.what === secret && entry.form === 'key')?.tries ?? 1;
  guessOnline(hands, service, aim.flow.user ?? '', secret, { first: rank }, () => undefined);
}

function listenThenEnter(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const user = aim.flow.user ?? '';
  const secret = passwordOf(aim.flow);
  const site = service.host.split('.')[0] ?? '';
  const claimed = aim.flow.client.split('.')[0] ?? '';
  let psk: string | undefined;
  let seen = false;
  gainSight(hands, aim.flow);
  hands.ears.onMessage = (message) => {
    if (message.proof?.secret !== secret || seen) return;
    seen = true;
    if (hands.ledger.holds(secret)) loginOnce(hands, aim);
    else hands.crack(secret, () => loginOnce(hands, aim));
  };
  if (hands.vantage.kind === 'wan-on') {
    hands.answerIkeAs(site, (verifier) => {
      hands.crack(verifier, () => {
        psk = verifier;
      });
    });
  }
  hands.after(LISTEN_NS, () => {
    if (hands.ledger.holds(secret)) return;
    guessOnline(hands, service, user, secret, {}, (why) => {
      if (why !== 'unreachable' || psk === undefined) return;
      const box = hands.impersonate(claimed, site);
      if (box !== undefined) guessOnline(hands, service, user, secret, { through: box }, () => undefined);
    });
  });
}

export const dictionaryByListener: AttackDefinition = {
  threat: 'T03',
  variant: '',
  name: { en: 'Cracking a captured verifier, then entering', ja: '入手した照合値の解読と侵入' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) => aimAtLogin(scenario, (flow) => passes(scenario, flow, vantage)),
  act: listenThenEnter,
  judge: (view, aim) => loggedInAs(view, aim.flow.user ?? ''),
};

/** When he tries to join the wireless LAN: after its stations have. */
const JOIN_NS = 3 * NS_PER_S;

export const dictionaryByRadio: AttackDefinition = {
  threat: 'T03',
  variant: 'wlan',
  name: { en: 'Joining a wireless LAN, then trying passwords', ja: '無線 LAN への接続とログインの辞書攻撃' },
  vantages: ['radio'],
  aim: (scenario, vantage) => {
    const aim = aimAtLogin(scenario, (flow) => flow.client.startsWith(`${vantage.at}.`));
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: (hands, aim) => {
    const { service } = endsOf(hands, aim.flow);
    hands.listenOnAir();
    hands.at(JOIN_NS, () => {
      hands.note('joining-wlan', { zone: hands.vantage.at });
      hands.joinByAir((box) => {
        hands.note('joined-wlan', { zone: hands.vantage.at });
        guessOnline(hands, service, aim.flow.user ?? '', passwordOf(aim.flow), { through: box }, () => undefined);
      });
    });
  },
  judge: (view, aim) => loggedInAs(view, aim.flow.user ?? ''),
};

export const dictionaryOnline: AttackDefinition = {
  threat: 'T03',
  variant: '',
  name: { en: 'Trying likely passwords at the login', ja: 'ログイン画面での辞書攻撃' },
  vantages: ['wan-off', 'peer'],
  aim: (scenario, vantage) => aimAtLogin(scenario, (_flow, service) => !service.host.startsWith(`${vantage.at}.`)),
  act: (hands, aim) => {
    const { service } = endsOf(hands, aim.flow);
    hands.after(NS_PER_S, () => guessOnline(hands, service, aim.flow.user ?? '', passwordOf(aim.flow), {}, () => undefined));
  },
  judge: (view, aim) => loggedInAs(view, aim.flow.user ?? ''),
};
