/**
 * Purpose: L2TP messages as octets.
 *
 * Tunnel and session are numbered 1, sequence numbers are 0: the model has one of each and counts no messages.
 * Does not model: hidden AVPs. Units: octets. Determinism: pure but for the tie breaker.
 * References: RFC 2661 3.1 (headers), 4.1 (AVP), 4.4 (their values), 6.1 to 6.9; RFC 1661 2 (PPP).
 */
import type { L2tpControl, L2tpControlType } from '../../sim/net/l2tp/messages.ts';
import { ascii, join, u16, u32, type Bytes } from './bytes.ts';
import type { Secrets } from './secrets.ts';

/** T, L and S bits with version 2. */
const CONTROL_FLAGS = 0xc802;
const DATA_FLAGS = 0x0002;
const HEADER_BYTES = 12;
const AVP_BYTES = 6;
const MANDATORY = 0x8000;
const TUNNEL = 1;
const SESSION = 1;
/** Address and control of PPP, and the protocol number of IPv4. */
const PPP_IPV4 = Uint8Array.of(0xff, 0x03, 0x00, 0x21);

const AVP = {
  messageType: 0,
  protocolVersion: 2,
  framing: 3,
  tieBreaker: 5,
  hostName: 7,
  tunnel: 9,
  session: 14,
  serialNumber: 15,
  framingType: 19,
  connectSpeed: 24,
} as const;
const MESSAGE_TYPE: Readonly<Record<Exclude<L2tpControlType, 'ZLB'>, number>> = {
  SCCRQ: 1,
  SCCRP: 2,
  SCCCN: 3,
  ICRQ: 10,
  ICRP: 11,
  ICCN: 12,
};
/** 100 Mbit/s; the model has no line of its own under a session. */
const SPEED_BPS = 100_000_000;
const ASYNC_AND_SYNC = 3;
const SYNC = 1;

/**
 * A control message.
 * Units: octets. Errors: none. Source: RFC 2661 3.1, 4.1.
 */
export function l2tpControlBytes(content: L2tpControl, secrets: Secrets): Bytes {
  const { type, bytes } = content;
  const avps = type === 'ZLB' ? [] : avpsOf(type, bytes, secrets);
  const session = type === 'ICRP' || type === 'ICCN' ? SESSION : 0;
  return join(u16(CONTROL_FLAGS), u16(bytes), u16(type === 'SCCRQ' ? 0 : TUNNEL), u16(session), u16(0), u16(0), ...avps);
}

/**
 * A data message around a packet.
 * Units: octets. Errors: none. Source: RFC 2661 3.1; RFC 1661 2.
 */
export function l2tpDataBytes(inner: Bytes): Bytes {
  return join(u16(DATA_FLAGS), u16(TUNNEL), u16(SESSION), PPP_IPV4, inner);
}

function avpsOf(type: Exclude<L2tpControlType, 'ZLB'>, bytes: number, secrets: Secrets): readonly Bytes[] {
  const first = avp(AVP.messageType, u16(MESSAGE_TYPE[type]));
  const control = [avp(AVP.protocolVersion, u16(0x0100)), avp(AVP.framing, u32(ASYNC_AND_SYNC)), avp(AVP.tunnel, u16(TUNNEL))];
  switch (type) {
    case 'SCCRQ':
      return named([first, ...control, avp(AVP.tieBreaker, secrets.bytes('l2tp-tie-breaker', 8))], bytes);
    case 'SCCRP':
      return named([first, ...control], bytes);
    case 'SCCCN':
      return [first];
    case 'ICRQ':
      return [first, avp(AVP.session, u16(SESSION)), avp(AVP.serialNumber, u32(1))];
    case 'ICRP':
      return [first, avp(AVP.session, u16(SESSION))];
    case 'ICCN':
      return [first, avp(AVP.connectSpeed, u32(SPEED_BPS)), avp(AVP.framingType, u32(SYNC))];
  }
}

/** The model keeps only the length of the host name. */
function named(avps: readonly Bytes[], bytes: number): readonly Bytes[] {
  const length = bytes - HEADER_BYTES - avps.reduce((sum, one) => sum + one.length, 0) - AVP_BYTES;
  return [...avps, avp(AVP.hostName, ascii('wardlab.'.repeat(length).slice(0, length)))];
}

function avp(attribute: number, value: Bytes): Bytes {
  return join(u16(MANDATORY | (AVP_BYTES + value.length)), u16(0), u16(attribute), value);
}
