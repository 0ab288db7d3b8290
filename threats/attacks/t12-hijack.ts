/**
 * Purpose: T12 session hijacking: after the real user has logged in, a command is put into his connection.
 *
 * Does not model: answering the ACK storm, keeping the stolen session open for long.
 * Units: octets. Determinism: reacts to what passes.
 * References: TR A.5.1 #12, 6.2.2; RFC 3552 3.3.4, 4.5.2.2; RFC 3631 3.2; threat card T12.
 */
import { NS_PER_MS } from '../../sim/kernel/time.ts';
import { TCP_FLAG } from '../../sim/net/packet.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent } from '../../sim/world/messages.ts';
import { hijacked } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, follow, gainSight, type Followed } from './tactics.ts';

/** The connection has been quiet for so long that its numbers stand still. */
const QUIET_NS = 300 * NS_PER_MS;
/** Octets the client must have sent before he is taken for logged in when the content is sealed: more than a handshake and a login request. */
const SEALED_LOGIN_BYTES = 900;

function act(hands: Hands, aim: Aim): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  let last: Followed | undefined;
  let first: number | undefined;
  let token: string | undefined;
  let acted = false;
  const strike = (at: Followed): void => {
    if (acted || last !== at) return;
    acted = true;
    const content = appContent({
      service: service.id,
      op: aim.flow.operation === 'maintain' ? 'maintain' : 'book',
      claimedSite: aim.flow.client.split('.')[0] ?? '',
      user: aim.flow.user ?? '',
      session: token ?? 'session/unknown',
      txn: 'txn/forged',
    });
    hands.note('injecting-command', { flow: aim.flow.id, seq: at.nextSeq, knowsSession: token !== undefined });
    hands.inject({
      src: client,
      dst: server,
      body: { ...at.segment, flags: TCP_FLAG.ACK | TCP_FLAG.PSH, seq: at.nextSeq, pieces: [{ content, offset: 0, length: content.bytes }] },
    });
  };
  gainSight(hands, aim.flow);
  hands.ears.onMessage = (message, packet) => {
    if (packet.src === server && message.op === 'login-ok') token = message.session;
  };
  follow(hands, client, server, service.port, (seen) => {
    if ((seen.segment.flags & TCP_FLAG.SYN) !== 0) {
      first = seen.nextSeq;
      return;
    }
    last = seen;
    const sent = first === undefined ? 0 : (seen.nextSeq - first + 2 ** 32) % 2 ** 32;
    if (token !== undefined || sent > SEALED_LOGIN_BYTES) hands.after(QUIET_NS, () => strike(seen));
  });
}

export const hijack: AttackDefinition = {
  threat: 'T12',
  variant: '',
  name: { en: 'Command injected into a logged-in session', ja: 'ログイン済みセッションへの命令挿入' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['book', 'maintain'], (flow, service) => service.tls !== 'always' && passes(scenario, flow, vantage)),
  act,
  judge: (view, aim) => hijacked(view, aim.flow.id),
};
