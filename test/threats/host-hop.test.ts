/**
 * Purpose: what IPsec between a host and the device of its LAN does for the threats of figure-1, and where it ends, as claims that are executed.
 * Does not model: anything. Units: none. References: TR 9.5 (LAN, WAN and LAN are protected separately); RFC 4301 3.3.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { stoppedBy } from '../../threats/evidence/index.ts';
import { exploreAttack, replay, verdict } from '../../threats/replay.ts';
import { attackById, profile } from './support/figure-3.ts';

const HOP = 'ipsec-ike-host-gw';

function figure1(): Scenario {
  const loaded = loadScenario(readFileSync('scenarios/figure-1.yaml', 'utf8'), 'figure-1');
  if (!loaded.ok) throw new Error(`figure-1 does not load: ${JSON.stringify(loaded.issues)}`);
  return loaded.scenario;
}

const scenario = figure1();
const outcome = (attack: string, controls: readonly string[]): string =>
  verdict(scenario, attackById(scenario, attack), { seed: 1, answer: profile(controls) }).outcome;

describe('IPsec between a host and its device', () => {
  it.each([
    ['stops a tap on the host’s own LAN', 'T01/lan/clinic.sz', [HOP], 'blocked'],
    ['where the tunnel of the devices does not', 'T01/lan/clinic.sz', ['ipsec-ike'], 'succeeded'],
    ['does not stop a tap behind the device', 'T01/wan-on/internet', [HOP], 'succeeded'],
    ['which that tunnel does', 'T01/wan-on/internet', [HOP, 'ipsec-ike'], 'blocked'],
    ['and the two together leave the LAN closed', 'T01/lan/clinic.sz', [HOP, 'ipsec-ike'], 'blocked'],
    ['lets nobody on the LAN change a letter on its way', 'T31/lan/clinic.sz', [HOP], 'blocked'],
    ['leaves ciphertext to who diverts the LAN’s traffic through himself', 'T13/lan/clinic.sz', [HOP], 'degraded'],
    ['is no help against who forges for the partner behind the device', 'T12/wan-on/internet', [HOP], 'succeeded'],
  ])('%s', (_says, attack, controls, wanted) => {
    expect(outcome(attack, [])).toBe('succeeded');
    expect(outcome(attack, controls)).toBe(wanted);
  });

  it('is named as what stopped the tap, at the host', () => {
    const done = replay(scenario, attackById(scenario, 'T01/lan/clinic.sz'), { seed: 1, answer: profile([HOP]), trace: true });
    expect(stoppedBy(done)).toMatchObject({ control: HOP });
  });

  it.each(['T01/lan/clinic.sz', 'T01/wan-on/internet', 'T12/wan-on/internet', 'T13/lan/clinic.sz', 'T31/lan/clinic.sz'])(
    'leaves the tree of %s small',
    (attack) => {
      expect(exploreAttack(scenario, attackById(scenario, attack), 1).replays).toBeLessThanOrEqual(40);
    },
  );
});
