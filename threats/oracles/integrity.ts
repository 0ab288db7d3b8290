/**
 * Purpose: oracles for integrity: was a changed message accepted, or one message processed twice?
 *
 * Does not model: damage at rest. Units: none. Determinism: pure.
 * References: threat cards T22 (effects(txn) ≥ 2), T31 (m.rx ≠ m.sent).
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when one transaction had two effects; `loss` counts the effects beyond the first.
 * Units: records. Errors: none. Source: threat card T22.
 */
export function doubleEffect(view: WorldView): Finding {
  const seen = new Set<string>();
  let first: string | undefined;
  let records = 0;
  for (const effect of view.facts.effects) {
    const key = `${effect.service} ${effect.txn}`;
    if (seen.has(key)) {
      first ??= effect.txn;
      records++;
    }
    seen.add(key);
  }
  if (first !== undefined)
    return { outcome: 'succeeded', because: { en: `${first} took effect twice`, ja: `${first} が二重に処理された` }, loss: { records } };
  return { outcome: 'blocked', because: { en: 'no transaction took effect twice', ja: '二重に処理された取引はなかった' } };
}

/**
 * Succeeded when one message of a flow was accepted twice; `loss` counts the repetitions.
 * Units: records. Errors: none. Source: threat card T22: two accept(r, m) for one send.
 */
export function acceptedTwice(view: WorldView, flow: string): Finding {
  const own = view.facts.acceptances.filter(({ txn }) => txn.startsWith(`txn/${flow}/`));
  const sent = new Set(own.map(({ txn }) => txn));
  const records = own.length - sent.size;
  if (records === 0)
    return { outcome: 'blocked', because: { en: 'no message was accepted twice', ja: '二重に受理されたメッセージはなかった' } };
  return {
    outcome: 'succeeded',
    because: {
      en: `${records} of ${sent.size} messages were accepted twice`,
      ja: `メッセージ ${sent.size} 件中 ${records} 件が二重に受理された`,
    },
    loss: { records },
  };
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
