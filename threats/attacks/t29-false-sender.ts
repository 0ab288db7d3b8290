/**
 * Purpose: T29 masquerade, the sender's part: a letter that a partner never wrote is stored in the partner's name, and somebody reads it as the partner's.
 *
 * The way to the service is that of the other masquerades: a plain request, then a box of his own. He signs with a key that he made, since he has no other.
 * Does not model: forged contents that a reader would find odd. Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #29, 6.1.2 c, 8.1 e; RFC 3552 4.3; threat card T29 (sender proof end to end).
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { sign } from '../../sim/net/sealed.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Document } from '../../sim/world/messages.ts';
import type { AssetSpec, Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { believedSender } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { ask, endsOf } from './tactics.ts';

/** After the genuine letter has arrived, which the false one replaces. */
const AFTER_STORE_NS = NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** The last reading of a letter that a partner stored before, so that there is time for the false one. */
function aimAtReading(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  if (vantage.lost !== undefined) return undefined;
  const aims = scenario.flows.flatMap((store): readonly Aim[] => {
    const author = siteOf(store.client);
    const posesAs = vantage.kind === 'stolen' ? author === siteOf(vantage.at) : author !== vantage.at;
    if (store.operation !== 'store-letter' || !posesAs) return [];
    const readings = scenario.flows.filter(
      (flow) =>
        flow.operation === 'fetch-letter' &&
        flow.asset === store.asset &&
        flow.service === store.service &&
        flow.atNs > store.atNs + AFTER_STORE_NS,
    );
    const last = readings.reduce<Aim['flow'] | undefined>(
      (late, flow) => (late === undefined || flow.atNs > late.atNs ? flow : late),
      undefined,
    );
    return last === undefined ? [] : [{ flow: last, also: [store.id] }];
  });
  return aims[0];
}

function forged(hands: Hands, { id, label, sizeBytes }: AssetSpec): Document {
  const digest = `digest/forged-${id}`;
  const key = `key/sign/${hands.place}`;
  hands.ledger.learn(key, 'key', 'own', hands.place);
  return {
    asset: id,
    sizeBytes,
    body: { form: 'plain', document: { asset: id, label, sizeBytes, digest } },
    signature: sign(digest, key, hands.ledger),
  };
}

function act(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const store = hands.plan.flow(aim.also[0] ?? '');
  const asset = hands.plan.scenario.sites.flatMap((site) => site.assets).find(({ id }) => id === aim.flow.asset);
  if (asset === undefined) throw new Error(`T29: ${aim.flow.id} reads no asset`);
  const claimed = siteOf(store.client);
  hands.at(store.atNs + AFTER_STORE_NS, () => {
    const request = { op: 'store-letter', claimedSite: claimed, asset: asset.id, document: forged(hands, asset) } as const;
    hands.note('storing-in-name-of', { claimed, way: 'plain' });
    ask(hands, service, request, undefined, (reply) => {
      if (reply !== undefined) return;
      hands.note('storing-in-name-of', { claimed, way: 'tunnel' });
      const box = hands.impersonate(claimed, siteOf(service.host));
      if (box !== undefined) ask(hands, service, request, box, () => undefined);
    });
  });
}

export const falseSender: AttackDefinition = {
  threat: 'T29',
  variant: 'sender',
  name: { en: 'A letter in a partner’s name', ja: '提携機関の名を騙る紹介状' },
  vantages: ['wan-off', 'stolen', 'peer'],
  aim: aimAtReading,
  act,
  judge: (view, aim) => believedSender(view, aim.flow),
};
