/**
 * Purpose: who is let in and who is not: pre-shared keys, certificates fault by fault, impostors, and what each of them takes away.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { PASS, TAKEN } from '../../../sim/net/rules.ts';
import { UdpLayer } from '../../../sim/net/udp.ts';
import { DeviceControls, type Refusal } from '../../../sim/vpn/controls.ts';
import { pskKeyId, type AuthMethod } from '../../../sim/vpn/ike-auth.ts';
import { IkeEndpoint } from '../../../sim/vpn/ike-endpoint.ts';
import { isIke } from '../../../sim/vpn/ike-payloads.ts';
import { readIke } from '../../../sim/vpn/ike-read.ts';
import { ikeSettings } from '../../../sim/vpn/ike-settings.ts';
import { KeyRing, type KeyStore } from '../../../sim/vpn/key-store.ts';
import { privateKeyId, RevocationList, type Certificate } from '../../../sim/vpn/pki.ts';
import { ANCHORS, certificate, FULL, ip, Lab, PSK, PSK_ONLY, QUIET_TIMERS } from './support.ts';

interface Rogue {
  readonly ike: IkeEndpoint;
  readonly ring: KeyStore;
  readonly up: string[];
  readonly failed: string[];
}

/** The product's own IKE endpoint in an attacker's hand, on a station of his at the backbone. */
function rogue(
  lab: Lab,
  options: {
    readonly identity: string;
    readonly keys?: readonly string[];
    readonly pskId?: string;
    readonly certificate?: Certificate;
    readonly method: AuthMethod;
  },
): Rogue {
  const node = new IpNode(lab.context, 'rogue', false);
  lab.joinBackbone(node, '203.0.113.26', '203.0.113.25', '203.0.113.24/30');
  const ring = new KeyRing(options.keys);
  const up: string[] = [];
  const failed: string[] = [];
  const settings = ikeSettings({
    address: ip('203.0.113.26'),
    timers: QUIET_TIMERS,
    auth: {
      identity: options.identity,
      ring,
      anchors: ANCHORS,
      revocations: new RevocationList(),
      method: () => options.method,
      ...pick(options),
    },
  });
  const owner = {
    siteOf: (identity: string) => identity,
    admit: (): Refusal | undefined => undefined,
    childUp: () => void up.push('up'),
    childDown: () => undefined,
    failed: (_sa: unknown, reason: string) => void failed.push(reason),
  };
  const ike = new IkeEndpoint({
    context: lab.context,
    controls: new DeviceControls(lab.context, 'rogue', false),
    udp: new UdpLayer(node),
    settings,
    owner,
  });
  return { ike, ring, up, failed };
}

function pick(options: { readonly pskId?: string; readonly certificate?: Certificate }): {
  readonly pskId?: string;
  readonly certificate?: Certificate;
} {
  return {
    ...(options.pskId === undefined ? {} : { pskId: options.pskId }),
    ...(options.certificate === undefined ? {} : { certificate: options.certificate }),
  };
}

/** A rogue initiator at the hospital's device; what came of it. */
function knock(
  controls: typeof FULL,
  options: Parameters<typeof rogue>[1],
  prepare: (lab: Lab) => void = () => undefined,
): { lab: Lab; box: Rogue } {
  const lab = new Lab({ controls });
  prepare(lab);
  const box = rogue(lab, options);
  box.ike.connect({ address: lab.site('hospital').deviceAddress, site: 'hospital', identity: 'hospital.vpn' }, undefined);
  lab.run(5);
  return { lab, box };
}

describe('pre-shared key', () => {
  it('lets in whoever holds it, under any identity that he claims: a group secret is no identity', () => {
    const { lab, box } = knock(PSK_ONLY, { identity: 'clinic.vpn', pskId: PSK, keys: [pskKeyId(PSK)], method: 'psk' });
    expect(box.up).toEqual(['up']);
    expect(lab.stops()).toEqual([]);
    expect(lab.site('hospital').gateway.tunnels.toSite('clinic')?.state).toBe('up');
  });

  it.each([
    ['another key', { pskId: 'guess', keys: ['psk/guess'] }],
    ['no key at all', {}],
  ])('refuses %s with AUTHENTICATION_FAILED after the same two round trips', (_name, keys) => {
    const { lab, box } = knock(PSK_ONLY, { identity: 'clinic.vpn', method: 'psk', ...keys });
    expect(box.failed).toEqual(['AUTHENTICATION_FAILED']);
    expect(lab.stops()).toEqual(['ipsec-ike psk-mismatch @ hospital.vpn']);
    expect(lab.ikeScript()).toHaveLength(4);
    expect(lab.events('stop')[0]?.fields.origin).toBe('rogue');
    expect(lab.gate.mechanisms).toEqual(['ipsec-ike']);
  });

  it('is refused where certificates are demanded', () => {
    const { lab, box } = knock(FULL, { identity: 'clinic.vpn', pskId: PSK, keys: [pskKeyId(PSK)], method: 'psk' });
    expect(box.failed).toEqual(['AUTHENTICATION_FAILED']);
    expect(lab.stops()).toEqual(['device-auth certificate-missing @ hospital.vpn']);
  });
});

describe('certificate', () => {
  const key = privateKeyId('service', 'clinic.vpn');

  it.each([
    ['certificate-missing', {}],
    ['certificate-untrusted', { certificate: certificate('clinic.vpn', { issuer: 'other-ca' }), keys: [key] }],
    [
      'certificate-wrong-tier',
      { certificate: certificate('clinic.vpn', { tier: 'device', issuer: 'device-ca' }), keys: [privateKeyId('device', 'clinic.vpn')] },
    ],
    ['certificate-expired', { certificate: certificate('clinic.vpn', { notAfterNs: 1 }), keys: [key] }],
    ['certificate-name-mismatch', { certificate: certificate('vendor.vpn'), keys: [privateKeyId('service', 'vendor.vpn')] }],
    ['key-not-held', { certificate: certificate('clinic.vpn'), keys: [] }],
  ])('is refused by device-auth: %s', (reason, options) => {
    const { lab, box } = knock(FULL, { identity: 'clinic.vpn', method: 'certificate', ...options });
    expect(box.failed).toEqual(['AUTHENTICATION_FAILED']);
    expect(lab.stops()).toEqual([`device-auth ${reason} @ hospital.vpn`]);
  });

  it('is still refused without device-auth when it proves nothing, then by IKE itself', () => {
    const { lab, box } = knock(PSK_ONLY, {
      identity: 'clinic.vpn',
      method: 'certificate',
      certificate: certificate('clinic.vpn', { issuer: 'other-ca' }),
      keys: [key],
    });
    expect(box.up).toEqual([]);
    expect(lab.stops()).toEqual(['ipsec-ike certificate-untrusted @ hospital.vpn']);
  });

  it('lets in whoever holds the key: a stolen box is the box, until the list names it and is looked at', () => {
    const stolen = certificate('clinic.vpn');
    const options = { identity: 'clinic.vpn', method: 'certificate', certificate: stolen, keys: [key] } as const;
    expect(knock(FULL, options).box.up).toEqual(['up']);
    const revoked = knock(FULL, options, (lab) => lab.revocations.revoke(stolen));
    expect(revoked.box.up).toEqual([]);
    expect(revoked.lab.stops()).toEqual(['device-revocation certificate-revoked @ hospital.vpn']);
    const { 'device-revocation': _none, ...withoutList } = FULL;
    expect(knock(withoutList, options, (lab) => lab.revocations.revoke(stolen)).box.up).toEqual(['up']);
  });

  it('asks for revocation only when the certificate is on the list', () => {
    const { lab } = knock(FULL, { identity: 'clinic.vpn', method: 'certificate', certificate: certificate('clinic.vpn'), keys: [key] });
    expect(lab.gate.mechanisms).not.toContain('device-revocation');
  });
});

describe('a responder that is somebody else', () => {
  /** The clinic was told to expect the hospital; whoever answers calls itself something else. */
  const misdirected = (controls: typeof FULL): Lab => {
    const lab = new Lab({ controls, gateway: (site) => (site === 'hospital' ? { identity: 'other.vpn' } : {}) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.texts('hospital')).toEqual([]);
    return lab;
  };

  it('is refused although it holds the shared key', () => {
    expect(misdirected(PSK_ONLY).stops()).toEqual(['ipsec-ike identity-mismatch @ clinic.vpn']);
  });

  it('is refused although it presents the right certificate and holds its key', () => {
    expect(misdirected(FULL).stops()).toEqual(['device-auth certificate-name-mismatch @ clinic.vpn']);
  });

  it('is told so, and both ends forget the SA', () => {
    const lab = misdirected(PSK_ONLY);
    lab.run(60);
    expect(lab.ikeScript().slice(4)).toEqual(['clinic.vpn INFORMATIONAL request', 'hospital.vpn INFORMATIONAL response']);
    expect(lab.site('clinic').gateway.tunnels.ike.size + lab.site('hospital').gateway.tunnels.ike.size).toBe(0);
  });
});

/**
 * clinic.vpn           attacker in the path           hospital.vpn
 *     |-- IKE_SA_INIT --->X takes it, answers in the hospital's name
 *     |<- IKE_SA_INIT ----|
 *     |-- IKE_AUTH ------>| opens it: it holds this exchange's keys
 */
function impostor(controls: typeof FULL): { lab: Lab; ring: KeyRing; learned: (string | undefined)[]; identities: string[] } {
  const lab = new Lab({ controls });
  const ring = new KeyRing();
  const learned: (string | undefined)[] = [];
  const identities: string[] = [];
  const address = lab.site('hospital').deviceAddress;
  const station = new IpNode(lab.context, 'impostor', false);
  lab.joinBackbone(station, '203.0.113.26', '203.0.113.25', '203.0.113.24/30');
  const ike = new IkeEndpoint({
    context: lab.context,
    controls: new DeviceControls(lab.context, 'impostor', false),
    udp: new UdpLayer(station),
    settings: ikeSettings({
      address,
      timers: QUIET_TIMERS,
      auth: { identity: 'hospital.vpn', ring, anchors: ANCHORS, revocations: new RevocationList(), method: () => 'psk' },
    }),
    owner: {
      siteOf: () => 'clinic',
      admit: () => undefined,
      childUp: () => undefined,
      childDown: () => undefined,
      failed: () => undefined,
    },
  });
  lab.intercept((packet, passage) => {
    if (packet.dst !== address || packet.body.protocol !== 'udp' || !isIke(packet.body.content) || passage.arrival === undefined)
      return PASS;
    const reading = readIke(packet.body.content, ring);
    if (reading?.opened) {
      learned.push(reading.verifier?.secret);
      identities.push(...reading.identities);
    }
    ike.receive({ from: packet.src, fromPort: 500, to: packet.dst, content: packet.body.content, packet, arrival: passage.arrival });
    return TAKEN;
  });
  lab.say('clinic', 'hospital', 'hello');
  lab.run(5);
  return { lab, ring, learned, identities };
}

describe('an impostor of the responder', () => {
  it('takes away a verifier of the pre-shared key and the identities, but gets no tunnel', () => {
    const { lab, learned, identities } = impostor(PSK_ONLY);
    // The first message he opens is the IKE_AUTH request; the second tells him that he was not believed.
    expect(learned).toEqual([pskKeyId(PSK), undefined]);
    expect(identities).toEqual(['clinic.vpn', 'hospital.vpn']);
    expect(lab.stops()).toEqual(['ipsec-ike psk-mismatch @ clinic.vpn']);
    expect(lab.drops()).toEqual(['psk-mismatch @ clinic.vpn']);
    expect(lab.ikeScript().at(-2)).toBe('clinic.vpn INFORMATIONAL request');
  });

  it('takes away nothing that can be guessed at when the initiator signs', () => {
    const { lab, learned } = impostor(FULL);
    expect(learned).toEqual([undefined, undefined]);
    expect(lab.stops()).toEqual(['ipsec-ike psk-mismatch @ clinic.vpn']);
  });
});

describe('an observer without keys', () => {
  it('reads the clear part of IKE_SA_INIT and nothing of IKE_AUTH or ESP', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    const observer = new KeyRing();
    lab.say('clinic', 'hospital', 'a referral letter');
    lab.run(5);
    const readings = lab.seen.flatMap(({ ike }) => (ike === undefined ? [] : [readIke(ike, observer)]));
    expect(readings.map((reading) => reading?.opened)).toEqual([false, false, false, false]);
    expect(readings.flatMap((reading) => reading?.identities ?? [])).toEqual([]);
    expect(readings.some((reading) => reading?.verifier !== undefined)).toBe(false);
    expect(readings[2]?.payloads).toEqual([]);
    const esp = lab.seen.filter(({ packet }) => packet.body.protocol === 'esp');
    expect(esp).toHaveLength(1);
    expect(esp.every(({ packet }) => packet.body.protocol === 'esp' && !packet.body.sealed.open(observer).ok)).toBe(true);
    // He sees both public values, and cannot make the keys of them.
    expect(readings[0]?.payloads.some((payload) => payload.type === 'KE')).toBe(true);
  });

  it('cannot change what is negotiated unnoticed: the AUTH payloads cover the first messages', () => {
    const lab = new Lab({
      controls: PSK_ONLY,
      gateway: () => ({
        ike: {
          timers: { ...QUIET_TIMERS, retransmitFirstNs: NS_PER_S },
          proposals: [{ suite: 'aes256-sha256', groups: ['modp2048', 'ecp256'] }],
        },
      }),
    });
    lab.intercept((packet) => {
      if (
        packet.body.protocol !== 'udp' ||
        !isIke(packet.body.content) ||
        packet.body.content.exchange !== 'IKE_SA_INIT' ||
        packet.body.content.response
      )
        return PASS;
      const message = packet.body.content;
      const clear = message.clear.map((payload) =>
        payload.type === 'SA' && payload.protocol === 'IKE'
          ? { ...payload, proposals: [{ suite: 'aes256-sha256', groups: ['modp2048'] }] as const }
          : payload,
      );
      return { verb: 'replace', packet: { ...packet, body: { ...packet.body, content: { ...message, clear } } } };
    });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.texts('hospital')).toEqual([]);
    expect(lab.stops()).toEqual(['ipsec-ike psk-mismatch @ hospital.vpn']);
  });

  it('cannot alter an encrypted IKE message: it is refused, and the repeat of the genuine one goes through', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    let altered = 0;
    lab.intercept((packet) => {
      const content = packet.body.protocol === 'udp' ? packet.body.content : undefined;
      if (packet.body.protocol !== 'udp' || content === undefined || !isIke(content) || content.sk === undefined || altered++ > 0)
        return PASS;
      return { verb: 'replace', packet: { ...packet, body: { ...packet.body, content: { ...content, sk: content.sk.tampered() } } } };
    });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.stops()).toEqual(['ipsec-ike ike-icv-mismatch @ hospital.vpn']);
    expect(lab.texts('hospital')).toEqual(['hello']);
  });
});
