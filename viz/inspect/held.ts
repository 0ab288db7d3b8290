/**
 * Purpose: one replay that the worker holds, and its answers to the page's questions about it. The second look (inspector.ts) is taken when it is first asked for.
 *
 * Does not model: anything. Units: nanoseconds.
 */
import type { ReplayWords } from '../../lab/run/replay-entry.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Probe } from '../../sim/net/probe.ts';
import type { Replay } from '../../threats/replay.ts';
import type { EventLog } from '../worker/event-log.ts';
import { addressOwners } from '../worker/tunnel-spans.ts';
import type { Inspector } from './inspector.ts';
import type { Look } from './look.ts';
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
  /** All events of the replay. */
  readonly events: readonly TraceEvent[];
  readonly #scenario: Scenario;
  readonly #again: (probe: Probe) => Replay;
  /** The run, until it has been told: it holds its whole world. */
  #untold: Replay | undefined;
  #words: ReplayWords | undefined;
  #listed: EventLog | undefined;
  #opened: Inspector | undefined;

  constructor(done: Replay, again: (probe: Probe) => Replay) {
    this.events = done.events;
    this.#scenario = done.scenario;
    this.#untold = done;
    this.#again = again;
  }

  /** All but the hosts that speak takes a close look. */
  answer(request: InspectRequest, look: Look | undefined): InspectAnswers[InspectRequest['kind']] {
    if (request.kind === 'talkers') return talkersOf(this.events, betweenOf(this.#scenario));
    if (look === undefined) throw new Error(`"${request.kind}" takes a close look, which the worker has not fetched`);
    const log = this.#listed ?? new look.EventLog(this.events);
    this.#listed = log;
    switch (request.kind) {
      case 'page':
        return log.page(request.filter, request.offset, request.limit);
      case 'locate':
        return log.locate(request.filter, request.timeNs);
      case 'position':
        return log.position(request.filter, request.event);
      case 'vocabulary':
        return log.vocabulary;
      case 'detail':
        return this.#inspector(look).detail(request.event);
      case 'ladder':
        return this.#inspector(look).ladder(request.hosts, request.offset, request.limit);
      case 'ladder-at':
        return this.#inspector(look).ladderAt(request.hosts, request.timeNs);
      case 'ladder-row':
        return this.#inspector(look).ladderRow(request.hosts, request.event);
      case 'here':
        return this.#inspector(look).here(request.place, request.timeNs);
      case 'machines':
        return this.#inspector(look).machines(request.place);
      case 'steps':
        return this.#inspector(look).steps(request.machine);
      default:
        return request satisfies never;
    }
  }

  /** Its evidence; told once. */
  words(tell: (done: Replay) => ReplayWords): ReplayWords {
    if (this.#untold !== undefined) this.#words = tell(this.#untold);
    this.#untold = undefined;
    if (this.#words === undefined) throw new Error('a replay that was told has no words');
    return this.#words;
  }

  /** Forgets the second look, which holds every packet of the run. */
  close(): void {
    this.#opened = undefined;
  }

  #inspector(look: Look): Inspector {
    this.#opened ??= new look.Inspector(this.#again, this.events.length, addressOwners(this.#scenario));
    return this.#opened;
  }
}
