/**
 * Purpose: the hands of those who need no network skill: finders and thieves, disasters, people who deny or mistype, and whoever is within radio range.
 *
 * Does not model: anything of its own; each move stands in its own file. Units: nanoseconds. Determinism: as there.
 * References: threat cards T01, T14, T20, T26, T27, T31, T32.
 */
import type { Hands } from './attacker.ts';
import { auditAccess, auditContent } from './audit.ts';
import { repairLater, strike } from './disaster.ts';
import type { Eavesdropper } from './eavesdropper.ts';
import type { Ledger } from './ledger.ts';
import { announceLoss, readDisk } from './lost-device.ts';
import type { FlowSpec, VantageSpec } from './scenario.ts';
import { handOver, onLan, type Placed } from './stations.ts';
import { RadioHop } from './wlan.ts';
import type { World } from './world.ts';

type MishapHands = Pick<
  Hands,
  'audit' | 'contaminate' | 'disturb' | 'joinByAir' | 'keep' | 'listenOnAir' | 'misdial' | 'readDisk' | 'strike'
>;

export interface MishapParts {
  readonly vantage: VantageSpec;
  readonly place: string;
  readonly ledger: Ledger;
  readonly ears: Eavesdropper;
  readonly flow: (id: string) => FlowSpec;
  readonly note: Hands['note'];
  /** Who gets onto a LAN by radio has a station there from then on. */
  readonly joined: (placed: Placed) => void;
}

/**
 * These hands at a vantage point; a device lost there becomes known at its time.
 * Units: none. Errors: joinByAir throws where the vantage point has no address, disturb where it has no line (the loader would have refused both). Source: threat-cards 2.2.
 */
export function mishapHands(world: World, { vantage, place, ledger, ears, flow, note, joined: onJoined }: MishapParts): MishapHands {
  announceLoss(world, vantage);
  if (vantage.kind === 'radio' && vantage.user !== undefined) knowOwnNetwork(world, vantage, ledger);
  const radio = new RadioHop(world, { vantage, place, ledger, hear: (packet) => ears.hear(packet) });
  return {
    listenOnAir: () => radio.listen(),
    joinByAir: (joined) =>
      radio.join(() => {
        const { address } = vantage;
        if (address === undefined) throw new Error(`attacker: ${vantage.id} has no address`);
        const placed = onLan(world, vantage, place, address);
        onJoined(placed);
        joined({ station: handOver(placed.station), insideAddress: address, useChip: () => undefined });
      }),
    contaminate: (asset, fault) => void world.parts.tainted.set(asset, fault),
    audit: (id, about) =>
      about === 'content' ? auditContent(world, flow(id)) : auditAccess(world, flow(id), { erased: about === 'erased' }),
    strike: () => {
      strike(world, vantage.fails ?? []);
      if (vantage.repairedAfterNs !== undefined) repairLater(world, vantage.fails ?? [], vantage.repairedAfterNs);
    },
    disturb: () => {
      const line = world.topology.lines.get(vantage.at);
      if (line === undefined || vantage.errors === undefined) throw new Error(`attacker: ${vantage.id} has no faulty line`);
      line.disturb(vantage.errors);
    },
    keep: (answer) => ears.keep(answer, place),
    readDisk: () => readDisk(world, vantage, ledger, note),
    misdial: (id, host) => void world.misdialled.set(id, host),
  };
}

/** Whoever works where he stands knows the pass-phrase of the wireless network there. */
function knowOwnNetwork(world: World, vantage: VantageSpec, ledger: Ledger): void {
  const [site, zone] = vantage.at.split('.');
  const key = world.parts.scenario.sites.find((s) => s.id === site)?.zones.find((z) => z.id === zone)?.wlanKey;
  if (key !== undefined) ledger.learn(`psk/${key}`, 'key', 'own', vantage.at);
}
