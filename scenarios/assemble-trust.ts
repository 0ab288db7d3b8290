/**
 * Purpose: turns what a checked draft says of devices' credentials and of policies on personal data into the parts of the `Scenario`.
 *
 * Does not model: defaults; the schema has filled them in. Units: nanoseconds. Determinism: pure. References: own design.
 */
import type * as world from '../sim/world/scenario.ts';
import { present } from './assemble-rules.ts';
import type { Draft } from './schema.ts';

type DraftSite = Draft['sites'][string];
type DraftPrivacy = NonNullable<DraftSite['privacy']>;

/**
 * What a device proves itself with, where that is not the default.
 * Units: none. Errors: none. Source: TR D.3, D.6.
 */
export function credentialsOf(device: DraftSite['devices'][string]): world.DeviceCredentialSpec {
  return {
    ...present('serviceCertificate', device['service-certificate']),
    ...(device['key-storage'] === 'file' ? { keyStorage: 'file' } : {}),
  };
}

/**
 * A site's policy on personal data.
 * Units: nanoseconds. Errors: none; undefined where it has none. Source: TR 9.2.
 */
export function privacyOf(privacy: DraftSite['privacy']): world.PrivacySpec | undefined {
  return privacy === undefined ? undefined : { ...present('does', termsOf(privacy.does)), ...present('allows', termsOf(privacy.allows)) };
}

function termsOf(terms: DraftPrivacy['does']): NonNullable<world.PrivacySpec['does']> | undefined {
  return terms === undefined ? undefined : { use: terms.use, keptNs: terms.kept, passedOn: terms['passed-on'] };
}
