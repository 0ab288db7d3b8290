/**
 * Purpose: zones that everybody else knows under another prefix: of the same length, behind a VPN router that translates, and beside nothing that goes by the addresses inside.
 *
 * Does not model: which prefixes may coincide (`addresses.ts`).
 * Determinism: file order.
 * References: TR D.7 c (second remedy); RFC 3022 2.1.
 */
import { formatPrefix } from '../../sim/net/address.ts';
import { same, type Path } from '../issue.ts';
import type { Context } from './context.ts';

type Site = Context['draft']['sites'][string];

/** Mechanisms by which hosts themselves protect what they send, to addresses that the device would then have to change under the seal. */
const ON_HOSTS: readonly string[] = ['ipsec-ike', 'ipsec-ike-host-gw'];

/**
 * Checks the known prefixes of the draft.
 * Units: none. Errors: reported to the context. Source: TR D.7 c.
 */
export function checkKnownAs(context: Context): void {
  const known = new Set<string>();
  for (const [siteId, site] of Object.entries(context.draft.sites))
    for (const [zoneId, zone] of Object.entries(site.zones)) {
      const prefix = zone?.['known-as'];
      if (zone === undefined || prefix === undefined) continue;
      known.add(siteId);
      const path = ['sites', siteId, 'zones', zoneId, 'known-as'];
      if (prefix.length !== zone.prefix.length)
        context.faults.push({
          path,
          code: 'bad-prefix',
          expected: {
            en: `a prefix as long as that of the zone (/${zone.prefix.length}), since hosts are translated one by one`,
            ja: `ゾーンと同じ長さ（/${zone.prefix.length}）のプレフィックス（ホストごとに変換するため）`,
          },
          found: same(formatPrefix(prefix)),
        });
      checkDevices(context, path, site);
    }
  if (known.size > 0) checkHosts(context, known);
}

/** Every line of the site must be one of a device that translates; routes and fixed associations go by inside addresses. */
function checkDevices(context: Context, path: Path, site: Site): void {
  for (const [deviceId, device] of Object.entries(site.devices)) {
    const odd =
      Object.keys(device.lines).length > 0 && device.kind !== 'vpn-router'
        ? 'kind'
        : device.routing
          ? 'routing'
          : device['manual-peer'] === undefined
            ? undefined
            : 'manual-peer';
    if (odd === undefined) continue;
    context.faults.push({
      path,
      atKey: true,
      code: 'wrong-place',
      expected: {
        en: 'known-as at a site whose lines belong to VPN routers, without routing and manual-peer',
        ja: 'known-as は、回線がすべて VPN ルータにあり、routing も manual-peer もない施設のみ',
      },
      found: { en: `${odd} of ${deviceId}`, ja: `${deviceId} の ${odd}` },
    });
    return;
  }
}

function checkHosts(context: Context, known: ReadonlySet<string>): void {
  for (const [id, { mechanism = id, scope }] of Object.entries(context.draft.controls)) {
    if (!ON_HOSTS.includes(mechanism)) continue;
    for (const [index, place] of scope.entries()) {
      const kind = context.names.places.get(place);
      if (!known.has(place.split('.')[0] ?? place) || kind === 'device') continue;
      context.faults.push({
        path: ['controls', id, 'scope', index],
        code: 'wrong-place',
        expected: {
          en: 'devices alone at a site with known-as, since addresses are changed between host and line',
          ja: 'known-as を持つ施設では機器のみ（ホストと回線の間でアドレスが変わるため）',
        },
        found: same(place),
      });
    }
  }
}
