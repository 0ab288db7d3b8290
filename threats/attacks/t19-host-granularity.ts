/**
 * Purpose: T19 host-granular security association: a tunnel that knows machines and sites lets one user get what is meant for another.
 *
 * (a) Ciphertext for the doctor, caught on the line, comes back behind a header to a port of an accomplice on the same host, and the device decrypts it for him. (b) The accomplice just
 * asks through the tunnel, and the other side knows only the site.
 * Does not model: finer selectors, one association a service.
 * Units: none. Determinism: reacts to what passes; fixed time.
 * References: TR A.5.1 #19, A.4; RFC 3552 3.3.4 condition (2), 4.5.1; threat card T19.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { reheaded } from '../../sim/net/splice.ts';
import { heldPlain } from '../oracles/confidentiality.ts';
import { servedWrongUser } from '../oracles/protocol.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimThroughManualKeys, devicesOf } from './manual-keys.ts';
import { ask, endsOf } from './tactics.ts';

/** The first ESP packet above this size carries the document's beginning; from it on he copies all, up to the short last one. */
const LARGE_BYTES = 600;
/** Port of the accomplice's program (own choice, unprivileged). */
const ACCOMPLICE_PORT = 5544;
const ACT_NS = 9 * NS_PER_S;

function splice(hands: Hands, aim: Aim): void {
  const { near, far } = devicesOf(hands, aim.flow);
  let begun = false;
  hands.listenAtAccount(ACCOMPLICE_PORT);
  hands.onPacket((packet) => {
    const { body } = packet;
    if (body.protocol === 'esp' && packet.src === far && packet.dst === near && (begun || body.bytes > LARGE_BYTES)) {
      begun = true;
      hands.note('re-heading', { spi: body.spi, seq: body.seq });
      hands.inject({
        src: packet.src,
        dst: packet.dst,
        body: { ...body, sealed: body.sealed.altered((inner) => reheaded(inner, ACCOMPLICE_PORT)) },
      });
    }
    return PASS;
  });
}

function askAsOther(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const user = hands.plan.scenario.sites
    .flatMap((site) => site.users)
    .find(({ id, workstation }) => workstation === aim.flow.client && !service.accounts.includes(id))?.id;
  hands.at(ACT_NS, () => {
    hands.note('asking-through-shared-tunnel', { user: user ?? '' });
    const request = {
      op: 'fetch-letter',
      claimedSite: aim.flow.client.split('.')[0] ?? '',
      asset: aim.flow.asset ?? '',
      ...(user === undefined ? {} : { user }),
    } as const;
    ask(hands, service, request, undefined, () => undefined);
  });
}

export const reheading: AttackDefinition = {
  threat: 'T19',
  variant: 'splice',
  name: { en: 'Another user’s ciphertext is decrypted for an accomplice', ja: '他利用者宛て暗号文の付替えによる復号' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) => aimThroughManualKeys(scenario, 'fetch-letter', (flow) => flow.client === vantage.account),
  act: splice,
  judge: (view) => heldPlain(view, 'phi'),
};

export const sharedTunnel: AttackDefinition = {
  threat: 'T19',
  variant: '',
  name: { en: 'Another user of the machine asks through its tunnel', ja: '同じ端末の別利用者によるトンネルの便乗利用' },
  vantages: ['in-sz'],
  aim: (scenario, vantage) => aimThroughManualKeys(scenario, 'fetch-letter', (flow) => flow.client.startsWith(`${vantage.at}.`)),
  act: askAsOther,
  judge: (view) => servedWrongUser(view),
};
