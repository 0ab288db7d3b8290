/** Purpose: guards T25 distributed denial of service, bare and as its threat card claims (threat-cards 3, T25). */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { CENTRE_PORT, centreRequest } from '../../../sim/vpn/centre-messages.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { replay } from '../../../threats/replay.ts';
import type { AttackDefinition } from '../../../threats/types.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const FLOOD = 'T25/wan-off/internet';

/** The scenario with other bots. */
function withBots(scenario: Scenario, bots: { readonly count: number; readonly forged: number }): Scenario {
  return {
    ...scenario,
    adversary: {
      ...scenario.adversary,
      bots: { count: bots.count, rateBps: 200_000, forgedShare: { numerator: bots.forged, denominator: 10 } },
    },
  };
}

describe('T25 distributed denial of service', () => {
  it.each(attackIds('T25'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('the VPN harms where its centre or its responder is struck: without it, a line that is kept clear suffices', () => {
    for (const id of [`${FLOOD}/centre`, `${FLOOD}/responder`]) {
      expect(outcome(id, ['rate-limiting-upstream']), id).toBe('blocked');
      expect(outcome(id, ['rate-limiting-upstream', 'ipsec-ike']), id).toBe('succeeded');
    }
  });
  it('bots whose sum stays below the line are no attack, and are not aimed (a below C)', () => {
    const few = withBots(figure3(), { count: 19, forged: 6 });
    expect(attacksOf(few).map(({ id }) => id)).not.toContain(FLOOD);
  });

  it('the VPN centre as target: running tunnels survive, new ones cannot start (T25 Sweep)', () => {
    const calm = centreFlood(0);
    expect([calm.running, calm.late]).toEqual([1, true]);
    for (const controls of [[], ['device-auth']]) {
      const flooded = centreFlood(300, controls);
      expect([flooded.running, flooded.late], controls.join()).toEqual([1, false]);
    }
    expect(centreFlood(300, ['connection-policy']).late).toBe(true);
  });
});

/** Questions per second at the centre (it answers 100) while a tunnel runs; share of its users served, and whether a partner who begins during the flood is. */
function centreFlood(perS: number, controls: readonly string[] = []): { readonly running: number; readonly late: boolean } {
  const base = figure3();
  const scenario: Scenario = {
    ...base,
    flows: base.flows.map((flow) => (flow.id === 'read-letter' ? { ...flow, atNs: 22 * NS_PER_S } : flow)),
  };
  const attack = attackById(scenario, FLOOD);
  let result = { running: 0, late: false };
  const definition: AttackDefinition = {
    ...attack.definition,
    act: (hands) => {
      const { centre } = scenario;
      if (centre === undefined || hands.station === undefined) throw new Error('figure-3 has changed');
      const content = centreRequest({ nonce: 'flood', from: 'clinic-a.vpn', wanted: { site: 'core-hospital' } });
      for (let n = 0; n < 20 * perS; n++) {
        hands.at(10 * NS_PER_S + Math.floor((n * NS_PER_S) / perS), () =>
          hands.inject({
            src: hands.station?.address ?? 0,
            dst: centre.address,
            body: { protocol: 'udp', srcPort: CENTRE_PORT, dstPort: CENTRE_PORT, content },
          }),
        );
      }
    },
    judge: (view) => {
      const servedShare = (flow: string): number => {
        const all = view.facts.attempts.filter((each) => each.flow === flow && each.startNs >= 10 * NS_PER_S);
        return all.filter((each) => each.servedNs !== undefined && each.servedNs <= each.deadlineNs).length / all.length;
      };
      result = { running: servedShare('portal-use'), late: servedShare('read-letter') === 1 };
      return { outcome: 'blocked', because: { en: '', ja: '' } };
    },
  };
  const aim = { ...attack.aim, also: ['send-letter', 'read-letter'] };
  replay(scenario, { ...attack, definition, aim }, { seed: 1, answer: profile(['ipsec-ike', ...controls]) });
  return result;
}
