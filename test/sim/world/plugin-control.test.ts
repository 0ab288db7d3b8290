/**
 * Purpose: a plug-in's control in the running network: each verb, asked late, and not there where it is off or deployed nowhere.
 *
 * References: sim/world/plugin-control.ts.
 */
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { loadScenario } from '../../../scenarios/index.ts';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import type { Packet } from '../../../sim/net/packet.ts';
import type { ControlBehaviour, Way, WouldDo } from '../../../sim/world/plugin-control.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';

const text = readFileSync('test/lab/clinic.yaml', 'utf8').replace(
  'gtsm: { scope: [], cost: 1 }',
  'x-test: { scope: [hospital.vpn, hospital.sz], cost: 1 }',
);
const words = { name: { en: 'Test', ja: '試験' }, where: { en: '', ja: '' }, does: { en: '', ja: '' }, source: 'test', reasons: {} };
const loaded = loadScenario(text, 'clinic.yaml', { controls: [{ mechanism: 'x-test', words }], threats: [] });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
const { scenario } = loaded;

/** Runs the scenario's flow under a rule; gives the world and what the rule saw. */
function run(
  hook: ControlBehaviour['hook'],
  rule: (packet: Packet, way: Way, post: Parameters<ControlBehaviour['rule']>[0]) => WouldDo,
  on = true,
): { readonly world: World; readonly seen: readonly { readonly packet: Packet; readonly way: Way; readonly place: string }[] } {
  const seen: { packet: Packet; way: Way; place: string }[] = [];
  const plugged: ControlBehaviour = {
    mechanism: 'x-test',
    hook,
    rule: (post) => (packet, way) => {
      seen.push({ packet, way, place: post.place });
      return rule(packet, way, post);
    },
  };
  const world = buildWorld(scenario, { seed: 1, answer: (id) => on && id === 'x-test', trace: true, plugged: [plugged] });
  world.run();
  return { world, seen };
}

const served = ({ parts }: World): number => parts.facts.acceptances.length;
const finishedNs = ({ parts }: World): number => parts.facts.sessions[0]?.endNs ?? 0;
const plain = run('forward', () => ({ verb: 'pass' }));

describe('a plug-in control', () => {
  it('that lets everything pass is never asked', () => {
    expect(plain.seen.length).toBeGreaterThan(10);
    expect(new Set(plain.seen.map(({ place }) => place))).toEqual(new Set(['hospital.vpn']));
    expect([...plain.world.controls.consulted.keys()]).not.toContain('x-test');
    expect(served(plain.world)).toBe(1);
  });

  it('drops, and is named as what stopped the packet', () => {
    const { world } = run('forward', () => ({ verb: 'drop', reason: 'because' }));
    expect(served(world)).toBe(0);
    expect(world.parts.context.trace.events.find(({ kind }) => kind === 'stop')?.fields).toMatchObject({
      control: 'x-test',
      reason: 'because',
    });
  });

  it('that is off changes nothing, and was asked once', () => {
    const { world } = run('forward', () => ({ verb: 'drop', reason: 'because' }), false);
    expect([...world.controls.consulted]).toContainEqual(['x-test', false]);
    expect([served(world), finishedNs(world)]).toEqual([1, finishedNs(plain.world)]);
  });

  it.each(['ingress', 'forward', 'egress'] as const)('takes a packet at %s and sends it later, once', (hook) => {
    const delayNs = NS_PER_S / 10;
    const { world } = run(hook, (packet, _way, post) =>
      post.place === 'hospital.vpn' && packet.body.protocol === 'tcp'
        ? { verb: 'taken', act: () => post.after(delayNs, () => post.send(packet)) }
        : { verb: 'pass' },
    );
    expect(served(world)).toBe(1);
    expect(finishedNs(world)).toBeGreaterThan(finishedNs(plain.world) + 2 * delayNs);
  });

  it('replaces a packet', () => {
    const marked = run('forward', (packet) => ({ verb: 'replace', packet: { ...packet, dscp: 46 } }));
    expect(served(marked.world)).toBe(1);
    const { seen } = run('ingress', (packet, _way, post) =>
      post.place === 'hospital.vpn' ? { verb: 'replace', packet: { ...packet, dscp: 46 } } : { verb: 'pass' },
    );
    const arrived = seen.filter(({ place }) => place === 'hospital.sz.letter-server');
    expect(arrived.length).toBeGreaterThan(3);
    expect(arrived.every(({ packet }) => packet.dscp === 46)).toBe(true);
  });

  it('knows how a packet came: interface, and tunnel where there is one', () => {
    const ways = run('ingress', () => ({ verb: 'pass' }))
      .seen.filter(({ place }) => place === 'hospital.vpn')
      .map(({ way }) => way.in);
    expect(new Set(ways).size).toBe(2);
  });

  it('draws from its own stream', () => {
    const draws: number[] = [];
    const draw = (): WouldDo => ({ verb: 'pass' });
    run('forward', (_packet, _way, post) => {
      draws.push(post.draw(1_000_000));
      return draw();
    });
    const again: number[] = [];
    run('forward', (_packet, _way, post) => {
      again.push(post.draw(1_000_000));
      return draw();
    });
    expect(again).toEqual(draws);
    expect(new Set(draws).size).toBeGreaterThan(10);
  });
});
