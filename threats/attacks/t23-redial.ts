/**
 * Purpose: T23 retransmission caused by automatic calling: an order is carried out, its confirmation is cut, and the program dials again and orders again.
 *
 * He sends nothing at all: the second order is a fresh and genuine packet of the victim.
 * Variant (b), packets that raise tunnels nobody asked for, stands in t23-triggers.ts.
 * Does not model: sessions that time out at different places.
 * Units: nanoseconds. Determinism: reacts to what passes.
 * References: TR A.5.1 #23 (no RFC states it); RFC 2828 "war dialer"; threat card T23.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { FlowSpec } from '../../sim/world/scenario.ts';
import { doubleEffect } from '../oracles/integrity.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { cutAfterRequest } from './cutting.ts';

/** Longer than the program waits (3 s), shorter than its redial comes (8 s). */
const CUT_NS = 6 * NS_PER_S;

const redials = ({ recovery }: FlowSpec): boolean => recovery !== undefined && recovery.kind !== 'manual';

export const redial: AttackDefinition = {
  threat: 'T23',
  variant: '',
  name: { en: 'A cut confirmation makes the program order again', ja: '確認応答の遮断による自動再送と二重処理' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) => aimAt(scenario, ['order'], (flow) => redials(flow) && passes(scenario, flow, vantage)),
  act: (hands, aim) => cutAfterRequest(hands, aim.flow, CUT_NS, aim.flow.recovery?.tries),
  judge: (view) => doubleEffect(view),
};
