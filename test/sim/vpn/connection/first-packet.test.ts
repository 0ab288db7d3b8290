/**
 * Purpose: what becomes of the first packets: held and sent, or dropped and repeated by whoever sent them.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { Lab } from '../support.ts';

const DROP = { gateway: () => ({ firstPacket: 'drop' as const }) };

/**
 * clinic.pc     clinic.vpn             hospital.vpn
 *    |-- 1 ------>|  x no-tunnel-yet        |        held: 1 comes out once the tunnel is up
 *    |            |-- IKE ----------------->|
 *    |-- 2 ------>|== ESP(2) ==============>|
 */
describe('the first packet', () => {
  it('is held by default and delivered when the tunnel is up', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'one');
    lab.at(1, () => lab.say('clinic', 'hospital', 'two'));
    lab.run(5);
    expect(lab.texts('hospital')).toEqual(['one', 'two']);
  });

  it('is dropped where that is the policy, but calls for the tunnel all the same', () => {
    const lab = new Lab(DROP);
    lab.say('clinic', 'hospital', 'one');
    lab.at(0.01, () => lab.say('clinic', 'hospital', 'still too early'));
    lab.at(1, () => lab.say('clinic', 'hospital', 'two'));
    lab.run(5);
    expect(lab.texts('hospital')).toEqual(['two']);
    expect(lab.drops()).toEqual(['no-tunnel-yet @ clinic.vpn', 'no-tunnel-yet @ clinic.vpn']);
    expect(lab.events('centre', 'asked')).toHaveLength(1);
    expect(lab.ikeScript()).toHaveLength(4);
  });

  it('costs a sender that repeats after a second that second', () => {
    const at = (options: ConstructorParameters<typeof Lab>[0]): number => {
      const lab = new Lab(options);
      for (const second of [0, 1]) lab.at(second, () => lab.say('clinic', 'hospital', 'again and again'));
      lab.run(5);
      return (lab.site('hospital').got[0]?.timeNs ?? 0) / NS_PER_S;
    };
    expect(at({})).toBeLessThan(0.1);
    expect(at(DROP)).toBeGreaterThan(1);
  });
});
