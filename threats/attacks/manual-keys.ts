/**
 * Purpose: what T18 and T19 aim at: documents that cross an ESP association with fixed keys.
 * Does not model: anything. Units: none. Determinism: scenario order. References: threat cards T18, T19.
 */
import type { Ipv4 } from '../../sim/net/address.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec, Operation, Scenario, ServiceSpec } from '../../sim/world/scenario.ts';
import type { Aim } from '../types.ts';
import { aimAt, labelOf } from './aims.ts';

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/**
 * A flow with patient data between two sites whose devices share fixed keys.
 * Units: none. Errors: none. Source: threat cards T18, T19.
 */
export function aimThroughManualKeys(
  scenario: Scenario,
  operation: Operation,
  suits: (flow: FlowSpec) => boolean = () => true,
): Aim | undefined {
  const paired = (flow: FlowSpec, service: ServiceSpec): boolean =>
    scenario.sites.some(
      (site) => site.id === siteOf(flow.client) && site.devices.some((device) => device.manualPeer === siteOf(service.host)),
    );
  return aimAt(
    scenario,
    [operation],
    (flow, service) => service.tls !== 'always' && paired(flow, service) && suits(flow) && labelOf(scenario, flow) === 'phi',
  );
}

/** Outer addresses of both ends. Units: none. Errors: none. Source: RFC 4301 4.1 (tunnel mode). */
export function devicesOf(hands: Hands, flow: FlowSpec): { readonly near: Ipv4; readonly far: Ipv4 } {
  return {
    near: hands.plan.deviceAddress(siteOf(flow.client)),
    far: hands.plan.deviceAddress(siteOf(hands.plan.service(flow.service).host)),
  };
}
