/**
 * Purpose: the move that T23 and T30 share: letting a request pass and cutting everything after it for a while.
 *
 * He tells the request by its size, which no encryption hides: handshakes and acknowledgements are smaller.
 * Does not model: padding against this kind of traffic analysis (RFC 4303 2.7).
 * Units: octets, nanoseconds. Determinism: reacts to what passes.
 * References: threat cards T23 step 3, T30 step (a); threat-cards 2.4 rule 4 (who is on the path can always drop).
 */
import type { TimeNs } from '../../sim/kernel/time.ts';
import type { Ipv4 } from '../../sim/net/address.ts';
import { segmentLength, type Packet } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec } from '../../sim/world/scenario.ts';
import { endsOf } from './tactics.ts';
import { espOf } from './sealed-packets.ts';

/**
 * A signed order has 1,096 octets, with TLS and two layers of ESP up to 1,260; a TLS ClientHello has 250, a login 240, an IKE certificate exchange inside a tunnel 1,430.
 * He knows the program and its forms.
 */
const REQUEST_BYTES = { more: 700, less: 1350 } as const;

/**
 * Cuts the path between both ends of a flow for `cutNs` from each of the first `times` large requests of the client on, which themselves pass.
 * Units: nanoseconds. Errors: none. Source: threat cards T23, T30.
 */
export function cutAfterRequest(hands: Hands, flow: FlowSpec, cutNs: TimeNs, times = 1): void {
  const { client, server, service } = endsOf(hands, flow);
  const near = ends(hands, client, flow.client);
  const far = ends(hands, server, service.host);
  let endNs: TimeNs | undefined;
  let cuts = 0;
  hands.onPacket((packet) => {
    const forth = near.includes(packet.src) && far.includes(packet.dst);
    const back = far.includes(packet.src) && near.includes(packet.dst);
    if ((!forth && !back) || hands.now < flow.atNs) return PASS;
    if (endNs === undefined || (hands.now >= endNs && cuts < times)) {
      if (forth && looksLikeOrder(carriedBytes(packet))) {
        endNs = hands.now + cutNs;
        cuts++;
        hands.note('cutting-line', { flow: flow.id });
      }
      return PASS;
    }
    return hands.now < endNs ? { verb: 'drop', reason: 'cut-by-attacker' } : PASS;
  });
}

/** A host and the device of its site: whose address is on the outside depends on the protection. */
function ends(hands: Hands, address: Ipv4, place: string): readonly Ipv4[] {
  return [address, hands.plan.deviceAddress(place.split('.')[0] ?? '')];
}

function carriedBytes(packet: Packet): number {
  const { body } = packet;
  const sealed = espOf(packet);
  if (sealed !== undefined) return sealed.bytes;
  return body.protocol === 'tcp' ? segmentLength(body) : 0;
}

function looksLikeOrder(bytes: number): boolean {
  return bytes > REQUEST_BYTES.more && bytes < REQUEST_BYTES.less;
}
