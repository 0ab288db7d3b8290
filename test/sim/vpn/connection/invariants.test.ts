/**
 * Purpose: the two invariants of on-demand tunnels. Safety: nothing that policy wants protected leaves in the clear (checked on the line of every VPN device in every run).
 * Liveness: once nothing fails any more, every tunnel that is wanted is up within its bound.
 *
 * The safety guard is tried on planted violations, or it could go blind unnoticed. Liveness is tried on drawn faults: cut lines, a silent centre, switched-off devices, lost IKE
 * messages, a NAT that forgets, a line with a new address, one after the other and at once.
 */
import { describe, expect, it } from 'vitest';
import { Streams, type Stream } from '../../../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S } from '../../../../sim/kernel/time.ts';
import type { Packet } from '../../../../sim/net/packet.ts';
import { CENTRE_REFUSAL_LIFETIME_NS, CENTRE_RETRANSMIT } from '../../../../sim/vpn/centre-client.ts';
import { overdue, recoveryBoundNs } from '../../../../sim/vpn/recovery.ts';
import { FULL, Lab, QUIET_TIMERS, type SiteName } from '../support.ts';

const clear = (lab: Lab): Packet => ({
  uid: lab.context.nextUid(),
  src: lab.site('clinic').hostAddress,
  dst: lab.site('hospital').hostAddress,
  ttl: 63,
  dscp: 0,
  origin: 'clinic.pc',
  body: { protocol: 'udp', srcPort: 7000, dstPort: 7000, content: { kind: 'a letter', bytes: 100 } },
});

describe('safety: the guard on the line of a VPN device', () => {
  it.each([
    ['when the device was told that IPsec is deployed', true],
    ['when the device never asked', false],
  ])('throws on a packet in the clear %s', (_name, asked) => {
    const lab = new Lab();
    if (asked) lab.say('clinic', 'hospital', 'asks');
    lab.run(1);
    const wan = lab.site('clinic').device.ifaces.find(({ name }) => name === 'wan');
    expect(() => wan?.transmit(clear(lab), 0)).toThrow(/clinic.vpn: a packet that policy wants protected leaves in the clear/);
  });

  it('throws when the policy rule of a device is lost', () => {
    const lab = new Lab();
    lab.site('clinic').device.rules.egress.length = 0;
    lab.say('clinic', 'hospital', 'naked');
    expect(() => lab.run(1)).toThrow(/leaves in the clear/);
  });

  it('throws on a stranger’s datagram that only looks like IKE: the source must be the device itself', () => {
    const lab = new Lab();
    lab.site('clinic').device.rules.egress.length = 0;
    lab
      .site('clinic')
      .hostUdp.send({ dst: lab.site('hospital').hostAddress, dstPort: 500, srcPort: 500, content: { kind: 'x', bytes: 1 } });
    expect(() => lab.run(1)).toThrow(/leaves in the clear/);
  });

  it('lets through ESP, what protection is made of, and everything where IPsec is not deployed', () => {
    for (const controls of [FULL, {}]) {
      const lab = new Lab({ controls });
      lab.say('clinic', 'hospital', 'hello');
      lab.run(5);
      expect(lab.texts('hospital')).toEqual(['hello']);
      expect(lab.seen.some(({ packet }) => packet.body.protocol === 'udp' && packet.body.dstPort === 7000)).toBe(controls !== FULL);
    }
  });

  it('asks no control', () => {
    const lab = new Lab();
    const wan = lab.site('clinic').device.ifaces.find(({ name }) => name === 'wan');
    expect(() => wan?.transmit(clear(lab), 0)).toThrow();
    expect(lab.gate.asked).toEqual([]);
  });
});

const TIMERS = { ...QUIET_TIMERS, retransmitCapNs: 4 * NS_PER_S, tries: 4, livenessNs: 5 * NS_PER_S };
const DEMAND_S = 1;
const HEALED_S = 60;
const BOUND_NS = recoveryBoundNs({
  timers: TIMERS,
  centre: CENTRE_RETRANSMIT,
  refusalLifetimeNs: CENTRE_REFUSAL_LIFETIME_NS,
  roundTripNs: 25 * NS_PER_MS,
  demandNs: DEMAND_S * NS_PER_S,
});
const PAIRS: readonly (readonly [SiteName, SiteName])[] = [
  ['clinic', 'hospital'],
  ['hospital', 'vendor'],
];

/** Faults between 5 and 60 s, each healed at the latest at 60 s. */
function breakThings(lab: Lab, draw: Stream): string[] {
  const told: string[] = [];
  const sites = ['clinic', 'hospital', 'vendor'] as const;
  for (let n = 0; n < 4; n++) {
    const site = sites[draw.integer(3)] ?? 'clinic';
    const from = 5 + draw.integer(40);
    const until = Math.min(HEALED_S, from + 2 + draw.integer(40));
    const between = (begin: () => void, end: () => void): void => {
      lab.at(from, begin);
      lab.at(until, end);
    };
    const kind = draw.integer(5);
    told.push(`${['line', 'centre', 'device', 'loss', 'move'][kind]} ${site} ${from}-${until}`);
    if (kind === 0)
      between(
        () => lab.site(site).line.setUp(false),
        () => lab.site(site).line.setUp(true),
      );
    else if (kind === 1)
      between(
        () => lab.centreLine.setUp(false),
        () => lab.centreLine.setUp(true),
      );
    else if (kind === 2)
      between(
        () => (lab.site(site).device.up = false),
        () => (lab.site(site).device.up = true),
      );
    else if (kind === 3) lab.loseIke(() => lab.kernel.now >= from * NS_PER_S && lab.kernel.now < until * NS_PER_S && draw.integer(3) > 0);
    else lab.at(from, () => lab.move(site, `203.0.113.${100 + 10 * n + sites.indexOf(site)}`));
  }
  return told;
}

describe('liveness: after drawn faults', () => {
  it.each(Array.from({ length: 24 }, (_, index) => index + 1))('every wanted tunnel is up again within its bound (seed %i)', (seed) => {
    const lab = new Lab({ seed, gateway: () => ({ ike: { timers: TIMERS, mobike: seed % 2 === 0 }, idleTimeoutNs: 20 * NS_PER_S }) });
    const told = breakThings(lab, new Streams(seed).get('faults'));
    const until = HEALED_S + BOUND_NS / NS_PER_S + 20;
    for (const [one, other] of PAIRS)
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const)
        for (let second = 0; second < until - 1; second += DEMAND_S) lab.at(second, () => lab.say(from, to, `${from} ${second}`));
    lab.run(until);
    const when = { healedNs: HEALED_S * NS_PER_S, nowNs: lab.kernel.now, boundNs: BOUND_NS, demandNs: DEMAND_S * NS_PER_S };
    for (const site of lab.sites.values()) expect(overdue(site.gateway.tunnels.unmet, when), told.join(', ')).toEqual([]);
    const late = HEALED_S + BOUND_NS / NS_PER_S;
    for (const [one, other] of PAIRS) {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const) {
        const expected = [];
        for (let second = Math.ceil(late); second < until - 1; second += DEMAND_S) expected.push(`${from} ${second}`);
        expect(expected.length).toBeGreaterThan(10);
        expect(lab.texts(to), told.join(', ')).toEqual(expect.arrayContaining(expected));
      }
    }
  });
});

describe('liveness: the checker', () => {
  /** The line of the hospital is never healed: the clinic goes on wanting what it does not get. */
  it('finds a want that is overdue, and none that is met or given up', () => {
    const lab = new Lab({ gateway: () => ({ ike: { timers: TIMERS } }) });
    lab.site('hospital').line.setUp(false);
    for (let second = 0; second < 200; second++) lab.at(second, () => lab.say('clinic', 'hospital', `${second}`));
    lab.run(200);
    const { unmet } = lab.site('clinic').gateway.tunnels;
    const when = { healedNs: 10 * NS_PER_S, nowNs: lab.kernel.now, boundNs: BOUND_NS, demandNs: NS_PER_S };
    const late = overdue(unmet, when);
    expect(late.map(({ address }) => address)).toEqual([lab.site('hospital').hostAddress]);
    expect(late[0]?.sinceNs).toBeLessThan(NS_PER_S);
    expect(overdue(unmet, { ...when, healedNs: 190 * NS_PER_S })).toEqual([]);
    lab.run(300);
    expect(overdue(unmet, { ...when, nowNs: lab.kernel.now })).toEqual([]);
  });

  it('sees nothing once the packet is through', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'hello');
    lab.run(0.001);
    expect(lab.site('clinic').gateway.tunnels.unmet).toHaveLength(1);
    lab.run(5);
    expect(lab.site('clinic').gateway.tunnels.unmet).toEqual([]);
  });
});
