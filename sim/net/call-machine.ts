/**
 * Purpose: the life of a call on a telephone line as a state machine.
 *
 * Does not model: ringing, charging, supplementary services. Units: none. Determinism: a table.
 * References: ITU-T Q.931 2.1 (call states, of which only those are told apart that carry or hold packets); TR 6.2.1 b, B.4.2 b.
 */
import { compileMachine, type MachineConfig } from '../machine.ts';

export type CallState = 'idle' | 'calling' | 'connected';
export type CallEvent = 'DIAL' | 'CALLED' | 'ANSWERED' | 'REFUSED' | 'HANG_UP';
export type CallAction = 'placeCall' | 'release' | 'giveUp' | 'clear';

export const CALL_EVENTS: readonly CallEvent[] = ['DIAL', 'CALLED', 'ANSWERED', 'REFUSED', 'HANG_UP'];

export const CALL_CONFIG = {
  id: 'call',
  initial: 'idle',
  states: {
    idle: { on: { DIAL: { target: 'calling', actions: ['placeCall'] }, CALLED: { target: 'connected' } } },
    calling: {
      on: {
        ANSWERED: { target: 'connected', actions: ['release'] },
        REFUSED: { target: 'idle', actions: ['giveUp'] },
        HANG_UP: { target: 'idle', actions: ['giveUp'] },
      },
    },
    connected: { on: { HANG_UP: { target: 'idle', actions: ['clear'] } } },
  },
} as const satisfies MachineConfig<CallState, CallEvent, CallAction>;

export const CALL_MACHINE = compileMachine<CallState, CallEvent, CallAction>(CALL_CONFIG, CALL_EVENTS);
