/**
 * Purpose: cutting lists of pieces (runs of octets of messages) to a range.
 *
 * Does not model: anything. Units: octets. Determinism: pure. References: own design.
 */
import type { Piece } from '../packet.ts';

/**
 * The pieces that hold `length` octets from `skip` on; the same array when that is all of it.
 * Units: octets. Errors: none; asking for more than there is gives what there is. Source: own design.
 */
export function slicePieces(pieces: readonly Piece[], skip: number, length: number): readonly Piece[] {
  const result: Piece[] = [];
  let position = 0;
  let whole = true;
  for (const piece of pieces) {
    const from = Math.max(skip, position);
    const to = Math.min(skip + length, position + piece.length);
    if (to > from) {
      const uncut = to - from === piece.length;
      whole &&= uncut;
      result.push(uncut ? piece : { ...piece, offset: piece.offset + from - position, length: to - from });
    }
    position += piece.length;
  }
  return whole && result.length === pieces.length ? pieces : result;
}
