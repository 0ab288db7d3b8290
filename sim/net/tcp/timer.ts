/**
 * Purpose: restartable timers on the kernel that cost nothing to push back.
 *
 * A retransmission timer is restarted with every ACK. Moving its deadline back only writes a number; the event that is already queued finds the new deadline when it
 * fires and goes back into the queue, about once a timeout instead of once a segment.
 * Does not model: anything.
 * Units: nanoseconds. Determinism: events of one table run in kernel order, with timer priority.
 * References: lazy timers as in Linux's and BSD's TCP (own implementation).
 */
import type { EventId } from '../../kernel/event-queue.ts';
import { PRIORITY, type Kernel } from '../../kernel/kernel.ts';
import type { TimeNs } from '../../kernel/time.ts';

/**
 * All timers of one host; one kernel handler serves them.
 * Units: none. Errors: none. Source: own design.
 */
export class TimerTable {
  readonly kernel: Kernel;
  readonly kind: number;
  readonly #timers: (Timer | undefined)[] = [];
  readonly #free: number[] = [];

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.kind = kernel.register((slot) => this.#timers[slot]?.wake());
  }

  /** A stopped timer that calls `expire` when its deadline comes. */
  create(expire: () => void): Timer {
    const slot = this.#free.pop() ?? this.#timers.length;
    const timer = new Timer(this, slot, expire);
    this.#timers[slot] = timer;
    return timer;
  }

  free(slot: number): void {
    this.#timers[slot] = undefined;
    this.#free.push(slot);
  }
}

/**
 * One timer of a table.
 * Units: absolute nanoseconds. Errors: the kernel throws on a deadline in the past. Source: own design.
 */
export class Timer {
  readonly #table: TimerTable;
  readonly #slot: number;
  readonly #expire: () => void;
  #deadlineNs: TimeNs | undefined;
  #event: EventId | undefined;
  #eventNs: TimeNs = 0;
  #released = false;

  constructor(table: TimerTable, slot: number, expire: () => void) {
    this.#table = table;
    this.#slot = slot;
    this.#expire = expire;
  }

  start(deadlineNs: TimeNs): void {
    if (this.#released) return;
    this.#deadlineNs = deadlineNs;
    if (this.#event !== undefined && this.#eventNs <= deadlineNs) return;
    this.#table.kernel.cancel(this.#event);
    this.#post(deadlineNs);
  }

  stop(): void {
    this.#deadlineNs = undefined;
  }

  /** Gives the slot back; the timer never fires again. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#table.kernel.cancel(this.#event);
    this.#table.free(this.#slot);
  }

  /** Called by the table only. */
  wake(): void {
    this.#event = undefined;
    if (this.#deadlineNs === undefined) return;
    if (this.#table.kernel.now < this.#deadlineNs) return this.#post(this.#deadlineNs);
    this.#deadlineNs = undefined;
    this.#expire();
  }

  #post(atNs: TimeNs): void {
    this.#eventNs = atNs;
    this.#event = this.#table.kernel.post(atNs, PRIORITY.timer, this.#table.kind, this.#slot);
  }
}
