/**
 * Purpose: packet scripts of enrolment: the twelve steps of TR D.6 in order, one test a step with what makes it fail.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { PASS, TAKEN } from '../../../../sim/net/rules.ts';
import { isEnrolmentAnswer, isEnrolmentApplication } from '../../../../sim/vpn/enrolment/messages.ts';
import { certificate } from '../support.ts';
import { EnrolmentLab, SERIAL } from './support.ts';

describe('enrolment, all twelve steps', () => {
  /**
   * clinic.vpn        centre        box-maker      device-ca      service-ca
   *     |-- a ---------->|              |              |              |
   *     |-- b ------------------------->|              |              |
   *     |                |              |-- c -------->|              |
   *     |                |              |<-------- d --|              |
   *     |                |              |== e ==> box-0001            |
   *     |<--------------------------- f-|              |              |
   *     |~~ g ~~~~~~~~~~>|              |              |              |
   *     |                |-- h -------------------------------------->|
   *     |                |<-------------------------------------- i --|
   *     |<~~~~~~~~~~ j ~~|              |              |              |
   *     |~~ k ~~~~~~~~~~>|              |              |              |
   *     |<~~~~~~~~~~ l ~~|              |              |              |
   */
  it('bring a clinic from nothing to a tunnel', () => {
    const e = new EnrolmentLab();
    const { lab } = e;
    // Unproven at first; the question that is repeated after a second carries the new certificate.
    lab.at(0.5, () => lab.say('clinic', 'hospital', 'early'));
    lab.at(5, () => lab.say('clinic', 'hospital', 'hello'));
    lab.at(6, () => lab.say('hospital', 'clinic', 'welcome'));
    e.enrol(20);
    expect(e.ladder()).toEqual([
      'a clinic.vpn>centre',
      'b clinic.vpn>box-maker',
      'c box-maker>device-ca',
      'd device-ca>box-maker',
      `e box-maker>${SERIAL}`,
      'f box-maker>clinic.vpn',
      'g clinic.vpn>centre',
      'h centre>service-ca',
      'i service-ca>centre',
      'j centre>clinic.vpn',
      'k clinic.vpn>centre',
      'l centre>clinic.vpn',
    ]);
    expect(e.accepted()).toBe('abcdefghijkl');
    expect(e.state).toBe('in-service');
    expect(lab.stops()).toEqual(['device-auth certificate-missing @ centre']);
    expect(lab.texts('hospital')).toEqual(['early', 'hello']);
    expect(lab.texts('clinic')).toEqual(['welcome']);
  });

  it('are the same when an application on the network is lost, later by its repeat', () => {
    const e = new EnrolmentLab();
    let lost = 0;
    e.lab.intercept((packet) =>
      packet.body.protocol === 'udp' && isEnrolmentApplication(packet.body.content) && lost++ === 0 ? TAKEN : PASS,
    );
    e.enrol(5);
    expect(e.accepted()).toBe('abcdefghijkl');
    expect(
      e.lab.seen.filter(({ packet }) => packet.body.protocol === 'udp' && packet.body.content.kind === 'enrolment-application'),
    ).toHaveLength(3);
  });

  it('are the same when an answer is lost: the desk repeats it and issues nothing twice', () => {
    const e = new EnrolmentLab();
    let lost = 0;
    e.lab.intercept((packet) => (packet.body.protocol === 'udp' && isEnrolmentAnswer(packet.body.content) && lost++ === 0 ? TAKEN : PASS));
    e.enrol(5);
    expect(e.accepted()).toBe('abcdefghijkl');
    expect(e.chip.certificate('service')?.serial).toBe(1_000_001);
  });
});

/**
 * clinic.vpn                       centre
 *     |-- a: contract, box-0001 ----->|   looked up first: is the provider accredited?
 *     |      (once a subscriber)      |
 */
describe('step a, subscription', () => {
  it('is not made with a provider that is not accredited', () => {
    const e = new EnrolmentLab({ unfit: ['service-provider'] }).enrol(5);
    expect(e.refusal).toBe('a provider-not-accredited @ clinic.vpn');
    expect(e.ladder()).toEqual([]);
  });

  it('is made once', () => {
    const e = new EnrolmentLab().enrol(5);
    const entry = e.lab.entries[0];
    if (entry === undefined) throw new Error('no entry');
    expect(e.provider.subscribe(e.subscriber.file, { subscriber: 'clinic.vpn', serial: SERIAL, entry })).toBe('already-subscribed');
  });
});

/**
 * clinic.vpn                     box-maker
 *     |-- b: order, box-0001 ------->|   looked up first: is the vendor accredited?
 *     |                              |   makes the box: signed information, key of the first tier
 */
describe('step b, purchase', () => {
  it('is not made with a vendor that is not accredited', () => {
    const e = new EnrolmentLab({ unfit: ['device-vendor'] }).enrol(5);
    expect(e.refusal).toBe('b vendor-not-accredited @ clinic.vpn');
    expect(e.ladder()).toEqual(['a clinic.vpn>centre']);
  });
});

/**
 * box-maker                      device-ca
 *     |-- c: {box-0001}maker ------->|   accredited vendor, the maker's own signature, a new number
 */
describe('step c, registration of the device', () => {
  it('is refused to a vendor whose accreditation was withdrawn meanwhile', () => {
    const e = new EnrolmentLab();
    e.lab.at(0.15, () => e.body.withdraw('device-vendor', 'box-maker'));
    e.enrol(5);
    expect(e.refusal).toBe('c vendor-not-accredited @ device-ca');
    expect(e.accepted()).toBe('ab');
  });

  it('is refused a second time for one serial number, and for information that another maker signed', () => {
    const e = new EnrolmentLab().enrol(5);
    const { information } = e.chip;
    if (information === undefined) throw new Error('no information');
    expect(e.deviceIssuer.register('box-maker', information)).toBe('device-registered-twice');
    e.body.apply('device-vendor', 'copier');
    expect(e.deviceIssuer.register('copier', information)).toBe('maker-signature-mismatch');
    expect(e.deviceIssuer.register('copier', { ...information, serial: 'box-0002', maker: 'copier' })).toBe('maker-signature-mismatch');
  });
});

/**
 * box-maker                      device-ca
 *     |<-- d: {box-0001, key}ca -----|   for registered numbers only
 *     | looked up: is the issuer accredited?
 */
describe('step d, device certificate', () => {
  it('is not issued for a device that is not registered', () => {
    const e = new EnrolmentLab();
    expect(e.deviceIssuer.certify('box-6666', { fromNs: 0, untilNs: NS_PER_S })).toEqual({ ok: false, reason: 'device-not-registered' });
  });

  it('is not taken from an issuer that is not accredited', () => {
    const e = new EnrolmentLab({ unfit: ['device-issuer'] }).enrol(5);
    expect(e.refusal).toBe('d issuer-not-accredited @ box-maker');
    expect(e.accepted()).toBe('abc');
  });
});

/**
 * box-maker                      box-0001 (chip)
 *     |== e: certificate ==========>|   not opened; first tier, this name, accredited issuer, in time; once
 */
describe('step e, first tier', () => {
  it('is not loaded into a chip that was opened', () => {
    const e = new EnrolmentLab();
    const chip = e.vendor.make('box-0002');
    chip.open();
    expect(e.vendor.load(chip, certificate('box-0002', { tier: 'device', issuer: 'device-ca' }), 'box-0002', 0)).toBe('chip-tampered');
  });

  it.each([
    ['certificate-wrong-tier', certificate('box-0002')],
    ['certificate-name-mismatch', certificate('box-0003', { tier: 'device', issuer: 'device-ca' })],
    ['certificate-untrusted', certificate('box-0002', { tier: 'device', issuer: 'other-ca' })],
    ['certificate-expired', certificate('box-0002', { tier: 'device', issuer: 'device-ca', notAfterNs: -1 })],
  ])('refuses a certificate: %s', (reason, wrong) => {
    const e = new EnrolmentLab();
    const chip = e.vendor.make('box-0002');
    expect(e.vendor.load(chip, wrong, 'box-0002', 0)).toBe(reason);
    expect(chip.certificate('device')).toBeUndefined();
  });

  it('is loaded once', () => {
    const e = new EnrolmentLab().enrol(5);
    expect(e.vendor.load(e.chip, certificate(SERIAL, { tier: 'device', issuer: 'device-ca' }), SERIAL, 0)).toBe('chip-out-of-order');
  });
});

/**
 * box-maker                      clinic.vpn
 *     |-- f: the box -------------->|   the ordered one, with its certificate, not opened
 */
describe('step f, delivery', () => {
  it('is refused when the box is another, has no certificate, or was opened', () => {
    const e = new EnrolmentLab();
    const other = e.vendor.make('box-0002');
    expect(e.subscriber.inspect(other)).toBe('other-device-delivered');
    const bare = e.vendor.make(SERIAL);
    expect(e.subscriber.inspect(bare)).toBe('no-device-certificate');
    bare.open();
    expect(e.subscriber.inspect(bare)).toBe('chip-tampered');
  });
});

/**
 * clinic.vpn                       centre
 *     |~~ g: {key of tier 2}tier 1 ~~>|   the contract names this box
 *     |~~ g again after 1, 2, 4 s ~~~>|   given up after 15 s
 */
describe('step g, application for use', () => {
  it('is refused without a contract for this box', () => {
    const e = new EnrolmentLab({ contractSerial: 'box-0007' }).enrol(5);
    expect(e.refusal).toBe('g device-not-in-contract @ centre');
    expect(e.accepted()).toBe('abcdef');
  });

  it('ends without an answer when the provider is not there', () => {
    const e = new EnrolmentLab();
    e.lab.centreLine.setUp(false);
    e.enrol(30);
    expect(e.refusal).toBe('g provider-silent @ clinic.vpn');
  });
});

/**
 * clinic.vpn       centre                service-ca
 *     |              |-- h: clinic.vpn ------->|   is the provider accredited?
 *     |<~~ j: no ~~~~|                         |
 */
describe('step h, request for a service certificate', () => {
  it('is refused to a provider whose accreditation was withdrawn, and the waiting device is told', () => {
    const e = new EnrolmentLab();
    e.lab.at(0.45, () => e.body.withdraw('service-provider', 'centre'));
    e.enrol(5);
    expect(e.refusal).toBe('h provider-not-accredited @ service-ca');
    expect(
      e.lab.seen.filter(({ packet }) => packet.body.protocol === 'udp' && packet.body.content.kind === 'enrolment-answer'),
    ).toHaveLength(1);
  });
});

/**
 * centre                         service-ca
 *     |<-- i: {clinic.vpn, key}ca ---|
 *     | looked up: is the issuer accredited?
 */
describe('step i, service certificate', () => {
  it('is not taken from an issuer that is not accredited', () => {
    const e = new EnrolmentLab({ unfit: ['service-issuer'] }).enrol(5);
    expect(e.refusal).toBe('i issuer-not-accredited @ centre');
    expect(e.accepted()).toBe('abcdefgh');
  });
});

/**
 * clinic.vpn (chip)                centre
 *     |<~~ j: {application, certificate}centre ~~|   not opened; the provider's signature; second tier, this name
 */
describe('step j, second tier', () => {
  it('is refused by a chip that was opened while the application was on its way', () => {
    const e = new EnrolmentLab();
    let opened = false;
    e.lab.intercept((packet) => {
      if (packet.body.protocol === 'udp' && isEnrolmentAnswer(packet.body.content) && !opened) {
        opened = true;
        e.chip.open();
      }
      return PASS;
    });
    e.enrol(5);
    expect(e.refusal).toBe('j chip-tampered @ clinic.vpn');
  });

  it('is not loaded from anybody but the provider', () => {
    const e = new EnrolmentLab();
    e.lab.intercept((packet) => {
      const { body } = packet;
      if (body.protocol !== 'udp' || !isEnrolmentAnswer(body.content) || packet.origin === 'attacker') return PASS;
      const content = {
        ...body.content,
        result: { ok: true as const, certificate: certificate('clinic.vpn'), application: { id: 'spy', provider: 'x' } },
      };
      e.lab.backbone.send({ ...packet, origin: 'attacker', body: { ...body, content } });
      return TAKEN;
    });
    e.enrol(30);
    expect(new Set(e.lab.stops())).toEqual(new Set(['device-auth centre-key-not-held @ clinic.vpn']));
    expect(e.refusal).toBe('g provider-silent @ clinic.vpn');
    expect(e.chip.application).toBeUndefined();
  });
});

/**
 * clinic.vpn                       centre
 *     |~~ k: {care, maintenance}tier 2 ~~>|   the contract has these groups
 *     |<~~ l: no ~~~~~~~~~~~~~~~~~~~~~~~~~|
 */
describe('step k, application for connection', () => {
  it('is refused for a group that the contract does not have', () => {
    const e = new EnrolmentLab({ appliesFor: ['care', 'maintenance'] }).enrol(5);
    expect(e.refusal).toBe('k group-not-in-contract @ centre');
    expect(e.accepted()).toBe('abcdefghij');
  });
});

/**
 * clinic.vpn                       centre
 *     |<~~ l: yes ~~~~~~~~~~~~~~~~~~~~|   the clinic stands in the directory from now on
 *     |~~ g, j, k, l: renewal ~~~~~~~>|   with the device certificate, as the first time
 */
describe('step l, service', () => {
  it('begins with the entry into the directory, not before', () => {
    const e = new EnrolmentLab();
    e.start();
    const known = (): boolean => e.lab.directory.find({ site: 'clinic' }) !== undefined;
    while (e.accepted().length < 11) {
      expect(known()).toBe(false);
      e.lab.run(e.lab.kernel.now / NS_PER_S + 0.02);
    }
    e.lab.run(5);
    expect(known()).toBe(true);
  });

  it('is renewed by the way of the first time, with the device certificate', () => {
    const e = new EnrolmentLab().enrol(5);
    const first = e.subscriber.certificate?.serial ?? 0;
    e.subscriber.file.renew();
    e.lab.run(10);
    expect(e.accepted()).toBe('abcdefghijklghijkl');
    expect(e.subscriber.certificate?.serial).toBe(first + 1);
  });
});
