/**
 * Purpose: packet scripts through an address translator: detection, the move to port 4500, ESP in UDP, keepalives, a mapping that changes, and what NAT does to native ESP.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { packetBytes } from '../../../../sim/net/packet.ts';
import { isEspInUdp } from '../../../../sim/vpn/ike-nat.ts';
import { PLAIN_PROFILE } from '../../../../sim/vpn/ike-profile.ts';
import { formatIpv4 } from '../../../../sim/net/address.ts';
import { Lab, QUIET_TIMERS, type LabOptions } from '../support.ts';

const NAT: LabOptions = { behindNat: { clinic: 120 * NS_PER_S } };

/** UDP on the backbone between the clinic's NAT and the hospital: `203.0.113.6:49152>500 ike`. */
const script = (lab: Lab): string[] =>
  lab.seen.flatMap(({ packet }) => {
    const { body } = packet;
    const other = lab.site('hospital').deviceAddress;
    if (body.protocol !== 'udp' || (packet.src !== other && packet.dst !== other) || body.content.kind.startsWith('centre')) return [];
    return [`${formatIpv4(packet.src)}:${body.srcPort}>${body.dstPort} ${body.content.kind}`];
  });

/**
 * clinic.vpn (10.0.0.2)      clinic.nat (203.0.113.6)         hospital.vpn (203.0.113.2)
 *     |-- 500 > 500 IKE_SA_INIT -->|-- 49153 > 500 ---------------->|    hashes do not fit: NAT in front of the initiator
 *     |<---------------------------|<-------------- 500 > 49153 ----|
 *     |-- 4500 > 4500 IKE_AUTH --->|-- 49154 > 4500 --------------->|
 *     |<---------------------------|<------------- 4500 > 49154 ----|
 *     |== ESP in UDP ==============>== 49154 > 4500 ===============>|
 */
describe('a device behind a NAT', () => {
  it('finds it, moves to port 4500, and its ESP travels in UDP both ways', () => {
    const lab = new Lab(NAT);
    lab.say('clinic', 'hospital', 'hello');
    lab.at(2, () => lab.say('hospital', 'clinic', 'welcome'));
    lab.run(5);
    // 49152 is the mapping of the question to the centre.
    expect(script(lab)).toEqual([
      '203.0.113.6:49153>500 ike',
      '203.0.113.2:500>49153 ike',
      '203.0.113.6:49154>4500 ike',
      '203.0.113.2:4500>49154 ike',
      '203.0.113.6:49154>4500 esp-in-udp',
      '203.0.113.2:4500>49154 esp-in-udp',
    ]);
    expect(lab.texts('hospital')).toEqual(['hello']);
    expect(lab.texts('clinic')).toEqual(['welcome']);
    expect(lab.stops()).toEqual([]);
  });

  it('costs eight octets a packet, and four a message of IKE', () => {
    const sizes = (options: LabOptions): number[] => {
      const lab = new Lab(options);
      lab.say('clinic', 'hospital', 'hello');
      lab.run(5);
      return lab.seen.flatMap(({ packet, ike }) =>
        packet.body.protocol === 'esp' || (packet.body.protocol === 'udp' && isEspInUdp(packet.body.content)) || ike !== undefined
          ? [packetBytes(packet)]
          : [],
      );
    };
    const plain = sizes({});
    expect(sizes(NAT).map((bytes, index) => bytes - (plain[index] ?? 0))).toEqual([0, 0, 4, 4, 8]);
  });

  it('is not found where there is none, and nothing changes', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(script(lab).map((line) => line.split(':')[1])).toEqual(['500>500 ike', '500>500 ike', '500>500 ike', '500>500 ike']);
  });

  it('cannot be called from outside: nobody has a mapping to it', () => {
    const lab = new Lab({ ...NAT, gateway: () => ({ ike: { timers: { ...QUIET_TIMERS, tries: 3 } } }) });
    lab.say('hospital', 'clinic', 'anybody there?');
    lab.run(20);
    expect(lab.texts('clinic')).toEqual([]);
    expect(lab.drops()).toEqual(expect.arrayContaining(['nat-no-mapping @ clinic.nat', 'peer-silent @ hospital.vpn']));
  });

  it('sends native ESP in vain: it has no ports', () => {
    const lab = new Lab({ ...NAT, gateway: () => ({ ike: { timers: QUIET_TIMERS, profile: { ...NO_DETECTION } } }) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.texts('hospital')).toEqual([]);
    expect(lab.drops()).toEqual(['nat-no-ports @ clinic.nat']);
  });
});

const NO_DETECTION = { ...PLAIN_PROFILE, initRequest: [], initResponse: [] };

/** The hospital's own NAT: the responder is behind it, which only works where it spoke first. */
describe('a NAT in front of the responder', () => {
  it('does not matter once the hospital behind it has called', () => {
    const lab = new Lab({ behindNat: { hospital: 120 * NS_PER_S } });
    lab.say('hospital', 'clinic', 'one');
    lab.at(2, () => lab.say('clinic', 'hospital', 'two'));
    lab.run(5);
    expect(lab.texts('clinic')).toEqual(['one']);
    expect(lab.texts('hospital')).toEqual(['two']);
  });
});

/** RFC 3948 4: every 20 s of silence; a mapping that lives 30 s stays, and the hospital can speak first after minutes. */
describe('the mapping', () => {
  it('is kept by keepalives of one octet while the tunnel is silent', () => {
    const lab = new Lab({ behindNat: { clinic: 30 * NS_PER_S } });
    lab.say('clinic', 'hospital', 'hello');
    lab.at(200, () => lab.say('hospital', 'clinic', 'after three minutes'));
    lab.run(205);
    const keepalives = lab.seen.filter(({ packet }) => packet.body.protocol === 'udp' && packet.body.content.kind === 'nat-keepalive');
    expect(keepalives.map(({ timeNs }) => Math.round(timeNs / NS_PER_S))).toEqual([20, 40, 60, 80, 100, 120, 140, 160, 180, 200]);
    expect(keepalives.every(({ packet }) => packetBytes(packet) === 29)).toBe(true);
    expect(lab.texts('clinic')).toEqual(['after three minutes']);
  });

  it('that changed is followed by the next authenticated packet', () => {
    const lab = new Lab(NAT);
    lab.say('clinic', 'hospital', 'one');
    lab.at(5, () => lab.nats.get('clinic')?.restart());
    lab.at(10, () => lab.say('hospital', 'clinic', 'lost: the old mapping is gone'));
    lab.at(11, () => lab.say('clinic', 'hospital', 'two'));
    lab.at(12, () => lab.say('hospital', 'clinic', 'three'));
    lab.run(15);
    expect(lab.texts('hospital')).toEqual(['one', 'two']);
    expect(lab.texts('clinic')).toEqual(['three']);
    expect(lab.events('ike', 'peer-moved').map(({ at }) => at)).toContain('hospital.vpn');
    expect(lab.ikeScript()).toHaveLength(4);
  });

  it('is not moved by who replays an old packet from his own address', () => {
    const lab = new Lab(NAT);
    lab.say('clinic', 'hospital', 'one');
    lab.run(3);
    const kept = lab.seen.find(({ packet }) => packet.body.protocol === 'udp' && isEspInUdp(packet.body.content))?.packet;
    if (kept === undefined) throw new Error('no ESP in UDP was seen');
    lab.at(4, () => lab.backbone.send({ ...kept, src: lab.site('vendor').deviceAddress, origin: 'attacker' }));
    lab.at(5, () => lab.say('hospital', 'clinic', 'still for the clinic'));
    lab.run(6);
    expect(lab.stops()).toEqual(['ipsec-ike esp-replay @ hospital.vpn']);
    expect(lab.texts('clinic')).toEqual(['still for the clinic']);
  });

  it('survives a rekey of the IKE SA', () => {
    const lab = new Lab(NAT);
    lab.say('clinic', 'hospital', 'one');
    lab.at(5, () => lab.site('clinic').gateway.tunnels.toSite('hospital')?.children[0]?.ike.step('REKEY'));
    lab.at(10, () => lab.say('hospital', 'clinic', 'two'));
    lab.run(15);
    expect(lab.texts('clinic')).toEqual(['two']);
    expect(lab.events('ike', 'rekeyed')).toHaveLength(1);
  });
});
