/**
 * Purpose: components that fail together: lines in one duct, hosts, devices, whole sites, the VPN centre; and what takes over for them.
 *
 * `redundancy-line`, `redundancy-site` and `redundancy-device` are asked when their standby would take over: after its time, and only where it did not fail with the rest.
 * A device that is destroyed loses its tunnels and the key in its chip; a spare has a chip of its own.
 * Does not model: partial damage, overload of the survivors.
 * Units: nanoseconds. Determinism: the order of the list.
 * References: TR 5.1 d, D.1 (redundancy), B.3 (emergencies); RFC 2828 "threat consequence" 3.A b, e; threat card T26.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import { covers } from './controls.ts';
import type { MirrorSpec } from './scenario.ts';
import type { DeviceRuntime } from './topology.ts';
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
      if (covers(name, device.place)) destroyDevice(world, device, fails);
    }
    for (const host of topology.hosts.values()) if (covers(name, host.place)) destroyHost(world, host.place, fails);
  }
}

/**
 * Lets everything that failed work again after its time; what was stored there comes back from copies or not at all.
 * Units: nanoseconds. Errors: none. Source: threat card T26 step 5 (repair after MTTR).
 */
export function repairLater(world: World, fails: readonly string[], afterNs: TimeNs): void {
  const { context, scenario } = world.parts;
  const { topology } = world;
  const repair = (): void => {
    if (context.trace.on) context.trace.emit('disaster', 'repair', { fails: fails.join(' ') });
    for (const name of fails) {
      if (scenario.centre?.id === name) topology.lines.get(name)?.setUp(true);
      for (const device of topology.devices.values()) {
        if (device.spec.ports.some((port) => port.duct === name)) topology.lines.get(device.place)?.setUp(true);
        if (covers(name, device.place)) device.node.up = true;
      }
      for (const host of topology.hosts.values()) if (covers(name, host.place)) host.node.up = true;
    }
  };
  context.kernel.after(afterNs, repair, PRIORITY.script);
}

function destroyDevice(world: World, { place, node, spec, site }: DeviceRuntime, fails: readonly string[]): void {
  node.up = false;
  const gateway = spec.kind === 'vpn-router' ? world.vpn.gateways.get(site.id) : undefined;
  gateway?.tunnels.ike.loseAll();
  if (!survives(spec.spare, fails)) return;
  takeOver(world, place, spec.spare, 'redundancy-device', () => {
    node.up = true;
    world.vpn.enrolment?.putSpare(place);
  });
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
