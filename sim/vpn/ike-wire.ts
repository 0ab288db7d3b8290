/**
 * Purpose: the UDP ports of an IKE endpoint: 500 for IKE alone, 4500 shared by IKE, ESP and keepalives, and the address that it speaks from.
 *
 * Does not model: anything above a datagram. Units: octets. Determinism: none needed.
 * References: RFC 7296 2, 2.23; RFC 3948 2.
 */
import type { Ipv4 } from '../net/address.ts';
import type { Datagram } from '../net/udp.ts';
import { isEspInUdp, NAT_KEEPALIVE, NON_ESP_MARKER_BYTES, PLAIN_PORTS, type EspInUdp, type IkePorts } from './ike-nat.ts';
import { IKE_PORT, NATT_PORT, type IkeMessage } from './ike-payloads.ts';
import type { UdpPort } from './udp-port.ts';

/** Who takes what arrives. */
export interface WireHandlers {
  ike(datagram: Datagram): void;
  esp(content: EspInUdp, datagram: Datagram): void;
}

/**
 * Binds both ports.
 * Units: none. Errors: throws when one is taken. Source: RFC 3948 2.
 */
export class IkeWire {
  /** Where this end speaks from; changes when the device moves. */
  address: Ipv4;
  readonly #udp: UdpPort;

  constructor(udp: UdpPort, address: Ipv4, handlers: WireHandlers) {
    this.#udp = udp;
    this.address = address;
    udp.bind(IKE_PORT, (datagram) => handlers.ike(datagram));
    udp.bind(NATT_PORT, (datagram) => {
      if (datagram.content.kind === NAT_KEEPALIVE.kind) return;
      if (isEspInUdp(datagram.content)) handlers.esp(datagram.content, datagram);
      else handlers.ike(datagram);
    });
  }

  send(to: Ipv4, message: IkeMessage, ports: IkePorts = PLAIN_PORTS): void {
    const content = ports.own === NATT_PORT ? { ...message, bytes: message.bytes + NON_ESP_MARKER_BYTES } : message;
    this.#udp.send({ dst: to, dstPort: ports.peer, srcPort: ports.own, src: this.address, content });
  }

  keepAlive(to: Ipv4, ports: IkePorts): void {
    this.#udp.send({ dst: to, dstPort: ports.peer, srcPort: ports.own, src: this.address, content: NAT_KEEPALIVE });
  }
}
