/**
 * Purpose: enrolment in a world: figure-3 with a clinic whose box is ordered when the scenario begins; what works before and after, and what an unaccredited party costs; and figure-d2, whose devices
 * all enrol.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { loadScenario } from '../../../scenarios/index.ts';
import { formatIpv4 } from '../../../sim/net/address.ts';
import type { EnrolmentSpec, Scenario } from '../../../sim/world/scenario.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';
import { shipped } from '../../scenarios/files.ts';
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

/** Figure D.2 as it is shipped: six devices, those of the groups A and B. */
describe('figure-d2', () => {
  const loaded = loadScenario(shipped('figure-d2'), 'figure-d2.yaml');
  if (!loaded.ok) throw new Error('test: figure-d2 does not load');
  const { scenario } = loaded;
  const members = [...new Set(scenario.groups.flatMap((group) => group.members))].sort();
  const world = buildWorld(scenario, { seed: 1, answer: profile(CONTROLS), trace: true });
  world.run();
  const { events } = world.parts.context.trace;
  const enrolments = events.filter(({ kind }) => kind === 'enrolment');

  it('takes every member, and nobody else, through the twelve steps', () => {
    const taken = new Map<string, string[]>();
    for (const { fields } of enrolments) {
      if (fields['event'] !== 'sent') continue;
      const steps = taken.get(String(fields['subscriber'])) ?? [];
      taken.set(String(fields['subscriber']), [...steps, String(fields['step'])]);
    }
    expect([...taken.keys()].sort()).toEqual(members.map((site) => `${site}.vpn`));
    for (const [subscriber, steps] of taken) expect([...steps].sort().join(''), subscriber).toBe('abcdefghijkl');
  });

  it('has them in service before the first of them asks for a tunnel, and every session is completed', () => {
    const last = Math.max(...enrolments.map(({ timeNs }) => timeNs));
    const first = events.find(({ kind }) => kind === 'tunnel');
    expect(first?.timeNs).toBeGreaterThan(last);
    for (const site of members) expect(world.vpn.enrolment?.subscribers.get(`${site}.vpn`)?.file.state, site).toBe('in-service');
    expect(world.parts.facts.sessions.filter(({ complete }) => !complete)).toEqual([]);
    expect(world.parts.facts.sessions.length).toBeGreaterThan(1);
  });

  it('enters the patient under the address of his translator, from where his device spoke', () => {
    expect(formatIpv4(world.vpn.directory.find({ site: 'patient' })?.gateway ?? 0)).toBe('203.0.113.22');
  });
});
