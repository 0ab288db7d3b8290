/**
 * Purpose: the event loop: where the clock stands, what runs in which order, and what is refused.
 *
 * Guards: an event at the end of a run that runs too early or never; a clock that jumps past a stop; events of one instant in another order than their priorities.
 * Arithmetic: the times are small integers written in the tests. Why this bound: equality.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Kernel, PRIORITY } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';

/** A kernel and the list of what ran in it, as `name@time`. */
function diary(options: { readonly drawTie?: () => number } = {}) {
  const kernel = new Kernel(options);
  const lines: string[] = [];
  return { kernel, lines, note: (name: string) => () => void lines.push(`${name}@${kernel.now}`) };
}

describe('run', () => {
  it('runs what lies before the end, and leaves what lies at the end to the next run', () => {
    const { kernel, lines, note } = diary();
    kernel.at(9, note('before'));
    kernel.at(10, note('at'));
    kernel.run(10);
    expect([lines, kernel.now, kernel.pending, kernel.processed]).toEqual([['before@9'], 10, 1, 1]);
    kernel.run(11);
    expect([lines, kernel.now, kernel.pending, kernel.processed]).toEqual([['before@9', 'at@10'], 11, 0, 2]);
  });

  it('sets the clock to the end when there is nothing to do, and never back', () => {
    const { kernel, lines, note } = diary();
    kernel.run(50);
    expect(kernel.now).toBe(50);
    kernel.at(60, note('later'));
    kernel.run(20);
    expect([kernel.now, lines]).toEqual([50, []]);
  });

  it('runs what an event schedules for its own instant in the same run, after what already stands there', () => {
    const { kernel, lines, note } = diary();
    kernel.at(5, () => {
      note('first')();
      kernel.after(0, note('child'));
    });
    kernel.at(5, note('second'));
    kernel.run(6);
    expect(lines).toEqual(['first@5', 'second@5', 'child@5']);
  });

  it('ends after the current event on stop, with the clock there, and can go on', () => {
    const { kernel, lines, note } = diary();
    kernel.at(3, () => {
      note('stops')();
      kernel.stop();
    });
    kernel.at(3, note('same instant'));
    kernel.at(8, note('later'));
    kernel.run(10);
    expect([lines, kernel.now, kernel.pending]).toEqual([['stops@3'], 3, 2]);
    kernel.run(10);
    expect([lines, kernel.now]).toEqual([['stops@3', 'same instant@3', 'later@8'], 10]);
  });

  it('passes on what an event throws and can go on behind it', () => {
    const { kernel, lines, note } = diary();
    kernel.at(1, () => {
      throw new Error('model bug');
    });
    kernel.at(2, note('next'));
    expect(() => kernel.run(10)).toThrow('model bug');
    expect(kernel.now).toBe(1);
    kernel.run(10);
    expect(lines).toEqual(['next@2']);
  });
});

describe('events of one instant', () => {
  it('run as script, network, timer, observe, however they were scheduled', () => {
    const { kernel, lines, note } = diary();
    kernel.at(4, note('observe'), PRIORITY.observe);
    kernel.at(4, note('timer'), PRIORITY.timer);
    kernel.at(4, note('network'), PRIORITY.network);
    kernel.at(4, note('script'), PRIORITY.script);
    kernel.at(4, note('network again'));
    kernel.run(5);
    expect(lines).toEqual(['script@4', 'network@4', 'network again@4', 'timer@4', 'observe@4']);
  });

  it('are permuted within their priority only, when ties are drawn', () => {
    const stream = new Streams(3).get('ties');
    const { kernel, lines, note } = diary({ drawTie: () => stream.next() });
    const names = Array.from({ length: 30 }, (_, n) => `n${n}`);
    const timers = names.map((name) => `t-${name}`);
    for (const name of timers) kernel.at(1, note(name), PRIORITY.timer);
    for (const name of names) kernel.at(1, note(name), PRIORITY.network);
    kernel.run(2);
    expect(lines.slice(0, 30).sort()).toEqual(names.map((name) => `${name}@1`).sort());
    expect(lines.slice(30).sort()).toEqual(timers.map((name) => `${name}@1`).sort());
    expect(lines).not.toEqual([...names, ...timers].map((name) => `${name}@1`));
  });
});

describe('the past', () => {
  it('cannot be scheduled', () => {
    const { kernel } = diary();
    kernel.run(100);
    const says = /event at 99 ns lies before now \(100 ns\)/;
    expect(() => kernel.at(99, () => undefined)).toThrow(says);
    expect(() => kernel.after(-1, () => undefined)).toThrow(says);
    expect(() => kernel.post(99, 0, 0)).toThrow(says);
    expect(() => kernel.after(0, () => undefined)).not.toThrow();
    expect(() => kernel.at(100.5, () => undefined)).toThrow('bad key');
    expect(() => kernel.at(NaN, () => undefined)).toThrow('bad key');
  });
});

describe('typed handlers', () => {
  it('get their two numbers, and each its own kind', () => {
    const kernel = new Kernel();
    const seen: string[] = [];
    const one = kernel.register((a, b) => seen.push(`one ${a} ${b}`));
    const two = kernel.register((a, b) => seen.push(`two ${a} ${b}`));
    expect(one).not.toBe(two);
    kernel.post(2, PRIORITY.network, two, 3, -4.5);
    kernel.post(1, PRIORITY.network, one, 2 ** 40);
    kernel.run(3);
    expect(seen).toEqual(['one 1099511627776 0', 'two 3 -4.5']);
  });

  it('that nobody registered are a bug', () => {
    const kernel = new Kernel();
    kernel.post(1, 0, 99);
    expect(() => kernel.run(2)).toThrow('no handler of kind 99');
  });
});

describe('cancelling', () => {
  it('keeps a closure from running, also after its slot went to another one', () => {
    const { kernel, lines, note } = diary();
    const gone = kernel.at(5, note('gone'));
    expect(kernel.cancel(gone)).toBe(true);
    kernel.at(4, note('early'));
    kernel.at(6, note('late'));
    expect(kernel.cancel(gone)).toBe(false);
    kernel.run(10);
    expect(lines).toEqual(['early@4', 'late@6']);
  });

  it('answers false for what ran and for nothing', () => {
    const { kernel, note } = diary();
    const ran = kernel.at(1, note('ran'));
    kernel.run(2);
    expect(kernel.cancel(ran)).toBe(false);
    expect(kernel.cancel(undefined)).toBe(false);
  });

  it('of a typed event leaves the closures alone', () => {
    const { kernel, lines, note } = diary();
    const kind = kernel.register(() => undefined);
    kernel.at(1, note('closure'));
    // Its first argument equals the closure's slot.
    kernel.cancel(kernel.post(1, 0, kind, 0));
    kernel.run(2);
    expect(lines).toEqual(['closure@1']);
  });

  /** Guards: timers that are armed and cancelled all the time (idle tunnels, ARP) must not keep what they refer to until the end of the run. */
  it('lets go of what the closure holds at once', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const kernel = new Kernel();
    const held = ((): WeakRef<object> => {
      const big = { octets: new Uint8Array(1000) };
      kernel.cancel(kernel.at(1000, () => void big.octets.length));
      return new WeakRef(big);
    })();
    const kept = { octets: new Uint8Array(1000) };
    const control = new WeakRef(kept);
    // A weak reference holds its object until the turn ends.
    await nextTurn();
    collect();
    expect(held.deref()).toBeUndefined();
    expect(control.deref()).toBe(kept);
    expect(kernel.pending).toBe(0);
  });
});
