/**
 * Purpose: the life of an L2TP tunnel with its one session, at either end, as a state machine.
 *
 * The end with something to send calls (it is the LAC); the other answers (the LNS). Control connection first, then the call.
 * Does not model: several sessions in a tunnel, tear-down (StopCCN, CDN), keep-alive (Hello). Units: none. Determinism: a table.
 * References: RFC 2661 5.1 (control connection), 5.2 (session), 5.8 (retransmission), 7.2.1, 7.4 (states).
 */
import { compileMachine, type MachineConfig } from '../../machine.ts';

export type L2tpState = 'idle' | 'waitControlReply' | 'waitReply' | 'waitControlConnected' | 'waitCall' | 'waitConnected' | 'established';
export type L2tpEvent = 'PACKET' | 'SCCRQ' | 'SCCRP' | 'SCCCN' | 'ICRQ' | 'ICRP' | 'ICCN' | 'GIVE_UP';
export type L2tpAction = 'sendSccrq' | 'sendSccrp' | 'sendScccnAndIcrq' | 'sendIcrp' | 'sendIccn' | 'acknowledge' | 'open' | 'dropHeld';

export const L2TP_EVENTS: readonly L2tpEvent[] = ['PACKET', 'SCCRQ', 'SCCRP', 'SCCCN', 'ICRQ', 'ICRP', 'ICCN', 'GIVE_UP'];

export const L2TP_CONFIG = {
  id: 'l2tp',
  initial: 'idle',
  states: {
    idle: {
      on: {
        PACKET: { target: 'waitControlReply', actions: ['sendSccrq'] },
        SCCRQ: { target: 'waitControlConnected', actions: ['sendSccrp'] },
      },
    },
    waitControlReply: {
      on: {
        // Both began, and the other end has the lower tie breaker (RFC 2661 4.4.3).
        SCCRQ: { target: 'waitControlConnected', actions: ['sendSccrp'] },
        SCCRP: { target: 'waitReply', actions: ['sendScccnAndIcrq'] },
        GIVE_UP: { target: 'idle', actions: ['dropHeld'] },
      },
    },
    waitReply: {
      on: { ICRP: { target: 'established', actions: ['sendIccn', 'open'] }, GIVE_UP: { target: 'idle', actions: ['dropHeld'] } },
    },
    // A repeated request or call asks for a repeated answer.
    waitControlConnected: {
      on: {
        SCCRQ: { actions: ['sendSccrp'] },
        SCCCN: { target: 'waitCall' },
        GIVE_UP: { target: 'idle', actions: ['dropHeld'] },
      },
    },
    waitCall: { on: { ICRQ: { target: 'waitConnected', actions: ['sendIcrp'] }, GIVE_UP: { target: 'idle', actions: ['dropHeld'] } } },
    waitConnected: {
      on: {
        ICRQ: { actions: ['sendIcrp'] },
        ICCN: { target: 'established', actions: ['acknowledge', 'open'] },
        GIVE_UP: { target: 'idle', actions: ['dropHeld'] },
      },
    },
    established: {
      on: {
        ICCN: { actions: ['acknowledge'] },
        // The peer begins anew, or never acknowledged that the session stands.
        SCCRQ: { target: 'waitControlConnected', actions: ['sendSccrp'] },
        GIVE_UP: { target: 'idle', actions: ['dropHeld'] },
      },
    },
  },
} as const satisfies MachineConfig<L2tpState, L2tpEvent, L2tpAction>;

export const L2TP_MACHINE = compileMachine<L2tpState, L2tpEvent, L2tpAction>(L2TP_CONFIG, L2TP_EVENTS);
