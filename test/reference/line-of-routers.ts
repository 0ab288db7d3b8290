/**
 * Purpose: the packet topology that simulators are compared on: a line of routers, constant-rate UDP flows end to end, and what arrives.
 *
 *   node 0 ── 1 Gbit/s, 1 ms, queue of 100 ── node 1 ── … ── node 10        frames: payload 1000 + UDP 8 + IPv4 20 + PPP 2 octets, 8240 ns each
 */
import { Kernel } from '../../sim/kernel/kernel.ts';
import { Streams } from '../../sim/kernel/streams.ts';
import { Trace } from '../../sim/kernel/trace.ts';
import { NetContext } from '../../sim/net/context.ts';
import { IpNode } from '../../sim/net/node.ts';
import { connect } from '../../sim/net/point-to-point.ts';
import { ip, prefix } from '../sim/net/support.ts';

const HOPS = 10;
const FLOWS = 10;
/** ns-3's PPP header (PppHeader::GetSerializedSize). */
const FRAMING_BYTES = 2;
const LINE = { rateBps: 1e9, delayNs: 1e6, queuePackets: 100, loss: { numerator: 0, denominator: 1 }, framingBytes: FRAMING_BYTES };
const PAYLOAD = { kind: 'test', bytes: 1000 };

export interface LineArrivals {
  readonly sent: number;
  readonly received: number;
  readonly lastNs: number;
  /** Over all arrival times in order: sum = sum × 31 + time, modulo 2^32. */
  readonly checksum: number;
}

/** Runs the flows; flow f starts at 1 ms + f × 7 µs and sends every `intervalNs`. */
export function lineOfRouters(packetsPerFlow: number, intervalNs: number, queuePackets = LINE.queuePackets): LineArrivals {
  const kernel = new Kernel();
  const context = new NetContext({
    kernel,
    streams: new Streams(1),
    trace: new Trace(false, () => kernel.now),
    gate: { on: () => undefined },
  });
  const nodes = Array.from({ length: HOPS + 1 }, (_, n) => new IpNode(context, `node-${n}`, true));
  const dst = ip(`10.0.${HOPS - 1}.2`);
  for (const [n, near] of nodes.entries()) {
    const far = nodes[n + 1];
    if (far === undefined) continue;
    const subnet = prefix(`10.0.${n}.0/24`);
    const left = near.addIface('right', ip(`10.0.${n}.1`), subnet);
    const right = far.addIface('left', ip(`10.0.${n}.2`), subnet);
    connect(context, left, right, { ...LINE, queuePackets }, `line-${n}`);
    if (n < HOPS - 1) near.table.add({ prefix: prefix(`10.0.${HOPS - 1}.0/24`), iface: left, nextHop: right.address });
  }
  let [received, lastNs, checksum] = [0, 0, 0];
  nodes[HOPS]?.handle('udp', () => {
    received++;
    lastNs = kernel.now;
    checksum = (Math.imul(checksum, 31) + lastNs) >>> 0;
  });
  const [first] = nodes;
  for (let flow = 0; flow < FLOWS; flow++) {
    let left = packetsPerFlow;
    const send = (): void => {
      first?.originate({ dst, body: { protocol: 'udp', srcPort: 50_000 + flow, dstPort: 9, content: PAYLOAD } });
      if (--left > 0) kernel.at(kernel.now + intervalNs, send);
    };
    kernel.at(1_000_000 + flow * 7000, send);
  }
  kernel.run(packetsPerFlow * intervalNs + 2_000_000_000);
  return { sent: packetsPerFlow * FLOWS, received, lastNs, checksum };
}
