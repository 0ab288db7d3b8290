/**
 * Purpose: T05 NIS: a directory gives the one-way-encrypted passwords of all accounts away, to whoever listens on its segment or simply asks.
 *
 * What he gets he searches offline with a dictionary; with a password found he logs in where the directory's accounts are used.
 * Does not model: a false directory that answers first, the domain name that a client must know.
 * Units: guesses per second from the scenario. Determinism: reacts to what passes; fixed times.
 * References: TR A.5.1 #5; RFC 3552 3.2.3; RFC 2196 3.2.3.1, 3.2.3.2; threat card T05; protocol-constants P-16.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type Verifier } from '../../sim/world/messages.ts';
import type { Scenario, ServiceSpec, UserSpec } from '../../sim/world/scenario.ts';
import { verifierTaken } from '../oracles/credentials.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, gainSight, guessOnline } from './tactics.ts';

/** After the look-ups of the script have passed. */
const ASK_NS = 6 * NS_PER_S;
/** Local port of his query (own choice). */
const ASK_PORT = 40_834;

/** The account of a directory that he is after: the one whose password stands first in his dictionary. */
function victimOf(scenario: Scenario, directory: ServiceSpec): UserSpec | undefined {
  const users = scenario.sites
    .flatMap((site) => site.users)
    .filter((user) => directory.accounts.includes(user.id) && user.passwordRank !== undefined);
  return users.sort((a, b) => (a.passwordRank ?? 0) - (b.passwordRank ?? 0))[0];
}

/** Where the account opens a session. */
function doorOf(scenario: Scenario, user: string): ServiceSpec | undefined {
  return scenario.services.find((service) => service.kind === 'booking' && service.accounts.includes(user));
}

function use(hands: Hands, aim: Aim, verifiers: readonly Verifier[]): void {
  const { scenario } = hands.plan;
  const victim = victimOf(scenario, endsOf(hands, aim.flow).service);
  const door = doorOf(scenario, victim?.id ?? '');
  const secret = `password/${victim?.id ?? ''}`;
  if (victim === undefined || door === undefined || hands.ledger.holds(secret) || !verifiers.some((verifier) => verifier.secret === secret))
    return;
  hands.crack(secret, () => guessOnline(hands, door, victim.id, secret, { first: victim.passwordRank ?? 1 }, () => undefined));
}

function listen(hands: Hands, aim: Aim): void {
  gainSight(hands, aim.flow);
  hands.ears.onMessage = ({ verifiers }) => {
    if (verifiers === undefined) return;
    hands.note('verifier-captured', { accounts: verifiers.length });
    use(hands, aim, verifiers);
  };
}

function askForMap(hands: Hands, aim: Aim): void {
  const { server, service } = endsOf(hands, aim.flow);
  const { station } = hands;
  if (station === undefined) throw new Error(`T05: ${hands.vantage.id} has no station to ask from`);
  station.udp.bind(ASK_PORT, (datagram) => {
    const verifiers = asMessage(datagram.content)?.verifiers ?? [];
    for (const { secret } of verifiers) hands.ledger.learn(secret, 'hash', 'told', service.host);
    hands.note('map-received', { accounts: verifiers.length });
    use(hands, aim, verifiers);
  });
  hands.at(ASK_NS, () => {
    hands.note('asking-for-map', { service: service.id });
    station.udp.send({
      dst: server,
      dstPort: service.port,
      srcPort: ASK_PORT,
      content: appContent({ service: service.id, op: 'look-up' }),
    });
  });
}

const aimAtDirectory = (scenario: Scenario, suits: (service: ServiceSpec, flow: Aim['flow']) => boolean): Aim | undefined =>
  aimAt(scenario, ['look-up'], (flow, service) => victimOf(scenario, service) !== undefined && suits(service, flow));

export const directoryListening: AttackDefinition = {
  threat: 'T05',
  variant: '',
  name: { en: 'Listening to a directory that sends verifiers', ja: '照合値を送るディレクトリの盗聴' },
  vantages: ['lan'],
  aim: (scenario, vantage) => aimAtDirectory(scenario, (_service, flow) => passes(scenario, flow, vantage)),
  act: listen,
  judge: (view, aim) => verifierTaken(view, victimOf(view.scenario, directoryOf(view.scenario, aim))?.id ?? ''),
};

export const directoryAsking: AttackDefinition = {
  threat: 'T05',
  variant: 'asking',
  name: { en: 'Asking a directory for its whole map', ja: 'ディレクトリへの全アカウント情報の要求' },
  vantages: ['lan', 'in-hsz', 'in-sz'],
  aim: (scenario, vantage) => aimAtDirectory(scenario, (service) => service.host.split('.')[0] === vantage.at.split('.')[0]),
  act: askForMap,
  judge: (view, aim) => verifierTaken(view, victimOf(view.scenario, directoryOf(view.scenario, aim))?.id ?? ''),
};

function directoryOf(scenario: Scenario, aim: Aim): ServiceSpec {
  const service = scenario.services.find((s) => s.id === aim.flow.service);
  if (service === undefined) throw new Error(`T05: no service ${aim.flow.service}`);
  return service;
}
