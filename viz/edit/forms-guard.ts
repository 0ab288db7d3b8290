/**
 * Purpose: the forms for firewall rules, information and positions of attackers: what each asks, limited to what the text has, and the change that it makes.
 *
 * Does not model: dialogs (edit/draw-form.tsx), or the text itself (edit/add-use.ts).
 * References: scenarios/fitting.ts (what fits what); TR 5.2, C 4-1-1; threat cards 2.2.
 */
import { BY_UDP, STANDS } from '../../scenarios/fitting.ts';
import type { Incident, Label, ServiceKind, VantageKind } from '../../sim/world/scenario.ts';
import { addAsset, addRule, addVantage } from './add-use.ts';
import { freeId } from './add.ts';
import { named, nameFields, plain, type Field, type Form, type Option, type Values } from './form.ts';
import { near, NONE, places, quantity, siteOf, text, things, type Ground } from './ground.ts';
import { idsOf, inData, placesOf } from './names.ts';
import { schemaAt, wordsOf } from './schema.ts';
import { VANTAGE_STARTS } from './starters.ts';
import { thingText } from './things.ts';

const COUNT_OR_NONE = { pattern: '^(?:[1-9]\\d{0,5})?$', example: '100' };
const PORT_OR_NONE = { pattern: '^(?:[1-9]\\d{0,4})?$', example: '8080' };
/** Stands for everybody outside of the scenario in a rule. */
const ANYWHERE = '0.0.0.0/0';

/** What passes a device: flows with an end in its site, as rules would name them. */
function agreedAt(ground: Ground, device: string): readonly Option[] {
  const { data } = ground;
  return idsOf(data, 'flows').flatMap((flow): readonly Option[] => {
    const service = text(data, ['flows', flow, 'service']);
    const [from, to] = [text(data, ['flows', flow, 'client']), text(data, ['services', service, 'host'])];
    if (![from, to].some((end) => siteOf(end) === siteOf(device)) || to === '') return [];
    const protocol = BY_UDP.includes(text(data, ['services', service, 'kind']) as ServiceKind) ? 'udp' : 'tcp';
    const brings = { from, to, protocol, port: text(data, ['services', service, 'port']) };
    return [{ value: flow, text: thingText(data, `flows/${flow}`, ground.lang), brings }];
  });
}

function ruleAt(data: unknown, device: string): readonly string[] {
  const [site = '', id = ''] = device.split('.');
  const held = inData(data, ['sites', site, 'devices', id, 'allow']);
  return (Array.isArray(held) ? held : []).map((_, i) =>
    ['from', 'to', 'protocol', 'port']
      .map((field) => text(data, ['sites', site, 'devices', id, 'allow', i, field]) || (field === 'protocol' ? 'any' : ''))
      .join(' '),
  );
}

/**
 * The firewalls of a place, or all.
 * Units: none. Errors: none. Source: TR C 4-1-1.
 */
export function firewallsIn(data: unknown, place: string | undefined): readonly string[] {
  const isFirewall = (device: string): boolean => {
    const [site = '', id = ''] = device.split('.');
    return text(data, ['sites', site, 'devices', id, 'kind']) === 'firewall';
  };
  return places(data, 'device').filter(
    (device) => isFirewall(device) && (place === undefined || device === place || device.startsWith(`${place}.`)),
  );
}

/**
 * A firewall rule for an agreed service, or for what the reader says.
 * Units: none. Errors: none. Source: TR C 4-1-1.
 */
export function ruleForm(ground: Ground, place: string | undefined): Form {
  const { data } = ground;
  const devices = firewallsIn(data, undefined);
  const ends = places(data, 'zone', 'host');
  const fields = (values: Values): readonly Field[] => {
    const device = values['device'] ?? near(devices, place);
    const agreed = agreedAt(ground, device);
    const open = agreed.find(
      ({ brings = {} }) => !ruleAt(data, device).includes([brings['from'], brings['to'], brings['protocol'], brings['port']].join(' ')),
    );
    const first = open?.brings ?? {};
    return [
      { key: 'device', label: 'drawFirewall', value: near(devices, place), options: plain(devices) },
      { key: 'agreed', label: 'drawAgreed', value: open?.value ?? '', options: [...agreed, { value: '', word: 'drawOther' }] },
      {
        key: 'from',
        label: 'drawAsks',
        value: first['from'] ?? near(ends, siteOf(device)),
        options: [...plain(ends), { value: ANYWHERE, word: 'drawAnywhere' }],
      },
      {
        key: 'to',
        label: 'drawAnswers',
        value: first['to'] ?? near(ends, siteOf(device)),
        options: [...plain(ends), { value: ANYWHERE, word: 'drawAnywhere' }],
      },
      { key: 'protocol', label: 'drawProtocol', value: first['protocol'] ?? 'tcp', options: plain(['tcp', 'udp', 'any']) },
      { key: 'port', label: 'drawPort', value: first['port'] ?? '', form: PORT_OR_NONE },
    ];
  };
  return {
    fields,
    clash: ({ device = '', from = '', to = '', protocol = '', port = '' }) =>
      ruleAt(data, device).includes([from, to, protocol, port].join(' ')) ? `${from} → ${to} (${protocol} ${port})` : undefined,
    apply: (now, { device = '', from = '', to = '', protocol = '', port = '' }) => addRule(now, device, { from, to, protocol, port }),
  };
}

/**
 * Information that a host or device holds.
 * Units: none. Errors: none. Source: TR 5.2.
 */
export function assetForm(ground: Ground, place: string | undefined): Form {
  const { data, schema } = ground;
  const holders = places(data, 'host', 'device');
  const taken = idsOf(data, 'assets');
  const fields = (): readonly Field[] => [
    { key: 'at', label: 'drawHeldBy', value: near(holders, place), options: plain(holders) },
    { key: 'id', label: 'drawId', value: freeId('letter', taken), taken },
    ...nameFields({ en: 'Referral letter', ja: '紹介状' }),
    {
      key: 'label',
      label: 'drawLabel',
      value: 'phi',
      options: (wordsOf(schemaAt(schema, ['sites', '*', 'assets', '*', 'label'])) as readonly Label[]).map((value) => ({
        value,
        word: `drawLabel-${value}` as const,
      })),
    },
    quantity('size', 'drawSize', '10 kB', ['sites', '*', 'assets', '*', 'size'], ground),
    { key: 'records', label: 'drawRecords', value: '', form: COUNT_OR_NONE },
  ];
  return {
    fields,
    apply: (now, { id = '', at = '', label = '', size = '', records = '', ...names }) =>
      addAsset(now, { id, name: named(names), at, label, size, records }),
  };
}

/** The position of that kind at that place, where there is one; what happens tells accidents apart. */
function standing(data: unknown, kind: string, at: string, incident: string): string | undefined {
  return idsOf(data, 'vantages').find((id) => {
    const field = (name: string): string => text(data, ['vantages', id, name]);
    return field('kind') === kind && field('at') === at && field('incident') === incident;
  });
}

function hasLine(data: unknown, place: string): boolean {
  const [site = '', device = ''] = place.split('.');
  return Object.keys((inData(data, ['sites', site, 'devices', device, 'lines']) as object | undefined) ?? {}).length > 0;
}

/** Where an attacker of a kind can stand and none does yet. */
function standsOf(data: unknown, kind: VantageKind, incident = ''): readonly string[] {
  const kinds = STANDS[kind];
  // Whoever is at a line is at the device that it ends at: those come first where any place will do.
  const all = placesOf(data)
    .filter((one) => kinds.length === 0 || kinds.includes(one.kind))
    .sort((a, b) => (kinds.length === 0 ? Number(hasLine(data, b.place)) - Number(hasLine(data, a.place)) : 0));
  return all
    .map(({ place }) => place)
    .filter((place) => !kind.startsWith('in-') || place.endsWith(`.${kind.slice(3)}`))
    .filter((place) => standing(data, kind, place, incident) === undefined);
}

/**
 * A position of an attacker.
 * Units: none. Errors: none. Source: threat cards 2.2; scenarios/fitting.ts.
 */
export function vantageForm(ground: Ground, place: string | undefined): Form {
  const { data, schema } = ground;
  const taken = idsOf(data, 'vantages');
  const kinds = (wordsOf(schemaAt(schema, ['vantages', '*', 'kind'])) as readonly VantageKind[]).filter(
    (kind) => standsOf(data, kind).length > 0,
  );
  const fitting =
    kinds.find((kind) => kind !== 'none' && place !== undefined && standsOf(data, kind).includes(place)) ?? kinds[0] ?? 'wan-on';
  const incidents = wordsOf(schemaAt(schema, ['vantages', '*', 'incident'])) as readonly Incident[];
  const fields = (values: Values): readonly Field[] => {
    const kind = kinds.find((one) => one === values['kind']) ?? fitting;
    const at = standsOf(data, kind, kind === 'none' ? values['incident'] : '');
    const inside = kind.startsWith('in-') || kind === 'peer';
    const site = siteOf(values['at'] ?? '');
    const people = Object.keys((inData(data, ['sites', site, 'users']) as object | undefined) ?? {});
    return [
      {
        key: 'kind',
        label: 'drawKind',
        value: fitting,
        options: kinds.map((value) => ({
          value,
          word: `drawVantage-${value}` as const,
          brings: { id: freeId(value, taken), ...VANTAGE_STARTS[value] },
        })),
      },
      { key: 'at', label: 'drawStands', value: near(at, place), options: plain(at) },
      { key: 'id', label: 'drawId', value: freeId(kind, taken), taken },
      ...nameFields(VANTAGE_STARTS[kind]),
      ...(inside ? [{ key: 'user', label: 'drawInsider', value: '', options: [NONE, ...things('users', people, ground)] } as const] : []),
      ...(kind === 'none'
        ? [
            {
              key: 'incident',
              label: 'drawIncident',
              value: '',
              options: [{ value: '', word: 'drawFails' }, ...incidents.map((value) => ({ value, word: `drawIncident-${value}` as const }))],
            } as const,
          ]
        : []),
    ];
  };
  return {
    fields,
    apply: (now, { id = '', kind = '', at = '', user = '', incident = '', ...names }) =>
      addVantage(now, {
        id,
        name: named(names),
        kind,
        at,
        user: kind.startsWith('in-') || kind === 'peer' ? user : '',
        incident: kind === 'none' ? incident : '',
      }),
  };
}
