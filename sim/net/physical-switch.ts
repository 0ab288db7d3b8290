/**
 * Purpose: a physical switch between two zones: somebody joins them by hand when they have to work together, and parts them again.
 *
 * A device whose zones are parted forwards nothing between them while the switch is in use (`physical-switch`); it is asked only when a packet comes at such a time, because in
 * the joined position the switch is a wire.
 * Does not model: the hand, bouncing contacts, a switch that is left in the wrong position (write that into the positions).
 * Units: nanoseconds. Determinism: positions in time order.
 * References: TR 9.4 (University B changes between the in-house network and the secure zone for outside connections by a physical switch).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { NetContext } from './context.ts';
import type { IpNode } from './node.ts';
import { PASS, type PacketRule } from './rules.ts';

/** From this time on the two sides are joined, or not. */
export interface SwitchPosition {
  readonly atNs: TimeNs;
  readonly joined: boolean;
}

/**
 * The rule of a device in whose wire the switch lies; before the first position the sides are apart.
 * Units: nanoseconds. Errors: none. Source: TR 9.4.
 */
export function physicalSwitch(context: NetContext, node: IpNode, positions: readonly SwitchPosition[]): PacketRule {
  return () => {
    const { now } = context.kernel;
    if (positions.findLast(({ atNs }) => atNs <= now)?.joined === true) return PASS;
    const control = context.gate.on('physical-switch', node.place);
    return control === undefined ? PASS : { verb: 'drop', reason: 'switch-apart', control };
  };
}
