/**
 * Purpose: services and the flows that use them: hosts, ports, accounts, operations, assets, times.
 *
 * Does not model: whether a flow gets through; that is what a replay shows.
 * Determinism: file order.
 * References: TR 5.1 (services); RFC 5424 and 3164 (audit records by UDP).
 */
import { BY_UDP, NEEDS_ASSET, OPERATIONS, SENDS, WITHOUT_TLS } from '../fitting.ts';
import { type Path, show } from '../issue.ts';
import { checkCarriedClients, checkCarriedFlow, checkCarriedService, type Take } from './carried.ts';
import { checkId, checkOnce, checkPlace, type Context, warn } from './context.ts';

type Service = Context['draft']['services'][string];
type Flow = Context['draft']['flows'][string];

/** What flows are compared with, gathered once. */
interface Index {
  /** Place of each asset. */
  readonly assets: Map<string, string>;
  /** Earliest time (ns) at which a flow stores an asset in a service; the key is both ids. */
  readonly stored: Map<string, number>;
  readonly groups: readonly ReadonlySet<string>[];
  /** Sites of each campus: they reach one another without the provider's groups (TR 9.4). */
  readonly campuses: readonly ReadonlySet<string>[];
}

/**
 * Checks services and flows of the draft.
 * Units: none. Errors: reported to the context. Source: own design.
 */
export function checkServices(context: Context): void {
  const { services, flows, sites, groups } = context.draft;
  const used = new Set(
    Object.values(flows).flatMap(({ service, alternative }) => [service, ...(alternative === undefined ? [] : [alternative.service])]),
  );
  const listening = new Map<string, string>();
  for (const [serviceId, service] of Object.entries(services)) {
    const path = ['services', serviceId];
    checkPlace(context, [...path, 'host'], service.host, ['host']);
    for (const [list, section] of [
      ['accounts', 'users'],
      ['partners', 'sites'],
    ] as const) {
      checkOnce(context, [...path, list], service[list]);
      for (const [index, id] of service[list].entries()) checkId(context, [...path, list, index], section, id);
    }
    if (service['checked-by'] !== undefined) checkPlace(context, [...path, 'checked-by'], service['checked-by'], ['host']);
    for (const [index, { user }] of (service.withdrawn ?? []).entries())
      checkId(context, [...path, 'withdrawn', index, 'user'], 'users', user);
    for (const [index, trusted] of (service.trusts ?? []).entries()) checkPlace(context, [...path, 'trusts', index], trusted, ['host']);
    if (service.kind === 'gateway' && service.usage === undefined && context.whole([...path, 'usage'])) {
      context.faults.push({
        path: [...path, 'usage'],
        code: 'missing-key',
        expected: { en: 'the rules of use of the gateway', ja: 'ゲートウェイの利用規則' },
        found: show(undefined),
      });
    }
    listen(context, listening, { path: [...path, 'port'], serviceId, port: service.port });
    const mailPort = service.usage?.['mail-port'];
    if (mailPort !== undefined) listen(context, listening, { path: [...path, 'usage', 'mail-port'], serviceId, port: mailPort });
    const take: Take = (at, port, protocol) =>
      takePort(context, listening, { path: at, holder: `services.${serviceId}`, host: service.host, port, protocol });
    checkCarriedService(context, path, service, take);
    if (WITHOUT_TLS.includes(service.kind) && service.tls !== 'never') {
      context.faults.push({
        path: [...path, 'tls'],
        code: 'operation-mismatch',
        expected: {
          en: 'never, since audit records, media, FTP and SIP go without TLS here',
          ja: 'never（監査記録、音声、FTP、SIP は TLS を用いない）',
        },
        found: show(service.tls),
      });
    }
    if (!used.has(serviceId) && context.whole(['flows']))
      warn(context, path, 'never-used', { en: 'a flow that uses the service', ja: 'このサービスを使うフロー' }, { en: 'none', ja: 'なし' });
  }
  checkCarriedClients(context, (host, path, port, protocol) =>
    takePort(context, listening, { path, holder: path.slice(0, 2).join('.'), host, port, protocol }),
  );
  const index: Index = {
    assets: new Map(),
    stored: new Map(),
    groups: Object.values(groups).map((group) => new Set(group.members)),
    campuses: campusesOf(context),
  };
  for (const site of Object.values(sites)) {
    for (const [assetId, { at }] of Object.entries(site.assets)) index.assets.set(assetId, at);
  }
  for (const { operation, service, asset, at } of Object.values(flows)) {
    const key = `${service} ${asset}`;
    if (operation === 'store-letter') index.stored.set(key, Math.min(at, index.stored.get(key) ?? at));
  }
  for (const [flowId, flow] of Object.entries(flows)) checkFlow(context, index, ['flows', flowId], flow);
}

/** Takes a port of the service's host, where it is free. */
function listen(
  context: Context,
  listening: Map<string, string>,
  { path, serviceId, port }: { readonly path: Path; readonly serviceId: string; readonly port: number },
): void {
  const service = context.draft.services[serviceId];
  if (service === undefined) return;
  const protocol = BY_UDP.includes(service.kind) ? 'udp' : 'tcp';
  takePort(context, listening, { path, holder: `services.${serviceId}`, host: service.host, port, protocol });
}

interface Socket {
  readonly path: Path;
  /** Who listens. */
  readonly holder: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

function takePort(context: Context, listening: Map<string, string>, { path, holder, host, port, protocol }: Socket): void {
  const socket = `${host} ${protocol} ${port}`;
  const other = listening.get(socket);
  if (other === undefined) return void listening.set(socket, holder);
  context.faults.push({
    path,
    code: 'port-in-use',
    expected: { en: `a free port of ${host}`, ja: `${host} の空きポート` },
    found: { en: `${port}, taken by ${other}`, ja: `${other} が使用中の ${port}` },
  });
}

function campusesOf({ draft }: Context): readonly ReadonlySet<string>[] {
  const campuses = Object.entries(draft.networks).filter(([, { kind }]) => kind === 'campus');
  const hasLine = (site: Context['draft']['sites'][string], network: string): boolean =>
    Object.values(site.devices).some((device) => network in device.lines);
  return campuses.map(([id]) => new Set(Object.entries(draft.sites).flatMap(([site, spec]) => (hasLine(spec, id) ? [site] : []))));
}

function checkFlow(context: Context, index: Index, path: Path, flow: Flow): void {
  checkPlace(context, [...path, 'client'], flow.client, ['host']);
  if (flow.user !== undefined) checkId(context, [...path, 'user'], 'users', flow.user);
  if (flow.asset !== undefined) checkId(context, [...path, 'asset'], 'assets', flow.asset);
  if (flow.times > 1 && flow.every === undefined && context.whole([...path, 'every'])) {
    context.faults.push({
      path: [...path, 'times'],
      code: 'missing-partner-key',
      expected: { en: 'the key every beside times above 1', ja: 'times が 2 以上なら every' },
      found: { en: 'no every', ja: 'every なし' },
    });
  }
  if (flow.times === 1 && flow.every !== undefined)
    warn(context, [...path, 'every'], 'never-used', { en: 'times above 1 beside every', ja: 'every には 2 以上の times' }, 'times 1');
  checkCarriedFlow(context, path, flow);
  if (flow.alternative !== undefined) checkId(context, [...path, 'alternative', 'service'], 'services', flow.alternative.service);
  if (checkId(context, [...path, 'service'], 'services', flow.service)) {
    const service = context.draft.services[flow.service];
    if (service !== undefined) checkUse(context, index, path, flow, service);
  }
  const last = flow.at + (flow.times - 1) * (flow.every ?? 0);
  if (last >= context.draft.horizon) {
    const found =
      flow.at >= context.draft.horizon
        ? { en: 'no run before it', ja: '終了前の実行なし' }
        : { en: 'some runs after it', ja: '終了後の実行あり' };
    warn(context, [...path, 'at'], 'never-happens', { en: 'all runs before the horizon', ja: 'すべての実行が horizon より前' }, found);
  }
}

function checkUse(context: Context, index: Index, path: Path, flow: Flow, service: Service): void {
  const fitting = OPERATIONS[service.kind];
  if (!fitting.includes(flow.operation)) {
    const expected = {
      en: `${fitting.join(' or ')}, since ${flow.service} is of kind ${service.kind}`,
      ja: `${fitting.join('または')}（${flow.service} の種別は ${service.kind}）`,
    };
    context.faults.push({ path: [...path, 'operation'], code: 'operation-mismatch', expected, found: show(flow.operation) });
    return;
  }
  const admitted =
    service.accounts.length === 0 ||
    flow.operation === 'inquire' ||
    flow.operation === 'look-up' ||
    (flow.user !== undefined && service.accounts.includes(flow.user));
  if (!admitted && context.whole([...path, 'user'])) {
    const expected = {
      en: `a user with an account (services.${flow.service}.accounts)`,
      ja: `アカウントを持つ利用者（services.${flow.service}.accounts）`,
    };
    context.faults.push({
      path: [...path, 'user'],
      code: flow.user === undefined ? 'missing-key' : 'no-account',
      expected,
      found: show(flow.user),
    });
  }
  if (!context.whole([...path, 'asset'])) return;
  if (NEEDS_ASSET.includes(flow.operation) && flow.asset === undefined) {
    context.faults.push({
      path: [...path, 'asset'],
      code: 'missing-key',
      expected: { en: `the asset of ${flow.operation}`, ja: `${flow.operation} の対象となる情報資産` },
      found: show(undefined),
    });
  } else if (flow.asset !== undefined && !NEEDS_ASSET.includes(flow.operation)) {
    context.faults.push({
      path: [...path, 'asset'],
      code: 'unused-key',
      expected: { en: `no asset for ${flow.operation}`, ja: `${flow.operation} に情報資産は不要` },
      found: show(flow.asset),
    });
  } else if (flow.asset !== undefined) checkAsset(context, index, path, flow, flow.asset);
  checkPartner(context, index, path, flow, service);
}

/** Fetching needs something to fetch, storing something to store. */
function checkAsset(context: Context, index: Index, path: Path, flow: Flow, assetId: string): void {
  const [at, host] = [index.assets.get(assetId), context.draft.services[flow.service]?.host];
  if (at === undefined || host === undefined) return;
  const found = { en: `${assetId} at ${at}`, ja: `${at} にある ${assetId}` };
  if (SENDS.includes(flow.operation)) {
    if (at !== flow.client)
      warn(
        context,
        [...path, 'asset'],
        'asset-elsewhere',
        { en: `an asset at ${flow.client}`, ja: `${flow.client} にある情報資産` },
        found,
      );
    return;
  }
  const stored = (index.stored.get(`${flow.service} ${assetId}`) ?? Infinity) <= flow.at;
  if (at !== host && !stored && context.whole(['flows'])) {
    warn(
      context,
      [...path, 'asset'],
      'nothing-to-fetch',
      { en: `an asset at ${host}, or stored there before`, ja: `${host} にあるか、先に登録された情報資産` },
      found,
    );
  }
}

function checkPartner(context: Context, index: Index, path: Path, flow: Flow, service: Service): void {
  const [client, server] = [flow.client.split('.')[0] ?? '', service.host.split('.')[0] ?? ''];
  if (!service.partners.includes(client) && client !== server) {
    warn(
      context,
      [...path, 'client'],
      'not-a-partner',
      {
        en: `a client at a partner of ${flow.service} (${service.partners.join(', ') || 'none'})`,
        ja: `${flow.service} の対象施設（${service.partners.join('、') || 'なし'}）のクライアント`,
      },
      client,
    );
  }
  const grouped = [...index.groups, ...index.campuses].some((members) => members.has(client) && members.has(server));
  if (client !== server && !grouped && context.whole(['groups'])) {
    warn(
      context,
      [...path, 'client'],
      'no-common-group',
      { en: `a group with both ${client} and ${server}`, ja: `${client} と ${server} が属するグループ` },
      { en: 'none', ja: 'なし' },
    );
  }
}
