/** Purpose: placeholder while the VPN room is being written. */
import type { WorldParts } from './parts.ts';
import type { Topology } from './topology.ts';
import type { HostRuntime } from './world.ts';
export interface Vpn { readonly gateways: ReadonlyMap<string, never> }
export function buildVpn(_parts: WorldParts, _topology: Topology, _hosts: ReadonlyMap<string, HostRuntime>): Vpn { return { gateways: new Map() }; }
