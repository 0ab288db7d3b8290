/**
 * Purpose: translators of addresses in front of VPN devices: where one may stand, and what cannot work behind one.
 *
 * Does not model: whether a tunnel comes up; that is what a replay shows.
 * Determinism: file order.
 * References: TR D.7 c (NAT); RFC 2663 4.1.2 (sessions are opened from inside).
 */
import { type Path, show } from '../issue.ts';
import { type Context, warn } from './context.ts';

/**
 * Checks the translators of the draft.
 * Units: none. Errors: reported to the context. Source: TR D.7 c.
 */
export function checkTranslators(context: Context): void {
  const translated = new Set<string>();
  for (const [siteId, site] of Object.entries(context.draft.sites))
    for (const [deviceId, device] of Object.entries(site.devices))
      for (const [networkId, line] of Object.entries(device.lines)) {
        if (line.nat === undefined) continue;
        translated.add(siteId);
        checkTranslator(context, ['sites', siteId, 'devices', deviceId, 'lines', networkId], { kind: device.kind, networkId, line });
      }
  if (translated.size > 0) checkCallers(context, translated);
}

interface Translated {
  readonly kind: string;
  readonly networkId: string;
  readonly line: { readonly moves?: readonly unknown[] | undefined };
}

/** Numbers of a telephone network, the ends of a leased line and of L2TP are addresses of their own; only on the Internet do subscribers stand behind a NAT. */
function checkTranslator(context: Context, path: Path, { kind, networkId, line }: Translated): void {
  const network = context.draft.networks[networkId]?.kind;
  if (kind !== 'vpn-router' || (network !== undefined && network !== 'internet'))
    context.faults.push({
      path: [...path, 'nat'],
      atKey: true,
      code: 'wrong-place',
      expected: {
        en: 'nat on a line of a VPN router to a network of kind internet',
        ja: 'nat は VPN ルータの kind: internet の網への回線のみ',
      },
      found: { en: `one on a line of a ${kind} to ${show(network).en}`, ja: `${kind} の、${show(network).ja} への回線` },
    });
  if (line.moves === undefined) return;
  context.faults.push({
    path: [...path, 'moves'],
    atKey: true,
    code: 'unused-key',
    expected: {
      en: 'either nat or moves, since a device does not see that its translator was given another address',
      ja: 'nat と moves のどちらか一方（機器からは変換ルータのアドレス変更が見えないため）',
    },
    found: { en: 'both', ja: '両方' },
  });
}

/** Nobody outside can open a conversation with who stands behind a translator, unless a tunnel is there already. */
function checkCallers(context: Context, translated: ReadonlySet<string>): void {
  const siteOf = (place: string): string => place.split('.')[0] ?? place;
  for (const [flowId, flow] of Object.entries(context.draft.flows)) {
    const host = context.draft.services[flow.service]?.host;
    if (host === undefined || siteOf(host) === siteOf(flow.client) || !translated.has(siteOf(host))) continue;
    warn(
      context,
      ['flows', flowId, 'service'],
      'never-happens',
      { en: 'a service of a site that can be called from outside', ja: '外部から接続できる施設のサービス' },
      { en: `${flow.service}, behind the translator of ${siteOf(host)}`, ja: `${siteOf(host)} のアドレス変換の内側にある ${flow.service}` },
    );
  }
}
