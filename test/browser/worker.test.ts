/**
 * Purpose: what the worker hands to the page is what the trace says: frames, tunnels, event pages, coverage; and the same as on the command line.
 */
import { describe, expect, it } from 'vitest';
import { coverageRun } from '../../lab/run/coverage-run.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { look } from '../../viz/inspect/look.ts';
import { eventText } from '../../lab/words/event-text.ts';
import { LOOKS, tableOf } from '../../viz/worker/frames.ts';
import type { CoverageProgress } from '../../viz/worker/protocol.ts';
import { Session } from '../../viz/worker/session.ts';
import { tunnelSpans } from '../../viz/worker/tunnel-spans.ts';
import { openOwn, openSession } from './support/session.ts';

const { session, loaded, replay } = openSession();
const nobody = (): boolean => false;

function frame(n: number, start: number, fields: Readonly<Record<string, string | number>>): TraceEvent {
  return {
    n,
    timeNs: start,
    at: 'x',
    kind: 'frame',
    fields: {
      proto: 'esp',
      src: '203.0.113.6',
      dst: '203.0.113.2',
      from: 'clinic-a.vpn',
      to: 'internet',
      start,
      arrive: start + 10,
      prot: 'esp',
      bytes: 100,
      origin: 'clinic-a.vpn',
      ...fields,
    },
  };
}

function tunnel(n: number, timeNs: number, at: string, event: string, peer: string): TraceEvent {
  return { n, timeNs, at, kind: 'tunnel', fields: { event, peer, control: 'c' } };
}

describe('frames', () => {
  it('are all there, by start, with their looks', () => {
    const table = tableOf(
      [frame(0, 30, {}), frame(1, 10, { prot: 'clear', proto: 'tcp', origin: 'evil' }), frame(2, 20, { proto: 'arp', prot: 'clear' })],
      (place) => place === 'evil',
    );
    expect([...table.event]).toEqual([1, 2, 0]);
    expect([...table.startNs]).toEqual([10, 20, 30]);
    expect([...table.look].map((one) => LOOKS[one])).toEqual(['clear', 'arp', 'esp']);
    expect([...table.hostile]).toEqual([1, 0, 0]);
    expect(table.longestNs).toBe(10);
  });

  it('refuse a frame that has no end (a bug of the simulator)', () => {
    expect(() => tableOf([{ ...frame(7, 1, {}), fields: { prot: 'clear', proto: 'tcp', start: 1 } }], nobody)).toThrow('event 7');
  });
});

describe('tunnels', () => {
  const up = tunnel(0, 100, 'core-hospital.vpn', 'up', 'clinic-a');
  const down = tunnel(9, 900, 'clinic-a.vpn', 'closing', 'core-hospital');

  it('stand from the first report of either end to the first sign of the end', () => {
    const spans = tunnelSpans(
      loaded.scenario,
      [
        up,
        tunnel(1, 110, 'clinic-a.vpn', 'up', 'core-hospital'),
        frame(2, 200, {}),
        down,
        tunnel(10, 950, 'core-hospital.vpn', 'down', 'clinic-a'),
      ],
      nobody,
    );
    expect(spans).toEqual([
      { a: 'core-hospital.vpn', b: 'clinic-a.vpn', control: 'c', fromNs: 100, toNs: 900, crossedNs: 200, packets: 1, hostile: false },
    ]);
  });

  it('are not crossed by packets of others, or before or after their time', () => {
    const events = [frame(3, 50, {}), up, frame(4, 300, { src: '203.0.113.10', from: 'clinic-b.vpn' }), down, frame(5, 950, {})];
    expect(tunnelSpans(loaded.scenario, events, nobody)[0]?.crossedNs).toBeUndefined();
  });

  it('between an attacker’s box and a site count as his', () => {
    const shown = replay('T29/stolen/clinic-a.vpn', ['ipsec-ike']);
    expect(shown.tunnels.map(({ hostile, crossedNs }) => [hostile, crossedNs !== undefined])).toEqual([
      [false, true],
      [true, true],
    ]);
  });

  it('do not stand in a bare run', () => {
    expect(replay('T01/wan-on/internet', []).tunnels).toEqual([]);
  });
});

describe('the session', () => {
  it('reads a scenario, or says what is wrong with it', () => {
    expect(loaded.attacks.length).toBeGreaterThan(10);
    expect(loaded.controls.map(({ id }) => id)).toEqual(loaded.scenario.controls.map(({ id }) => id));
    const bad = new Session().load(loadScenario('scenario: x\n', 'x.yaml'));
    expect(bad.ok ? [] : bad.issues.map((issue) => issue.file)).toContain('x.yaml');
  });

  it('refuses questions that it cannot answer', () => {
    expect(() => new Session().replay({ attack: 'T01', profile: [], seed: 1 })).toThrow('no scenario');
    expect(() => replay('T99/none', [])).toThrow('T99/none');
    expect(() => session.inspect({ kind: 'page', key: 'what', filter: '', offset: 0, limit: 10 }, look)).toThrow('no longer held');
  });

  it('gives the events of a replay page by page', () => {
    const shown = replay('T01/wan-on/internet', []);
    const { key } = shown;
    const first = session.inspect({ kind: 'page', key, filter: '', offset: 0, limit: 3 }, look);
    expect(first).toMatchObject({ total: shown.entry.events, offset: 0 });
    expect(first.rows.map((row) => row.event)).toEqual([0, 1, 2]);
    const frames = session.inspect({ kind: 'page', key, filter: 'kind == frame', offset: 0, limit: 1_000 }, look);
    expect(frames.total).toBe(shown.frames.count);
    const at = session.inspect({ kind: 'locate', key, filter: 'kind == frame', timeNs: 2_000_006_120 }, look);
    expect(frames.rows[at]?.timeNs).toBeLessThanOrEqual(2_000_006_120);
    expect(frames.rows[at + 1]?.timeNs).toBeGreaterThan(2_000_006_120);
  });

  it('explores as the command line does, and says so attack by attack', { timeout: 240_000 }, () => {
    const said: CoverageProgress[] = [];
    const clinic = openOwn();
    const coverage = clinic.session.coverage(1, (progress) => said.push(progress));
    const attacks = said.flatMap((progress) => (progress.step === 'attack' ? [progress.attack] : []));
    expect(attacks).toEqual(clinic.loaded.attacks.map(({ id }) => id));
    expect(attacks.length).toBeGreaterThan(3);
    const rows = said.flatMap((progress) => (progress.step === 'threat' ? [progress.threat] : []));
    // A threat that has no attack in the scenario has no row; the coverage lists it all the same.
    expect(rows.map(({ id }) => id)).toEqual(coverage.threats.flatMap(({ id, attacks: own }) => (own.length > 0 ? [id] : [])));
    for (const row of rows) expect(row.cells).toEqual(coverage.threats.find(({ id }) => id === row.id)?.cells);
    expect(coverage).toEqual(coverageRun(clinic.loaded.scenario, { seed: 1 }));
  });
});

describe('an event in technical notation', () => {
  it('tells a packet by protocol, flags, ends and size', () => {
    const event = frame(1, 5, {
      proto: 'tcp',
      flags: 'SYN',
      src: '192.0.2.10',
      sport: 53_236,
      dst: '198.51.100.10',
      dport: 8_080,
      bytes: 40,
      prot: 'clear',
    });
    expect(eventText(event)).toBe('TCP SYN 192.0.2.10:53236 → 198.51.100.10:8080, 40 B  clinic-a.vpn > internet [clear]');
  });
});
