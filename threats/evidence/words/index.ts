/**
 * Purpose: finds the words for an event.
 *
 * Does not model: anything. Units: none. Determinism: pure. References: own design.
 */
import type { TraceEvent } from '../../../sim/kernel/trace.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import type { AttackDefinition } from '../../types.ts';
import type { Words, WordTable } from '../types.ts';
import { ATTACK_NETWORK_WORDS } from './attack-network.ts';
import { ATTACK_PEOPLE_WORDS } from './attack-people.ts';
import { ATTACK_PLACES_WORDS } from './attack-places.ts';
import { ATTACK_WORDS } from './attack.ts';
import { DROP_WORDS } from './drops.ts';
import { ENROLMENT_WORDS } from './enrolment.ts';
import { INCIDENT_WORDS } from './incidents.ts';
import { NETWORK_WORDS } from './network.ts';
import { ANY_STOP, pluginStop, STOP_WORDS } from './stops.ts';
import { WORLD_WORDS } from './world.ts';

/** Every sentence, by kind and key. */
export const WORDS: WordTable = {
  ...ATTACK_WORDS,
  ...ATTACK_NETWORK_WORDS,
  ...ATTACK_PEOPLE_WORDS,
  ...ATTACK_PLACES_WORDS,
  ...STOP_WORDS,
  ...DROP_WORDS,
  ...WORLD_WORDS,
  ...NETWORK_WORDS,
  ...INCIDENT_WORDS,
  ...ENROLMENT_WORDS,
};

const ANY_STEP: Words = {
  en: (t) => `The attacker took the step ${t.text('step')}`,
  ja: (t) => `攻撃者は手順${t.text('step')}を実行した。`,
  source: 'own design',
};

/** The field that tells events of one kind apart. */
const KEY_FIELDS: Readonly<Record<string, string>> = {
  attack: 'step',
  stop: 'reason',
  drop: 'reason',
  learn: 'form',
  accept: 'op',
  session: 'event',
  tunnel: 'event',
  ike: 'event',
  centre: 'event',
  enrolment: 'event',
  tcp: 'event',
  arp: 'event',
  call: 'event',
  interpreted: '',
  effect: '',
  passage: 'readable',
  routing: 'event',
  directory: 'event',
  check: 'event',
  ftp: 'event',
  sip: 'event',
};

/**
 * Kind and key of an event, as the table of words has it: `stop/esp-replay`, `session/end-reset`.
 * Units: none. Errors: none. Source: own design.
 */
export function whatOf(event: TraceEvent): string {
  const { kind, fields } = event;
  const field = KEY_FIELDS[kind];
  if (field === undefined) return kind;
  const key = String(fields[field] ?? '');
  if (kind === 'session' && key === 'end') return `session/end-${String(fields['end'] ?? '')}`;
  if (kind === 'passage') return fields['readable'] === true ? 'passage/readable' : 'passage/sealed';
  return `${kind}/${key}`;
}

/** Where the words of plug-ins stand: on the controls that a scenario offers, and on the attack. */
export interface OwnWords {
  readonly scenario: Pick<Scenario, 'controls'>;
  readonly attack?: { readonly definition: Pick<AttackDefinition, 'steps'> };
}

/**
 * The words for an event; undefined when events of its kind are no evidence.
 * Units: none. Errors: none. Source: own design.
 */
export function wordsFor(event: TraceEvent, { scenario, attack }: OwnWords): Words | undefined {
  if (event.kind === 'stop') {
    const offer = scenario.controls.find(({ id }) => id === event.fields['control']);
    const phrase = offer?.words?.reasons[String(event.fields['reason'])];
    if (offer?.words !== undefined && phrase !== undefined) return pluginStop(phrase, offer.words.source);
  }
  if (event.kind === 'attack') {
    const step = attack?.definition.steps?.[String(event.fields['step'])];
    if (step !== undefined) return { en: () => step.en, ja: () => `${step.ja}。`, source: 'plug-in' };
  }
  const known = WORDS[whatOf(event)];
  if (known !== undefined) return known;
  if (event.kind === 'stop') return ANY_STOP;
  return event.kind === 'attack' ? ANY_STEP : undefined;
}
