/**
 * Purpose: turns a success that an alarm told of into `detected`, with the time of the alarm and what was lost until then or in all.
 *
 * Does not model: what people do after the cut-off. Units: nanoseconds, octets. Determinism: pure.
 * References: issue 3 item 4; TR A.1 c; threat cards T10, T11 (loss = rate × (t_cut − t_0)).
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding, Loss } from '../types.ts';

/**
 * The finding with its loss; `detected` when an alarm was about something that the attacker caused.
 * Units: nanoseconds, octets. Errors: none. Source: threat card T10.
 */
export function withAlarms(view: WorldView, finding: Finding, loss: Loss): Finding {
  if (finding.outcome === 'blocked') return finding;
  const alarm = view.facts.alarms.find((a) => view.isAttacker(a.origin));
  if (alarm === undefined || finding.outcome !== 'succeeded') return { ...finding, loss };
  const { en, ja } = finding.because;
  return {
    outcome: 'detected',
    because: { en: `${en}; ${alarm.place} raised an alarm`, ja: `${ja}。ただし ${alarm.place} で警報が出た` },
    detectedNs: alarm.atNs,
    loss,
  };
}
