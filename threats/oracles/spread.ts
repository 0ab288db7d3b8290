/**
 * Purpose: oracle for contamination: is a host of another institution infected?
 *
 * Does not model: severity. Units: none. Determinism: pure. References: threat card T20 "Wins when".
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when a host of one of these sites is infected.
 * Units: none. Errors: none. Source: threat card T20.
 */
export function infectedAmong(view: WorldView, sites: readonly string[]): Finding {
  const infected = view.facts.infections.filter((infection) => sites.includes(infection.host.split('.')[0] ?? ''));
  const first = infected[0];
  if (first !== undefined)
    return {
      outcome: 'succeeded',
      because: { en: `${infected.map((i) => i.host).join(', ')} infected`, ja: `${infected.map((i) => i.host).join('、')} が感染した` },
    };
  return { outcome: 'blocked', because: { en: 'no host of another institution was infected', ja: '他機関の機器は感染しなかった' } };
}
