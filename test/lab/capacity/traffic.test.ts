/**
 * Purpose: overhead, real-time traffic, marks, firewalls, NAT and protocols that carry addresses, of figure-3, each against what the standards and plain arithmetic say.
 *
 * Guards: a flow that is compared with another one, delay that does not follow the load, a mark that is lost on the way, a block that blocks nothing.
 */
import { describe, expect, it } from 'vitest';
import { measureCarriedAddresses } from '../../../lab/capacity/carried-addresses.ts';
import { measureFirewalls } from '../../../lab/capacity/firewalls.ts';
import { measureOverhead } from '../../../lab/capacity/overhead.ts';
import { measureRealTime } from '../../../lab/capacity/real-time.ts';
import { loadShipped } from '../../../lab/run/load.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { protectedPacketBytes } from '../../../sim/vpn/esp-size.ts';

const shippedD2 = loadShipped('figure-d2');
if (!shippedD2.ok) throw new Error('test: figure-d2 does not load');
/** Its devices enrol, and its patient is behind a translator. */
const enrolling = shippedD2.scenario;
const loaded = loadShipped('figure-3');
if (!loaded.ok) throw new Error('test: figure-3 does not load');
const { scenario } = loaded;

describe('overhead', () => {
  const { flows, packets } = measureOverhead(scenario, 1);
  it('of single packets is that of RFC 4303, and eight octets more behind a NAT (RFC 3948)', () => {
    expect(packets.map(({ id }) => id)).toEqual(['voice', 'video', 'small', 'large']);
    for (const { innerBytes, outerBytes, outerNatBytes } of packets) {
      expect(outerBytes).toBe(protectedPacketBytes('aes-cbc_hmac-sha256-128', innerBytes));
      expect(outerNatBytes).toBe(outerBytes + 8);
    }
    // testbed, experiment 2: 1400 octets become 1468.
    expect(packets.find(({ id }) => id === 'large')).toMatchObject({ innerBytes: 1400, outerBytes: 1468 });
  });
  it('of flows: as many packets, between 44 and 80 octets more each', () => {
    expect(flows.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['store-letter', 'fetch-image', 'log']));
    for (const { flow, packetsClear, packetsTunnel, octetsClear, octetsTunnel } of flows) {
      expect(packetsTunnel, flow).toBe(packetsClear);
      const each = (octetsTunnel - octetsClear) / packetsTunnel;
      expect(each, flow).toBeGreaterThanOrEqual(44);
      expect(each, flow).toBeLessThanOrEqual(80);
    }
  });
});

describe('a scenario whose devices enrol', () => {
  it('is measured in service: what enrolment sends is no traffic of a flow', () => {
    const { flows } = measureOverhead(enrolling, 1);
    expect(flows.map(({ flow }) => flow)).toContain('book');
    for (const { flow, packetsClear, packetsTunnel, octetsClear, octetsTunnel } of flows) {
      expect(packetsTunnel, flow).toBe(packetsClear);
      expect((octetsTunnel - octetsClear) / packetsTunnel, flow).toBeGreaterThanOrEqual(44);
    }
  });
});

describe('voice', () => {
  const figures = measureRealTime(scenario, 1);
  const rows = figures?.rows ?? [];
  it('alone has no jitter, no loss, and the delay of the lines', () => {
    // 8 + 5 ms, and 268 octets at 4 and at 100 Mbit/s: 0.54 and 0.02 ms, and the LANs.
    expect(rows[0]).toMatchObject({ loadPercent: 0, jitterMs: 0, lossPercent: 0 });
    expect(rows[0]?.delay.p50Ms).toBeGreaterThan(13.5);
    expect(rows[0]?.delay.maxMs).toBeLessThan(13.8);
  });
  it('suffers with the load, and loses packets when the line is overloaded', () => {
    for (const [at, { delay }] of rows.entries()) if (at > 0) expect(delay.p99Ms).toBeGreaterThan(rows[at - 1]?.delay.p99Ms ?? 0);
    expect(rows.at(-1)?.lossPercent).toBeGreaterThan(0);
    expect(rows.slice(0, -1).every(({ lossPercent }) => lossPercent === 0)).toBe(true);
  });
  it('keeps its mark, outside and inside (RFC 4301 5.1.2.1, RFC 2983)', () => {
    expect(figures?.dscp).toEqual({ sent: 46, outer: [46], delivered: [46] });
  });
});

describe('firewalls and NAT', () => {
  const one: Scenario = { ...scenario, groups: scenario.groups.filter(({ id }) => id === 'laboratory') };
  const rows = measureFirewalls(one, 1);
  const of = (nat: boolean): Record<string, unknown> =>
    Object.fromEntries(rows.filter((row) => row.nat === nat).map(({ blocked, tunnelUp, delivered }) => [blocked, [tunnelUp, delivered]]));

  it('without NAT: IKE and ESP must pass, 4500 is not used', () => {
    expect(of(false)).toEqual({
      nothing: [true, true],
      'udp-500': [false, false],
      esp: [true, false],
      'udp-4500': [true, true],
      centre: [false, false],
    });
  });
  it('behind a NAT: 4500 must pass and native ESP is not used (RFC 3948)', () => {
    expect(of(true)).toEqual({
      nothing: [true, true],
      'udp-500': [false, false],
      esp: [true, true],
      'udp-4500': [false, false],
      centre: [false, false],
    });
  });
  it('a device gives up after the waits of its timers, and says why', () => {
    const row = (blocked: string): unknown => rows.find((candidate) => !candidate.nat && candidate.blocked === blocked);
    // 1 + 2 + 4 + 8 s at the centre; 1 + 2 + 4 + 8 + 16 + 32 + 6 x 60 s for IKE.
    expect(row('centre')).toMatchObject({ dropped: 4, failure: 'no-connection-information', gaveUpAfterMs: 15_000 });
    expect(row('udp-500')).toMatchObject({ dropped: 12, failure: 'peer-silent' });
    expect(Math.abs((row('udp-500') as { gaveUpAfterMs: number }).gaveUpAfterMs - 423_000)).toBeLessThan(100);
  });
});

describe('protocols that carry addresses', () => {
  const rows = measureCarriedAddresses(scenario, 1);
  const of = (nat: boolean, tunnel: boolean): Record<string, unknown> =>
    Object.fromEntries(
      rows.filter((row) => row.nat === nat && row.tunnel === tunnel).map(({ protocol, end, received }) => [protocol, [end, received]]),
    );
  const all = { 'ftp-active': ['works', 100_000], 'ftp-passive': ['works', 100_000], sip: ['works', 50], 'sip-rport': ['works', 50] };

  it('work where nobody translates, and in the tunnel through a translator', () => {
    for (const [nat, tunnel] of [
      [false, false],
      [false, true],
      [true, true],
    ] as const)
      expect(of(nat, tunnel)).toEqual(all);
  });
  it('fail in the clear through a translator, but for the passive mode of FTP (RFC 1579)', () => {
    expect(of(true, false)).toEqual({
      'ftp-active': ['no-data-connection', 0],
      'ftp-passive': ['works', 100_000],
      sip: ['no-answer', 0],
      'sip-rport': ['one-way', 0],
    });
  });
  it('are measured behind the translator that a site has anyway', () => {
    const { groups } = enrolling;
    const pair = groups.map((group) => ({
      ...group,
      members: group.members.filter((id) => id === 'core-hospital' || id === 'patient'),
    }));
    const narrowed = measureCarriedAddresses({ ...enrolling, groups: pair }, 1);
    expect(new Set(narrowed.map(({ nat }) => nat))).toEqual(new Set([true]));
    expect(narrowed.filter(({ end }) => end !== 'works').map(({ protocol, tunnel }) => `${protocol} ${tunnel}`)).toEqual([
      'ftp-active false',
      'sip false',
      'sip-rport false',
    ]);
  });
});
