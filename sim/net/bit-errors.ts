/**
 * Purpose: bits that a line flips, and which of the damaged packets pass the checksums on the way.
 *
 * A packet is damaged with (errors per bit) × (its bits), the first term of 1 − (1 − p)^n and above it by less than half its square. Of the damaged ones the given share passes: 2^-16
 * for random changes and a 16-bit checksum, all of them where equipment swaps 16-bit words, which a one's-complement sum cannot see, or damages a packet before it sums.
 * What passes: data of a TCP segment arrive changed; ESP arrives changed and is for its integrity check to judge.
 * Does not model: damaged headers, datagrams and bare acknowledgements that pass (they count as lost); bursts over several packets.
 * Units: octets. Determinism: one draw a packet and one a damaged packet, from the named stream of a direction of a line.
 * References: RFC 1071 1, 2 (the sum and the order of its words); Stone, Partridge, SIGCOMM 2000 (damage between the checks of links); threat card T31.
 */
import type { Stream } from '../kernel/streams.ts';
import type { Packet } from './packet.ts';

interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

export interface BitErrorSpec {
  /** Probability that a bit is flipped. */
  readonly perBit: Share;
  /** Share of damaged packets that pass the checksums. */
  readonly missed: Share;
}

/** What becomes of a packet: `seen` = a checksum tells of the damage and it is thrown away. */
export type Fate = 'sound' | 'seen' | 'missed';

/**
 * The errors of one direction of a line.
 * Units: octets. Errors: none. Source: RFC 1071; threat card T31 "Numbers".
 */
export class BitErrors {
  readonly #spec: BitErrorSpec;
  readonly #stream: Stream;

  constructor(spec: BitErrorSpec, stream: Stream) {
    this.#spec = spec;
    this.#stream = stream;
  }

  fateOf(sizeBytes: number): Fate {
    const { perBit, missed } = this.#spec;
    const damaged = this.#stream.chance(Math.min(perBit.numerator * sizeBytes * 8, perBit.denominator), perBit.denominator);
    if (!damaged) return 'sound';
    return this.#stream.chance(missed.numerator, missed.denominator) ? 'missed' : 'seen';
  }
}

/**
 * The packet with other bits in what it carries; undefined for what cannot be delivered in that state.
 * Units: none. Errors: none. Source: threat card T31 (unintentional corruption).
 */
export function damagedPacket(packet: Packet): Packet | undefined {
  const { body } = packet;
  if (body.protocol === 'esp') {
    const sealed = body.sealed.altered((inner) => damagedPacket(inner) ?? inner);
    return { ...packet, body: { ...body, sealed } };
  }
  const [first, ...rest] = body.protocol === 'tcp' ? body.pieces : [];
  if (body.protocol !== 'tcp' || first === undefined) return undefined;
  return { ...packet, body: { ...body, pieces: [{ ...first, damaged: true }, ...rest] } };
}
