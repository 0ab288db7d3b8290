/**
 * Purpose: components that fail together: lines in one duct, hosts, devices, whole sites, the VPN centre; and what takes over for them.
 *
 * `redundancy-line` and `redundancy-site` are asked when their standby would take over: after its time, and only where it did not fail with the rest.
 * Does not model: repair within the horizon, partial damage, overload of the survivors.
 * Units: nanoseconds. Determinism: the order of the list.
 * References: TR 5.1 d, D.1 (redundancy), B.3 (emergencies); RFC 2828 "threat consequence" 3.A b, e; threat card T26.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import { covers } from './controls.ts';
import type { MirrorSpec } from './scenario.ts';
import type { World } from './world.ts';

/**
 * Lets ducts and places fail at this moment.
 * Units: nanoseconds. Errors: throws on a name that is neither duct nor place (a scenario that the loader would have refused). Source: threat card T26 step 1.
 */
export function strike(world: World, fails: readonly string[]): void {
  const { context, scenario } = world.parts;
  const { topology } = world;
  if (context.trace.on) context.trace.emit('disaster', 'disaster', { fails: fails.join(' ') });
  for (const name of fails) {
    const centre = scenario.centre?.id === name ? scenario.centre : undefined;
    if (centre !== undefined) cutLine(world, centre.id, centre.mirror, 'redundancy-site', fails);
    for (const device of topology.devices.values()) {
      const port = device.spec.ports.find((p) => p.duct === name);
      if (port !== undefined) cutLine(world, device.place, port.standby, 'redundancy-line', fails);
      if (covers(name, device.place)) device.node.up = false;
    }
    for (const host of topology.hosts.values()) if (covers(name, host.place)) destroyHost(world, host.place, fails);
  }
}

function survives(mirror: MirrorSpec | undefined, fails: readonly string[]): mirror is MirrorSpec {
  return mirror !== undefined && !fails.includes(mirror.region);
}

function cutLine(world: World, place: string, standby: MirrorSpec | undefined, mechanism: Mechanism, fails: readonly string[]): void {
  world.topology.lines.get(place)?.setUp(false);
  if (survives(standby, fails)) takeOver(world, place, standby, mechanism, () => world.topology.lines.get(place)?.setUp(true));
}

function destroyHost(world: World, place: string, fails: readonly string[]): void {
  const host = world.topology.hosts.get(place);
  if (host === undefined) return;
  host.node.up = false;
  const { mirror } = host.spec;
  world.stores.get(place)?.burn(survives(mirror, fails));
  if (survives(mirror, fails)) takeOver(world, place, mirror, 'redundancy-site', () => void (host.node.up = true));
}

function takeOver(world: World, place: string, standby: MirrorSpec, mechanism: Mechanism, act: () => void): void {
  const { context } = world.parts;
  context.kernel.after(
    standby.takeoverNs,
    () => {
      const control = context.gate.on(mechanism, place);
      if (control === undefined) return;
      context.stop({ control, at: place, reason: 'standby-took-over', origin: 'disaster' });
      act();
    },
    PRIORITY.script,
  );
}
