/**
 * Purpose: the VPN room's state machines: the compiled tables say what @xstate/fsm says, and no state is out of reach.
 */
import { describe, expect, it } from 'vitest';
import { disagreements, IGNORED, type CompiledMachine } from '../../../sim/machine.ts';
import { CHILD_CONFIG, CHILD_MACHINE } from '../../../sim/vpn/child-machine.ts';
import { IKE_CONFIG, IKE_MACHINE } from '../../../sim/vpn/ike-machine.ts';
import { TUNNEL_CONFIG, TUNNEL_MACHINE } from '../../../sim/vpn/tunnel-machine.ts';

function reachable<S extends string, E extends string, A extends string>(machine: CompiledMachine<S, E, A>): S[] {
  const found = new Set([machine.initial]);
  for (const state of found) {
    for (let event = 0; event < machine.events.length; event++) {
      const next = machine.next(state, event);
      if (next !== IGNORED) found.add(next);
    }
  }
  return machine.states.filter((_, index) => found.has(index));
}

describe('machine == table', () => {
  it('for the IKE SA', () => expect(disagreements(IKE_CONFIG, IKE_MACHINE)).toEqual([]));
  it('for the child SA', () => expect(disagreements(CHILD_CONFIG, CHILD_MACHINE)).toEqual([]));
  it('for the tunnel', () => expect(disagreements(TUNNEL_CONFIG, TUNNEL_MACHINE)).toEqual([]));
});

describe('every state', () => {
  it('of each machine can be reached', () => {
    expect(reachable(IKE_MACHINE)).toEqual(IKE_MACHINE.states);
    expect(reachable(CHILD_MACHINE)).toEqual(CHILD_MACHINE.states);
    expect(reachable(TUNNEL_MACHINE)).toEqual(TUNNEL_MACHINE.states);
  });

  it('but the end has a way out when the peer falls silent, so that no SA stays for ever', () => {
    for (const state of ['init-sent', 'auth-sent', 'established', 'rekeying', 'colliding', 'replaced', 'closing'] as const) {
      expect(IKE_MACHINE.next(IKE_MACHINE.s[state], IKE_MACHINE.e.TIMEOUT)).toBe(IKE_MACHINE.s.closed);
    }
    expect(IKE_MACHINE.next(IKE_MACHINE.s['half-open'], IKE_MACHINE.e.EXPIRED)).toBe(IKE_MACHINE.s.closed);
    for (const state of CHILD_MACHINE.states.filter((name) => name !== 'gone'))
      expect(CHILD_MACHINE.next(CHILD_MACHINE.s[state], CHILD_MACHINE.e.DELETED)).toBe(CHILD_MACHINE.s.gone);
  });
});
