/**
 * Purpose: oracles for integrity: was a changed message accepted, or one message processed twice?
 *
 * Does not model: damage at rest. Units: none. Determinism: pure.
 * References: threat cards T22 (effects(txn) ≥ 2), T31 (m.rx ≠ m.sent).
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when one transaction had two effects.
 * Units: none. Errors: none. Source: threat card T22.
 */
export function doubleEffect(view: WorldView): Finding {
  const seen = new Set<string>();
  for (const effect of view.facts.effects) {
    const key = `${effect.service} ${effect.txn}`;
    if (seen.has(key))
      return { outcome: 'succeeded', because: { en: `${effect.txn} took effect twice`, ja: `${effect.txn} が二重に処理された` } };
    seen.add(key);
  }
  return { outcome: 'blocked', because: { en: 'no transaction took effect twice', ja: '二重に処理された取引はなかった' } };
}

/**
 * Succeeded when the asset was accepted with other content than its author gave it.
 * Units: none. Errors: none. Source: threat card T31.
 */
export function falsified(view: WorldView, asset: string): Finding {
  const accepted = view.facts.acceptances.find((a) => a.asset === asset && a.digestReceived !== '' && a.digestReceived !== a.digestSent);
  if (accepted !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${accepted.host} accepted ${asset} with changed content`,
        ja: `${accepted.host} が改ざんされた ${asset} を受け入れた`,
      },
    };
  return { outcome: 'blocked', because: { en: `no changed ${asset} was accepted`, ja: `改ざんされた ${asset} は受け入れられなかった` } };
}
