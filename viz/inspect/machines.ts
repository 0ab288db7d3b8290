/**
 * Purpose: the state machines that a run may hold, by the id of their declaration, as the state chart draws them.
 *
 * The declarations are those that the simulator runs; nothing is described a second time here. Pure.
 * Does not model: anything. Units: none.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { CALL_CONFIG } from '../../sim/net/call-machine.ts';
import { L2TP_CONFIG } from '../../sim/net/l2tp/l2tp-machine.ts';
import { TCP_MACHINE } from '../../sim/net/tcp/tcp-machine.ts';
import { CHILD_CONFIG } from '../../sim/vpn/child-machine.ts';
import { ENROLMENT_CONFIG } from '../../sim/vpn/enrolment/enrolment-machine.ts';
import { IKE_CONFIG } from '../../sim/vpn/ike-machine.ts';
import { TUNNEL_CONFIG } from '../../sim/vpn/tunnel-machine.ts';
import { loginMachine } from '../../sim/world/services/login-machine.ts';

/** A declaration whose names are plain text. */
export interface Declaration {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, { readonly on?: Readonly<Record<string, Target>>; readonly entry?: readonly string[] }>>;
}

type Target = string | { readonly target?: string; readonly actions?: readonly string[] };

export interface Machine {
  readonly declaration: Declaration;
  readonly name: Bilingual;
}

/** One arrow of a declaration. */
export interface Transition {
  readonly from: string;
  readonly event: string;
  readonly to: string;
  readonly actions: readonly string[];
}

const MACHINES: readonly Machine[] = [
  { declaration: TUNNEL_CONFIG, name: { en: 'on-demand tunnel', ja: 'オンデマンドのトンネル' } },
  { declaration: IKE_CONFIG, name: { en: 'IKE SA', ja: 'IKE SA' } },
  { declaration: CHILD_CONFIG, name: { en: 'child SA (ESP)', ja: 'Child SA（ESP）' } },
  { declaration: TCP_MACHINE, name: { en: 'TCP connection', ja: 'TCP 接続' } },
  { declaration: L2TP_CONFIG, name: { en: 'L2TP tunnel', ja: 'L2TP トンネル' } },
  { declaration: CALL_CONFIG, name: { en: 'telephone call', ja: '電話の呼' } },
  { declaration: loginMachine, name: { en: 'login account', ja: 'ログインアカウント' } },
  { declaration: ENROLMENT_CONFIG, name: { en: 'enrolment case', ja: '加入手続き' } },
];

/**
 * The machine with an id.
 * Units: none. Errors: undefined for an unknown id. Source: the declarations.
 */
export function machineOf(id: string): Machine | undefined {
  return MACHINES.find(({ declaration }) => declaration.id === id);
}

/**
 * All arrows of a declaration, in its order.
 * Units: none. Errors: none. Source: @xstate/fsm (a transition without a target stays).
 */
export function transitionsOf({ states }: Declaration): readonly Transition[] {
  return Object.entries(states).flatMap(([from, { on = {} }]) =>
    Object.entries(on).map(([event, target]) =>
      typeof target === 'string'
        ? { from, event, to: target, actions: [] }
        : { from, event, to: target.target ?? from, actions: target.actions ?? [] },
    ),
  );
}
