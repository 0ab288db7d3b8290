/**
 * Purpose: the twelve steps by which a site comes to the VPN service as one state machine: a state is the last step that was accepted, entering it sends the next message.
 *
 * ```
 *   idle ─ applying ─┬─ subscribed (a) ─┬─ applied ─ registered (c) ─ certified (d) ─ equipped (e) ─ delivered (f)
 *                    └─ ordered (b) ────┘     │                                                          │
 *   in-service (l) ─ connection-applied (k) ─ downloaded (j) ─ issued (i) ─ issue-requested (h) ─ use-applied (g)
 * ```
 * Any of them ends in `refused`. Who refuses what stands with the roles (offices.ts, provider.ts, chip.ts).
 * Does not model: time limits of the offices, a second application after a refusal (that is a new case). Units: none. Determinism: a table.
 * References: TR D.5, D.6 a to l, Figure D.4.
 */
import { compileMachine, type MachineConfig } from '../../machine.ts';

/** The steps of TR D.6. */
export type Step = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l';

export type EnrolmentState =
  | 'idle'
  | 'applying'
  | 'subscribed'
  | 'ordered'
  | 'applied'
  | 'registered'
  | 'certified'
  | 'equipped'
  | 'delivered'
  | 'use-applied'
  | 'issue-requested'
  | 'issued'
  | 'downloaded'
  | 'connection-applied'
  | 'in-service'
  | 'refused';

/** `ACCEPTED_x`: the message of step x was accepted by whom it was for. `RENEW`: the service certificate is to be replaced. */
export type EnrolmentEvent = 'START' | `ACCEPTED_${Step}` | 'RENEW' | 'REFUSED';

/** The action that sends the message of a step. */
export type EnrolmentAction = `send_${Step}` | 'close';

/** After each step the state that it leads to, and the event that says so. */
export const STEPS: readonly Step[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

export const ENROLMENT_EVENTS: readonly EnrolmentEvent[] = [
  'START',
  'ACCEPTED_a',
  'ACCEPTED_b',
  'ACCEPTED_c',
  'ACCEPTED_d',
  'ACCEPTED_e',
  'ACCEPTED_f',
  'ACCEPTED_g',
  'ACCEPTED_h',
  'ACCEPTED_i',
  'ACCEPTED_j',
  'ACCEPTED_k',
  'ACCEPTED_l',
  'RENEW',
  'REFUSED',
];

const REFUSED = 'refused';

export const ENROLMENT_CONFIG = {
  id: 'enrolment',
  initial: 'idle',
  states: {
    idle: { on: { START: 'applying' } },
    // Both applications may be made at once (TR D.6 b); either may be accepted first.
    applying: { entry: ['send_a', 'send_b'], on: { ACCEPTED_a: 'subscribed', ACCEPTED_b: 'ordered', REFUSED } },
    subscribed: { on: { ACCEPTED_b: 'applied', REFUSED } },
    ordered: { on: { ACCEPTED_a: 'applied', REFUSED } },
    applied: { entry: ['send_c'], on: { ACCEPTED_c: 'registered', REFUSED } },
    registered: { entry: ['send_d'], on: { ACCEPTED_d: 'certified', REFUSED } },
    certified: { entry: ['send_e'], on: { ACCEPTED_e: 'equipped', REFUSED } },
    equipped: { entry: ['send_f'], on: { ACCEPTED_f: 'delivered', REFUSED } },
    delivered: { entry: ['send_g'], on: { ACCEPTED_g: 'use-applied', REFUSED } },
    'use-applied': { entry: ['send_h'], on: { ACCEPTED_h: 'issue-requested', REFUSED } },
    'issue-requested': { entry: ['send_i'], on: { ACCEPTED_i: 'issued', REFUSED } },
    issued: { entry: ['send_j'], on: { ACCEPTED_j: 'downloaded', REFUSED } },
    downloaded: { entry: ['send_k'], on: { ACCEPTED_k: 'connection-applied', REFUSED } },
    'connection-applied': { entry: ['send_l'], on: { ACCEPTED_l: 'in-service', REFUSED } },
    // A new service certificate is had by the way of the first: the device proves itself with the first tier (TR D.5).
    'in-service': { on: { RENEW: 'delivered', REFUSED } },
    refused: { entry: ['close'] },
  },
} as const satisfies MachineConfig<EnrolmentState, EnrolmentEvent, EnrolmentAction>;

export const ENROLMENT_MACHINE = compileMachine<EnrolmentState, EnrolmentEvent, EnrolmentAction>(ENROLMENT_CONFIG, ENROLMENT_EVENTS);
