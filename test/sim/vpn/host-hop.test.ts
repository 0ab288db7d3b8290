/**
 * Purpose: IPsec between a host and the VPN device of its LAN: what a tap on that LAN and one behind the device see, packet by packet, and what both ends refuse.
 *
 * ```
 *  clinic.pc                     clinic.vpn                       hospital.vpn
 *     |-- IKE_SA_INIT, IKE_AUTH (certificates) -->|                   |
 *     |== ESP, tunnel mode ========>|                                 |
 *     |                             |-- clear, or ESP of its own ---->|
 *     |                             |<--------------------------------|
 *     |<======= ESP, tunnel mode ===|                                 |
 * ```
 */
import { describe, expect, it } from 'vitest';
import { PRIORITY } from '../../../sim/kernel/kernel.ts';
import { packetBytes, type Packet } from '../../../sim/net/packet.ts';
import { PASS } from '../../../sim/net/rules.ts';
import { protectedPacketBytes } from '../../../sim/vpn/esp-size.ts';
import { HostIpsec } from '../../../sim/vpn/host-ipsec.ts';
import { HopPeers } from '../../../sim/vpn/host-hop.ts';
import { pskKeyId } from '../../../sim/vpn/ike-auth.ts';
import { isIke } from '../../../sim/vpn/ike-payloads.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { privateKeyId, RevocationList } from '../../../sim/vpn/pki.ts';
import { ANCHORS, certificate, FULL, ip, Lab, prefix, PSK, QUIET_TIMERS, type Controls } from './support.ts';

const PC = ip('192.0.2.10');
const ELSEWHERE = ip('192.0.2.11');
const DEVICE = ip('203.0.113.6');
const SITE = [prefix('192.0.2.0/27')];
const HOP: Controls = { 'ipsec-ike-host-gw': 'hop' };

/** A message of IKE by its name, all else by its protocol or, in clear, by its text. */
function named({ body }: Packet): string {
  if (body.protocol === 'esp') return 'ESP';
  if (body.protocol !== 'udp') return body.protocol;
  return isIke(body.content) ? `${body.content.exchange} ${body.content.response ? 'response' : 'request'}` : `clear ${body.content.kind}`;
}

interface HopLab {
  readonly lab: Lab;
  readonly ipsec: HostIpsec;
  /** What crossed the clinic's LAN, as `from message`. */
  readonly lan: string[];
  readonly esp: Packet[];
  /** A packet on the clinic's LAN, to the host or to the device. */
  forge(towards: 'host' | 'device', src: number, dst: number): void;
}

/** `proof` is how the host authenticates; `own` may give it other peers than its device. */
function hopLab(controls: Controls, options: { readonly proof?: 'psk'; readonly certified?: string; readonly peer?: string } = {}): HopLab {
  const hosts = new HopPeers(
    [() => ({ peerSite: 'clinic.pc', gateway: PC, identity: 'clinic.pc', inside: [{ base: PC, length: 32 }] })],
    SITE,
  );
  const lab = new Lab({ controls, gateway: (site) => (site === 'clinic' ? { hop: hosts } : {}) });
  const { host, hostUdp, device } = lab.site('clinic');
  const own = new HopPeers(
    [
      () => ({
        peerSite: 'clinic.vpn',
        gateway: lab.site('clinic').gateway.tunnels.ike.address,
        identity: 'clinic.vpn',
        inside: [{ base: 0, length: 0 }],
      }),
    ],
    SITE,
  );
  const psk = options.proof === 'psk';
  const ipsec = new HostIpsec(lab.context, {
    node: host,
    udp: hostUdp,
    address: PC,
    peers: options.peer === undefined ? [] : [{ address: lab.site('hospital').hostAddress, identity: options.peer }],
    // A host that shows the pre-shared key lacks the rule by which its own end would insist on a certificate.
    hop: psk ? Object.assign(own, { certificateOnly: () => false }) : own,
    ...(psk ? { pskId: PSK, method: () => 'psk' as const } : { certificate: certificate(options.certified ?? 'clinic.pc') }),
    identity: 'clinic.pc',
    ring: new KeyRing([pskKeyId(PSK), privateKeyId('service', options.certified ?? 'clinic.pc')]),
    anchors: ANCHORS,
    revocations: new RevocationList(),
    genuine: true,
    ike: { timers: QUIET_TIMERS },
  });
  const lan: string[] = [];
  const esp: Packet[] = [];
  const [pcIface, deviceIface] = [host.ifaces[0], device.ifaces[0]];
  for (const [node, iface, from] of [
    [device, deviceIface, 'pc'],
    [host, pcIface, 'vpn'],
  ] as const)
    node.rules.ingress.unshift((packet, { arrival }) => {
      // What comes out of a tunnel passes here again; it never was on the LAN.
      if (arrival?.iface !== iface || arrival?.hop !== undefined) return PASS;
      lan.push(`${from} ${named(packet)}`);
      if (packet.body.protocol === 'esp') esp.push(packet);
      return PASS;
    });
  const forge = (towards: 'host' | 'device', src: number, dst: number): void => {
    const [node, iface] = towards === 'host' ? [host, pcIface] : [device, deviceIface];
    if (iface === undefined) throw new Error('no LAN interface');
    const body = { protocol: 'udp', srcPort: 7000, dstPort: 7000, content: { kind: 'forged', bytes: 10 } } as const;
    node.receive({ uid: 99, src, dst, ttl: 64, dscp: 0, origin: 'socket', body }, { iface });
  };
  return { lab, ipsec, lan, esp, forge };
}

/** A letter and its receipt. */
function exchange(net: HopLab): void {
  net.lab.say('clinic', 'hospital', 'letter');
  net.lab.at(3, () => net.lab.say('hospital', 'clinic', 'receipt'));
  net.lab.run(6);
}

const SET_UP = ['pc IKE_SA_INIT request', 'vpn IKE_SA_INIT response', 'pc IKE_AUTH request', 'vpn IKE_AUTH response'];

describe('the hop between a host and its device', () => {
  it('is ESP in tunnel mode both ways after IKE with certificates, and the way behind the device is in clear', () => {
    const net = hopLab(HOP);
    exchange(net);
    expect(net.lan).toEqual([...SET_UP, 'pc ESP', 'vpn ESP']);
    expect(net.esp.map(({ src, dst }) => [src, dst])).toEqual([
      [PC, DEVICE],
      [DEVICE, PC],
    ]);
    const sizeBytes = protectedPacketBytes('aes-cbc_hmac-sha256-128', 128, { mode: 'tunnel' });
    expect(net.esp.map(packetBytes)).toEqual([sizeBytes, sizeBytes]);
    expect(net.lab.seen.map(({ packet }) => named(packet))).toEqual(['clear letter', 'clear receipt']);
    expect([net.lab.texts('hospital'), net.lab.texts('clinic')]).toEqual([['letter'], ['receipt']]);
    expect(net.lab.stops()).toEqual([]);
  });

  it('is raised by the device when the first packet comes from outside', () => {
    const net = hopLab(HOP);
    net.lab.say('hospital', 'clinic', 'call back');
    net.lab.run(3);
    expect(net.lan).toEqual([
      'vpn IKE_SA_INIT request',
      'pc IKE_SA_INIT response',
      'vpn IKE_AUTH request',
      'pc IKE_AUTH response',
      'vpn ESP',
    ]);
    expect(net.lab.texts('clinic')).toEqual(['call back']);
  });

  it('is raised anew after idle time, also for what comes while it is being closed', () => {
    const first = hopLab(HOP);
    first.lab.say('clinic', 'hospital', 'letter');
    first.lab.run(60);
    const closing = first.lab.events('tunnel', 'closing').map(({ at, timeNs }) => [at, timeNs] as const);
    expect(closing.map(([at]) => at)).toEqual(['clinic.pc']);
    const again = hopLab(HOP);
    again.lab.say('clinic', 'hospital', 'letter');
    again.lab.kernel.at(closing[0]?.[1] ?? 0, () => again.lab.say('clinic', 'hospital', 'while it closes'), PRIORITY.timer + 1);
    again.lab.run(60);
    expect(again.lan.filter((line) => line === SET_UP[0])).toHaveLength(2);
    expect(again.lab.texts('hospital')).toEqual(['letter', 'while it closes']);
    expect(again.lab.seen.map(({ packet }) => named(packet))).toEqual(['clear letter', 'clear while it closes']);
  });

  it('follows the device to another address of its line', () => {
    const net = hopLab(HOP);
    exchange(net);
    net.lab.move('clinic', '203.0.113.7');
    net.lab.at(8, () => net.lab.say('clinic', 'hospital', 'afterwards'));
    net.lab.run(12);
    expect(net.lab.texts('hospital')).toEqual(['letter', 'afterwards']);
    expect(net.esp.at(-1)?.dst).toBe(ip('203.0.113.7'));
  });

  it('and the tunnel of the devices each protect their part', () => {
    const net = hopLab({ ...FULL, ...HOP });
    exchange(net);
    expect(net.lan).toEqual([...SET_UP, 'pc ESP', 'vpn ESP']);
    expect(net.lab.seen.some(({ packet }) => named(packet).startsWith('clear letter'))).toBe(false);
    expect([net.lab.texts('hospital'), net.lab.texts('clinic')]).toEqual([['letter'], ['receipt']]);
    // The host is no partner: its packets are no relaying.
    expect(net.lab.stops()).toEqual([]);
  });

  it('is in clear without the control, and nobody asks for another', () => {
    const net = hopLab({});
    exchange(net);
    expect(net.lan).toEqual(['pc clear letter', 'vpn clear receipt']);
    expect(net.lab.gate.asked.filter((question) => question.startsWith('ipsec-ike-host-gw'))[0]).toBe('ipsec-ike-host-gw @ clinic.pc');
  });

  it('lets traffic inside the site pass without a question', () => {
    const net = hopLab(HOP);
    net.forge('host', ELSEWHERE, PC);
    net.lab.run(1);
    expect(net.lab.texts('clinic')).toEqual(['forged']);
    expect(net.lab.gate.asked).toEqual([]);
  });

  it('carries a host-to-host SA as it is', () => {
    const net = hopLab({ ...HOP, 'ipsec-ike': 'host-host' }, { peer: 'hospital.pc' });
    net.lab.say('clinic', 'hospital', 'letter');
    net.lab.run(1);
    expect(net.lan[0]).toBe('pc IKE_SA_INIT request');
    expect(net.ipsec.tunnels.toSite('clinic.vpn')).toBeUndefined();
    expect(net.ipsec.tunnels.toSite('hospital.pc')).toBeDefined();
  });
});

describe('what the ends of the hop refuse', () => {
  const hospital = ip('198.51.100.10');

  it('clear packets, at the host in the partner’s name and at the device in the host’s', () => {
    const net = hopLab(HOP);
    net.forge('host', hospital, PC);
    net.forge('device', PC, hospital);
    net.lab.run(1);
    expect(net.lab.stops()).toEqual(['hop unprotected-inbound @ clinic.pc', 'hop unprotected-inbound @ clinic.vpn']);
    expect([net.lab.texts('clinic'), net.lab.texts('hospital')]).toEqual([[], []]);
    const bare = hopLab({});
    bare.forge('host', hospital, PC);
    bare.forge('device', PC, hospital);
    bare.lab.run(1);
    expect([bare.lab.texts('clinic'), bare.lab.texts('hospital')]).toEqual([['forged'], ['forged']]);
  });

  it('a pre-shared key in place of a certificate', () => {
    const net = hopLab(HOP, { proof: 'psk' });
    exchange(net);
    expect(net.lab.stops()).toContain('hop certificate-missing @ clinic.vpn');
    expect(net.lab.texts('hospital')).toEqual([]);
  });

  it('a certificate of somebody else', () => {
    // The other controls are deployed too, and not to be thanked.
    const net = hopLab({ ...FULL, ...HOP }, { certified: 'clinic.printer' });
    exchange(net);
    expect(net.lab.stops()).toContain('hop certificate-name-mismatch @ clinic.vpn');
    expect(net.lab.texts('hospital')).toEqual([]);
  });

  it('what comes over the hop with another source than the host’s', () => {
    const net = hopLab(HOP);
    exchange(net);
    const { hostUdp } = net.lab.site('clinic');
    hostUdp.send({ dst: hospital, src: ELSEWHERE, dstPort: 7000, srcPort: 7000, content: { kind: 'not mine', bytes: 10 } });
    net.lab.run(8);
    expect(net.lab.drops()).toContain('inner-source-not-of-peer @ clinic.vpn');
    expect(net.lab.texts('hospital')).toEqual(['letter']);
  });
});
