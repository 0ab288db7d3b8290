/**
 * Purpose: in which order the lines and LANs of a run stand in its capture: those that data reach last come first.
 *
 * An analyser takes all copies of a stream for one stream. A copy that is older than what it has seen is a retransmission to it and is left alone; a copy that is a little younger is out
 * of order, and where a message spans several segments it tries to put the two together and reports a fault. So the end at which most octets arrive comes first.
 * Does not model: anything. Units: octets. Determinism: in the order of events.
 * References: Wireshark 4.0, tcp_analyze_sequence_number (retransmission before out-of-order by time).
 */
import { isL2tpData } from '../../sim/net/l2tp/messages.ts';
import { segmentLength, type Packet, type TcpSegment } from '../../sim/net/packet.ts';
import type { OnWire } from '../../sim/net/tap.ts';
import { isEspInUdp } from '../../sim/vpn/ike-nat.ts';
import { ANALYST } from './analyst.ts';

/** How far along their way packets are at a place, by octets: 0 at their first, 1 at their last. */
interface Tally {
  reached: number;
  octets: number;
}

/**
 * The places of a run, in the order of the capture.
 * Units: none. Errors: none. Source: own design.
 */
export function mediaInOrder(items: readonly OnWire[]): readonly string[] {
  const tallies = new Map<string, Tally>(items.map(({ medium }) => [medium, { reached: 0, octets: 0 }]));
  for (const [segment, media] of waysOf(items)) {
    const octets = segmentLength(segment);
    for (const [index, medium] of media.entries()) {
      const tally = tallies.get(medium);
      if (tally === undefined) continue;
      tally.reached += (octets * index) / Math.max(1, media.length - 1);
      tally.octets += octets;
    }
  }
  const share = ({ reached, octets }: Tally): number => (octets === 0 ? 0 : reached / octets);
  return [...tallies].sort(([, a], [, b]) => share(b) - share(a)).map(([medium]) => medium);
}

/** The places that each segment with data passed, in order. */
function waysOf(items: readonly OnWire[]): ReadonlyMap<TcpSegment, readonly string[]> {
  const ways = new Map<TcpSegment, string[]>();
  for (const { item, medium } of items) {
    const body = item.kind === 'frame' ? item.frame.body : undefined;
    const packet = item.kind === 'packet' ? item.packet : body?.type === 'ipv4' ? body.packet : undefined;
    const segment = packet === undefined ? undefined : segmentIn(packet);
    if (segment === undefined || segment.pieces.length === 0) continue;
    const way = ways.get(segment) ?? [];
    way.push(medium);
    ways.set(segment, way);
  }
  return ways;
}

/** The segment in a packet, out of every tunnel around it. */
function segmentIn({ body }: Packet): TcpSegment | undefined {
  if (body.protocol === 'tcp') return body;
  if (body.protocol === 'udp' && isL2tpData(body.content)) return segmentIn(body.content.inner);
  const esp = body.protocol === 'esp' ? body : isEspInUdp(body.content) ? body.content.esp : undefined;
  const opened = esp?.sealed.open(ANALYST);
  return opened?.ok === true ? segmentIn(opened.body) : undefined;
}
