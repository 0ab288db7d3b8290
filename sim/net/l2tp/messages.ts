/**
 * Purpose: the messages of L2TP with their sizes on the wire: control messages made of AVPs, and data messages that carry one PPP frame.
 *
 * A data message has the shortest header (no length, no sequence, no offset). The PPP frame has its address, control and protocol octets; L2TP leaves its flags and checksum out.
 * Does not model: hiding of AVPs, tunnel authentication (Challenge), the optional AVPs, PPP negotiation (LCP, IPCP) inside the session.
 * Units: octets. Determinism: plain values.
 * References: RFC 2661 3.1 (headers), 4.1 (AVP), 6.1 to 6.9 (what each message must hold), 8.1 (UDP port 1701); RFC 1661 2, 3.1 (PPP).
 */
import { packetBytes, type Content, type Packet } from '../packet.ts';

/** RFC 2661 8.1. */
export const L2TP_PORT = 1701;

/** Flags and version, tunnel, session. */
const DATA_HEADER_BYTES = 6;
/** Flags and version, length, tunnel, session, Ns, Nr; a message of this alone acknowledges (ZLB). */
const CONTROL_HEADER_BYTES = 12;
const AVP_HEADER_BYTES = 6;
/** Address and control (0xff03), protocol (0x0021 for IP). */
const PPP_HEADER_BYTES = 4;

/** What a data message adds to an IP packet, besides the outer UDP and IP headers. */
export const L2TP_DATA_OVERHEAD_BYTES = DATA_HEADER_BYTES + PPP_HEADER_BYTES;

export type L2tpControlType = 'SCCRQ' | 'SCCRP' | 'SCCCN' | 'ICRQ' | 'ICRP' | 'ICCN' | 'ZLB';

/** Lengths of the values of the AVPs that each message must hold, message type first; the host name comes on top. */
const AVPS: Readonly<Record<L2tpControlType, readonly number[]>> = {
  // Message type, protocol version, framing capabilities, assigned tunnel; SCCRQ also a tie breaker, since either end may begin.
  SCCRQ: [2, 2, 4, 2, 8],
  SCCRP: [2, 2, 4, 2],
  SCCCN: [2],
  // Assigned session, call serial number.
  ICRQ: [2, 2, 4],
  ICRP: [2, 2],
  // Connect speed, framing type.
  ICCN: [2, 4, 4],
  ZLB: [],
};
const WITH_HOST_NAME: readonly L2tpControlType[] = ['SCCRQ', 'SCCRP'];

export interface L2tpControl extends Content {
  readonly kind: 'l2tp-control';
  readonly type: L2tpControlType;
}

export interface L2tpData extends Content {
  readonly kind: 'l2tp-data';
  readonly inner: Packet;
}

/**
 * A control message; the host name is the sender's.
 * Units: octets. Errors: none. Source: RFC 2661 3.1, 4.1, 6.1 to 6.9.
 */
export function l2tpControl(type: L2tpControlType, hostName: string): L2tpControl {
  const name = WITH_HOST_NAME.includes(type) ? [hostName.length] : [];
  const avps = [...AVPS[type], ...name].reduce((sum, value) => sum + AVP_HEADER_BYTES + value, 0);
  return { kind: 'l2tp-control', type, bytes: CONTROL_HEADER_BYTES + avps };
}

/**
 * A data message with an IP packet in it.
 * Units: octets. Errors: none. Source: RFC 2661 3.1, 5.3; RFC 1661 2.
 */
export function l2tpData(inner: Packet): L2tpData {
  return { kind: 'l2tp-data', inner, bytes: L2TP_DATA_OVERHEAD_BYTES + packetBytes(inner) };
}

/**
 * True for control messages.
 * Units: none. Errors: none. Source: RFC 2661 3.1 (T bit).
 */
export function isL2tpControl(content: Content): content is L2tpControl {
  return content.kind === 'l2tp-control' && 'type' in content;
}

/**
 * True for data messages.
 * Units: none. Errors: none. Source: RFC 2661 3.1 (T bit).
 */
export function isL2tpData(content: Content): content is L2tpData {
  return content.kind === 'l2tp-data' && 'inner' in content;
}
