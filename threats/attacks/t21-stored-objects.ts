/**
 * Purpose: T21 destruction or rewriting of stored information: a record is rewritten from a host that can reach the share, or in a maintenance session, or destroyed by malware that got inside.
 *
 * Does not model: encryption for ransom as such (destroyed and readable only for the attacker is destroyed), slow damage below the check.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #21, B.2; RFC 2196 3.2.3.6, 4.3; RFC 2828 "corruption"; threat card T21.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands, Station } from '../../sim/world/attacker.ts';
import { sendExploit, SHARE_PORT } from '../../sim/world/exploit.ts';
import { appContent } from '../../sim/world/messages.ts';
import type { HostSpec, Scenario, ServiceSpec, VantageSpec } from '../../sim/world/scenario.ts';
import { storedDamage } from '../oracles/storage.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, canSend, serviceOf } from './aims.ts';
import { recordsAt, rewriteByMaintenance } from './stores.ts';

/** He tries again until tunnels stand. */
const TRIES_S = [5, 8, 12] as const;

interface Target {
  readonly place: string;
  readonly host: HostSpec;
  readonly site: string;
}

function storeOf(scenario: Scenario): Target | undefined {
  return scenario.sites
    .flatMap((site) => site.hosts.map((host) => ({ place: `${site.id}.${host.zone}.${host.id}`, host, site: site.id })))
    .find(({ host }) => host.store !== undefined);
}

function aimAtStore(scenario: Scenario): Aim | undefined {
  const aim = storeOf(scenario) === undefined ? undefined : aimAt(scenario, ['store-letter', 'inquire'], () => true);
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

function writeAll(hands: Hands, from: Station, op: 'write-object' | 'remove-object', labels: readonly string[]): void {
  const { scenario } = hands.plan;
  const target = storeOf(scenario);
  if (target === undefined) return;
  const assets = scenario.sites.flatMap((site) => site.assets).filter((asset) => asset.at === target.place && labels.includes(asset.label));
  hands.note(op === 'write-object' ? 'rewriting-stored' : 'destroying-stored', { host: target.place, objects: assets.length });
  for (const asset of assets)
    from.udp.send({
      dst: hands.plan.addressOf(target.place),
      dstPort: SHARE_PORT,
      srcPort: SHARE_PORT,
      content: appContent({ service: 'share', op, asset: asset.id }),
    });
}

export const rewriteStored: AttackDefinition = {
  threat: 'T21',
  variant: 'rewrite',
  name: { en: 'A stored record is rewritten', ja: '保存された診療録の書換え' },
  vantages: ['in-sz', 'in-dmz', 'peer', 'relay'],
  aim: (scenario, vantage) => (canSend(vantage) ? aimAtStore(scenario) : undefined),
  act: (hands) => {
    for (const second of TRIES_S)
      hands.at(second * NS_PER_S, () => hands.station !== undefined && writeAll(hands, hands.station, 'write-object', ['phi']));
  },
  judge: (view) => storedDamage(view),
};

/** The console that the vantage's own user maintains, where records are stored on that machine. */
function aimAtMaintained(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const kept = (service: ServiceSpec): boolean => recordsAt(scenario, service.host).length > 0 && storesAt(scenario, service.host);
  const aim = aimAt(scenario, ['maintain'], (flow, service) => vantage.user !== undefined && flow.user === vantage.user && kept(service));
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

const storesAt = (scenario: Scenario, place: string): boolean =>
  scenario.sites.some((site) => site.hosts.some((host) => host.store !== undefined && `${site.id}.${host.zone}.${host.id}` === place));

/** In a maintenance session of his own, as for work. */
function rewriteInSession(hands: Hands, aim: Aim): void {
  const service = serviceOf(hands.plan.scenario, aim.flow);
  hands.at(aim.flow.atNs, () => {
    hands.note('maintaining-to-rewrite', { service: service.id });
    rewriteByMaintenance(hands, aim);
  });
}

export const rewriteInMaintenance: AttackDefinition = {
  threat: 'T21',
  variant: 'maintenance',
  name: { en: 'Stored studies are overwritten in a maintenance session', ja: '保守作業を装った保存画像の書換え' },
  vantages: ['peer'],
  aim: aimAtMaintained,
  act: rewriteInSession,
  judge: (view) => storedDamage(view),
};

/** Malware: first an inner host, from there the share. */
function destroy(hands: Hands): void {
  const target = storeOf(hands.plan.scenario);
  const { station } = hands;
  if (target === undefined || station === undefined) return;
  const hosts = hands.plan.scenario.sites
    .filter((site) => site.id === target.site)
    .flatMap((site) => site.hosts.map((host) => ({ ...host, place: `${site.id}.${host.zone}.${host.id}` })));
  hands.onFoothold((taken) => hands.after(NS_PER_S, () => writeAll(hands, taken, 'remove-object', ['phi', 'anon', 'staff'])));
  for (const second of TRIES_S) {
    hands.at(second * NS_PER_S, () => {
      hands.note('sending-exploit', { target: target.site, exploit: 'worm' });
      for (const host of hosts) for (const fault of host.vulnerable) sendExploit(station.udp, hands.plan.addressOf(host.place), fault);
    });
  }
}

export const destroyStored: AttackDefinition = {
  threat: 'T21',
  variant: 'destroy',
  name: { en: 'Malware destroys stored records', ja: 'マルウェアによる保存情報の破壊' },
  vantages: ['in-sz', 'peer'],
  aim: aimAtStore,
  act: destroy,
  judge: (view) => storedDamage(view),
};
