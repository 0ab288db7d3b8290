/**
 * Purpose: what devices prove themselves with, and policies on personal data: where they may be said, and whose do not fit.
 *
 * Does not model: whether a connection is refused for it; that is what a replay shows.
 * Determinism: file order.
 * References: TR D.3 (group C), D.6 (devices and software), 9.2 (policies on personal data).
 */
import { privacyDifference, type PrivacyDifference, type PrivacyTerms } from '../../sim/vpn/privacy.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { privacyOf } from '../assemble-trust.ts';
import type { Path } from '../issue.ts';
import { type Context, warn } from './context.ts';

type Device = Context['draft']['sites'][string]['devices'][string];

/**
 * Checks credentials and policies of the draft.
 * Units: none. Errors: reported to the context. Source: TR 9.2, D.3, D.6.
 */
export function checkTrust(context: Context): void {
  for (const [siteId, site] of Object.entries(context.draft.sites))
    for (const [deviceId, device] of Object.entries(site.devices))
      checkCredentials(context, ['sites', siteId, 'devices', deviceId], device);
  checkPolicies(context);
}

function checkCredentials(context: Context, path: Path, device: Device): void {
  const given = [
    ...(device['service-certificate'] === undefined ? [] : (['service-certificate'] as const)),
    ...(device['key-storage'] === 'file' ? (['key-storage'] as const) : []),
  ];
  for (const key of given) {
    if (device.kind !== 'vpn-router')
      warn(
        context,
        [...path, key],
        'never-used',
        { en: `${key} on VPN routers only`, ja: `${key} は VPN ルータのみ` },
        { en: `one on a ${device.kind}`, ja: `${device.kind} の ${key}` },
      );
    if (device.enrols === undefined) continue;
    context.faults.push({
      path: [...path, key],
      code: 'unused-key',
      expected: {
        en: `either enrols or ${key}, since enrolment puts a key and a service certificate into a chip (TR D.6)`,
        ja: `enrols と ${key} のどちらか一方（加入手続きでは鍵とサービス証明書をチップに格納するため、TR D.6）`,
      },
      found: { en: 'both', ja: '両方' },
    });
  }
}

/** Flows between sites whose policies do not fit: the centre will refuse them where the connection policy is deployed. */
function checkPolicies(context: Context): void {
  const { sites, services, flows } = context.draft;
  const holder = (site: string) => ({ site, privacy: privacyOf(sites[site]?.privacy) });
  for (const [flowId, flow] of Object.entries(flows)) {
    const host = services[flow.service]?.host;
    const [client, server] = [flow.client.split('.')[0] ?? '', host?.split('.')[0] ?? ''];
    const difference = client === server ? undefined : privacyDifference(holder(client), holder(server));
    if (difference !== undefined) warn(context, ['flows', flowId, 'service'], 'policies-differ', ...described(difference));
  }
}

function described({ line, doer, owner, does, allows }: PrivacyDifference): readonly [expected: Bilingual, found: Bilingual] {
  const at = (side: 'does' | 'allows', site: string): string => `sites.${site}.privacy.${side}`;
  const expected = {
    en: `a policy of ${doer} within ${at('allows', owner)}: ${shown(allows)}`,
    ja: `${at('allows', owner)}（${shown(allows)}）の範囲内の ${doer} のポリシー`,
  };
  const where = line === 'not-stated' ? at('does', doer) : `${at('does', doer)}.${line}`;
  return [
    expected,
    {
      en: does === undefined ? `no ${where}` : `${where} beyond it: ${shown(does)}`,
      ja: does === undefined ? `${where} なし` : `範囲を超える ${where}（${shown(does)}）`,
    },
  ];
}

function shown({ use, keptNs, passedOn }: PrivacyTerms): string {
  return `use: ${use}, kept: ${keptNs / 1e9} s, passed-on: ${passedOn}`;
}
