/**
 * Purpose: pictures of several networks: each bar is as long as what hangs on it, lines pass beside other bars where they can, and carriers are joined to the point where they meet.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario, shippedIds } from '../../scenarios/index.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { planNetwork } from '../../viz/network/plan.ts';
import { Roads } from '../../viz/network/routes.ts';
import { shipped } from '../scenarios/files.ts';

function open(id: string): Scenario {
  const read = loadScenario(shipped(id), `${id}.yaml`);
  if (!read.ok) throw new Error(`${id} has faults`);
  return read.scenario;
}

/** Lines that run through a bar that is not theirs. */
function crossed(scenario: Scenario): readonly string[] {
  const { spots, wires } = planNetwork(scenario);
  const bars = spots.filter(({ kind }) => kind === 'network');
  return wires.flatMap(({ a, b, kind, drawn: [from, to] }) =>
    kind !== 'line'
      ? []
      : bars
          .filter(({ id }) => id !== a && id !== b)
          .filter((bar) => Math.abs(from.x - bar.x) <= bar.width / 2 && (from.y - bar.y) * (to.y - bar.y) < 0)
          .map((bar) => `${a} through ${bar.id}`),
  );
}

describe('the bars of several networks', () => {
  it('lie so that lines pass beside them, where their devices let them', () => {
    const several = shippedIds.filter((id) => open(id).networks.length > 1);
    expect(several).toEqual(expect.arrayContaining(['figure-4', 'figure-b4']));
    expect(Object.fromEntries(several.map((id) => [id, crossed(open(id))]))).toMatchObject({
      'figure-b4': [],
      // It has a device on either side of the one whose line goes by.
      'figure-4': ['hospital-a.vpn through campus'],
    });
  });

  it('hold every device that they join, and have room for their names in both languages', () => {
    for (const id of ['figure-4', 'figure-b4']) {
      const { spots, wires } = planNetwork(open(id));
      for (const bar of spots.filter(({ kind }) => kind === 'network')) {
        expect(bar.width).toBeGreaterThanOrEqual(Math.min(8 * bar.name.en.length, 200));
        const own = wires.filter(({ b, kind }) => kind === 'line' && b === bar.id);
        for (const { drawn } of own) expect(Math.abs(drawn[1].x - bar.x)).toBeLessThanOrEqual(bar.width / 2);
      }
    }
  });

  it('let frames of interconnected carriers move from bar to bar', () => {
    const scenario = open('figure-b4');
    const { spots, wires } = planNetwork(scenario);
    const roads = new Roads(spots, wires);
    const point = scenario.networks.find(({ connects }) => connects !== undefined);
    expect(point?.connects).toHaveLength(2);
    for (const carrier of point?.connects ?? []) expect(roads.hop(carrier, point?.id ?? '')?.lengths.at(-1)).toBeGreaterThan(0);
  });

  it('keep the whole width where there is one network only', () => {
    const { spots, wires } = planNetwork(open('figure-3'));
    const bar = spots.find(({ kind }) => kind === 'network');
    if (bar === undefined) throw new Error('figure-3 has no network');
    const devices = spots.filter(({ kind, id }) => kind === 'device' && wires.some(({ a, b }) => a === id && b === bar.id));
    expect(devices.length).toBeGreaterThan(4);
    // Bar ends stand out beyond the outermost devices.
    for (const { x } of devices) expect(Math.abs(x - bar.x)).toBeLessThan(bar.width / 2 - 40);
    expect(crossed(open('figure-3'))).toEqual([]);
  });
});
