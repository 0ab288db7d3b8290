/**
 * Purpose: oracles for availability: were legitimate users cut off or left unserved?
 *
 * Does not model: quality of service short of failure. Units: nanoseconds. Determinism: pure.
 * References: threat cards T16 (closedBy), T24 (ok(W)/base < 0.9).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import type { Attempt } from '../../sim/world/facts.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/** Share of service that must remain for the attack to have failed (threat card T24). */
const NEEDED_SHARE = { numerator: 9, denominator: 10 } as const;
/** The backlog needs time to fill; attempts of the first seconds of a flood are not counted. */
const SETTLING_NS: TimeNs = 8 * NS_PER_S;

/**
 * Succeeded when the transfer ended by a reset of the attacker before it was complete.
 * Units: none. Errors: none. Source: threat card T16.
 */
export function resetByAttacker(view: WorldView, flow: string): Finding {
  const reset = view.facts.sessions.find(
    (s) => s.flow === flow && !s.complete && s.end !== 'open' && s.end !== 'finished' && view.isAttacker(s.closedBy),
  );
  if (reset !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `the transfer ${reset.id} was reset by the attacker before it was complete`,
        ja: `転送 ${reset.id} は完了前に攻撃者によって切断された`,
      },
    };
  return { outcome: 'blocked', because: { en: 'the transfer was not reset', ja: '転送は切断されなかった' } };
}

/**
 * Succeeded when fewer than nine tenths of the attempts during the flood were served in time, compared with those before it.
 * Units: nanoseconds. Errors: throws when there are no attempts before or during the flood (a scenario that cannot answer the question). Source: threat card T24.
 */
export function deniedService(view: WorldView, flow: string, startNs: TimeNs): Finding {
  const all = view.facts.attempts.filter((a) => a.flow === flow && a.deadlineNs <= view.horizonNs);
  const before = all.filter((a) => a.deadlineNs <= startNs);
  const during = all.filter((a) => a.startNs >= startNs + SETTLING_NS);
  if (before.length === 0 || during.length === 0) throw new Error(`oracle: flow ${flow} has no attempts before or during the flood`);
  const lost = served(during) * before.length * NEEDED_SHARE.denominator < served(before) * during.length * NEEDED_SHARE.numerator;
  const figures = `${served(during)}/${during.length}`;
  if (lost)
    return {
      outcome: 'succeeded',
      because: {
        en: `only ${figures} attempts were served in time during the flood`,
        ja: `攻撃中に時間内に応じられた接続は ${figures} 件のみ`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: `${figures} attempts were served in time during the flood`, ja: `攻撃中も ${figures} 件の接続が時間内に応じられた` },
  };
}

function served(attempts: readonly Attempt[]): number {
  return attempts.filter((a) => a.servedNs !== undefined && a.servedNs <= a.deadlineNs).length;
}
