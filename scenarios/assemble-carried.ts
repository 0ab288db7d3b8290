/**
 * Purpose: turns what a checked draft says of FTP and SIP into the parts of the `Scenario`.
 *
 * Does not model: defaults; they stand with the protocols. Units: ports. Determinism: pure. References: own design.
 */
import type * as world from '../sim/world/scenario.ts';
import { present } from './assemble-rules.ts';
import type { Draft } from './schema.ts';

/**
 * Ports of a service.
 * Units: none. Errors: none. Source: TR D.7 c.
 */
export function carriedServiceOf(
  service: Pick<Draft['services'][string], 'passive-ports' | 'media-port'>,
): Pick<world.ServiceSpec, 'passivePorts' | 'mediaPort'> {
  return { ...present('passivePorts', service['passive-ports']), ...present('mediaPort', service['media-port']) };
}

/**
 * How a flow's program speaks.
 * Units: none. Errors: none. Source: TR D.7 c.
 */
export function carriedFlowOf(flow: Draft['flows'][string]): Pick<world.FlowSpec, 'ftpMode' | 'rport'> {
  return { ...present('ftpMode', flow['ftp-mode']), ...present('rport', flow.rport) };
}
