/**
 * Purpose: the fields of a message of the model as names and values, whatever its kind: nested parts by dotted names, addresses as dotted quads, what is sealed by its key.
 *
 * Does not model: anything; it shows what is there. Units: as the message has them. Determinism: in the order of the message.
 */
import { formatIpv4 } from '../../sim/net/address.ts';
import { Sealed } from '../../sim/net/sealed.ts';
import type { LayerField } from './types.ts';

/** Deeper parts than any message has. */
const DEEPEST = 6;
const MOST = 60;
/** Said by the layer itself. */
const SAID = new Set(['kind', 'bytes']);
const ADDRESSES = new Set(['address', 'src', 'dst', 'network']);

function valueText(name: string, value: string | number | boolean): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return typeof value === 'number' && ADDRESSES.has(last) ? formatIpv4(value) : String(value);
}

function walk(name: string, value: unknown, depth: number, found: LayerField[]): void {
  if (found.length >= MOST || depth > DEEPEST || value === undefined || value === null) return;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    found.push({ name, value: valueText(name, value) });
    return;
  }
  if (value instanceof Sealed) {
    found.push({ name: `${name}.key`, value: value.keyId });
    const opened = value.open({ holds: () => true });
    if (opened.ok) walk(name, opened.body, depth + 1, found);
    return;
  }
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) walk(`${name}[${i}]`, one, depth + 1, found);
    return;
  }
  if (typeof value !== 'object') return;
  for (const [key, one] of Object.entries(value)) walk(name === '' ? key : `${name}.${key}`, one, depth + 1, found);
}

/**
 * The fields of a message or payload.
 * Units: as they stand. Errors: none; very large messages are cut after sixty fields. Source: own design.
 */
export function contentFields(content: object): readonly LayerField[] {
  const found: LayerField[] = [];
  for (const [key, value] of Object.entries(content)) if (!SAID.has(key)) walk(key, value, 0, found);
  return found;
}
