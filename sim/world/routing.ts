/**
 * Purpose: starts routing processes on the devices of a scenario that exchange routes with their neighbours.
 *
 * Does not model: anything of its own. Units: none. Determinism: scenario order.
 * References: TR 9.3 (two routers of a site on one network); RFC 2328.
 */
import { RoutingProcess } from '../net/routing/process.ts';
import { routingKey } from '../net/routing/messages.ts';
import { KeyRing } from '../vpn/key-store.ts';
import type { RoutePolicy } from './scenario.ts';
import type { Topology } from './topology.ts';

/** Routers as they come. */
const EVERYTHING: RoutePolicy = { passive: [], refusesTunnels: false };

/**
 * Starts the processes; must come after the VPN, so that protected packets are opened first.
 * Units: none. Errors: none. Source: RFC 2328.
 */
export function startRouting(topology: Topology): readonly RoutingProcess[] {
  const routers = [...topology.devices.values()].filter((device) => device.spec.routing === true);
  return routers.map((device) => {
    const keyId = routingKey(device.site.id);
    const routes = device.spec.routes ?? EVERYTHING;
    return new RoutingProcess({
      node: device.node,
      links: device.node.ifaces.filter((iface) => iface !== device.wan && !routes.passive.some((zone) => zone === iface.name)),
      keyId,
      ring: new KeyRing([keyId]),
      refusesTunnels: routes.refusesTunnels,
      ...(routes.accepts === undefined ? {} : { accepts: routes.accepts }),
    });
  });
}
