/**
 * Purpose: tests of figures in evidence.
 *
 * Guards: figures as people read them. Six decimals are cut, not rounded, so that a later event never seems to come first.
 */
import { expect, it } from 'vitest';
import { grouped, lowerFirst, reference, seconds, spaced, times, upperFirst } from '../../../threats/evidence/figures.ts';

it('times have six decimals', () => {
  expect([seconds(0), seconds(3_000_412_999), seconds(59_999_999_999), seconds(999)]).toEqual([
    '0.000000',
    '3.000412',
    '59.999999',
    '0.000000',
  ]);
});
it('numbers are grouped by thousands', () => {
  expect([0, 999, 1000, 819_800_000].map(grouped)).toEqual(['0', '999', '1,000', '819,800,000']);
});
it('references name one event, or the first and last of several', () => {
  const one = { event: 812, timeNs: 3_000_412_000, count: 1, lastEvent: 812, lastTimeNs: 3_000_412_000 };
  expect(reference('en', one)).toBe('[event 812, 3.000412 s]');
  expect(reference('ja', one)).toBe('［イベント 812、3.000412 秒］');
  const many = { ...one, count: 2, lastEvent: 900, lastTimeNs: 4_000_000_000 };
  expect(reference('en', many)).toBe('[events 812 to 900, 3.000412 s to 4.000000 s]');
  expect(reference('ja', many)).toBe('［イベント 812〜900、3.000412 秒〜4.000000 秒］');
});
it('counts read naturally', () => {
  expect([1, 2, 3, 4096].map((count) => times('en', count))).toEqual(['', ' (twice)', ' (3 times)', ' (4,096 times)']);
  expect([1, 2, 4096].map((count) => times('ja', count))).toEqual(['', '（2 回）', '（4,096 回）']);
});
it('names fit into an English sentence', () => {
  expect(['Booking server', 'VPN router', 'IPsec with IKE', 'A socket', 'TLS', "Doctor's PC"].map(lowerFirst)).toEqual([
    'booking server',
    'VPN router',
    'IPsec with IKE',
    'a socket',
    'TLS',
    "doctor's PC",
  ]);
  expect(upperFirst('the attacker')).toBe('The attacker');
});
it('Japanese gets a space where Latin letters and digits meet kana or kanji, and nowhere else', () => {
  expect(spaced('鍵regional-pskの推測を3回、TLS（tls）が止めた。')).toBe('鍵 regional-psk の推測を 3 回、TLS（tls）が止めた。');
  expect(spaced('VPN ルータ')).toBe('VPN ルータ');
});
