/**
 * Purpose: is there a way from an object to the control switch? Walks everything that can be reached from it by properties, as code that holds it could.
 *
 * Does not model: what callbacks are given later, closures (nobody can look into them), private fields (the language closes them).
 * Units: none. Determinism: breadth first, in the order of the properties.
 * References: design idea 1 (neither attack nor oracle can ask which controls are on).
 */
import { NetContext } from '../../sim/net/context.ts';
import { ControlSwitch } from '../../sim/world/controls.ts';

/** More than what an attacker is given holds; beyond it something large hangs on it, such as a node with the network behind it. */
const MOST_OBJECTS = 200_000;

/**
 * The path of properties that leads from a value to the control switch, or to the network's context, which holds it.
 * Units: none. Errors: none; undefined where there is no way. A getter that throws leads nowhere. Source: own design.
 */
export function wayToSwitch(from: object, name: string): string | undefined {
  const seen = new Set<object>([from]);
  const queue: { readonly value: object; readonly path: string }[] = [{ value: from, path: name }];
  for (let at = 0; at < queue.length && at < MOST_OBJECTS; at++) {
    const entry = queue[at];
    if (entry === undefined) break;
    if (entry.value instanceof ControlSwitch || entry.value instanceof NetContext) return entry.path;
    for (const key of keysOf(entry.value)) {
      const next = valueOf(entry.value, key);
      if (!isObject(next) || seen.has(next)) continue;
      seen.add(next);
      queue.push({ value: next, path: `${entry.path}.${String(key)}` });
    }
    if (entry.value instanceof Map || entry.value instanceof Set) {
      for (const item of entry.value.values()) {
        const next: unknown = item;
        if (!isObject(next) || seen.has(next)) continue;
        seen.add(next);
        queue.push({ value: next, path: `${entry.path}.*` });
      }
    }
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Own properties, and getters of its classes. */
function keysOf(value: object): PropertyKey[] {
  const keys: PropertyKey[] = Reflect.ownKeys(value);
  for (
    let proto: unknown = Reflect.getPrototypeOf(value);
    isObject(proto) && proto !== Object.prototype;
    proto = Reflect.getPrototypeOf(proto)
  ) {
    for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(proto))) if (get !== undefined) keys.push(key);
  }
  return keys;
}

function valueOf(holder: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(holder, key);
  } catch {
    return undefined;
  }
}
