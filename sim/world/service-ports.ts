/**
 * Purpose: to which service a packet belongs by its addresses and ports, where protocols use more than the one port that they are known by.
 *
 * FTP opens a data connection beside its control connection: to a port of the passive range, or, in active mode, from the server's data port to the client (RFC 1579); a rule that lets files
 * through has to name both. SIP sends voice to the terminal's media port.
 * Does not model: firewalls that read control connections and open ports by what they find. Units: none. Determinism: pure.
 * References: TR D.3, 5.1 e (agreed services), D.7 c; RFC 959 5.2, RFC 1579, RFC 3264.
 */
import { dataPortOf, FTP_PASSIVE_PORTS } from '../net/ftp/messages.ts';
import type { Packet } from '../net/packet.ts';
import type { WorldParts } from './parts.ts';
import type { ServiceSpec } from './scenario.ts';
import { MEDIA_PORT } from './services/calls.ts';

type Owners = Pick<WorldParts, 'ownerOf'>;

/**
 * True for a packet that asks something of a service, data connections and voice included; `at` is where it is seen.
 * Units: none. Errors: none. Source: TR 5.1.
 */
export function asks({ ownerOf }: Owners, at: string, service: ServiceSpec, { dst, src, body }: Packet): boolean {
  if (body.protocol === 'esp') return false;
  if (hears(service, body.dstPort) && service.host === ownerOf(dst, at)) return true;
  return service.kind === 'ftp' && body.srcPort === dataPortOf(service.port) && service.host === ownerOf(src, at);
}

/**
 * True for a packet that comes from a service's own ports.
 * Units: none. Errors: none. Source: TR 5.1.
 */
export function answers({ ownerOf }: Owners, at: string, service: ServiceSpec, { src, body }: Packet): boolean {
  return body.protocol !== 'esp' && hears(service, body.srcPort) && service.host === ownerOf(src, at);
}

function hears({ kind, port, passivePorts, mediaPort }: ServiceSpec, at: number): boolean {
  if (at === port) return true;
  if (kind === 'sip') return at === (mediaPort ?? MEDIA_PORT);
  const { first, last } = passivePorts ?? FTP_PASSIVE_PORTS;
  return kind === 'ftp' && at >= first && at <= last;
}
