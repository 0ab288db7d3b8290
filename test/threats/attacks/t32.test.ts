/**
 * Purpose: guards what the claims of card T32 rest on: the windows of revocation and report, the ways a thief tries, and what stops a wrong address besides the connection policy.
 * Citations: card T32, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { FOUND_RUNNING, POPULAR_PIN, REMOTE_WIPE, SCREEN_LOCK, USED_SOON } from '../claims/variants-t25-t32.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withVantage } from '../support/outcome.ts';

const scenario = figure3();
const DISK = 'T32/stolen/clinic-a.sz.visit-tablet';
const BOX = 'T32/stolen/clinic-b.vpn';
const LETTER = 'T32/none/clinic-a/misdial';
const DAY = 86_400e9;
const REVOKED = ['ipsec-ike', 'device-auth', 'device-revocation'];

const stepsOf = (result: ReturnType<typeof run>): readonly unknown[] =>
  result.events.filter(({ kind }) => kind === 'attack').map(({ fields }) => fields['step']);

describe('T32', () => {
  it.each([DISK, `${DISK}/credentials`, BOX, LETTER])('%s succeeds bare', (id) => expect(outcome(scenario, id)).toBe('succeeded'));

  it('[Stops] the disk, and the recipient, are refused by the control that the card names', () => {
    expect(stops(run(scenario, DISK, ['disk-encryption']))).toEqual(['disk-encryption/disk-encrypted']);
    expect(stops(run(scenario, LETTER, ['ipsec-ike', 'connection-policy']))).toContain('connection-policy/not-in-same-group');
    expect(outcome(scenario, LETTER, ['ipsec-ike'])).toBe('succeeded');
  });

  it('the recipient check by certificate in TLS works as well, and an envelope for the right recipient stays closed', () => {
    expect(outcome(scenario, LETTER, ['tls'])).toBe('blocked');
    expect(stops(run(scenario, LETTER, ['object-encryption']))).toEqual(['object-encryption/unreadable']);
  });

  it('the thief of a box tries the plain way, the pre-shared key, and the chip', () => {
    const ways = run(scenario, BOX, ['ipsec-ike', 'device-auth'])
      .events.filter((e) => e.kind === 'attack')
      .map((e) => e.fields['way']);
    expect(ways).toEqual(['plain', 'pre-shared-key', 'chip']);
  });

  it('[Reduces] the window: report plus one interval of the list; an hour instead of a day where people are trained', () => {
    expect(run(scenario, BOX, REVOKED).finding).toMatchObject({ outcome: 'detected', loss: { seconds: 2 * 86_400 } });
    const trained = run(scenario, BOX, [...REVOKED, 'training-ledger']);
    expect(trained.finding).toMatchObject({ outcome: 'detected', loss: { seconds: 86_400 + 3600 } });
    expect(stops(trained)).toContain('training-ledger/loss-reported-early');
  });

  it('[Reduces] within the window revocation does nothing: neither before the report nor while verifiers hold the old list', () => {
    for (const reportedAfterNs of [4 * DAY, 2.5 * DAY]) {
      const early = withVantage(scenario, 'stolen-box', { lost: { ageNs: 3 * DAY, reportedAfterNs, state: 'running' } });
      expect(outcome(early, BOX, [...REVOKED, 'training-ledger'])).toBe('succeeded');
    }
    expect(outcome(USED_SOON.apply(scenario), BOX, REVOKED)).toBe('succeeded');
  });

  it('revocation of certificates takes no pre-shared key back', () => {
    expect(outcome(scenario, BOX, ['ipsec-ike', 'device-revocation'])).toBe('succeeded');
  });

  it('object encryption leaves the thief with sealed letters', () => {
    expect(outcome(scenario, BOX, ['ipsec-ike', 'device-auth', 'object-encryption'])).toBe('degraded');
  });

  it('disk encryption does nothing for a device that was found running', () => {
    expect(outcome(FOUND_RUNNING.apply(scenario), DISK, ['disk-encryption'])).toBe('succeeded');
  });

  it('a finder tells what he tries: a PIN found, a PIN not found, a device that erased itself', () => {
    const popular = run(POPULAR_PIN.apply(scenario), DISK, ['disk-encryption']);
    expect([popular.finding.outcome, stepsOf(popular)]).toEqual(['succeeded', ['reading-disk', 'pin-found']]);
    const unknown = run(SCREEN_LOCK.apply(scenario), DISK, ['disk-encryption']);
    expect([unknown.finding.outcome, stepsOf(unknown)]).toEqual(['blocked', ['reading-disk', 'pin-not-found']]);
    const lost = { ageNs: 7 * DAY, reportedAfterNs: DAY, state: 'running' } as const;
    const erased = run(REMOTE_WIPE.apply(withVantage(scenario, 'lost-tablet', { lost })), DISK);
    expect([erased.finding.outcome, stepsOf(erased)]).toEqual(['blocked', ['reading-disk', 'device-erased']]);
    const unreported = { ...lost, reportedAfterNs: 8 * DAY };
    expect(outcome(REMOTE_WIPE.apply(withVantage(scenario, 'lost-tablet', { lost: unreported })), DISK)).toBe('succeeded');
  });
});
