/**
 * Purpose: a full-duplex point-to-point line between two interfaces (access lines, leased lines).
 *
 * Does not model: framing octets of the line protocol, unless the line names them (`framingBytes`); scenarios do not, so that sizes on their lines are IP total lengths.
 * Units: octets, nanoseconds. Determinism: one channel a direction, named after its ends.
 * References: RFC 1812 2.2.7 (unnumbered and point-to-point lines need no address resolution).
 */
import { damagedPacket, type BitErrorSpec } from './bit-errors.ts';
import { Channel, type ChannelSpec } from './channel.ts';
import type { NetContext } from './context.ts';
import type { Iface } from './iface.ts';
import { describePacket, packetBytes, protectionOf, type Packet } from './packet.ts';

export interface PointToPoint {
  readonly place: string;
  /** Cuts or heals both directions. */
  setUp(up: boolean): void;
  /** Calls back at the first packet, in either direction, that finds the queue full. */
  onFull(full: () => void): void;
  /** From now on a second line of the same kind shares the load in both directions. */
  addLine(): void;
  /** Somebody who has access to the line hears every packet that enters it. */
  tap(hear: (packet: Packet) => void): void;
  /** From now on it flips bits in both directions. */
  disturb(errors: BitErrorSpec): void;
}

/**
 * Joins two interfaces by a line of the given rate, delay, queue and loss in each direction.
 * Units: see ChannelSpec. Errors: throws when an interface is already connected. Source: own design.
 */
export function connect(context: NetContext, a: Iface, b: Iface, spec: ChannelSpec, place: string): PointToPoint {
  const taps: ((packet: Packet) => void)[] = [];
  const hear = (packet: Packet): void => {
    for (const each of taps) each(packet);
  };
  const channels = [direction(context, { from: a, to: b, hear }, spec, place), direction(context, { from: b, to: a, hear }, spec, place)];
  return {
    place,
    setUp: (up) => {
      for (const channel of channels) channel.up = up;
    },
    onFull: (full) => {
      let told = false;
      const once = (): void => {
        if (told) return;
        told = true;
        full();
      };
      for (const channel of channels) channel.onFull = once;
    },
    addLine: () => {
      for (const channel of channels) channel.addLine();
    },
    tap: (each) => void taps.push(each),
    disturb: (errors) => {
      for (const channel of channels) channel.disturb(errors);
    },
  };
}

interface Direction {
  readonly from: Iface;
  readonly to: Iface;
  readonly hear: (packet: Packet) => void;
}

function direction(context: NetContext, { from, to, hear }: Direction, spec: ChannelSpec, place: string): Channel {
  if (from.medium !== undefined) throw new Error(`interface ${from.node.place}/${from.name} is already connected`);
  const channel = new Channel(context, spec, `${place}/${from.node.place}`);
  const { framingBytes = 0 } = spec;
  const transmit = (packet: Packet): void => {
    const fate = channel.fateOf(packetBytes(packet));
    const arriving = fate === 'sound' ? packet : fate === 'missed' ? damagedPacket(packet) : undefined;
    const sent = channel.send(packetBytes(packet) + framingBytes, () => {
      if (arriving === undefined) context.drop(place, packet, 'bits-damaged');
      else to.node.receive(arriving, { iface: to });
    });
    if (!sent.sent) return context.drop(place, packet, sent.reason);
    hear(packet);
    if (context.trace.on) {
      const event = context.trace.emit(place, 'frame', {
        ...describePacket(packet),
        from: from.node.place,
        to: to.node.place,
        start: sent.startNs,
        arrive: sent.arriveNs,
        prot: protectionOf(packet),
      });
      const [source, target] = [from.node.place, to.node.place];
      // A line notices most damage itself and passes nothing on; an analyser behind it sees what arrives.
      const item = { kind: 'packet', packet: arriving ?? packet } as const;
      context.tap?.heard({ medium: place, from: source, to: target, item, arriveNs: sent.arriveNs, event });
      context.probe?.packet?.(event, packet);
    }
  };
  from.medium = { place, transmit };
  return channel;
}
