/**
 * Purpose: our packets against those of ns-3 on the same line of routers, at load 0.52 and overloaded 1.65 times (39 % dropped): what arrives, and when, to the nanosecond.
 *
 * Guards: store and forward, drop-tail, framing and the order of events in one instant, in a simulator that shares nothing with ours but the topology.
 * Why this bound: equality; the checksum runs over every arrival time in order. The long runs of the file are made by `npx tsx bench/line-of-routers.ts`.
 */
import { describe, expect, it } from 'vitest';
import { lineOfRouters } from './line-of-routers.ts';
import { reference, type Reference } from './read.ts';

type Row = readonly [packetsPerFlow: number, intervalNs: number, received: number, lastNs: number, checksum: number];

const { rows } = reference<Reference<Row>>('ns3.json');
const short = rows.filter(([packetsPerFlow]) => packetsPerFlow <= 1000);

describe('ten hops as in ns-3', () => {
  it.each(short)(
    '%i packets a flow, one each %i ns: %i arrive, the last at %i ns',
    (packetsPerFlow, intervalNs, received, lastNs, checksum) => {
      expect(lineOfRouters(packetsPerFlow, intervalNs)).toEqual({ sent: packetsPerFlow * 10, received, lastNs, checksum });
    },
  );

  it('would not agree with one place more in the queue', () => {
    const [, overloaded] = short;
    const [packetsPerFlow, intervalNs, received, , checksum] = overloaded ?? [0, 0, 0, 0, 0];
    const other = lineOfRouters(packetsPerFlow, intervalNs, 101);
    expect(other.received).not.toBe(received);
    expect(other.checksum).not.toBe(checksum);
  });
});
