/**
 * Purpose: a VPN box that somebody left as a bridge, so that it passes everything as it is; whoever keeps a register of devices and their settings finds it and puts it right.
 *
 * `training-ledger` is asked where the box would otherwise protect or refuse a packet.
 * Does not model: when it was left so, and when it is found. Units: none. Determinism: pure but for the question.
 * References: TR B.3 a (misconfiguration), C 6-1-2 (register); threat card T32.
 */
import type { WorldParts } from './parts.ts';

/**
 * Says, whenever it matters, whether the box still stands as a bridge.
 * Units: none. Errors: none. Source: threat card T32 (router left in default or bridging mode).
 */
export function leftBridging({ context }: WorldParts, place: string): () => boolean {
  let found = false;
  return () => {
    const control = context.gate.on('training-ledger', place);
    if (control !== undefined && !found) context.stop({ control, at: place, reason: 'setting-put-right', origin: place });
    found = control !== undefined;
    return !found;
  };
}
