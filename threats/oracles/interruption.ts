/**
 * Purpose: oracles for interruption: do sender and receiver agree, after the recovery, on what was ordered; were users served while a line was full?
 *
 * Does not model: what the difference costs. Units: none. Determinism: pure.
 * References: threat card T30 "Wins when": sender.state ≠ receiver.state after recovery.
 */
import type { TimeNs } from '../../sim/kernel/time.ts';
import type { Attempt } from '../../sim/world/facts.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';
import { tooShort } from './availability.ts';

/**
 * Succeeded when an order took effect more or less often than its sender was told; degraded when both agree that it was not carried out.
 * Units: none. Errors: none. Source: threat card T30 (a), which asks for fraud and care delay both.
 */
export function divergedBooks(view: WorldView, flow: string): Finding {
  const orders = view.facts.orders.filter((order) => order.flow === flow);
  const effectsOf = (intent: string): number =>
    view.facts.effects.filter(({ txn }) => txn === intent || txn.startsWith(`${intent}/`)).length;
  for (const { intent, confirmedNs } of orders) {
    const effects = effectsOf(intent);
    const told = confirmedNs === undefined ? 0 : 1;
    if (effects !== told)
      return noticed(view, 'books-differ', {
        outcome: 'succeeded',
        because: {
          en: `${intent} took effect ${effects} times, its sender was told ${told}`,
          ja: `${intent} は ${effects} 回処理されたが、送信側が確認したのは ${told} 回`,
        },
      });
  }
  const lost = orders.find((order) => order.confirmedNs === undefined);
  if (lost !== undefined)
    return {
      outcome: 'degraded',
      because: {
        en: `${lost.intent} was not carried out, and its sender knows`,
        ja: `${lost.intent} は処理されず、送信側もそれを把握している`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: 'sender and receiver agree on every order', ja: 'すべての依頼について送信側と受信側の記録が一致した' },
  };
}

/** A success that an alarm of this kind told of is `detected`. */
function noticed(view: WorldView, kind: 'books-differ' | 'check-silent', finding: Finding): Finding {
  const alarm = view.facts.alarms.find((each) => each.kind === kind);
  if (alarm === undefined) return finding;
  const { en, ja } = finding.because;
  return {
    outcome: 'detected',
    because: { en: `${en}; ${alarm.place} raised an alarm`, ja: `${ja}。ただし ${alarm.place} で警報が出た` },
    detectedNs: alarm.atNs,
  };
}

/**
 * Succeeded when an order took effect although its check was not answered; degraded when it was held back, which delays care.
 * Units: none. Errors: none. Source: threat card T30 (b): accepted item whose check did not run; "report both fraud and care-delay".
 */
export function uncheckedOrder(view: WorldView, flow: string): Finding {
  const passed = view.facts.unchecked[0];
  if (passed !== undefined)
    return noticed(view, 'check-silent', {
      outcome: 'succeeded',
      because: {
        en: `${passed.host} carried out ${passed.txn} without the check`,
        ja: `${passed.host} が照会を行わずに ${passed.txn} を処理した`,
      },
    });
  const turnedDown = view.facts.turnedDown.map(({ txn }) => txn);
  const held = view.facts.orders.find(
    (order) => order.flow === flow && order.confirmedNs === undefined && !turnedDown.includes(order.intent),
  );
  if (held !== undefined)
    return {
      outcome: 'degraded',
      because: {
        en: `${held.intent} was held back because its check was not answered`,
        ja: `照会に応答がないため ${held.intent} は保留された`,
      },
    };
  return { outcome: 'blocked', because: { en: 'every order was checked before it took effect', ja: 'すべての依頼が照会後に処理された' } };
}

/** When an attack on a service began, when its effect was full, and when it ended. */
export interface Span {
  readonly startNs: TimeNs;
  readonly settledNs: TimeNs;
  readonly endNs: TimeNs;
}

/** Share of service that must remain for the attack to have failed (threat card T25). */
const NEEDED_SHARE = { numerator: 9, denominator: 10 } as const;

/**
 * Succeeded when fewer than nine tenths of the attempts in the span were served in time, compared with those before it.
 * Units: nanoseconds. Errors: none; inconclusive when there are no attempts before or in the span. Source: threat card T25.
 */
export function unservedDuring(view: WorldView, flow: string, span: Span): Finding {
  const all = view.facts.attempts.filter((a) => a.flow === flow);
  const before = all.filter((a) => a.deadlineNs <= span.startNs);
  const during = all.filter((a) => a.startNs >= span.settledNs && a.startNs < span.endNs && a.deadlineNs <= view.horizonNs);
  if (before.length === 0 || during.length === 0) return tooShort(flow);
  const lost = served(during) * before.length * NEEDED_SHARE.denominator < served(before) * during.length * NEEDED_SHARE.numerator;
  const figures = `${served(during)}/${during.length}`;
  if (lost)
    return {
      outcome: 'succeeded',
      because: {
        en: `only ${figures} attempts were served in time while the line was full`,
        ja: `回線飽和中に時間内に応じられた接続は ${figures} 件のみ`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: `${figures} attempts were served in time during the attack`, ja: `攻撃中も ${figures} 件の接続が時間内に応じられた` },
  };
}

/**
 * Succeeded when fewer than nine tenths of the attempts in the span were served in time; for a flow that is served in full when nobody attacks.
 * Units: nanoseconds. Errors: none; inconclusive when there are no attempts in the span. Source: threat card T25.
 */
export function unservedWhile(view: WorldView, flow: string, span: Omit<Span, 'startNs'>): Finding {
  const during = view.facts.attempts.filter((a) => a.flow === flow && a.startNs >= span.settledNs && a.startNs < span.endNs);
  if (during.length === 0) return tooShort(flow);
  const lost = served(during) * NEEDED_SHARE.denominator < during.length * NEEDED_SHARE.numerator;
  const figures = `${served(during)}/${during.length}`;
  return {
    outcome: lost ? 'succeeded' : 'blocked',
    because: {
      en: `${figures} attempts were served in time during the attack`,
      ja: `攻撃中に時間内に応じられた接続は ${figures} 件`,
    },
  };
}

function served(attempts: readonly Attempt[]): number {
  return attempts.filter((a) => a.servedNs !== undefined && a.servedNs <= a.deadlineNs).length;
}
