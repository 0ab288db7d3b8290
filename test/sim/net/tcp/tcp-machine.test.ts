/** Purpose: the declared TCP machine and its table agree, and the table is the diagram of RFC 9293 3.3.2. */
import { describe, expect, it } from 'vitest';
import { disagreements, IGNORED } from '../../../../sim/machine.ts';
import { TCP, TCP_EVENTS, TCP_MACHINE, type TcpEvent, type TcpState } from '../../../../sim/net/tcp/tcp-machine.ts';

describe('TCP state machine', () => {
  it('has a table that agrees with @xstate/fsm on every state and event', () => {
    expect(disagreements(TCP_MACHINE, TCP)).toEqual([]);
    expect(TCP.states).toHaveLength(11);
    expect(TCP.events).toEqual(TCP_EVENTS);
  });

  it.each<[string, TcpState, readonly TcpEvent[], TcpState]>([
    ['active open, active close', 'closed', ['active-open', 'syn-ack', 'close', 'ack-of-fin', 'fin', 'expire'], 'closed'],
    ['passive open, passive close', 'closed', ['passive-open', 'syn', 'ack-of-syn', 'fin', 'close', 'ack-of-fin'], 'closed'],
    ['both close at once', 'established', ['close', 'fin', 'ack-of-fin'], 'time-wait'],
    ['FIN and its acknowledgement in one segment', 'established', ['close', 'ack-of-fin', 'fin'], 'time-wait'],
    ['a reset ends a half-closed connection', 'close-wait', ['reset'], 'closed'],
  ])('%s', (_, from, events, to) => {
    let state = TCP.s[from];
    for (const event of events) state = TCP.next(state, TCP.e[event]);
    expect(TCP.states[state]).toBe(to);
  });

  it('lets no synchronised state survive a reset, and none but TIME-WAIT survive R2', () => {
    for (const state of TCP.states) {
      if (state === 'closed' || state === 'listen') continue;
      expect(TCP.next(TCP.s[state], TCP.e.reset), state).toBe(TCP.s.closed);
      expect(TCP.next(TCP.s[state], TCP.e.timeout), state).toBe(state === 'time-wait' ? IGNORED : TCP.s.closed);
    }
  });
});
