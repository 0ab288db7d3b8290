/**
 * Purpose: guards threat card T28 as executed on figure-3 beyond its claims (test/threats/claims): which rule refuses, how watching bounds the breaches, how training is brought home.
 * Citations: threat-cards 3, card T28, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped } from '../support/credentials.ts';
import { withHost } from '../support/outcome.ts';

const AT = 'T28/in-hsz/core-hospital.hsz';
const [WEB, MAIL, OVERSIZED, SIMULTANEOUS] = [`${AT}/web`, `${AT}/mail`, `${AT}/oversized`, `${AT}/simultaneous`] as const;
const [SHARING, STICK] = [`${AT}/file-sharing`, `${AT}/memory-stick`] as const;
const ALL = [WEB, MAIL, OVERSIZED, SIMULTANEOUS, SHARING, STICK];

describe('T28 inappropriate usage', () => {
  it.each(ALL)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));

  it.each([
    [WEB, 'url-whitelist', 'rule-of-use-site'],
    [MAIL, 'mail-screening', 'rule-of-use-mail-domain'],
    [OVERSIZED, 'mail-screening', 'rule-of-use-mail-size'],
    [SIMULTANEOUS, 'service-exclusivity', 'rule-of-use-simultaneous'],
    [SHARING, 'application-allow-list', 'rule-of-use-program'],
    [STICK, 'application-allow-list', 'rule-of-use-medium'],
  ])('[Stops] %s by %s, and the refusal names the rule', (id, control, reason) => {
    expect(refusals(play(id, [control]))).toEqual([`${control}/${reason}`]);
  });
  it('file-sharing software that runs shares nothing where only listed web sites are reached', () => {
    const passed = (controls: readonly string[]): number =>
      play(SHARING, controls).events.filter(({ kind, fields }) => kind === 'accept' && fields['op'] === 'browse').length;
    expect(passed([])).toBeGreaterThan(0);
    expect(passed(['url-whitelist'])).toBe(0);
  });
  it('a program that is on the list is nobody’s breach', () => {
    const listed = withHost(shipped, 'core-hospital.hsz.ward-pc', { programs: ['file-sharing'] });
    expect(result(SHARING, [], listed)).toBe('blocked');
    expect(result(STICK, [], listed)).toBe('succeeded');
  });

  it('[Reduces] training-ledger: fewer breaches, not none', () => {
    for (const id of ALL) {
      const { outcome, loss } = play(id, ['training-ledger']).finding;
      expect(outcome, id).toBe('degraded');
      expect(loss?.records, id).toBeGreaterThan(0);
    }
  });
  it('[Sweep] rules that training does not bring home change nothing', () => {
    const untaught = { ...shipped, adversary: { ...shipped.adversary, trainedLapses: 1 } };
    for (const id of ALL) expect(result(id, ['training-ledger'], untaught), id).toBe('succeeded');
  });
  it('[Reduces] access-monitoring-and-cutoff: the alarm comes at the first breach, the cut-off bounds their number', () => {
    for (const id of [WEB, MAIL, SIMULTANEOUS]) {
      const { outcome, loss } = play(id, ['access-monitoring-and-cutoff']).finding;
      expect(outcome, id).toBe('detected');
      expect(loss?.records, id).toBeLessThan(20);
    }
  });
  it('[Detects] three-point-logging, after the fact', () => {
    for (const id of ALL) {
      const { outcome, detectedNs, loss } = play(id, ['three-point-logging']).finding;
      expect(outcome, id).toBe('detected');
      expect(detectedNs).toBeGreaterThanOrEqual(8e9 + (shipped.monitoring?.reviewNs ?? 0));
      expect(loss?.records).toBe(play(id).finding.loss?.records);
    }
  });
});
