/**
 * Purpose: which fields of a scenario file name something that stands elsewhere in it, and what kind of thing: for completion, renaming and removing.
 *
 * Does not model: whether a name is right; the loader says that (a test holds this table against it).
 * References: scenarios/checks.
 */
import type { Path } from '../../scenarios/issue.ts';
import type { PlaceKind, Section } from '../../scenarios/places.ts';

/** What a field names: an id of a section, a place of some kinds (all kinds where the list is empty), or an attack with a place behind its last slash. */
export type Target = { readonly section: Section } | { readonly places: readonly PlaceKind[] } | { readonly attack: true };

const place = (...places: readonly PlaceKind[]): Target => ({ places });
const id = (section: Section): Target => ({ section });

/** `*` is any key or item; `<key>` at the end means that the key itself is the name. */
const FIELDS: Readonly<Record<string, Target>> = {
  'centre.network': id('networks'),
  'networks.*.connects.*': id('networks'),
  'groups.*.members.*': id('sites'),
  'groups.*.services.*': id('services'),
  'sites.*.connections.accepts.*': id('sites'),
  'sites.*.connections.refuses.*': id('sites'),
  'sites.*.zones.*.wlan-key': id('keys'),
  'sites.*.devices.*.lines.<key>': id('networks'),
  'sites.*.devices.*.psk': id('keys'),
  'sites.*.devices.*.manual-key': id('keys'),
  'sites.*.devices.*.manual-peer': id('sites'),
  'sites.*.devices.*.allow.*.from': place('host', 'zone'),
  'sites.*.devices.*.allow.*.to': place('host', 'zone'),
  'sites.*.devices.*.associations.manual-selectors.*.from': place('host', 'zone'),
  'sites.*.devices.*.associations.manual-selectors.*.to': place('host', 'zone'),
  'sites.*.users.*.workstation': place('host'),
  'sites.*.users.*.duties.*.asset': id('assets'),
  'sites.*.assets.*.at': place('host', 'device'),
  'services.*.host': place('host'),
  'services.*.accounts.*': id('users'),
  'services.*.partners.*': id('sites'),
  'services.*.checked-by': place('host'),
  'services.*.withdrawn.*.user': id('users'),
  'services.*.trusts.*': place('host'),
  'flows.*.service': id('services'),
  'flows.*.client': place('host'),
  'flows.*.user': id('users'),
  'flows.*.asset': id('assets'),
  'flows.*.alternative.service': id('services'),
  'controls.*.scope.*': place(),
  'vantages.*.at': place(),
  'vantages.*.account': place('host'),
  'vantages.*.user': id('users'),
  'vantages.*.lost.credentials.user': id('users'),
  'vantages.*.fails.*': place(),
  'deployed.*': id('controls'),
  'monitoring.reports-to': place('host'),
  'expect.*.controls.*': id('controls'),
  'expect.*.threat': { attack: true },
  'expect-flows.*.controls.*': id('controls'),
  'expect-flows.*.flow': id('flows'),
};

interface Branch {
  readonly next: Map<string, Branch>;
  target?: Target;
}

const ROOT: Branch = { next: new Map() };
for (const [field, target] of Object.entries(FIELDS)) {
  let branch = ROOT;
  for (const step of field.split('.')) {
    const next: Branch = branch.next.get(step) ?? { next: new Map() };
    branch.next.set(step, next);
    branch = next;
  }
  branch.target = target;
}

function follow(path: Path): Branch | undefined {
  let branch: Branch | undefined = ROOT;
  for (const step of path) branch = branch?.next.get(String(step)) ?? branch?.next.get('*');
  return branch;
}

/**
 * What the value at a path names; undefined if it names nothing.
 * Units: none. Errors: none. Source: scenarios/checks.
 */
export function targetAt(path: Path): Target | undefined {
  return follow(path)?.target;
}

/**
 * What the keys of the mapping at a path name; undefined if they name nothing that stands elsewhere.
 * Units: none. Errors: none. Source: scenarios/checks.
 */
export function keyTargetAt(path: Path): Target | undefined {
  return follow(path)?.next.get('<key>')?.target;
}

/** A field that names something. */
export interface Reference {
  readonly path: Path;
  readonly target: Target;
  readonly name: string;
  /** The key names it, not the value. */
  readonly atKey: boolean;
}

/**
 * All fields of a scenario (as plain data) that name something, in the order of the file.
 * Units: none. Errors: none. Source: own design.
 */
export function referencesIn(data: unknown, path: Path = []): readonly Reference[] {
  if (typeof data === 'string') {
    const target = targetAt(path);
    return target === undefined ? [] : [{ path, target, name: data, atKey: false }];
  }
  if (typeof data !== 'object' || data === null || follow(path) === undefined) return [];
  const steps: readonly (readonly [string | number, unknown])[] = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  const keys = keyTargetAt(path);
  return steps.flatMap(([step, inner]) => {
    const at = [...path, step];
    const own: readonly Reference[] = keys === undefined ? [] : [{ path: at, target: keys, name: String(step), atKey: true }];
    return [...own, ...referencesIn(inner, at)];
  });
}

/**
 * What a reference is called after something has been renamed: `from` is an id of `section`, or a place. Undefined if it does not speak of it.
 * Units: none. Errors: none. Source: own design.
 */
export function renamedIn(
  reference: Reference,
  of: { readonly section?: Section; readonly place?: string },
  from: string,
  to: string,
): string | undefined {
  const { target, name } = reference;
  if ('section' in target) return of.section === target.section && name === from ? to : undefined;
  if (of.place === undefined) return undefined;
  const head = 'attack' in target ? /^[^/]+\/[^/]+\//.exec(name)?.[0] : '';
  if (head === undefined) return undefined;
  const rest = name.slice(head.length);
  return rest === from || rest.startsWith(`${from}.`) || rest.startsWith(`${from}/`) ? head + to + rest.slice(from.length) : undefined;
}
