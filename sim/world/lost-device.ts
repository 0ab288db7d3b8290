/**
 * Purpose: what whoever finds or steals a device can do with it, and when its loss becomes known to those who would trust it.
 *
 * A disk is read by taking it out: encryption keeps it closed, unless the key is stored beside it. A PIN guards the screen of a running device, and the key of the disk of one that is
 * off; it is tried as fast as passwords at a login, until the device takes no more. Without encryption it guards nothing, since the disk can be taken out. A stolen VPN box authenticates as
 * before, since its chip signs for anybody, until its certificate is on the list that a verifier has at hand: the report plus, at worst, one interval of the list.
 * A report comes earlier where people know whom to call (`training-ledger`), which is asked when it makes a difference: whether the list names the device, or for how long it was
 * believed.
 * Does not model: keys in the memory of a running device, finders who keep it off every network before it is erased, PINs of staff cards, OCSP.
 * Units: nanoseconds. Determinism: a PIN whose place the scenario leaves open is the lot `pin/<device>`.
 * References: TR C 6-1-2, 6-1-3; RFC 5280 5.1.2.5 (interval of the list); threat cards T29 (revocation window), T32.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_S } from '../kernel/time.ts';
import type { Hands } from './attacker.ts';
import type { Ledger } from './ledger.ts';
import { siteOf } from './parts.ts';
import type { LostSpec, PinSpec, VantageSpec } from './scenario.ts';
import { cardKey, currentPassword } from './services/keys.ts';
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
  const { revocations } = world.vpn;
  const interval = scenario.centre?.crlIntervalNs;
  const lateNs = revocationWindowNs(lost, interval);
  const earlyNs =
    lost.trainedReportNs === undefined ? undefined : revocationWindowNs({ ...lost, reportedAfterNs: lost.trainedReportNs }, interval);
  const trained = (): string | undefined =>
    earlyNs === undefined || earlyNs >= lateNs ? undefined : context.gate.on('training-ledger', siteOf(vantage.at));
  const fromNow = (windowNs: number, act: () => void): void => {
    if (windowNs <= lost.ageNs) act();
    else context.kernel.at(windowNs - lost.ageNs, act, PRIORITY.script);
  };
  revocations.onRefused = (refused) => {
    if (refused.subject !== vantage.at) return;
    const control = trained();
    if (control !== undefined) context.stop({ control, at: siteOf(vantage.at), reason: 'loss-reported-early', origin: vantage.at });
    facts.lossesRefused.push({
      atNs: context.kernel.now,
      device: vantage.at,
      exposureNs: control === undefined ? lateNs : (earlyNs ?? lateNs),
    });
  };
  fromNow(lateNs, () => revocations.revoke(certificate));
  if (earlyNs !== undefined) fromNow(earlyNs, () => revocations.revokeIf(certificate, () => trained() !== undefined));
}

/**
 * Gets at what a lost host stores: erased, by its PIN, or by taking the disk out; enters it into a ledger.
 * Units: none. Errors: none. Source: threat card T32 steps b, c.
 */
export function readDisk(world: World, vantage: VantageSpec, ledger: Ledger, note: Hands['note']): void {
  const { scenario } = world.parts;
  const { lost, at } = vantage;
  if (lost?.remoteWipe === true && lost.state === 'running' && lost.reportedAfterNs <= lost.ageNs)
    return note('device-erased', { device: at });
  const assets = scenario.sites.flatMap((site) => site.assets).filter((asset) => asset.at === at);
  const stored = assets.length > 0 || lost?.credentials !== undefined;
  const open = !stored || opensByHand(world, vantage, note) || opensTakenOut(world, vantage);
  for (const asset of assets) {
    if (open) ledger.learn(asset.id, 'plain', 'extracted', at, { label: asset.label });
    else ledger.learn(asset.id, 'cipher', 'extracted', at);
  }
  if (!open || lost?.credentials === undefined) return;
  const { user, card } = lost.credentials;
  ledger.learn(currentPassword(world.parts, user), 'key', 'extracted', at);
  if (card === 'inside') ledger.learn(cardKey(user), 'key', 'extracted', at);
}

/** At the screen: somebody is logged in and no PIN is asked for, or it is found. */
function opensByHand(world: World, { lost, at }: VantageSpec, note: Hands['note']): boolean {
  if (lost?.pin === undefined) return lost?.state === 'running';
  const { tries } = lost.pin;
  const position = placeOf(world, at, lost.pin);
  const most = tries ?? Math.floor((world.parts.scenario.adversary.onlineGuessesPerS * lost.ageNs) / NS_PER_S);
  note(position <= most ? 'pin-found' : 'pin-not-found', { device: at, tries: Math.min(position, most) });
  return position <= most;
}

function placeOf({ parts }: World, device: string, { position, space }: PinSpec): number {
  return position ?? 1 + Math.floor(parts.context.streams.lot(`pin/${device}`).next() * space);
}

function opensTakenOut({ parts }: World, { lost, at, id }: VantageSpec): boolean {
  if (lost?.state === 'key-beside') return true;
  const closed = parts.context.gate.on('disk-encryption', at);
  if (closed !== undefined) parts.context.stop({ control: closed, at, reason: 'disk-encrypted', origin: `attacker/${id}` });
  return closed === undefined;
}
