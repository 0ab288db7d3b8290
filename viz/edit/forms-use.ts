/**
 * Purpose: the forms for services and flows: what each asks, limited to what the text has, and the change that it makes.
 *
 * Does not model: dialogs (edit/draw-form.tsx), or the text itself (edit/add-use.ts).
 * References: scenarios/fitting.ts (what fits what); TR 5.1.
 */
import { BY_UDP, NEEDS_ASSET, OPERATIONS, SENDS, WITHOUT_TLS } from '../../scenarios/fitting.ts';
import type { Bilingual, Operation, ServiceKind } from '../../sim/world/scenario.ts';
import { addFlow, addService } from './add-use.ts';
import { freeId } from './add.ts';
import { chosenOf, named, nameFields, plain, type Field, type Form, type Values } from './form.ts';
import { listAt, near, NONE, places, quantity, siteOf, text, things, type Ground } from './ground.ts';
import { idsOf } from './names.ts';
import { schemaAt, wordsOf } from './schema.ts';
import { OPERATION_STARTS, SERVICE_STARTS } from './starters.ts';

/** What is a matter of its length. */
const LASTING: readonly Operation[] = ['call', 'talk'];
const COUNT = { pattern: '^[1-9]\\d{0,5}$', example: '1' };
const PORT = { pattern: '^[1-9]\\d{0,4}$', example: '8080' };

/** A word of the format in the reader's language, with the word itself. */
function called(name: Bilingual, word: string, { lang }: Ground): string {
  return `${name[lang]} · ${word}`;
}

/** Services that listen on a port of a host, in the same way. */
function listeners(data: unknown, host: string, udp: boolean): ReadonlyMap<string, string> {
  return new Map(
    idsOf(data, 'services').flatMap((id): readonly (readonly [string, string])[] => {
      const own = BY_UDP.includes(text(data, ['services', id, 'kind']) as ServiceKind);
      if (text(data, ['services', id, 'host']) !== host || own !== udp) return [];
      const mail = text(data, ['services', id, 'usage', 'mail-port']);
      return [[text(data, ['services', id, 'port']), id], ...(mail === '' ? [] : [[mail, id] as const])];
    }),
  );
}

function freePort(data: unknown, host: string, kind: ServiceKind): string {
  const taken = listeners(data, host, BY_UDP.includes(kind));
  let { port } = SERVICE_STARTS[kind];
  while (taken.has(String(port))) port += 1;
  return String(port);
}

/** Sites that a site has a group with, itself first. */
function partnersOf(data: unknown, site: string): readonly string[] {
  const groups = idsOf(data, 'groups').map((group) => listAt(data, ['groups', group, 'members']));
  return [...new Set([site, ...groups.filter((members) => members.includes(site)).flat()])];
}

/**
 * A service at a host.
 * Units: none. Errors: none. Source: TR 5.1.
 */
export function serviceForm(ground: Ground, place: string | undefined): Form {
  const { data, schema } = ground;
  const hosts = places(data, 'host');
  const taken = idsOf(data, 'services');
  const kinds = wordsOf(schemaAt(schema, ['services', '*', 'kind'])) as readonly ServiceKind[];
  const fields = (values: Values): readonly Field[] => {
    const host = values['host'] ?? near(hosts, place);
    const kind = kinds.find((one) => one === values['kind']) ?? 'referral';
    const brings = (one: ServiceKind): Values => ({ id: freeId(one, taken), port: freePort(data, host, one), ...SERVICE_STARTS[one].name });
    const partners = partnersOf(data, siteOf(host)).join(',');
    const bare = WITHOUT_TLS.includes(kind);
    return [
      { key: 'host', label: 'drawHost', value: near(hosts, place), options: plain(hosts) },
      {
        key: 'kind',
        label: 'drawKind',
        value: 'referral',
        options: kinds.map((value) => ({ value, text: called(SERVICE_STARTS[value].name, value, ground), brings: brings(value) })),
      },
      { key: 'id', label: 'drawId', value: freeId(kind, taken), taken },
      ...nameFields(SERVICE_STARTS[kind].name),
      { key: 'port', label: 'drawPort', value: freePort(data, host, kind), form: PORT },
      {
        key: 'tls',
        label: 'drawTls',
        value: bare ? 'never' : 'offered',
        options: plain(bare ? ['never'] : ['never', 'offered', 'always']),
      },
      { key: 'partners', label: 'drawPartners', value: partners, many: true, options: plain(idsOf(data, 'sites')) },
      { key: 'accounts', label: 'drawAccounts', value: '', many: true, options: things('users', idsOf(data, 'users'), ground) },
    ];
  };
  return {
    fields,
    clash: ({ host = '', port = '', kind = '' }) => {
      const other = listeners(data, host, BY_UDP.includes(kind as ServiceKind)).get(port);
      return other === undefined ? undefined : `${host} ${port} (services.${other})`;
    },
    apply: (now, { id = '', host = '', kind = '', port = '', tls = '', partners, accounts, ...names }) =>
      addService(now, {
        id,
        name: named(names),
        host,
        kind,
        port: Number(port),
        tls,
        partners: chosenOf(partners),
        accounts: chosenOf(accounts),
      }),
  };
}

/** Who may do that at a service; undefined where anybody may, named or not. */
function mayUse(data: unknown, service: string, operation: Operation): readonly string[] | undefined {
  const accounts = listAt(data, ['services', service, 'accounts']);
  return accounts.length === 0 || operation === 'inquire' || operation === 'look-up' ? undefined : accounts;
}

/** What can be sent from a client, or fetched from a service; all where nothing is in its place. */
function assetsFor(data: unknown, operation: Operation, service: string, client: string): readonly string[] {
  const all = idsOf(data, 'assets');
  const at = (asset: string): string =>
    idsOf(data, 'sites')
      .map((site) => text(data, ['sites', site, 'assets', asset, 'at']))
      .find((one) => one !== '') ?? '';
  const stored = idsOf(data, 'flows').flatMap((flow) =>
    text(data, ['flows', flow, 'service']) === service && text(data, ['flows', flow, 'operation']) === 'store-letter'
      ? [text(data, ['flows', flow, 'asset'])]
      : [],
  );
  const host = text(data, ['services', service, 'host']);
  const fitting = all.filter((asset) => (SENDS.includes(operation) ? at(asset) === client : at(asset) === host || stored.includes(asset)));
  return fitting.length === 0 ? all : fitting;
}

/** What can be chosen for a flow, beside what is chosen already. */
function flowChoices({ data }: Ground, place: string | undefined, values: Values) {
  const services = idsOf(data, 'services');
  const chosen = place?.startsWith('services/') === true ? place.split('/')[1] : undefined;
  const own = services.find((one) => text(data, ['services', one, 'host']) === place);
  const service = values['service'] ?? chosen ?? own ?? services[0] ?? '';
  const partners = listAt(data, ['services', service, 'partners']);
  const clients = places(data, 'host').filter((host) => host !== text(data, ['services', service, 'host']));
  const abroad = (host: string): boolean => siteOf(host) !== siteOf(text(data, ['services', service, 'host']));
  // A use over the network is what most flows are for.
  const likely = clients.filter((host) => partners.includes(siteOf(host))).sort((a, b) => Number(abroad(b)) - Number(abroad(a)));
  const first = near(clients, place);
  const kind = text(data, ['services', service, 'kind']) as ServiceKind;
  const operations = services.includes(service) ? (OPERATIONS[kind] ?? []) : [];
  const operation = operations.find((one) => one === values['operation']) ?? operations[0];
  const accounts = operation === undefined ? undefined : mayUse(data, service, operation);
  const users = accounts ?? idsOf(data, 'users');
  const client = values['client'] ?? '';
  const worksThere = (user: string): boolean =>
    idsOf(data, 'sites').some((site) => text(data, ['sites', site, 'users', user, 'workstation']) === client);
  return {
    services,
    service,
    clients,
    client: place !== undefined && (first === place || first.startsWith(`${place}.`)) ? first : (likely[0] ?? first),
    operations,
    operation,
    users,
    user: users.find(worksThere) ?? accounts?.[0] ?? '',
    mayBeNobody: accounts === undefined,
    assets: operation !== undefined && NEEDS_ASSET.includes(operation) ? assetsFor(data, operation, service, client) : undefined,
  };
}

function flowFields(ground: Ground, place: string | undefined, values: Values): readonly Field[] {
  const taken = idsOf(ground.data, 'flows');
  const may = flowChoices(ground, place, values);
  const { operation, assets } = may;
  const people = things('users', may.users, ground);
  const brings = (one: Operation): Values => ({ id: freeId(one, taken), ...OPERATION_STARTS[one] });
  const again = Number(values['times'] ?? '1') > 1;
  const asset: readonly Field[] =
    assets === undefined ? [] : [{ key: 'asset', label: 'drawAsset', value: assets[0] ?? '', options: things('assets', assets, ground) }];
  return [
    { key: 'service', label: 'drawService', value: may.service, options: things('services', may.services, ground) },
    { key: 'client', label: 'drawClient', value: may.client, options: plain(may.clients) },
    {
      key: 'operation',
      label: 'drawOperation',
      value: operation ?? '',
      options: may.operations.map((value) => ({ value, text: called(OPERATION_STARTS[value], value, ground), brings: brings(value) })),
    },
    { key: 'user', label: 'drawUser', value: may.user, options: may.mayBeNobody ? [NONE, ...people] : people },
    ...asset,
    { key: 'id', label: 'drawId', value: freeId(operation ?? 'flow', taken), taken },
    ...nameFields(operation === undefined ? { en: '', ja: '' } : OPERATION_STARTS[operation]),
    quantity('at', 'drawAt', '2 s', ['flows', '*', 'at'], ground),
    ...(operation !== undefined && LASTING.includes(operation)
      ? [quantity('think', 'drawThink', '10 s', ['flows', '*', 'think'], ground)]
      : []),
    { key: 'times', label: 'drawTimes', value: '1', form: COUNT },
    ...(again ? [quantity('every', 'drawEvery', '5 s', ['flows', '*', 'every'], ground)] : []),
  ];
}

/**
 * A flow: what somebody does at a service.
 * Units: none. Errors: none. Source: TR 9.3; scenarios/fitting.ts.
 */
export function flowForm(ground: Ground, place: string | undefined): Form {
  return {
    fields: (values) => flowFields(ground, place, values),
    apply: (now, { id = '', service = '', client = '', operation = '', user, asset, at = '', think, times = '', every, ...names }) => {
      const what = NEEDS_ASSET.some((one) => one === operation) ? asset : undefined;
      const long = LASTING.some((one) => one === operation) ? think : undefined;
      return addFlow(now, {
        id,
        name: named(names),
        service,
        client,
        operation,
        user,
        asset: what,
        at,
        think: long,
        times: Number(times),
        every,
      });
    },
  };
}
