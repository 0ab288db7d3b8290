/**
 * Purpose: oracles for the path: did a flow come to pass through the attacker, did a router take a stranger for a neighbour?
 *
 * Does not model: anything. Units: none. Determinism: pure.
 * References: threat cards T07, T08 "Wins when".
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when a router that believed the attacker sent readable packets through him; degraded when only sealed ones, which he can still drop.
 * Units: none. Errors: none. Source: threat card T07.
 */
export function subverted(view: WorldView): Finding {
  const joined = view.facts.neighbours.some((n) => view.isAttacker(n.origin));
  const readable = joined ? view.facts.passages.find((p) => p.readable) : undefined;
  if (readable !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `a false route drew readable packets of ${readable.victim} through the intruder`,
        ja: `偽経路により ${readable.victim} の読めるパケットが侵入者を経由した`,
      },
    };
  const sealed = joined ? view.facts.passages[0] : undefined;
  if (sealed !== undefined)
    return {
      outcome: 'degraded',
      because: {
        en: `a false route drew packets of ${sealed.victim} through the intruder, but only sealed ones`,
        ja: `偽経路により ${sealed.victim} のパケットが侵入者を経由したが、保護されたもののみ`,
      },
    };
  return { outcome: 'blocked', because: { en: 'no router followed the false route', ja: '偽経路に従ったルータはなかった' } };
}

/**
 * Succeeded when a router took a remote station for a neighbour on its link.
 * Units: none. Errors: none. Source: threat card T08: accept(r, m), m believed on-link, hops above 0.
 */
export function believedOnLink(view: WorldView): Finding {
  const fooled = view.facts.neighbours.find((n) => view.isAttacker(n.origin) && !n.onLink);
  if (fooled !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${fooled.router} believes that a remote station is its neighbour on the link`,
        ja: `${fooled.router} が遠隔の端末を同一リンクの隣接装置と認めた`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: 'no router took a remote station for a neighbour', ja: '遠隔の端末を隣接装置と認めたルータはなかった' },
  };
}
