/**
 * Purpose: packet-hops a second on the line of routers that ns-3 was run on, and whether the arrivals are still the same. Run it with `npx tsx bench/line-of-routers.ts`.
 *
 * Does not model: anything; absolute rates vary with the machine and its load by a factor of two.
 * Units: million delivered packet-hops per second of wall-clock time. Determinism: the arrivals are the same in every round; the times are not.
 * References: test/reference/ns3.json.
 */
import { lineOfRouters } from '../test/reference/line-of-routers.ts';
import { reference, type Reference } from '../test/reference/read.ts';

const HOPS = 10;

const { rows } = reference<Reference<readonly number[]>>('ns3.json');
for (const [packetsPerFlow = 0, intervalNs = 0, , , checksum] of rows) {
  const startMs = performance.now();
  const arrivals = lineOfRouters(packetsPerFlow, intervalNs);
  const seconds = (performance.now() - startMs) / 1000;
  const rate = ((arrivals.received * HOPS) / seconds / 1e6).toFixed(3);
  process.stdout.write(
    `${arrivals.received} of ${arrivals.sent} delivered, ${rate} M hops/s, ${arrivals.checksum === checksum ? 'as' : 'NOT AS'} ns-3\n`,
  );
}
