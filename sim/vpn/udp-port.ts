/**
 * Purpose: the part of UDP that the VPN room needs, so that somebody who sits in the path and has no address of his own can stand in for it.
 *
 * Does not model: anything. Units: none. Determinism: none needed. References: RFC 768.
 */
import type { UdpLayer } from '../net/udp.ts';

/** A node's UDP layer, or whatever listens and sends like one. */
export type UdpPort = Pick<UdpLayer, 'bind' | 'send'>;
