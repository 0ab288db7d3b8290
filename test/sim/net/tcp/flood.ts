/**
 * Purpose: a Poisson SYN flood from silent sources against one listener, and legitimate callers beside it, as testbed exp4 was set up.
 */
import type { Stream } from '../../../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S } from '../../../../sim/kernel/time.ts';
import type { Mechanism } from '../../../../sim/net/mechanisms.ts';
import { TCP_FLAG } from '../../../../sim/net/packet.ts';
import { ip, Net } from './harness.ts';

export interface FloodSpec {
  readonly seed: number;
  readonly backlog: number;
  readonly synAckRetries: number;
  readonly floodPerS: number;
  readonly callsPerS: number;
  readonly warmUpS: number;
  readonly measuredS: number;
  readonly timerWheel: boolean;
  readonly on?: readonly Mechanism[];
}

export interface FloodResult {
  /** Flood SYNs in the measured time, and those of them that met a full backlog. */
  readonly offered: number;
  readonly refused: number;
  readonly calls: number;
  readonly within3s: number;
  readonly firstSyn: number;
}

/** Calls `arrive` at the instants of a Poisson process. */
function poisson(net: Net, stream: Stream, perS: number, untilNs: number, arrive: (n: number) => void): void {
  let n = 0;
  const next = (): void => {
    const atNs = net.kernel.now + Math.ceil((-Math.log(1 - stream.next()) / perS) * NS_PER_S);
    if (atNs < untilNs) net.kernel.at(atNs, () => step());
  };
  const step = (): void => {
    arrive(n++);
    next();
  };
  if (perS > 0) next();
}

/** One run of the experiment; the lines have next to no delay, as in the testbed's namespaces. */
export function runFlood(spec: FloodSpec): FloodResult {
  const { timerWheel } = spec;
  const net = new Net({
    seed: spec.seed,
    trace: false,
    on: spec.on ?? [],
    profile: { timerWheel },
    line: { rateBps: 1_000_000_000, delayNs: 50_000 },
  });
  const server = net.host('server', { backlog: spec.backlog, synAckRetries: spec.synAckRetries });
  const client = net.host('client');
  const listener = server.tcp.listen(80, () => ({}));
  const startNs = spec.warmUpS * NS_PER_S;
  const endNs = (spec.warmUpS + spec.measuredS) * NS_PER_S;
  const measuring = (): boolean => net.kernel.now >= startNs && net.kernel.now < endNs;
  let [offered, refused, calls, within3s, firstSyn] = [0, 0, 0, 0, 0];
  // The flood outlasts the patience of the last caller.
  poisson(net, net.context.streams.get('flood'), spec.floodPerS, endNs + 4 * NS_PER_S, (n) => {
    const full = listener.halfOpen.size >= listener.slots;
    if (measuring()) offered++;
    if (measuring() && full) refused++;
    net.inject(server, { ...client, address: ip('198.18.0.0') + n }, { srcPort: 1024, dstPort: 80, seq: n, flags: TCP_FLAG.SYN });
  });
  poisson(net, net.context.streams.get('calls'), spec.callsPerS, endNs, () => {
    const counts = measuring();
    const bornNs = net.kernel.now;
    if (counts) calls++;
    const connection = client.tcp.connect(
      { dst: server.address, dstPort: 80, patienceNs: 3 * NS_PER_S, synLinearTimeouts: 4 },
      {
        onOpen: () => {
          if (counts) within3s++;
          if (counts && net.kernel.now - bornNs < 500 * NS_PER_MS) firstSyn++;
          connection.abort();
        },
      },
    );
  });
  net.kernel.run(endNs + 4 * NS_PER_S);
  return { offered, refused, calls, within3s, firstSyn };
}
