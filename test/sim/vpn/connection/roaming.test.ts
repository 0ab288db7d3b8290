/**
 * Purpose: a device whose line is given another address: the tunnel follows by MOBIKE or is raised anew, the centre learns of it, and nobody else can move it.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { isAddressRegistration } from '../../../../sim/vpn/address-registration.ts';
import { PASS, TAKEN } from '../../../../sim/net/rules.ts';
import { FULL, ip, Lab, QUIET_TIMERS, type Controls, type LabOptions } from '../support.ts';

const NEW = '203.0.113.7';
const MOBIKE: LabOptions = { gateway: () => ({ ike: { timers: QUIET_TIMERS, mobike: true } }) };
const without = (...names: (keyof Controls)[]): Controls =>
  Object.fromEntries(Object.entries(FULL).filter(([name]) => !names.includes(name as keyof Controls)));

/**
 * clinic.vpn, .6 then .7                       hospital.vpn
 *     |== ESP from .6 =========================>|
 *     |-- from .7: INFORMATIONAL N(UPDATE_SA) ->|
 *     |<-------------------------------- {} ----|   to .7 from here on
 *     |<======================== ESP to .7 =====|
 */
describe('by MOBIKE', () => {
  it('the initiator moves and its SAs go on, without a new negotiation', () => {
    const lab = new Lab(MOBIKE);
    lab.say('clinic', 'hospital', 'one');
    lab.at(5, () => lab.move('clinic', NEW));
    lab.at(6, () => lab.say('hospital', 'clinic', 'two'));
    lab.at(7, () => lab.say('clinic', 'hospital', 'three'));
    lab.run(10);
    expect(lab.texts('clinic')).toEqual(['two']);
    expect(lab.texts('hospital')).toEqual(['one', 'three']);
    expect(lab.ikeScript().slice(4)).toEqual(['clinic.vpn INFORMATIONAL request', 'hospital.vpn INFORMATIONAL response']);
    expect(lab.events('ike', 'established')).toHaveLength(2);
  });
});

/**
 * clinic.vpn, .6 then .7        hospital.vpn           centre
 *     |-- from .7: D(IKE SA) ------->|                   |
 *     |-- from .7: I am at .7 {sig} -------------------->|
 *     |-- from .7: IKE_SA_INIT ----->|                   |   with the next packet
 */
describe('without MOBIKE', () => {
  it.each(['clinic', 'hospital'] as const)(
    'the tunnel is closed from the new address and raised again by the next packet (asked for by the %s)',
    (from) => {
      const lab = new Lab();
      const to = from === 'clinic' ? 'hospital' : 'clinic';
      lab.say(from, to, 'one');
      lab.at(5, () => lab.move('clinic', NEW));
      lab.at(10, () => lab.say('clinic', 'hospital', 'two'));
      lab.at(15, () => lab.say('hospital', 'clinic', 'three'));
      lab.run(30);
      expect(lab.texts('hospital')).toContain('two');
      expect(lab.texts('clinic')).toContain('three');
      expect(lab.events('ike', 'established')).toHaveLength(4);
    },
  );
});

describe('the centre', () => {
  it('learns the new address, and who asks from then on gets it', () => {
    const lab = new Lab();
    lab.at(1, () => lab.move('clinic', NEW));
    lab.at(5, () => lab.say('hospital', 'clinic', 'found you'));
    lab.run(10);
    expect(lab.directory.find({ site: 'clinic' })?.gateway).toBe(ip(NEW));
    expect(lab.texts('clinic')).toEqual(['found you']);
    expect(lab.events('centre', 'registered').map(({ at }) => at)).toEqual(['clinic.vpn']);
  });

  it('is told again until it confirms', () => {
    const lab = new Lab();
    let lost = 0;
    lab.intercept((packet) => (packet.body.protocol === 'udp' && isAddressRegistration(packet.body.content) && lost++ < 2 ? TAKEN : PASS));
    lab.at(1, () => lab.move('clinic', NEW));
    lab.run(10);
    expect(lab.directory.find({ site: 'clinic' })?.gateway).toBe(ip(NEW));
    expect(lost).toBe(3);
  });

  it('is asked again by a partner whose remembered address no longer answers', () => {
    const short = { ike: { timers: { ...QUIET_TIMERS, tries: 3 } }, idleTimeoutNs: 3 * NS_PER_S };
    const lab = new Lab({ gateway: () => short });
    lab.say('hospital', 'clinic', 'one');
    lab.at(20, () => lab.move('clinic', NEW));
    lab.at(25, () => lab.say('hospital', 'clinic', 'to the old address'));
    lab.at(40, () => lab.say('hospital', 'clinic', 'to the new one'));
    lab.run(50);
    expect(lab.texts('clinic')).toEqual(['one', 'to the new one']);
    expect(lab.events('centre', 'asked').filter(({ at }) => at === 'hospital.vpn')).toHaveLength(2);
  });

  it('does not answer to others in the name of a member', () => {
    const claim = (controls: Controls): Lab => {
      const lab = new Lab({ controls });
      const { deviceUdp, deviceAddress } = lab.site('vendor');
      const content = { kind: 'address-registration', from: 'clinic.vpn', address: deviceAddress, number: 99, bytes: 40 } as const;
      lab.at(1, () => deviceUdp.send({ dst: lab.centreAddress, dstPort: 5510, srcPort: 5510, src: deviceAddress, content }));
      lab.run(5);
      return lab;
    };
    const refused = claim(FULL);
    expect(refused.stops()).toEqual(['device-auth certificate-missing @ centre']);
    expect(refused.directory.find({ site: 'clinic' })?.gateway).toBe(refused.site('clinic').deviceAddress);
    const believed = claim(without('device-auth'));
    expect(believed.directory.find({ site: 'clinic' })?.gateway).toBe(believed.site('vendor').deviceAddress);
  });

  it('does not take an old registration again', () => {
    const lab = new Lab();
    lab.at(1, () => lab.move('clinic', NEW));
    lab.at(2, () => lab.move('clinic', '203.0.113.6'));
    lab.run(4);
    const old = lab.seen.find(({ packet }) => packet.body.protocol === 'udp' && isAddressRegistration(packet.body.content))?.packet;
    if (old === undefined) throw new Error('no registration was seen');
    lab.at(5, () => lab.backbone.send({ ...old, origin: 'attacker' }));
    lab.run(6);
    expect(lab.directory.find({ site: 'clinic' })?.gateway).toBe(ip('203.0.113.6'));
    expect(lab.drops()).toEqual(['registration-outdated @ centre']);
  });
});
