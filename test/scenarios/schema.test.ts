/**
 * Purpose: the JSON Schema that editors use is the one that the loader's schema gives, and agrees with the loader.
 */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { loadScenario, scenarioJsonSchema, shippedIds } from '../../scenarios/index.ts';
import { BROKEN } from './broken-table.ts';
import { broken, shipped, TWO_SITES } from './files.ts';

describe('scenario.schema.json', () => {
  it('is current; `npx vitest run test/scenarios/schema.test.ts -u` renews it', async () => {
    await expect(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../scenarios/scenario.schema.json');
  });
});

describe('the JSON Schema and the loader', () => {
  const schema = z.fromJSONSchema(scenarioJsonSchema());
  const accepts = (text: string): boolean => schema.safeParse(parse(text)).success;

  it.each(shippedIds)('both accept %s', (id) => {
    expect(accepts(shipped(id))).toBe(true);
  });

  it('both accept the small file', () => {
    expect(accepts(TWO_SITES)).toBe(true);
    expect(loadScenario(TWO_SITES, 'two-sites.yaml').ok).toBe(true);
  });

  // What a JSON Schema cannot see: sums, products and order of quantities, and exact values of addresses.
  const beyond = [
    'inexact',
    'above-one',
    'zero-rate',
    'zero-horizon',
    'zero-denominator',
    'too-long',
    'large-window',
    'octet-256',
    'host-bits',
    'blank-title',
    'lan-station-with-length',
    'popular-beyond',
    'passive-ports-backwards',
    'switch-out-of-order',
  ];
  const shapeCodes = new Set([
    'unknown-key',
    'wrong-type',
    'bad-value',
    'bad-id',
    'bad-text',
    'bad-number',
    'bad-quantity',
    'missing-unit',
    'unknown-unit',
    'inexact',
    'out-of-range',
    'bad-address',
  ]);
  const shape = BROKEN.filter(([name, , , , code]) => shapeCodes.has(code) && !beyond.includes(name)).map(([name]) => name);

  it.each(shape)('both refuse %s', (name) => {
    expect(accepts(broken(name))).toBe(false);
  });
});
