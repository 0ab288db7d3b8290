/**
 * Purpose: T05 NIS: a directory gives the one-way-encrypted passwords of all accounts away, to whoever listens on its segment or simply asks.
 *
 * What he gets he searches offline with a dictionary; with a password found he logs in where the directory's accounts are used. Who sees the question pass can also answer it
 * himself, before the directory does: the host then believes a verifier of his making, and he logs in with the password behind it.
 * Does not model: the domain name that a client must know.
 * Units: guesses per second from the scenario. Determinism: reacts to what passes; fixed times.
 * References: TR A.5.1 #5; RFC 3552 3.2.3; RFC 2196 3.2.3.1, 3.2.3.2; threat card T05; protocol-constants P-16.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands, RogueBox, Station } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type Verifier } from '../../sim/world/messages.ts';
import type { Scenario, ServiceSpec, UserSpec } from '../../sim/world/scenario.ts';
import { enteredByFalseEntry, verifierTaken } from '../oracles/credentials.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, gainSight, guessOnline } from './tactics.ts';

/** After the look-ups of the script have passed. */
const ASK_NS = 6 * NS_PER_S;
/** When he tries to join a wireless LAN: after its stations have. */
const JOIN_NS = 3 * NS_PER_S;
/** Between the false answer and his login. */
const PAUSE_NS = NS_PER_S;
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

function use(hands: Hands, aim: Aim, verifiers: readonly Verifier[], station = hands.station): void {
  const { scenario } = hands.plan;
  const victim = victimOf(scenario, endsOf(hands, aim.flow).service);
  const door = doorOf(scenario, victim?.id ?? '');
  const secret = `password/${victim?.id ?? ''}`;
  if (victim === undefined || door === undefined || hands.ledger.holds(secret) || !verifiers.some((verifier) => verifier.secret === secret))
    return;
  hands.crack(secret, () =>
    guessOnline(hands, door, victim.id, secret, { first: victim.passwordRank ?? 1, ...inside(station) }, () => undefined),
  );
}

/** What opens streams from a station that he got only later. */
const inside = (station: Station | undefined): { readonly through?: RogueBox } =>
  station === undefined ? {} : { through: { station, insideAddress: station.address, useChip: () => undefined } };

function listen(hands: Hands, aim: Aim): void {
  gainSight(hands, aim.flow);
  hands.ears.onMessage = ({ verifiers }) => {
    if (verifiers === undefined) return;
    hands.note('verifier-captured', { accounts: verifiers.length });
    use(hands, aim, verifiers);
  };
}

/** By radio he has to get onto the LAN first. */
function askForMap(hands: Hands, aim: Aim): void {
  if (hands.vantage.kind !== 'radio') return askFrom(hands, aim, hands.station);
  hands.listenOnAir();
  hands.at(JOIN_NS, () => {
    hands.note('joining-wlan', { zone: hands.vantage.at });
    hands.joinByAir((box) => {
      hands.note('joined-wlan', { zone: hands.vantage.at });
      askFrom(hands, aim, box.station);
    });
  });
}

function askFrom(hands: Hands, aim: Aim, station: Station | undefined): void {
  const { server, service } = endsOf(hands, aim.flow);
  if (station === undefined) throw new Error(`T05: ${hands.vantage.id} has no station to ask from`);
  station.udp.bind(ASK_PORT, (datagram) => {
    const verifiers = asMessage(datagram.content)?.verifiers ?? [];
    for (const { secret } of verifiers) hands.ledger.learn(secret, 'hash', 'told', service.host);
    hands.note('map-received', { accounts: verifiers.length });
    use(hands, aim, verifiers, station);
  });
  hands.at(Math.max(ASK_NS, hands.now), () => {
    hands.note('asking-for-map', { service: service.id });
    station.udp.send({
      dst: server,
      dstPort: service.port,
      srcPort: ASK_PORT,
      content: appContent({ service: service.id, op: 'look-up' }),
    });
  });
}

/** The account that the host asks for, as he saw, now has a password that he chose. */
function answerFirst(hands: Hands, aim: Aim): void {
  const { server, service } = endsOf(hands, aim.flow);
  let answered = false;
  gainSight(hands, aim.flow);
  hands.ears.onMessage = ({ op, user }, { dst, src, body }) => {
    const door = doorOf(hands.plan.scenario, user ?? '');
    if (answered || op !== 'look-up' || user === undefined || door === undefined || dst !== server || body.protocol !== 'udp') return;
    answered = true;
    const secret = `password/chosen-for-${user}`;
    const content = appContent({ service: service.id, op: 'entry', verifiers: [{ user, secret }] });
    hands.ledger.learn(secret, 'key', 'own', hands.place);
    hands.note('answering-as-directory', { user });
    hands.inject({ src: server, dst: src, body: { protocol: 'udp', srcPort: service.port, dstPort: body.srcPort, content } });
    hands.after(PAUSE_NS, () => {
      hands.note('using-chosen-password', { user });
      guessOnline(hands, door, user, secret, {}, () => undefined);
    });
  };
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
  vantages: ['lan', 'in-hsz', 'in-sz', 'radio'],
  aim: (scenario, vantage) => {
    const aim = aimAtDirectory(scenario, (service) => vantage.kind === 'radio' || service.host.split('.')[0] === vantage.at.split('.')[0]);
    // He asks himself; nobody else has to.
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: askForMap,
  judge: (view, aim) => verifierTaken(view, victimOf(view.scenario, directoryOf(view.scenario, aim))?.id ?? ''),
};

export const falseDirectory: AttackDefinition = {
  threat: 'T05',
  variant: 'false-directory',
  name: { en: 'Answering in the place of the directory', ja: '偽ディレクトリによる応答' },
  vantages: ['lan'],
  aim: (scenario, vantage) => aimAtDirectory(scenario, (_service, flow) => passes(scenario, flow, vantage)),
  act: answerFirst,
  judge: (view, aim) => enteredByFalseEntry(view, directoryOf(view.scenario, aim).accounts[0] ?? ''),
};

function directoryOf(scenario: Scenario, aim: Aim): ServiceSpec {
  const service = scenario.services.find((s) => s.id === aim.flow.service);
  if (service === undefined) throw new Error(`T05: no service ${aim.flow.service}`);
  return service;
}
