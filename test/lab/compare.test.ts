/**
 * Purpose: tests of the comparison of networks: facts of TR 6.2 and Table D.1 as executed, the command as a child process.
 *
 * Guards: cells that are not from runs (an attack that does not succeed bare must not count), inside and outside told apart, wrong input.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRun, type Comparison, type NetworkCell } from '../../lab/run/compare-run.ts';
import { loadShipped } from '../../lab/run/load.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { wardlab } from './support/cli.ts';

const IDS = ['figure-b1', 'figure-b3', 'table-d1-internet-vpn', 'table-d1-on-demand'] as const;
let comparison: Comparison;

function load(id: string): Scenario {
  const loaded = loadShipped(id);
  if (!loaded.ok) throw new Error(`${id} does not load`);
  return loaded.scenario;
}

function cell(threat: string, id: (typeof IDS)[number], where: 'between' | 'inside' = 'between'): NetworkCell {
  const found = comparison.threats.find((each) => each.id === threat)?.cells[IDS.indexOf(id)];
  if (found === undefined) throw new Error(`no cell ${threat} ${id}`);
  return found[where];
}

describe('networks side by side', () => {
  beforeAll(() => {
    // T15 and T16 sweep blindly for seconds; they stand in the scenarios' own expectations.
    const slow = new Set(['stranger']);
    const scenarios = IDS.map((id) => load(id)).map((scenario) => ({
      ...scenario,
      vantages: scenario.vantages.filter(({ id }) => !slow.has(id)),
    }));
    comparison = compareRun(scenarios, 1, () => undefined);
  });

  it('closed networks hide nothing from who is inside them (TR 6.2.1)', () => {
    for (const id of ['figure-b1', 'figure-b3'] as const) expect(cell('T01', id).outcome).toBe('succeeded');
  });
  it('an Internet VPN cannot tell which box it is, an on-demand VPN can (Table D.1, first row)', () => {
    expect(cell('T29', 'table-d1-internet-vpn').outcome).toBe('succeeded');
    expect(cell('T29', 'table-d1-on-demand').outcome).toBe('blocked');
  });
  it('gateway tunnels stop a tap between institutions and not one inside', () => {
    expect(cell('T01', 'table-d1-on-demand').outcome).toBe('blocked');
    expect(cell('T01', 'table-d1-on-demand', 'inside').outcome).toBe('succeeded');
  });
  it('an attack that does not succeed bare counts for nothing', () => {
    // At the cable there is no station of his own from which he could send a request again.
    expect(cell('T22', 'figure-b1')).toEqual({ outcome: 'not-applicable', attacks: 1, succeedBare: 0, succeed: 0 });
  });
  it('what no scenario offers is not applicable', () => {
    expect(cell('T05', 'figure-b1')).toEqual({ outcome: 'not-applicable', attacks: 0, succeedBare: 0, succeed: 0 });
  });
});

describe('wardlab compare', () => {
  it('prints a table, in Japanese as well', async () => {
    const { code, stdout } = await wardlab(['compare', 'figure-b1', '--lang', 'ja']);
    expect(code).toBe(0);
    expect(stdout).toContain('攻撃成立 1/1');
  });
  it('refuses an unknown network', async () => {
    const { code, stderr } = await wardlab(['compare', 'figure-b9']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "figure-b');
  });
});
