/**
 * Purpose: deliberate weakenings of the defences; the test suite must notice them.
 * Does not model: mutations of attacks or reports. Units: none.
 * References: the RFC or TR clause that each defence stands for is at the weakened line.
 */
import { CONNECTION_WEAKENINGS } from './weakenings-connections.ts';
import { NETWORK_WEAKENINGS } from './weakenings-network.ts';
import { PEOPLE_WEAKENINGS } from './weakenings-people.ts';
import { VPN_WEAKENINGS } from './weakenings-vpn.ts';
import { WORLD_WEAKENINGS } from './weakenings-world.ts';

/** One weakening: in `file`, `find` (which stands there exactly once) becomes `become`; `tests` are the suites that guard it. */
export interface Weakening {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly become: string;
  /** As few files as notice it. */
  readonly tests: readonly string[];
  /** Pattern of the names of the tests to run, where a file holds many that have nothing to do with it. */
  readonly only?: string;
}

export const WEAKENINGS: readonly Weakening[] = [
  ...NETWORK_WEAKENINGS,
  ...VPN_WEAKENINGS,
  ...CONNECTION_WEAKENINGS,
  ...PEOPLE_WEAKENINGS,
  ...WORLD_WEAKENINGS,
];
