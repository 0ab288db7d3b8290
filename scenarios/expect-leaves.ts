/**
 * Purpose: the values of an `expect` entry: a threat or attack id, and a selection of controls.
 *
 * Does not model: which attacks exist; the rooms that know them depend on this one's output, not the other way round.
 * References: contract 3 (attack ids such as T13/lan/core-hospital.sz); threat cards 1.2 (32 printed lines).
 */
import type { Bilingual } from '../sim/world/scenario.ts';
import { show } from './issue.ts';
import { leaf, type Refusal } from './leaf.ts';
import { ID, ID_EXPECTED } from './leaves.ts';

const THREAT = '(?:T(?:0[1-9]|[12][0-9]|3[0-2])|X[0-9]{2})';
const ATTACK = new RegExp(`^${THREAT}(?:/[a-z0-9]+(?:[.-][a-z0-9]+)*){0,3}$`);

/** `T01`…`T32` (`X01`… of a plug-in), or an attack: the threat, then up to three parts that name it, usually vantage and place. */
export const threatForm = leaf(
  { type: 'string', pattern: ATTACK.source },
  {
    en: 'a threat T01 to T32, or an attack such as T13/lan/core-hospital.sz',
    ja: '脅威 T01～T32、または T13/lan/core-hospital.sz のような攻撃',
  },
  (raw): string | Refusal => {
    if (typeof raw !== 'string') return { refused: 'wrong-type' };
    return ATTACK.test(raw) ? raw : { refused: 'bad-id' };
  },
);

const SELECTION: Bilingual = { en: 'none, all, or a list of control ids', ja: 'none、all、または対策 ID のリスト' };

export const controlSelection = leaf(
  {
    anyOf: [
      { type: 'string', enum: ['none', 'all'] },
      { type: 'array', items: { type: 'string', pattern: ID.source } },
    ],
  },
  SELECTION,
  (raw): 'none' | 'all' | readonly string[] | Refusal => {
    if (raw === 'none' || raw === 'all') return raw;
    if (!Array.isArray(raw)) return { refused: typeof raw === 'string' ? 'bad-value' : 'wrong-type' };
    const ids: string[] = [];
    for (const [index, item] of raw.entries()) {
      if (typeof item !== 'string' || !ID.test(item))
        return { refused: 'bad-id', inside: [index], expected: ID_EXPECTED, found: show(item) };
      ids.push(item);
    }
    return ids;
  },
);
