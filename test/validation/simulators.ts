/**
 * Purpose: rows against another simulator: ns-3 on the same line of routers.
 */
import { lineOfRouters } from '../reference/line-of-routers.ts';
import { reference, type Reference } from '../reference/read.ts';
import { exact, type Section } from './row.ts';

type Arrivals = readonly [packetsPerFlow: number, intervalNs: number, received: number, lastNs: number, checksum: number];

const { rows, source } = reference<Reference<Arrivals>>('ns3.json');

export const SIMULATORS: Section = {
  title: 'Cross-simulator',
  about: `${source}. Number of packets that arrive, time of the last one, and a checksum over every arrival time in order: equal to the nanosecond. Tests: \`test/reference/ns3.test.ts\`.`,
  rows: rows.map(([packetsPerFlow, intervalNs, received, lastNs, checksum]) =>
    exact(
      `10 flows of ${packetsPerFlow} packets, one each ${intervalNs} ns: received, last arrival in ns, checksum`,
      `${received}, ${lastNs}, ${checksum}`,
      () => {
        const found = lineOfRouters(packetsPerFlow, intervalNs);
        return `${found.received}, ${found.lastNs}, ${found.checksum}`;
      },
      packetsPerFlow <= 1000,
    ),
  ),
};
