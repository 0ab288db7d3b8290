/**
 * Purpose: contamination: an exploit that arrives at a vulnerable host infects it.
 *
 * The host is infected when the named fault stands open and nothing refuses it (infection.ts).
 * Does not model: onward spread from the infected host, payloads, privilege, clean-up, user interaction.
 * Units: nanoseconds. Determinism: hosts infect in order of arrival.
 * References: threat card T20; RFC 3552 2.3.2; TR 8.1 a, B.5 a (contamination on the path), C 3-5-1 (scanner), C 3-6-1 (patches).
 */
import type { Datagram, UdpLayer } from '../net/udp.ts';
import { FILE_SHARING_PORT } from './exploit.ts';
import { asMessage } from './messages.ts';
import type { WorldParts } from './parts.ts';
import type { HostSpec } from './scenario.ts';

export interface InfectableHost {
  readonly place: string;
  readonly spec: HostSpec;
  readonly udp: UdpLayer;
}

/**
 * Makes a host answer to exploits on its file-sharing port.
 * Units: none. Errors: none. Source: threat card T20.
 */
export function exposeFileSharing(parts: WorldParts, host: InfectableHost): void {
  host.udp.bind(FILE_SHARING_PORT, (datagram: Datagram) => {
    const exploit = asMessage(datagram.content)?.exploit;
    if (exploit === undefined || !host.spec.vulnerable.includes(exploit)) return;
    parts.infections.strike(host.place, { fault: exploit }, datagram.packet.origin);
  });
}
