/**
 * Purpose: moves against stored records that T11 and T27 share: finding a share or a console, copying from it, the detour through a partner.
 *
 * Does not model: searching for shares (he knows the plan of the network). Units: records per second from the scenario. Determinism: fixed order of records.
 * References: threat cards T11, T27; TR 8.1 d (relaying between tunnels), B.5 g (maintenance).
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type AppMessage } from '../../sim/world/messages.ts';
import type { AssetSpec, Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import type { MessageStream } from '../../sim/vpn/tls.ts';
import type { Aim } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';
import { ANSWER_WAIT_NS } from './tactics.ts';

const siteOf = (place: string): string => place.split('.')[0] ?? place;
const shareGroup = (scenario: Scenario, a: string, b: string): boolean =>
  a === b || scenario.groups.some((group) => group.members.includes(a) && group.members.includes(b));

/**
 * Collections that lie on a host.
 * Units: none. Errors: none. Source: threat card T11.
 */
export function recordsAt(scenario: Scenario, host: string): readonly AssetSpec[] {
  return scenario.sites.flatMap((site) => site.assets).filter((asset) => asset.at === host && asset.records !== undefined);
}

/**
 * A share at the vantage's own site or at a partner's, or at a site that has nothing to do with it. Strangers to every site take the first.
 * Units: none. Errors: none. Source: threat card T11 step 1.
 */
export function aimAtShare(scenario: Scenario, vantage: VantageSpec, of: 'partner' | 'stranger'): Aim | undefined {
  const home = siteOf(vantage.at);
  const isSite = scenario.sites.some((site) => site.id === home);
  const aim = aimAt(scenario, ['copy-file'], (_flow, service) => {
    const owner = siteOf(service.host);
    if (!isSite) return true;
    if (vantage.kind !== 'peer') return owner === home;
    return owner !== home && shareGroup(scenario, owner, home) === (of === 'partner');
  });
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

/**
 * The console that the vantage's own user maintains, if records are stored on that machine.
 * Units: none. Errors: none. Source: TR B.5 g; threat card T11 step 1.
 */
export function aimAtConsole(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const aim = aimAt(
    scenario,
    ['maintain'],
    (flow, service) => vantage.user !== undefined && flow.user === vantage.user && recordsAt(scenario, service.host).length > 0,
  );
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

/** Asks for one record after the other, at his pace. */
function copyAll(hands: Hands, stream: MessageStream, aim: Aim, most: number, session?: string): void {
  hands.note('copying', { service: aim.flow.service });
  each(hands, stream, aim, { op: 'copy-file', most, session }, (records) => hands.note('copying-ended', { records }));
}

/** One request a record, at his pace; says how many there were. */
function each(
  hands: Hands,
  stream: MessageStream,
  aim: Aim,
  { op, most, session }: { readonly op: AppMessage['op']; readonly most: number; readonly session: string | undefined },
  ended: (records: number) => void,
): void {
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const gapNs = Math.round(NS_PER_S / (hands.adversary.copiesPerS ?? 1));
  const wanted = recordsAt(hands.plan.scenario, service.host).flatMap(({ id, records = 0 }) =>
    Array.from({ length: records }, (_, index) => ({ asset: id, record: index + 1 })),
  );
  const next = (index: number): void => {
    const item = wanted[index];
    if (item === undefined || index >= most) return ended(index);
    stream.send(appContent({ service: service.id, op, ...item, ...(session === undefined ? {} : { session }) }));
    hands.after(gapNs, () => next(index + 1));
  };
  next(0);
}

/**
 * Copies up to so many records of a share from his own station.
 * Units: records. Errors: none. Source: threat card T11 steps 2-4.
 */
export function copyFromShare(hands: Hands, aim: Aim, most: number): void {
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const answered = (reply: AppMessage | undefined): void => void (reply !== undefined && hands.ears.keep(reply, service.host));
  const stream = hands.open(
    service,
    { onOpen: () => copyAll(hands, stream, aim, most), onMessage: (content) => answered(asMessage(content)), onClose: () => undefined },
    { patienceNs: ANSWER_WAIT_NS },
  );
}

/** Logs in at a console with his own account, as for maintenance; a bug of the aim where the vantage names no user. */
function inSession(
  hands: Hands,
  aim: Aim,
  loggedIn: (stream: MessageStream, session: string | undefined) => void,
  got: (document: NonNullable<AppMessage['document']>, insider: NonNullable<Hands['insider']>) => void,
): void {
  const { insider } = hands;
  if (insider === undefined) throw new Error(`attack: ${hands.vantage.id} names no user`);
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const send = (message: Omit<AppMessage, 'service'>): void =>
    stream.send(appContent({ ...message, service: service.id, user: insider.user.id }));
  const stream = insider.open(service, {
    onOpen: () => send({ op: 'login-request' }),
    onMessage: (content) => {
      const reply = asMessage(content);
      if (reply?.op === 'challenge') send({ op: 'login', proof: insider.prove(service, reply.challenge ?? '') });
      if (reply?.op === 'login-ok') loggedIn(stream, reply.session);
      if (reply?.document !== undefined) got(reply.document, insider);
    },
    onClose: () => undefined,
  });
}

/**
 * Logs in at a console with his own account, as for maintenance, and copies records from there.
 * Units: records. Errors: throws where the vantage names no user (a bug of the aim). Source: TR B.5 g; threat card T11.
 */
export function copyByMaintenance(hands: Hands, aim: Aim, most: number): void {
  const { host } = serviceOf(hands.plan.scenario, aim.flow);
  inSession(
    hands,
    aim,
    (stream, session) => copyAll(hands, stream, aim, most, session),
    (document, insider) => {
      const read = insider.read(document);
      if (read !== undefined) hands.ledger.learn(read.asset, 'plain', 'captured', host, { label: read.label });
    },
  );
}

/**
 * Logs in likewise and overwrites each record that is stored on the machine.
 * Units: records. Errors: as copyByMaintenance. Source: TR B.2; threat card T21.
 */
export function rewriteByMaintenance(hands: Hands, aim: Aim): void {
  const rewriteAll = (stream: MessageStream, session: string | undefined): void =>
    each(hands, stream, aim, { op: 'write-object', most: Infinity, session }, () => undefined);
  inSession(hands, aim, rewriteAll, () => undefined);
}

/**
 * Sends what is meant for a third site through the tunnel to a partner, who may pass it on.
 * Units: none. Errors: none. Source: TR 8.1 d.
 */
export function detourThroughPartner(hands: Hands, aim: Aim): void {
  const { scenario } = hands.plan;
  const target = siteOf(serviceOf(scenario, aim.flow).host);
  const relay = scenario.sites.find(
    (site) => site.id !== hands.vantage.at && shareGroup(scenario, site.id, hands.vantage.at) && shareGroup(scenario, site.id, target),
  );
  if (relay === undefined) return;
  hands.note('routing-through', { relay: relay.id, target });
  hands.routeThrough(hands.plan.prefixOf(target), relay.id);
}
