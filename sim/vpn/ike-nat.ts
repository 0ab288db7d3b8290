/**
 * Purpose: IKE and ESP through address translators, and over changes of address: finding a NAT, the ports that are used from then on, keeping its mapping, telling the peer of a move.
 *
 * ```
 * initiator                 NAT                     responder
 *    |-- 500 > 500 ---------->|-- p > 500 -------------->|   N(NAT_DETECTION_*): hashes over SPIs, address, port as each end sees them
 *    |<-----------------------|<------------------ 500 --|   a hash that does not fit what arrived: a NAT is in between
 *    |-- 4500 > 4500, SK ---->|-- q > 4500 ------------->|   from here on both IKE and ESP in UDP, at whatever port the NAT chose
 *    |== ESP in UDP =========>|=========================>|
 *    |-- 0xFF every 20 s ---->|                          |   only from behind the NAT, only in silence
 * ```
 * Does not model: NAT traversal of transport mode (address fix-ups, RFC 3948 3.1), two devices behind one NAT with the same inner address, return routability checks (RFC 4555 3.7).
 * Units: nanoseconds, octets. Determinism: pure, but for one timer an SA behind a NAT.
 * References: RFC 7296 2.23; RFC 3948 2.1-2.3, 4; RFC 4555 3.5 (MOBIKE).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_S } from '../kernel/time.ts';
import type { Ipv4 } from '../net/address.ts';
import type { Content, EspPacket, Packet } from '../net/packet.ts';
import { findNotify, IKE_PORT, notify, type IkePayload, type StatusNotify } from './ike-payloads.ts';
import type { IkeSa } from './ike-sa.ts';

/** The UDP ports at which the two ends of an SA speak. */
export interface IkePorts {
  readonly own: number;
  readonly peer: number;
}

/** Which end sits behind a NAT. */
export interface NatFound {
  readonly own: boolean;
  readonly peer: boolean;
}

/** Where a message left or arrived: both ends as one of them sees them. */
export interface Ends {
  readonly own: { readonly address: Ipv4; readonly port: number };
  readonly peer: { readonly address: Ipv4; readonly port: number };
}

export const PLAIN_PORTS: IkePorts = { own: IKE_PORT, peer: IKE_PORT };
export const NO_NAT: NatFound = { own: false, peer: false };
const NOBODY: Ends['own'] = { address: 0, port: 0 };
/** Four zero octets in front of IKE on port 4500 (RFC 3948 2.2). */
export const NON_ESP_MARKER_BYTES = 4;
/** RFC 3948 4: default interval of keepalives. */
const KEEPALIVE_NS = 20 * NS_PER_S;
/** One octet 0xFF (RFC 3948 2.3). */
export const NAT_KEEPALIVE: Content = { kind: 'nat-keepalive', bytes: 1 };

/** ESP as the content of a datagram on port 4500 (RFC 3948 2.1). */
export interface EspInUdp extends Content {
  readonly kind: 'esp-in-udp';
  readonly esp: EspPacket;
}

/**
 * An ESP packet as a datagram's content.
 * Units: octets. Errors: none. Source: RFC 3948 2.1 (the UDP header is all that is added).
 */
export function espInUdp(esp: EspPacket): EspInUdp {
  return { kind: 'esp-in-udp', bytes: esp.bytes, esp };
}

/**
 * True for ESP inside UDP.
 * Units: none. Errors: none. Source: RFC 3948 2.1.
 */
export function isEspInUdp(content: Content): content is EspInUdp {
  return content.kind === 'esp-in-udp';
}

/**
 * The ends of a packet that arrived.
 * Units: none. Errors: none. Source: RFC 768.
 */
export function endsOf(packet: Packet): Ends {
  const { body } = packet;
  const [dstPort, srcPort] = body.protocol === 'udp' ? [body.dstPort, body.srcPort] : [IKE_PORT, IKE_PORT];
  return { own: { address: packet.dst, port: dstPort }, peer: { address: packet.src, port: srcPort } };
}

/**
 * Notifies of a first message; those of NAT detection with their hashes.
 * Units: none. Errors: none. Source: RFC 7296 2.23.
 */
export function initNotifies(
  sa: Pick<IkeSa, 'spiI' | 'spiR'>,
  names: readonly StatusNotify[],
  ends: Ends,
  forced = false,
): readonly IkePayload[] {
  // An end that wants encapsulation hashes an address that nobody has.
  const own = forced ? NOBODY : ends.own;
  return names.map((name) => {
    if (name === 'NAT_DETECTION_SOURCE_IP') return { type: 'N', notify: name, natHash: natHash(sa, own) };
    if (name === 'NAT_DETECTION_DESTINATION_IP') return { type: 'N', notify: name, natHash: natHash(sa, ends.peer) };
    return notify(name);
  });
}

/**
 * What the hashes of a first message that arrived say; `spiR` is empty for a request. Without hashes no NAT is looked for.
 * Units: none. Errors: none. Source: RFC 7296 2.23.
 */
function detectNat(payloads: readonly IkePayload[], spis: { readonly spiI: string; readonly spiR: string }, arrived: Ends): NatFound {
  const source = findNotify(payloads, 'NAT_DETECTION_SOURCE_IP')?.natHash;
  const destination = findNotify(payloads, 'NAT_DETECTION_DESTINATION_IP')?.natHash;
  if (source === undefined || destination === undefined) return NO_NAT;
  return { own: destination !== natHash(spis, arrived.own), peer: source !== natHash(spis, arrived.peer) };
}

/**
 * What an end takes the hashes for: one that forces encapsulation treats its peer as if there were a NAT.
 * Units: none. Errors: none. Source: RFC 7296 2.23; strongSwan's `encap`.
 */
export function findNat(
  sa: IkeSa,
  payloads: readonly IkePayload[],
  spis: { readonly spiI: string; readonly spiR: string },
  arrived: Ends,
): NatFound {
  const found = detectNat(payloads, spis, arrived);
  return sa.host.settings.forceEncapsulation === true ? { ...found, peer: true } : found;
}

/**
 * True when an initiator moves to port 4500 although there is no NAT: some products do with MOBIKE, where the responder can follow.
 * Units: none. Errors: none. Source: RFC 4555 3.3.
 */
export function floats(sa: IkeSa, payloads: readonly IkePayload[]): boolean {
  const { mobike, profile } = sa.host.settings;
  return mobike && profile.floatsWithMobike && findNotify(payloads, 'NAT_DETECTION_SOURCE_IP') !== undefined;
}

/**
 * Keeps the mapping of the NAT in front of this end while the SA lives: a keepalive when nothing else was sent for the interval.
 * Units: nanoseconds. Errors: none. Source: RFC 3948 4.
 */
export function keepMapping(sa: IkeSa): void {
  const { kernel } = sa.host.context;
  const look = (): void => {
    if (!sa.open) return;
    if (kernel.now - sa.lastSentNs >= KEEPALIVE_NS) sa.host.keepAlive(sa);
    kernel.after(KEEPALIVE_NS, look, PRIORITY.timer);
  };
  kernel.after(KEEPALIVE_NS, look, PRIORITY.timer);
}

/**
 * Tells the peer from where this end speaks now: by MOBIKE where both have it and this end is the one that may; else the SA is deleted, from the new address.
 * Units: none. Errors: none. Source: RFC 4555 3.5 (only the initiator decides on addresses).
 */
export function announceMove(sa: IkeSa): void {
  if (!sa.open) return;
  if (!sa.mobike || sa.role !== 'initiator') {
    sa.endReason = 'address-changed';
    return sa.step('CLOSE');
  }
  sa.host.trace(sa, 'moving');
  sa.submit({ exchange: 'INFORMATIONAL', build: () => [notify('UPDATE_SA_ADDRESSES')], answered: () => sa.host.trace(sa, 'moved') });
}

/** A symbolic SHA-1 over the SPIs, an address and a port. */
function natHash(spis: { readonly spiI: string; readonly spiR: string }, end: Ends['own']): string {
  return `${spis.spiI}|${spis.spiR}|${end.address}|${end.port}`;
}
