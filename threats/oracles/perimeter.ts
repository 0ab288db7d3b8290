/**
 * Purpose: oracles for the perimeter: on which hosts does the attacker's code run, and in which zone is the worst of them?
 *
 * Does not model: what the code does there. Units: none. Determinism: pure.
 * References: threat card T09 "Wins when" (severity by highest zone); TR 3.1 (DMZ), 3.2, 3.14 (SZ, HSZ).
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

const zoneOf = (host: string): string => host.split('.')[1] ?? '';

/**
 * Succeeded when code of the attacker runs on a host of the HSZ or SZ of the site; degraded when it runs in the DMZ only, where no patient data lies.
 * Units: none. Errors: none. Source: threat card T09.
 */
export function breachedZone(view: WorldView, site: string): Finding {
  const breached = view.facts.infections.filter((infection) => infection.host.startsWith(`${site}.`) && view.isAttacker(infection.by));
  const inner = breached.filter((infection) => zoneOf(infection.host) !== 'dmz');
  const names = (list: readonly { readonly host: string }[], comma: string): string => list.map((infection) => infection.host).join(comma);
  if (inner.length > 0)
    return {
      outcome: 'succeeded',
      because: { en: `the attacker’s code runs on ${names(inner, ', ')}`, ja: `攻撃者のプログラムが ${names(inner, '、')} で動作している` },
    };
  if (breached.length > 0)
    return {
      outcome: 'degraded',
      because: {
        en: `the attacker’s code runs on ${names(breached, ', ')}, in the public zone only`,
        ja: `攻撃者のプログラムは公開ゾーンの ${names(breached, '、')} のみで動作している`,
      },
    };
  return { outcome: 'blocked', because: { en: 'no host ran the attacker’s code', ja: '攻撃者のプログラムが動作した機器はない' } };
}

/**
 * Succeeded when the attacker's code runs on a host and a page of his has been fetched for that host since: he commands it. Degraded when it runs, but nothing answers it.
 * Units: nanoseconds. Errors: none. Source: threat card T09 step 5 (command channel opened outward).
 */
export function commandedHost(view: WorldView, host: string): Finding {
  const infection = view.facts.infections.find((each) => each.host === host && view.isAttacker(each.by));
  if (infection === undefined)
    return { outcome: 'blocked', because: { en: 'no host ran the attacker’s code', ja: '攻撃者のプログラムが動作した機器はない' } };
  const commanded = view.facts.fetches.some(
    (fetch) => fetch.host === host && view.isAttacker(fetch.answeredBy) && fetch.atNs > infection.atNs,
  );
  if (commanded)
    return {
      outcome: 'succeeded',
      because: { en: `the attacker commands his code on ${host}`, ja: `攻撃者が ${host} 上の自分のプログラムを遠隔操作している` },
    };
  return {
    outcome: 'degraded',
    because: {
      en: `the attacker’s code runs on ${host}, but cannot reach him`,
      ja: `攻撃者のプログラムは ${host} で動作しているが、攻撃者と通信できない`,
    },
  };
}
