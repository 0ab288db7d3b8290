/**
 * Purpose: a directory of accounts as NIS was: asked by UDP, it answers with the one-way-encrypted password of an account, or with the whole map.
 *
 * Where `tls` is deployed the directory is its successor: clients let it check passwords over TLS, and it gives no verifier to anybody.
 * `trusts` names the hosts that may ask; absent, anybody may.
 * Does not model: RPC port mapping, slave servers, the domain name that a client must know.
 * Units: octets. Determinism: event order.
 * References: RFC 3552 3.2.3; RFC 2196 3.2.3.1, 3.2.3.2; RFC 2307 (the same maps in LDAP); threat card T05.
 */
import type { UdpLayer } from '../../net/udp.ts';
import { appContent, asMessage, type AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { currentPassword } from './keys.ts';
import type { ServiceLogic } from './service.ts';

/**
 * Starts the directory on its host's UDP.
 * Units: none. Errors: throws when the port is taken (the loader refuses such scenarios). Source: RFC 3552 3.2.3.
 */
export function startDirectory(parts: WorldParts, service: ServiceSpec, udp: UdpLayer): void {
  const { context } = parts;
  udp.bind(service.port, (datagram) => {
    const message = asMessage(datagram.content);
    if (message?.op !== 'look-up') return;
    const origin = datagram.packet.origin;
    if (service.trusts !== undefined && !service.trusts.includes(parts.ownerOf(datagram.from, service.host))) {
      if (context.trace.on) context.trace.emit(service.host, 'directory', { event: 'asker-not-known', origin });
      return;
    }
    const control = context.gate.on('tls', service.host);
    if (control !== undefined) return context.stop({ control, at: service.host, reason: 'no-verifier-in-clear', origin });
    const users = service.accounts.filter((user) => message.user === undefined || user === message.user);
    const content = appContent({
      service: service.id,
      op: 'entry',
      verifiers: users.map((user) => ({ user, secret: currentPassword(parts, user) })),
    });
    if (context.trace.on) context.trace.emit(service.host, 'directory', { event: 'answered', accounts: users.length, origin });
    udp.send({ dst: datagram.from, dstPort: datagram.fromPort, srcPort: service.port, content });
  });
}

/**
 * The successor's side over TLS: it says whether it knows the account, and gives nothing away.
 * Units: none. Errors: none. Source: RFC 4513 (LDAP authentication over TLS).
 */
export function directoryOverTls(service: ServiceSpec): ServiceLogic {
  const answer = (message: AppMessage): AppMessage['op'] =>
    message.op === 'look-up' && service.accounts.includes(message.user ?? '') ? 'ok' : 'refused';
  return { onMessage: (message, peer) => peer.answer({ service: service.id, op: answer(message) }) };
}
