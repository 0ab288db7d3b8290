/**
 * Purpose: the eleven functions of TR Table A.1 exist in the device and are used.
 *
 * | function (Table A.1)            | code                                                                  | test                                       |
 * |---------------------------------|-----------------------------------------------------------------------|--------------------------------------------|
 * | key exchange (IKE)              | sim/vpn/ike-endpoint.ts `IkeEndpoint`                                 | a tunnel of an enrolled box                |
 * | encryption (IPsec)              | sim/vpn/esp.ts `encapsulate`                                          | a tunnel of an enrolled box                |
 * | authentication (IPsec)          | sim/vpn/esp.ts `decapsulate`                                          | a changed packet                           |
 * | VPN control                     | sim/vpn/centre-client.ts `CentreClient`                               | a tunnel of an enrolled box                |
 * | VPN connection                  | sim/vpn/tunnels.ts `Tunnels`                                          | a tunnel of an enrolled box                |
 * | initial registration            | sim/vpn/enrolment/chip.ts `initialise`                                | written once                               |
 * | reference to device information | sim/vpn/enrolment/chip.ts `information`                               | written once                               |
 * | tamper resistance               | sim/vpn/enrolment/chip.ts `open`                                      | an opened chip                             |
 * | encryption processing           | sim/vpn/enrolment/chip.ts `copyStorage`                               | a copy of the storage                      |
 * | management of applications      | sim/vpn/enrolment/chip.ts `install`, `uninstall`                      | the second tier belongs to the application |
 * | management of storage areas     | sim/vpn/enrolment/chip.ts `generateKey`, `store`, `holds`             | first tier before second                   |
 *
 * The rows are told apart by the names of the tests below.
 */
import { describe, expect, it } from 'vitest';
import { PASS, TAKEN } from '../../../../sim/net/rules.ts';
import { CHIP_CONFIG, CHIP_MACHINE } from '../../../../sim/vpn/enrolment/chip-machine.ts';
import { ENROLMENT_CONFIG, ENROLMENT_EVENTS, ENROLMENT_MACHINE, STEPS } from '../../../../sim/vpn/enrolment/enrolment-machine.ts';
import { KeyRing } from '../../../../sim/vpn/key-store.ts';
import { privateKeyId } from '../../../../sim/vpn/pki.ts';
import { disagreements } from '../../../../sim/machine.ts';
import { ANCHORS, certificate } from '../support.ts';
import { EnrolmentLab, SERIAL } from './support.ts';

const KEY = privateKeyId('service', 'clinic.vpn');

describe('VPN management functions', () => {
  /**
   * clinic.vpn          centre          hospital.vpn
   *     |-- who? {sig} ---->|                |         VPN control
   *     |<------------ info |                |
   *     |-- IKE_SA_INIT, IKE_AUTH {sig} ---->|         key exchange
   *     |== ESP ============================>|         encryption, VPN connection
   */
  it('a tunnel of an enrolled box: control, key exchange, encryption, connection', () => {
    const e = new EnrolmentLab();
    const { lab } = e;
    lab.at(5, () => lab.say('clinic', 'hospital', 'hello'));
    e.enrol(10);
    expect(lab.events('centre', 'informed').map(({ at }) => at)).toEqual(['clinic.vpn']);
    expect(lab.ikeScript().filter((line) => line.startsWith('clinic.vpn'))).toHaveLength(2);
    const protectedPackets = lab.seen.flatMap(({ packet }) => (packet.body.protocol === 'esp' ? [packet.body] : []));
    expect(protectedPackets.map(({ sealed }) => sealed.open(new KeyRing()).ok)).toEqual([false]);
    expect(lab.site('clinic').gateway.tunnels.toSite('hospital')?.state).toBe('up');
    expect(lab.texts('hospital')).toEqual(['hello']);
  });

  it('a changed packet is not accepted: authentication of the source', () => {
    const e = new EnrolmentLab();
    const { lab } = e;
    let changed = 0;
    lab.intercept((packet) => {
      const { body } = packet;
      if (body.protocol !== 'esp' || changed++ > 0) return PASS;
      lab.backbone.send({ ...packet, body: { ...body, sealed: body.sealed.tampered() } });
      return TAKEN;
    });
    lab.at(5, () => lab.say('clinic', 'hospital', 'hello'));
    e.enrol(10);
    expect(lab.texts('hospital')).toEqual([]);
    expect(lab.stops()).toEqual(['ipsec-ike esp-icv-mismatch @ hospital.vpn']);
  });

  it('written once: initial registration and reference to device information', () => {
    const e = new EnrolmentLab().enrol(5);
    const { information } = e.chip;
    expect(information).toMatchObject({ serial: SERIAL, maker: 'box-maker' });
    if (information === undefined) return;
    expect(e.chip.initialise({ ...information, serial: 'box-6666' })).toBe('chip-out-of-order');
    expect(e.chip.information?.serial).toBe(SERIAL);
  });
});

describe('key management functions', () => {
  it('an opened chip has erased everything: tamper resistance', () => {
    const e = new EnrolmentLab().enrol(5);
    expect(e.chip.holds(KEY)).toBe(true);
    const copy = e.chip.copyStorage();
    e.chip.open();
    expect([e.chip.state, e.chip.holds(KEY), e.chip.information, e.chip.certificate('device'), e.chip.copyStorage().length]).toEqual([
      'zeroised',
      false,
      undefined,
      undefined,
      0,
    ]);
    // What was copied before is of no use either: the key that opens it is gone with the chip.
    expect(copy.map((stored) => stored.open(e.chip).ok)).toEqual([false, false]);
    expect(e.chip.install({ id: 'x', provider: 'x' })).toBe('chip-tampered');
    expect(e.chip.store(certificate('clinic.vpn'), { tier: 'service', name: 'clinic.vpn' }, ANCHORS, 0)).toBe('chip-tampered');
  });

  it('a copy of the storage is ciphertext: encryption of what is stored', () => {
    const e = new EnrolmentLab().enrol(5);
    const thief = new KeyRing([KEY, privateKeyId('device', SERIAL)]);
    const copy = e.chip.copyStorage();
    expect(copy).toHaveLength(2);
    for (const stored of copy) expect(stored.open(thief)).toEqual({ ok: false, reason: 'no-key' });
  });

  it('the second tier belongs to the application: without it no signature, after it no certificate', () => {
    const e = new EnrolmentLab().enrol(5);
    expect(e.chip.application).toMatchObject({ id: 'on-demand-vpn', provider: 'centre' });
    e.chip.uninstall();
    expect([e.chip.holds(KEY), e.chip.certificate('service'), e.chip.state]).toEqual([false, undefined, 'first-tier']);
    expect(e.chip.holds(privateKeyId('device', SERIAL))).toBe(true);
    e.subscriber.file.renew();
    e.lab.run(10);
    expect(e.chip.holds(KEY)).toBe(true);
  });

  it('first tier before second: storage areas', () => {
    const e = new EnrolmentLab();
    const chip = e.vendor.make('box-0002');
    expect(chip.generateKey('service', 'clinic.vpn')).toBeUndefined();
    expect(chip.install({ id: 'x', provider: 'x' })).toBe('chip-out-of-order');
    expect(chip.store(certificate('clinic.vpn'), { tier: 'service', name: 'clinic.vpn' }, ANCHORS, 0)).toBe('key-not-held');
    e.vendor.load(chip, certificate('box-0002', { tier: 'device', issuer: 'device-ca' }), 'box-0002', 0);
    expect(chip.generateKey('device', 'box-0002')).toBeUndefined();
    expect(chip.generateKey('service', 'clinic.vpn')).toBe(KEY);
    // The area is there, but nobody may use it yet.
    expect(chip.holds(KEY)).toBe(false);
  });
});

describe('machines', () => {
  it('of enrolment and chip say what @xstate/fsm says', () => {
    expect(disagreements(ENROLMENT_CONFIG, ENROLMENT_MACHINE)).toEqual([]);
    expect(disagreements(CHIP_CONFIG, CHIP_MACHINE)).toEqual([]);
  });

  it('have an event for each of the twelve steps, and every open state can end in a refusal', () => {
    expect(STEPS.map((step) => ENROLMENT_EVENTS.includes(`ACCEPTED_${step}`))).toEqual(STEPS.map(() => true));
    for (const state of ENROLMENT_MACHINE.states.filter((name) => name !== 'idle' && name !== 'refused'))
      expect(ENROLMENT_MACHINE.next(ENROLMENT_MACHINE.s[state], ENROLMENT_MACHINE.e.REFUSED)).toBe(ENROLMENT_MACHINE.s.refused);
  });
});
