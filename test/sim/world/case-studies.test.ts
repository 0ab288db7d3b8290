/**
 * Purpose: what the case studies of TR 9 are for can be done over their networks, with the controls that these come with; and the firewall between in-house LAN and secure zone (TR 9.5) refuses the rest.
 *
 * Guards: a protected network in which work that the TR names does not get through.
 */
import { describe, expect, it } from 'vitest';
import { runFlow } from '../../../lab/run/flow-expectations.ts';
import { loadScenario } from '../../../scenarios/index.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { replay } from '../../../threats/replay.ts';
import { shipped } from '../../scenarios/files.ts';
import { profile } from '../../threats/support/figure-3.ts';

function scenarioOf(id: string): Scenario {
  const loaded = loadScenario(shipped(id), `${id}.yaml`);
  if (!loaded.ok) throw new Error(`test: ${id} does not load`);
  return loaded.scenario;
}

/** Flows that are not completed with the controls that the network comes with. */
function failing(id: string, flows: readonly string[]): readonly string[] {
  const scenario = scenarioOf(id);
  return flows.filter((flow) => runFlow(scenario, flow, scenario.deployed ?? [], 1) !== 'completes');
}

describe('work over the networks of TR 9', () => {
  it('9.1: letters of clinics, results of the check-up centre and prescriptions for pharmacies', () => {
    expect(failing('figure-1', ['send-letter', 'send-ecg', 'send-results', 'read-letter', 'prescribe', 'fetch-prescription'])).toEqual([]);
  });

  it('9.2: maintenance of machines at several hospitals, and real data that show a fault', () => {
    expect(failing('figure-2', ['maintain-ct-east', 'maintain-ct-west', 'maintain-analyser', 'send-fault-images'])).toEqual([]);
  });

  it('9.4: transfer of images, shared material, maintenance of CT and MRI', () => {
    expect(failing('figure-4', ['send-echo', 'fetch-echo', 'share-material', 'maintain-mri', 'maintain-ct'])).toEqual([]);
  });

  it('9.5: slides taken from afar, findings, and radiology over the same channel', () => {
    expect(failing('figure-5', ['send-slide', 'send-findings', 'operate-scanner', 'read-slide', 'request-reading', 'read-ct'])).toEqual([]);
  });
});

it('9.5: the firewall between in-house LAN and secure zone refuses what no rule permits', () => {
  const scenario = scenarioOf('figure-5');
  const worm = attacksOf(scenario).find(({ id }) => id === 'T20/peer/hospital-south/partner');
  if (worm === undefined) throw new Error('test: figure-5 has no worm');
  const stops = (controls: readonly string[]): readonly string[] =>
    replay(scenario, worm, { seed: 1, answer: profile(controls), trace: true }).events.flatMap(({ kind, at, fields }) =>
      kind === 'stop' ? [`${String(fields['reason'])} @ ${at}`] : [],
    );
  expect(stops([])).toEqual([]);
  expect(stops(['zone-firewall']).some((stop) => /^no-rule-permits @ [a-z-]+\.fw$/.test(stop))).toBe(true);
});
