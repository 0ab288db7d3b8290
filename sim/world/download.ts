/**
 * Purpose: devices that download connection information before there is anything to send.
 *
 * Does not model: repeated downloads; what is known ages as all connection information does.
 * Units: nanoseconds. Determinism: scenario order. References: TR D.3; threat card T29 (centre variant).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { WorldParts } from './parts.ts';
import type { DeviceRuntime } from './topology.ts';
import type { Vpn } from './vpn.ts';

/**
 * A device fetches what it needs to know of its groups' other members before there is anything to send, at the time that the scenario names.
 * Units: none. Errors: none; a device that names no time does nothing. Source: TR D.3 (connection information is downloaded and used from then on).
 */
export function scheduleDownload({ scenario, context }: WorldParts, vpn: Vpn, { site, spec }: DeviceRuntime): void {
  const gateway = vpn.gateways.get(site.id);
  if (spec.downloadsAtNs === undefined || gateway === undefined) return;
  const members = scenario.groups.filter((group) => group.members.includes(site.id)).flatMap((group) => group.members);
  const partners = [...new Set(members)].filter((member) => member !== site.id);
  context.kernel.at(spec.downloadsAtNs, () => gateway.download(partners), PRIORITY.script);
}
