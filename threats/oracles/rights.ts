/**
 * Purpose: oracles for rights and rules of use: was an operation executed for somebody who has no right to it; did a user who may use a system break the rules of its use?
 *
 * Does not model: the harm that follows. Units: operations. Determinism: pure.
 * References: threat cards T27 (authorised(s, o) = false), T28 (executed operation permitted by access control ∧ violates usage rule).
 */
import type { Violation } from '../../sim/world/facts.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';
import { withAlarms } from './detection.ts';

/**
 * Succeeded when a file was copied for the attacker: from a share that he is not on the list of, or in a session that was meant for maintenance.
 * Units: operations. Errors: none. Source: threat card T27.
 */
export function executedWithoutRight(view: WorldView): Finding {
  const done = view.facts.acceptances.filter((a) => a.op === 'copy-file' && a.origins.some((origin) => view.isAttacker(origin)));
  const first = done[0];
  if (first === undefined)
    return {
      outcome: 'blocked',
      because: { en: 'no operation was executed for somebody without the right to it', ja: '権限のない者のために実行された操作はなかった' },
    };
  const because = {
    en: `${first.host} copied ${first.asset} for somebody who has no right to it`,
    ja: `${first.host} が権限のない者のために ${first.asset} を複製した`,
  };
  return withAlarms(view, { outcome: 'succeeded', because }, { records: done.length });
}

/**
 * Succeeded when at least half of the attempted uses against a rule were executed, degraded when fewer were; detected when an alarm told of it.
 * Units: operations. Errors: none. Source: threat card T28.
 */
export function ruleBroken(view: WorldView, rules: readonly Violation['rule'][], attempts: number): Finding {
  const broken = view.facts.violations.filter((violation) => rules.includes(violation.rule) && view.isAttacker(violation.origin)).length;
  if (broken === 0) return { outcome: 'blocked', because: { en: 'no rule of use was broken', ja: '利用規則への違反は実行されなかった' } };
  const because = {
    en: `a rule of use was broken ${broken} times in ${attempts} occasions`,
    ja: `利用規則への違反が ${attempts} 回の機会のうち ${broken} 回実行された`,
  };
  const finding = withAlarms(view, { outcome: 'succeeded', because }, { records: broken });
  return finding.outcome === 'succeeded' && broken * 2 < attempts ? { ...finding, outcome: 'degraded' } : finding;
}
