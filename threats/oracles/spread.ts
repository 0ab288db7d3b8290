/**
 * Purpose: oracles for contamination: is a host of another institution infected, or one of another zone?
 *
 * Does not model: severity. Units: none. Determinism: pure. References: threat card T20 "Wins when".
 */
import type { Infection } from '../../sim/world/facts.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when a host of one of these sites is infected.
 * Units: none. Errors: none. Source: threat card T20.
 */
export function infectedAmong(view: WorldView, sites: readonly string[]): Finding {
  return (
    spreadTo(view.facts.infections.filter(({ host }) => sites.includes(host.split('.')[0] ?? ''))) ?? {
      outcome: 'blocked',
      because: { en: 'no host of another institution was infected', ja: '他機関の機器は感染しなかった' },
    }
  );
}

/**
 * Succeeded when a host of another zone or institution than that of the first host is infected.
 * Units: none. Errors: none. Source: threat card T20 "Wins when".
 */
export function infectedBeyond(view: WorldView, first: string): Finding {
  const zoneOf = (host: string): string => host.split('.').slice(0, 2).join('.');
  return (
    spreadTo(view.facts.infections.filter(({ host }) => zoneOf(host) !== zoneOf(first))) ?? {
      outcome: 'blocked',
      because: { en: 'no host of another zone or institution was infected', ja: '他のゾーンや他機関の機器は感染しなかった' },
    }
  );
}

function spreadTo(infected: readonly Infection[]): Finding | undefined {
  if (infected.length === 0) return undefined;
  const hosts = infected.map(({ host }) => host);
  return { outcome: 'succeeded', because: { en: `${hosts.join(', ')} infected`, ja: `${hosts.join('、')} が感染した` } };
}
