/**
 * Purpose: guards threat card T26 as executed, beyond its claims (test/threats/claims): how long what takes over needs, repair, what is bearable.
 * Citations: card T26, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import type { MirrorSpec, Scenario } from '../../../sim/world/scenario.ts';
import { QUICK_ENROLMENT } from '../claims/variants-t25-t32.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withHost, withVantage } from '../support/outcome.ts';

const scenario = figure3();
const DUCT = 'T26/none/core-hospital.vpn';
const REGION = 'T26/none/internet';
const ROOM = 'T26/none/core-hospital.sz';
const RECORDS = 'T26/none/core-hospital.hsz/records';
const BOX = 'T26/none/core-hospital';

function withSecondLine(base: Scenario, standby: MirrorSpec): Scenario {
  const sites = base.sites.map((site) =>
    site.id !== 'core-hospital'
      ? site
      : {
          ...site,
          devices: site.devices.map((device) =>
            device.id !== 'vpn'
              ? device
              : { ...device, ports: device.ports.map((port) => (port.standby === undefined ? port : { ...port, standby })) },
          ),
        },
  );
  return { ...base, sites };
}

describe('T26', () => {
  it('succeeds bare: line, region, machine room, records, box', () => {
    for (const id of [DUCT, REGION, ROOM, RECORDS, BOX]) expect(outcome(scenario, id), id).toBe('succeeded');
  });

  it('a second line takes over in its time, and the verdict says how long it took', () => {
    const result = run(scenario, DUCT, ['redundancy-line']);
    expect(stops(result)).toEqual(['redundancy-line/standby-took-over']);
    expect(result.finding.loss?.seconds).toBeLessThanOrEqual(6);
  });

  it('a second line that takes over too late is no help', () => {
    expect(outcome(withSecondLine(scenario, { region: 'south-duct', takeoverNs: 40e9 }), DUCT, ['redundancy-line'])).toBe('succeeded');
  });

  it('a mirror brings records back at once, a copy off line with the loss of some work', () => {
    expect(stops(run(scenario, RECORDS, ['redundancy-backup-offline']))).toEqual(['redundancy-backup-offline/restored-from-copy']);
    expect(run(scenario, RECORDS, ['redundancy-site']).finding.loss).toEqual({ seconds: 0 });
  });

  it('[Wins when] objects newer than the recovery point are lost, even with copies', () => {
    const strict = withHost(scenario, 'core-hospital.hsz.ehr-server', {
      store: { checkEveryNs: 30e9, backupEveryNs: 86_400e9, rpoNs: 1e9 },
    });
    expect(outcome(strict, RECORDS, ['redundancy-backup-offline'])).toBe('succeeded');
  });

  it('[Steps] a repair ends the outage: in time, or too late for what is bearable', () => {
    const repaired = (afterNs: number): Scenario => withVantage(scenario, 'machine-room-fire', { repairedAfterNs: afterNs });
    // A user who tries at most three seconds before the end of the repair is still served.
    const outage = (afterNs: number): number => run(repaired(afterNs), ROOM).finding.loss?.seconds ?? 0;
    expect(outcome(repaired(10e9), ROOM)).toBe('blocked');
    expect(outage(10e9)).toBeGreaterThanOrEqual(7);
    expect(outage(10e9)).toBeLessThanOrEqual(10);
    expect(outcome(repaired(30e9), ROOM)).toBe('succeeded');
    expect(outage(30e9)).toBeGreaterThanOrEqual(27);
    expect(outage(30e9)).toBeLessThanOrEqual(30);
    expect(run(scenario, ROOM).finding.loss).toEqual({ seconds: 56 });
    for (const [vantage, id] of [
      ['digger', DUCT],
      ['earthquake', REGION],
      ['lightning', BOX],
    ] as const)
      expect(outcome(withVantage(scenario, vantage, { repairedAfterNs: 10e9 }), id, ['ipsec-ike']), id).toBe('blocked');
  });

  it('[Numbers] how long an outage is bearable is a figure of the service', () => {
    const repaired = withVantage(scenario, 'machine-room-fire', { repairedAfterNs: 30e9 });
    const patient = {
      ...repaired,
      services: repaired.services.map((service) => (service.id === 'booking' ? { ...service, rtoNs: 31e9 } : service)),
    };
    const hasty = {
      ...repaired,
      services: repaired.services.map((service) => (service.id === 'booking' ? { ...service, rtoNs: 5e9 } : service)),
    };
    expect(outcome(patient, ROOM)).toBe('blocked');
    expect(outcome(hasty, ROOM)).toBe('succeeded');
  });

  it('a spare box serves when its enrolment is done: twelve steps, seven of them letters', () => {
    const result = run(QUICK_ENROLMENT.apply(scenario), BOX, ['ipsec-ike', 'device-auth', 'redundancy-device']);
    expect(stops(result)).toContain('redundancy-device/standby-took-over');
    expect(result.finding.outcome).toBe('blocked');
    // 5 s to put it in place, 3.5 s of letters, less the 3 s for which a user waits.
    expect(result.finding.loss?.seconds).toBeGreaterThanOrEqual(5);
  });

  it('[Does not] the VPN centre as a single point: a second centre removes it', () => {
    expect(outcome(scenario, REGION, ['redundancy-line'])).toBe('blocked');
    expect(outcome(scenario, REGION, ['redundancy-line', 'ipsec-ike', 'redundancy-site'])).toBe('blocked');
  });
});
