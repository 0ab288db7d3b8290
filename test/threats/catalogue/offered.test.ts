/**
 * Purpose: what the catalogue of controls promises and what can be tried.
 *
 * Guards: every control with a behaviour is offered by a shipped scenario, so that somebody can try it; the few without one are known and stand in docs/limitations.md.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario, shippedIds } from '../../../scenarios/index.ts';
import { CONTROLS } from '../../../threats/catalogue/index.ts';

const offered = new Set(
  shippedIds.flatMap((id) => {
    const loaded = loadScenario(readFileSync(`scenarios/${id}.yaml`, 'utf8'), id);
    if (!loaded.ok) throw new Error(`${id} does not load`);
    return loaded.scenario.controls.map(({ mechanism }) => String(mechanism));
  }),
);

/** Catalogued because the TR or an RFC names them; the simulator has no behaviour for them. */
const WITHOUT_BEHAVIOUR = ['service-cert'];

describe('the catalogue', () => {
  it.each(CONTROLS.filter(({ implemented }) => implemented).map(({ id, mechanism }) => [id, mechanism ?? '']))(
    '%s (%s) is offered in a shipped scenario',
    (_id, mechanism) => {
      expect(offered).toContain(mechanism);
    },
  );
  it('holds no other control without a behaviour than those that the limitations name', () => {
    const idle = CONTROLS.filter(({ implemented }) => !implemented).map(({ id }) => id);
    const limitations = readFileSync('docs/limitations.md', 'utf8');
    for (const id of idle) {
      expect(WITHOUT_BEHAVIOUR).toContain(id);
      expect(limitations).toContain(`\`${id}\``);
    }
  });
});
