/**
 * Purpose: guards what the claims of card T30 rest on: nothing happens without an attack, a watch by another line does see the lost check, and a copy is used up to its age only.
 * Citations: threat-cards 3, T30.
 */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../threats/replay.ts';
import { AGREED_PROCEDURE, KEPT_ANSWERS, watchedFrom, withdrawnAgo } from '../claims/variants-t25-t32.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds } from '../support/claims.ts';
import { outcome, run } from '../support/outcome.ts';

const scenario = figure3();
const OUTAGE = 'T30/none/lab.vpn/outage';
const CUT = 'T30/wan-on/internet';
const WATCH = ['access-monitoring-and-cutoff'];
const HOUR_NS = 3600e9;

/** The same world with nobody who attacks. */
function quiet(world: typeof scenario, id: string, controls: readonly string[]): string {
  const attack = attackById(world, id);
  const idle = { ...attack, definition: { ...attack.definition, act: () => undefined } };
  return replay(world, idle, { seed: 1, answer: profile(controls) }).finding.outcome;
}

describe('T30 fraud enabled by service interruption', () => {
  it.each(attackIds('T30'))('%s succeeds with all controls off', (id) => expect(outcome(scenario, id)).toBe('succeeded'));
  it.each([[[]], [['ipsec-ike']], [['ipsec-ike', 'device-auth', 'connection-policy', 'fail-closed', 'transaction-idempotency', 'tls']]])(
    'without an attack every order is checked and confirmed (%j)',
    (controls) => {
      for (const id of attackIds('T30')) expect(quiet(scenario, id, controls), id).toBe('blocked');
    },
  );
  it('without an attack the register turns down whose right is withdrawn, and books agree', () => {
    expect(quiet(withdrawnAgo(0).apply(scenario), OUTAGE, [])).toBe('blocked');
    const { events } = run(scenario, 'T30/wan-on/internet/check', ['three-point-logging']);
    expect(events.filter(({ kind }) => kind === 'alarm')).toEqual([]);
  });
  it('a watch by another line sees the lost check, one that shares the line does not', () => {
    const seen = run(watchedFrom('core-hospital.sz.log-server').apply(scenario), OUTAGE, WATCH);
    expect(seen.finding.outcome).toBe('detected');
    expect(seen.events.find(({ kind }) => kind === 'alarm')?.at).toBe('core-hospital.sz.log-server');
    expect(outcome(watchedFrom('lab.sz.contract-register').apply(scenario), OUTAGE, WATCH)).toBe('succeeded');
  });
  it('a copy past its age limit is not used: open or closed decides again', () => {
    const services = KEPT_ANSWERS.apply(scenario).services.map((service) =>
      service.keptAnswers === undefined ? service : { ...service, keptAnswers: { ageNs: 2 * HOUR_NS, limitNs: HOUR_NS } },
    );
    expect(outcome({ ...scenario, services }, OUTAGE)).toBe('succeeded');
    expect(outcome({ ...scenario, services }, OUTAGE, ['fail-closed'])).toBe('degraded');
  });
  it('books are found to differ at the interval of the review, and only where both sides keep them', () => {
    const { finding } = run(scenario, CUT, ['three-point-logging']);
    expect(finding).toMatchObject({ outcome: 'detected', detectedNs: 30e9 });
  });
  it('who has to ask first enters nothing again: one effect', () => {
    const { events } = run(AGREED_PROCEDURE.apply(scenario), CUT);
    expect(events.filter(({ kind }) => kind === 'recovery').map(({ fields }) => fields['kind'])).toEqual(['ask-first']);
    expect(events.filter(({ kind, at }) => kind === 'effect' && at === 'core-hospital.sz.order-server')).toHaveLength(1);
  });
});
