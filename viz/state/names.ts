/**
 * Purpose: short names of places, controls and pieces of knowledge in the reader's language, for labels. Sentences come from threats/evidence.
 */
import type { Lang } from '../../scenarios/issue.ts';
import type { Knowledge } from '../../sim/world/ledger.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { Words } from '../words/types.ts';

/**
 * The name of a place, after its site's; places without a name stand as they are.
 * Units: none. Errors: none. Source: own design.
 */
export function placeName(scenario: Scenario, place: string, lang: Lang): string {
  const [siteId, second, third] = place.split('.');
  // A line is named after both of its ends: network--device.
  if (place.includes('--'))
    return place
      .split('--')
      .map((end) => placeName(scenario, end, lang))
      .join(' – ');
  if (place.startsWith('attacker/')) return scenario.vantages.find((vantage) => vantage.id === place.split('/')[1])?.name[lang] ?? place;
  const site = scenario.sites.find(({ id }) => id === siteId);
  if (site === undefined)
    return (
      scenario.networks.find(({ id }) => id === place)?.name[lang] ?? (scenario.centre?.id === place ? scenario.centre.name[lang] : place)
    );
  const host = site.hosts.find(({ id, zone }) => id === third && zone === second);
  const inside = host ?? site.devices.find(({ id }) => id === second) ?? site.zones.find(({ id }) => id === second);
  return inside === undefined ? site.name[lang] : `${site.name[lang]} · ${inside.name[lang]}`;
}

/**
 * The name of a control.
 * Units: none. Errors: none; an unknown one is called by its id. Source: threats/catalogue.
 */
export function controlName(loaded: LoadedScenario, id: string, lang: Lang): string {
  return loaded.controls.find((control) => control.id === id)?.name[lang] ?? id;
}

/**
 * A list of controls in words.
 * Units: none. Errors: none. Source: own design.
 */
export function controlNames(loaded: LoadedScenario, ids: readonly string[], lang: Lang): string {
  return ids.map((id) => controlName(loaded, id, lang)).join(lang === 'ja' ? '、' : ', ');
}

/**
 * Keys that the attacker made himself in a negotiation say nothing to a reader.
 * Units: none. Errors: none. Source: own design.
 */
export function isTelling(knowledge: Pick<Knowledge, 'what' | 'how'>): boolean {
  return knowledge.how !== 'own' || knowledge.what.startsWith('psk/');
}

/**
 * What a piece of knowledge is about.
 * Units: none. Errors: none. Source: own design.
 */
export function knowledgeName(scenario: Scenario, what: string, lang: Lang, words: Words): string {
  const [kind, ...rest] = what.split('/');
  const id = rest.join('/');
  const asset = scenario.sites.flatMap((site) => site.assets).find((one) => one.id === what);
  if (asset !== undefined) return asset.name[lang];
  const user = scenario.sites.flatMap((site) => site.users).find((one) => one.id === id)?.name[lang] ?? id;
  if (kind === 'password') return words.password(user);
  if (kind === 'psk') return words.sharedKey(id);
  if (kind === 'session') return words.sessionToken;
  return what;
}

/**
 * How the attacker has a piece of knowledge.
 * Units: none. Errors: none. Source: sim/world/ledger.ts (forms).
 */
export function knowledgeForm(form: string, words: Words): string {
  if (form === 'plain') return words.learnedReadable;
  if (form === 'cipher') return words.learnedSealed;
  return form === 'hash' ? words.learnedVerifier : words.learnedKey;
}
