/**
 * Purpose: T30 fraud enabled by service interruption: an order is cut between effect and confirmation, and the recovery by hand makes the books differ.
 *
 * The interruption is a means: every message is genuine, and the fallback without a check does the harm.
 * Does not model: (c) silencing a host to act in its name, which is T17.
 * Units: nanoseconds. Determinism: reacts to what passes.
 * References: TR A.5.1 #30, B.5 f; RFC 3552 3.3.3; RFC 2828 "disruption"; threat card T30.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { divergedBooks } from '../oracles/interruption.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { cutAfterRequest } from './cutting.ts';

/** Longer than the program waits (3 s), shorter than the fallback by hand takes (13 s). */
const CUT_NS = 8 * NS_PER_S;

export const cutTransaction: AttackDefinition = {
  threat: 'T30',
  variant: '',
  name: { en: 'An order is cut between effect and confirmation', ja: '処理と確認応答の間での取引遮断' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) => aimAt(scenario, ['order'], (flow) => flow.recovery?.kind === 'manual' && passes(scenario, flow, vantage)),
  act: (hands, aim) => cutAfterRequest(hands, aim.flow, CUT_NS),
  judge: (view, aim) => divergedBooks(view, aim.flow.id),
};
