/**
 * Purpose: what the inspection says is what the trace and the machines say: layers, ladders, machines, charts, and the arithmetic of long lists.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tracedReplay } from '../../lab/run/replay-run.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { look } from '../../viz/inspect/look.ts';
import { askHeld } from '../../viz/inspect/asking.ts';
import { chartOf } from '../../viz/inspect/chart-layout.ts';
import { Chunks } from '../../viz/inspect/chunks.ts';
import { machineOf, transitionsOf } from '../../viz/inspect/machines.ts';
import { notHeld, type InspectAnswers, type InspectRequest } from '../../viz/inspect/protocol.ts';
import type { Rung } from '../../viz/inspect/types.ts';
import { scrollFor, spacePx, windowAt } from '../../viz/inspect/virtual.ts';
import type { ReplayAnswer } from '../../viz/worker/protocol.ts';
import { pinsOf } from '../../viz/time/lanes.ts';
import { Session } from '../../viz/worker/session.ts';
import { fc } from './support/fuzz.ts';

const ATTACK = 'T04/wan-on/internet';
const PC = 'si-imaging.sz.service-pc';
const GATEWAY = 'si-imaging.vpn';
const FAR = 'hospital-east.vpn';
const SCANNER = 'hospital-east.hsz.ct-scanner';

type Question = InspectRequest extends infer R ? (R extends InspectRequest ? Omit<R, 'key'> : never) : never;

function open(profile: readonly string[]) {
  const read = loadScenario(readFileSync(new URL('../../scenarios/figure-2.yaml', import.meta.url), 'utf8'), 'figure-2.yaml');
  if (!read.ok) throw new Error('figure-2 has faults');
  const session = new Session();
  session.load(read);
  const { key } = session.replay({ attack: ATTACK, profile, seed: 1 });
  const attack = attacksOf(read.scenario).find(({ id }) => id === ATTACK);
  if (attack === undefined) throw new Error(`figure-2 has no attack ${ATTACK}`);
  const { trace } = tracedReplay(read.scenario, attack, { controls: profile, seed: 1 });
  const ask = <Q extends Question>(question: Q): InspectAnswers[Q['kind']] =>
    session.inspect({ ...question, key } as InspectRequest & { readonly kind: Q['kind'] }, look);
  const ladder = (...hosts: readonly string[]): readonly Rung[] => ask({ kind: 'ladder', hosts, offset: 0, limit: 10_000 }).rungs;
  return { trace, ask, ladder };
}

describe('a replay that is looked into', () => {
  const bare = open([]);
  const sealed = open(['ipsec-ike']);

  it('shows the fields of the trace in the layers of each packet, and no inner layer of what is not protected', () => {
    for (const { n, kind, fields } of bare.trace) {
      if (kind !== 'frame') continue;
      const { layers } = bare.ask({ kind: 'detail', event: n });
      expect(layers.map(({ depth }) => depth).every((depth) => depth === 0)).toBe(true);
      const said = layers.flatMap((layer) => layer.fields.map(({ name, value }) => `${layer.kind}/${name}=${value}`));
      if (fields['proto'] === 'arp') expect(said).toContain(`arp/senderMac=${String(fields['mac'])}`);
      else expect(said).toContain(`ip/totalLength=${String(fields['bytes'])}`);
      if (fields['proto'] === 'tcp')
        expect(said).toEqual(expect.arrayContaining([`tcp/flags=${String(fields['flags'])}`, `tcp/tcpSequence=${String(fields['seq'])}`]));
    }
  });

  it('opens what ESP protects: the inner packet is the one that entered the tunnel', () => {
    const entered = sealed.trace.find(({ kind, fields }) => kind === 'frame' && fields['to'] === GATEWAY && fields['flags'] === 'PSH ACK');
    const outer = sealed.trace.find(
      ({ n, kind, fields }) => n > (entered?.n ?? Infinity) && kind === 'frame' && fields['proto'] === 'esp' && fields['from'] === GATEWAY,
    );
    const { layers } = sealed.ask({ kind: 'detail', event: outer?.n ?? -1 });
    expect(layers.map(({ kind, depth }) => `${kind} ${depth}`)).toEqual([
      'event 0',
      'link 0',
      'ip 0',
      'esp 0',
      'ip 1',
      'tcp 1',
      'application 1',
    ]);
    const tcp = layers.find(({ kind }) => kind === 'tcp');
    expect(tcp?.fields.find(({ name }) => name === 'tcpSequence')?.value).toBe(String(entered?.fields['seq']));
    expect(() => sealed.ask({ kind: 'detail', event: 1e9 })).toThrow('no event');
  });

  it('tells a refusal in the words of the evidence, with its source', () => {
    const stop = sealed.trace.find(({ kind }) => kind === 'stop');
    const detail = sealed.ask({ kind: 'detail', event: stop?.n ?? -1 });
    expect(detail.reason).toBe(stop?.fields['reason']);
    expect(detail.told?.source).not.toBe('');
    expect(detail.told?.ja).toMatch(/[ぁ-ん]/);
  });

  it('names what happened at the receiver in the instant of arrival, and nothing from elsewhere', () => {
    for (const { n, kind, fields } of sealed.trace) {
      if (kind !== 'frame') continue;
      const { where, whenNs, steps, follows } = sealed.ask({ kind: 'detail', event: n });
      expect([where, whenNs]).toEqual([fields['to'], fields['arrive']]);
      for (const one of [...steps, ...follows]) expect([one.at, one.timeNs]).toEqual([where, whenNs]);
    }
  });

  it('has a message of the ladder for each packet that goes from one chosen host to the other', () => {
    const wanted = new Set<string>();
    const left = new Set<string>();
    for (const { kind, fields } of bare.trace) {
      if (kind !== 'frame' || fields['uid'] === undefined) continue;
      if ([PC, GATEWAY].includes(String(fields['from']))) left.add(`${fields['uid']} ${fields['from']}`);
      for (const [from, to] of [
        [PC, GATEWAY],
        [GATEWAY, PC],
      ])
        if (fields['to'] === to && left.has(`${fields['uid']} ${from}`)) wanted.add(`${from} ${to} ${fields['uid']}`);
    }
    const messages = bare.ladder(PC, GATEWAY).filter(({ kind }) => kind === 'message');
    expect(wanted.size).toBeGreaterThan(5);
    expect(messages).toHaveLength(wanted.size);
  });

  it('shows a tunnel as a protected stretch of the way, and hop by hop where its ends are chosen too', () => {
    const whole = sealed.ladder(PC, SCANNER).filter(({ kind }) => kind === 'message');
    expect(whole.length).toBeGreaterThan(3);
    expect(new Set(whole.map(({ stretches }) => stretches.join(' ')))).toEqual(new Set(['clear esp clear']));
    const hops = sealed.ladder(PC, GATEWAY, FAR, SCANNER).filter(({ kind, from, to }) => kind === 'message' && Math.abs(from - to) === 1);
    const between = (a: number, b: number): readonly Rung[] =>
      hops.filter(({ from, to }) => Math.min(from, to) === a && Math.max(from, to) === b);
    expect(new Set(between(1, 2).flatMap(({ stretches }) => stretches))).toEqual(new Set(['esp']));
    expect(new Set(between(0, 1).flatMap(({ stretches }) => stretches))).toEqual(new Set(['clear']));
    expect(
      bare
        .ladder(PC, SCANNER)
        .filter(({ kind }) => kind === 'message')
        .every(({ stretches }) => stretches.join() === 'clear'),
    ).toBe(true);
  });

  it('ends refused and lost packets with their reason, in order of time', () => {
    const rungs = sealed.ladder(PC, GATEWAY, FAR, 'attacker/internet');
    const ended = rungs.filter(({ kind }) => kind === 'lost' || kind === 'refused');
    const drops = sealed.trace.filter(
      ({ kind, at, fields }) => kind === 'drop' && [GATEWAY, FAR].includes(at) && fields['uid'] !== undefined,
    );
    expect(ended.filter(({ kind }) => kind === 'lost').length).toBeGreaterThanOrEqual(drops.length);
    expect(ended.every(({ reason }) => reason !== '')).toBe(true);
    expect(rungs.map(({ startNs }) => startNs)).toEqual(rungs.map(({ startNs }) => startNs).sort((a, b) => a - b));
    const at = sealed.ask({ kind: 'ladder-at', hosts: [PC, GATEWAY], timeNs: 0 });
    expect(at).toBe(-1);
  });

  it('lists the machines that moved, place by place, each from its initial state on', () => {
    const { total, entries } = sealed.ask({ kind: 'machines', place: FAR });
    expect(entries).toHaveLength(total);
    expect(new Set(entries.map(({ machine }) => machine))).toEqual(new Set(['tunnel', 'ike-sa', 'child-sa']));
    for (const { id, machine, steps } of entries) {
      const made = sealed.ask({ kind: 'steps', machine: id });
      expect(made).toHaveLength(steps);
      expect(made[0]?.from).toBe(machineOf(machine)?.declaration.initial);
    }
    const ups = sealed.trace
      .filter(({ kind, at, fields }) => kind === 'tunnel' && at === FAR && fields['event'] === 'up')
      .map(({ timeNs }) => timeNs);
    const tunnels = entries.filter(({ machine }) => machine === 'tunnel').flatMap(({ id }) => sealed.ask({ kind: 'steps', machine: id }));
    expect(tunnels.filter(({ to }) => to === 'up').map(({ timeNs }) => timeNs)).toEqual(ups);
  });

  it('says which state each machine of a place is in at a moment, those that moved last first', () => {
    const up = sealed.trace.find(({ kind, at, fields }) => kind === 'tunnel' && at === FAR && fields['event'] === 'up');
    const before = sealed.ask({ kind: 'here', place: FAR, timeNs: 0 });
    const then = sealed.ask({ kind: 'here', place: FAR, timeNs: up?.timeNs ?? 0 });
    expect(before.entries.map(({ begun }) => begun)).toEqual(before.entries.map(() => false));
    expect(then.entries.find(({ machine }) => machine === 'tunnel')?.state).toBe('up');
    const lasts = then.entries.map(({ id }) =>
      sealed.ask({ kind: 'steps', machine: id }).findLast(({ timeNs }) => timeNs <= (up?.timeNs ?? 0)),
    );
    expect(then.entries.map(({ state, begun }) => (begun ? state : ''))).toEqual(lasts.map((step) => step?.to ?? ''));
    expect(lasts.map((step) => step?.timeNs ?? -1)).toEqual(lasts.map((step) => step?.timeNs ?? -1).sort((a, b) => b - a));
  });

  it('offers the hosts that speak, and no LAN or network in between', () => {
    const { hosts, first } = bare.ask({ kind: 'talkers' });
    expect(hosts).toEqual(expect.arrayContaining([PC, GATEWAY, SCANNER]));
    for (const between of ['internet', 'si-imaging.sz', 'hospital-east.hsz']) expect(hosts).not.toContain(between);
    expect(first).toContain(PC);
  });
});

describe('a question about a replay that the worker has forgotten', () => {
  const question = { kind: 'position', key: 'k', filter: '', event: 3 } as const;
  const replayOf = (key: string): ReplayAnswer => ({ key, case: { attack: 'a', profile: [], seed: 1 } }) as unknown as ReplayAnswer;
  const asking = (shown: readonly ReplayAnswer[], error: string) => {
    const log: string[] = [];
    let held = false;
    const answer = askHeld(
      {
        ask: (request) => {
          log.push(request.kind);
          return held ? (Promise.resolve(7) as never) : Promise.reject(new Error(error));
        },
        replay: ({ attack }) => {
          log.push(`replay ${attack}`);
          held = true;
          return Promise.resolve();
        },
        shown: () => shown,
      },
      question,
    );
    return { answer, log };
  };

  it('has it run again, once, if the page still shows it', async () => {
    const { answer, log } = asking([replayOf('other'), replayOf('k')], notHeld('k'));
    await expect(answer).resolves.toBe(7);
    expect(log).toEqual(['position', 'replay a', 'position']);
  });

  it('fails as the worker fails otherwise', async () => {
    await expect(asking([replayOf('k')], 'a bug').answer).rejects.toThrow('a bug');
    await expect(asking([replayOf('other')], notHeld('k')).answer).rejects.toThrow('no longer held');
  });
});

describe('a chart', () => {
  const ids = ['tunnel', 'ike-sa', 'child-sa', 'tcp-connection', 'l2tp', 'call', 'login', 'enrolment'];
  const known = ids.flatMap((id) => machineOf(id) ?? []);

  it('exists for the machines that replays bring', () => expect(known.length).toBeGreaterThanOrEqual(6));

  it.each(known.map(({ declaration }) => [declaration.id, declaration] as const))(
    'of %s has every state once, apart, and every transition',
    (_, declaration) => {
      const chart = chartOf(declaration);
      expect(chart.boxes.map(({ state }) => state).sort()).toEqual(Object.keys(declaration.states).sort());
      for (const [i, a] of chart.boxes.entries())
        for (const b of chart.boxes.slice(i + 1)) expect(Math.abs(a.x - b.x) >= chart.boxW || Math.abs(a.y - b.y) >= chart.boxH).toBe(true);
      for (const { x, y } of chart.boxes) {
        expect(x - chart.boxW / 2).toBeGreaterThanOrEqual(0);
        expect(x + chart.boxW / 2).toBeLessThanOrEqual(chart.width);
        expect(y + chart.boxH / 2).toBeLessThanOrEqual(chart.height);
      }
      const drawn = chart.arrows.flatMap(({ from, to, events }) => events.map((event) => `${from} ${event} ${to}`));
      expect(drawn.sort()).toEqual(
        transitionsOf(declaration)
          .map(({ from, event, to }) => `${from} ${event} ${to}`)
          .sort(),
      );
      // Every tip stands on the edge of the state that it points to.
      for (const { from, to, tip } of chart.arrows) {
        const box = chart.boxes.find(({ state }) => state === to);
        if (box === undefined) throw new Error(`no box ${to}`);
        const inside = Math.abs(tip.x - box.x) <= chart.boxW / 2 + 0.01 && Math.abs(tip.y - box.y) <= chart.boxH / 2 + 0.01;
        expect(`${from} ${to} ${inside}`).toBe(`${from} ${to} true`);
      }
    },
  );
});

describe('the lane of alarms', () => {
  it('has a mark for each alarm, those on one pixel as one, and no other lane has them', () => {
    const at = (n: number, timeNs: number): TraceEvent => ({ n, timeNs, at: 'x', kind: 'alarm', fields: { alarm: 'rate' } });
    const replay = {
      marks: [at(1, 10), at(2, 11), at(3, 90)],
      hostileMarks: [],
      entry: { outcome: 'detected' },
    } as unknown as ReplayAnswer;
    const pins = pinsOf(replay, ['alarm'], (timeNs) => timeNs / 10);
    expect(pins.map(({ x, count, first }) => [x, count, first.n])).toEqual([
      [1, 2, 1],
      [9, 1, 3],
    ]);
    expect(pinsOf(replay, ['attack', 'harm', 'stop', 'drop'], (timeNs) => timeNs)).toEqual([]);
  });
});

describe('long lists', () => {
  it('show the rows that are scrolled to, the first and the last among them, at any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.integer({ min: 60, max: 1_200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, heightPx, share) => {
          const space = spacePx(total, 24);
          const most = Math.max(0, space - heightPx);
          expect(space).toBeLessThanOrEqual(15_000_000);
          const view = windowAt(share * most, heightPx, total, 24);
          expect(view.first).toBeGreaterThanOrEqual(0);
          expect(view.first + view.count).toBeLessThanOrEqual(total);
          const top = share * most;
          // The rows that are drawn fill what is seen.
          expect(view.topPx).toBeLessThanOrEqual(top + 0.01);
          expect(Math.min(view.topPx + view.count * 24, space)).toBeGreaterThanOrEqual(
            Math.min(top + heightPx, view.topPx + (total - view.first) * 24) - 0.5,
          );
          expect(windowAt(0, heightPx, total, 24).first).toBe(0);
          const end = windowAt(most, heightPx, total, 24);
          expect(end.first + end.count).toBe(total);
        },
      ),
    );
  });

  it('scroll to a row only if it is out of view, and then it is in view', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 2_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, at, wanted) => {
          const heightPx = 480;
          const from = at * (spacePx(total, 24) - heightPx);
          const row = Math.floor(wanted * (total - 1));
          const to = scrollFor(row, from, heightPx, total, 24);
          const view = windowAt(to, heightPx, total, 24);
          expect(row >= view.first && row < view.first + view.count).toBe(true);
          const before = windowAt(from, heightPx, total, 24);
          if (row > before.first && row < before.first + before.count - 2) expect(to).toBe(from);
        },
      ),
    );
  });

  it('are fetched in chunks, each once, and forget what was not looked at for longest', async () => {
    const asked: number[] = [];
    const chunks = new Chunks<number>((offset, limit) => {
      asked.push(offset);
      return Promise.resolve({ total: 100_000, offset, rows: Array.from({ length: limit }, (_, i) => offset + i) });
    });
    await chunks.ensure(0, 30);
    await Promise.all([chunks.ensure(160, 30), chunks.ensure(190, 30)]);
    expect(asked).toEqual([0, 200]);
    expect([chunks.at(0), chunks.at(217), chunks.at(5_000)]).toEqual([0, 217, undefined]);
    for (let first = 1_000; first < 9_000; first += 400) await chunks.ensure(first, 30);
    expect(chunks.at(0)).toBeUndefined();
    expect(chunks.at(8_600)).toBe(8_600);
    expect(chunks.total.value).toBe(100_000);
  });

  it('do not make a reader wait for what he has scrolled past', async () => {
    const asked: number[] = [];
    const chunks = new Chunks<number>(async (offset, limit) => {
      asked.push(offset);
      await Promise.resolve();
      return { total: 100_000, offset, rows: Array.from({ length: limit }, (_, i) => offset + i) };
    });
    const waits = Array.from({ length: 50 }, (_, i) => chunks.ensure(i * 1_000, 30));
    await Promise.all(waits);
    expect(chunks.at(49_000)).toBe(49_000);
    expect(asked.length).toBeLessThan(6);
  });

  it('end when there is no answer any more', async () => {
    const chunks = new Chunks<number>(() => Promise.resolve(undefined));
    await chunks.ensure(0, 30);
    expect(chunks.total.value).toBeUndefined();
  });
});
