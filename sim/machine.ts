/**
 * Purpose: the one adapter to @xstate/fsm: state machines are declared as its configurations, and compiled to a dense table for hot paths.
 *
 * A machine is pure data: (state, event) → next state and the names of actions, in the order exit, transition, entry. Whoever runs it keeps the state as an integer and
 * carries the actions out itself; timers belong to the kernel. Two conditions that a protocol tells apart are two events, so there are no guards.
 * Does not model: guards, context, nested or delayed states, the `*` wildcard (the type leaves no room for the first three; compileMachine throws on the last).
 * Cost: one transition is one read of an Int16Array, its actions one read of an array; nothing is allocated after compilation.
 * Units: none. Determinism: states and events are numbered in the order in which the configuration names them first.
 * References: @xstate/fsm 2.1.0 (semantics of `transition`); Harel 1987 (statecharts; only their flat part is used).
 */
import { createMachine, type StateMachine } from '@xstate/fsm';

export interface TransitionConfig<S extends string, A extends string> {
  /** Absent: the state stays and neither exit nor entry actions run. */
  readonly target?: S;
  readonly actions?: readonly A[];
}

export interface StateConfig<S extends string, E extends string, A extends string> {
  readonly on?: { readonly [K in E]?: S | TransitionConfig<S, A> };
  readonly entry?: readonly A[];
  readonly exit?: readonly A[];
}

/** A configuration of @xstate/fsm, restricted to what a table can hold. Write it with `satisfies MachineConfig<State, Event, Action>`. */
export interface MachineConfig<S extends string, E extends string, A extends string = never> {
  readonly id: string;
  readonly initial: S;
  readonly states: { readonly [K in S]: StateConfig<S, E, A> };
}

/** What `next` gives for an event that means nothing in a state. */
export const IGNORED = -1;

/** The dense table of a machine; states and events are integers in it, names only at its edges. */
export interface CompiledMachine<S extends string, E extends string, A extends string> {
  readonly id: string;
  readonly states: readonly S[];
  readonly events: readonly E[];
  /** Number of each state and event by name: `TCP.s.established`, `TCP.e.rst`. */
  readonly s: Readonly<Record<S, number>>;
  readonly e: Readonly<Record<E, number>>;
  readonly initial: number;
  /** Entry actions of the initial state. */
  readonly initialActions: readonly A[];
  /** Number of the next state, or IGNORED. */
  next(state: number, event: number): number;
  /** Actions of that transition, in order; the same array every time. Empty when ignored. */
  actions(state: number, event: number): readonly A[];
}

/**
 * Compiles a configuration to a table. `events` lists every event that callers send, also those that no state names, so that each has a number.
 * Units: none. Errors: throws on a target or an event that is not declared, and on the `*` wildcard (bugs in the declaration). Source: own design.
 */
export function compileMachine<S extends string, E extends string, A extends string>(
  config: MachineConfig<S, E, A>,
  events: readonly E[],
): CompiledMachine<S, E, A> {
  const states = Object.keys(config.states) as S[];
  const s = numbered(states);
  const e = numbered(events);
  const width = events.length;
  const table = new Int16Array(states.length * width).fill(IGNORED);
  const none: readonly A[] = [];
  const actions: (readonly A[])[] = Array.from({ length: table.length }, () => none);
  for (const [row, name] of states.entries()) {
    for (const [event, declared] of Object.entries<S | TransitionConfig<S, A> | undefined>(config.states[name].on ?? {})) {
      if (declared === undefined) continue;
      const column = e[event as E];
      if (column === undefined)
        throw new Error(`machine ${config.id}: state ${name} names the event ${event}, which is not in the list of events`);
      const transition: TransitionConfig<S, A> = typeof declared === 'string' ? { target: declared } : declared;
      const next = s[transition.target ?? name];
      if (next === undefined)
        throw new Error(`machine ${config.id}: state ${name} goes to ${transition.target} on ${event}, which is no state`);
      table[row * width + column] = next;
      actions[row * width + column] = actionsOf(config, name, transition);
    }
  }
  const initial = s[config.initial];
  if (initial === undefined) throw new Error(`machine ${config.id}: initial state ${config.initial} is no state`);
  const initialActions = config.states[config.initial].entry ?? none;
  const next = (state: number, event: number): number => table[state * width + event] ?? IGNORED;
  return {
    id: config.id,
    states,
    events,
    s,
    e,
    initial,
    initialActions,
    next,
    actions: (state, event) => actions[state * width + event] ?? none,
  };
}

/**
 * The same declaration as an @xstate/fsm machine, for drawing and for comparison.
 * Units: none. Errors: none. Source: @xstate/fsm 2.1.0.
 */
export function toFsm<S extends string, E extends string, A extends string>(
  config: MachineConfig<S, E, A>,
): StateMachine.Machine<object, { type: E }, { value: S; context: object }> {
  // The library's types want mutable arrays and one object type an event; it never writes to them.
  return createMachine(config as unknown as StateMachine.Config<object, { type: E }, { value: S; context: object }>);
}

/**
 * Every (state, event) on which a table and the @xstate/fsm machine of its declaration differ, in next state or actions; empty is right.
 * Units: none. Errors: none. Source: own design; each room's test asks for its own machines.
 */
export function disagreements<S extends string, E extends string, A extends string>(
  config: MachineConfig<S, E, A>,
  compiled: CompiledMachine<S, E, A>,
): string[] {
  const fsm = toFsm(config);
  const found: string[] = [];
  for (const [row, state] of compiled.states.entries()) {
    for (const [column, event] of compiled.events.entries()) {
      const expected = fsm.transition(state, event);
      const next = compiled.next(row, column);
      const ours = `${compiled.states[next === IGNORED ? row : next]} [${compiled.actions(row, column).join(' ')}]`;
      const theirs = `${expected.value} [${expected.actions.map((action) => action.type).join(' ')}]`;
      if (ours !== theirs) found.push(`${state} × ${event}: table ${ours}, fsm ${theirs}`);
    }
  }
  return found;
}

function actionsOf<S extends string, E extends string, A extends string>(
  config: MachineConfig<S, E, A>,
  from: S,
  transition: TransitionConfig<S, A>,
): readonly A[] {
  const own = transition.actions ?? [];
  if (transition.target === undefined) return own;
  return [...(config.states[from].exit ?? []), ...own, ...(config.states[transition.target].entry ?? [])];
}

function numbered<N extends string>(names: readonly N[]): Readonly<Record<N, number>> {
  const numbers: Partial<Record<N, number>> = Object.create(null) as Partial<Record<N, number>>;
  for (const [index, name] of names.entries()) {
    if (name === '*' || numbers[name] !== undefined) throw new Error(`machine: the name ${name} is a wildcard or stands twice`);
    numbers[name] = index;
  }
  return numbers as Readonly<Record<N, number>>;
}
