/**
 * Purpose: oracle for objects at rest: was one rewritten or destroyed, was it noticed, did it come back?
 *
 * Does not model: the harm done with a false record before it is noticed. Units: nanoseconds, seconds in `loss`. Determinism: pure.
 * References: threat card T21 "Wins when": the stored digest differs from the last authorised write, or the object is missing, and the newest clean copy is older than RPO.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when an object was damaged by the attacker and not put right; detected when an alarm told of it and a clean copy brought it back; degraded when only one of both.
 * Rewriting that nobody notices stays a success, whatever copies there are: nobody would look for them.
 * Units: records, seconds. Errors: none. Source: threat card T21.
 */
export function storedDamage(view: WorldView): Finding {
  const damages = view.facts.damages.filter((damage) => view.isAttacker(damage.by));
  const first = damages[0];
  if (first === undefined) return { outcome: 'blocked', because: { en: 'no stored object was damaged', ja: '保存情報は損なわれなかった' } };
  const lostNs = Math.max(...damages.map((damage) => (damage.copyNs === undefined ? Infinity : damage.atNs - damage.copyNs)));
  const clean = lostNs <= first.rpoNs;
  const detectedNs = damages.every((damage) => damage.detectedNs !== undefined) ? first.detectedNs : undefined;
  const alarm = detectedNs === undefined ? {} : { detectedNs };
  const loss = { records: damages.length, ...(clean ? { seconds: lostNs / NS_PER_S } : {}) };
  const what = {
    en: `${damages.length} stored objects of ${first.host} were ${first.kind === 'rewritten' ? 'rewritten' : 'destroyed'}`,
    ja: `${first.host} の保存情報 ${damages.length} 件が${first.kind === 'rewritten' ? '書き換えられた' : '破壊された'}`,
  };
  if (clean && detectedNs !== undefined)
    return {
      outcome: 'detected',
      because: { en: `${what.en}, which was noticed and put right`, ja: `${what.ja}が、検知され復元された` },
      ...alarm,
      loss,
    };
  const half = clean || (detectedNs !== undefined && first.kind === 'rewritten');
  if (half)
    return {
      outcome: 'degraded',
      because: {
        en: `${what.en}; ${clean ? 'they came back from a copy' : 'that was noticed, but there is no clean copy'}`,
        ja: `${what.ja}。${clean ? '複製から復元された' : '検知されたが、健全な複製がない'}`,
      },
      ...alarm,
      loss,
    };
  return { outcome: 'succeeded', because: { en: `${what.en} and not put right`, ja: `${what.ja}まま復元されていない` }, ...alarm, loss };
}
