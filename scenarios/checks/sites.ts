/**
 * Purpose: sites, groups and the centre: ids that may not collide, devices and their ports, gateways, users, assets.
 *
 * Does not model: whether the network as a whole can route; the world's builder decides that.
 * Determinism: file order.
 * References: TR D.3 (groups), 3.1, 3.2, 3.14 (zones).
 */
import { formatIpv4 } from '../../sim/net/address.ts';
import { type Path, show } from '../issue.ts';
import { checkId, checkOnce, checkPlace, type Context, warn } from './context.ts';

type Site = Context['draft']['sites'][string];
type Device = Site['devices'][string];

/**
 * Checks networks, centre, groups and sites of the draft.
 * Units: none. Errors: reported to the context. Source: own design.
 */
export function checkSites(context: Context): void {
  const { draft } = context;
  if (draft.centre !== undefined) checkId(context, ['centre', 'network'], 'networks', draft.centre.network);
  checkSharedNames(context);
  if (draft.enrolment !== undefined && context.whole(['sites'])) {
    const enrols = Object.values(draft.sites).some((site) =>
      Object.values(site.devices).some((device) => device.enrols !== undefined || device.spare !== undefined),
    );
    if (!enrols)
      warn(context, ['enrolment'], 'never-used', { en: 'a device that enrols', ja: 'enrols を持つ機器' }, { en: 'none', ja: 'なし' });
    checkOnce(context, ['enrolment', 'unaccredited'], draft.enrolment.unaccredited);
  }
  for (const [groupId, group] of Object.entries(draft.groups)) {
    const path = ['groups', groupId, 'members'];
    if (group.members.length === 0)
      context.faults.push({
        path,
        code: 'empty-list',
        expected: { en: 'at least one site', ja: '一つ以上の施設' },
        found: { en: 'an empty list', ja: '空のリスト' },
      });
    if (group.members.length === 1)
      warn(
        context,
        path,
        'never-used',
        { en: 'two or more sites, since a group says who may connect to whom', ja: '二つ以上の施設（グループは接続相手の組のため）' },
        { en: 'one', ja: '一つだけ' },
      );
    checkOnce(context, path, group.members);
    for (const [index, member] of group.members.entries()) checkId(context, [...path, index], 'sites', member);
    checkOnce(context, ['groups', groupId, 'services'], group.services ?? []);
    for (const [index, service] of (group.services ?? []).entries())
      checkId(context, ['groups', groupId, 'services', index], 'services', service);
  }
  for (const [siteId, site] of Object.entries(draft.sites)) checkSite(context, siteId, site);
}

/** Networks, the centre and sites stand at the same level of places, users and assets of all sites in one list each. */
function checkSharedNames(context: Context): void {
  const { draft, names } = context;
  const taken = (path: Path, id: string, by: Path): void => {
    const found = { en: `"${id}", already used by ${by.join('.')}`, ja: `${by.join('.')} が使っている "${id}"` };
    context.faults.push({
      path,
      atKey: true,
      code: 'duplicate-id',
      expected: { en: 'an id used once', ja: '他で使われていない ID' },
      found,
    });
  };
  for (const siteId of Object.keys(draft.sites)) {
    if (names.ids.networks.has(siteId)) taken(['sites', siteId], siteId, ['networks', siteId]);
  }
  if (draft.centre !== undefined) {
    const { id } = draft.centre;
    const by = names.ids.networks.has(id) ? ['networks', id] : ['sites', id];
    if (names.ids.networks.has(id) || names.ids.sites.has(id)) taken(['centre', 'id'], id, by);
  }
  for (const section of ['users', 'assets'] as const) {
    const first = new Map<string, Path>();
    for (const [siteId, site] of Object.entries(draft.sites)) {
      for (const id of Object.keys(site[section])) {
        const path = ['sites', siteId, section, id];
        const by = first.get(id);
        if (by === undefined) first.set(id, path);
        else taken(path, id, by);
      }
    }
  }
}

function checkSite(context: Context, siteId: string, site: Site): void {
  const path = ['sites', siteId];
  for (const [deviceId, device] of Object.entries(site.devices)) {
    const devicePath = [...path, 'devices', deviceId];
    if (deviceId === 'hsz' || deviceId === 'sz' || deviceId === 'dmz') {
      context.faults.push({
        path: devicePath,
        atKey: true,
        code: 'duplicate-id',
        expected: { en: 'an id that is not the name of a zone', ja: 'ゾーン名ではない ID' },
        found: show(deviceId),
      });
    }
    checkDevice(context, devicePath, siteId, device);
  }
  for (const [zoneId, zone] of Object.entries(site.zones)) {
    if (zone?.['wlan-key'] !== undefined) checkId(context, [...path, 'zones', zoneId, 'wlan-key'], 'keys', zone['wlan-key']);
    if (zone === undefined || !context.whole([...path, 'devices'])) continue;
    const ports = Object.values(site.devices).map((device) => device.ports[zoneId as keyof Device['ports']]);
    if (ports.includes(zone.gateway)) continue;
    const known = ports
      .filter((port) => port !== undefined)
      .map(formatIpv4)
      .join(', ');
    const expected = {
      en: `the address of a device's port in ${siteId}.${zoneId} (${known || 'there is none'})`,
      ja: `${siteId}.${zoneId} にある機器ポートのアドレス（${known || 'なし'}）`,
    };
    context.faults.push({
      path: [...path, 'zones', zoneId, 'gateway'],
      code: 'gateway-not-a-port',
      expected,
      found: show(formatIpv4(zone.gateway)),
    });
  }
  checkConnections(context, siteId, site);
  checkPeopleAndAssets(context, siteId, site);
}

/** A policy names other sites, and says either whom it wants or whom it does not want. */
function checkConnections(context: Context, siteId: string, site: Site): void {
  const { connections } = site;
  if (connections === undefined) return;
  const path = ['sites', siteId, 'connections'];
  for (const key of ['accepts', 'refuses'] as const) {
    const named = connections[key] ?? [];
    checkOnce(context, [...path, key], named);
    for (const [index, other] of named.entries()) {
      if (!checkId(context, [...path, key, index], 'sites', other) || other !== siteId) continue;
      context.faults.push({
        path: [...path, key, index],
        code: 'unused-key',
        expected: { en: 'another site', ja: '他の施設' },
        found: { en: 'the site itself', ja: '自施設' },
      });
    }
  }
  if (connections.accepts !== undefined && connections.refuses !== undefined) {
    context.faults.push({
      path: [...path, 'refuses'],
      code: 'unused-key',
      expected: { en: 'either accepts or refuses', ja: 'accepts と refuses のどちらか一方' },
      found: { en: 'both', ja: '両方' },
    });
  }
}

function checkDevice(context: Context, path: Path, siteId: string, device: Device): void {
  for (const zoneId of Object.keys(device.ports)) checkPlace(context, [...path, 'ports', zoneId], `${siteId}.${zoneId}`, ['zone'], true);
  for (const networkId of Object.keys(device.lines)) checkId(context, [...path, 'lines', networkId], 'networks', networkId, true);
  if (device.psk !== undefined) checkId(context, [...path, 'psk'], 'keys', device.psk);
  if (device['manual-key'] !== undefined) checkId(context, [...path, 'manual-key'], 'keys', device['manual-key']);
  if (device['manual-peer'] !== undefined) checkId(context, [...path, 'manual-peer'], 'sites', device['manual-peer']);
  const [ports, lines] = [Object.values(device.ports).filter((port) => port !== undefined).length, Object.keys(device.lines).length];
  const few = device.kind === 'vpn-router' ? ports < 1 || lines < 1 : ports + lines < 2;
  if (few && context.whole(path)) {
    const expected =
      device.kind === 'vpn-router'
        ? { en: 'a port in a zone and a line to a network', ja: 'ゾーンのポートとネットワークへの回線' }
        : { en: 'at least two ports or lines', ja: '二つ以上のポートまたは回線' };
    context.faults.push({
      path,
      atKey: true,
      code: 'too-few-ports',
      expected,
      found: { en: `${ports} port(s), ${lines} line(s)`, ja: `ポート ${ports}、回線 ${lines}` },
    });
  }
  checkEnrolment(context, path, device);
  checkSwitch(context, path, device);
  checkCampusLine(context, path, device);
  for (const [networkId, line] of Object.entries(device.lines)) {
    if (line.moves === undefined || device.kind === 'vpn-router') continue;
    const expected = { en: 'moves on lines of VPN routers only', ja: 'moves は VPN ルータの回線のみ' };
    const found = { en: `some on a ${device.kind}`, ja: `${device.kind} の moves` };
    warn(context, [...path, 'lines', networkId, 'moves'], 'never-used', expected, found);
  }
  checkDownload(context, path, device);
  if (device.psk !== undefined && device.kind !== 'vpn-router') {
    warn(
      context,
      [...path, 'psk'],
      'never-used',
      { en: 'a psk on VPN routers only', ja: 'psk は VPN ルータのみ' },
      { en: `one on a ${device.kind}`, ja: `${device.kind} の psk` },
    );
  }
  if (device.allow.length > 0 && device.kind !== 'firewall') {
    warn(
      context,
      [...path, 'allow'],
      'never-used',
      { en: 'allow rules on firewalls only', ja: 'allow はファイアウォールのみ' },
      { en: `rules on a ${device.kind}`, ja: `${device.kind} の allow` },
    );
  }
  checkPermits(context, [...path, 'allow'], device.allow);
  checkPermits(context, [...path, 'associations', 'manual-selectors'], device.associations?.['manual-selectors'] ?? []);
}

function checkPermits(context: Context, path: Path, rules: Device['allow']): void {
  for (const [index, rule] of rules.entries()) {
    const at = [...path, index];
    if ('place' in rule.from) checkPlace(context, [...at, 'from'], rule.from.place, ['host', 'zone']);
    if ('place' in rule.to) checkPlace(context, [...at, 'to'], rule.to.place, ['host', 'zone']);
    if (rule.port !== undefined && rule.protocol === 'any') {
      context.faults.push({
        path: [...at, 'port'],
        code: 'missing-partner-key',
        expected: { en: 'protocol tcp or udp beside a port', ja: 'port には protocol: tcp または udp が必要' },
        found: { en: 'protocol any', ja: 'protocol any' },
      });
    }
  }
}

/** Connection information comes from a centre, to VPN routers. */
function checkDownload(context: Context, path: Path, device: Device): void {
  if (device.downloads === undefined) return;
  if (device.kind !== 'vpn-router')
    warn(
      context,
      [...path, 'downloads'],
      'never-used',
      { en: 'downloads on VPN routers only', ja: 'downloads は VPN ルータのみ' },
      { en: `one on a ${device.kind}`, ja: `${device.kind} の downloads` },
    );
  if (context.draft.centre !== undefined || !context.whole(['centre'])) return;
  context.faults.push({
    path: [...path, 'downloads'],
    code: 'missing-partner-key',
    expected: { en: 'a section centre, which connection information comes from', ja: '接続情報の提供元となる centre の記述' },
    found: show(undefined),
  });
}

/** A switch lies between two zones, and is moved at times in order. */
function checkSwitch(context: Context, path: Path, device: Device): void {
  const positions = device.switch;
  if (positions === undefined) return;
  if (Object.values(device.ports).filter((port) => port !== undefined).length < 2 && context.whole([...path, 'ports'])) {
    context.faults.push({
      path: [...path, 'switch'],
      code: 'missing-partner-key',
      expected: { en: 'ports in two zones, which the switch joins or parts', ja: 'スイッチが接続・切断する二つのゾーンのポート' },
      found: { en: 'fewer', ja: '二つ未満' },
    });
  }
  for (const [index, { at }] of positions.entries()) {
    const before = positions[index - 1]?.at;
    if (before === undefined || at > before) continue;
    context.faults.push({
      path: [...path, 'switch', index, 'at'],
      code: 'out-of-range',
      expected: { en: 'a time after that of the position before', ja: '直前の位置より後の時刻' },
      found: { en: 'an earlier or equal one', ja: '以前または同じ時刻' },
    });
  }
}

/** A router on a campus ends L2TP tunnels and nothing else. */
function checkCampusLine(context: Context, path: Path, device: Device): void {
  for (const networkId of Object.keys(device.lines)) {
    if (context.draft.networks[networkId]?.kind !== 'campus' || (device.kind === 'router' && Object.keys(device.lines).length === 1))
      continue;
    context.faults.push({
      path: [...path, 'lines', networkId],
      atKey: true,
      code: 'wrong-place',
      expected: {
        en: 'a line to a campus on a device of kind router without other lines (it ends the L2TP tunnels)',
        ja: '学内網への回線は、他に回線のない kind: router の機器に限る（L2TP の終端）',
      },
      found: { en: `one on a ${device.kind}`, ja: `${device.kind} の回線` },
    });
  }
}

/** A box that enrols needs the parties of enrolment and a centre to enrol with. */
function checkEnrolment(context: Context, path: Path, device: Device): void {
  if (device.enrols === undefined) return;
  if (device.kind !== 'vpn-router')
    warn(
      context,
      [...path, 'enrols'],
      'never-used',
      { en: 'enrols on VPN routers only', ja: 'enrols は VPN ルータのみ' },
      { en: `one on a ${device.kind}`, ja: `${device.kind} の enrols` },
    );
  for (const key of ['centre', 'enrolment'] as const) {
    if (context.draft[key] !== undefined || !context.whole([key])) continue;
    context.faults.push({
      path: [...path, 'enrols'],
      code: 'missing-partner-key',
      expected: { en: `a section ${key}, which enrolment needs`, ja: `加入手続きに必要な ${key} の記述` },
      found: show(undefined),
    });
  }
}

/** Popular words are part of the dictionary, and a password is either known or drawn. */
function checkDraw(context: Context, path: Path, user: Site['users'][string]): void {
  const draw = user['password-draw'];
  if (draw === undefined) return;
  if (user['password-rank'] !== undefined)
    context.faults.push({
      path: [...path, 'password-draw'],
      code: 'unused-key',
      expected: { en: 'password-rank or password-draw, not both', ja: 'password-rank と password-draw のいずれか一方' },
      found: { en: 'both', ja: '両方' },
    });
  const share = ({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): number =>
    numerator / denominator;
  const popular = draw.popular.reduce((sum, each) => sum + share(each), 0);
  if (popular <= share(draw['in-dictionary'])) return;
  context.faults.push({
    path: [...path, 'password-draw', 'popular'],
    code: 'out-of-range',
    expected: { en: 'probabilities that together do not exceed in-dictionary', ja: '合計が in-dictionary を超えない確率' },
    found: { en: `together ${popular}`, ja: `合計 ${popular}` },
  });
}

function checkPeopleAndAssets(context: Context, siteId: string, site: Site): void {
  for (const [userId, user] of Object.entries(site.users)) {
    const path = ['sites', siteId, 'users', userId];
    if (checkPlace(context, [...path, 'workstation'], user.workstation, ['host']) && !user.workstation.startsWith(`${siteId}.`)) {
      warn(context, [...path, 'workstation'], 'foreign-place', { en: `a host of ${siteId}`, ja: `${siteId} のホスト` }, user.workstation);
    }
    checkDraw(context, path, user);
    for (const [index, { asset }] of (user.duties ?? []).entries()) checkId(context, [...path, 'duties', index, 'asset'], 'assets', asset);
    const rank = user['password-rank'];
    if (rank !== undefined && rank > context.draft.adversary.dictionary.value) {
      warn(
        context,
        [...path, 'password-rank'],
        'beyond-dictionary',
        { en: "a rank within the adversary's dictionary", ja: '攻撃者の辞書に含まれる順位' },
        String(rank),
      );
    }
  }
  for (const [assetId, asset] of Object.entries(site.assets)) {
    const path = ['sites', siteId, 'assets', assetId, 'at'];
    if (checkPlace(context, path, asset.at, ['host', 'device']) && !asset.at.startsWith(`${siteId}.`))
      warn(context, path, 'foreign-place', { en: `a place of ${siteId}`, ja: `${siteId} の場所` }, asset.at);
  }
}
