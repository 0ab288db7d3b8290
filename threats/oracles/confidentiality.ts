/**
 * Purpose: oracle for confidentiality: does the attacker hold a readable object of a kind?
 *
 * Does not model: partial objects. Units: none. Determinism: pure.
 * References: threat card T01 "Wins when": holds(a, x, plain) with label(x).
 */
import type { Label } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * As `heldPlain`, with the number of objects that he can read.
 * Units: records. Errors: none. Source: threat card T04 (the value of a found key).
 */
export function recordsOpened(view: WorldView, label: Label): Finding {
  const records = view.ledger.entries.filter((entry) => entry.form === 'plain' && entry.label === label).length;
  return { ...heldPlain(view, label), ...(records === 0 ? {} : { loss: { records } }) };
}

/**
 * Succeeded when the ledger holds a plain object with this label.
 * Units: none. Errors: none. Source: threat card T01.
 */
export function heldPlain(view: WorldView, label: Label): Finding {
  const held = view.ledger.entries.find((entry) => entry.form === 'plain' && entry.label === label);
  if (held !== undefined)
    return {
      outcome: 'succeeded',
      because: { en: `the attacker holds ${held.what} in readable form`, ja: `攻撃者が ${held.what} を読める形で入手した` },
    };
  const cipher = view.ledger.entries.find((entry) => entry.form === 'cipher');
  if (cipher !== undefined)
    return {
      outcome: 'blocked',
      because: { en: `the attacker holds ${cipher.what} only as ciphertext`, ja: `攻撃者が入手したのは ${cipher.what} の暗号文のみ` },
    };
  return { outcome: 'blocked', because: { en: 'the attacker read no patient record', ja: '攻撃者は診療記録を読み取れなかった' } };
}
