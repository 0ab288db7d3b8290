/**
 * Purpose: collections of records: the document of one record, and who holds the keys under which records are kept.
 *
 * Each collection has a key of its own: its server and the workstations of users whose duties cover it hold the key. So a copy without the key is worth nothing, and a
 * member of staff reads only what his role has keys for, where `object-encryption` is deployed.
 * Where a collection names `recordsPerKey`, each group of so many patients has a key of its own, and a workstation holds those of the patients that its users need.
 * Does not model: key changes, break-glass access.
 * Units: octets. Determinism: scenario order.
 * References: TR 8.1 e, A.2 (object security); threat cards T10 (object keys per patient group), T11 (the key does not travel with the copy).
 */
import { Sealed, sign } from '../../net/sealed.ts';
import { envelopeKey, genuineDigest, signingKey } from '../documents.ts';
import type { Document, PlainDocument } from '../messages.ts';
import { ringOf, siteOf, type WorldParts } from '../parts.ts';
import type { AssetSpec, Scenario, ServiceSpec } from '../scenario.ts';

/** The key of a record: one for the collection, or one for its group of patients. */
function recordKey(service: string, asset: AssetSpec, record: number): string {
  const group = asset.recordsPerKey === undefined ? '' : `/${Math.ceil(record / asset.recordsPerKey)}`;
  return envelopeKey(`${service}/${asset.id}${group}`);
}

/** Keys of the first so many records of a collection. */
function keysOf(service: string, asset: AssetSpec, records: number): readonly string[] {
  return [...new Set(Array.from({ length: records }, (_, index) => recordKey(service, asset, index + 1)))];
}

/** Collections that a service keeps: those that lie on its host. */
function collectionsOf(scenario: Scenario, service: ServiceSpec): readonly AssetSpec[] {
  return scenario.sites.flatMap((site) => site.assets).filter((asset) => asset.at === service.host && asset.records !== undefined);
}

/**
 * Keys of collections that a host holds.
 * Units: none. Errors: none. Source: threat cards T10, T11.
 */
export function collectionKeys(scenario: Scenario, place: string): readonly string[] {
  let keys = keysByPlace.get(scenario);
  if (keys === undefined) keysByPlace.set(scenario, (keys = new Map()));
  let held = keys.get(place);
  if (held === undefined) keys.set(place, (held = keysHeld(scenario, place)));
  return held;
}

/** A scenario does not change, and is replayed some thousands of times: working its keys out each time took a tenth of what building a world of figure-3 does. */
const keysByPlace = new WeakMap<Scenario, Map<string, readonly string[]>>();

function keysHeld(scenario: Scenario, place: string): readonly string[] {
  const users = scenario.sites.flatMap((site) => site.users).filter((user) => user.workstation === place);
  const kept = scenario.services.filter((service) => service.kind === 'records' || service.kind === 'share' || service.kind === 'console');
  return kept.flatMap((service) =>
    collectionsOf(scenario, service).flatMap((asset) => {
      const duties = users.flatMap((user) => user.duties ?? []).filter((duty) => duty.asset === asset.id);
      if (service.host === place) return keysOf(service.id, asset, asset.records ?? 0);
      if (service.kind !== 'records' || duties.length === 0) return [];
      // Without groups of patients the key of one record is the key of all.
      return keysOf(service.id, asset, asset.recordsPerKey === undefined ? 1 : Math.max(...duties.map(({ needed }) => needed)));
    }),
  );
}

/**
 * A record as somebody at a place has changed it: enveloped where the place has the record's key, and signed by the site's author.
 * Units: octets. Errors: throws when the place lacks its own signing key (a bug). Source: threat card T10 (accepted write outside duty).
 */
export function changedRecord(parts: WorldParts, place: string, service: ServiceSpec, asset: AssetSpec, record: number): Document {
  const name = `${asset.id}/${record}`;
  const plain: PlainDocument = { asset: name, label: asset.label, sizeBytes: asset.sizeBytes, digest: `changed/${place}/${name}` };
  const ring = ringOf(parts, place);
  const key = recordKey(service.id, asset, record);
  const body: Document['body'] = ring.holds(key)
    ? { form: 'sealed', sealed: Sealed.make(plain, key, ring) }
    : { form: 'plain', document: plain };
  return { asset: name, sizeBytes: asset.sizeBytes, body, signature: sign(plain.digest, signingKey(siteOf(place)), ring) };
}

/**
 * True when a service keeps such a record.
 * Units: none. Errors: none. Source: own design.
 */
export function keepsRecord(scenario: Scenario, service: ServiceSpec, asset: string, record: number): boolean {
  return record >= 1 && record <= (collectionsOf(scenario, service).find((a) => a.id === asset)?.records ?? 0);
}

/**
 * The document of one record; undefined when the service keeps no such record.
 * Units: octets. Errors: throws when the server lacks its own keys (a bug). Source: TR 8.1 e.
 */
export function recordDocument(parts: WorldParts, service: ServiceSpec, asset: string, record: number): Document | undefined {
  const spec = collectionsOf(parts.scenario, service).find((a) => a.id === asset);
  if (spec?.records === undefined || record < 1 || record > spec.records) return undefined;
  const name = `${asset}/${record}`;
  const plain: PlainDocument = { asset: name, label: spec.label, sizeBytes: spec.sizeBytes, digest: genuineDigest(name) };
  const ring = ringOf(parts, service.host);
  const by = parts.context.gate.on('object-encryption', service.host);
  const body: Document['body'] =
    by === undefined
      ? { form: 'plain', document: plain }
      : { form: 'sealed', sealed: Sealed.make(plain, recordKey(service.id, spec, record), ring, { by }) };
  return { asset: name, sizeBytes: spec.sizeBytes, body, signature: sign(plain.digest, signingKey(siteOf(service.host)), ring) };
}
