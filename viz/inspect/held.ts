/**
 * Purpose: one replay that the worker holds, and its answers to the page's questions about it. The second look (inspector.ts) is taken when it is first asked for.
 *
 * Does not model: anything. Units: nanoseconds.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Probe } from '../../sim/net/probe.ts';
import type { Replay } from '../../threats/replay.ts';
import { EventLog } from '../worker/event-log.ts';
import { addressOwners } from '../worker/tunnel-spans.ts';
import { Inspector } from './inspector.ts';
import type { InspectAnswers, InspectRequest } from './protocol.ts';
import { talkersOf } from './talkers.ts';

/** Zones and networks: what frames pass between hosts. */
function betweenOf(scenario: Scenario): (place: string) => boolean {
  const between = new Set([
    ...scenario.networks.map(({ id }) => id),
    ...scenario.sites.flatMap((site) => site.zones.map(({ id }) => `${site.id}.${id}`)),
  ]);
  return (place) => between.has(place);
}

/**
 * A replay with its events.
 * Units: nanoseconds. Errors: throws on questions about events that it does not have (bugs of the caller). Source: own design.
 */
export class HeldReplay {
  readonly #log: EventLog;
  readonly #scenario: Scenario;
  readonly #again: (probe: Probe) => Replay;
  #opened: Inspector | undefined;

  constructor(scenario: Scenario, events: readonly TraceEvent[], again: (probe: Probe) => Replay) {
    this.#log = new EventLog(events);
    this.#scenario = scenario;
    this.#again = again;
  }

  /** All events of the replay. */
  get events(): readonly TraceEvent[] {
    return this.#log.events;
  }

  answer(request: InspectRequest): InspectAnswers[InspectRequest['kind']] {
    switch (request.kind) {
      case 'page':
        return this.#log.page(request.filter, request.offset, request.limit);
      case 'locate':
        return this.#log.locate(request.filter, request.timeNs);
      case 'position':
        return this.#log.position(request.filter, request.event);
      case 'vocabulary':
        return this.#log.vocabulary;
      case 'talkers':
        return talkersOf(this.#log.events, betweenOf(this.#scenario));
      case 'detail':
        return this.#inspector.detail(request.event);
      case 'ladder':
        return this.#inspector.ladder(request.hosts, request.offset, request.limit);
      case 'ladder-at':
        return this.#inspector.ladderAt(request.hosts, request.timeNs);
      case 'ladder-row':
        return this.#inspector.ladderRow(request.hosts, request.event);
      case 'machines':
        return this.#inspector.machines(request.place);
      case 'steps':
        return this.#inspector.steps(request.machine);
      default:
        return request satisfies never;
    }
  }

  /** Forgets the second look, which holds every packet of the run. */
  close(): void {
    this.#opened = undefined;
  }

  get #inspector(): Inspector {
    this.#opened ??= new Inspector(this.#again, this.#log.events.length, addressOwners(this.#scenario));
    return this.#opened;
  }
}
