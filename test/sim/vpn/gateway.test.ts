/**
 * Purpose: the VPN device's rules in a running net: what it lets in and out, relaying between partners, and attackers in the path of ESP.
 */
import { describe, expect, it } from 'vitest';
import type { Iface } from '../../../sim/net/iface.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { Packet } from '../../../sim/net/packet.ts';
import { PASS, TAKEN } from '../../../sim/net/rules.ts';
import { UdpLayer } from '../../../sim/net/udp.ts';
import { fixedResolver } from '../../../sim/vpn/connection.ts';
import { VpnGateway } from '../../../sim/vpn/gateway.ts';
import { pskKeyId } from '../../../sim/vpn/ike-auth.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { RevocationList } from '../../../sim/vpn/pki.ts';
import { ANCHORS, FULL, ip, Lab, prefix, PSK, PSK_ONLY, type Controls } from './support.ts';

const isEsp = (packet: Packet): boolean => packet.body.protocol === 'esp';

describe('what comes in clear from the Internet', () => {
  const inject = (lab: Lab, dst: string, src = '203.0.113.200'): void => {
    lab.backbone.send({
      uid: 9,
      src: ip(src),
      dst: ip(dst),
      ttl: 64,
      dscp: 0,
      origin: 'stranger',
      body: { protocol: 'udp', srcPort: 7000, dstPort: 7000, content: { kind: 'forged', bytes: 10 } },
    });
  };

  it('is refused when it is for the inside, whatever source it claims', () => {
    const lab = new Lab();
    inject(lab, '198.51.100.10');
    inject(lab, '198.51.100.10', '192.0.2.10');
    lab.run(1);
    expect(lab.texts('hospital')).toEqual([]);
    expect(lab.stops()).toEqual(['ipsec-ike unprotected-inbound @ hospital.vpn', 'ipsec-ike unprotected-inbound @ hospital.vpn']);
    expect(lab.events('stop')[0]?.fields.origin).toBe('stranger');
  });

  it('reaches the inside without the control', () => {
    const lab = new Lab({ controls: {} });
    inject(lab, '198.51.100.10', '192.0.2.10');
    lab.run(1);
    expect(lab.texts('hospital')).toEqual(['forged']);
  });

  it('is nobody’s business at the device’s own address', () => {
    const lab = new Lab();
    inject(lab, '203.0.113.2');
    lab.run(1);
    expect(lab.drops()).toEqual(['port-unreachable @ hospital.vpn']);
    expect(lab.gate.asked).toEqual([]);
  });
});

describe('relaying from one tunnel into another', () => {
  /** vendor and clinic share no group; both share one with the hospital. The vendor sends the clinic's prefix through the hospital's tunnel. */
  function relay(controls: Controls): Lab {
    const lab = new Lab({ controls });
    lab.site('vendor').gateway.routeVia(prefix('192.0.2.0/27'), 'hospital');
    lab.say('vendor', 'clinic', 'sneaked in');
    lab.run(5);
    return lab;
  }

  it('is refused by relay-blocking at the device in the middle', () => {
    const lab = relay(FULL);
    expect(lab.texts('clinic')).toEqual([]);
    expect(lab.stops()).toEqual(['relay-blocking tunnel-to-tunnel @ hospital.vpn']);
    expect(lab.events('stop')[0]?.fields.origin).toBe('vendor.pc');
  });

  it('works without it, although the groups forbid the direct way', () => {
    const { 'relay-blocking': _none, ...others } = FULL;
    const lab = relay(others);
    expect(lab.texts('clinic')).toEqual(['sneaked in']);
    expect(lab.stops()).toEqual([]);
  });

  it('is asked about only when a packet out of a tunnel would go into one', () => {
    const lab = new Lab();
    lab.say('vendor', 'hospital', 'fine');
    lab.at(1, () => lab.say('hospital', 'vendor', 'fine too'));
    lab.run(5);
    expect(lab.texts('vendor')).toEqual(['fine too']);
    expect(lab.gate.mechanisms).not.toContain('relay-blocking');
  });
});

describe('groups', () => {
  it('are enforced at the responder for a device that got the information elsewhere', () => {
    const direct = (controls: Controls): Lab => {
      const lab = new Lab({ controls });
      lab
        .site('vendor')
        .gateway.tunnels.ike.connect({ address: lab.site('clinic').deviceAddress, site: 'clinic', identity: 'clinic.vpn' }, undefined);
      lab.run(5);
      return lab;
    };
    const refused = direct(FULL);
    expect(refused.stops()).toEqual(['connection-policy not-in-same-group @ clinic.vpn']);
    expect(refused.events('ike', 'established')).toEqual([]);
    const { 'connection-policy': _none, ...others } = FULL;
    expect(direct(others).events('ike', 'established')).toHaveLength(2);
  });
});

describe('an attacker in the path of ESP', () => {
  function tunnelled(): Lab {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'zero');
    return lab;
  }

  it('replays a captured packet: it is dropped before delivery, and the control is named', () => {
    const lab = tunnelled();
    lab.run(1);
    const captured = lab.seen.find(({ packet }) => isEsp(packet))?.packet;
    if (captured === undefined) throw new Error('no ESP was seen');
    lab.at(2, () => lab.backbone.send({ ...captured, origin: 'attacker' }));
    lab.run(3);
    expect(lab.texts('hospital')).toEqual(['zero']);
    expect(lab.stops()).toEqual(['ipsec-ike esp-replay @ hospital.vpn']);
    expect(lab.events('stop')[0]?.fields.origin).toBe('attacker');
  });

  it('delays a packet behind 40 others: it is late, but new, and delivered', () => {
    const lab = tunnelled();
    let kept: Packet | undefined;
    lab.run(1);
    lab.intercept((packet) => {
      if (!isEsp(packet) || kept !== undefined) return PASS;
      kept = packet;
      return TAKEN;
    });
    for (let n = 0; n < 41; n++) lab.at(1 + n / 100, () => lab.say('clinic', 'hospital', `n${n}`));
    lab.run(2);
    expect(lab.texts('hospital')).not.toContain('n0');
    if (kept !== undefined) lab.site('hospital').device.receive(kept, { iface: wanOf(lab.site('hospital').device) });
    lab.run(3);
    expect(lab.texts('hospital').at(-1)).toBe('n0');
    expect(lab.stops()).toEqual([]);
  });

  it('flips a bit, forges a high number, guesses an SPI: all refused, and the genuine packets still arrive', () => {
    const lab = tunnelled();
    lab.run(1);
    lab.intercept((packet) => {
      const { body } = packet;
      if (body.protocol !== 'esp' || packet.origin === 'attacker') return PASS;
      const forged = [
        { ...body, sealed: body.sealed.tampered() },
        { ...body, seq: body.seq + 100_000 },
        { ...body, spi: body.spi === 300 ? 301 : 300 },
      ];
      for (const changed of forged) lab.backbone.send({ ...packet, body: changed, origin: 'attacker' });
      return PASS;
    });
    lab.say('clinic', 'hospital', 'one');
    lab.at(2, () => lab.say('clinic', 'hospital', 'two'));
    lab.run(3);
    expect(lab.texts('hospital')).toEqual(['zero', 'one', 'two']);
    const reasons = [
      'ipsec-ike esp-icv-mismatch @ hospital.vpn',
      'ipsec-ike esp-icv-mismatch @ hospital.vpn',
      'ipsec-ike esp-unknown-spi @ hospital.vpn',
    ];
    expect(lab.stops()).toEqual([...reasons, ...reasons]);
  });
});

it('copies DSCP outward and leaves the inner packet as it was', () => {
  const lab = new Lab({ controls: PSK_ONLY });
  const { host, hostAddress } = lab.site('clinic');
  host.originate({
    src: hostAddress,
    dst: lab.site('hospital').hostAddress,
    dscp: 46,
    body: { protocol: 'udp', srcPort: 1, dstPort: 7000, content: { kind: 'voice', bytes: 160 } },
  });
  lab.run(2);
  expect(lab.seen.filter(({ packet }) => isEsp(packet)).map(({ packet }) => packet.dscp)).toEqual([46]);
  expect(lab.texts('hospital')).toEqual(['voice']);
});

/** A stolen copy of the clinic's configuration, run by somebody else on the Internet: the product's own device class, telling lies. */
describe('a copied device', () => {
  function copy(controls: Controls, real: boolean): { lab: Lab; caught: string[]; gateway: VpnGateway } {
    const lab = new Lab({ controls });
    const node = new IpNode(lab.context, 'copy', true);
    lab.joinBackbone(node, '203.0.113.26', '203.0.113.25', '203.0.113.24/30');
    const caught: string[] = [];
    const udp = new UdpLayer(node);
    node.addIface('inside', ip('192.0.2.10'), prefix('192.0.2.0/27'));
    udp.bind(7000, ({ content }) => void caught.push(content.kind));
    const gateway = new VpnGateway(lab.context, {
      site: 'clinic',
      identity: 'clinic.vpn',
      wan: wanOf(node),
      inside: [prefix('192.0.2.0/27')],
      udp,
      genuine: false,
      ring: new KeyRing([pskKeyId(PSK)]),
      pskId: PSK,
      anchors: ANCHORS,
      revocations: new RevocationList(),
      siteOf: () => 'hospital',
      mayConnect: () => true,
      resolver: fixedResolver([
        {
          peerSite: 'hospital',
          gateway: lab.site('hospital').deviceAddress,
          identity: 'hospital.vpn',
          inside: [prefix('198.51.100.0/26')],
        },
      ]),
    });
    if (real) lab.say('clinic', 'hospital', 'genuine');
    lab.at(1, () =>
      udp.send({
        dst: lab.site('hospital').hostAddress,
        src: ip('192.0.2.10'),
        dstPort: 7000,
        srcPort: 7000,
        content: { kind: 'in the clinic’s name', bytes: 50 },
      }),
    );
    lab.at(2, () => lab.say('hospital', 'clinic', 'for the clinic'));
    lab.run(5);
    return { lab, caught, gateway };
  }

  it('speaks for the clinic and hears for it where a shared key is all that counts', () => {
    const { lab, caught, gateway } = copy(PSK_ONLY, true);
    expect(gateway.tunnels.toSite('hospital')?.state).toBe('up');
    expect(lab.texts('hospital')).toEqual(['genuine', 'in the clinic’s name']);
    expect(caught).toEqual(['for the clinic']);
    expect(lab.texts('clinic')).toEqual([]);
  });

  it('gets nowhere where the key stayed in the chip', () => {
    const { lab, caught } = copy(FULL, true);
    expect(lab.texts('hospital')).toEqual(['genuine']);
    expect(caught).toEqual([]);
    expect(lab.texts('clinic')).toEqual(['for the clinic']);
    expect(lab.stops()).toEqual(['device-auth certificate-missing @ hospital.vpn']);
  });

  it('asks no controls of its own', () => {
    const { lab } = copy(PSK_ONLY, false);
    expect(lab.gate.asked.filter((question) => question.endsWith('@ copy'))).toEqual([]);
  });
});

function wanOf(node: IpNode): Iface {
  const iface = node.ifaces.find(({ name }) => name === 'wan');
  if (iface === undefined) throw new Error(`${node.place} has no WAN interface`);
  return iface;
}
