/**
 * Purpose: guards T21 as a mechanism: rewriting and destruction at rest; what its card says about countermeasures stands in test/threats/claims.
 */
import { describe, expect, it } from 'vitest';
import { MANY_STUDIES } from '../claims/variants-t17-t24.ts';
import { attackIds } from '../support/claims.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withHost } from '../support/outcome.ts';

const scenario = figure3();
const REWRITE = 'T21/in-sz/core-hospital.sz/rewrite';
const DESTROY = 'T21/in-sz/core-hospital.sz/destroy';
const SESSION = 'T21/peer/vendor/maintenance';

describe('T21', () => {
  it.each(attackIds('T21'))('%s succeeds with all controls off', (id) => expect(outcome(scenario, id)).toBe('succeeded'));

  it('a refusal by the list of who may write names itself', () =>
    expect(stops(run(scenario, REWRITE, ['access-lists']))).toEqual(['access-lists/not-on-access-list']));

  it('an off-line copy bounds the loss to what was written since', () => {
    const { finding } = run(scenario, DESTROY, ['redundancy-backup-offline']);
    expect(finding.outcome).toBe('degraded');
    expect(finding.loss?.seconds).toBeLessThan(60);
  });

  it('not a copy that is older than the bearable loss', () => {
    const strict = withHost(scenario, 'core-hospital.hsz.ehr-server', {
      store: { checkEveryNs: 30e9, backupEveryNs: 86_400e9, rpoNs: 1e9 },
    });
    expect(outcome(strict, DESTROY, ['redundancy-backup-offline'])).toBe('succeeded');
  });

  it('signatures compared off the host show rewriting; with a copy it is put right', () => {
    const rewritten = run(scenario, REWRITE, ['object-signature']);
    expect(rewritten.finding).toMatchObject({ outcome: 'degraded', detectedNs: 30e9 });
    expect(stops(rewritten)).toEqual(['object-signature/stored-object-altered']);
    expect(outcome(scenario, REWRITE, ['object-signature', 'redundancy-backup-offline'])).toBe('detected');
    expect(outcome(scenario, DESTROY, ['timestamping', 'redundancy-backup-offline'])).toBe('detected');
  });

  it('noticing a destruction does not bring anything back', () => {
    expect(outcome(scenario, DESTROY, ['timestamping'])).toBe('succeeded');
  });

  it('in a maintenance session: every record that the machine stores, until somebody cuts it off', () => {
    expect(run(scenario, SESSION).finding.loss).toEqual({ records: 12 });
    const watched = run(MANY_STUDIES.apply(scenario), SESSION, ['access-monitoring-and-cutoff']);
    expect(watched.finding.loss).toEqual({ records: 14 });
    expect(stops(watched)).toEqual(['access-monitoring-and-cutoff/cut-off']);
    expect(stops(run(scenario, SESSION, ['maintenance-access-control']))).toEqual([
      'maintenance-access-control/outside-maintenance-agreement',
    ]);
  });
});
