/**
 * Purpose: guards what TR 9.4 says of its network, as executed in figure-4: L2TP on the campus with IPsec between its ends, and a switch that is moved by hand.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../scenarios/index.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { buildWorld } from '../../sim/world/world.ts';
import { shipped } from '../scenarios/files.ts';
import { outcome, run, stops } from './support/outcome.ts';

const loaded = loadScenario(shipped('figure-4'), 'figure-4.yaml');
if (!loaded.ok) throw new Error('figure-4 does not load');
const { scenario } = loaded;

const TAP = 'T01/relay/campus';
const WORM = 'T20/peer/supplier-mri/partner';

/** The flows that come to their end, and what crosses the campus, by what a listener there takes it for. */
function worked(controls: readonly string[], stage?: readonly string[]) {
  const world = buildWorld(scenario, {
    seed: 1,
    answer: (control) => controls.includes(control),
    trace: true,
    ...(stage === undefined ? {} : { stage }),
  });
  world.run();
  const frames = world.parts.context.trace.events.filter(({ kind, at }) => kind === 'frame' && at.startsWith('campus--'));
  return {
    done: [...new Set(world.parts.facts.acceptances.map(({ asset }) => asset).filter((asset) => asset !== ''))].sort(),
    contents: [...new Set(frames.map(({ fields }) => String(fields['content'] ?? fields['proto'])))].sort(),
  };
}

/** The switch of University B in one position from the start. */
const switched = (joined: boolean): Scenario => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({
    ...site,
    devices: site.devices.map((device) => (device.switch === undefined ? device : { ...device, switch: [{ atNs: 0, joined }] })),
  })),
});

describe('figure-4: the campus', () => {
  it('lets nothing cross the campus outside L2TP, and nothing but ESP and IKE where its tunnels are protected', () => {
    const both = ['echo-ueno', 'material-okada'];
    expect(worked([])).toEqual({ done: both, contents: ['l2tp-control', 'l2tp-data'] });
    expect(worked(['ipsec-ike-campus'])).toEqual({ done: both, contents: ['esp', 'ike'] });
  });

  it('is read by a listener, whatever protects the Internet, until IPsec runs between the ends of the L2TP tunnel', () => {
    expect([[], ['ipsec-ike', 'device-auth'], ['ipsec-ike-campus']].map((controls) => outcome(scenario, TAP, controls))).toEqual([
      'succeeded',
      'succeeded',
      'blocked',
    ]);
    expect(stops(run(scenario, TAP, ['ipsec-ike-campus']))).toContain('ipsec-ike-campus/unreadable');
  });
});

describe('figure-4: the switch', () => {
  it('keeps a worm out of the in-house network while it stands apart, and lets it in while it joins', () => {
    expect(stops(run(scenario, WORM, ['physical-switch']))).toContain('physical-switch/switch-apart');
    expect([switched(false), switched(true)].map((each) => outcome(each, WORM, ['physical-switch']))).toEqual(['blocked', 'succeeded']);
  });

  it('leaves the maintenance of its time in peace', () => {
    const session = (each: Scenario) => {
      const world = buildWorld(each, { seed: 1, answer: (control) => control === 'physical-switch', trace: true, stage: ['maintain-mri'] });
      world.run();
      return world.parts.facts.effects.length;
    };
    expect([scenario, switched(false)].map(session)).toEqual([1, 0]);
  });
});
