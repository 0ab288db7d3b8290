/**
 * Purpose: the life of an account at a login service, as a declared state machine.
 *
 * Does not model: unlocking by an administrator. Units: none. Determinism: pure.
 * References: RFC 2196 4.1.4 (5): disable after a number of failures.
 */
import { compileMachine, type MachineConfig } from '../../machine.ts';

export type LoginState = 'enabled' | 'failing' | 'locked';
export type LoginEvent = 'proved' | 'failed' | 'limit-reached';

export const loginMachine = {
  id: 'login',
  initial: 'enabled',
  states: {
    enabled: { on: { proved: 'enabled', failed: 'failing', 'limit-reached': 'locked' } },
    failing: { on: { proved: 'enabled', failed: 'failing', 'limit-reached': 'locked' } },
    locked: {},
  },
} satisfies MachineConfig<LoginState, LoginEvent>;

const table = compileMachine(loginMachine, ['proved', 'failed', 'limit-reached']);

/**
 * Next state of an account.
 * Units: none. Errors: none; an event that means nothing leaves the state. Source: RFC 2196 4.1.4.
 */
export function nextLogin(state: LoginState, event: LoginEvent): LoginState {
  const next = table.next(table.s[state], table.e[event]);
  return next < 0 ? state : (table.states[next] ?? state);
}
