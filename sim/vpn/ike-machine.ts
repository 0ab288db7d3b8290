/**
 * Purpose: the life of an IKE SA as a state machine, for the initiator, the responder, and an SA that a rekey made.
 *
 * Initiator: idle → init-sent → auth-sent → established. Responder: idle → half-open → established. Rekeyed: idle → established.
 * `colliding`: both ends rekey at once; the nonces decide. `replaced`: a successor has the child SAs, and one end will delete this SA.
 * Does not model: timers (the SA keeps them), message numbering (ike-sa.ts). Units: none. Determinism: a table.
 * References: RFC 7296 1.2-1.4, 2.8 and 2.8.1 (rekeying, collisions), 2.25 (exchange collisions).
 */
import { compileMachine, type MachineConfig } from '../machine.ts';

export type IkeState =
  | 'idle'
  | 'init-sent'
  | 'auth-sent'
  | 'half-open'
  | 'established'
  | 'rekeying'
  | 'colliding'
  | 'replaced'
  | 'closing'
  | 'closed';

export type IkeEvent =
  | 'START'
  | 'INIT_REQUEST'
  | 'INHERIT'
  | 'RETRY'
  | 'INIT_RESPONSE'
  | 'AUTH_ACCEPTED'
  | 'AUTH_REFUSED'
  | 'PEER_UNTRUSTED'
  | 'EXPIRED'
  | 'REKEY'
  | 'PEER_REKEY'
  | 'REKEY_WON'
  | 'REKEY_LOST'
  | 'REKEY_REFUSED'
  | 'CLOSE'
  | 'PEER_DELETE'
  | 'DELETED'
  | 'TIMEOUT';

export type IkeAction =
  | 'sendInit'
  | 'sendAuth'
  | 'markHalfOpen'
  | 'establish'
  | 'sendAuthFailed'
  | 'sendRekey'
  | 'retryRekeyLater'
  | 'awaitDelete'
  | 'sendDelete'
  | 'release';

export const IKE_EVENTS: readonly IkeEvent[] = [
  'START',
  'INIT_REQUEST',
  'INHERIT',
  'RETRY',
  'INIT_RESPONSE',
  'AUTH_ACCEPTED',
  'AUTH_REFUSED',
  'PEER_UNTRUSTED',
  'EXPIRED',
  'REKEY',
  'PEER_REKEY',
  'REKEY_WON',
  'REKEY_LOST',
  'REKEY_REFUSED',
  'CLOSE',
  'PEER_DELETE',
  'DELETED',
  'TIMEOUT',
];

const CLOSED = { target: 'closed' } as const;
const CLOSING = { target: 'closing', actions: ['sendDelete'] } as const;

export const IKE_CONFIG = {
  id: 'ike-sa',
  initial: 'idle',
  states: {
    idle: {
      on: {
        START: { target: 'init-sent', actions: ['sendInit'] },
        INIT_REQUEST: { target: 'half-open', actions: ['markHalfOpen'] },
        INHERIT: { target: 'established', actions: ['establish'] },
      },
    },
    'init-sent': {
      on: {
        // A COOKIE or another group was asked for: the first message goes out again, changed.
        RETRY: { target: 'init-sent', actions: ['sendInit'] },
        INIT_RESPONSE: { target: 'auth-sent', actions: ['sendAuth'] },
        AUTH_REFUSED: CLOSED,
        CLOSE: CLOSED,
        TIMEOUT: CLOSED,
      },
    },
    'auth-sent': {
      on: {
        AUTH_ACCEPTED: { target: 'established', actions: ['establish'] },
        AUTH_REFUSED: CLOSED,
        // The responder believes in the SA, so it must be told (RFC 7296 2.21.2).
        PEER_UNTRUSTED: { target: 'closing', actions: ['sendAuthFailed'] },
        CLOSE: CLOSED,
        TIMEOUT: CLOSED,
      },
    },
    'half-open': {
      on: {
        AUTH_ACCEPTED: { target: 'established', actions: ['establish'] },
        AUTH_REFUSED: CLOSED,
        EXPIRED: CLOSED,
        CLOSE: CLOSED,
      },
    },
    established: {
      on: {
        REKEY: { target: 'rekeying', actions: ['sendRekey'] },
        PEER_REKEY: { target: 'replaced' },
        CLOSE: CLOSING,
        PEER_DELETE: CLOSED,
        TIMEOUT: CLOSED,
      },
    },
    rekeying: {
      on: {
        PEER_REKEY: { target: 'colliding' },
        REKEY_WON: CLOSING,
        REKEY_REFUSED: { target: 'established', actions: ['retryRekeyLater'] },
        CLOSE: CLOSING,
        PEER_DELETE: CLOSED,
        TIMEOUT: CLOSED,
      },
    },
    colliding: {
      on: {
        REKEY_WON: CLOSING,
        REKEY_LOST: { target: 'replaced' },
        REKEY_REFUSED: { target: 'replaced' },
        CLOSE: CLOSING,
        PEER_DELETE: CLOSED,
        TIMEOUT: CLOSED,
      },
    },
    replaced: {
      entry: ['awaitDelete'],
      // The end whose job the delete is may have died meanwhile.
      on: { CLOSE: CLOSING, PEER_DELETE: CLOSED, TIMEOUT: CLOSED, EXPIRED: CLOSED },
    },
    closing: {
      on: { PEER_DELETE: CLOSED, DELETED: CLOSED, TIMEOUT: CLOSED },
    },
    closed: { entry: ['release'] },
  },
} as const satisfies MachineConfig<IkeState, IkeEvent, IkeAction>;

export const IKE_MACHINE = compileMachine<IkeState, IkeEvent, IkeAction>(IKE_CONFIG, IKE_EVENTS);
