/**
 * Purpose: the TCP connection state machine as an @xstate/fsm declaration, and its compiled table.
 *
 * Data transfer happens inside the states; events are what moves a connection from one to the next. A listener stands for LISTEN, a half-open entry for SYN-RECEIVED.
 * `closed` is left only by an open call and its entry actions run when a connection ends, not when it is created.
 * Does not model: simultaneous open (a SYN without ACK in SYN-SENT is dropped), a SYN that reopens a connection in TIME-WAIT.
 * Units: none. Determinism: pure data.
 * References: RFC 9293 3.3.2 (states, figure 5), 3.6 (closing), 3.10.7 (resets).
 */
import { compileMachine, type MachineConfig } from '../../machine.ts';

export type TcpState =
  | 'closed'
  | 'listen'
  | 'syn-sent'
  | 'syn-received'
  | 'established'
  | 'fin-wait-1'
  | 'fin-wait-2'
  | 'close-wait'
  | 'closing'
  | 'last-ack'
  | 'time-wait';

/** `reset` is any end from outside (RST, in-window SYN under RFC 793) or by the application (abort); `timeout` is R2; `expire` is the end of TIME-WAIT. */
export type TcpEvent =
  | 'passive-open'
  | 'active-open'
  | 'syn'
  | 'syn-ack'
  | 'ack-of-syn'
  | 'fin'
  | 'ack-of-fin'
  | 'close'
  | 'reset'
  | 'timeout'
  | 'expire';

export type TcpAction =
  | 'send-syn'
  | 'send-syn-ack'
  | 'send-ack'
  | 'send-fin'
  | 'notify-open'
  | 'notify-peer-closed'
  | 'notify-closed'
  | 'start-time-wait'
  | 'release';

export const TCP_EVENTS: readonly TcpEvent[] = [
  'passive-open',
  'active-open',
  'syn',
  'syn-ack',
  'ack-of-syn',
  'fin',
  'ack-of-fin',
  'close',
  'reset',
  'timeout',
  'expire',
];

/** The declaration; viz draws it, `TCP` runs it. */
export const TCP_MACHINE = {
  id: 'tcp-connection',
  initial: 'closed',
  states: {
    closed: {
      entry: ['notify-closed', 'release'],
      on: { 'passive-open': 'listen', 'active-open': { target: 'syn-sent', actions: ['send-syn'] } },
    },
    listen: { on: { syn: { target: 'syn-received', actions: ['send-syn-ack'] }, close: 'closed' } },
    'syn-sent': {
      on: {
        'syn-ack': { target: 'established', actions: ['send-ack', 'notify-open'] },
        close: 'closed',
        reset: 'closed',
        timeout: 'closed',
      },
    },
    'syn-received': { on: { 'ack-of-syn': { target: 'established', actions: ['notify-open'] }, reset: 'closed', timeout: 'closed' } },
    established: {
      on: {
        close: { target: 'fin-wait-1', actions: ['send-fin'] },
        fin: { target: 'close-wait', actions: ['send-ack', 'notify-peer-closed'] },
        reset: 'closed',
        timeout: 'closed',
      },
    },
    'fin-wait-1': {
      on: { 'ack-of-fin': 'fin-wait-2', fin: { target: 'closing', actions: ['send-ack'] }, reset: 'closed', timeout: 'closed' },
    },
    'fin-wait-2': { on: { fin: { target: 'time-wait', actions: ['send-ack'] }, reset: 'closed', timeout: 'closed' } },
    'close-wait': { on: { close: { target: 'last-ack', actions: ['send-fin'] }, reset: 'closed', timeout: 'closed' } },
    closing: { on: { 'ack-of-fin': 'time-wait', reset: 'closed', timeout: 'closed' } },
    'last-ack': { on: { 'ack-of-fin': 'closed', reset: 'closed', timeout: 'closed' } },
    'time-wait': { entry: ['notify-closed', 'start-time-wait'], on: { expire: 'closed', reset: 'closed' } },
  },
} satisfies MachineConfig<TcpState, TcpEvent, TcpAction>;

export const TCP = compileMachine<TcpState, TcpEvent, TcpAction>(TCP_MACHINE, TCP_EVENTS);
