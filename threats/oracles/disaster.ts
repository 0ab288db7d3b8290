/**
 * Purpose: oracles for disasters: is a service down for longer than is bearable, and are stored objects gone for good?
 *
 * Does not model: outages that begin after the service was back. Units: nanoseconds, seconds in `loss`. Determinism: pure.
 * References: threat card T26 "Wins when" (service down > RTO, or objects newer than RPO lost).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import type { FlowSpec } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';
import { tooShort } from './availability.ts';

/** An outage of at most this time is bearable where the service says nothing (recovery time objective); own choice, half of the connection set-up time that TR D.7 a allows. */
const RTO_NS: TimeNs = 15 * NS_PER_S;

/**
 * Succeeded when attempts that begin later than the bearable outage after the disaster are not all but a tenth served in time; else blocked; both with the seconds of the outage.
 * Units: nanoseconds. Errors: none; inconclusive when the flow has no such attempts. Source: threat card T26; the tenth as in T24.
 */
export function downTooLong(view: WorldView, { id, service }: FlowSpec, strikeNs: TimeNs): Finding {
  const rtoNs = view.scenario.services.find((spec) => spec.id === service)?.rtoNs ?? RTO_NS;
  const attempts = view.facts.attempts.filter((a) => a.flow === id && a.startNs >= strikeNs && a.deadlineNs <= view.horizonNs);
  const late = attempts.filter((a) => a.startNs >= strikeNs + rtoNs);
  if (late.length === 0) return tooShort(id);
  const isServed = (a: (typeof attempts)[number]): boolean => a.servedNs !== undefined && a.servedNs <= a.deadlineNs;
  const served = late.filter(isServed).length;
  const back = attempts.find(isServed)?.startNs;
  const loss = { seconds: Math.round(((back ?? view.horizonNs) - strikeNs) / NS_PER_S) };
  const rto = rtoNs / NS_PER_S;
  if (served * 10 < late.length * 9) {
    return {
      outcome: 'succeeded',
      because: {
        en: `${served}/${late.length} attempts were served after the bearable outage of ${rto} s`,
        ja: `許容停止時間 ${rto} 秒を過ぎて応じられた接続は ${served}/${late.length} 件`,
      },
      loss,
    };
  }
  return {
    outcome: 'blocked',
    because: { en: `the service was back after ${loss.seconds} s`, ja: `サービスは ${loss.seconds} 秒で復旧した` },
    loss,
  };
}

/**
 * Succeeded when an object was lost with its machine and no copy within the bearable loss of work brought it back.
 * Units: records, seconds. Errors: none. Source: threat card T26: objects newer than RPO lost.
 */
export function objectsLost(view: WorldView): Finding {
  const burnt = view.facts.damages.filter((damage) => damage.kind === 'burnt');
  const gone = burnt.filter((damage) => damage.copyNs === undefined || damage.atNs - damage.copyNs > damage.rpoNs);
  if (gone.length > 0)
    return {
      outcome: 'succeeded',
      because: {
        en: `${gone.length} stored objects were lost with ${gone[0]?.host ?? ''}`,
        ja: `${gone[0]?.host ?? ''} とともに ${gone.length} 件の保存情報が失われた`,
      },
      loss: { records: gone.length },
    };
  const seconds = Math.max(0, ...burnt.map((damage) => (damage.atNs - (damage.copyNs ?? damage.atNs)) / NS_PER_S));
  return {
    outcome: 'blocked',
    because: { en: 'every stored object came back from a copy', ja: '保存情報はすべて複製から復元された' },
    loss: { seconds },
  };
}
