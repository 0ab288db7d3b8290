/**
 * Purpose: the network that was examined: sites with their zones, devices and hosts, groups, services, flows, and where attackers stand.
 *
 * Units: addresses as written. Determinism: the scenario's order. References: TR 5.1, 5.2, D.3.
 */
import { formatIpv4, formatPrefix } from '../../../sim/net/address.ts';
import type { SiteSpec } from '../../../sim/world/scenario.ts';
import { VANTAGES } from '../../../threats/evidence/story-words.ts';
import { html, joined, type Html } from '../html.ts';
import type { ReportData } from '../model.ts';
import { both, t, table } from '../pieces.ts';

/**
 * The network, in tables.
 * Units: none. Errors: none. Source: own design.
 */
export function networkSection(data: ReportData): Html {
  return html`<section id="${data.prefix}-network">
    <h3>${t('The network', '対象ネットワーク')}</h3>
    ${sites(data)} ${groups(data)} ${services(data)} ${vantages(data)}
  </section> `;
}

const BREAK = html`<br />`;

function sites({ scenario }: ReportData): Html {
  const heads = [t('Site', '施設'), t('Zones', 'ゾーン'), t('Devices', '機器'), t('Hosts', 'ホスト')];
  const rows = scenario.sites.map((site) => [
    html`${both(site.name)}<br /><code>${site.id}</code>`,
    zones(site),
    devices(site),
    hosts(site),
  ]);
  const centre = scenario.centre;
  const last =
    centre === undefined
      ? []
      : [[html`${both(centre.name)}<br /><code>${centre.id}</code>`, html`–`, html`<code>${formatIpv4(centre.address)}</code>`, html`–`]];
  const names = joined(
    scenario.networks.map(({ name }) => both(name)),
    html`, `,
  );
  return table(html`${t('Sites, joined by', '施設（接続網：')} ${names}${t('', '）')}`, heads, [...rows, ...last]);
}

function zones(site: SiteSpec): Html {
  const hub = t(' (hub: every port sees every frame)', '（リピータハブ：全ポートに全フレームが届く）');
  return joined(
    site.zones.map(
      ({ id, name, prefix, medium }) =>
        html`${id.toUpperCase()} ${both(name)} <code>${formatPrefix(prefix)}</code>${medium === 'hub' ? hub : html``}`,
    ),
    BREAK,
  );
}

function devices(site: SiteSpec): Html {
  return joined(
    site.devices.map(({ name, id }) => html`${both(name)} <code>${id}</code>`),
    BREAK,
  );
}

function hosts(site: SiteSpec): Html {
  return joined(
    site.hosts.map(({ name, zone, address }) => html`${zone.toUpperCase()}: ${both(name)} <code>${formatIpv4(address)}</code>`),
    BREAK,
  );
}

function groups({ scenario }: ReportData): Html {
  if (scenario.groups.length === 0) return html``;
  const heads = [t('Group', 'グループ'), t('Members', '所属施設'), t('Agreed services', '合意したサービス')];
  const rows = scenario.groups.map(({ name, members, services: agreed }) => [
    both(name),
    codes(members),
    agreed === undefined ? t('all', 'すべて') : codes(agreed),
  ]);
  return table(t('Groups: who may connect to whom', 'グループ（相互に接続できる施設）'), heads, rows);
}

function services({ scenario }: ReportData): Html {
  const heads = [t('Service', 'サービス'), t('Host and port', 'ホストとポート'), t('Used by', '利用'), t('TLS', 'TLS')];
  const tls = { never: t('never', 'なし'), offered: t('where the control is on', '対策が有効な場合'), always: t('always', '常時') };
  const rows = scenario.services.map((service) => {
    const flows = scenario.flows.filter((flow) => flow.service === service.id);
    return [
      both(service.name),
      html`<code>${service.host}</code> : ${service.port}`,
      joined(
        flows.map((flow) => html`${both(flow.name)} (<code>${flow.client}</code>)`),
        BREAK,
      ),
      tls[service.tls],
    ];
  });
  return table(t('Services and the flows that use them', 'サービスと利用する通信'), heads, rows);
}

function vantages({ scenario }: ReportData): Html {
  const heads = [
    t('Where attackers stand', '攻撃者の位置'),
    t('Kind', '種別'),
    t('Place', '場所'),
    t('What they can do there', 'そこでできること'),
  ];
  const rows = scenario.vantages.map(({ name, kind, at }) => [
    both(name),
    html`<code>${kind}</code>`,
    html`<code>${at}</code>`,
    both(VANTAGES[kind]),
  ]);
  return table(t('Vantage points', '攻撃地点'), heads, rows);
}

function codes(ids: readonly string[]): Html {
  return joined(
    ids.map((id) => html`<code>${id}</code>`),
    html`, `,
  );
}
