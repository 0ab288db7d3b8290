/**
 * Purpose: a second access line, through another provider, that shares the load when the first is full.
 *
 * `redundancy-line` is asked when the first line has overflowed and the takeover time is over; before that nothing differs.
 * Does not model: a second line of another rate, the routing that spreads the packets, going back to one line.
 * Units: nanoseconds. Determinism: kernel order.
 * References: TR D.1 (redundancy); threat card T25 "Reduces" and "Sweep" (second line via another provider).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { NetContext } from '../net/context.ts';
import type { PointToPoint } from '../net/point-to-point.ts';
import type { MirrorSpec } from './scenario.ts';

/**
 * Lets a standby share the load of an overflowing line.
 * Units: nanoseconds. Errors: none. Source: threat card T25.
 */
export function shareWhenFull(context: NetContext, place: string, line: PointToPoint, standby: MirrorSpec): void {
  line.onFull(() =>
    context.kernel.after(
      standby.takeoverNs,
      () => {
        const control = context.gate.on('redundancy-line', place);
        if (control === undefined) return;
        context.stop({ control, at: place, reason: 'second-line-shares', origin: place });
        line.addLine();
      },
      PRIORITY.script,
    ),
  );
}
