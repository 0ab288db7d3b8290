/**
 * Purpose: makes and sends TCP segments, and the RST that answers a segment nobody expects.
 *
 * Does not model: options but the timestamp, urgent data, checksums.
 * Units: octets. Determinism: none needed.
 * References: RFC 9293 3.1 (header), 3.5.2 and 3.10.7.1 (reset generation).
 */
import { formatIpv4 } from '../address.ts';
import type { IpNode } from '../node.ts';
import { segmentLength, TCP_FLAG, type Packet, type Piece, type TcpSegment } from '../packet.ts';
import type { TcpEvent, TcpState } from './tcp-machine.ts';
import type { FourTuple } from './types.ts';

export const NO_PIECES: readonly Piece[] = [];

/**
 * Sends one segment of a 4-tuple.
 * Units: window in octets. Errors: none. Source: RFC 9293 3.1.
 */
export function sendSegment(
  node: IpNode,
  tuple: FourTuple,
  seq: number,
  ack: number,
  flags: number,
  window: number,
  pieces: readonly Piece[],
  timestamp?: number,
): void {
  const { local, remote } = tuple;
  const body: TcpSegment = { protocol: 'tcp', srcPort: local.port, dstPort: remote.port, seq, ack, flags, window, pieces };
  node.originate({ dst: remote.address, src: local.address, body: timestamp === undefined ? body : { ...body, timestamp } });
}

/**
 * The 4-tuple of an arriving packet as its receiver sees it.
 * Units: none. Errors: none. Source: RFC 9293 3.3.1.
 */
export function tupleOf(packet: Packet, segment: TcpSegment): FourTuple {
  return { local: { address: packet.dst, port: segment.dstPort }, remote: { address: packet.src, port: segment.srcPort } };
}

/**
 * Answers a segment that belongs to no connection; a RST is never answered.
 * Units: none. Errors: none. Source: RFC 9293 3.10.7.1.
 */
export function replyReset(node: IpNode, packet: Packet, segment: TcpSegment): void {
  if ((segment.flags & TCP_FLAG.RST) !== 0) return node.context.drop(node.place, packet, 'no-connection');
  const tuple = tupleOf(packet, segment);
  if (node.context.trace.on)
    node.context.trace.emit(node.place, 'tcp', { event: 'reset-sent', conn: connectionName(tuple.remote, tuple.local), uid: packet.uid });
  if ((segment.flags & TCP_FLAG.ACK) !== 0) return sendSegment(node, tuple, segment.ack, 0, TCP_FLAG.RST, 0, NO_PIECES);
  const length = segmentLength(segment) + ((segment.flags & TCP_FLAG.SYN) !== 0 ? 1 : 0) + ((segment.flags & TCP_FLAG.FIN) !== 0 ? 1 : 0);
  sendSegment(node, tuple, 0, (segment.seq + length) >>> 0, TCP_FLAG.RST | TCP_FLAG.ACK, 0, NO_PIECES);
}

/**
 * The name of a connection in the trace: client, then server, the same at both ends.
 * Units: none. Errors: none. Source: own design.
 */
export function connectionName(client: FourTuple['local'], server: FourTuple['local']): string {
  return `${formatIpv4(client.address)}:${client.port}>${formatIpv4(server.address)}:${server.port}`;
}

/**
 * Tells an onlooker of a transition of a connection.
 * Units: none. Errors: none. Source: own design.
 */
export function stepped(node: IpNode, connection: string, event: TcpEvent, from: TcpState, to: TcpState): void {
  const { context, place } = node;
  context.probe?.step?.({ machine: 'tcp-connection', at: place, key: connection, about: connection, event, from, to });
}
