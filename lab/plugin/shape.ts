/**
 * Purpose: does what a plug-in's file exports have the shape of a plug-in, and do its names clash with others?
 *
 * Does not model: whether it does what it says; the conformance kit runs it.
 * Units: none. Determinism: faults in the order of the plug-in.
 * References: `types.ts`; docs/plugins.md.
 */
import { isPluginMechanism, PLUGIN_THREAT } from '../../scenarios/additions.ts';
import type { Hook } from '../../sim/world/plugin-control.ts';
import type { VantageKind } from '../../sim/world/scenario.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import { Inspection, type Fields, type PluginFault } from './faults.ts';
import type { Plugin, PluginAttack, PluginControl, PluginThreat } from './types.ts';

const KEYS = ['threats', 'attacks', 'controls'] as const satisfies readonly (keyof Plugin)[];
const THREAT_KEYS = ['id', 'name', 'description', 'sources', 'stride', 'attack'] as const satisfies readonly (keyof PluginThreat)[];
const ATTACK_KEYS = [
  'threat',
  'variant',
  'name',
  'vantages',
  'chance',
  'steps',
  'aim',
  'act',
  'judge',
] as const satisfies readonly (keyof PluginAttack)[];
const CONTROL_KEYS = [
  'mechanism',
  'name',
  'where',
  'does',
  'source',
  'reasons',
  'hook',
  'rule',
] as const satisfies readonly (keyof PluginControl)[];
const VANTAGES: readonly VantageKind[] = [
  'wan-on',
  'wan-off',
  'lan',
  'in-hsz',
  'in-sz',
  'in-dmz',
  'peer',
  'relay',
  'radio',
  'stolen',
  'phys',
  'none',
];
const HOOKS: readonly Hook[] = ['ingress', 'forward', 'egress'];
const STRIDE = ['S', 'T', 'R', 'I', 'D', 'E'];
/** Part of an attack's id. */
const VARIANT = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/;

/** Names that are taken, by this lab or by plug-ins that were loaded before. */
export interface Taken {
  readonly threats: readonly string[];
  readonly attacks: readonly Pick<PluginAttack, 'threat' | 'variant' | 'vantages'>[];
  readonly mechanisms: readonly string[];
}

/**
 * Looks at a default export.
 * Units: none. Errors: every fault is returned; none = the value is a `Plugin`. Source: own design.
 */
export function faultsOf(value: unknown, taken: Taken): readonly PluginFault[] {
  const inspection = new Inspection();
  const plugin = inspection.object('', value, KEYS);
  if (plugin === undefined) return inspection.faults;
  if (KEYS.every((key) => plugin[key] === undefined))
    inspection.fault('', { en: 'threats, attacks or controls', ja: 'threats、attacks、controls のいずれか' }, undefined);
  const own: string[] = [];
  each(inspection, plugin, 'threats', THREAT_KEYS, (path, threat) =>
    inspectThreat(inspection, path, threat, [...taken.threats, ...own], own),
  );
  const known = [...THREATS.map(({ id }) => String(id)), ...taken.threats, ...own];
  const attacks: Taken['attacks'][number][] = [...taken.attacks];
  each(inspection, plugin, 'attacks', ATTACK_KEYS, (path, attack) => inspectAttack(inspection, path, attack, known, attacks));
  const mechanisms = [...taken.mechanisms];
  each(inspection, plugin, 'controls', CONTROL_KEYS, (path, control) => inspectControl(inspection, path, control, mechanisms));
  return inspection.faults;
}

function each(
  inspection: Inspection,
  plugin: Fields,
  key: (typeof KEYS)[number],
  keys: readonly string[],
  look: (path: string, item: Fields) => void,
): void {
  if (plugin[key] === undefined) return;
  inspection.list(key, plugin[key], (path, item) => {
    const fields = inspection.object(path, item, keys);
    if (fields !== undefined) look(path, fields);
  });
}

function inspectThreat(inspection: Inspection, path: string, threat: Fields, taken: readonly string[], own: string[]): void {
  const { id, name, description, sources, stride, attack } = threat;
  if (typeof id !== 'string' || !PLUGIN_THREAT.test(id))
    inspection.fault(`${path}.id`, { en: 'X and two digits, such as X01', ja: 'X01 のような、X と 2 桁の数字' }, id);
  else if (taken.includes(id)) inspection.fault(`${path}.id`, { en: 'an id that no other threat has', ja: '他の脅威と重複しない ID' }, id);
  else own.push(id);
  inspection.bilingual(`${path}.name`, name);
  inspection.bilingual(`${path}.description`, description);
  inspection.list(`${path}.sources`, sources, (at, source) => inspection.text(at, source), 1);
  if (stride !== undefined) inspection.list(`${path}.stride`, stride, (at, letter) => inspection.oneOf(at, letter, STRIDE));
  if (attack !== undefined) inspection.list(`${path}.attack`, attack, (at, technique) => inspection.text(at, technique));
}

function inspectAttack(
  inspection: Inspection,
  path: string,
  attack: Fields,
  threats: readonly string[],
  taken: Taken['attacks'][number][],
): void {
  const { threat, variant, name, vantages, chance, steps } = attack;
  inspection.oneOf(`${path}.threat`, threat, threats);
  if (typeof variant !== 'string' || !VARIANT.test(variant))
    inspection.fault(`${path}.variant`, { en: 'an id in kebab-case, or the empty text', ja: 'ケバブケースの ID、または空文字列' }, variant);
  inspection.bilingual(`${path}.name`, name);
  inspection.list(`${path}.vantages`, vantages, (at, kind) => inspection.oneOf(at, kind, VANTAGES), 1);
  if (chance !== undefined && typeof chance !== 'boolean')
    inspection.fault(`${path}.chance`, { en: 'true or false', ja: 'true または false' }, chance);
  if (steps !== undefined) inspection.phrases(`${path}.steps`, steps);
  for (const key of ['aim', 'act', 'judge']) inspection.calls(`${path}.${key}`, attack[key]);
  if (typeof threat !== 'string' || typeof variant !== 'string' || !Array.isArray(vantages)) return;
  const kinds = VANTAGES.filter((kind) => vantages.includes(kind));
  if (taken.some((one) => one.threat === threat && one.variant === variant && one.vantages.some((kind) => kinds.includes(kind))))
    inspection.fault(
      `${path}.variant`,
      {
        en: `a variant that no other attack of ${threat} from these vantage points has`,
        ja: `${threat} の同じ攻撃地点からの攻撃と重複しない variant`,
      },
      variant,
    );
  else taken.push({ threat: threat as PluginAttack['threat'], variant, vantages: kinds });
}

function inspectControl(inspection: Inspection, path: string, control: Fields, taken: string[]): void {
  const { mechanism, name, where, does, source, reasons, hook, rule } = control;
  if (typeof mechanism !== 'string' || !isPluginMechanism(mechanism))
    inspection.fault(
      `${path}.mechanism`,
      { en: 'x- and an id in kebab-case, such as x-telnet-ban', ja: 'x-telnet-ban のような、x- で始まるケバブケースの ID' },
      mechanism,
    );
  else if (taken.includes(mechanism))
    inspection.fault(
      `${path}.mechanism`,
      { en: 'a mechanism that no other plug-in has', ja: '他のプラグインと重複しない機構名' },
      mechanism,
    );
  else taken.push(mechanism);
  inspection.bilingual(`${path}.name`, name);
  inspection.bilingual(`${path}.where`, where);
  inspection.bilingual(`${path}.does`, does);
  inspection.text(`${path}.source`, source);
  inspection.phrases(`${path}.reasons`, reasons);
  inspection.oneOf(`${path}.hook`, hook, HOOKS);
  inspection.calls(`${path}.rule`, rule);
}
