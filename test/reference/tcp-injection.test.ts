/**
 * Purpose: `probe tcp` against Linux, case by case: whether the connection lives, what was delivered, whether it was reset or ended, and how many ACKs the victim sent; and the
 * challenge ACK limit of RFC 5961 and the rules of RFC 793 beside it. The options are read from the file as a user would type them.
 *
 * Why this bound: equality; the 10 repetitions of each case were all alike.
 */
import { describe, expect, it } from 'vitest';
import { SEQUENCES, probeTcp, type TcpFigures, type TcpSpec } from '../../lab/probe/tcp.ts';
import { LINUX_ACK_LIMIT } from '../../sim/net/tcp/ack-limit.ts';
import { reference, type Reference } from './read.ts';

type Row = readonly [name: string, options: string, usable: boolean, delivered: boolean, eof: boolean, reset: boolean, acks: number];

const { rows } = reference<Reference<Row>>('tcp-injection.json');
const BASE: TcpSpec = {
  segment: 'rst',
  seq: 'exact',
  ack: 'valid',
  timestamp: 'current',
  bytes: 20,
  windowBytes: 65_536,
  victim: 'server',
  count: 1,
  everyMs: 0.5,
  thenExact: false,
  hardened: true,
  ackLimit: LINUX_ACK_LIMIT,
  seed: 1,
};

function run(options: string): TcpFigures {
  const words = options.split(' ');
  const value = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const seq = value('--seq') ?? 'exact';
  return probeTcp({
    ...BASE,
    segment: (value('--segment') ?? 'rst') as TcpSpec['segment'],
    seq: SEQUENCES.find((each) => each === seq) ?? Number(seq),
    ack: (value('--ack') ?? 'valid') as TcpSpec['ack'],
    timestamp: (value('--timestamp') ?? 'current') as TcpSpec['timestamp'],
    victim: (value('--victim') ?? 'server') as TcpSpec['victim'],
    windowBytes: Number(value('--window') ?? BASE.windowBytes),
    count: Number(value('--count') ?? 1),
    everyMs: Number(value('--every') ?? BASE.everyMs),
    thenExact: words.includes('--then-exact'),
  });
}

describe('the table of injections', () => {
  it.each(rows)('%s (%s)', (_, options, connectionUsable, dataDelivered, eofSeen, reset, acks) => {
    expect(run(options)).toMatchObject({ connectionUsable, dataDelivered, eofSeen, reset, acks, rsts: 0 });
  });

  it('holds all 26 cases of the measurement', () => expect(rows).toHaveLength(26));
});

describe('what the measurement does not show', () => {
  it('RFC 5961 answers 10 in any 5 s where Linux answers one in half a second', () => {
    const burst = { ...BASE, seq: 'in-window', count: 40, everyMs: 1 } as const;
    expect(probeTcp(burst).acks).toBe(1);
    expect(probeTcp({ ...burst, ackLimit: { count: 10, perNs: 5e9 } }).acks).toBe(10);
    // One a second: two in the first 5 s and after that one for each that is 5 s old.
    expect(probeTcp({ ...BASE, seq: 'in-window', count: 11, everyMs: 1000, ackLimit: { count: 2, perNs: 5e9 } }).acks).toBe(5);
  });

  it.each([
    ['in-window', 'reset'],
    ['edge', 'dropped'],
    ['outside', 'dropped'],
  ] as const)('under RFC 793 a RST %s: %s', (seq, outcome) => expect(probeTcp({ ...BASE, seq, hardened: false }).outcome).toBe(outcome));

  it('under RFC 793 a SYN in the window resets, and data with a very old acknowledgement is delivered', () => {
    expect(probeTcp({ ...BASE, segment: 'syn', seq: 'in-window', hardened: false }).outcome).toBe('reset');
    expect(probeTcp({ ...BASE, segment: 'data', ack: 'old', hardened: false }).dataDelivered).toBe(true);
    expect(probeTcp({ ...BASE, segment: 'data', ack: 'old' }).dataDelivered).toBe(false);
  });

  it('a FIN beyond the next octet, an old timestamp on a FIN and a pure ACK leave the connection alone', () => {
    for (const spec of [
      { segment: 'fin', seq: 'in-window' },
      { segment: 'fin', timestamp: 'old' },
      { segment: 'ack' },
      { segment: 'ack', ack: 'beyond' },
    ] as const)
      expect(probeTcp({ ...BASE, ...spec }).connectionUsable, JSON.stringify(spec)).toBe(true);
  });
});
