/**
 * Purpose: figure-d2, whose patient sits at home behind a broadband router that translates addresses: from the file to the packets on the access line.
 *
 * ```
 * patient.sz.tablet -- patient.vpn (192.168.1.2) -- patient.vpn.nat (203.0.113.22) -- internet -- core-hospital.vpn (203.0.113.2)
 * ```
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../scenarios/index.ts';
import type { TraceFields } from '../../../sim/kernel/trace.ts';
import { parseIpv4 } from '../../../sim/net/address.ts';
import { addressOf, buildWorld, type World } from '../../../sim/world/world.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { replay } from '../../../threats/replay.ts';
import { shipped } from '../../scenarios/files.ts';
import { profile } from '../../threats/support/figure-3.ts';

const loaded = loadScenario(shipped('figure-d2'), 'figure-d2.yaml');
if (!loaded.ok) throw new Error('test: figure-d2 does not load');
const { scenario } = loaded;
const PROTECTED = ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'];
const OUTER = '203.0.113.22';

function run(controls: readonly string[], stage: readonly string[] = ['book', 'look-at-bookings']): World {
  const world = buildWorld(scenario, { seed: 1, answer: profile(controls), trace: true, stage });
  world.run();
  return world;
}

/** What crossed the patient's access line, in either direction. */
const onLine = (world: World): readonly TraceFields[] =>
  world.parts.context.trace.events.filter(({ kind, at }) => kind === 'frame' && at === 'internet--patient.vpn').map(({ fields }) => fields);
const dropsAt = (world: World, place: string): readonly unknown[] =>
  world.parts.context.trace.events.filter(({ kind, at }) => kind === 'drop' && at === place).map(({ fields }) => fields['reason']);

describe('a home behind a translator', () => {
  it('is seen under the address of its router, and its sessions work in the clear', () => {
    const world = run([]);
    const frames = onLine(world);
    expect(frames.length).toBeGreaterThan(100);
    for (const { src, dst } of frames) expect([src, dst]).toContain(OUTER);
    expect(world.parts.facts.sessions.filter(({ complete }) => !complete)).toEqual([]);
    expect(world.parts.facts.sessions.length).toBeGreaterThan(1);
  });

  it('has its tunnel through UDP 4500: nothing else of IKE or ESP crosses the line after the first exchange', () => {
    const world = run(PROTECTED);
    expect(world.parts.facts.sessions.filter(({ complete }) => !complete)).toEqual([]);
    const frames = onLine(world);
    const ports = (content: string): unknown[] => [
      ...new Set(frames.filter((frame) => frame['content'] === content).map(({ src, sport, dport }) => (src === OUTER ? dport : sport))),
    ];
    expect(ports('ike')).toEqual([500, 4500]);
    expect(ports('esp-in-udp')).toEqual([4500]);
    expect(frames.filter(({ proto }) => proto !== 'udp')).toEqual([]);
    expect(frames.filter(({ content }) => content === 'esp-in-udp').length).toBeGreaterThan(100);
  });

  it('cannot be called: the network knows no way to its zone, and its router no inside end for IKE', () => {
    const call = (controls: readonly string[]): World => {
      const world = buildWorld(scenario, { seed: 1, answer: profile(controls), trace: true, stage: [] });
      const { udp } = world.hosts.get('core-hospital.sz.booking-server') ?? {};
      const dst = addressOf(world, 'patient.sz.tablet');
      world.parts.context.kernel.at(1e9, () => udp?.send({ dst, dstPort: 7000, srcPort: 7000, content: { kind: 'call', bytes: 100 } }));
      world.run();
      return world;
    };
    expect(dropsAt(call([]), 'internet')).toEqual(['no-route']);
    expect(new Set(dropsAt(call(PROTECTED), 'patient.vpn.nat'))).toEqual(new Set(['nat-no-mapping']));
  });

  it('gets another port for its tunnel when the router has forgotten it, and the sessions go on', () => {
    const world = buildWorld(scenario, { seed: 1, answer: profile(PROTECTED), trace: true, stage: ['look-at-bookings'] });
    world.parts.context.kernel.at(20e9, () => world.topology.translators.get('patient.vpn')?.restart());
    world.run();
    expect(world.parts.facts.sessions.filter(({ complete }) => !complete)).toEqual([]);
    const moved = world.parts.context.trace.events.filter(({ kind, fields }) => kind === 'ike' && fields['event'] === 'peer-moved');
    expect(moved.map(({ at }) => at)).toContain('core-hospital.vpn');
  });

  it('cannot offer services to others, and the loader says so', () => {
    const text = shipped('figure-d2').replace(
      'internet: { address: 203.0.113.2/30,',
      'internet: { address: 192.168.2.2/30, nat: { address: 203.0.113.2/30, mapping: 2 min },',
    );
    const changed = loadScenario(text, 'changed.yaml');
    const warned = (changed.ok ? changed.warnings : changed.issues).map(({ path, code }) => `${path} ${code}`);
    const called = scenario.flows.filter(({ service }) =>
      scenario.services.find(({ id }) => id === service)?.host.startsWith('core-hospital.'),
    );
    expect(called.length).toBeGreaterThan(5);
    expect(warned).toEqual(called.map(({ id }) => `flows.${id}.service never-happens`));
  });

  it('is attacked all the same: what an attacker on the way resends of its datagrams is refused as a repetition', () => {
    const atHome = { ...scenario, flows: scenario.flows.filter(({ client }) => client === 'patient.sz.tablet') };
    const attack = attacksOf(atHome).find(({ id }) => id === 'T22/wan-on/internet');
    if (attack === undefined) throw new Error('test: figure-d2 has no replay on the Internet');
    const stops = (controls: readonly string[]): unknown[] => {
      const { finding, events } = replay(atHome, attack, { seed: 1, answer: profile(controls), trace: true });
      return [
        finding.outcome,
        ...new Set(events.filter(({ kind }) => kind === 'stop').map(({ at, fields }) => `${String(fields['reason'])} @ ${at}`)),
      ];
    };
    expect(stops([])).toEqual(['succeeded']);
    expect(stops(['ipsec-ike'])).toEqual(expect.arrayContaining(['blocked', 'esp-replay @ core-hospital.vpn']));
  });

  it('belongs to its device in whatever is said of its address', () => {
    expect(run([], []).parts.ownerOf(parseIpv4(OUTER) ?? 0, 'internet')).toBe('patient.vpn');
  });
});
