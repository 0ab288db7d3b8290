/**
 * Purpose: the shipped on-demand scenarios at ordinary work, protected as the TR asks: every session between sites is completed, and no tunnel is wanted in vain.
 *
 * The guard on the lines of the VPN devices watches each of these runs (sim/vpn/clear-text-guard.ts); here it would end the run with an error.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../scenarios/index.ts';
import type { FlowSpec } from '../../../sim/world/scenario.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';
import { profile } from '../../threats/support/figure-3.ts';
import { shipped } from '../../scenarios/files.ts';

const ON_DEMAND = ['figure-1', 'figure-2', 'figure-3', 'figure-d2', 'table-d1-on-demand'];
const PROTECTED = ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'];

interface Work {
  readonly world: World;
  /** Flows between two sites. */
  readonly between: readonly FlowSpec[];
}

function work(id: string): Work {
  const loaded = loadScenario(shipped(id), `${id}.yaml`);
  if (!loaded.ok) throw new Error(`${id} does not load`);
  const { scenario } = loaded;
  const siteOf = (place: string): string => place.split('.')[0] ?? place;
  const hostOf = (flow: FlowSpec): string => scenario.services.find((service) => service.id === flow.service)?.host ?? '';
  const foreign = scenario.flows.filter((flow) => siteOf(flow.client) !== siteOf(hostOf(flow)));
  // A VPN router protects all that leaves it, so that public pages in a DMZ with a line of its own are out of its reach; they are no partner's either.
  const between = foreign.filter((flow) => hostOf(flow).split('.')[1] !== 'dmz');
  const stage = scenario.flows.filter((flow) => !foreign.includes(flow) || between.includes(flow)).map((flow) => flow.id);
  const world = buildWorld(scenario, { seed: 1, answer: profile(PROTECTED), trace: true, stage });
  world.run();
  return { world, between };
}

describe.each(ON_DEMAND)('%s at work over the on-demand VPN', (id) => {
  const { world, between } = work(id);

  it('raises a tunnel for every pair of sites that works together', () => {
    const raised = world.parts.context.trace.events.filter(({ kind, fields }) => kind === 'tunnel' && fields['event'] === 'up');
    const pairs = new Set(raised.map(({ at, fields }) => [at.split('.')[0] ?? '', String(fields['peer'])].sort().join(' ')));
    for (const flow of between) {
      const ends = [flow.client, world.parts.service(flow.service).host].map((place) => place.split('.')[0] ?? '').sort();
      expect([...pairs], flow.id).toContain(ends.join(' '));
    }
    expect(between.length).toBeGreaterThan(1);
  });

  it('completes every session between sites, and leaves no want unmet', () => {
    const sessions = world.parts.facts.sessions.filter((session) => between.some((flow) => flow.id === session.flow));
    expect(sessions.filter(({ complete }) => !complete).map((session) => session.id)).toEqual([]);
    expect(sessions.length).toBeGreaterThan(1);
    for (const gateway of world.vpn.gateways.values()) expect(gateway.tunnels.unmet).toEqual([]);
  });
});
