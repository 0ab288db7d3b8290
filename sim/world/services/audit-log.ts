/**
 * Purpose: a collector of audit records by UDP, which knows its senders by their source address only, as syslog does.
 *
 * Does not model: syslog formats, reliable delivery. Units: octets. Determinism: event order.
 * References: RFC 5426 (syslog over UDP), 4.3 there (no authentication of the sender); TR 5.1 f, 9.5 (logs kept at a centre).
 */
import { siteOf } from '../parts.ts';
import type { UdpLayer } from '../../net/udp.ts';
import { asMessage } from '../messages.ts';
import { joinKey, type WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { noteAcceptance } from './accept.ts';
import { Freshness } from './freshness.ts';

/**
 * Starts the collector on its host's UDP.
 * Units: none. Errors: throws when the port is taken (the loader refuses such scenarios). Source: RFC 5426.
 */
export function startAuditLog(parts: WorldParts, service: ServiceSpec, udp: UdpLayer): void {
  const fresh = new Freshness(parts, service.host);
  udp.bind(service.port, (datagram) => {
    const message = asMessage(datagram.content);
    const owner = parts.ownerOf(datagram.from, service.host);
    if (message?.op !== 'log-record' || !service.partners.includes(siteOf(owner))) return;
    if (fresh.repeated(message, [datagram.packet.origin])) return;
    const ends = { client: { address: datagram.from, port: datagram.fromPort }, server: { address: datagram.to, port: service.port } };
    const from = { address: datagram.from, join: joinKey(parts, service.host, ends) };
    noteAcceptance(parts, service, { ...message, claimedSite: siteOf(owner) }, from, [datagram.packet.origin]);
  });
}
