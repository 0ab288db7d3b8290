/**
 * Purpose: guards T11 as executed: stored records copied over an open read path, counted, and where the copying ends. What stops it and what does not is executed as claims
 * (test/threats/claims/t09-t16.ts).
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { play, refusals, result, shipped } from '../support/credentials.ts';

const IDS = attacksOf(shipped)
  .filter((attack) => attack.definition.threat === 'T11')
  .map(({ id }) => id);
const SOCKET = 'T11/lan/core-hospital.sz';
const WARD = 'T11/in-hsz/core-hospital.hsz';
const WATCH = 'access-monitoring-and-cutoff';

describe('T11 illicit copying', () => {
  it.each(IDS)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('the original is untouched: nothing raises an alarm or breaks', () => {
    const { events, finding } = play(SOCKET);
    expect(finding.loss).toEqual({ records: 40, bytes: 40 * 16_000 });
    expect(events.some((event) => event.kind === 'alarm' || event.kind === 'stop')).toBe(false);
  });
  it('a copy without its key is held as cipher text', () =>
    expect(play(SOCKET, ['object-encryption']).learned.some((entry) => entry.form === 'cipher')).toBe(true));
  it('each obstacle names its reason', () => {
    expect(refusals(play(SOCKET, ['access-lists']))).toEqual(['access-lists/not-on-access-list']);
    expect(refusals(play('T11/peer/vendor/maintenance', ['maintenance-access-control']))).toEqual([
      'maintenance-access-control/outside-maintenance-agreement',
    ]);
    expect(refusals(play('T11/peer/vendor/relay', ['ipsec-ike', 'relay-blocking']))).toContain('relay-blocking/tunnel-to-tunnel');
    expect(refusals(play('T11/stolen/clinic-a.sz.visit-tablet/medium', ['disk-encryption']))).toEqual(['disk-encryption/disk-encrypted']);
  });
  it('the alarm comes, and the cut-off bounds the loss: rate × (t_cut − t_0)', () => {
    for (const id of [SOCKET, WARD, 'T11/peer/vendor', 'T11/in-dmz/core-hospital.dmz']) {
      const { outcome, loss, detectedNs = 0 } = play(id, [WATCH]).finding;
      const beginS = 6;
      const bound = (shipped.adversary.copiesPerS ?? 0) * (detectedNs / 1e9 + (shipped.monitoring?.responseNs ?? 0) / 1e9 - beginS) + 1;
      expect(outcome, id).toBe('detected');
      expect(loss?.records, id).toBeLessThanOrEqual(bound);
      expect(loss?.bytes, id).toBe((loss?.records ?? 0) * 16_000);
    }
  });
  it('beyond the card: the connection policy of the third site refuses the answers already', () =>
    expect(result('T11/peer/vendor/relay', ['ipsec-ike', 'connection-policy'])).toBe('blocked'));
});
