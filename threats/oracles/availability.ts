/**
 * Purpose: oracles for availability: were legitimate users cut off or left unserved?
 *
 * Does not model: quality of service short of failure. Units: nanoseconds. Determinism: pure.
 * References: threat cards T16 (closedBy), T24 (ok(W)/base < 0.9).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import type { Attempt } from '../../sim/world/facts.ts';
import type { FlowSpec } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/** Share of service that must remain for the attack to have failed (threat card T24). */
const NEEDED_SHARE = { numerator: 9, denominator: 10 } as const;
/** The backlog needs time to fill; attempts of the first seconds of a flood are not counted. */
const SETTLING_NS: TimeNs = 8 * NS_PER_S;

/**
 * Succeeded when the transfer ended by a reset of the attacker before it was complete; degraded when it was resumed and completed. The loss is what has to be transferred again.
 * Units: octets. Errors: none. Source: threat card T16 ("report retransfer cost").
 */
export function resetByAttacker(view: WorldView, { id, asset, inParts }: FlowSpec): Finding {
  const sessions = view.facts.sessions.filter((s) => s.flow === id);
  const resets = sessions.filter((s) => !s.complete && s.end !== 'open' && s.end !== 'finished' && view.isAttacker(s.closedBy));
  const [reset] = resets;
  if (reset === undefined) return { outcome: 'blocked', because: { en: 'the transfer was not reset', ja: '転送は切断されなかった' } };
  const sizeBytes = view.scenario.sites.flatMap((site) => site.assets).find((a) => a.id === asset)?.sizeBytes ?? 0;
  const loss = { bytes: resets.length * Math.ceil(sizeBytes / (inParts ?? 1)) };
  if (sessions.some((s) => s.complete))
    return {
      outcome: 'degraded',
      because: {
        en: `the transfer ${reset.id} was reset by the attacker, and completed after it was resumed`,
        ja: `転送 ${reset.id} は攻撃者によって切断されたが、再開して完了した`,
      },
      loss,
    };
  return {
    outcome: 'succeeded',
    because: {
      en: `the transfer ${reset.id} was reset by the attacker before it was complete`,
      ja: `転送 ${reset.id} は完了前に攻撃者によって切断された`,
    },
    loss,
  };
}

/**
 * Succeeded when fewer than nine tenths of the attempts during the flood were served in time, compared with those before it.
 * Units: nanoseconds. Errors: none; inconclusive when there are no attempts before or during the flood. Source: threat card T24.
 */
export function deniedService(view: WorldView, flow: string, startNs: TimeNs): Finding {
  const all = view.facts.attempts.filter((a) => a.flow === flow && a.deadlineNs <= view.horizonNs);
  const before = all.filter((a) => a.deadlineNs <= startNs);
  const during = all.filter((a) => a.startNs >= startNs + SETTLING_NS);
  if (before.length === 0 || during.length === 0) return tooShort(flow);
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

/**
 * What can be said of a service that nobody tried to use at the times that are to be compared.
 * Units: none. Errors: none. Source: own design.
 */
export function tooShort(flow: string): Finding {
  return {
    outcome: 'inconclusive',
    because: {
      en: `no use of ${flow} falls both before and into the attack: the scenario is too short to tell`,
      ja: `${flow} の利用が攻撃の前と攻撃中の両方に行われておらず、シナリオの時間が短いため判定できない`,
    },
  };
}

function served(attempts: readonly Attempt[]): number {
  return attempts.filter((a) => a.servedNs !== undefined && a.servedNs <= a.deadlineNs).length;
}
