/**
 * Purpose: the VPN centre and a device's talk with it: groups, proof, impostors, losses, what is remembered.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { PASS, TAKEN } from '../../../sim/net/rules.ts';
import { centreAnswer, isCentreRequest, type CentreRequest } from '../../../sim/vpn/centre-messages.ts';
import type { SiteEntry } from '../../../sim/vpn/directory.ts';
import { Directory } from '../../../sim/vpn/directory.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { privateKeyId } from '../../../sim/vpn/pki.ts';
import { certificate, FULL, ip, Lab, prefix, type Controls } from './support.ts';

const without = (...names: (keyof Controls)[]): Controls =>
  Object.fromEntries(Object.entries(FULL).filter(([name]) => !names.includes(name as keyof Controls)));
const centreEvents = (lab: Lab, at: string): string[] =>
  lab.events('centre').flatMap((event) => (event.at === at ? [String(event.fields.event)] : []));

describe('groups', () => {
  it('of which two sites share none get no connection information', () => {
    const lab = new Lab();
    lab.say('vendor', 'clinic', 'hello');
    lab.run(5);
    expect(lab.texts('clinic')).toEqual([]);
    expect(lab.stops()).toEqual(['connection-policy not-in-same-group @ centre']);
    expect(lab.drops()).toEqual(['no-connection-information @ vendor.vpn']);
    expect(lab.ikeScript()).toEqual([]);
  });

  it('do not matter without the connection policy', () => {
    const lab = new Lab({ controls: without('connection-policy') });
    lab.say('vendor', 'clinic', 'hello');
    lab.run(5);
    expect(lab.texts('clinic')).toEqual(['hello']);
    expect(lab.stops()).toEqual([]);
  });

  it('are asked about only when they would forbid', () => {
    const lab = new Lab();
    lab.say('vendor', 'hospital', 'hello');
    lab.run(5);
    expect(lab.gate.mechanisms).not.toContain('connection-policy');
  });
});

describe('an address that nobody owns', () => {
  it('is answered so without asking for any control, and the "no" is remembered for a while', () => {
    const lab = new Lab();
    const send = (): void =>
      lab.site('clinic').hostUdp.send({ dst: ip('192.0.2.200'), dstPort: 1, srcPort: 1, content: { kind: 'x', bytes: 1 } });
    for (const second of [0, 2, 4, 20]) lab.at(second, send);
    lab.run(25);
    expect(lab.drops()).toEqual(Array.from({ length: 4 }, () => 'no-connection-information @ clinic.vpn'));
    expect(centreEvents(lab, 'centre')).toEqual(['unknown-destination', 'unknown-destination']);
    expect(lab.gate.asked.filter((question) => question.endsWith('@ centre'))).toEqual([]);
  });
});

describe('proof of the asking device', () => {
  const asking = (controls: Controls, client: () => object): Lab => {
    const lab = new Lab({ controls, client: (site) => (site === 'clinic' ? client() : {}) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(20);
    return lab;
  };

  it.each([
    ['certificate-missing', () => ({ ring: new KeyRing() })],
    ['certificate-untrusted', () => ({ certificate: certificate('clinic.vpn', { issuer: 'other-ca' }) })],
    ['certificate-expired', () => ({ certificate: certificate('clinic.vpn', { notAfterNs: 0 }) })],
    ['certificate-name-mismatch', () => ({ identity: 'vendor.vpn' })],
    [
      'certificate-wrong-tier',
      () => ({
        certificate: certificate('clinic.vpn', { tier: 'device', issuer: 'device-ca' }),
        ring: new KeyRing([privateKeyId('device', 'clinic.vpn')]),
      }),
    ],
  ])('is demanded by device-auth: %s', (reason, client) => {
    const refused = asking(FULL, client);
    // Not answered, so that nobody gets a signed "no" in a member's name; the device asks four times.
    expect(refused.stops()).toEqual(Array.from({ length: 4 }, () => `device-auth ${reason} @ centre`));
    expect(refused.drops()).toEqual(['no-connection-information @ clinic.vpn']);
    const open = asking(without('device-auth', 'connection-policy'), client);
    expect(open.texts('hospital')).toEqual(['hello']);
  });

  it('fails by revocation when the list is looked at', () => {
    const stolen = certificate('clinic.vpn');
    const run = (controls: Controls): Lab => {
      const lab = new Lab({ controls, client: (site) => (site === 'clinic' ? { certificate: stolen } : {}) });
      lab.revocations.revoke(stolen);
      lab.say('clinic', 'hospital', 'hello');
      lab.run(5);
      return lab;
    };
    expect(new Set(run(FULL).stops())).toEqual(new Set(['device-revocation certificate-revoked @ centre']));
    expect(run(without('device-revocation')).stops()).toEqual([]);
  });

  /** Somebody in the path repeats a request with something changed, in the hope of a signed "no" under the member's nonce. */
  function alongside(change: (request: CentreRequest) => CentreRequest): Lab {
    const lab = new Lab();
    let sent = 0;
    lab.intercept((packet) => {
      const { body } = packet;
      if (body.protocol !== 'udp' || !isCentreRequest(body.content) || packet.origin === 'attacker' || sent++ > 0) return PASS;
      lab.backbone.send({ ...packet, origin: 'attacker', body: { ...body, content: change(body.content) } });
      return PASS;
    });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    return lab;
  }

  it('cannot be taken from another request: what is wanted is signed, and who proves nothing gets no answer', () => {
    const lab = alongside((request) => ({ ...request, wanted: { site: 'vendor' } }));
    expect(lab.stops()).toEqual(['device-auth key-not-held @ centre']);
    expect(lab.texts('hospital')).toEqual(['hello']);
  });

  it('is not needed for a question that has no answer, but that answer does not pass for another', () => {
    const lab = alongside((request) => ({ ...request, wanted: { site: 'nowhere' } }));
    expect(lab.stops()).toEqual(['device-auth centre-key-not-held @ clinic.vpn']);
    expect(lab.texts('hospital')).toEqual(['hello']);
  });
});

describe('an impostor of the centre', () => {
  /** In the path: takes the question and answers that the hospital's gateway is the vendor's. */
  function impostor(controls: Controls): Lab {
    const lab = new Lab({ controls });
    lab.intercept((packet) => {
      const { body } = packet;
      if (body.protocol !== 'udp' || !isCentreRequest(body.content) || packet.src !== lab.site('clinic').deviceAddress) return PASS;
      const info = {
        peerSite: 'hospital',
        gateway: lab.site('vendor').deviceAddress,
        identity: 'vendor.vpn',
        inside: [prefix('198.51.100.0/26')],
      };
      const content = centreAnswer({ nonce: body.content.nonce, result: { ok: true, info } });
      lab.backbone.send({
        uid: 1,
        src: packet.dst,
        dst: packet.src,
        ttl: 64,
        dscp: 0,
        origin: 'impostor',
        body: { protocol: 'udp', srcPort: body.dstPort, dstPort: body.srcPort, content },
      });
      return TAKEN;
    });
    lab.say('clinic', 'hospital', 'for the hospital only');
    lab.run(20);
    return lab;
  }

  it('is not believed where the centre must prove itself', () => {
    const lab = impostor(FULL);
    expect(new Set(lab.stops())).toEqual(new Set(['device-auth centre-certificate-missing @ clinic.vpn']));
    expect(lab.events('stop')[0]?.fields.origin).toBe('impostor');
    expect(lab.drops()).toEqual(['no-connection-information @ clinic.vpn']);
  });

  it('diverts traffic without that', () => {
    const lab = impostor(without('device-auth', 'connection-policy'));
    expect(
      lab
        .events('tunnel', 'up')
        .map(({ at }) => at)
        .sort(),
    ).toEqual(['clinic.vpn', 'vendor.vpn']);
    expect(lab.texts('hospital')).toEqual([]);
  });
});

describe('asking', () => {
  const lose = (lab: Lab, count: number): void => {
    let lost = 0;
    lab.intercept((packet) => (packet.body.protocol === 'udp' && isCentreRequest(packet.body.content) && lost++ < count ? TAKEN : PASS));
  };

  it('is repeated after 1, 2, 4 s and given up 8 s after the fourth time', () => {
    const lab = new Lab();
    lose(lab, 100);
    lab.say('clinic', 'hospital', 'hello');
    lab.run(30);
    expect(lab.events('centre', 'asked-again').map(({ timeNs }) => Math.floor(timeNs / NS_PER_S))).toEqual([1, 3, 7]);
    expect(Math.floor((lab.events('centre', 'no-answer')[0]?.timeNs ?? 0) / NS_PER_S)).toBe(15);
    expect(lab.drops()).toEqual(['no-connection-information @ clinic.vpn']);
  });

  it('survives a loss', () => {
    const lab = new Lab();
    lose(lab, 1);
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.texts('hospital')).toEqual(['hello']);
  });

  it('happens once for two hosts of one site that are wanted at the same time, and one tunnel serves both', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'one');
    lab.site('clinic').hostUdp.send({ dst: ip('198.51.100.11'), dstPort: 7000, srcPort: 7000, content: { kind: 'two', bytes: 10 } });
    lab.run(5);
    expect(centreEvents(lab, 'clinic.vpn').filter((event) => event === 'asked')).toHaveLength(2);
    expect(lab.events('ike', 'established')).toHaveLength(2);
    expect(lab.texts('hospital')).toEqual(['one']);
    // The second host does not exist; its packet came out of the same tunnel.
    expect(lab.seen.filter(({ packet }) => packet.body.protocol === 'esp')).toHaveLength(2);
  });

  it('is due again when the information is too old', () => {
    const lab = new Lab({ gateway: () => ({ idleTimeoutNs: 10 * NS_PER_S }), client: () => ({ lifetimeNs: 50 * NS_PER_S }) });
    for (const second of [0, 30, 60]) lab.at(second, () => lab.say('clinic', 'hospital', `at ${second}`));
    lab.run(70);
    expect(lab.texts('hospital')).toEqual(['at 0', 'at 30', 'at 60']);
    expect(lab.events('centre', 'asked').map(({ timeNs }) => Math.floor(timeNs / NS_PER_S))).toEqual([0, 60]);
  });

  it('is worked off one question after the other', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'a');
    lab.say('vendor', 'hospital', 'b');
    lab.run(5);
    const times = lab.events('centre', 'answered').map(({ timeNs }) => timeNs);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(2 * NS_PER_MS);
  });
});

describe('the directory', () => {
  const entry = (n: number): SiteEntry => ({
    peerSite: `s${n}`,
    gateway: n,
    identity: `s${n}.vpn`,
    inside: [{ base: n * 32, length: 27 }],
    groups: [`g${n % 7}`],
  });

  it('finds one of 240,000 institutions by address, name and identity', () => {
    const directory = new Directory(Array.from({ length: 240_000 }, (_, n) => entry(n)));
    expect(directory.size).toBe(240_000);
    for (const n of [0, 1, 123_456, 239_999]) {
      expect(directory.find({ address: n * 32 + 17 })?.peerSite).toBe(`s${n}`);
      expect(directory.find({ site: `s${n}` })?.gateway).toBe(n);
      expect(directory.siteOf(`s${n}.vpn`)).toBe(`s${n}`);
    }
    expect(directory.find({ address: 240_000 * 32 })).toBeUndefined();
    expect(directory.siteOf('nobody')).toBe('');
  });

  it('prefers the longer prefix, and refuses two owners of one', () => {
    const wide: SiteEntry = { ...entry(1), peerSite: 'wide', identity: 'wide', inside: [{ base: 0, length: 16 }] };
    expect(new Directory([wide, entry(3)]).find({ address: 3 * 32 })?.peerSite).toBe('s3');
    expect(() => new Directory([entry(1), { ...entry(2), inside: [{ base: 32, length: 27 }] }])).toThrow(/share the prefix 0.0.0.32\/27/);
  });
});
