/**
 * Purpose: the words of the catalogues for the threats and controls of one scenario, in the shape that the page shows.
 *
 * Does not model: anything; every sentence comes from threats/catalogue. Units: none.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { standOfControl, type Stand, type Topic } from '../coverage/groups.ts';
import { controlEntry, controlTopic, MECHANISM_CLASSES, threatEntry } from '../../threats/catalogue/index.ts';

export interface ThreatWords {
  readonly id: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  /** RFC sections and TR clauses. */
  readonly source: string;
  /** Ways in which it works. */
  readonly classes: readonly { readonly id: string; readonly name: Bilingual }[];
}

export interface ControlWords {
  readonly id: string;
  readonly name: Bilingual;
  readonly where: Bilingual;
  readonly does: Bilingual;
  readonly source: string;
  readonly cost: number;
  readonly topic: Topic;
  readonly stand: Stand;
}

/**
 * The words of a threat; one that the catalogue lacks is called by its id.
 * Units: none. Errors: none. Source: threats/catalogue.
 */
export function threatWords(id: string): ThreatWords {
  const entry = threatEntry(id);
  const bare = { en: id, ja: id };
  if (entry === undefined) return { id, name: bare, description: bare, source: '', classes: [] };
  const { name, description, clauses, rfcs } = entry;
  const classes = MECHANISM_CLASSES.filter((one) => entry.classes.includes(one.id));
  return { id, name, description, source: [...clauses, ...rfcs].join(', '), classes };
}

/**
 * The words of a control as a scenario offers it.
 * Units: cost in the scenario's own unit. Errors: none. Source: threats/catalogue.
 */
export function controlWords(scenario: Scenario, id: string): ControlWords {
  const offer = scenario.controls.find((control) => control.id === id);
  const entry = controlEntry(id, offer);
  const { name, where, does, source } = entry;
  const topic = controlTopic(entry) ?? 'other';
  return { id, name, where, does, source, cost: offer?.cost ?? 0, topic, stand: standOfControl(scenario, offer?.scope ?? []) };
}
