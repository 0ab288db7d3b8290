/**
 * Purpose: lines that are given other addresses while the scenario runs, and whether anybody's is.
 *
 * Does not model: a time without any address between the two; the network knows the way to each address of a line from the start.
 * Units: nanoseconds. Determinism: scenario order.
 * References: TR Table D.1 (devices are known by certified names, so that any provider's line will do); RFC 4555 (MOBIKE).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { VpnGateway } from '../vpn/gateway.ts';
import type { WorldParts } from './parts.ts';
import type { Scenario } from './scenario.ts';
import type { DeviceRuntime, Topology } from './topology.ts';

/**
 * Lets the lines of a device move at their times.
 * Units: nanoseconds. Errors: throws where the device joins no such network (the loader would have refused it). Source: TR Table D.1.
 */
export function scheduleMoves(parts: WorldParts, topology: Topology, device: DeviceRuntime, gateway: VpnGateway): void {
  for (const port of device.spec.ports) {
    const backbone = topology.backbones.get(port.joins);
    const edge = backbone?.ifaces.find((iface) => iface.name === device.place);
    for (const { atNs, address } of port.moves ?? []) {
      if (backbone === undefined || edge === undefined) throw new Error(`vpn: ${device.place} moves on no network`);
      backbone.table.add({ prefix: { base: address, length: 32 }, iface: edge, nextHop: address });
      parts.context.kernel.at(atNs, () => gateway.moveTo(address), PRIORITY.script);
    }
  }
}

/**
 * Whether a device of the scenario may move; then all of them know MOBIKE.
 * Units: none. Errors: none. Source: own design.
 */
export function anybodyMoves(scenario: Scenario): boolean {
  return scenario.sites.some((site) => site.devices.some((device) => device.ports.some((port) => port.moves !== undefined)));
}
