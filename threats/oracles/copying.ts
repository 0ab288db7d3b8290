/**
 * Purpose: oracles for records that somebody takes or changes who does not need them, or may not have them.
 *
 * Does not model: partial records. Units: records, octets. Determinism: pure.
 * References: threat cards T10 (holds(sink, x, plain) ∧ ¬need(u, x); loss = rate × (t_cut − t_0)), T11 (∃h ∉ acl(x): holds(h, x, plain)).
 */
import type { AssetSpec } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';
import { withAlarms } from './detection.ts';

/** What he went for, and which of it he may have. */
export interface Haul {
  /** Ids of collections. */
  readonly wanted: readonly string[];
  /** Records of a collection that he needs for his work: the first so many. */
  needed(asset: string): number;
  /** Only what a service outside has taken from him counts; absent = what he holds himself. */
  readonly sink?: string;
}

/**
 * Succeeded when he holds more than half of the records that he went for and does not need, degraded when he holds fewer; detected when an alarm told of it.
 * Units: records, octets. Errors: none. Source: threat cards T10, T11.
 */
export function recordsTaken(view: WorldView, haul: Haul): Finding {
  const objects = haul.sink === undefined ? heldBy(view) : takenBy(view, haul.sink);
  return judged(view, haul, objects, {
    none: { en: 'no record was taken that he had no right to', ja: '権限のない記録は持ち出されなかった' },
    some: (records, wanted) => ({
      en: `${records} of ${wanted} records that he has no need for were taken in readable form`,
      ja: `業務上不要な記録 ${wanted} 件のうち ${records} 件が読める形で持ち出された`,
    }),
  });
}

/**
 * Succeeded when a service took changes of his to more than half of the records that he went for and has no duty to change; otherwise as `recordsTaken`.
 * Units: records, octets. Errors: none. Source: threat card T10 (accepted write by u outside duty).
 */
export function recordsChanged(view: WorldView, haul: Haul): Finding {
  const objects = view.facts.acceptances
    .filter((a) => a.op === 'write-record' && a.origins.some((origin) => view.isAttacker(origin)))
    .map((a) => a.asset);
  return judged(view, haul, [...new Set(objects)], {
    none: { en: 'no record was changed outside duty', ja: '業務外の記録の変更は行われなかった' },
    some: (records, wanted) => ({
      en: `${records} of ${wanted} records outside her duty were changed`,
      ja: `業務外の記録 ${wanted} 件のうち ${records} 件が変更された`,
    }),
  });
}

interface Saying {
  readonly none: Finding['because'];
  some(records: number, wanted: number): Finding['because'];
}

function judged(view: WorldView, haul: Haul, objects: readonly string[], say: Saying): Finding {
  const assets = view.scenario.sites.flatMap((site) => site.assets).filter((asset) => haul.wanted.includes(asset.id));
  const wanted = assets.reduce((sum, asset) => sum + Math.max(0, (asset.records ?? 0) - haul.needed(asset.id)), 0);
  const counts = assets.map((asset) => ({ asset, records: beyond(asset, haul.needed(asset.id), objects) }));
  const records = counts.reduce((sum, item) => sum + item.records, 0);
  const loss = { records, bytes: counts.reduce((sum, item) => sum + item.records * item.asset.sizeBytes, 0) };
  if (records === 0) return { outcome: 'blocked', because: say.none };
  const finding = withAlarms(view, { outcome: 'succeeded', because: say.some(records, wanted) }, loss);
  return finding.outcome === 'succeeded' && records * 2 <= wanted ? { ...finding, outcome: 'degraded', loss } : finding;
}

/** Objects that he holds in readable form. */
function heldBy(view: WorldView): readonly string[] {
  return view.ledger.entries.filter((entry) => entry.form === 'plain').map((entry) => entry.what);
}

/** Objects that a service took from him. */
function takenBy(view: WorldView, service: string): readonly string[] {
  return view.facts.acceptances
    .filter((a) => a.service === service && a.origins.some((origin) => view.isAttacker(origin)))
    .map((a) => a.asset);
}

/** How many of these are records of the collection that he does not need. */
function beyond(asset: AssetSpec, needed: number, objects: readonly string[]): number {
  return objects.filter((object) => object.startsWith(`${asset.id}/`) && Number(object.slice(asset.id.length + 1)) > needed).length;
}
