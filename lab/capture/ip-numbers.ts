/**
 * Purpose: the numbers of the protocols in the headers of IPv4 and Ethernet.
 *
 * Units: none. Determinism: constants. References: IANA protocol numbers; RFC 894, RFC 826 (EtherTypes).
 */
export const IP_PROTOCOL = { ipv4: 4, tcp: 6, udp: 17, esp: 50 } as const;
export const ETHERTYPE = { ipv4: 0x0800, arp: 0x0806 } as const;
