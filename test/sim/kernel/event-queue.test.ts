/**
 * Purpose: the event queue gives events back in the total order (time, priority, insertion), whatever is pushed, popped and cancelled in between.
 *
 * Guards: heap faults that only show with many equal keys; a handle that cancels the event which took over its slot; slots lost or mixed up when the arrays grow.
 * Arithmetic: the reference is a plain list, sorted anew for every answer. Times lie in 0..7 and priorities in -2..2, so 300 events share 40 keys: ties are the rule.
 * Why this bound: equality, no tolerance; the order is a contract.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue, type EventId } from '../../../sim/kernel/event-queue.ts';
import { Streams } from '../../../sim/kernel/streams.ts';

interface Key {
  readonly time: number;
  readonly priority: number;
}

interface Popped extends Key {
  readonly index: number;
}

const key = fc.record({ time: fc.integer({ min: 0, max: 7 }), priority: fc.integer({ min: -2, max: 2 }) });

/** Slices of the wheel are 2^30 ns and a turn 2^42 ns: times around the borders of both, some turns away. */
const farKey = fc.record({
  time: fc
    .tuple(fc.constantFrom(0, 2 ** 30, 5 * 2 ** 30, 2 ** 42, 3 * 2 ** 42), fc.integer({ min: -2, max: 2 }))
    .map(([border, beside]) => Math.max(0, border + beside)),
  priority: fc.integer({ min: -2, max: 2 }),
});

/** Pushes an event that carries its own key: `a` is the index, `b` the priority. */
function push(queue: EventQueue, { time, priority }: Key, index: number): EventId {
  return queue.push(time, priority, 1, index, priority);
}

function popOne(queue: EventQueue): Popped | undefined {
  let popped: Popped | undefined;
  queue.pop((time, _kind, index, priority) => {
    popped = { time, priority, index };
  });
  return popped;
}

function drain(queue: EventQueue): Popped[] {
  const all: Popped[] = [];
  for (let next = popOne(queue); next !== undefined; next = popOne(queue)) all.push(next);
  return all;
}

const byKey = (a: Popped, b: Popped): number => a.time - b.time || a.priority - b.priority || a.index - b.index;

/** One random thing to do with a queue; `pick` chooses among the handles given out so far. */
type Step = { readonly do: 'push'; readonly key: Key } | { readonly do: 'pop' } | { readonly do: 'cancel'; readonly pick: number };

const stepOf = (keys: typeof key): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 5, arbitrary: keys.map((k): Step => ({ do: 'push', key: k })) },
    { weight: 3, arbitrary: fc.constant<Step>({ do: 'pop' }) },
    { weight: 2, arbitrary: fc.nat(400).map((pick): Step => ({ do: 'cancel', pick })) },
  );

/** Runs the same steps on the queue and on the list; every answer must agree. */
function compare(steps: readonly Step[], capacity: number): void {
  const queue = new EventQueue({ capacity });
  const live: Popped[] = [];
  const handles: EventId[] = [];
  for (const one of steps) {
    if (one.do === 'push') {
      live.push({ ...one.key, index: handles.length });
      handles.push(push(queue, one.key, handles.length));
    } else if (one.do === 'pop') {
      live.sort(byKey);
      expect(queue.peekTime()).toBe(live[0]?.time);
      expect(popOne(queue)).toEqual(live.shift());
    } else if (handles.length > 0) {
      const index = one.pick % handles.length;
      const at = live.findIndex((event) => event.index === index);
      expect(queue.cancel(handles[index] ?? NaN)).toBe(at >= 0);
      if (at >= 0) live.splice(at, 1);
    }
    expect(queue.length).toBe(live.length);
  }
  expect(drain(queue)).toEqual(live.sort(byKey));
}

describe('the order', () => {
  it('is (time, priority, insertion) for any set of events', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
        const queue = new EventQueue({ capacity: 4 });
        for (const [index, one] of keys.entries()) push(queue, one, index);
        expect(drain(queue)).toEqual(keys.map((one, index) => ({ ...one, index })).sort(byKey));
      }),
    );
  });

  it('holds when pushes, pops and cancels alternate, from any capacity', () => {
    fc.assert(fc.property(fc.array(stepOf(key), { maxLength: 400 }), fc.integer({ min: 0, max: 9 }), compare), { numRuns: 300 });
  });

  it('holds across the slices and turns of the wheel', () => {
    fc.assert(fc.property(fc.array(stepOf(farKey), { maxLength: 400 }), fc.integer({ min: 0, max: 9 }), compare), { numRuns: 300 });
  });

  it('is first in, first out at equal keys', () => {
    const queue = new EventQueue();
    for (let index = 0; index < 1000; index++) push(queue, { time: 5, priority: 0 }, index);
    expect(drain(queue).map((event) => event.index)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('covers the whole range of times and priorities', () => {
    const queue = new EventQueue();
    const keys: Key[] = [
      { time: Number.MAX_SAFE_INTEGER, priority: 0 },
      { time: 0, priority: 2 ** 31 - 1 },
      { time: 0, priority: -(2 ** 31) },
      { time: 0, priority: 0 },
    ];
    for (const [index, one] of keys.entries()) push(queue, one, index);
    expect(drain(queue).map((event) => event.index)).toEqual([2, 3, 1, 0]);
  });
});

describe('cancelling', () => {
  it('takes the event away, once', () => {
    const queue = new EventQueue();
    const first = push(queue, { time: 1, priority: 0 }, 0);
    push(queue, { time: 2, priority: 0 }, 1);
    expect(queue.cancel(first)).toBe(true);
    expect(queue.cancel(first)).toBe(false);
    expect(queue.length).toBe(1);
    expect(queue.peekTime()).toBe(2);
    expect(drain(queue).map((event) => event.index)).toEqual([1]);
  });

  it('does nothing with the handle of an event that has happened, even when its slot is used again', () => {
    const queue = new EventQueue({ capacity: 1 });
    const old = push(queue, { time: 1, priority: 0 }, 0);
    popOne(queue);
    const young = push(queue, { time: 2, priority: 0 }, 1);
    expect(young).not.toBe(old);
    expect(queue.cancel(old)).toBe(false);
    expect(drain(queue).map((event) => event.index)).toEqual([1]);
  });

  it('does nothing with the handle of an event that was cancelled, even when its slot is used again', () => {
    const queue = new EventQueue({ capacity: 1 });
    const old = push(queue, { time: 1, priority: 0 }, 0);
    queue.cancel(old);
    expect(popOne(queue)).toBeUndefined();
    push(queue, { time: 2, priority: 0 }, 1);
    expect(queue.cancel(old)).toBe(false);
    expect(queue.length).toBe(1);
  });

  it('says what it took away', () => {
    const queue = new EventQueue();
    const id = queue.push(1, 0, 7, 42, 0);
    const taken: number[] = [];
    queue.cancel(id, (kind, a) => taken.push(kind, a));
    queue.cancel(id, (kind, a) => taken.push(kind, a));
    expect(taken).toEqual([7, 42]);
  });

  it.each([NaN, -1, 0.5, 2 ** 24, Infinity])('refuses %s, which is no handle', (id) => {
    const queue = new EventQueue();
    push(queue, { time: 1, priority: 0 }, 0);
    expect(queue.cancel(id)).toBe(false);
    expect(queue.length).toBe(1);
  });
});

describe('growth', () => {
  it.each([0, 1, 3, 256])('keeps handles and arguments from capacity %i', (capacity) => {
    const queue = new EventQueue({ capacity });
    const ids = Array.from({ length: 1000 }, (_, index) => push(queue, { time: 1000 - index, priority: 0 }, index));
    expect(new Set(ids).size).toBe(1000);
    for (const [index, id] of ids.entries()) if (index % 2 === 0) expect(queue.cancel(id)).toBe(true);
    const odd = Array.from({ length: 500 }, (_, n) => 999 - 2 * n);
    expect(drain(queue).map((event) => event.index)).toEqual(odd);
  });
});

describe('permuted ties', () => {
  const permuted = (seed: number): EventQueue => {
    const stream = new Streams(seed).get('ties');
    return new EventQueue({ drawTie: () => stream.next() });
  };

  it('keep time and priority and lose nothing', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), fc.nat(), (keys, seed) => {
        const queue = permuted(seed);
        for (const [index, one] of keys.entries()) push(queue, one, index);
        const out = drain(queue);
        const sorted = keys.map((one, index) => ({ ...one, index })).sort(byKey);
        expect(out.map(({ time, priority }) => [time, priority])).toEqual(sorted.map(({ time, priority }) => [time, priority]));
        expect([...out].sort(byKey)).toEqual(sorted);
      }),
    );
  });

  it('leave in another order than they came, and in the same one for the same seed', () => {
    const order = (seed: number): number[] => {
      const queue = permuted(seed);
      for (let index = 0; index < 50; index++) push(queue, { time: 1, priority: 0 }, index);
      return drain(queue).map((event) => event.index);
    };
    // A permutation of 50 equals another one by chance once in 3e64 seeds.
    expect(order(1)).not.toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
  });

  it('fall back to insertion where the draws are equal too', () => {
    const queue = new EventQueue({ drawTie: () => 0.5 });
    for (let index = 0; index < 100; index++) push(queue, { time: 1, priority: 0 }, index);
    expect(drain(queue).map((event) => event.index)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});

describe('a bad key', () => {
  it.each([
    [NaN, 0],
    [Infinity, 0],
    [0.5, 0],
    [2 ** 53, 0],
    [0, NaN],
    [0, 0.5],
    [0, Infinity],
    // These two would wrap around in 32 bits and turn last into first.
    [0, 2 ** 31],
    [0, -(2 ** 31) - 1],
  ])('(%d, %d) throws and leaves the queue as it was', (time, priority) => {
    const queue = new EventQueue();
    push(queue, { time: 1, priority: 0 }, 0);
    expect(() => push(queue, { time, priority }, 1)).toThrow('bad key');
    expect(queue.length).toBe(1);
    expect(drain(queue).map((event) => event.index)).toEqual([0]);
  });
});
