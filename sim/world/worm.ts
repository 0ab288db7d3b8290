/**
 * Purpose: contamination: an exploit that arrives at a vulnerable host infects it.
 *
 * The host is infected when the named fault stands open. `virus-scan` is asked only for malware that the scanner's signatures know; `patching` only where the fault
 * would let the exploit in.
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
  const { context, facts, scenario } = parts;
  let infected = false;
  host.udp.bind(FILE_SHARING_PORT, (datagram: Datagram) => {
    const exploit = asMessage(datagram.content)?.exploit;
    if (infected || exploit === undefined || !host.spec.vulnerable.includes(exploit)) return;
    const refuse = (control: string, reason: string): void => context.stop({ control, at: host.place, reason, origin: datagram.packet.origin, detail: { exploit } });
    const known = scenario.adversary.malwareAgeNs >= scenario.adversary.scannerLagNs;
    const scanner = known ? context.gate.on('virus-scan', host.place) : undefined;
    if (scanner !== undefined) return refuse(scanner, 'malware-recognised');
    const patches = context.gate.on('patching', host.place);
    if (patches !== undefined) return refuse(patches, 'fault-patched');
    infected = true;
    facts.infections.push({ atNs: context.kernel.now, host: host.place, by: datagram.packet.origin });
    if (context.trace.on) context.trace.emit(host.place, 'infected', { exploit, origin: datagram.packet.origin });
  });
}
