/**
 * Purpose: an event as a sentence may speak of it: its fields, named in the reader's language.
 *
 * Does not model: anything. Units: none. Determinism: pure but for the names' first mentions. References: own design.
 */
import type { TraceEvent, TraceValue } from '../../sim/kernel/trace.ts';
import { grouped } from './figures.ts';
import type { Names } from './names.ts';
import type { Telling } from './types.ts';

/**
 * Opens an event for telling.
 * Units: none. Errors: none; an absent field reads as empty. Source: own design.
 */
export function telling(event: TraceEvent, names: Names, isAttacker: (place: string) => boolean): Telling {
  const value = (field: string): TraceValue => event.fields[field] ?? '';
  const text = (field: string): string => String(value(field));
  // `origin` may list every node that sent a part; the attacker's part is the one that matters.
  const origins = text('origin').split(' ');
  const attacker = origins.find((origin) => isAttacker(origin));
  return {
    get at() {
      return names.place(event.at);
    },
    atId: event.at,
    get whom() {
      return names.place(attacker ?? origins.at(-1) ?? '');
    },
    byAttacker: attacker !== undefined,
    get control() {
      return names.control(text('control'));
    },
    place: (field) => names.place(text(field)),
    user: (field) => names.user(text(field)),
    asset: (field) => names.asset(text(field)),
    service: (field) => names.service(text(field)),
    flow: (field) => names.flow(text(field)),
    secret: (field) => names.secret(text(field)),
    address: (field) => names.address(text(field)),
    text,
    count: (field) => grouped(Number(value(field))),
    is: (field) => value(field) === true,
  };
}
