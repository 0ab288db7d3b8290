/**
 * Purpose: guards what TR 9.5 says of its network, as executed in figure-5: three paths that are protected each for itself, and an access that can be proven.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../scenarios/index.ts';
import { shipped } from '../scenarios/files.ts';
import { outcome, run, stops } from './support/outcome.ts';

const loaded = loadScenario(shipped('figure-5'), 'figure-5.yaml');
if (!loaded.ok) throw new Error('figure-5 does not load');
const { scenario } = loaded;

const TAPS = ['T01/lan/hospital-north.sz', 'T01/wan-on/internet', 'T01/phys/hospital-north.vpn', 'T01/lan/university.sz'];
const DENIAL = 'T14/none/university.hsz.pathologist-pc';
const PROOF = ['ipsec-ike', 'three-point-logging', 'clock-sync', 'timestamping', 'ic-card'];

describe('figure-5', () => {
  it('protects LAN, WAN and LAN each for itself: a tunnel between the routers leaves both LANs readable', () => {
    const heard = (controls: readonly string[]) => TAPS.map((tap) => outcome(scenario, tap, controls) === 'succeeded');
    expect(heard([])).toEqual([true, true, true, true]);
    expect(heard(['ipsec-ike'])).toEqual([true, false, false, true]);
    expect(heard(['ipsec-ike', 'ipsec-ike-servers'])).toEqual([false, false, false, false]);
  });

  it('proves an access by records whose clocks are set from one source, and by nothing less', () => {
    const proof = run(scenario, DENIAL, PROOF);
    expect(proof.finding.outcome).toBe('blocked');
    expect(stops(proof)).toContain('clock-sync/clock-set');
    for (const missing of PROOF.filter((control) => control !== 'ipsec-ike'))
      expect(
        outcome(
          scenario,
          DENIAL,
          PROOF.filter((control) => control !== missing),
        ),
        missing,
      ).toBe('succeeded');
  });

  it('needs the copy of the records that the centre keeps, where routers have lost theirs', () => {
    const { centre } = scenario;
    if (centre === undefined) throw new Error('figure-5 has a centre');
    const { keepsLogs: _kept, ...without } = centre;
    const finding = run({ ...scenario, centre: without }, DENIAL, PROOF).finding;
    expect([finding.outcome, finding.because.en]).toEqual(['succeeded', expect.stringContaining('access point')]);
  });

  it('hides from the access point what it should record, where ESP goes from end to end', () => {
    const finding = run(scenario, DENIAL, [...PROOF, 'ipsec-ike-pathologist']).finding;
    expect(finding.outcome).toBe('succeeded');
    expect(finding.because.en).toContain('access point');
  });
});
