/**
 * Purpose: an onlooker sees what really happens and changes nothing: the same trace, only declared transitions, one after the other, and the packets that events speak of.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Packet } from '../../sim/net/packet.ts';
import { describePacket } from '../../sim/net/packet.ts';
import type { MachineStep } from '../../sim/net/probe.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { replay, traceHash } from '../../threats/replay.ts';
import { machineOf, transitionsOf, type Declaration } from '../../viz/inspect/machines.ts';

function watch(file: string, id: string, on: boolean) {
  const read = loadScenario(readFileSync(new URL(`../../scenarios/${file}.yaml`, import.meta.url), 'utf8'), `${file}.yaml`);
  if (!read.ok) throw new Error(`${file} has faults`);
  const attack = attacksOf(read.scenario).find((one) => one.id === id);
  if (attack === undefined) throw new Error(`${file} has no attack ${id}`);
  const steps: MachineStep[] = [];
  const packets = new Map<number, Packet>();
  const options = { seed: 1, answer: () => on, trace: true };
  const probe = {
    step: (step: MachineStep) => void steps.push(step),
    packet: (event: number, packet: Packet) => void packets.set(event, packet),
  };
  return { bare: replay(read.scenario, attack, options), watched: replay(read.scenario, attack, { ...options, probe }), steps, packets };
}

describe('a probe', () => {
  it.each([
    ['figure-2', 'T04/wan-on/internet', false, ['tcp-connection', 'login']],
    ['figure-2', 'T04/wan-on/internet', true, ['tcp-connection', 'tunnel', 'ike-sa', 'child-sa', 'login']],
    ['figure-2', 'T29/wan-off/internet', true, ['tunnel', 'ike-sa']],
    ['figure-3', 'T24/lan/core-hospital.sz', false, ['tcp-connection']],
  ] as const)('%s %s %s', (file, id, on, machines) => {
    const { bare, watched, steps, packets } = watch(file, id, on);
    expect(traceHash(watched)).toBe(traceHash(bare));
    expect([...new Set(steps.map(({ machine }) => machine))]).toEqual(expect.arrayContaining([...machines]));
    const wrong: string[] = [];
    const state = new Map<string, string>();
    for (const { machine, at, key, from, event, to } of steps) {
      const declared = machineOf(machine);
      const same = declared !== undefined && declaredArrows(declared.declaration).has(`${from} ${event} ${to}`);
      const name = `${machine} ${at} ${key}`;
      if (!same) wrong.push(`${name}: ${from} ${event} ${to} is not declared`);
      if ((state.get(name) ?? from) !== from) wrong.push(`${name}: was in ${state.get(name)}, not in ${from}`);
      state.set(name, to);
    }
    const carrying = watched.events.filter(({ kind, fields }) => ['frame', 'drop'].includes(kind) && fields['proto'] !== 'arp');
    expect(carrying.length).toBeGreaterThan(0);
    for (const { n, fields } of carrying) {
      const packet = packets.get(n);
      const told = packet === undefined ? { packet: 'none' } : describePacket(packet);
      for (const [name, value] of Object.entries(told)) if (fields[name] !== value) wrong.push(`event ${n}: ${name} is ${String(value)}`);
    }
    expect(wrong).toEqual([]);
  });
});

const arrows = new Map<Declaration, ReadonlySet<string>>();

function declaredArrows(declaration: Declaration): ReadonlySet<string> {
  const known = arrows.get(declaration) ?? new Set(transitionsOf(declaration).map(({ from, event, to }) => `${from} ${event} ${to}`));
  arrows.set(declaration, known);
  return known;
}
