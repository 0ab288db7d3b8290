/**
 * Purpose: the conformance kit finds what it must find: each check is given a plug-in that fails it, and no other.
 *
 * References: lab/plugin/check.ts.
 */
import { describe, expect, it } from 'vitest';
import example from '../../docs/examples/plugin/uninvited-letter.ts';
import { checkPlugin } from '../../lab/plugin/check.ts';
import { wayToSwitch } from '../../lab/plugin/reach.ts';
import type { Plugin, PluginAttack, PluginControl } from '../../lab/plugin/types.ts';
import { loadShipped } from '../../lab/run/load.ts';
import { additionsOf, NO_PLUGINS, withPlugin } from '../../lab/plugin/plugins.ts';
import { intrude } from '../../sim/world/hands.ts';
import { buildWorld } from '../../sim/world/world.ts';

const NET = 'docs/examples/plugin/net.yaml';
const [attack] = example.attacks ?? [];
const [control] = example.controls ?? [];
if (attack === undefined || control === undefined) throw new Error('the example has an attack and a control');

const withAttack = (changes: Partial<PluginAttack>): Plugin => ({ ...example, attacks: [{ ...attack, ...changes }] });
const withControl = (changes: Partial<PluginControl>): Plugin => ({ ...example, controls: [{ ...control, ...changes }] });
const failures = (plugin: Plugin): readonly string[] => checkPlugin(plugin, NET).results.flatMap(({ check, ok }) => (ok ? [] : [check]));

describe('the conformance kit', () => {
  it('finds nothing in the example', () => {
    expect(failures(example)).toEqual([]);
  });

  it('finds an attack that fails bare', () => {
    const blocked = { outcome: 'blocked', because: { en: 'nothing', ja: 'なし' } } as const;
    expect(failures(withAttack({ judge: () => blocked }))).toEqual(['succeeds-bare', 'acts']);
  });

  it('finds an attack that two runs tell apart', () => {
    let runs = 0;
    expect(
      failures(
        withAttack({
          act: (hands, aim) => {
            hands.note('calling', { run: ++runs });
            attack.act(hands, aim);
          },
        }),
      ),
    ).toEqual(['repeatable']);
  });

  it('finds an attack without an end', () => {
    expect(
      failures(
        withAttack({
          act: (hands) => {
            const again = (): void => hands.after(0, again);
            again();
          },
        }),
      ),
    ).toContain('runs');
  });

  it('finds an attack without an aim, and one that throws', () => {
    expect(failures(withAttack({ aim: () => undefined }))).toContain('runs');
    const results = checkPlugin(
      withAttack({
        act: () => {
          throw new Error('no luck');
        },
      }),
      NET,
    ).results;
    expect(results.find(({ check }) => check === 'runs')?.found.en).toBe('act threw: no luck');
  });

  it('finds a control that is never asked, and one that changes nothing', () => {
    expect(failures(withControl({ rule: () => () => ({ verb: 'pass' }) }))).toEqual(['asked', 'acts']);
    expect(failures(withControl({ rule: () => (packet) => ({ verb: 'replace', packet }) }))).toEqual(['acts']);
  });

  it('finds a scenario that does not load', () => {
    expect(failures({ threats: example.threats ?? [], attacks: example.attacks ?? [] })).toEqual(['scenario']);
    expect(checkPlugin({}, NET).results).toMatchObject([{ check: 'shape', ok: false }]);
  });
});

describe('blindness at run time', () => {
  const plugins = withPlugin(NO_PLUGINS, { file: 'example', code: '' }, example);
  if ('faults' in plugins) throw new Error('the example has a fault');
  const loaded = loadShipped(NET, additionsOf(plugins));
  if (!loaded.ok) throw new Error('the example network has a fault');
  const { scenario } = loaded;
  const world = buildWorld(scenario, { seed: 1, answer: () => false, trace: false });

  it.each(scenario.vantages)('nothing that an attacker at $id holds leads to the switch', (vantage) => {
    const { hands, view } = intrude(world, vantage);
    expect([wayToSwitch(hands, 'hands'), wayToSwitch(view, 'view')]).toEqual([undefined, undefined]);
    expect(Object.isFrozen(hands)).toBe(true);
  });

  it('a way is found where there is one', () => {
    const node = world.hosts.get('hospital.sz.letter-server')?.node;
    expect(wayToSwitch({ station: { node } }, 'hands')).toBe('hands.station.node.context');
    expect(wayToSwitch({ seen: new Map([['x', world.controls]]) }, 'hands')).toBe('hands.seen.*');
  });
});
