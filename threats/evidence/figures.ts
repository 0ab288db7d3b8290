/**
 * Purpose: figures as people read them: times, numbers with separators, references to events, first letters.
 *
 * Does not model: anything. Units: nanoseconds in, seconds with six decimals out (cut, not rounded, so that order is kept). Determinism: no locale.
 * References: SI Brochure 5.4.4 (grouping of digits; the comma is our choice).
 */
import type { Lang } from './types.ts';

const NS_PER_US = 1000;
const US_PER_S = 1_000_000;

/**
 * A time in seconds.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function seconds(timeNs: number): string {
  const us = Math.floor(timeNs / NS_PER_US);
  return `${Math.floor(us / US_PER_S)}.${String(us % US_PER_S).padStart(6, '0')}`;
}

/**
 * A whole number with thousands separators.
 * Units: none. Errors: none. Source: own design.
 */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/**
 * The reference that closes a sentence: the event it rests on, or the first and last of several.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function reference(
  lang: Lang,
  line: {
    readonly event: number;
    readonly timeNs: number;
    readonly count: number;
    readonly lastEvent: number;
    readonly lastTimeNs: number;
  },
): string {
  const first = seconds(line.timeNs);
  const last = seconds(line.lastTimeNs);
  if (line.count === 1) return lang === 'en' ? `[event ${line.event}, ${first} s]` : `［イベント ${line.event}、${first} 秒］`;
  return lang === 'en'
    ? `[events ${line.event} to ${line.lastEvent}, ${first} s to ${last} s]`
    : `［イベント ${line.event}〜${line.lastEvent}、${first} 秒〜${last} 秒］`;
}

/**
 * How often something happened, as a clause at the end of a sentence; empty for once.
 * Units: none. Errors: none. Source: own design.
 */
export function times(lang: Lang, count: number): string {
  if (count === 1) return '';
  return lang === 'en' ? ` (${count === 2 ? 'twice' : `${grouped(count)} times`})` : `（${grouped(count)} 回）`;
}

/**
 * The text with a capital first letter.
 * Units: none. Errors: none. Source: own design.
 */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A name as it stands within an English sentence: `Booking server` becomes `booking server`, `A socket` becomes `a socket`; `VPN router` and `IPsec` stay.
 * Units: none. Errors: none. Source: own design.
 */
export function lowerFirst(name: string): string {
  return /^(?:[A-Z][a-z]|A )/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/**
 * Japanese text with a space wherever Latin letters or digits meet kana or kanji, as the product writes it.
 * Units: none. Errors: none. Source: own house style.
 */
export function spaced(text: string): string {
  return text.replace(/([A-Za-z0-9])(?=[ぁ-んァ-ヶ一-龠])|([ぁ-んァ-ヶ一-龠ー])(?=[A-Za-z0-9])/g, '$1$2 ');
}
