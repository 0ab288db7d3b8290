/**
 * Purpose: collections of records: the document of one record, and who holds the keys under which records are kept.
 *
 * Each collection has a key of its own: its server and the workstations of users whose duties cover it hold the key. So a copy without the key is worth nothing, and a
 * member of staff reads only what his role has keys for, where `object-encryption` is deployed.
 * Does not model: key changes, break-glass access, per-patient keys.
 * Units: octets. Determinism: scenario order.
 * References: TR 8.1 e, A.2 (object security); threat cards T10 (object keys per patient group), T11 (the key does not travel with the copy).
 */
import { Sealed, sign } from '../../net/sealed.ts';
import { envelopeKey, genuineDigest, signingKey } from '../documents.ts';
import type { Document, PlainDocument } from '../messages.ts';
import { ringOf, siteOf, type WorldParts } from '../parts.ts';
import type { AssetSpec, Scenario, ServiceSpec } from '../scenario.ts';

const collectionKey = (service: string, asset: string): string => envelopeKey(`${service}/${asset}`);

/** Collections that a service keeps: those that lie on its host. */
function collectionsOf(scenario: Scenario, service: ServiceSpec): readonly AssetSpec[] {
  return scenario.sites.flatMap((site) => site.assets).filter((asset) => asset.at === service.host && asset.records !== undefined);
}

/**
 * Keys of collections that a host holds.
 * Units: none. Errors: none. Source: threat cards T10, T11.
 */
export function collectionKeys(scenario: Scenario, place: string): readonly string[] {
  const users = scenario.sites.flatMap((site) => site.users).filter((user) => user.workstation === place);
  const kept = scenario.services.filter((service) => service.kind === 'records' || service.kind === 'share' || service.kind === 'console');
  return kept.flatMap((service) =>
    collectionsOf(scenario, service)
      .filter(
        (asset) =>
          service.host === place ||
          (service.kind === 'records' && users.some((user) => user.duties?.some((duty) => duty.asset === asset.id))),
      )
      .map((asset) => collectionKey(service.id, asset.id)),
  );
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
      : { form: 'sealed', sealed: Sealed.make(plain, collectionKey(service.id, asset), ring, { by }) };
  return { asset: name, sizeBytes: spec.sizeBytes, body, signature: sign(plain.digest, signingKey(siteOf(service.host)), ring) };
}
