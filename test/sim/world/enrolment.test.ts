/**
 * Purpose: enrolment in a world: figure-3 with a clinic whose box is ordered when the scenario begins; what works before and after, and what an unaccredited party costs.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import type { EnrolmentSpec, Scenario } from '../../../sim/world/scenario.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';
import { figure3, profile } from '../../threats/support/figure-3.ts';

const CONTROLS = ['ipsec-ike', 'device-auth', 'connection-policy'];

/** clinic-b orders its box at 0 s; its doctor reads a letter at 6 s. */
function withEnrolment(spec: Partial<EnrolmentSpec>): Scenario {
  const scenario = figure3();
  return {
    ...scenario,
    enrolment: { letterNs: 200 * NS_PER_MS, unaccredited: [], ...spec },
    sites: scenario.sites.map((site) =>
      site.id !== 'clinic-b'
        ? site
        : { ...site, devices: site.devices.map((device) => (device.id === 'vpn' ? { ...device, enrolsAtNs: 0 } : device)) },
    ),
  };
}

function run(scenario: Scenario, controls = CONTROLS): World {
  const world = buildWorld(scenario, { seed: 1, answer: profile(controls), trace: true, stage: ['send-letter', 'read-letter'] });
  world.run();
  return world;
}

const read = (world: World): boolean => world.parts.facts.sessions.some((session) => session.flow === 'read-letter' && session.complete);
const stateOf = (world: World): string | undefined => world.vpn.enrolment?.subscribers.get('clinic-b.vpn')?.file.state;

describe('a device that enrols during the run', () => {
  it('comes into service, and its site works like any other', () => {
    const world = run(withEnrolment({}));
    expect(stateOf(world)).toBe('in-service');
    expect(world.vpn.directory.find({ site: 'clinic-b' })).toBeDefined();
    expect(world.vpn.certificates.get('clinic-b.vpn')?.tier).toBe('service');
    expect(read(world)).toBe(true);
  });

  it('gets nowhere while its letters are under way', () => {
    const world = run(withEnrolment({ letterNs: 3600 * NS_PER_S }));
    expect(stateOf(world)).toBe('applying');
    expect(read(world)).toBe(false);
  });

  it.each(['device-vendor', 'device-issuer', 'service-provider', 'service-issuer'] as const)(
    'gets nowhere with an unaccredited %s',
    (party) => {
      const world = run(withEnrolment({ unaccredited: [party] }));
      expect(stateOf(world)).toBe('refused');
      expect(read(world)).toBe(false);
    },
  );

  it('is kept out by a partner whose clock is far ahead', () => {
    const scenario = withEnrolment({ serviceValidityNs: 3600 * NS_PER_S });
    const sites = scenario.sites.map((site) =>
      site.id === 'core-hospital'
        ? { ...site, devices: site.devices.map((device) => ({ ...device, clockErrorNs: 7200 * NS_PER_S })) }
        : site,
    );
    const world = run({ ...scenario, sites });
    expect(stateOf(world)).toBe('in-service');
    expect(read(world)).toBe(false);
    const stops = world.parts.context.trace.events.filter((event) => event.kind === 'stop');
    expect(stops.map((event) => `${String(event.fields['reason'])} @ ${event.at}`)).toContain('certificate-expired @ core-hospital.vpn');
  });

  it('is kept out once its service certificate has expired', () => {
    const world = run(withEnrolment({ serviceValidityNs: 2 * NS_PER_S }));
    expect(stateOf(world)).toBe('in-service');
    expect(read(world)).toBe(false);
    const stops = world.parts.context.trace.events.filter((event) => event.kind === 'stop').map((event) => event.fields['reason']);
    expect(stops).toContain('certificate-expired');
  });
});

it('a world in which no device enrols has none of it', () => {
  const world = buildWorld(figure3(), { seed: 1, answer: profile(CONTROLS), trace: false, stage: [] });
  expect(world.vpn.enrolment).toBeUndefined();
});
