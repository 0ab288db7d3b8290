/**
 * Purpose: `probe tcp` against Linux, case by case: whether the connection lives, what was delivered, whether it was reset or ended, and how many ACKs the victim sent; and the
 * challenge ACK limit of RFC 5961 and the rules of RFC 793 beside it. The options are read from the file as a user would type them.
 *
 * Why this bound: equality; the 10 repetitions of each case were all alike.
 */
import { describe, expect, it } from 'vitest';
import { probeTcp } from '../../lab/probe/tcp.ts';
import { INJECTIONS as rows, INJECTION_BASE as BASE, inject as run } from './tcp-injection.ts';

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
