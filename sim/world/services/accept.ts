/**
 * Purpose: noting that a service took a message as genuine: a fact for oracles, a log record for the site, a line in the trace.
 *
 * Does not model: anything of its own. Units: nanoseconds. Determinism: event order.
 * References: threat-cards 2.1 (`accept(r,m)`); TR A.1 c (log at the target).
 */
import { genuineDigest } from '../documents.ts';
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import type { Ipv4 } from '../../net/address.ts';

export interface AcceptedFrom {
  readonly address: Ipv4;
  readonly join: string;
}

/**
 * Records an acceptance.
 * Units: none. Errors: none. Source: threat-cards 2.1.
 */
export function noteAcceptance(
  parts: WorldParts,
  service: ServiceSpec,
  message: AppMessage,
  from: AcceptedFrom,
  origins: readonly string[],
  digestReceived = '',
): void {
  const asset = message.asset ?? message.document?.asset ?? '';
  const { kernel, trace } = parts.context;
  parts.facts.acceptances.push({
    atNs: kernel.now,
    host: service.host,
    service: service.id,
    op: message.op,
    claimedSite: message.claimedSite ?? '',
    claimedUser: message.user ?? '',
    sourceOwner: parts.ownerOf(from.address, service.host),
    origins: [...origins],
    session: message.session ?? '',
    txn: message.txn ?? '',
    asset,
    digestReceived,
    digestSent: asset === '' ? '' : genuineDigest(asset),
  });
  parts.logs.write(
    'target',
    service.host,
    message.user ?? message.claimedSite ?? '',
    `${service.id}/${message.op}`,
    from.join,
    message.txn,
  );
  if (trace.on) {
    trace.emit(service.host, 'accept', {
      service: service.id,
      op: message.op,
      site: message.claimedSite ?? '',
      user: message.user ?? '',
      asset,
      origin: origins.join(' '),
      txn: message.txn ?? '',
      altered: digestReceived !== '' && digestReceived !== genuineDigest(asset),
    });
  }
}
