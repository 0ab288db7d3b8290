/**
 * Purpose: T04 guessing, of keys instead of passwords: packets sealed with a cipher whose keys can all be tried are kept, the key is searched, and what was kept is opened.
 *
 * One machine searches one key after the other, in the order in which he met them; so a key that is soon replaced opens little.
 * Does not model: cryptanalysis better than trying, known-plaintext conditions (headers inside the tunnel serve).
 * Units: keys per second from the scenario. Determinism: the position of a key in the search is data of the scenario.
 * References: TR A.5.1 #4; RFC 3552 3.2.3, 4.1.2; RFC 4772 (DES); RFC 8221 5; threat card T04.
 */
import type { Packet } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { recordsOpened } from '../oracles/confidentiality.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimThroughManualKeys, devicesOf } from './manual-keys.ts';

function act(hands: Hands, aim: Aim): void {
  const { near, far } = devicesOf(hands, aim.flow);
  const kept = new Map<string, Packet[]>();
  const waiting: string[] = [];
  const search = (keyId: string): void => {
    hands.crack(
      keyId,
      () => {
        waiting.shift();
        const packets = kept.get(keyId) ?? [];
        hands.note('opening-kept-packets', { packets: packets.length });
        for (const packet of packets) hands.ears.hear(packet);
        if (waiting[0] !== undefined) search(waiting[0]);
      },
      { list: 'pattern' },
    );
  };
  const keep = (packet: Packet, keyId: string): void => {
    const packets = kept.get(keyId);
    if (packets !== undefined) return void packets.push(packet);
    kept.set(keyId, [packet]);
    hands.ledger.learn(keyId, 'hash', 'captured', packet.origin);
    waiting.push(keyId);
    if (waiting.length === 1) search(keyId);
  };
  hands.onPacket((packet) => {
    const { body } = packet;
    const between = (packet.src === near && packet.dst === far) || (packet.src === far && packet.dst === near);
    if (body.protocol === 'esp' && between && !hands.ledger.holds(body.sealed.keyId)) keep(packet, body.sealed.keyId);
    return PASS;
  });
}

export const cipherKey: AttackDefinition = {
  threat: 'T04',
  variant: 'cipher-key',
  name: { en: 'Trying all keys of a weak cipher', ja: '弱い暗号の全数探索による鍵の特定' },
  vantages: ['wan-on'],
  aim: (scenario) => {
    const aim = aimThroughManualKeys(scenario, 'store-letter');
    const reading = aimThroughManualKeys(scenario, 'fetch-letter');
    const weak = scenario.sites.some((site) => site.devices.some((device) => device.manualKey !== undefined));
    return aim === undefined || !weak ? undefined : { ...aim, also: [...aim.also, ...(reading === undefined ? [] : [reading.flow.id])] };
  },
  act,
  judge: (view) => recordsOpened(view, 'phi'),
};
