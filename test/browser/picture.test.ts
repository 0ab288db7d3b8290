/**
 * Purpose: the network picture: the same on every load, nothing upon anything else, a wire for every frame of every replay, frames where the trace has them.
 */
import { describe, expect, it } from 'vitest';
import { anchorOf, drawnAs, seatOf, slotsInUse } from '../../viz/network/anchors.ts';
import { MomentReader } from '../../viz/network/moment.ts';
import { planNetwork } from '../../viz/network/plan.ts';
import type { Spot } from '../../viz/network/plan-types.ts';
import { pointAt, Roads, routeAlong } from '../../viz/network/routes.ts';
import { wrapLabel } from '../../viz/network/wrap.ts';
import { shownAt } from '../../viz/time/pace.ts';
import type { ReplayAnswer } from '../../viz/worker/protocol.ts';
import { hasWords } from '../../viz/words/reasons.ts';
import { openSession } from './support/session.ts';

const { session, loaded, replay } = openSession();
const plan = planNetwork(loaded.scenario);

function overlap(a: Spot, b: Spot): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
}

/** The picture of a replay, as the page makes it. */
function readerOf(shown: ReplayAnswer): {
  readonly reader: MomentReader;
  readonly roads: Roads;
  readonly spots: ReadonlyMap<string, Spot>;
} {
  const vantage = loaded.attacks.find(({ id }) => id === shown.case.attack)?.vantage;
  if (vantage === undefined) throw new Error(`no attack ${shown.case.attack}`);
  const slots = slotsInUse(plan, vantage, shown.frames.places);
  const spots = new Map([...plan.spots, ...slots.map((slot) => slot.spot)].map((spot) => [spot.id, spot]));
  const roads = new Roads([...spots.values()], [...plan.wires, ...slots.map((slot) => slot.wire)]);
  const known = new Set(spots.keys());
  const seat = seatOf(loaded.scenario, plan, vantage);
  return { reader: new MomentReader(shown, roads, (place) => anchorOf(known, seat, place)), roads, spots };
}

describe('the plan', () => {
  it('is the same every time', () => {
    expect(planNetwork(loaded.scenario)).toEqual(plan);
  });

  it('has a spot for every place of the scenario, and none upon another', () => {
    const ids = new Set(plan.spots.map(({ id }) => id));
    for (const site of loaded.scenario.sites) {
      for (const zone of site.zones) expect(ids).toContain(`${site.id}.${zone.id}`);
      for (const host of site.hosts) expect(ids).toContain(`${site.id}.${host.zone}.${host.id}`);
      for (const device of site.devices) expect(ids).toContain(`${site.id}.${device.id}`);
    }
    for (const vantage of loaded.scenario.vantages) {
      const shown = [...plan.spots, ...plan.slots.filter((slot) => slot.vantage === vantage.id).map((slot) => slot.spot)];
      const clashes = shown.flatMap((a, i) => shown.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.id} and ${b.id}`] : [])));
      expect(clashes).toEqual([]);
    }
  });
});

describe('every replay of figure-3, bare and with all controls', () => {
  const all = loaded.scenario.controls.map(({ id }) => id);
  for (const attack of loaded.attacks) {
    it(`${attack.id} has a wire for every frame, a spot for every mark and words for every reason`, () => {
      for (const profile of [[], all]) {
        // One run shows every way of the packets; how often it comes out so is none of the picture's business.
        const shown = session.replay({ attack: attack.id, profile, seed: 1, single: true });
        const { roads, spots } = readerOf(shown);
        const { frames, marks } = shown;
        const pairs = new Set(
          Array.from({ length: frames.count }, (_, i) => `${frames.places[frames.from[i] ?? -1]} ${frames.places[frames.to[i] ?? -1]}`),
        );
        const lost = [...pairs].filter((pair) => roads.hop(pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '') === undefined);
        expect(lost).toEqual([]);
        const known = new Set(spots.keys());
        const seat = seatOf(loaded.scenario, plan, attack.vantage);
        expect([...new Set(marks.map((mark) => mark.at))].filter((place) => anchorOf(known, seat, place) === undefined)).toEqual([]);
        const reasons = marks.flatMap((mark) => (mark.kind === 'stop' || mark.kind === 'drop' ? [String(mark.fields['reason'])] : []));
        expect([...new Set(reasons)].filter((reason) => !hasWords(reason))).toEqual([]);
      }
    });
  }
});

describe('a translator of addresses', () => {
  it('is drawn at the device behind it', () => {
    expect(anchorOf(new Set(['home.vpn', 'home.sz.tablet']), undefined, 'home.vpn.nat')).toBe('home.vpn');
    expect(['home.vpn.nat', 'home.vpn', 'internet'].map(drawnAs)).toEqual(['home.vpn', 'home.vpn', 'internet']);
  });
});

describe('a moment of a replay', () => {
  it('shows a frame half way along its line at half its time', () => {
    const shown = replay('T01/wan-on/internet', []);
    const { reader, roads } = readerOf(shown);
    const { frames } = shown;
    const onLine = Array.from({ length: frames.count }, (_, i) => i).find((i) => frames.places[frames.to[i] ?? -1] === 'internet');
    if (onLine === undefined) throw new Error('no frame goes out to the Internet');
    const middleNs = ((frames.startNs[onLine] ?? 0) + (frames.arriveNs[onLine] ?? 0)) / 2;
    const hop = roads.hop(frames.places[frames.from[onLine] ?? -1] ?? '', 'internet');
    if (hop === undefined) throw new Error('no line to the Internet');
    const middle = pointAt(hop, 0.5);
    const { dots } = reader.at(shownAt(shown.pace, middleNs));
    expect(dots.some((dot) => Math.hypot(dot.x - middle.x, dot.y - middle.y) < 0.5 && dot.look === 'clear' && !dot.hostile)).toBe(true);
  });

  it('shows frames by their protection, and whose they are', () => {
    const looks = (attack: string, profile: readonly string[]): Set<string> => {
      const shown = replay(attack, profile);
      const { reader } = readerOf(shown);
      const whole = shown.pace.shownMs.at(-1) ?? 0;
      return new Set(
        Array.from({ length: 2_000 }, (_, i) => (i / 2_000) * whole).flatMap((ms) =>
          reader.at(ms).dots.map((dot) => `${dot.look}${dot.hostile ? ' hostile' : ''}`),
        ),
      );
    };
    expect([...looks('T01/wan-on/internet', [])].sort()).toEqual(['arp', 'clear']);
    expect([...looks('T01/wan-on/internet', ['ipsec-ike'])]).toContain('esp');
    expect([...looks('T01/wan-on/internet', ['tls'])]).toContain('tls');
    expect([...looks('T29/wan-off/internet', [])]).toContain('clear hostile');
  });

  it('flashes a stop with its count at the place that stopped it, and lets it go', () => {
    const shown = replay('T20/peer/vendor/relay', ['ipsec-ike', 'relay-blocking']);
    const { reader } = readerOf(shown);
    const stop = shown.marks.filter((mark) => mark.kind === 'stop').at(2);
    if (stop === undefined) throw new Error('nothing was stopped');
    const at = shownAt(shown.pace, stop.timeNs);
    expect(reader.at(at).flashes).toContainEqual(expect.objectContaining({ spot: 'core-hospital.vpn', count: 3, hostile: true }));
    expect(reader.at(at + 5_000, 1_900).flashes.filter((flash) => flash.mark === stop)).toEqual([]);
  });
});

describe('routes', () => {
  it('measure along their points and leave repeated ones out', () => {
    const route = routeAlong([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
      { x: 0, y: 30 },
      { x: 40, y: 30 },
    ]);
    expect(route.lengths).toEqual([0, 30, 70]);
    expect(pointAt(route, 0.5)).toEqual({ x: 5, y: 30 });
  });

  it('take the shortest way and do not run along a bus and back', () => {
    const way = new Roads(plan.spots, plan.wires).way('clinic-a.vpn', 'core-hospital.vpn');
    expect(way?.points.length).toBe(4);
    expect(new Roads(plan.spots, plan.wires).way('clinic-a.vpn', 'nowhere')).toBeUndefined();
  });
});

describe('Japanese labels', () => {
  it('end their lines between words', () => {
    expect(wrapLabel('電子カルテサーバ', 'ja', 6.5)).toBe('電子カルテ\nサーバ');
    expect(
      wrapLabel('リハビリテーション病院の VPN ルータ', 'ja', 8)
        .split('\n')
        .every((line) => !/^[ーのぁ-ょ]/.test(line)),
    ).toBe(true);
    expect(wrapLabel('病棟端末', 'ja', 6.5)).toBe('病棟端末');
    expect(wrapLabel('Electronic health record server', 'en', 3)).toBe('Electronic health record server');
  });
});
