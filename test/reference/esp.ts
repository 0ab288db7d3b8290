/**
 * Purpose: the measured ESP sizes, and the model's.
 */
import { probeEsp } from '../../lab/probe/esp.ts';
import { readEspProbe } from '../../lab/probe/ike-options.ts';
import { figures } from './read.ts';

interface EspSet {
  readonly maker: string;
  readonly suite: string;
  readonly udp: boolean;
  readonly inner: readonly number[];
  readonly outer: readonly number[];
}

export const { sets: ESP_SETS } = figures<{ readonly sets: readonly EspSet[] }>('esp-sizes.json');

/** The model's outer packet, from options as a user would type them. */
export function outerBytes(suite: string, inner: number, udp: boolean): number {
  const probe = readEspProbe({ suite, inner: String(inner), udp });
  if (!probe.ok) throw new Error(probe.refusal.message.en);
  return probeEsp(probe.value).outerBytes;
}
