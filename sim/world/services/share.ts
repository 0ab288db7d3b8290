/**
 * Purpose: a file share: whoever reaches it may list and copy what lies there.
 *
 * That is how shares stand around: set up for one host, open to all. `access-lists` restricts it to the hosts it was meant for; it is asked when another one comes.
 * Does not model: names and passwords of the share, writing, locking.
 * Units: octets. Determinism: event order.
 * References: RFC 2196 3.2.3.6 (file servers that let intruders copy); TR A.2 (stored objects); threat cards T11, T27.
 */
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { Watch } from '../watch.ts';
import { noteAcceptance } from './accept.ts';
import { recordDocument } from './collections.ts';
import type { Peer, ServiceLogic } from './service.ts';

/**
 * The logic of a file share.
 * Units: octets. Errors: none; refusals are answered. Source: RFC 2196 3.2.3.6.
 */
export function shareService(parts: WorldParts, service: ServiceSpec): ServiceLogic {
  const { context, facts } = parts;
  const watch = new Watch(parts, service.host);
  const mayCopy = (who: string, origin: string): boolean => {
    if (service.trusts?.includes(who) === true) return true;
    const control = context.gate.on('access-lists', service.host);
    if (control !== undefined) context.stop({ control, at: service.host, reason: 'not-on-access-list', origin, detail: { host: who } });
    return control === undefined;
  };
  const copy = (message: AppMessage, peer: Peer, origins: readonly string[]): void => {
    const [asset, record] = [message.asset ?? '', message.record ?? 0];
    const [who, origin] = [parts.ownerOf(peer.address, service.host), origins.at(-1) ?? ''];
    const refuse = (): void => peer.answer({ service: service.id, op: 'refused' });
    if (!watch.admits(who, origin)) return refuse();
    watch.count(who, origin);
    if (!mayCopy(who, origin)) return refuse();
    const document = recordDocument(parts, service, asset, record);
    if (document === undefined) return refuse();
    noteAcceptance(parts, service, { ...message, asset: document.asset }, peer, origins);
    facts.readings.push({
      atNs: context.kernel.now,
      service: service.id,
      user: '',
      asset,
      record,
      bytes: document.sizeBytes,
      origins: [...origins],
    });
    peer.answer({ service: service.id, op: 'document', asset: document.asset, document });
  };
  return {
    onMessage: (message, peer, origins) => {
      if (message.op === 'copy-file') copy(message, peer, origins);
      else peer.answer({ service: service.id, op: 'refused' });
    },
  };
}
