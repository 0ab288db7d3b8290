/**
 * Purpose: the servers of the VPN centre: requests wait in one line, in order of arrival, for the next free server.
 *
 * Does not model: servers of different speed, priorities, what happens inside a server. While it is down it loses what it held and what comes.
 * Units: nanoseconds, requests. Determinism: first come, first served; of two that end at once the one that began first.
 * References: Kleinrock, Queueing Systems I, 3.5 (M/M/m), 5 (M/G/1); TR D.3 (the service provider answers requests for connection information).
 */
import type { Histogram } from '../kernel/histogram.ts';
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';

export interface PoolOptions {
  readonly servers: number;
  /** Requests that may wait; the next is lost. */
  readonly queueLimit: number;
  /** Told what was done: the three numbers of `offer`. */
  served(task: number, id: number, stamp: number): void;
  /** Gets the time from arrival to the end of service. */
  readonly sojourn?: Histogram;
}

/** A waiting or served request takes this many numbers in the ring. */
const FIELDS = 5;

/**
 * A pool of equal servers with one queue.
 * Units: nanoseconds. Errors: none; `offer` says whether the request was taken. Source: Kleinrock 3.5.
 */
export class ServerPool {
  readonly #kernel: Kernel;
  readonly #options: PoolOptions;
  readonly #done: number;
  /** Requests in order of arrival: task, id, stamp, service time, time of arrival. */
  readonly #queue: Float64Array;
  #head = 0;
  #waiting = 0;
  /** Requests in service, by server. */
  readonly #inService: Float64Array;
  readonly #free: number[];
  /** Counts the outages, so that what began before one does not end after it. */
  #life = 0;
  #up = true;
  taken = 0;
  lost = 0;
  busyNs = 0;
  mostWaiting = 0;

  constructor(kernel: Kernel, options: PoolOptions) {
    this.#kernel = kernel;
    this.#options = options;
    this.#queue = new Float64Array((options.queueLimit + 1) * FIELDS);
    this.#inService = new Float64Array(options.servers * FIELDS);
    this.#free = Array.from({ length: options.servers }, (_, server) => options.servers - 1 - server);
    this.#done = kernel.register((server, life) => this.#finish(server, life));
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** A request arrives; false when it is lost. */
  offer(task: number, id: number, stamp: number, serviceNs: TimeNs): boolean {
    if (!this.#up || (this.#free.length === 0 && this.#waiting >= this.#options.queueLimit)) {
      this.lost++;
      return false;
    }
    this.taken++;
    const slots = this.#queue.length / FIELDS;
    const at = ((this.#head + this.#waiting) % slots) * FIELDS;
    this.#queue[at] = task;
    this.#queue[at + 1] = id;
    this.#queue[at + 2] = stamp;
    this.#queue[at + 3] = serviceNs;
    this.#queue[at + 4] = this.#kernel.now;
    this.#waiting++;
    if (this.#free.length > 0) this.#begin();
    else if (this.#waiting > this.mostWaiting) this.mostWaiting = this.#waiting;
    return true;
  }

  /** Fails or returns; when it fails everything that it held is lost. */
  setUp(up: boolean): void {
    if (up === this.#up) return;
    this.#up = up;
    if (up) return;
    this.lost += this.#waiting + this.#options.servers - this.#free.length;
    this.#waiting = 0;
    this.#life++;
    this.#free.length = 0;
    for (let server = this.#options.servers - 1; server >= 0; server--) this.#free.push(server);
  }

  #begin(): void {
    const server = this.#free.pop() ?? 0;
    const from = this.#head * FIELDS;
    for (let field = 0; field < FIELDS; field++) this.#inService[server * FIELDS + field] = this.#queue[from + field] ?? 0;
    this.#head = (this.#head + 1) % (this.#queue.length / FIELDS);
    this.#waiting--;
    const serviceNs = this.#inService[server * FIELDS + 3] ?? 0;
    this.busyNs += serviceNs;
    this.#kernel.post(this.#kernel.now + serviceNs, PRIORITY.network, this.#done, server, this.#life);
  }

  #finish(server: number, life: number): void {
    if (life !== this.#life) return;
    const at = server * FIELDS;
    const [task, id, stamp] = [this.#inService[at] ?? 0, this.#inService[at + 1] ?? 0, this.#inService[at + 2] ?? 0];
    this.#options.sojourn?.add(this.#kernel.now - (this.#inService[at + 4] ?? 0));
    this.#free.push(server);
    if (this.#waiting > 0) this.#begin();
    this.#options.served(task, id, stamp);
  }
}
