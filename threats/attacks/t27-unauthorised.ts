/**
 * Purpose: T27 unauthorised usage: somebody without a right has a system do something for him, because nobody asks whether he may.
 *
 * A stranger, a partner, a third party through a partner, somebody at a LAN socket and a member of staff fetch a file from a share that is not for them; a technician uses his
 * maintenance account for something else than maintenance.
 * Somebody who once learnt the password of a shared account logs in with it (the moves of T02).
 * Does not model: functions other than copying.
 * Units: none. Determinism: fixed times.
 * References: TR A.5.1 #27; RFC 3552 2.3.1, 4.4; RFC 2196 1.6.3 (1); threat card T27.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { executedWithoutRight } from '../oracles/rights.ts';
import type { AttackDefinition } from '../types.ts';
import { sharedByMany } from './t02-shared-password.ts';
import { aimAtConsole, aimAtShare, copyByMaintenance, copyFromShare, detourThroughPartner } from './stores.ts';

const ACT_NS = 5 * NS_PER_S;

export const useShare: AttackDefinition = {
  threat: 'T27',
  variant: '',
  name: { en: 'Using a service without a right to it', ja: '権限のないサービス利用' },
  vantages: ['wan-off', 'peer', 'lan', 'in-hsz', 'in-sz'],
  aim: (scenario, vantage) => aimAtShare(scenario, vantage, 'partner'),
  act: (hands, aim) => hands.at(ACT_NS, () => copyFromShare(hands, aim, 1)),
  judge: (view) => executedWithoutRight(view),
};

export const useThirdSite: AttackDefinition = {
  threat: 'T27',
  variant: 'relay',
  name: { en: 'Using a service of a third institution through a partner', ja: '提携機関を中継した第三の機関のサービス利用' },
  vantages: ['peer'],
  aim: (scenario, vantage) => aimAtShare(scenario, vantage, 'stranger'),
  act: (hands, aim) => {
    detourThroughPartner(hands, aim);
    hands.at(ACT_NS, () => copyFromShare(hands, aim, 1));
  },
  judge: (view) => executedWithoutRight(view),
};

export const useMaintenance: AttackDefinition = {
  threat: 'T27',
  variant: 'maintenance',
  name: { en: 'Using a maintenance account for something else', ja: '保守用アカウントの目的外使用' },
  vantages: ['peer'],
  aim: aimAtConsole,
  act: (hands, aim) => hands.at(ACT_NS, () => copyByMaintenance(hands, aim, 1)),
  judge: (view) => executedWithoutRight(view),
};

export const useBorrowed: AttackDefinition = {
  ...sharedByMany,
  threat: 'T27',
  variant: 'borrowed',
  name: { en: 'Using a service with somebody else’s password', ja: '他人のパスワードによるサービス利用' },
  vantages: ['wan-off'],
};
