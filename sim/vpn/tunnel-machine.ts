/**
 * Purpose: the life of an on-demand tunnel to one peer as a state machine.
 *
 * Does not model: timers, the queue of held packets. Units: none. Determinism: a table.
 * References: TR D.3 (connection information is fetched, then the connection is made when there is something to send), D.4 (on demand, not always on).
 */
import { compileMachine, type MachineConfig } from '../machine.ts';

export type TunnelState = 'down' | 'asking-centre' | 'negotiating' | 'up' | 'closing';
export type TunnelEvent = 'PACKET' | 'INFO' | 'MERGED' | 'NO_INFO' | 'CHILD_UP' | 'FAILED' | 'IDLE' | 'GONE';
export type TunnelAction = 'ask' | 'negotiate' | 'dropHeld' | 'markUp' | 'closeSas' | 'markDown' | 'raiseAgain';

export const TUNNEL_EVENTS: readonly TunnelEvent[] = ['PACKET', 'INFO', 'MERGED', 'NO_INFO', 'CHILD_UP', 'FAILED', 'IDLE', 'GONE'];

const GONE = { target: 'down', actions: ['markDown', 'raiseAgain'] } as const;
const UP = { target: 'up', actions: ['markUp'] } as const;

export const TUNNEL_CONFIG = {
  id: 'tunnel',
  initial: 'down',
  states: {
    // The peer may raise the tunnel at any time.
    down: { on: { PACKET: { target: 'asking-centre', actions: ['ask'] }, CHILD_UP: UP } },
    'asking-centre': {
      on: {
        INFO: { target: 'negotiating', actions: ['negotiate'] },
        // The answer named a peer to whom there is a tunnel already, which took the held packets over.
        MERGED: 'down',
        NO_INFO: { target: 'down', actions: ['dropHeld'] },
        CHILD_UP: UP,
      },
    },
    negotiating: { on: { CHILD_UP: UP, FAILED: { target: 'down', actions: ['dropHeld'] } } },
    up: { on: { IDLE: { target: 'closing', actions: ['closeSas'] }, GONE } },
    // Packets that come while the tunnel closes are held, and raise it again.
    closing: { on: { CHILD_UP: UP, GONE } },
  },
} as const satisfies MachineConfig<TunnelState, TunnelEvent, TunnelAction>;

export const TUNNEL_MACHINE = compileMachine<TunnelState, TunnelEvent, TunnelAction>(TUNNEL_CONFIG, TUNNEL_EVENTS);
