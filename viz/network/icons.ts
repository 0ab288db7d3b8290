/**
 * Purpose: the symbols of the network picture as line drawings in one colour, made into data addresses so that nothing is fetched.
 *
 * Units: a grid of 24 by 24.
 */
import type { IconName } from './plan-types.ts';

const PATHS: Readonly<Record<Exclude<IconName, 'none'>, string>> = {
  server:
    '<rect x="4" y="3" width="16" height="7" rx="1.5"/><rect x="4" y="14" width="16" height="7" rx="1.5"/><path d="M8 6.5h.01M8 17.5h.01M12 6.5h5M12 17.5h5"/>',
  workstation: '<rect x="3" y="4" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16v4"/>',
  machine: '<rect x="3" y="3" width="18" height="18" rx="2.5"/><path d="M6 13h3l2-5 3 8 2-3h2"/>',
  tablet: '<rect x="5.5" y="2.5" width="13" height="19" rx="2"/><path d="M11 18.5h2"/>',
  images: '<rect x="3" y="4" width="18" height="16" rx="1.5"/><circle cx="8.5" cy="9.5" r="1.8"/><path d="m4 18 5.5-5 4 3.5 3-2.5 4 4"/>',
  log: '<path d="M6 3h9l4 4v14H6z"/><path d="M14.5 3v4.5H19M9 12h7M9 15.5h7M9 8.5h2.5"/>',
  directory: '<circle cx="9" cy="8.5" r="3"/><path d="M3.5 19c.4-3.4 2.6-5.2 5.5-5.2s5.1 1.8 5.5 5.2M15.5 6h5.5M16.5 10h4.5M17.5 14H21"/>',
  conference: '<rect x="2.5" y="6" width="13" height="12" rx="2"/><path d="m15.5 10.5 6-3v9l-6-3"/>',
  'vpn-router':
    '<path d="M12 2.5 4.5 5.5v5.5c0 5 3.2 8.6 7.5 10.5 4.3-1.9 7.5-5.5 7.5-10.5V5.5z"/><circle cx="12" cy="10" r="2.2"/><path d="M12 12.2V16"/>',
  firewall: '<rect x="3" y="4" width="18" height="16" rx="1"/><path d="M3 9.3h18M3 14.7h18M9 4v5.3M15 9.3v5.4M9 14.7V20"/>',
  router: '<circle cx="12" cy="12" r="9"/><path d="M8 9.5h8M13.5 7 16 9.5 13.5 12M16 14.5H8M10.5 12 8 14.5l2.5 2.5"/>',
  switch:
    '<circle cx="5" cy="12" r="2"/><circle cx="19" cy="7" r="2"/><circle cx="19" cy="17" r="2"/><path d="m6.8 11 8-5.2M2 12h1M21 7h1.5M21 17h1.5"/>',
  centre: '<path d="M4 21V8l8-5 8 5v13"/><path d="M2.5 21h19M9 21v-5h6v5M8.5 11h.01M12 11h.01M15.5 11h.01"/>',
  attacker:
    '<path d="M2.5 12.5h19M5.5 12.5 7.2 5.4c.2-.8 1-1.2 1.8-.9l3 1.1 3-1.1c.8-.3 1.6.1 1.8.9l1.7 7.1"/><circle cx="7.5" cy="17" r="3"/><circle cx="16.5" cy="17" r="3"/><path d="M10.5 17c.8-.8 2.2-.8 3 0"/>',
};

/**
 * A symbol as a data address.
 * Units: none. Errors: none; `none` gives an empty picture. Source: own drawings.
 */
export function iconAddress(icon: IconName, colour: string): string {
  const body = icon === 'none' ? '' : PATHS[icon];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/**
 * A symbol's drawing, in a grid of 24 by 24, without a colour.
 * Units: none. Errors: none; `none` gives nothing. Source: own drawings.
 */
export function iconDrawing(icon: IconName): string {
  return icon === 'none' ? '' : PATHS[icon];
}
