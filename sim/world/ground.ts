/**
 * Purpose: lets the network room tell the facts what really happened at places where only it knows: half-open entries, neighbours that routers believe in, tunnels that are raised,
 * and alarms about addresses.
 *
 * Does not model: anything; nothing reads these facts back. Units: nanoseconds. Determinism: event order.
 * References: threat cards T15 (b), T13, T08, T23 (b) "Wins when".
 */
import type { Packet } from '../net/packet.ts';
import type { WorldParts } from './parts.ts';

/**
 * Connects the context's ground truth with the facts of a world.
 * Units: none. Errors: none. Source: threat-cards 2.1.
 */
export function noteGroundTruth(parts: WorldParts): void {
  const { context, facts } = parts;
  const now = (): number => context.kernel.now;
  context.ground.halfOpen = (host: string, packet: Packet) =>
    void facts.halfOpens.push({ atNs: now(), host, claimed: parts.ownerOf(packet.src, host), origin: packet.origin });
  context.ground.raised = (device: string, { origin }: Packet) => void facts.raised.push({ atNs: now(), device, origin });
  context.ground.addressConflict = (place: string, address: number, origin: string) => {
    const subject = parts.ownerOf(address, place);
    facts.alarms.push({ atNs: now(), place, kind: 'address-conflict', subject, origin });
    if (context.trace.on) context.trace.emit(place, 'alarm', { alarm: 'address-conflict', subject, origin });
  };
  context.ground.neighbour = (router: string, packet: Packet, claimed: number, onLink: boolean) => {
    facts.neighbours.push({ atNs: now(), router, claimed: parts.ownerOf(claimed, router), origin: packet.origin, onLink });
  };
}
