/**
 * Purpose: what can be done with a place of the drawing, what each action asks the reader, and the change of the text that it makes.
 *
 * Does not model: dialogs; those are drawn in edit/draw-form.tsx.
 */
import { controlEntry } from '../../threats/catalogue/index.ts';
import type { Lang } from '../../scenarios/issue.ts';
import type { PlaceKind } from '../../scenarios/places.ts';
import { addControl, addHost, addLine, addNetwork, addSite, addTunnel, addZone, freeId } from './add.ts';
import { goesWith, nameAnew, pathOf, renamePlace } from './change.ts';
import type { DrawWord } from './draw-words.ts';
import { named, nameFields, plain, type Field, type Form } from './form.ts';
import { assetForm, firewallsIn, ruleForm, vantageForm } from './forms-guard.ts';
import { flowForm, serviceForm } from './forms-use.ts';
import { places } from './ground.ts';
import { idsOf, inData, placesOf } from './names.ts';
import { schemaAt, wordsOf, type SchemaNode } from './schema.ts';
import { removeAll, valueAt } from './text-edit.ts';
import { thingKind, thingPath } from './things.ts';

export type Action =
  | 'site'
  | 'network'
  | 'zone'
  | 'host'
  | 'line'
  | 'tunnel'
  | 'control'
  | 'service'
  | 'flow'
  | 'asset'
  | 'rule'
  | 'vantage'
  | 'rename'
  | 'remove';

export const ACTION_WORDS = {
  site: 'drawAddSite',
  network: 'drawAddNetwork',
  zone: 'drawAddZone',
  host: 'drawAddHost',
  line: 'drawAddLine',
  tunnel: 'drawAddTunnel',
  control: 'drawAddControl',
  service: 'drawAddService',
  flow: 'drawAddFlow',
  asset: 'drawAddAsset',
  rule: 'drawAddRule',
  vantage: 'drawAddVantage',
  rename: 'drawRename',
  remove: 'drawRemove',
} as const satisfies Readonly<Record<Action, DrawWord>>;

/** Kinds of sites that the shipped scenarios name; any other word will do. */
const SITE_KINDS = [
  'clinic',
  'hospital',
  'core-hospital',
  'pharmacy',
  'laboratory',
  'checkup-centre',
  'care-home',
  'home',
  'vendor',
] as const;
/** TR 3.1, 3.2, 3.14. */
const ZONE_NAMES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  hsz: { en: 'High secure zone', ja: 'ハイセキュアゾーン' },
  sz: { en: 'Secure zone', ja: 'セキュアゾーン' },
  dmz: { en: 'Demilitarised zone', ja: '非武装ゾーン' },
};
const KIND_OF_ACTION: Readonly<Record<PlaceKind | 'whole', readonly Action[]>> = {
  whole: ['site', 'network', 'tunnel', 'control', 'service', 'flow', 'asset', 'rule', 'vantage'],
  network: ['site', 'line', 'control', 'vantage', 'rename', 'remove'],
  centre: ['control', 'vantage', 'rename', 'remove'],
  site: ['zone', 'host', 'line', 'tunnel', 'control', 'service', 'flow', 'asset', 'rule', 'vantage', 'rename', 'remove'],
  zone: ['host', 'control', 'service', 'flow', 'asset', 'vantage', 'rename', 'remove'],
  host: ['tunnel', 'control', 'service', 'flow', 'asset', 'vantage', 'rename', 'remove'],
  device: ['line', 'tunnel', 'zone', 'control', 'rule', 'asset', 'vantage', 'rename', 'remove'],
};
/**
 * The kind of a place; undefined for one that the text does not have.
 * Units: none. Errors: none. Source: scenarios/places.ts.
 */
export function kindOf(data: unknown, place: string | undefined): PlaceKind | 'whole' | undefined {
  return place === undefined ? 'whole' : placesOf(data).find((one) => one.place === place)?.kind;
}

/**
 * What can be done with a place.
 * Units: none. Errors: none. Source: own design.
 */
export function actionsFor(data: unknown, place: string | undefined): readonly Action[] {
  const thing = place !== undefined && thingPath(data, place) !== undefined ? thingKind(place) : undefined;
  if (thing !== undefined)
    return thing === 'allow' ? ['remove'] : thing === 'services' ? ['flow', 'rename', 'remove'] : ['rename', 'remove'];
  const kind = kindOf(data, place);
  const here = kind === undefined || kind === 'whole' ? undefined : place;
  return KIND_OF_ACTION[kind ?? 'whole'].filter((action) => action !== 'rule' || firewallsIn(data, here).length > 0);
}

/** Places at the level of sites share one space of names. */
function topNames(data: unknown): readonly string[] {
  return places(data, 'network', 'site', 'centre');
}

function siteForm(data: unknown, place: string | undefined): Form {
  const taken = topNames(data);
  const networks = idsOf(data, 'networks');
  const groups = idsOf(data, 'groups');
  const network = place !== undefined && networks.includes(place) ? place : (networks[0] ?? '');
  return {
    fields: () => [
      { key: 'id', label: 'drawId', value: freeId('clinic', taken), taken },
      ...nameFields({ en: 'New clinic', ja: '新しい診療所' }),
      { key: 'kind', label: 'drawKind', value: 'clinic', known: SITE_KINDS },
      { key: 'network', label: 'drawNetwork', value: network, options: [...plain(networks), { value: '', word: 'drawNone' }] },
      { key: 'group', label: 'drawGroup', value: groups[0] ?? '', options: [...plain(groups), { value: '', word: 'drawNone' }] },
    ],
    apply: (text, { id = '', kind = '', network: to = '', group = '', ...names }) =>
      addSite(text, { id, name: named(names), kind, ...(to === '' ? {} : { network: to }), ...(group === '' ? {} : { group }) }),
  };
}

function networkForm(data: unknown, schema: SchemaNode): Form {
  const taken = topNames(data);
  const kinds = wordsOf(schemaAt(schema, ['networks', '*', 'kind']));
  return {
    fields: () => [
      { key: 'id', label: 'drawId', value: freeId('ip-vpn', taken), taken },
      ...nameFields({ en: 'Closed IP network', ja: '閉域 IP 網' }),
      { key: 'kind', label: 'drawKind', value: 'ip-vpn', options: plain(kinds) },
    ],
    apply: (text, { id = '', kind = '', ...names }) => addNetwork(text, { id, kind, name: named(names) }),
  };
}

function zoneForm(data: unknown, place: string): Form {
  const [site = '', device] = place.split('.');
  const there = Object.keys((inData(data, ['sites', site, 'zones']) as object | undefined) ?? {});
  const devices = Object.keys((inData(data, ['sites', site, 'devices']) as object | undefined) ?? {});
  const free = Object.keys(ZONE_NAMES).filter((zone) => !there.includes(zone));
  const first = ZONE_NAMES[free[0] ?? ''];
  return {
    fields: () => [
      {
        key: 'zone',
        label: 'drawZone',
        value: free[0] ?? '',
        options: free.map((value) => ({ value, text: value.toUpperCase(), brings: { ...ZONE_NAMES[value] } })),
      },
      ...nameFields({ en: first?.en ?? '', ja: first?.ja ?? '' }),
      {
        key: 'device',
        label: 'drawBehind',
        value: device ?? '',
        options: [...(there.length === 0 ? [] : [{ value: '', word: 'drawNewFirewall' } as const]), ...plain(devices)],
      },
    ],
    apply: (text, { zone = '', device: behind = '', ...names }) =>
      addZone(text, { site, zone, name: named(names), ...(behind === '' ? {} : { device: behind }) }),
  };
}

function hostForm(data: unknown, place: string): Form {
  const [site = '', chosen] = place.split('.');
  const zones = places(data, 'zone').filter((zone) => zone.startsWith(`${site}.`));
  const zone = chosen === undefined ? zones[0] : place;
  const taken = Object.keys((inData(data, ['sites', site, 'zones', zone?.split('.')[1] ?? '', 'hosts']) as object | undefined) ?? {});
  return {
    fields: () => [
      { key: 'zone', label: 'drawZone', value: zone ?? '', options: plain(zones) },
      { key: 'id', label: 'drawId', value: freeId('pc', taken), taken },
      ...nameFields({ en: 'Workstation', ja: '端末' }),
    ],
    apply: (text, { id = '', zone: to = '', ...names }) => addHost(text, { site, zone: to.split('.')[1] ?? '', id, name: named(names) }),
  };
}

function lineForm(data: unknown, place: string): Form {
  const devices = places(data, 'device').filter(
    (device) => device === place || device.startsWith(`${place}.`) || kindOf(data, place) === 'network',
  );
  const networks = idsOf(data, 'networks');
  const lines = (device: string): readonly string[] => {
    const [site = '', id = ''] = device.split('.');
    return Object.keys((inData(data, ['sites', site, 'devices', id, 'lines']) as object | undefined) ?? {});
  };
  const device = devices.find((one) => networks.some((network) => !lines(one).includes(network))) ?? devices[0] ?? '';
  const onto = kindOf(data, place) === 'network' ? place : (networks.find((network) => !lines(device).includes(network)) ?? '');
  return {
    fields: () => [
      { key: 'device', label: 'drawFrom', value: devices.find((one) => !lines(one).includes(onto)) ?? device, options: plain(devices) },
      { key: 'network', label: 'drawTo', value: onto, options: plain(networks) },
    ],
    clash: ({ device: from = '', network = '' }) => (lines(from).includes(network) ? `${from} – ${network}` : undefined),
    apply: (text, { device: from = '', network = '' }) =>
      addLine(text, { site: from.split('.')[0] ?? '', device: from.split('.')[1] ?? '', network }),
  };
}

function tunnelForm(data: unknown, place: string | undefined): Form {
  const routers = places(data, 'device').filter((device) => {
    const [site = '', id = ''] = device.split('.');
    return inData(data, ['sites', site, 'devices', id, 'kind']) === 'vpn-router';
  });
  const ends = [...routers, ...places(data, 'host')];
  const from = ends.find((end) => end === place || end.startsWith(`${place ?? ''}.`)) ?? ends[0] ?? '';
  const site = from.split('.')[0] ?? '';
  const to = ends.find((end) => end !== from && !end.startsWith(`${site}.`)) ?? ends.find((end) => end !== from) ?? '';
  return {
    fields: () => [
      { key: 'from', label: 'drawFrom', value: from, options: plain(ends) },
      { key: 'to', label: 'drawTo', value: to, options: plain(ends) },
    ],
    clash: ({ from: a, to: b }) => (a === b ? '' : undefined),
    apply: (text, { from: a = '', to: b = '' }) => addTunnel(text, [a, b]),
  };
}

function controlForm(data: unknown, schema: SchemaNode, place: string | undefined, lang: Lang): Form {
  const offered = idsOf(data, 'controls');
  const mechanisms = wordsOf(schemaAt(schema, ['controls', '*', 'mechanism']));
  const all = [...offered, ...mechanisms.filter((one) => !offered.includes(one))];
  const mechanismOf = (id: string): string => String(inData(data, ['controls', id, 'mechanism']) ?? id);
  const text = (id: string): string => `${controlEntry(id, { mechanism: mechanismOf(id), scope: [] }).name[lang]} · ${id}`;
  const scope = placesOf(data).map((one) => one.place);
  return {
    fields: () => [
      { key: 'control', label: 'drawControl', value: all[0] ?? '', options: all.map((value) => ({ value, text: text(value) })) },
      { key: 'place', label: 'drawScope', value: place ?? scope[0] ?? '', options: plain(scope) },
    ],
    apply: (now, { control = '', place: at = '' }) => addControl(now, { id: control, scope: [at] }),
  };
}

function renameForm(data: unknown, text: string, place: string): Form {
  const path = pathOf(text, place);
  const id = String(place.split(/[./]/).at(-1) ?? '');
  const name = valueAt(text, [...path, 'name']) as { readonly en?: string; readonly ja?: string } | undefined;
  const kind = kindOf(data, place);
  const siblings = Object.keys((inData(data, path.slice(0, -1)) as object | undefined) ?? {});
  const section = thingKind(place);
  // Users and assets share one space of names over all sites.
  const names = section !== undefined && section !== 'allow' ? idsOf(data, section) : path.length <= 2 ? topNames(data) : siblings;
  // A zone is called by its kind.
  const idField: readonly Field[] =
    kind === 'zone' ? [] : [{ key: 'id', label: 'drawId', value: id, taken: names.filter((one) => one !== id) }];
  // Controls and keys have no name in the text.
  const asked = name === undefined ? [] : nameFields({ en: String(name.en ?? ''), ja: String(name.ja ?? '') });
  return {
    fields: () => [...idField, ...asked],
    apply: (now, { id: to = id, ...given }) => renamePlace(asked.length === 0 ? now : nameAnew(now, place, named(given)), place, to),
  };
}

/**
 * The form of an action.
 * Units: none. Errors: EditRefused for a place that the text does not have. Source: own design.
 */
export function formFor(action: Action, place: string | undefined, text: string, schema: SchemaNode, lang: Lang): Form {
  const data = valueAt(text, []);
  const here = place ?? '';
  const ground = { data, schema, lang };
  switch (action) {
    case 'site':
      return siteForm(data, place);
    case 'network':
      return networkForm(data, schema);
    case 'zone':
      return zoneForm(data, here);
    case 'host':
      return hostForm(data, here);
    case 'line':
      return lineForm(data, here);
    case 'tunnel':
      return tunnelForm(data, place);
    case 'control':
      return controlForm(data, schema, place, lang);
    case 'service':
      return serviceForm(ground, place);
    case 'flow':
      return flowForm(ground, place);
    case 'asset':
      return assetForm(ground, place);
    case 'rule':
      return ruleForm(ground, place);
    case 'vantage':
      return vantageForm(ground, place);
    case 'rename':
      return renameForm(data, text, here);
    case 'remove': {
      const paths = goesWith(text, schema, here);
      return {
        fields: () => [],
        goes: paths.slice(1).map((path) => path.join('.')),
        apply: (now) => removeAll(now, goesWith(now, schema, here)),
      };
    }
    default:
      return action satisfies never;
  }
}
