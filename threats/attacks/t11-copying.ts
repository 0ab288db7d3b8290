/**
 * Purpose: T11 illicit copying: stored records are copied in bulk by somebody who has found a read path: an open share, a maintenance session, a share of a third site behind a partner.
 *
 * The originals stay as they are, so no alarm of integrity fires.
 * A stolen medium is the same without a network.
 * Does not model: mailboxes of a relay operator (no scenario has one), copying by processes of the server itself.
 * Units: records per second from the scenario. Determinism: fixed times.
 * References: TR A.5.1 #11, A.2 (stored objects); RFC 2196 3.2.3.6; RFC 2828 "theft of data"; threat card T11.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { recordsTaken } from '../oracles/copying.ts';
import { recordsFound } from '../oracles/loss.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAtDisk, serviceOf } from './aims.ts';
import { aimAtConsole, aimAtShare, copyByMaintenance, copyFromShare, detourThroughPartner, recordsAt } from './stores.ts';

const BEGIN_NS = 6 * NS_PER_S;
const judge: AttackDefinition['judge'] = (view, aim) =>
  recordsTaken(view, { wanted: recordsAt(view.scenario, serviceOf(view.scenario, aim.flow).host).map(({ id }) => id), needed: () => 0 });

export const copyShare: AttackDefinition = {
  threat: 'T11',
  variant: '',
  name: { en: 'Copying an open share', ja: '公開状態の共有フォルダからの一括複製' },
  vantages: ['in-hsz', 'in-sz', 'in-dmz', 'lan', 'peer'],
  aim: (scenario, vantage) => aimAtShare(scenario, vantage, 'partner'),
  act: (hands, aim) => hands.at(BEGIN_NS, () => copyFromShare(hands, aim, Infinity)),
  judge,
};

export const copyThirdSite: AttackDefinition = {
  threat: 'T11',
  variant: 'relay',
  name: { en: 'Copying a share of a third institution through a partner', ja: '提携機関を中継した第三の機関の共有フォルダの複製' },
  vantages: ['peer'],
  aim: (scenario, vantage) => aimAtShare(scenario, vantage, 'stranger'),
  act: (hands, aim) => {
    detourThroughPartner(hands, aim);
    hands.at(BEGIN_NS, () => copyFromShare(hands, aim, Infinity));
  },
  judge,
};

export const copyInMaintenance: AttackDefinition = {
  threat: 'T11',
  variant: 'maintenance',
  name: { en: 'Copying stored studies in a maintenance session', ja: '保守作業を装った保存画像の複製' },
  vantages: ['peer'],
  aim: aimAtConsole,
  act: (hands, aim) => hands.at(BEGIN_NS, () => copyByMaintenance(hands, aim, Infinity)),
  judge,
};

export const copyMedium: AttackDefinition = {
  threat: 'T11',
  variant: 'medium',
  name: { en: 'Copying a stolen medium', ja: '盗まれた記憶媒体の複製' },
  vantages: ['stolen'],
  aim: aimAtDisk,
  act: (hands) =>
    hands.at(BEGIN_NS, () => {
      hands.note('reading-disk', { device: hands.vantage.at });
      hands.readDisk();
    }),
  judge: (view) => recordsFound(view),
};
