/**
 * Purpose: flows on shared access lines against arithmetic that fits in the head.
 *
 * Guards: a flow that is served alone while it shares, a share that does not return to those left, a line limited at the wrong end, flows that never end.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { DEVICE, deviceRecords } from '../../../sim/scale/devices.ts';
import { Exchanges } from '../../../sim/scale/exchanges.ts';
import { Lines } from '../../../sim/scale/lines.ts';

/** Device 0 has 80 Mbit/s (10 MB/s), 1 and 2 have 8 Mbit/s (1 MB/s). Flows are [start s, from, to, MB]; gives the second at which each ends. */
function ends(flows: readonly (readonly [number, number, number, number])[]): number[] {
  const kernel = new Kernel();
  const table = new Exchanges();
  const ended: number[] = [];
  const devices = deviceRecords(3);
  for (const [device, rateBps] of [8e7, 8e6, 8e6].entries()) devices.set(device, DEVICE.rateBps, rateBps);
  const lines = new Lines(
    kernel,
    devices,
    () => table,
    (flow) => (ended[flow] = kernel.now / NS_PER_S),
  );
  for (const [start, from, to, megabytes] of flows) {
    const flow = table.rows.take();
    kernel.at(start * NS_PER_S, () => lines.start(flow, from, to, megabytes * 1e6));
  }
  kernel.run(1000 * NS_PER_S);
  return ended.map((second) => Math.round(second * 1e6) / 1e6);
}

describe('lines', () => {
  it('a flow alone runs at the rate of the narrower line', () => {
    expect(ends([[0, 0, 1, 5]])).toEqual([5]);
    expect(ends([[0, 1, 0, 5]])).toEqual([5]);
  });
  it('two equal flows on one line take twice as long', () => {
    expect(
      ends([
        [0, 0, 1, 5],
        [0, 0, 1, 5],
      ]),
    ).toEqual([10, 10]);
  });
  it('the second gets the whole line back when the first is done', () => {
    // Until 2 s the first has had 2 of 4 MB; both then get 0.5 MB/s: the first ends at 6 s; the second has 2 of 4 MB by then and ends at 8 s.
    expect(
      ends([
        [0, 0, 1, 4],
        [2, 0, 1, 4],
      ]),
    ).toEqual([6, 8]);
  });
  it('lines do not disturb each other where the wide one has room', () => {
    expect(
      ends([
        [0, 0, 1, 5],
        [0, 0, 2, 5],
      ]),
    ).toEqual([5, 5]);
  });
  it('sixteen flows to one narrow line share it', () => {
    // The wide line gives 10 MB/s / n. Flows to 1 share 1 MB/s among 16: the narrow line limits all of them.
    const all = Array.from({ length: 16 }, () => [0, 0, 1, 1] as const);
    expect(ends(all)).toEqual(Array.from({ length: 16 }, () => 16));
  });
  it('an empty flow ends at once', () => {
    expect(ends([[3, 0, 1, 0]])).toEqual([3]);
  });
});
