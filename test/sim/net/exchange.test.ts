/**
 * Purpose: packet scripts for calls over a public switched network: dialling, holding first packets, busy lines, refused numbers, hanging up.
 *
 *   a ──line── exchange ──line── b          set-up of a call 3 s, hung up after 10 s of silence
 *                  └────line── c            c is nobody's partner
 *
 * Guards: packets that pass without a call, calls that never end, a check of numbers that is asked when the number is known.
 * Why these bounds: equality in nanoseconds; the set-up time is the scenario's, serialisation and delay follow from the line.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S, serialisationNs } from '../../../sim/kernel/time.ts';
import { disagreements } from '../../../sim/machine.ts';
import { CALL_CONFIG, CALL_MACHINE } from '../../../sim/net/call-machine.ts';
import { Exchange } from '../../../sim/net/exchange.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { datagram, ip, NO_LOSS, prefix, TestNet } from './support.ts';

const SET_UP_NS = 3 * NS_PER_S;
const IDLE_NS = 10 * NS_PER_S;
const DELAY_NS = 5 * NS_PER_MS;
const RATE_BPS = 64_000;
const HOPS_NS = 2 * (serialisationNs(100, RATE_BPS) + DELAY_NS);
const PARTNERS: Readonly<Record<string, readonly string[]>> = { a: ['b'], b: ['a'], c: [] };

function town() {
  const net = new TestNet();
  const node = new IpNode(net.context, 'exchange', true);
  const exchange = new Exchange(net.context, { setUpNs: SET_UP_NS, idleNs: IDLE_NS });
  const got: string[] = [];
  const ends = Object.keys(PARTNERS).map((place, n) => {
    const end = new IpNode(net.context, place, false);
    const line = end.addIface('line', ip(`10.0.${n}.1`), prefix(`10.0.${n}.0/30`));
    const edge = node.addIface(place, ip(`10.0.${n}.2`), prefix(`10.0.${n}.0/30`));
    end.table.add({ prefix: prefix('0.0.0.0/0'), iface: line, nextHop: edge.address });
    connect(net.context, line, edge, { rateBps: RATE_BPS, delayNs: DELAY_NS, queuePackets: 100, loss: NO_LOSS }, place);
    exchange.subscribe({ number: place, line, edge, behind: [], knows: (number) => PARTNERS[place]?.includes(number) === true });
    end.handle('udp', (packet) => got.push(`${place} from ${packet.origin} at ${net.kernel.now}`));
    return end;
  });
  const at = (timeNs: number, from: number, to: number, count = 1): void => {
    net.kernel.at(timeNs, () => {
      for (let n = 0; n < count; n++) ends[from]?.originate({ dst: ip(`10.0.${to}.1`), body: datagram(100) });
    });
  };
  const calls = (): string[] =>
    net
      .events('call')
      .map((event) => `${event.timeNs / NS_PER_S} ${event.at} ${String(event.fields['event'])} ${String(event.fields['number'])}`);
  return { net, at, got, calls };
}

describe('a call', () => {
  it('is placed by the first packet, which waits for the answer, and hung up after the silence', () => {
    const { net, at, got, calls } = town();
    at(NS_PER_S, 0, 1);
    net.kernel.run(60 * NS_PER_S);
    expect(got).toEqual([`b from a at ${NS_PER_S + SET_UP_NS + HOPS_NS}`]);
    expect(calls()).toEqual(['1 a dialling b', '4 a connected b', '14 a hung-up b']);
  });

  it('carries packets both ways without further waiting, and lives on while either end sends', () => {
    const { net, at, got, calls } = town();
    at(0, 0, 1);
    at(5 * NS_PER_S, 1, 0);
    at(12 * NS_PER_S, 1, 0);
    net.kernel.run(60 * NS_PER_S);
    expect(got.slice(1)).toEqual([5, 12].map((s) => `a from b at ${s * NS_PER_S + HOPS_NS}`));
    expect(calls().at(-1)).toBe('22 a hung-up b');
  });

  it('holds sixteen packets and drops the next', () => {
    const { net, at, got } = town();
    at(0, 0, 1, 17);
    net.kernel.run(60 * NS_PER_S);
    expect(got).toHaveLength(16);
    expect(net.drops()).toEqual(['hold-queue-full']);
  });

  it('finds a line engaged: whoever calls third fails, and tries again with his next packet', () => {
    const { net, at, got } = town();
    at(0, 0, 1);
    at(NS_PER_S, 2, 1);
    at(20 * NS_PER_S, 2, 1);
    net.kernel.run(60 * NS_PER_S);
    expect(net.events('call', { event: 'busy' }).map((event) => event.at)).toEqual(['c']);
    expect(net.drops()).toEqual(['call-failed']);
    expect(got.map((each) => each.split(' at ')[0])).toEqual(['b from a', 'b from c']);
  });

  it('is one at a time: a line in a call drops packets for others', () => {
    const { net, at } = town();
    at(0, 0, 1);
    at(4 * NS_PER_S, 0, 2);
    net.kernel.run(60 * NS_PER_S);
    expect(net.drops()).toEqual(['line-busy']);
  });

  it('both ends at once: the first to be put through meets a busy line, the other gets his call, and nothing hangs', () => {
    const { net, at, got } = town();
    at(0, 0, 1);
    at(0, 1, 0);
    at(30 * NS_PER_S, 0, 1);
    net.kernel.run(60 * NS_PER_S);
    expect(net.events('call', { event: 'busy' })).toHaveLength(1);
    expect(got).toEqual([`a from b at ${SET_UP_NS + HOPS_NS}`, `b from a at ${30 * NS_PER_S + SET_UP_NS + HOPS_NS}`]);
  });

  it('does not reach a number that nobody has', () => {
    const { net, at } = town();
    at(0, 0, 7);
    net.kernel.run(NS_PER_S);
    expect(net.drops()).toEqual(['no-such-number']);
  });
});

describe('confirming the number (TR 6.2.1 b)', () => {
  it('asks nothing when both numbers are known', () => {
    const { net, at } = town();
    at(0, 0, 1);
    net.kernel.run(20 * NS_PER_S);
    expect(net.gate.asked).toEqual([]);
  });

  it('lets a stranger in where nobody confirms the number', () => {
    const { net, at, got } = town();
    at(0, 2, 1);
    net.kernel.run(20 * NS_PER_S);
    expect(got).toHaveLength(1);
  });

  it.each([
    ['the called end refuses a stranger', 'b', 'calling-number-unknown', 2, 1],
    ['the caller breaks off a call to a wrong number', 'a', 'called-number-unknown', 0, 2],
  ] as const)('%s', (_title, place, reason, from, to) => {
    const { net, at, got } = town();
    net.gate.table.set(`caller-id-check@${place}`, 'caller-id-check');
    at(0, from, to);
    net.kernel.run(20 * NS_PER_S);
    expect(got).toEqual([]);
    expect(net.events('stop').map(({ at: where, fields }) => [where, fields['reason'], fields['control']])).toEqual([
      [place, reason, 'caller-id-check'],
    ]);
  });
});

it('the compiled machine of a call agrees with @xstate/fsm on every state and event', () => {
  expect(disagreements(CALL_CONFIG, CALL_MACHINE)).toEqual([]);
});
