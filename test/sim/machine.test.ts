/** Purpose: the compiled table says exactly what @xstate/fsm says, and refuses declarations that a table cannot hold. */
import { describe, expect, it } from 'vitest';
import { compileMachine, disagreements, IGNORED, toFsm, type MachineConfig } from '../../sim/machine.ts';

type State = 'down' | 'opening' | 'up';
type Event = 'trigger' | 'agreed' | 'lost' | 'traffic' | 'unused';
type Action = 'start' | 'cancel' | 'install' | 'remove' | 'touch' | 'note';

const TUNNEL = {
  id: 'tunnel',
  initial: 'down',
  states: {
    down: { entry: ['note'], on: { trigger: 'opening' } },
    opening: {
      entry: ['start'],
      exit: ['cancel'],
      on: { agreed: { target: 'up', actions: ['install'] }, lost: 'down', trigger: { target: 'opening' } },
    },
    up: { exit: ['remove'], on: { traffic: { actions: ['touch'] }, lost: 'down' } },
  },
} satisfies MachineConfig<State, Event, Action>;
const EVENTS: readonly Event[] = ['trigger', 'agreed', 'lost', 'traffic', 'unused'];

describe('compileMachine', () => {
  const table = compileMachine<State, Event, Action>(TUNNEL, EVENTS);

  it('agrees with @xstate/fsm on every state and event', () => {
    expect(disagreements(TUNNEL, table)).toEqual([]);
  });

  it('orders actions exit, transition, entry', () => {
    expect(table.actions(table.s.opening, table.e.agreed)).toEqual(['cancel', 'install']);
    expect(table.actions(table.s.opening, table.e.trigger)).toEqual(['cancel', 'start']);
    expect(table.initialActions).toEqual(['note']);
    expect(toFsm(TUNNEL).initialState.value).toBe('down');
  });

  it('keeps the state on a transition without target and ignores what is not named', () => {
    expect(table.next(table.s.up, table.e.traffic)).toBe(table.s.up);
    expect(table.actions(table.s.up, table.e.traffic)).toEqual(['touch']);
    expect(table.next(table.s.down, table.e.agreed)).toBe(IGNORED);
    expect(table.next(table.s.up, table.e.unused)).toBe(IGNORED);
  });

  it('finds a table that differs', () => {
    const other = compileMachine<State, Event, Action>(
      { ...TUNNEL, states: { ...TUNNEL.states, down: { on: { trigger: 'up' } } } },
      EVENTS,
    );
    expect(disagreements(TUNNEL, other)).toEqual([
      'down × trigger: table up [], fsm opening [start]',
      'opening × lost: table down [cancel], fsm down [cancel note]',
      'up × lost: table down [remove], fsm down [remove note]',
    ]);
  });

  it('throws on an unknown target, an undeclared event and the wildcard', () => {
    const broken = (states: object): MachineConfig<State, Event, Action> => ({ ...TUNNEL, states: { ...TUNNEL.states, ...states } });
    expect(() => compileMachine(broken({ up: { on: { lost: 'nowhere' } } }), EVENTS)).toThrow('goes to nowhere on lost');
    expect(() => compileMachine(broken({ up: { on: { '*': 'down' } } }), EVENTS)).toThrow('names the event *');
    expect(() => compileMachine(TUNNEL, ['trigger'] as Event[])).toThrow('not in the list of events');
  });
});
