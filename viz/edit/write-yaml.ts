/**
 * Purpose: writes plain data as YAML in the manner of the shipped scenarios: what holds only simple values stands on one line, the rest in blocks.
 *
 * Does not model: comments, anchors, texts over several lines (they are written in quotes). Units: columns.
 * References: YAML 1.2.2 7.3.3 (plain scalars).
 */

/** What can be written. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written };

/** Texts that need no quotes: letters, digits and signs that mean nothing in YAML, and no look of a number or a word of YAML's own. */
const PLAIN = /^[\p{L}][\p{L}\p{M}\p{N} ._/()（）・、。'’&+-]*$/u;
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** Addresses, prefixes and quantities. */
const MEASURE = /^(?:\d+\.\d+\.\d+\.\d+(?:\/\d+)?|\d+(?:\.\d+)? ?(?:[A-Za-z%][A-Za-z/]*|\/s))$/;

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const plain =
    (PLAIN.test(value) && !WORDS.test(value) && value.trim() === value) || (MEASURE.test(value) && !/^\d+(?:\.\d+)?e\d+$/i.test(value));
  return plain ? value : JSON.stringify(value);
}

function isSimple(value: Written): value is string | number | boolean {
  return typeof value !== 'object';
}

/**
 * A value on one line.
 * Units: none. Errors: none. Source: YAML 1.2.2 7.4 (flow collections).
 */
export function writeInline(value: Written): string {
  if (isSimple(value)) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(writeInline).join(', ')}]`;
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, inner]) => `${key}: ${writeInline(inner)}`).join(', ')} }`;
}

/**
 * An entry with its key, indented; a mapping or list of anything but simple values goes over several lines.
 * Units: columns. Errors: none. Source: YAML 1.2.2 8.2 (block collections).
 */
export function writeEntry(key: string, value: Written, indent: number): string {
  const start = `${' '.repeat(indent)}${key}:`;
  if (Array.isArray(value) && value.some((one) => !isSimple(one)))
    return [start, ...value.map((one: Written) => `${' '.repeat(indent + 2)}- ${writeInline(one)}`)].join('\n');
  if (isSimple(value) || Array.isArray(value)) return `${start} ${writeInline(value)}`;
  const entries = Object.entries(value);
  const small = entries.every(([, inner]) => isSimple(inner));
  if (small) return `${start} ${writeInline(value)}`;
  return [start, ...entries.map(([inner, held]) => writeEntry(inner, held, indent + 2))].join('\n');
}
