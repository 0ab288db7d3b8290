/**
 * Purpose: random loss, delay (and so reordering) and duplication on both ways never make TCP deliver a message twice, out of order or altered, and never keep it from finishing.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS } from '../../../../sim/kernel/time.ts';
import type { Content } from '../../../../sim/net/packet.ts';
import { disturb, letter, Net, type Host, type Letter } from './harness.ts';

const SEEDS = Array.from({ length: 40 }, (_, n) => n + 1);

/** Each packet: lost with 8 %, twice with 5 %, delayed by up to 60 ms with 30 %. */
function weather(net: Net, host: Host): void {
  const stream = net.context.streams.get(`weather/${host.node.place}`);
  const delayNs = (): number => (stream.chance(30, 100) ? stream.integer(60) * NS_PER_MS : 0);
  disturb(net, host, () => {
    if (stream.chance(8, 100)) return [];
    return stream.chance(5, 100) ? [delayNs(), delayNs()] : [delayNs()];
  });
}

function run(seed: number): {
  readonly sent: [Letter[], Letter[]];
  readonly got: [Content[], Content[]];
  readonly closes: string[];
  readonly garbled: number;
  readonly hash: string;
} {
  const net = new Net({ seed, profile: { windowBytes: 3000 + seed * 1000 } });
  const client = net.host('client');
  const server = net.host('server');
  weather(net, client);
  weather(net, server);
  const stream = net.context.streams.get('letters');
  const letters = (who: string): Letter[] => Array.from({ length: 30 }, (_, n) => letter(`${who}${n}`, 1 + stream.integer(6000)));
  const sent: [Letter[], Letter[]] = [letters('c'), letters('s')];
  const got: [Content[], Content[]] = [[], []];
  const closes: string[] = [];
  let garbled = 0;
  const events = (side: 0 | 1) => ({
    onMessage: (content: Content, { deliveredBy }: { readonly deliveredBy: readonly string[] }) => {
      got[side].push(content);
      expect(deliveredBy).toEqual([side === 0 ? 'server' : 'client']);
      if (got[0].length === 30 && got[1].length === 30) connection.close();
    },
    onGarbled: () => void garbled++,
    onClose: ({ reason }: { readonly reason: string }) => void closes.push(reason),
  });
  server.tcp.listen(80, (accepted) => {
    for (const each of sent[1]) accepted.send(each);
    return events(1);
  });
  const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, events(0));
  for (const each of sent[0]) connection.send(each);
  net.run(600_000);
  return { sent, got, closes, garbled, hash: net.context.trace.hash() };
}

describe('TCP in bad weather', () => {
  it.each(SEEDS)('seed %i', (seed) => {
    const { sent, got, closes, garbled } = run(seed);
    expect(got[1]).toEqual(sent[0]);
    expect(got[0]).toEqual(sent[1]);
    for (const [side, list] of got.entries())
      for (const [n, content] of list.entries()) expect(content).toBe(sent[side === 0 ? 1 : 0]?.[n]);
    expect(garbled).toBe(0);
    expect(closes).toEqual(['fin', 'fin']);
  });

  it('is the same run for the same seed, event for event', () => {
    expect(run(3).hash).toBe(run(3).hash);
    expect(run(3).hash).not.toBe(run(4).hash);
  });
});
