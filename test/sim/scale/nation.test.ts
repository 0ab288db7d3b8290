/**
 * Purpose: small nations from end to end: they repeat, regions do not disturb each other, nothing gets lost, and outage, renewals and revocation do what they must.
 *
 * Guards: a draw that depends on the order of creation, exchanges that vanish, an outage that stops running tunnels, refusals that are not refused.
 */
import { describe, expect, it } from 'vitest';
import { Streams } from '../../../sim/kernel/streams.ts';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { RegionArrivals } from '../../../sim/scale/arrivals.ts';
import { demandOf } from '../../../sim/scale/demand.ts';
import { DEVICE } from '../../../sim/scale/devices.ts';
import { Institutions, NATION } from '../../../sim/scale/institutions.ts';
import { Nation, nationPlan, type NationPlan } from '../../../sim/scale/nation.ts';

const hour = (count: number): number => count * 3600 * NS_PER_S;

function day(given: Partial<NationPlan>): Nation {
  const plan = nationPlan({ institutions: 1000, fromNs: hour(9), untilNs: hour(10), ...given });
  const nation = new Nation(plan);
  nation.run(plan.untilNs);
  return nation;
}

describe('institutions', () => {
  it('stand in the proportions of Japan, in 335 regions and 47 prefectures', () => {
    const nation = new Institutions(242_662, new Streams(1));
    expect(nation.regions).toHaveLength(335);
    const count = (kind: keyof typeof NATION): number => nation.regions.reduce((sum, region) => sum + region.of[kind].count, 0);
    for (const kind of ['hospital', 'clinic', 'dental', 'pharmacy'] as const)
      expect(Math.abs(count(kind) / NATION[kind] - 1), kind).toBeLessThan(0.02);
    expect(count('hospital') + count('clinic') + count('dental') + count('pharmacy')).toBe(242_662);
    expect(nation.devices).toBe(242_662 + 335 + 2 * 47);
  });
  it('of a region do not depend on how many other regions there are', () => {
    const [small, large] = [new Institutions(1448, new Streams(1)), new Institutions(7240, new Streams(1))];
    const second = small.regions[1]?.firstDevice ?? 0;
    expect(second).toBe(725);
    expect(large.regions[1]?.firstDevice).toBe(second);
    const all = (network: Institutions, field: number): number[] =>
      Array.from({ length: second }, (_, device) => network.records.get(device, field));
    for (const field of [DEVICE.delayNs, DEVICE.rateBps, DEVICE.kind, DEVICE.hospital, DEVICE.pharmacy])
      expect(all(large, field)).toEqual(all(small, field));
  });
});

describe('arrivals', () => {
  // 24 hours of one region of 1,000: about 7,300 exchanges; 4 standard deviations of a Poisson count are 4.7 %.
  it('come in the number and at the hours of the demand', () => {
    const streams = new Streams(3);
    const network = new Institutions(1000, streams);
    const [region] = network.regions;
    if (region === undefined) throw new Error('no region');
    const demands = demandOf('ordinary');
    const arrivals = new RegionArrivals(network, region, demands, streams.get('demand'));
    const [byHour, byKind] = [new Float64Array(24), new Float64Array(demands.length)];
    for (let at = arrivals.nextNs(0); at < hour(24); at = arrivals.nextNs(at)) {
      arrivals.draw(at);
      const slot = Math.floor(at / hour(1));
      byHour[slot] = (byHour[slot] ?? 0) + 1;
      byKind[arrivals.wish.demand] = (byKind[arrivals.wish.demand] ?? 0) + 1;
      expect(arrivals.wish.from).not.toBe(arrivals.wish.to);
    }
    for (const [at, demand] of demands.entries()) {
      const expected = region.of[demand.of].count * demand.perDay;
      expect(Math.abs((byKind[at] ?? 0) - expected), demand.id).toBeLessThanOrEqual(4 * Math.sqrt(expected) + 1);
    }
    expect(byHour[3] ?? 0).toBeLessThan(20);
    expect(byHour[10] ?? 0).toBeGreaterThan(800);
  });
});

describe('a morning hour', () => {
  const nation = day({});
  it('repeats to the last event, and differs under another seed', () => {
    const print = ({ measures, events, wire }: Nation): unknown => [
      measures.wanted,
      measures.tunnels,
      measures.setUp.mean,
      measures.octets,
      events,
      wire.octets,
    ];
    expect(print(day({}))).toEqual(print(nation));
    expect(print(day({ seed: 2 }))).not.toEqual(print(nation));
  });
  it('loses no exchange', () => {
    const { wanted, finished, waiting, refused, tunnels } = nation.measures;
    expect(tunnels).toBeGreaterThan(500);
    // What is neither finished nor waiting is running: somebody looks at an image, a conference goes on.
    const running = wanted - finished - waiting - refused;
    expect(running).toBeGreaterThanOrEqual(0);
    expect(running).toBeLessThan(wanted / 10);
  });
  it('keeps what TR D.7 a promises, and asks the centre less often than it raises tunnels', () => {
    const { setUp, cached, tunnels, late, centre } = nation.measures;
    expect(setUp.quantile(99, 100)).toBeLessThan(30 * NS_PER_S);
    expect(late).toBe(0);
    expect(centre.count).toBe(tunnels - cached);
    expect(cached).toBeGreaterThan(0);
  });
});

describe('an outage of the centre', () => {
  const outage = { fromNs: hour(9.25), untilNs: hour(9.5) };
  const nation = day({ outage, untilNs: hour(11) });
  it('leaves running tunnels and those with information at hand alone, and stops all others', () => {
    expect(nation.outage.upBefore).toBeGreaterThan(0);
    expect(nation.outage.raisedDuring).toBeGreaterThan(0);
    expect(nation.outage.waitingAfter).toBeGreaterThan(nation.outage.raisedDuring);
    expect(nation.measures.failed).toBeGreaterThan(0);
    // Everybody waited at most until the end and one retry: 15 s of patience, at most 60 s of pause, and the set-up.
    expect(nation.measures.wait.max).toBeLessThan(outage.untilNs - outage.fromNs + 90 * NS_PER_S);
    expect(nation.measures.waiting).toBeLessThan(5);
    expect(nation.measures.recoveredNs).toBeGreaterThan(outage.untilNs);
  });
  it('without loss, no exchange waits longer than the retries explain when there was none', () => {
    const calm = day({ loss: { numerator: 0, denominator: 1 } });
    expect(calm.wire.lost).toBe(0);
    expect(calm.measures.failed).toBe(0);
    expect(calm.measures.setUp.max).toBeLessThan(NS_PER_S);
  });
});

describe('a storm of renewals', () => {
  it('makes too few servers the bottleneck, and everybody gets his certificate in the end', () => {
    const storm = { atNs: hour(9.5), spreadNs: NS_PER_S };
    const [one, many] = [day({ storm, servers: 1, untilNs: hour(11) }), day({ storm, servers: 64, untilNs: hour(11) })];
    for (const { housekeeping, network } of [one, many]) {
      expect(housekeeping.wantedRenewals).toBe(network.devices);
      expect(housekeeping.renewed.count).toBe(network.devices);
    }
    // 1,003 renewals of 10 ms are 10 s of work for one server.
    expect(one.housekeeping.renewed.max).toBeGreaterThan(8 * NS_PER_S);
    expect(many.housekeeping.renewed.quantile(1, 2)).toBeLessThan(NS_PER_S / 10);
  });
});

describe('revocation', () => {
  const nation = day({ institutions: 300, revocations: 150, untilNs: hour(13), listIntervalNs: hour(1), fromNs: hour(9) });
  it('is known to the centre at once and to every device within the interval of the lists', () => {
    const { revocations } = nation;
    expect(revocations.entries).toBeGreaterThan(80);
    expect(revocations.byCentre).toBeGreaterThan(0);
    expect(revocations.byPartner).toBeGreaterThan(0);
    // The interval, and the time of the fetch itself with its repeats.
    expect(revocations.knownAfter.max).toBeLessThan(hour(1) + 120 * NS_PER_S);
    expect(revocations.knownAfter.quantile(1, 2)).toBeGreaterThan(hour(0.4));
    expect(nation.measures.refused).toBeGreaterThan(0);
  });
  it('does not stop a partner with an old list who has the information at hand', () => {
    expect(nation.revocations.raisedAfter.count).toBeGreaterThan(0);
    expect(nation.revocations.raisedAfter.max).toBeLessThan(hour(1) + 120 * NS_PER_S);
  });
});

it('associations are renewed after 54 minutes at the earliest, where a conference or maintenance lasts so long', () => {
  expect(day({ untilNs: hour(9.75) }).measures.rekeys).toBe(0);
  // A conference takes 65 minutes, and each of the 33 hospitals begins one every other day.
  expect(day({ untilNs: hour(13) }).measures.rekeys).toBeGreaterThan(0);
});

it('every permutation of how a run is cut into pieces gives the same result', () => {
  const plan = nationPlan({ institutions: 200, fromNs: hour(9), untilNs: hour(10) });
  const [whole, pieces] = [new Nation(plan), new Nation(plan)];
  whole.run(plan.untilNs);
  for (let minute = 1; minute <= 60; minute++) pieces.run(hour(9) + minute * 60 * NS_PER_S);
  expect([pieces.events, pieces.measures.tunnels]).toEqual([whole.events, whole.measures.tunnels]);
});
