/**
 * Purpose: packet scripts of the eight ways in which a box is kept out: unaccredited issuer, unregistered device, wrong tier, expired, revoked, revoked but not yet known,
 * a wrong clock, an opened chip. Each against the control that demands the check, and most without it.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S, TIME_MAX } from '../../../../sim/kernel/time.ts';
import { PASS } from '../../../../sim/net/rules.ts';
import { enrolmentApplication, isEnrolmentApplication, type EnrolmentApplication } from '../../../../sim/vpn/enrolment/messages.ts';
import type { RevocationView } from '../../../../sim/vpn/pki.ts';
import { RevocationCopy } from '../../../../sim/vpn/revocation-copy.ts';
import { certificate, FULL, PSK_ONLY, type Controls } from '../support.ts';
import { EnrolmentLab, SERIAL, type EnrolmentOptions } from './support.ts';

/** Stops at the provider's desk or the centre, once each. */
const stopsOf = (e: EnrolmentLab): string[] => [...new Set(e.lab.stops())];
const without = (...names: (keyof Controls)[]): Controls =>
  Object.fromEntries(Object.entries(FULL).filter(([name]) => !names.includes(name as keyof Controls)));
/** Changes the applications of a step on their way. */
function onApplication(e: EnrolmentLab, step: 'g' | 'k', change: (application: EnrolmentApplication) => EnrolmentApplication): void {
  e.lab.intercept((packet) => {
    const { body } = packet;
    if (body.protocol !== 'udp' || !isEnrolmentApplication(body.content) || body.content.step !== step) return PASS;
    return { verb: 'replace', packet: { ...packet, body: { ...body, content: change(body.content) } } };
  });
}

/** Runs a lab to the end of its case. */
const enrolled = (options: EnrolmentOptions, prepare: (e: EnrolmentLab) => void = () => undefined): EnrolmentLab => {
  const e = new EnrolmentLab(options);
  prepare(e);
  return e.enrol(30);
};

/** With letters of 100 ms the box is delivered at 0.4 s, and its application for use is looked at 12 ms later. */
const AT_DESK = 0.405;

/**
 * clinic.vpn                          centre (provider's desk)
 *     |~~ g, {device certificate}sig ~~~>|   looked at: issuer, tier, validity, name, key, list
 *     |        (no answer, four times)   |   stop: device-auth certificate-untrusted
 */
describe('an issuer that lost its accreditation', () => {
  const lose = (e: EnrolmentLab): void => e.lab.at(AT_DESK, () => e.body.withdraw('device-issuer', 'device-ca'));

  it('takes its device certificates along', () => {
    const e = enrolled({}, lose);
    expect(stopsOf(e)).toEqual(['device-auth certificate-untrusted @ centre']);
    expect(e.refusal).toBe('g provider-silent @ clinic.vpn');
  });

  it('is no matter where nobody demands the proof of devices', () => {
    const e = enrolled({ controls: PSK_ONLY }, lose);
    expect(stopsOf(e)).toEqual([]);
    expect(e.accepted()).toContain('g');
  });
});

/**
 * clinic.vpn                          centre
 *     |~~ g, no certificate ~~~~~~~~~~~~>|   a box that no issuer ever saw
 *     |~~ g, {own certificate}sig ~~~~~~>|   signed by whoever built it
 */
describe('a device that was never registered', () => {
  it.each([
    ['certificate-missing', undefined],
    ['certificate-untrusted', certificate(SERIAL, { tier: 'device', issuer: 'other-ca' })],
  ])('gets no service certificate for the asking: %s', (reason, shown) => {
    const e = new EnrolmentLab();
    onApplication(e, 'g', ({ proof, ...bare }) =>
      enrolmentApplication(proof === undefined || shown === undefined ? bare : { ...bare, proof: { ...proof, certificate: shown } }),
    );
    e.enrol(30);
    expect(stopsOf(e)).toEqual([`device-auth ${reason} @ centre`]);
    expect(e.subscriber.certificate).toBeUndefined();
    expect(e.lab.directory.find({ site: 'clinic' })).toBeUndefined();
  });
});

/**
 * clinic.vpn                          centre
 *     |~~ g, {service certificate}sig ~~>|   the second tier where the first is asked for
 *     |~~ k, {device certificate}sig ~~~>|   the first tier where the second is asked for
 */
describe('the wrong tier', () => {
  it.each([
    ['g', 'a service certificate for the use application', 'service'],
    ['k', 'a device certificate for the connection application', 'device'],
  ] as const)('is refused at step %s: %s', (step, _name, tier) => {
    const e = new EnrolmentLab();
    onApplication(e, step, (application) => {
      const issued =
        tier === 'service' ? e.serviceIssuer.certify(application.from, { fromNs: 0, untilNs: TIME_MAX }) : e.chip.certificate('device');
      if (issued === undefined || application.proof === undefined) throw new Error('nothing to show');
      return { ...application, proof: { ...application.proof, certificate: issued } };
    });
    e.enrol(30);
    expect(stopsOf(e)).toEqual(['device-auth certificate-wrong-tier @ centre']);
    expect(e.refusal).toBe(`${step} provider-silent @ clinic.vpn`);
  });
});

/**
 * clinic.vpn                          centre
 *     |~~ g, device certificate until 0.405 s ~~>|   0.412 s: expired
 *     |~~ k, service certificate until 10 s ~~~~>|   12 s: expired
 */
describe('an expired certificate', () => {
  it('of the device ends the application for use', () => {
    const e = enrolled({ deviceValidity: { fromNs: 0, untilNs: 0.405 * NS_PER_S } });
    expect(stopsOf(e)).toEqual(['device-auth certificate-expired @ centre']);
    expect(e.accepted()).toBe('abcdef');
  });

  it('of the service keeps the box out of new connections until it is renewed', () => {
    const validity = { fromNs: 0, untilNs: 10 * NS_PER_S };
    const e = new EnrolmentLab({ serviceValidity: validity, gateway: () => ({ idleTimeoutNs: 2 * NS_PER_S }) });
    const { lab } = e;
    lab.at(12, () => lab.say('clinic', 'hospital', 'too late'));
    lab.at(40, () => {
      validity.untilNs = TIME_MAX;
      e.subscriber.file.renew();
    });
    lab.at(45, () => lab.say('clinic', 'hospital', 'renewed'));
    e.enrol(60);
    expect(stopsOf(e)).toEqual(['device-auth certificate-expired @ centre']);
    expect(lab.texts('hospital')).toEqual(['renewed']);
  });
});

/**
 * clinic.vpn                          centre
 *     |~~ g, {device certificate}sig ~~~>|   on the list: device-revocation certificate-revoked, no answer
 *     |                                  |   where nobody looks at the list, the way goes on to l
 */
describe('a revoked certificate', () => {
  it.each([
    [FULL, ['device-revocation certificate-revoked @ centre'], 'abcdef'],
    [without('device-revocation'), [], 'abcdefghijkl'],
  ] as const)('of the device is refused where the list is looked at', (controls, stops, accepted) => {
    const e = enrolled({ controls }, (lab) =>
      lab.lab.at(AT_DESK, () => {
        const device = lab.chip.certificate('device');
        if (device !== undefined) lab.lab.revocations.revoke(device);
      }),
    );
    expect(stopsOf(e)).toEqual(stops);
    expect(e.accepted()).toBe(accepted);
  });
});

/**
 *   t = 10 s  the box is reported stolen, its certificate is on the issuer's list
 *   t = 20 s  clinic.vpn ── IKE_AUTH ──> hospital.vpn    the copy there is of t = 0: let in
 *   t = 60 s  hospital.vpn fetches the list
 *   t = 70 s  clinic.vpn ── IKE_AUTH ──> hospital.vpn    refused
 */
describe('a revoked certificate while the list at hand is old', () => {
  it('is believed until the next list, and refused from then on', () => {
    const at: { copy?: RevocationCopy } = {};
    const revocations: RevocationView = { isRevoked: (shown) => at.copy?.isRevoked(shown) ?? false, onRefused: undefined };
    const idle = { idleTimeoutNs: 5 * NS_PER_S };
    const e = new EnrolmentLab({ gateway: (site) => (site === 'hospital' ? { ...idle, revocations } : idle) });
    const { lab } = e;
    at.copy = new RevocationCopy(lab.kernel, lab.revocations, 60 * NS_PER_S);
    lab.at(5, () => lab.say('clinic', 'hospital', 'before'));
    lab.at(10, () => e.subscriber.certificate !== undefined && lab.revocations.revoke(e.subscriber.certificate));
    lab.at(20, () => lab.say('clinic', 'hospital', 'still believed'));
    lab.at(70, () => lab.say('clinic', 'hospital', 'no more'));
    e.enrol(80);
    expect(lab.texts('hospital')).toEqual(['before', 'still believed']);
    expect(stopsOf(e)).toEqual(['device-revocation certificate-revoked @ hospital.vpn']);
  });

  it('is believed for longer where the list cannot be fetched', () => {
    const e = new EnrolmentLab();
    const { lab } = e;
    const copy = new RevocationCopy(lab.kernel, lab.revocations, 60 * NS_PER_S);
    const taken = certificate('clinic.vpn');
    lab.at(10, () => lab.revocations.revoke(taken));
    lab.at(50, () => (copy.reachable = false));
    lab.at(100, () => (copy.reachable = true));
    lab.run(110);
    expect([copy.isRevoked(taken), copy.fetchedNs]).toEqual([false, 0]);
    lab.run(121);
    expect([copy.isRevoked(taken), copy.fetchedNs]).toEqual([true, 120 * NS_PER_S]);
  });
});

/**
 * clinic.vpn                          centre, two hours fast        centre, one hour slow
 *     |~~ g, good until 1 h ~~~~~~~~~~~~>|  certificate-expired           |
 *     |~~ g, good from 0.2 s ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~>|  certificate-not-yet-valid
 *     |<~~ j, good from 0.5 s: the box itself, a minute slow, does not take it
 */
describe('a wrong clock', () => {
  it('of the provider makes a good certificate look expired, or not yet valid', () => {
    const validity = { fromNs: 0.2 * NS_PER_S, untilNs: 3600 * NS_PER_S };
    expect(stopsOf(enrolled({ deviceValidity: validity, providerClockErrorNs: 7200 * NS_PER_S }))).toEqual([
      'device-auth certificate-expired @ centre',
    ]);
    expect(stopsOf(enrolled({ deviceValidity: validity, providerClockErrorNs: -3600 * NS_PER_S }))).toEqual([
      'device-auth certificate-not-yet-valid @ centre',
    ]);
    expect(enrolled({ deviceValidity: validity, providerClockErrorNs: -0.1 * NS_PER_S }).state).toBe('in-service');
  });

  it('of the box makes it refuse its own new certificate', () => {
    const e = enrolled({ serviceValidity: { fromNs: 0.5 * NS_PER_S, untilNs: TIME_MAX }, boxClockErrorNs: -60 * NS_PER_S });
    expect(e.refusal).toBe('j certificate-not-yet-valid @ clinic.vpn');
  });
});

/**
 * box-maker            clinic.vpn                 hospital.vpn
 *     |-- f, opened ------->|  refused               |
 *     |                     |-- IKE_AUTH, no proof ->|  opened in service: certificate-missing
 *     |                     |  g: no key can be made |  opened before a renewal: chip-tampered
 *
 * Table A.1, tamper resistance: what is in an opened chip is gone, also when the service is running.
 */
describe('an opened chip', () => {
  it('is noticed on delivery', () => {
    const e = new EnrolmentLab();
    const make = e.vendor.make.bind(e.vendor);
    e.vendor.make = (serial) => {
      const chip = make(serial);
      e.lab.at(0.35, () => chip.open());
      return chip;
    };
    e.enrol(30);
    expect(e.refusal).toBe('f chip-tampered @ clinic.vpn');
    expect(e.accepted()).toBe('abcde');
  });

  it('ends the service with the next connection', () => {
    const e = new EnrolmentLab({ gateway: () => ({ idleTimeoutNs: 2 * NS_PER_S }) });
    const { lab } = e;
    lab.at(5, () => lab.say('clinic', 'hospital', 'before'));
    lab.at(10, () => e.chip.open());
    lab.at(12, () => lab.say('clinic', 'hospital', 'after'));
    e.enrol(30);
    expect(lab.texts('hospital')).toEqual(['before']);
    expect(stopsOf(e)).toEqual(['device-auth certificate-missing @ hospital.vpn']);
  });

  it('cannot be renewed', () => {
    const e = new EnrolmentLab();
    e.lab.at(5, () => e.chip.open());
    e.lab.at(6, () => e.subscriber.file.renew());
    e.enrol(30);
    expect(e.refusal).toBe('g chip-tampered @ clinic.vpn');
  });
});
