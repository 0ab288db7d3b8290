/**
 * Purpose: an event as a sentence may speak of it: its fields, named in the reader's language.
 *
 * Does not model: anything. Units: nanoseconds. Determinism: pure but for the names' first mentions. References: own design.
 */
import type { TraceEvent, TraceValue } from '../../sim/kernel/trace.ts';
import { formatIpv4 } from '../../sim/net/address.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { grouped } from './figures.ts';
import type { Names } from './names.ts';
import type { Lang, Telling } from './types.ts';

/** What stands around an event. */
export interface Surroundings {
  readonly scenario: Scenario;
  isAttacker(place: string): boolean;
  /** The event with which this event's session began. */
  readonly begin?: TraceEvent | undefined;
}

/**
 * Opens an event for telling.
 * Units: none. Errors: none; an absent field reads as empty. Source: own design.
 */
export function telling(event: TraceEvent, names: Names, around: Surroundings): Telling {
  const value = (field: string): TraceValue => event.fields[field] ?? '';
  const text = (field: string): string => String(value(field));
  // `origin` may list every node that sent a part; the attacker's part is the one that matters.
  const origins = text('origin').split(' ');
  const attacker = isScripted(event, around.scenario) ? undefined : origins.find((origin) => around.isAttacker(origin));
  const { begin } = around;
  return {
    get at() {
      return names.place(event.at);
    },
    get where() {
      return names.where(event.at);
    },
    atId: event.at,
    get whom() {
      return names.place(attacker ?? origins.at(-1) ?? '');
    },
    byAttacker: attacker !== undefined,
    atAttacker: around.isAttacker(event.at),
    get control() {
      return names.control(text('control'));
    },
    place: (field) => names.place(text(field)),
    places: (field) =>
      joined(
        text(field)
          .split(' ')
          .map((id) => names.place(id)),
        names.lang,
      ),
    who: (field) => names.who(text(field)),
    user: (field) => names.user(text(field)),
    asset: (field) => names.asset(text(field)),
    service: (field) => names.service(text(field)),
    flow: (field) => names.flow(text(field)),
    secret: (field) => names.secret(text(field)),
    address: (field) => names.address(dotted(text(field)), event.at),
    text,
    count: (field) => grouped(Number(value(field))),
    begun: begin === undefined ? undefined : { op: String(begin.fields['op'] ?? ''), agoNs: event.timeNs - begin.timeNs },
    is: (field) => value(field) === true,
  };
}

function joined(parts: readonly string[], lang: Lang): string {
  if (lang === 'ja') return parts.join('、');
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Attackers note addresses as numbers. */
function dotted(address: string): string {
  return /^\d+$/.test(address) ? formatIpv4(Number(address)) : address;
}

/** True for what a user of the script did from his own station; where an attacker holds that station too, it is still the user's doing. */
function isScripted({ fields }: TraceEvent, scenario: Scenario): boolean {
  const { origin, user } = fields;
  return user !== undefined && user !== '' && scenario.flows.some((flow) => flow.client === origin && flow.user === user);
}
