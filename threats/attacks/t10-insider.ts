/**
 * Purpose: T10 insider: a member of staff reads records beyond duty, in a normal session from a normal workstation, and takes them away.
 *
 * She uses her own account, card and client program, so that nothing in the channel tells her from a user at work. Curious, she takes records home on a memory stick, and at each
 * of them she may think better of it. Bent on harm, she sends them to an accomplice at a partner.
 * Does not model: administrators, changing of records.
 * Units: records per second from the scenario. Determinism: fixed times.
 * References: TR A.5.1 #10, A.4; RFC 3552 4.8; RFC 3631 2.3, 3.11; RFC 2196 1.6.1; threat card T10.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type AppMessage, type Document, type PlainDocument } from '../../sim/world/messages.ts';
import type { Scenario, ServiceSpec, VantageSpec } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import { recordsTaken } from '../oracles/copying.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';

const BEGIN_NS = 8 * NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** Everything that the service keeps: what she goes for, her own ward first. */
function collections(scenario: Scenario, aim: Aim): readonly { readonly id: string; readonly records: number }[] {
  const { host } = serviceOf(scenario, aim.flow);
  return scenario.sites
    .flatMap((site) => site.assets)
    .filter((asset) => asset.at === host && asset.records !== undefined)
    .map(({ id, records = 0 }) => ({ id, records }));
}

/** Called with each record that she could read, and the document that it came in. */
type OnRead = (read: PlainDocument, received: Document) => void;

function readAll(hands: Hands, aim: Aim, hesitates: boolean, onRead: OnRead): void {
  const { insider } = hands;
  if (insider === undefined) throw new Error(`T10: ${hands.vantage.id} names no user`);
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const gapNs = Math.round(NS_PER_S / (hands.adversary.copiesPerS ?? 1));
  const wanted = collections(hands.plan.scenario, aim).flatMap(({ id, records }) =>
    Array.from({ length: records }, (_, index) => ({ asset: id, record: index + 1 })),
  );
  let session = '';
  const send = (message: Omit<AppMessage, 'service'>): void => stream.send(appContent({ ...message, service: service.id }));
  const next = (index: number): void => {
    const item = wanted[index];
    if (item === undefined) return hands.note('copying-ended', { records: index });
    if (hesitates && !insider.givesWay()) return next(index + 1);
    send({ op: 'read-record', session, ...item });
    hands.after(gapNs, () => next(index + 1));
  };
  const stream = insider.open(service, {
    onOpen: () => send({ op: 'login-request' }),
    onMessage: (content) => {
      const reply = asMessage(content);
      if (reply?.op === 'challenge') send({ op: 'login', proof: insider.prove(service, reply.challenge ?? '') });
      const read = reply?.document === undefined ? undefined : insider.read(reply.document);
      if (read !== undefined && reply?.document !== undefined) {
        hands.ledger.learn(read.asset, 'plain', 'captured', service.host, { label: read.label });
        onRead(read, reply.document);
      }
      if (reply?.op !== 'login-ok') return;
      session = reply.session ?? '';
      hands.note('reading-beyond-duty', { user: insider.user.id, service: service.id });
      next(0);
    },
    onClose: () => undefined,
  });
}

/** Records of a collection that her work needs today. */
function neededBy(view: WorldView, user: string | undefined): (asset: string) => number {
  const duties = view.scenario.sites.flatMap((site) => site.users).find((u) => u.id === user)?.duties ?? [];
  return (asset) => duties.find((duty) => duty.asset === asset)?.needed ?? 0;
}

/** A letter service of another institution that takes what this site sends: where an accomplice can fetch it. */
function sinkOf(scenario: Scenario, aim: Aim): ServiceSpec | undefined {
  const home = siteOf(aim.flow.client);
  return scenario.services.find(
    (service) => service.kind === 'referral' && siteOf(service.host) !== home && service.partners.includes(home),
  );
}

function aimAtRecords(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const aim = aimAt(scenario, ['read-records'], (flow) => vantage.user !== undefined && flow.user === vantage.user);
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

function readAndSend(hands: Hands, aim: Aim): void {
  const sink = sinkOf(hands.plan.scenario, aim);
  if (sink === undefined) throw new Error('T10: no partner to send to');
  const out = hands.open(sink, { onOpen: () => undefined, onMessage: () => undefined, onClose: () => undefined });
  readAll(hands, aim, false, (read, received) => {
    const document: Document = {
      asset: read.asset,
      sizeBytes: read.sizeBytes,
      body: { form: 'plain', document: read },
      signature: received.signature,
    };
    out.send(appContent({ service: sink.id, op: 'store-letter', claimedSite: siteOf(aim.flow.client), asset: read.asset, document }));
  });
}

export const insiderReads: AttackDefinition = {
  threat: 'T10',
  variant: '',
  name: { en: 'A member of staff copies records beyond duty', ja: '職員による業務外の診療録の持出し' },
  vantages: ['in-hsz', 'in-sz'],
  aim: aimAtRecords,
  act: (hands, aim) => hands.at(BEGIN_NS, () => readAll(hands, aim, true, () => undefined)),
  judge: (view, aim) =>
    recordsTaken(view, { wanted: collections(view.scenario, aim).map(({ id }) => id), needed: neededBy(view, aim.flow.user) }),
};

export const insiderSends: AttackDefinition = {
  threat: 'T10',
  variant: 'transfer',
  name: { en: 'A member of staff sends records to an accomplice at a partner', ja: '職員による提携先協力者への診療録送信' },
  vantages: ['in-hsz', 'in-sz'],
  aim: (scenario, vantage) => {
    const aim = aimAtRecords(scenario, vantage);
    return aim === undefined || sinkOf(scenario, aim) === undefined ? undefined : aim;
  },
  act: (hands, aim) => hands.at(BEGIN_NS, () => readAndSend(hands, aim)),
  judge: (view, aim) =>
    recordsTaken(view, {
      wanted: collections(view.scenario, aim).map(({ id }) => id),
      needed: neededBy(view, aim.flow.user),
      sink: sinkOf(view.scenario, aim)?.id ?? '',
    }),
};
