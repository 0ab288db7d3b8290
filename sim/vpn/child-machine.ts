/**
 * Purpose: the life of a child SA (a pair of ESP SAs) as a state machine.
 *
 * `colliding`: both ends rekey it at once. `replaced`: the peer's new SA took over and the peer will delete this one. `deleting`: our delete is on its way.
 * Does not model: timers. Units: none. Determinism: a table.
 * References: RFC 7296 1.3.3, 1.4.1, 2.8, 2.8.1, 2.25.1.
 */
import { compileMachine, type MachineConfig } from '../machine.ts';

export type ChildState = 'mature' | 'rekeying' | 'colliding' | 'replaced' | 'deleting' | 'gone';
export type ChildEvent =
  | 'REKEY'
  | 'PEER_REKEY'
  | 'REKEY_WON'
  | 'REKEY_LOST'
  | 'REKEY_REFUSED'
  | 'NOT_FOUND'
  | 'DELETE'
  | 'DELETED'
  | 'PEER_DELETE';
export type ChildAction = 'sendRekey' | 'retryRekeyLater' | 'sendDelete' | 'remove';

export const CHILD_EVENTS: readonly ChildEvent[] = [
  'REKEY',
  'PEER_REKEY',
  'REKEY_WON',
  'REKEY_LOST',
  'REKEY_REFUSED',
  'NOT_FOUND',
  'DELETE',
  'DELETED',
  'PEER_DELETE',
];

const DELETING = { target: 'deleting', actions: ['sendDelete'] } as const;
const GONE = { target: 'gone' } as const;

export const CHILD_CONFIG = {
  id: 'child-sa',
  initial: 'mature',
  states: {
    mature: {
      on: {
        REKEY: { target: 'rekeying', actions: ['sendRekey'] },
        PEER_REKEY: { target: 'replaced' },
        DELETE: DELETING,
        DELETED: GONE,
        PEER_DELETE: GONE,
      },
    },
    rekeying: {
      on: {
        PEER_REKEY: { target: 'colliding' },
        REKEY_WON: DELETING,
        REKEY_REFUSED: { target: 'mature', actions: ['retryRekeyLater'] },
        NOT_FOUND: GONE,
        DELETE: DELETING,
        DELETED: GONE,
        PEER_DELETE: GONE,
      },
    },
    colliding: {
      on: {
        REKEY_WON: DELETING,
        REKEY_LOST: { target: 'replaced' },
        REKEY_REFUSED: { target: 'replaced' },
        NOT_FOUND: GONE,
        DELETE: DELETING,
        DELETED: GONE,
        PEER_DELETE: GONE,
      },
    },
    replaced: {
      on: { DELETE: DELETING, DELETED: GONE, PEER_DELETE: GONE },
    },
    deleting: {
      on: { DELETED: GONE, PEER_DELETE: GONE },
    },
    gone: { entry: ['remove'] },
  },
} as const satisfies MachineConfig<ChildState, ChildEvent, ChildAction>;

export const CHILD_MACHINE = compileMachine<ChildState, ChildEvent, ChildAction>(CHILD_CONFIG, CHILD_EVENTS);
