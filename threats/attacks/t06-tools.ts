/**
 * Purpose: T06 availability of cracking tools: the attacks that an unskilled attacker carries out with a ready tool and would not have carried out without it.
 *
 * A modifier of other cards: the assisted attack runs as it is, with the tool; the work by hand is put beside it (`tool-factor` times slower) and compared with what he is ready
 * to spend (T03, T04, T05, T09, T12, T13, T18). For the verifier both searches run, and the one by hand goes on until the end of the run.
 * Does not model: learning, price of hardware.
 * Units: nanoseconds of work. Determinism: as the assisted attacks.
 * References: TR A.5.1 #6; RFC 3552 3.2.3 (cracking programs), 3.3.5 (ARP tools); RFC 3631 3.1, 3.2; RFC 2196 4.1.4 (1); threat card T06.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { toolDecided, toolMade } from '../oracles/credentials.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { cipherKey } from './t04-cipher-key.ts';
import { directoryListening } from './t05-directory.ts';
import { permittedProtocol } from './t09-permitted-protocol.ts';
import { hijack } from './t12-hijack.ts';
import { arpSpoofing } from './t13-spoofing.ts';
import { bitFlips } from './t18-no-mac.ts';
import { endsOf, gainSight, guessOnline } from './tactics.ts';

/** Work with a ready tool until it runs: minutes (card T06), compressed into the minute of the script. */
const SETUP_NS = NS_PER_S;

const rankOf = (scenario: Scenario, user: string | undefined): number =>
  scenario.sites.flatMap((site) => site.users).find((u) => u.id === user)?.passwordRank ?? 0;

/** A password that a hand-made search does not find within his patience, where the scenario says how long that is. */
function isWorthTool(scenario: Scenario, user: string | undefined): boolean {
  const { offlineGuessesPerS, toolFactor = 1, patienceNs } = scenario.adversary;
  return patienceNs !== undefined && ((rankOf(scenario, user) * toolFactor) / offlineGuessesPerS) * NS_PER_S > patienceNs;
}

function crackBothWays(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const user = aim.flow.user ?? '';
  const secret = `password/${user}`;
  let seen = false;
  let entered = false;
  const enter = (): void => {
    if (entered) return;
    entered = true;
    guessOnline(hands, service, user, secret, { first: rankOf(hands.plan.scenario, user) }, () => undefined);
  };
  gainSight(hands, aim.flow);
  hands.ears.onMessage = ({ proof }) => {
    if (seen || proof?.secret !== secret) return;
    seen = true;
    hands.crack(secret, enter);
    hands.crack(secret, enter, { timesSlower: hands.adversary.toolFactor ?? 1 });
  };
}

export const crackingTool: AttackDefinition = {
  threat: 'T06',
  variant: 'cracker',
  name: { en: 'A ready cracking program on a captured verifier', ja: '市販の解読ツールによる照合値の解読' },
  vantages: ['wan-on', 'lan'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['book', 'maintain'], (flow) => isWorthTool(scenario, flow.user) && passes(scenario, flow, vantage)),
  act: crackBothWays,
  judge: (view, aim) => toolDecided(view, aim.flow.user ?? ''),
};

/**
 * The same attack by somebody who has the tool and not the skill; `searchNs` is what it takes with the tool besides setting it up.
 * A scenario that does not say how long he would work by hand leaves open whether the tool decides: then there is nothing to aim at.
 */
function assisted(
  variant: string,
  name: AttackDefinition['name'],
  definition: AttackDefinition,
  searchNs: (scenario: Scenario) => number = () => 0,
): AttackDefinition {
  return {
    threat: 'T06',
    variant,
    name,
    vantages: definition.vantages,
    aim: (scenario, vantage) => (scenario.adversary.patienceNs === undefined ? undefined : definition.aim(scenario, vantage)),
    act: (hands, aim) => {
      hands.note('tool-prepared', { tool: variant });
      hands.after(SETUP_NS, () => definition.act(hands, aim));
    },
    judge: (view, aim) => toolMade(view, definition.judge(view, aim), SETUP_NS + searchNs(view.scenario)),
  };
}

/** The search for the weak key of an association, with the tool. */
function keySearchNs({ sites, keys, adversary }: Scenario): number {
  const weak = sites.flatMap((site) => site.devices).find((device) => device.manualKey !== undefined)?.manualKey;
  const position = keys.find((key) => key.id === weak)?.pattern?.position ?? 0;
  return Math.ceil((position * NS_PER_S) / (adversary.keySearchPerS ?? adversary.offlineGuessesPerS));
}

export const keySearchTool = assisted(
  'key-search',
  { en: 'A ready key-search program on captured packets', ja: '市販の鍵探索ツールによる暗号解読' },
  cipherKey,
  keySearchNs,
);

export const directoryTool = assisted(
  'directory',
  { en: 'A ready program that collects verifiers from a directory', ja: '市販ツールによるディレクトリの照合値収集' },
  directoryListening,
);

export const hijackingTool = assisted(
  'hijacking',
  { en: 'A ready session-hijacking program', ja: '市販ツールによるセッション乗っ取り' },
  hijack,
);

export const interceptionTool = assisted(
  'interception',
  { en: 'A ready interception program on the LAN', ja: '市販の傍受ツールによる LAN 上の割込み' },
  arpSpoofing,
);

export const bitFlippingTool = assisted(
  'bit-flipping',
  { en: 'A ready program that changes sealed packets', ja: '市販ツールによる暗号化パケットの改ざん' },
  bitFlips,
);

export const exploitTool = assisted('exploit-kit', { en: 'A ready exploit kit', ja: '市販の攻撃キット' }, permittedProtocol);
