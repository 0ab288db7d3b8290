/**
 * Purpose: what whoever finds or steals a device can do with it, and when its loss becomes known to those who would trust it.
 *
 * A disk is read by taking it out: encryption keeps it closed when the device was found switched off and the key is not stored beside it. A stolen VPN box authenticates as
 * before, since its chip signs for anybody, until its certificate is on the list that a verifier has at hand: the report plus, at worst, one interval of the list.
 * Does not model: guessing of PINs and boot passwords, remote wipe, OCSP.
 * Units: nanoseconds. Determinism: none needed.
 * References: TR C 6-1-2, 6-1-3; RFC 5280 5.1.2.5 (interval of the list); threat cards T29 (revocation window), T32.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { Ledger } from './ledger.ts';
import type { LostSpec, VantageSpec } from './scenario.ts';
import type { World } from './world.ts';

/** Without a figure in the scenario a new list is at hand at once. */
const NO_INTERVAL_NS = 0;

/**
 * How long after its loss a device is still believed, at worst.
 * Units: nanoseconds. Errors: none. Source: threat card T29 "Numbers" (t_report + CRL interval).
 */
export function revocationWindowNs(lost: LostSpec, crlIntervalNs: number | undefined): number {
  return lost.reportedAfterNs + (crlIntervalNs ?? NO_INTERVAL_NS);
}

/**
 * Lets the loss of a VPN box become known at its time, before or during the run.
 * Units: nanoseconds. Errors: none; does nothing for what has no certificate. Source: threat card T32 step d.
 */
export function announceLoss(world: World, vantage: VantageSpec): void {
  const { lost } = vantage;
  const certificate = world.vpn.certificates.get(vantage.at);
  if (lost === undefined || certificate === undefined) return;
  const { facts, context, scenario } = world.parts;
  const exposureNs = revocationWindowNs(lost, scenario.centre?.crlIntervalNs);
  world.vpn.revocations.onRefused = (refused) => {
    if (refused.subject === vantage.at) facts.lossesRefused.push({ atNs: context.kernel.now, device: vantage.at, exposureNs });
  };
  const revoke = (): void => world.vpn.revocations.revoke(certificate);
  if (exposureNs <= lost.ageNs) revoke();
  else context.kernel.at(exposureNs - lost.ageNs, revoke, PRIORITY.script);
}

/**
 * Takes the disk out of a lost host and reads it into a ledger.
 * Units: none. Errors: none. Source: threat card T32 step b.
 */
export function readDisk(world: World, vantage: VantageSpec, ledger: Ledger): void {
  const { scenario, context } = world.parts;
  const assets = scenario.sites.flatMap((site) => site.assets).filter((asset) => asset.at === vantage.at);
  const closed = vantage.lost?.state === 'off' && assets.length > 0 ? context.gate.on('disk-encryption', vantage.at) : undefined;
  if (closed !== undefined) context.stop({ control: closed, at: vantage.at, reason: 'disk-encrypted', origin: `attacker/${vantage.id}` });
  for (const asset of assets) {
    if (closed === undefined) ledger.learn(asset.id, 'plain', 'extracted', vantage.at, { label: asset.label });
    else ledger.learn(asset.id, 'cipher', 'extracted', vantage.at);
  }
}
