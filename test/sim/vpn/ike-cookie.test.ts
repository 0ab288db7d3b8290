/**
 * Purpose: a flood of first messages from forged addresses: when cookies are asked for, what they cost, what happens without them.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS } from '../../../sim/kernel/time.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { isIke, type IkeMessage } from '../../../sim/vpn/ike-payloads.ts';
import { FULL, ip, Lab, PSK_ONLY, QUIET_TIMERS, type SiteNet } from './support.ts';

/** A well-formed first message from nowhere. */
function firstMessage(n: number): IkeMessage {
  return {
    kind: 'ike',
    exchange: 'IKE_SA_INIT',
    messageId: 0,
    response: false,
    fromInitiator: true,
    spiI: `flood-${n}`,
    spiR: '',
    bytes: 432,
    clear: [
      { type: 'SA', protocol: 'IKE', proposals: [{ suite: 'aes256-sha256', groups: ['modp2048'] }] },
      { type: 'KE', group: 'modp2048', publicValue: `noise-${n}` },
      { type: 'Nonce', nonce: String(n).padStart(32, '0') },
    ],
  };
}

function flood(lab: Lab, count: number): void {
  const node = new IpNode(lab.context, 'flooder', false);
  lab.joinBackbone(node, '203.0.113.26', '203.0.113.25', '203.0.113.24/30');
  for (let n = 0; n < count; n++) {
    lab.kernel.at((n + 1) * NS_PER_MS, () =>
      node.originate({
        src: ip('203.0.113.128') + (n % 100),
        dst: lab.site('hospital').deviceAddress,
        body: { protocol: 'udp', srcPort: 500, dstPort: 500, content: firstMessage(n) },
      }),
    );
  }
}

const hospital = (lab: Lab): SiteNet => lab.site('hospital');

describe('a flood from forged addresses', () => {
  it('is answered in full up to 30 half-open SAs, and with 60-octet cookies from then on', () => {
    const lab = new Lab({ controls: FULL });
    flood(lab, 40);
    lab.run(1);
    const answers = lab.seen.flatMap(({ ike }) => (ike?.response ? [ike.bytes] : []));
    // Testbed experiment 1h: of 40 addresses 30 are answered in full, 10 get a cookie.
    expect(answers.filter((bytes) => bytes === 60)).toHaveLength(10);
    expect(answers).toHaveLength(40);
    expect(hospital(lab).gateway.tunnels.ike.halfOpen).toBe(30);
  });

  it('is one stop in the evidence, however long it lasts', () => {
    const lab = new Lab({ controls: FULL });
    flood(lab, 200);
    lab.run(1);
    expect(lab.stops()).toEqual(['ike-cookies ike-cookie @ hospital.vpn']);
  });

  it('leaves nothing behind after 30 s', () => {
    const lab = new Lab({ controls: FULL });
    flood(lab, 40);
    lab.run(32);
    expect(hospital(lab).gateway.tunnels.ike.size).toBe(0);
  });

  it('asks for cookies only once the threshold is reached', () => {
    const lab = new Lab({ controls: FULL });
    flood(lab, 30);
    lab.run(1);
    expect(lab.gate.mechanisms).not.toContain('ike-cookies');
  });

  it('fills every place without cookies, so that a genuine device is shut out', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => ({ ike: { timers: QUIET_TIMERS, halfOpenLimit: 100 } }) });
    flood(lab, 150);
    lab.at(0.5, () => lab.say('clinic', 'hospital', 'hello'));
    lab.run(20);
    expect(lab.texts('hospital')).toEqual([]);
    expect(lab.drops()).toContain('ike-half-open-full @ hospital.vpn');
  });

  /**
   * clinic.vpn                                hospital.vpn, 30 half-open SAs
   *     |-- IKE_SA_INIT ----------------------->|
   *     |<------------------------- N(COOKIE) --|  no state kept
   *     |-- IKE_SA_INIT with N(COOKIE) -------->|  32 octets longer
   *     |<------------------------ IKE_SA_INIT--|
   */
  it('costs a genuine device one round trip more with cookies', () => {
    const lab = new Lab({ controls: FULL, gateway: () => ({ ike: { timers: QUIET_TIMERS, halfOpenLimit: 100 } }) });
    flood(lab, 150);
    lab.at(0.5, () => lab.say('clinic', 'hospital', 'hello'));
    lab.run(5);
    expect(lab.texts('hospital')).toEqual(['hello']);
    const own = lab.seen.flatMap(({ ike, packet }) =>
      ike !== undefined && (packet.origin === 'clinic.vpn' || packet.dst === lab.site('clinic').deviceAddress) ? [ike.bytes] : [],
    );
    expect(own.slice(0, 4)).toEqual([432, 60, 464, 432]);
    expect(own).toHaveLength(6);
  });

  it('does not accept a cookie that was made for another address', () => {
    const lab = new Lab({ controls: FULL });
    flood(lab, 40);
    lab.run(0.5);
    const answer = lab.seen.find(({ ike }) => ike?.bytes === 60);
    const cookie = answer?.ike?.clear[0];
    if (cookie === undefined || answer?.ike === undefined) throw new Error('no cookie was sent');
    const original = lab.seen.find(({ ike }) => ike !== undefined && !ike.response && ike.spiI === answer.ike?.spiI)?.ike;
    if (original === undefined || !isIke(original)) throw new Error('no request');
    const borrowed: IkeMessage = { ...original, clear: [cookie, ...original.clear] };
    const before = hospital(lab).gateway.tunnels.ike.halfOpen;
    lab.at(0.6, () =>
      lab.backbone.send({
        uid: 1,
        src: ip('203.0.113.254'),
        dst: hospital(lab).deviceAddress,
        ttl: 64,
        dscp: 0,
        origin: 'x',
        body: { protocol: 'udp', srcPort: 500, dstPort: 500, content: borrowed },
      }),
    );
    lab.run(1);
    expect(hospital(lab).gateway.tunnels.ike.halfOpen).toBe(before);
  });
});
