/** Purpose: guards T30 fraud enabled by service interruption, bare and as its threat card claims (threat-cards 3, T30). */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const CUT = 'T30/wan-on/internet';
const CHECK = 'T30/wan-on/internet/check';
const CHANNEL = [
  ['ipsec-ike', 'device-auth'],
  ['ipsec-ike-host-host'],
  ['tls'],
  ['tls', 'ipsec-ike', 'ipsec-ike-host-host', 'tcp-ao'],
] as const;

describe('T30 fraud enabled by service interruption', () => {
  it.each(attackIds('T30'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops (a): transaction-idempotency with reconciliation (T30 Stops)', () =>
    expect(outcome(CUT, ['transaction-idempotency'])).toBe('blocked'));
  it('Stops (b): failing closed, at the price of delayed care (T30 Stops, Sweep)', () =>
    expect(outcome(CHECK, ['fail-closed'])).toBe('degraded'));
  it('each stops its own variant only', () => {
    expect(outcome(CUT, ['fail-closed'])).toBe('succeeded');
    expect(outcome(CHECK, ['transaction-idempotency'])).toBe('succeeded');
  });
  it('Does not: encryption or anti-replay, each message is genuine (T30 Does not)', () => {
    for (const controls of CHANNEL) {
      expect(outcome(CUT, controls), controls.join()).toBe('succeeded');
      expect(outcome(CHECK, controls), controls.join()).toBe('succeeded');
    }
  });
  it.each([[[]], [['ipsec-ike']], [['ipsec-ike', 'device-auth', 'connection-policy', 'fail-closed', 'transaction-idempotency', 'tls']]])(
    'without an attack every order is checked and confirmed (%j)',
    (controls) => {
      const scenario = figure3();
      for (const id of attackIds('T30')) {
        const attack = attackById(scenario, id);
        const idle = { ...attack, definition: { ...attack.definition, act: () => undefined } };
        expect(replay(scenario, idle, { seed: 1, answer: profile(controls) }).finding.outcome, id).toBe('blocked');
      }
    },
  );
});
