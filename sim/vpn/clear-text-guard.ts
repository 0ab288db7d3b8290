/**
 * Purpose: the safety invariant of a VPN device, checked on its line in every run: nothing that policy wants protected leaves in the clear.
 *
 * It looks at what is put on the wire and does not share the policy code: an ESP packet is fine, and so is what protection is made of, sent from the device's own address; for
 * everything else the device must have asked whether IPsec is deployed, and been told that it is not. What it finds is a bug in us, hence an error and not an event.
 * A device that a scenario leaves as a bridge (T32) has no such watch. Does not model: anything. Cost: a few comparisons a packet; it asks no control, so that it changes no run.
 * Units: none. Determinism: pure. References: RFC 4301 4.4.1 (PROTECT), 5.1; TR 8.1 a, D.4 c.
 */
import { describePacket, type Packet } from '../net/packet.ts';
import type { Iface } from '../net/iface.ts';
import type { DeviceControls } from './controls.ts';

/**
 * Watches the line of a device; `ownPorts` are the UDP ports of IKE, the centre and enrolment.
 * Units: none. Errors: throws, when a packet passes, if it should have been protected (a bug). Source: RFC 4301 5.1.
 */
export function guardClearText(wan: Iface, controls: DeviceControls, ownPorts: readonly number[]): void {
  wan.watch = (packet) => {
    const { body } = packet;
    if (body.protocol === 'esp' || isOwn(packet, wan, ownPorts)) return;
    if (controls.answered('ipsec-ike') === false) return;
    throw new Error(
      `${wan.node.place}: a packet that policy wants protected leaves in the clear: ${JSON.stringify(describePacket(packet))}`,
    );
  };
}

function isOwn(packet: Packet, wan: Iface, ownPorts: readonly number[]): boolean {
  const { body } = packet;
  return packet.src === wan.address && body.protocol === 'udp' && (ownPorts.includes(body.srcPort) || ownPorts.includes(body.dstPort));
}
