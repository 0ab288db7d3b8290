/**
 * Purpose: T10 insider: a member of staff reads or changes records beyond duty, in a normal session from a normal workstation, and takes away what she reads.
 *
 * She uses her own account, card and client program, so that nothing in the channel tells her from a user at work. Curious, she takes records home on a memory stick, and at each
 * of them she may think better of it. Bent on harm, she sends them to an accomplice at a partner, changes them, or hides behind an account that many people share. A technician
 * with an account at a machine takes away what is stored there.
 * Does not model: administrators, staff of a relay operator (no scenario has one that stores anything).
 * Units: records per second from the scenario. Determinism: fixed times.
 * References: TR A.5.1 #10, A.4; RFC 3552 4.8; RFC 3631 2.3, 3.11; RFC 2196 1.6.1; threat card T10.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type AppMessage, type Document, type LoginProof, type PlainDocument } from '../../sim/world/messages.ts';
import type { AssetSpec, Scenario, ServiceSpec, VantageSpec } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import { recordsChanged, recordsTaken } from '../oracles/copying.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';
import { aimAtConsole, copyByMaintenance, recordsAt } from './stores.ts';

const BEGIN_NS = 8 * NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** Everything that the service keeps: what she goes for, her own ward first. */
function collections(scenario: Scenario, aim: Aim): readonly AssetSpec[] {
  return recordsAt(scenario, serviceOf(scenario, aim.flow).host);
}

/** Called with each record that she could read, and the document that it came in. */
type OnRead = (read: PlainDocument, received: Document) => void;

/** What she does with each record, once she is logged in. */
interface Doings {
  readonly step: 'reading-beyond-duty' | 'changing-beyond-duty';
  /** At each record she may think better of it. */
  readonly hesitates: boolean;
  /** What she presents at the login; absent = what is hers. */
  prove?(challenge: string): LoginProof;
  request(asset: AssetSpec, record: number): Omit<AppMessage, 'service'>;
  readonly onRead?: OnRead;
}

const READING: Pick<Doings, 'step' | 'request'> = {
  step: 'reading-beyond-duty',
  request: (asset, record) => ({ op: 'read-record', asset: asset.id, record }),
};

function goThrough(hands: Hands, aim: Aim, doings: Doings): void {
  const { insider } = hands;
  if (insider === undefined) throw new Error(`T10: ${hands.vantage.id} names no user`);
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const gapNs = Math.round(NS_PER_S / (hands.adversary.copiesPerS ?? 1));
  const wanted = collections(hands.plan.scenario, aim).flatMap((asset) =>
    Array.from({ length: asset.records ?? 0 }, (_, index) => doings.request(asset, index + 1)),
  );
  let session = '';
  const send = (message: Omit<AppMessage, 'service'>): void => stream.send(appContent({ ...message, service: service.id }));
  const next = (index: number): void => {
    const request = wanted[index];
    if (request === undefined) return hands.note('copying-ended', { records: index });
    if (doings.hesitates && !insider.givesWay()) return next(index + 1);
    send({ ...request, session });
    hands.after(gapNs, () => next(index + 1));
  };
  const prove = doings.prove ?? ((challenge: string) => insider.prove(service, challenge));
  const stream = insider.open(service, {
    onOpen: () => send({ op: 'login-request' }),
    onMessage: (content) => {
      const reply = asMessage(content);
      if (reply?.op === 'challenge') send({ op: 'login', proof: prove(reply.challenge ?? '') });
      const read = reply?.document === undefined ? undefined : insider.read(reply.document);
      if (read !== undefined && reply?.document !== undefined) {
        hands.ledger.learn(read.asset, 'plain', 'captured', service.host, { label: read.label });
        doings.onRead?.(read, reply.document);
      }
      if (reply?.op !== 'login-ok') return;
      session = reply.session ?? '';
      hands.note(doings.step, { user: insider.user.id, service: service.id });
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
  const onRead: OnRead = (read, { signature }) => {
    const document: Document = { asset: read.asset, sizeBytes: read.sizeBytes, body: { form: 'plain', document: read }, signature };
    out.send(appContent({ service: sink.id, op: 'store-letter', claimedSite: siteOf(aim.flow.client), asset: read.asset, document }));
  };
  goThrough(hands, aim, { ...READING, hesitates: false, onRead });
}

const haulOf = (view: WorldView, aim: Aim): { readonly wanted: readonly string[]; readonly needed: (asset: string) => number } => ({
  wanted: collections(view.scenario, aim).map(({ id }) => id),
  needed: neededBy(view, aim.flow.user),
});

export const insiderReads: AttackDefinition = {
  threat: 'T10',
  variant: '',
  name: { en: 'A member of staff copies records beyond duty', ja: '職員による業務外の診療録の持出し' },
  vantages: ['in-hsz', 'in-sz'],
  aim: aimAtRecords,
  act: (hands, aim) => hands.at(BEGIN_NS, () => goThrough(hands, aim, { ...READING, hesitates: true })),
  judge: (view, aim) => recordsTaken(view, haulOf(view, aim)),
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
  judge: (view, aim) => recordsTaken(view, { ...haulOf(view, aim), sink: sinkOf(view.scenario, aim)?.id ?? '' }),
};

function changeAll(hands: Hands, aim: Aim): void {
  const { insider } = hands;
  const service = serviceOf(hands.plan.scenario, aim.flow);
  goThrough(hands, aim, {
    step: 'changing-beyond-duty',
    hesitates: false,
    request: (asset, record) => {
      const document = insider?.change(service, asset, record);
      return { op: 'write-record', asset: asset.id, record, ...(document === undefined ? {} : { document }) };
    },
  });
}

export const insiderChanges: AttackDefinition = {
  threat: 'T10',
  variant: 'alteration',
  name: { en: 'A member of staff changes records outside her duty', ja: '職員による業務外の診療録の改変' },
  vantages: ['in-hsz', 'in-sz'],
  aim: aimAtRecords,
  act: (hands, aim) => hands.at(BEGIN_NS, () => changeAll(hands, aim)),
  judge: (view, aim) => recordsChanged(view, haulOf(view, aim)),
};

/** A flow of an account that many share, at a service that keeps records, at her own workstation. */
function aimAtShared(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const users = scenario.sites.flatMap((site) => site.users);
  const own = users.find((user) => user.id === vantage.user);
  const shared = users.filter((user) => user.id !== own?.id && user.workstation === own?.workstation && (user.sharedBy ?? 1) > 1);
  const aim = aimAt(scenario, ['read-records'], (flow) => shared.some((user) => user.id === flow.user));
  return own === undefined || aim === undefined ? undefined : { ...aim, flowIdle: true };
}

export const insiderBorrows: AttackDefinition = {
  threat: 'T10',
  variant: 'borrowed',
  name: { en: 'A member of staff reads records under a borrowed account', ja: '職員による共用アカウントを借りた閲覧' },
  vantages: ['in-hsz', 'in-sz'],
  aim: aimAtShared,
  act: (hands, aim) => {
    const user = aim.flow.user ?? '';
    const secret = `password/${user}`;
    hands.ledger.learn(secret, 'key', 'told', aim.flow.client);
    hands.note('shared-password-known', { user });
    hands.at(BEGIN_NS, () =>
      goThrough(hands, aim, {
        ...READING,
        hesitates: false,
        prove: (challenge) => ({ user, challenge, secret, card: undefined, clear: true }),
      }),
    );
  },
  judge: (view, aim) => recordsTaken(view, { ...haulOf(view, aim), needed: () => 0 }),
};

export const technicianCopies: AttackDefinition = {
  threat: 'T10',
  variant: 'maintenance',
  name: { en: 'A technician takes away what is stored on the machine', ja: '保守技術者による保存データの持出し' },
  vantages: ['peer'],
  aim: aimAtConsole,
  act: (hands, aim) => hands.at(BEGIN_NS, () => copyByMaintenance(hands, aim, Infinity)),
  judge: (view, aim) => recordsTaken(view, { ...haulOf(view, aim), needed: () => 0 }),
};
