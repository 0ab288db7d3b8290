/**
 * Purpose: T02 shared password: a password that crosses the wire as it is gets recorded and used again; or one that many people know is used by one who should not.
 *
 * After the login he reads records of the account, so that the loss can be counted.
 * Does not model: phishing, one password used at several services.
 * Units: nanoseconds. Determinism: reacts to what passes; fixed times.
 * References: TR A.5.1 #2; RFC 3552 3.2.2, 4.1.1; RFC 1704 2, 3.2; threat card T02.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type AppMessage, type LoginProof } from '../../sim/world/messages.ts';
import type { ServiceSpec } from '../../sim/world/scenario.ts';
import { enteredShared, enteredWith } from '../oracles/credentials.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { ANSWER_WAIT_NS, endsOf, gainSight } from './tactics.ts';

/** He acts at once, before anybody changes the password. */
const PAUSE_NS = NS_PER_S;
const ENTER_NS = 8 * NS_PER_S;
/** Records that he reads, one after the other. */
const RECORDS = 10;

/**
 * Logs in with a proof made from what he knows, and reads records of a collection.
 * Units: none. Errors: none. Source: threat card T02 steps 3-5.
 */
export function enterAndRead(hands: Hands, service: ServiceSpec, prove: (challenge: string) => LoginProof, asset: string): void {
  let session = '';
  const send = (message: Omit<AppMessage, 'service'>): void => stream.send(appContent({ ...message, service: service.id }));
  const read = (record: number): void => {
    if (record > RECORDS) return;
    send({ op: 'read-record', session, asset, record });
    hands.after(NS_PER_S, () => read(record + 1));
  };
  const answered = (reply: AppMessage | undefined): void => {
    if (reply?.op === 'challenge') send({ op: 'login', proof: prove(reply.challenge ?? '') });
    if (reply?.op === 'document') hands.ears.keep(reply, hands.place);
    if (reply?.op !== 'login-ok') return;
    session = reply.session ?? '';
    hands.note('logged-in', { service: service.id });
    read(1);
  };
  const stream = hands.open(
    service,
    { onOpen: () => send({ op: 'login-request' }), onMessage: (content) => answered(asMessage(content)), onClose: () => undefined },
    { patienceNs: ANSWER_WAIT_NS },
  );
}

export const capturedPassword: AttackDefinition = {
  threat: 'T02',
  variant: '',
  name: { en: 'Using a password that crossed the wire in clear', ja: '平文で送られたパスワードの再使用' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['read-records'], (flow, service) => service.login === 'clear' && passes(scenario, flow, vantage)),
  act: (hands, aim) => {
    const { service } = endsOf(hands, aim.flow);
    let used = false;
    gainSight(hands, aim.flow);
    hands.ears.onMessage = ({ proof }) => {
      if (used || proof?.clear !== true || proof.user !== aim.flow.user) return;
      used = true;
      hands.note('password-captured', { user: proof.user });
      hands.after(PAUSE_NS, () => enterAndRead(hands, service, (challenge) => ({ ...proof, challenge }), aim.flow.asset ?? ''));
    };
  },
  judge: (view, aim) => enteredWith(view, aim.flow.user ?? ''),
};

export const sharedByMany: AttackDefinition = {
  threat: 'T02',
  variant: 'shared',
  name: { en: 'Using an account whose password many people know', ja: '共用アカウントの不正使用' },
  vantages: ['wan-off', 'peer'],
  aim: (scenario, vantage) => {
    const shared = new Set(
      scenario.sites
        .flatMap((site) => site.users)
        .filter((user) => (user.sharedBy ?? 1) > 1)
        .map((user) => user.id),
    );
    const aim = aimAt(
      scenario,
      ['read-records'],
      (flow, service) => service.login === 'clear' && shared.has(flow.user ?? '') && !service.host.startsWith(`${vantage.at}.`),
    );
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: (hands, aim) => {
    const { service } = endsOf(hands, aim.flow);
    const user = aim.flow.user ?? '';
    const secret = `password/${user}`;
    hands.ledger.learn(secret, 'key', 'told', aim.flow.client);
    hands.note('shared-password-known', { user });
    hands.at(ENTER_NS, () =>
      enterAndRead(hands, service, (challenge) => ({ user, challenge, secret, card: undefined, clear: true }), aim.flow.asset ?? ''),
    );
  },
  judge: (view, aim) => enteredShared(view, aim.flow.user ?? ''),
};
