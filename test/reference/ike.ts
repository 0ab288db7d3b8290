/**
 * Purpose: the IKE measurements (sizes, times, loss, cookies), and the model's set-ups for the same settings.
 */
import { IKE_PROBE_DEFAULTS } from '../../lab/probe/ike-defaults.ts';
import { readIkeProbe, type IkeProbeWords } from '../../lab/probe/ike-options.ts';
import { probeIke, type IkeProbeFigures } from '../../lab/probe/ike.ts';
import { figures } from './read.ts';

interface SizeCase {
  readonly auth: string;
  readonly proposal: string;
  readonly messages: readonly { readonly exchange: string; readonly type: string; readonly seen: readonly (readonly number[])[] }[];
}

interface Times {
  readonly setUp: readonly { readonly auth: string; readonly proposal: string; readonly oneWayMs: number; readonly medianMs: number }[];
  readonly loss: { readonly runs: number; readonly share: number; readonly meanMs: number };
  readonly cookies: readonly {
    readonly proposal: string;
    readonly oneWayMs: number;
    readonly medianMs: number;
    readonly sizes: readonly number[];
  }[];
}

export const IKE_SIZES = figures<{ readonly cases: readonly SizeCase[] }>('ike-sizes.json');
export const IKE_TIMES = figures<Times>('ike-times.json');

/** The model's set-ups, from options as a user would type them. */
export function probedIke(words: Partial<IkeProbeWords>, seed = 1): IkeProbeFigures {
  const chosen = readIkeProbe({ ...IKE_PROBE_DEFAULTS, runs: '1', ...words }, seed);
  if (!chosen.ok) throw new Error(chosen.refusal.message.en);
  return probeIke(chosen.value);
}
