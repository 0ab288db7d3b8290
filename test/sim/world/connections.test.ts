/**
 * Purpose: what a scenario may say about connections: the subscriber's own policy, first packets, how long connection information is used, lines that move; from the file to the running world.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../scenarios/load.ts';
import type { Scenario, SiteSpec } from '../../../sim/world/scenario.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';
import { figure3, profile } from '../../threats/support/figure-3.ts';

const CONTROLS = ['ipsec-ike', 'device-auth', 'connection-policy'];

function run(change: (site: SiteSpec) => SiteSpec, stage: readonly string[], controls = CONTROLS, more: Partial<Scenario> = {}): World {
  const scenario = figure3();
  const world = buildWorld(
    { ...scenario, ...more, sites: scenario.sites.map(change) },
    { seed: 1, answer: profile(controls), trace: true, stage },
  );
  world.run();
  return world;
}

const eventsOf = (world: World, kind: string): readonly unknown[] =>
  world.parts.context.trace.events.filter((event) => event.kind === kind).map((event) => event.fields['reason'] ?? event.fields['event']);
const served = (world: World): boolean => world.parts.facts.sessions.some(({ complete }) => complete);
const at =
  (id: string, fields: Partial<SiteSpec>) =>
  (site: SiteSpec): SiteSpec =>
    site.id === id ? { ...site, ...fields } : site;

describe('the subscriber’s own policy in a scenario', () => {
  it.each([
    ['clinic-a', { refuses: ['core-hospital'] }],
    ['core-hospital', { accepts: ['vendor'] }],
  ] as const)('of %s keeps a member of the same group out', (site, connections) => {
    const world = run(at(site, { connections }), ['send-letter']);
    expect(served(world)).toBe(false);
    expect(eventsOf(world, 'stop')).toContain('subscriber-refuses');
    expect(served(run(at(site, { connections }), ['send-letter'], ['ipsec-ike', 'device-auth']))).toBe(true);
  });
});

describe('first packets in a scenario', () => {
  it('are dropped where a device says so, and TCP sends them again', () => {
    const drop = (site: SiteSpec): SiteSpec => ({
      ...site,
      devices: site.devices.map((device) => ({ ...device, firstPacket: 'drop' as const })),
    });
    const world = run(drop, ['send-letter']);
    expect(eventsOf(world, 'drop')).toContain('no-tunnel-yet');
    expect(served(world)).toBe(true);
  });
});

describe('the age of connection information in a scenario', () => {
  it('is what brings a device back to the centre', () => {
    const asked = (infoLifetimeNs: number | undefined): number => {
      const { centre } = figure3();
      if (centre === undefined) throw new Error('figure-3 has a centre');
      const quick = (site: SiteSpec): SiteSpec => ({
        ...site,
        devices: site.devices.map((device) => ({ ...device, idleTimeoutNs: 0.3e9 })),
      });
      const changed = { centre: { ...centre, ...(infoLifetimeNs === undefined ? {} : { infoLifetimeNs }) } };
      return eventsOf(run(quick, ['portal-use'], CONTROLS, changed), 'centre').filter((event) => event === 'asked').length;
    };
    expect(asked(1e9)).toBeGreaterThan(10);
    expect(asked(undefined)).toBe(2);
  });
});

describe('a line that is given another address', () => {
  it('takes its tunnels along, and sessions go on', () => {
    const move = (site: SiteSpec): SiteSpec =>
      site.id !== 'clinic-a'
        ? site
        : {
            ...site,
            devices: site.devices.map((device) => ({
              ...device,
              ports: device.ports.map((port) =>
                port.link === undefined ? port : { ...port, moves: [{ atNs: 10.5e9, address: 0xcb_00_71_c8 }] },
              ),
            })),
          };
    const world = run(move, ['portal-use']);
    const { sessions } = world.parts.facts;
    expect(sessions.length).toBe(40);
    expect(sessions.filter(({ complete }) => !complete).map(({ id }) => id)).toEqual([]);
    expect(eventsOf(world, 'ike')).toEqual(expect.arrayContaining(['moving', 'peer-moved', 'moved']));
    expect(world.vpn.directory.find({ site: 'clinic-a' })?.gateway).toBe(0xcb_00_71_c8);
  });
});

it('the file format says all of it', () => {
  const text = readFileSync('test/scenarios/two-sites.yaml', 'utf8')
    .replace('  processing: 2 ms', '  processing: 2 ms\n  info-lifetime: 20 min')
    .replace('    kind: clinic\n', '    kind: clinic\n    connections: { accepts: [hospital] }\n')
    .replace('ports: { sz: 192.0.2.1 }', 'ports: { sz: 192.0.2.1 }\n        first-packet: drop\n        clock-error: { slow: 2 min }')
    .replace('queue: 50 packets }', 'queue: 50 packets, moves: [{ at: 20 s, to: 203.0.113.200 }] }');
  const loaded = loadScenario(text, 'changed.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  const clinic = loaded.scenario.sites.find(({ id }) => id === 'clinic');
  expect(loaded.scenario.centre?.infoLifetimeNs).toBe(1200e9);
  expect(clinic?.connections).toEqual({ accepts: ['hospital'] });
  expect(clinic?.devices.map(({ firstPacket }) => firstPacket)).toEqual(['drop']);
  expect(clinic?.devices.map(({ clockErrorNs }) => clockErrorNs)).toEqual([-120e9]);
  expect(clinic?.devices.flatMap(({ ports }) => ports.flatMap(({ moves }) => moves ?? []))).toEqual([
    { atNs: 20e9, address: 0xcb_00_71_c8 },
  ]);
});
