/**
 * Purpose: the kinds of single values in a scenario file that have no unit: texts, ids, places, addresses, whole numbers.
 *
 * Does not model: what a value refers to; that is the second pass (`checks/`).
 * Units: none.
 * Determinism: pure functions.
 * References: contract 4; design 4 (ids in kebab-case, places).
 */
import { type Ipv4, parseIpv4, parsePrefix, type Prefix } from '../sim/net/address.ts';
import type { Bilingual } from '../sim/world/scenario.ts';
import { didYouMean } from './issue.ts';
import { leaf, type Refusal } from './leaf.ts';

/** Kebab-case, starts with a letter. */
export const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const PLACE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*){0,2}$/;
const IPV4 = '(?:\\d{1,3}\\.){3}\\d{1,3}';
const MAX_ID = 60;
const MAX_TEXT = 2000;

export const ID_EXPECTED: Bilingual = {
  en: 'an id in kebab-case (letters a-z, digits, single hyphens)',
  ja: 'ケバブケースの ID（英小文字、数字、単独のハイフン）',
};
const TEXT_EXPECTED: Bilingual = { en: 'a text', ja: '文字列' };
const PLACE_EXPECTED: Bilingual = {
  en: 'a place (site, site.zone, site.zone.host, site.device or a network)',
  ja: '場所（site、site.zone、site.zone.host、site.device、またはネットワーク）',
};
const ADDRESS_EXPECTED: Bilingual = { en: 'an IPv4 address such as 192.0.2.10', ja: '192.0.2.10 のような IPv4 アドレス' };
const PREFIX_EXPECTED: Bilingual = {
  en: 'an IPv4 prefix with zero host bits such as 192.0.2.0/27',
  ja: '192.0.2.0/27 のような、ホスト部が 0 の IPv4 プレフィックス',
};
const INTERFACE_EXPECTED: Bilingual = {
  en: 'an IPv4 address with prefix length such as 203.0.113.2/30',
  ja: '203.0.113.2/30 のような、プレフィックス長付き IPv4 アドレス',
};

/** An address together with the prefix that it stands in. */
export interface Interface {
  readonly address: Ipv4;
  readonly prefix: Prefix;
}

/** One line or paragraph of text, not blank. */
export const text = leaf({ type: 'string', minLength: 1, maxLength: MAX_TEXT }, TEXT_EXPECTED, (raw): string | Refusal => {
  if (typeof raw !== 'string') return { refused: 'wrong-type' };
  const trimmed = raw.trim();
  if (trimmed.length > MAX_TEXT)
    return { refused: 'bad-text', expected: { en: `a text of at most ${MAX_TEXT} characters`, ja: `${MAX_TEXT} 文字以下の文字列` } };
  return trimmed === '' ? { refused: 'bad-text', expected: { en: 'a text that is not blank', ja: '空白でない文字列' } } : trimmed;
});

export const id = leaf({ type: 'string', pattern: ID.source, maxLength: MAX_ID }, ID_EXPECTED, (raw): string | Refusal => {
  if (typeof raw !== 'string') return { refused: 'wrong-type' };
  return raw.length <= MAX_ID && ID.test(raw) ? raw : { refused: 'bad-id', ...didYouMean(asId(raw)) };
});

/** `Clinic A` → `clinic-a`: what the writer probably wants. */
function asId(raw: string): string | undefined {
  const guess = raw
    .slice(0, MAX_ID)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  return ID.test(guess) && guess !== raw ? guess : undefined;
}

export const place = leaf({ type: 'string', pattern: PLACE.source }, PLACE_EXPECTED, (raw): string | Refusal => {
  if (typeof raw !== 'string') return { refused: 'wrong-type' };
  return PLACE.test(raw) ? raw : { refused: 'bad-id' };
});

export const address = leaf({ type: 'string', pattern: `^${IPV4}$` }, ADDRESS_EXPECTED, (raw): Ipv4 | Refusal => {
  if (typeof raw !== 'string') return { refused: 'wrong-type' };
  return parseIpv4(raw) ?? { refused: 'bad-address' };
});

export const prefix = leaf({ type: 'string', pattern: `^${IPV4}/\\d{1,2}$` }, PREFIX_EXPECTED, (raw): Prefix | Refusal => {
  if (typeof raw !== 'string') return { refused: 'wrong-type' };
  return parsePrefix(raw) ?? { refused: 'bad-prefix' };
});

function readInterface(raw: string): Interface | undefined {
  const [host, length, ...rest] = raw.split('/');
  const at = parseIpv4(host ?? '');
  if (at === undefined || length === undefined || rest.length > 0 || !/^\d{1,2}$/.test(length) || Number(length) > 32) return undefined;
  const bits = Number(length);
  return { address: at, prefix: { base: at - (at % 2 ** (32 - bits)), length: bits } };
}

export const networkInterface = leaf({ type: 'string', pattern: `^${IPV4}/\\d{1,2}$` }, INTERFACE_EXPECTED, (raw): Interface | Refusal => {
  if (typeof raw !== 'string') return { refused: 'wrong-type' };
  return readInterface(raw) ?? { refused: 'bad-address' };
});

/** An attacker's station: in a zone (`192.0.2.20`) or on a network (`203.0.113.22/30`). */
export const station = leaf(
  { type: 'string', pattern: `^${IPV4}(?:/\\d{1,2})?$` },
  ADDRESS_EXPECTED,
  (raw): { readonly address: Ipv4; readonly prefix?: Prefix } | Refusal => {
    if (typeof raw !== 'string') return { refused: 'wrong-type' };
    const bare = parseIpv4(raw);
    return (bare === undefined ? readInterface(raw) : { address: bare }) ?? { refused: 'bad-address' };
  },
);

/** One end of a firewall rule: a place, or a prefix for what lies outside the scenario. */
export const endpoint = leaf(
  { type: 'string' },
  { en: 'a place such as clinic-a.sz.doctor-pc, or an IPv4 prefix', ja: 'clinic-a.sz.doctor-pc のような場所、または IPv4 プレフィックス' },
  (raw): { readonly place: string } | { readonly prefix: Prefix } | Refusal => {
    if (typeof raw !== 'string') return { refused: 'wrong-type' };
    if (PLACE.test(raw)) return { place: raw };
    const found = parsePrefix(raw);
    return found === undefined ? { refused: 'bad-id' } : { prefix: found };
  },
);

/**
 * A whole number within bounds, without unit.
 * Units: none. Errors: `wrong-type`, `bad-number` or `out-of-range`. Source: own design.
 */
export function integer(least: number, most: number) {
  const open = most === Number.MAX_SAFE_INTEGER;
  const expected = open
    ? { en: `a whole number of at least ${least}`, ja: `${least} 以上の整数` }
    : { en: `a whole number from ${least} to ${most}`, ja: `${least} から ${most} までの整数` };
  return leaf({ type: 'integer', minimum: least, maximum: most }, expected, (raw): number | Refusal => {
    if (typeof raw !== 'number') return { refused: 'wrong-type' };
    if (!Number.isSafeInteger(raw)) return { refused: 'bad-number' };
    return raw < least || raw > most ? { refused: 'out-of-range' } : raw;
  });
}
