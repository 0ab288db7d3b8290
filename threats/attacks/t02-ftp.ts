/**
 * Purpose: T02 shared password: name and password of an FTP login cross the wire as they are; a listener records them and logs in with them.
 *
 * Does not model: what he then does with the account. Units: nanoseconds. Determinism: reacts to what passes.
 * References: TR A.5.1 #2; RFC 959 4.1.1, RFC 2577 5, RFC 3552 3.2.2; threat card T02.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { ftpLine, textOf } from '../../sim/net/ftp/messages.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { ServiceSpec } from '../../sim/world/scenario.ts';
import { enteredWith } from '../oracles/credentials.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { ANSWER_WAIT_NS, endsOf, gainSight } from './tactics.ts';

const PAUSE_NS = NS_PER_S;
const PASS = 'PASS ';

function logIn(hands: Hands, service: ServiceSpec, user: string, password: string): void {
  const stream = hands.open(
    service,
    {
      onOpen: () => undefined,
      onMessage: (content) => {
        const reply = textOf(content);
        if (reply.startsWith('220')) stream.send(ftpLine(`USER ${user}`));
        if (reply.startsWith('331')) stream.send(ftpLine(`${PASS}${password}`));
        if (reply.startsWith('230')) hands.note('logged-in', { service: service.id });
      },
      onClose: () => undefined,
    },
    { patienceNs: ANSWER_WAIT_NS },
  );
}

export const capturedFtpPassword: AttackDefinition = {
  threat: 'T02',
  variant: 'ftp',
  name: { en: 'Using an FTP password that crossed the wire in clear', ja: '平文で送られた FTP パスワードの再使用' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['put-file'],
      (flow, service) => flow.user !== undefined && service.accounts.includes(flow.user) && passes(scenario, flow, vantage),
    ),
  act: (hands, aim) => {
    const { service } = endsOf(hands, aim.flow);
    const user = aim.flow.user ?? '';
    let used = false;
    gainSight(hands, aim.flow);
    hands.ears.onContent = (content) => {
      const line = textOf(content);
      if (used || !line.startsWith(PASS)) return;
      used = true;
      hands.note('password-captured', { user });
      hands.after(PAUSE_NS, () => logIn(hands, service, user, line.slice(PASS.length)));
    };
  },
  judge: (view, aim) => enteredWith(view, aim.flow.user ?? ''),
};
