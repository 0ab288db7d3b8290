/**
 * Purpose: a service watches how it is used: alarms at unusual rates and places, a cut-off some time after the alarm, and a review of the logs after the fact.
 *
 * `access-monitoring-and-cutoff` is asked when something unusual happens, not before. The review asks whether the logs of sender, access point and target exist
 * (`three-point-logging`) and can be trusted in time (`timestamping`), when it is due.
 * Does not model: false alarms, people who ignore alarms, watching of several services together.
 * Units: nanoseconds; a use is one record or one transfer. Determinism: event order.
 * References: TR A.1 c (watching at the access point and the target, disconnection of unusual sessions); threat cards T02, T10, T11, T28.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Alarm } from './facts.ts';
import type { WorldParts } from './parts.ts';

interface Subject {
  uses: TimeNs[];
  alarmed: boolean;
  reviewed: boolean;
  /** The control that has cut the subject off. */
  cut: string | undefined;
}

/**
 * The watch of one service.
 * Units: nanoseconds. Errors: none. Source: TR A.1 c.
 */
export class Watch {
  readonly #parts: WorldParts;
  readonly #place: string;
  readonly #subjects = new Map<string, Subject>();

  constructor(parts: WorldParts, place: string) {
    this.#parts = parts;
    this.#place = place;
  }

  /** False when the subject has been cut off. */
  admits(subject: string, origin: string): boolean {
    const { cut } = this.#of(subject);
    if (cut === undefined) return true;
    this.#parts.context.stop({ control: cut, at: this.#place, reason: 'cut-off', origin, detail: { subject } });
    return false;
  }

  /** Counts a use. */
  count(subject: string, origin: string): void {
    const { monitoring } = this.#parts.scenario;
    if (monitoring === undefined) return;
    const seen = this.#of(subject);
    const { now } = this.#parts.context.kernel;
    seen.uses = [...seen.uses.filter((atNs) => atNs > now - monitoring.windowNs), now];
    if (seen.uses.length > monitoring.records) this.#unusual('rate', subject, origin);
  }

  /** An account is used from elsewhere than its owner's workstation. */
  elsewhere(subject: string, origin: string): void {
    this.#unusual('unusual-place', subject, origin);
  }

  /** A system is used against the rules of its use. */
  breach(subject: string, origin: string): void {
    this.#unusual('against-rules', subject, origin);
  }

  /** Something happened that the logs will show when they are reviewed. An accusation has to stand, so its times must be beyond dispute; a reminder of the rules need not. */
  review(subject: string, origin: string, accusation: boolean): void {
    const {
      context,
      scenario: { monitoring },
    } = this.#parts;
    const seen = this.#of(subject);
    if (monitoring === undefined || seen.reviewed) return;
    seen.reviewed = true;
    context.kernel.after(monitoring.reviewNs, () => {
      if (context.gate.on('three-point-logging', this.#place) === undefined) return;
      if (accusation && context.gate.on('timestamping', this.#place) === undefined) return;
      this.#raise('review', subject, origin);
    });
  }

  #unusual(kind: Alarm['kind'], subject: string, origin: string): void {
    const {
      context,
      scenario: { monitoring },
    } = this.#parts;
    const seen = this.#of(subject);
    if (monitoring === undefined || seen.alarmed) return;
    seen.alarmed = true;
    const control = context.gate.on('access-monitoring-and-cutoff', this.#place);
    if (control === undefined) return;
    this.#raise(kind, subject, origin);
    context.kernel.after(monitoring.responseNs, () => {
      seen.cut = control;
    });
  }

  #raise(kind: Alarm['kind'], subject: string, origin: string): void {
    const { facts, context } = this.#parts;
    facts.alarms.push({ atNs: context.kernel.now, place: this.#place, kind, subject, origin });
    if (context.trace.on) context.trace.emit(this.#place, 'alarm', { alarm: kind, subject, origin });
  }

  #of(subject: string): Subject {
    let seen = this.#subjects.get(subject);
    if (seen === undefined) this.#subjects.set(subject, (seen = { uses: [], alarmed: false, reviewed: false, cut: undefined }));
    return seen;
  }
}
