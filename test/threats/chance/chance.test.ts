/**
 * Purpose: guards the Wilson interval, the sequential rule, and a run with chance against a closed form (loss of a SYN backlog under Poisson SYNs: Erlang's B formula).
 * Why these bounds: seeds are fixed, so nothing here can be flaky; 99 % intervals keep an honest model from failing by bad luck of the fixed seeds.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { Trace } from '../../../sim/kernel/trace.ts';
import { NetContext } from '../../../sim/net/context.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { Packet } from '../../../sim/net/packet.ts';
import { TcpLayer } from '../../../sim/net/tcp/layer.ts';
import { DEFAULT_RULE, replicate, wilson } from '../../../threats/chance/index.ts';
import { evaluate } from '../../../threats/coverage/index.ts';
import { exploreAttack, replay } from '../../../threats/replay.ts';
import type { Attack } from '../../../threats/types.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';

describe('wilson', () => {
  it('gives the figures of the literature', () => {
    // Newcombe 1998, Statistics in Medicine 17:857, table I: 81/263, 15/148, 0/20, 1/29.
    const table = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [x, n, low, high] of table) {
      const interval = wilson(x, n);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('is exact at the ends and refuses nonsense', () => {
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(5, 5).high).toBe(1);
    for (const [x, n] of [
      [1, 0],
      [2, 1],
      [-1, 3],
      [0.5, 2],
    ] as const)
      expect(() => wilson(x, n)).toThrow();
  });
});

describe('replicate', () => {
  const always = (outcome: 'blocked' | 'succeeded' | 'degraded') => () => outcome;

  it('stops as soon as the interval is clear of the threshold', () => {
    expect(replicate(always('succeeded'), 1)).toMatchObject({ outcome: 'succeeded', runs: DEFAULT_RULE.least, probability: 1 });
    expect(replicate(always('blocked'), 1)).toMatchObject({ outcome: 'blocked', runs: 35, probability: 0 });
  });

  it('says inconclusive when the interval stays across the threshold', () => {
    expect(replicate((seed) => (seed % 10 === 0 ? 'succeeded' : 'blocked'), 1)).toMatchObject({
      outcome: 'inconclusive',
      runs: DEFAULT_RULE.most,
    });
  });

  it('takes the worst of the other outcomes that is not rare', () => {
    expect(replicate((seed) => (seed % 4 === 0 ? 'degraded' : 'blocked'), 1).outcome).toBe('degraded');
    expect(replicate((seed) => (seed === 20 ? 'degraded' : 'blocked'), 1).outcome).toBe('blocked');
  });

  it('counts seeds up from the base, and gives the same twice', () => {
    const seeds: number[] = [];
    const run = (seed: number) => {
      seeds.push(seed);
      return 'succeeded' as const;
    };
    expect(replicate(run, 7)).toEqual(replicate(run, 7));
    expect(seeds).toEqual([7, 8, 9, 7, 8, 9]);
  });
});

describe('an attack with chance', () => {
  const scenario = figure3();
  /** Succeeds on even seeds, unless patching is on. */
  function coin(): Attack {
    const base = attackById(scenario, 'T09/wan-off/internet');
    const { definition } = base;
    return {
      ...base,
      definition: {
        ...definition,
        chance: true,
        act: (hands, aim) => {
          if (hands.draw(2) === 0) definition.act(hands, aim);
        },
      },
    };
  }

  it('carries probability and interval in its leaves, and its tree agrees with its runs', () => {
    const { tree } = exploreAttack(scenario, coin(), 1);
    const bare = evaluate(tree, new Set());
    expect(bare.outcome).toBe('succeeded');
    expect(bare.probability).toBeGreaterThan(0.1);
    expect(bare.probability).toBeLessThan(1);
    expect(bare.interval?.low).toBeGreaterThan(DEFAULT_RULE.threshold);
    const single = Array.from(
      { length: bare.interval?.runs ?? 0 },
      (_, i) => replay(scenario, coin(), { seed: 1 + i, answer: profile([]) }).finding.outcome,
    );
    expect(single.filter((outcome) => outcome === 'succeeded').length / single.length).toBe(bare.probability);
    expect(evaluate(tree, new Set(['patching']))).toMatchObject({ outcome: 'blocked', probability: 0 });
  });

  it('a definition without chance keeps its single run and has no interval', () => {
    const { tree } = exploreAttack(scenario, attackById(scenario, 'T09/wan-off/internet'), 1);
    expect(evaluate(tree, new Set()).interval).toBeUndefined();
  });
});

/** Erlang's B formula by its recursion. */
function erlangB(servers: number, offered: number): number {
  let loss = 1;
  for (let n = 1; n <= servers; n++) loss = (offered * loss) / (n + offered * loss);
  return loss;
}

/** Poisson SYNs at a listener without retransmissions: is the last one refused, and how long do entries live on average? */
function flood(seed: number, backlog: number, synPerS: number, seconds: number): { readonly refused: boolean; readonly meanNs: number } {
  const kernel = new Kernel({});
  const context = new NetContext({
    kernel,
    trace: new Trace(false, () => kernel.now),
    streams: new Streams(seed),
    gate: { on: () => undefined },
  });
  const node = new IpNode(context, 'server', false);
  const iface = node.addIface('lan', 10, { base: 0, length: 24 });
  iface.medium = { place: 'nowhere', transmit: () => undefined };
  const listener = new TcpLayer(node, { backlog, synAckRetries: 0, windowBytes: 65_535 }).listen(80, () => ({}));
  const draw = context.streams.get('test');
  let [timeNs, area, lastNs, admitted, size] = [0, 0, 0, 0, 0];
  let refused = false;
  const count = (): void => {
    area += size * (kernel.now - lastNs);
    lastNs = kernel.now;
  };
  for (let i = 1; ; i++) {
    timeNs += Math.round((-Math.log(1 - draw.next()) / synPerS) * 1e9);
    if (timeNs > seconds * 1e9) break;
    const body = {
      protocol: 'tcp',
      srcPort: 1024 + (i % 60_000),
      dstPort: 80,
      seq: i,
      ack: 0,
      flags: 2,
      window: 1000,
      pieces: [],
    } as const;
    const packet: Packet = { uid: i, src: 256 * (1 + i), dst: 10, ttl: 64, dscp: 0, body, origin: 'flood' };
    kernel.at(timeNs, () => {
      const before = listener.halfOpen.size;
      node.receive(packet, { iface });
      refused = listener.halfOpen.size === before;
      if (!refused) admitted++;
    });
  }
  for (let t = 0; t < seconds * 1e9; t += 10e6)
    kernel.at(t, () => {
      count();
      size = listener.halfOpen.size;
    });
  kernel.run(seconds * 1e9);
  return { refused, meanNs: area / admitted };
}

describe('the SYN backlog against Erlang B', () => {
  it('loses as many SYNs as the formula says, for the lifetime that entries have', () => {
    const [backlog, synPerS] = [7, 8];
    const slots = 8;
    const runs = 300;
    let refused = 0;
    let life = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const one = flood(seed, backlog, synPerS, 30);
      if (one.refused) refused++;
      life += one.meanNs / runs;
    }
    const expected = erlangB(slots, (synPerS * life) / 1e9);
    const { low, high } = wilson(refused, runs, 2.576);
    expect(expected).toBeGreaterThan(low);
    expect(expected).toBeLessThan(high);
    expect(high - low).toBeLessThan(0.15);
  }, 60_000);
});
