/**
 * Purpose: guards threat card T26 as executed: what fails together, and what takes over.
 * Citations: card T26, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import type { MirrorSpec, Scenario } from '../../../sim/world/scenario.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withHost, withVantage } from '../support/outcome.ts';

const scenario = figure3();
const DUCT = 'T26/none/core-hospital.vpn';
const REGION = 'T26/none/internet';
const ROOM = 'T26/none/core-hospital.sz';
const RECORDS = 'T26/none/core-hospital.hsz/records';
const CRYPTOGRAPHY = ['ipsec-ike', 'tls', 'object-encryption', 'object-signature', 'device-auth'];

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
  it('succeeds bare: line, region, machine room, records', () => {
    for (const id of [DUCT, REGION, ROOM, RECORDS]) expect(outcome(scenario, id), id).toBe('succeeded');
  });

  it('[Stops] a second line with disjoint routing', () => {
    const result = run(scenario, DUCT, ['redundancy-line']);
    expect(result.finding).toMatchObject({ outcome: 'blocked' });
    expect(stops(result)).toEqual(['redundancy-line/standby-took-over']);
    expect(result.finding.loss?.seconds).toBeLessThanOrEqual(6);
  });

  it('[Does not] two lines in one duct', () => {
    expect(outcome(withSecondLine(scenario, { region: 'north-duct', takeoverNs: 5e9 }), DUCT, ['redundancy-line'])).toBe('succeeded');
  });

  it('a second line that takes over too late is no help', () => {
    expect(outcome(withSecondLine(scenario, { region: 'south-duct', takeoverNs: 40e9 }), DUCT, ['redundancy-line'])).toBe('succeeded');
  });

  it('[Stops] a second site', () => {
    expect(stops(run(scenario, ROOM, ['redundancy-site']))).toEqual(['redundancy-site/standby-took-over']);
    expect(outcome(scenario, ROOM, ['redundancy-site'])).toBe('blocked');
  });

  it('[Does not] a mirrored site in the same flood plain', () => {
    const flood = withVantage(scenario, 'machine-room-fire', { fails: ['core-hospital.sz.booking-server', 'annex'] });
    expect(outcome(flood, ROOM, ['redundancy-site'])).toBe('succeeded');
  });

  it('[Stops] a copy off line, and a mirror, bring records back', () => {
    expect(stops(run(scenario, RECORDS, ['redundancy-backup-offline']))).toEqual(['redundancy-backup-offline/restored-from-copy']);
    expect(run(scenario, RECORDS, ['redundancy-site']).finding).toMatchObject({ outcome: 'blocked', loss: { seconds: 0 } });
  });

  it('[Wins when] objects newer than the recovery point are lost, even with copies', () => {
    const strict = withHost(scenario, 'core-hospital.hsz.ehr-server', {
      store: { checkEveryNs: 30e9, backupEveryNs: 86_400e9, rpoNs: 1e9 },
    });
    expect(outcome(strict, RECORDS, ['redundancy-backup-offline'])).toBe('succeeded');
  });

  it('[Does not] any cryptography', () => {
    for (const id of [DUCT, REGION, ROOM, RECORDS]) expect(outcome(scenario, id, CRYPTOGRAPHY), id).toBe('succeeded');
  });

  it('[Does not] the VPN centre as a single point: with the line restored, on-demand tunnels cannot be set up without it', () => {
    expect(outcome(scenario, REGION, ['redundancy-line'])).toBe('blocked');
    expect(outcome(scenario, REGION, ['redundancy-line', 'ipsec-ike'])).toBe('succeeded');
    expect(outcome(scenario, REGION, ['redundancy-line', 'ipsec-ike', 'redundancy-site'])).toBe('blocked');
  });
});
