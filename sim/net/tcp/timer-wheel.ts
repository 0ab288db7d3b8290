/**
 * Purpose: when a Linux kernel timer really fires: waits are rounded up to ticks that are the coarser the longer the wait.
 *
 * Many half-open entries therefore end in the same instant, and a caller on the same wheel repeats his SYN just then; testbed exp4 shows both (SYN repeats at 1.00 to 1.03 s,
 * three tries far better than three independent ones).
 * Does not model: wheels of different hosts out of phase; waits above 32256 ticks (129 s).
 * Units: nanoseconds. Determinism: pure.
 * References: Linux kernel/time/timer.c (comment on wheel levels: 64 buckets a level, granularity times 8 a level). HZ=250 is not recorded in the
 * testbed's files; it is inferred from exp4 (SYN repeats at 1.00 to 1.03 s; HZ=1000 would spread them to 1.06 s).
 */
import { NS_PER_MS, type TimeNs } from '../../kernel/time.ts';

const TICK_NS = 4 * NS_PER_MS;
const LEVEL_SPANS = [63, 504, 4032];
const GRANULARITY_STEP = 8;
/** The coarsest steps in which timers fire: when in this period something begins makes a difference. */
export const WHEEL_PERIOD_NS = TICK_NS * GRANULARITY_STEP ** LEVEL_SPANS.length;

/**
 * Instant at which a wait that starts now ends.
 * Units: nanoseconds. Errors: none. Source: Linux kernel/time/timer.c.
 */
export function wheelDeadlineNs(nowNs: TimeNs, waitNs: TimeNs): TimeNs {
  const waitTicks = Math.ceil(waitNs / TICK_NS);
  let granularity = 1;
  for (const span of LEVEL_SPANS) if (waitTicks >= span) granularity *= GRANULARITY_STEP;
  const expires = Math.floor(nowNs / TICK_NS) + waitTicks;
  return (Math.floor(expires / granularity) + 1) * granularity * TICK_NS;
}
