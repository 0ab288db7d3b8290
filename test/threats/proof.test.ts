/**
 * Purpose: all printed lines executed, and what happens when an attack is broken.
 *
 * Guards: each of the 32 lines is proven by executed replays; breaking any single attack definition turns its line to "not proven"; a coverage, a terminal and a report of broken
 * attacks say "not applicable" and show no good mark.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { coverageLines } from '../../lab/cli/text/coverage-text.ts';
import { lineTable } from '../../lab/cli/text/proof-text.ts';
import type { Terminal } from '../../lab/cli/terminal.ts';
import { wrapped } from '../../lab/cli/width.ts';
import { NO_PLUGINS } from '../../lab/plugin/plugins.ts';
import { gather } from '../../lab/report/gather.ts';
import { reportPage } from '../../lab/report/page.ts';
import { coverageOf, type CoverageDocument } from '../../lab/run/coverage-run.ts';
import { exploreOne } from '../../lab/run/explore-job.ts';
import type { RunJobs } from '../../lab/run/jobs.ts';
import { linesOf, type Line } from '../../lab/run/proof-run.ts';
import { replayEntry } from '../../lab/run/replay-run.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { ATTACK_DEFINITIONS } from '../../threats/attacks/index.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import { proofOf, show, type Shown } from '../../threats/proof.ts';
import { replay } from '../../threats/replay.ts';
import type { AttackDefinition } from '../../threats/types.ts';
import { shipped } from '../scenarios/files.ts';
import { attackById, figure3, profile } from './support/figure-3.ts';

const scenario = figure3();
/** Those of `npm run prove`: figure-3, and figure-d2 for what figure-3 has not (files by FTP, calls by SIP). */
const scenarios: readonly Scenario[] = [scenario, figureD2()];
/** By definition: what it shows in one scenario after the other, up to the first that can. */
let shown: readonly (readonly Shown[])[] = [];
let lines: readonly Line[] = [];

beforeAll(() => {
  shown = ATTACK_DEFINITIONS.map(showing);
  lines = linesOf(shown.flat());
}, 120_000);

function figureD2(): Scenario {
  const loaded = loadScenario(shipped('figure-d2'), 'figure-d2.yaml');
  if (!loaded.ok) throw new Error('figure-d2 does not load');
  return loaded.scenario;
}

function showing(definition: AttackDefinition): readonly Shown[] {
  const tried: Shown[] = [];
  for (const one of scenarios) {
    tried.push(show(one, definition, 1));
    if (tried.at(-1)?.lacks === undefined) break;
  }
  return tried;
}

/** A terminal that keeps what it would colour. */
function terminal(tints: string[] = []): Terminal {
  const none = (): void => undefined;
  return {
    json: false,
    lang: 'en',
    seed: 1,
    line: none,
    document: none,
    note: none,
    warn: none,
    say: ({ en }) => en,
    tint: (tint, text) => {
      tints.push(tint);
      return text;
    },
    wrap: (text, indent = 0) => wrapped(text, 200 - indent),
    refuse: () => 2,
  };
}

describe('the printed lines', () => {
  it('are 32, each proven: bare runs that succeed, and a control that improves each way of attacking', () => {
    console.log(lineTable(terminal(), lines).join('\n'));
    expect(lines.map(({ threat }) => threat)).toEqual(THREATS.map(({ id }) => id));
    expect(lines.filter(({ state }) => state !== 'proven')).toEqual([]);
  });
  it.each(attacksOf(scenario).map(({ id }) => [id]))('%s succeeds with all controls off', (id) => {
    const bare = shown
      .flat()
      .flatMap((one) => (one.scenario === scenario.id ? one.bare : []))
      .find(({ attack }) => attack === id);
    expect(bare?.outcome).toBe('succeeded');
  });
  it('name controls that improve the outcome when they are replayed once more', () => {
    for (const tried of shown) {
      const last = tried.at(-1);
      const where = scenarios.find(({ id }) => id === last?.scenario);
      if (last?.improvement === undefined || where === undefined) throw new Error('a definition without improvement');
      const { improvement } = last;
      const again = replay(where, attackById(where, improvement.attack), { seed: 1, answer: profile(improvement.controls) });
      expect(again.finding.outcome).toBe(improvement.outcome);
      expect(again.finding.outcome).not.toBe('succeeded');
    }
  });
});

const BLOCKED = { outcome: 'blocked', because: { en: 'always', ja: '常に' } } as const;

/** Ways to break an attack. */
const SABOTAGE: Readonly<Record<string, (definition: AttackDefinition) => AttackDefinition>> = {
  'does nothing': (definition) => ({ ...definition, act: () => undefined }),
  'finds nothing to aim at': (definition) => ({ ...definition, aim: () => undefined }),
  'is always called blocked': (definition) => ({ ...definition, judge: () => BLOCKED }),
  'is always called detected': (definition) => ({ ...definition, judge: () => ({ ...BLOCKED, outcome: 'detected' }) }),
};

describe.each(Object.entries(SABOTAGE))('an attack that %s', (_title, broken) => {
  it.each(ATTACK_DEFINITIONS.map((definition, at) => [`${definition.threat} ${definition.name.en}`, at] as const))(
    'leaves its line not proven: %s',
    (_name, at) => {
      const definition = ATTACK_DEFINITIONS[at];
      if (definition === undefined) throw new Error('no definition');
      // Only the broken definition runs again; what the other ones of its line showed stays.
      const line = proofOf(definition.threat, shown.with(at, showing(broken(definition))).flat());
      expect(line.state).toBe('not-proven');
      expect(line.attacks.flatMap(({ lacks }) => lacks ?? [])).toHaveLength(1);
      expect(proofOf(definition.threat, shown.flat()).state).toBe('proven');
    },
  );
});

describe('an oracle that always says succeeded', () => {
  it('leaves its line not proven, since nothing improves it', () => {
    const definition = ATTACK_DEFINITIONS.find(({ threat }) => threat === 'T09');
    if (definition === undefined) throw new Error('no T09');
    const blind: AttackDefinition = { ...definition, judge: () => ({ ...BLOCKED, outcome: 'succeeded' }) };
    expect(show(scenario, blind, 1).lacks).toBe('nothing-improves');
  });
});

describe.each(['does nothing', 'is always called blocked'])('results of attacks of which each %s', (how) => {
  // Two controls suffice to see what a screen makes of a threat whose bare run fails.
  const small: Scenario = { ...scenario, controls: scenario.controls.filter(({ id }) => ['ipsec-ike', 'tls'].includes(id)), expect: [] };
  let coverage: CoverageDocument;
  const broken = ATTACK_DEFINITIONS.map((definition) => SABOTAGE[how]?.(definition) ?? definition);

  beforeAll(() => {
    coverage = coverageOf(
      small,
      { seed: 1 },
      attacksOf(small, broken).map((attack) => exploreOne(small, attack, 1)),
    );
  }, 120_000);

  it('give every threat a reason instead of a verdict, cells and sets', () => {
    expect(coverage.threats).toHaveLength(32);
    for (const found of coverage.threats) {
      expect(found.bare, found.id).toBe('not-applicable');
      expect(found.full, found.id).not.toBe('blocked');
      expect(found.notApplicable, found.id).toBeTruthy();
      expect([found.cells, found.reach, found.minimalSets], found.id).toEqual([undefined, undefined, undefined]);
      for (const attack of found.attacks) expect(attack.notApplicable, attack.id).toBeTruthy();
    }
    expect(coverage.plan.controls).toEqual([]);
  });
  it('show no good colour on a terminal', () => {
    const tints: string[] = [];
    const text = coverageLines(terminal(tints), { scenario: small, coverage, plugins: NO_PLUGINS }).join('\n');
    expect(text.match(/^T\d\d .*not applicable/gm)).toHaveLength(32);
    expect(text.match(/^T\d\d: not applicable: ./gm)).toHaveLength(32);
    expect(tints).not.toContain('green');
    expect(tints).not.toContain('cyan');
  });
  it('show no good mark in the report', async () => {
    // A page of three threats says as much as one of all, and is written in a fraction of the time.
    const few: CoverageDocument = { ...coverage, threats: coverage.threats.filter(({ id }) => ['T13', 'T29', 'T31'].includes(id)) };
    const attacks = attacksOf(small, broken);
    const runBroken = (async (_scenario, jobs) =>
      jobs.map((job) => {
        const attack = attacks.find(({ id }) => id === job.attack);
        if (attack === undefined || job.kind !== 'replay') throw new Error(`unexpected job ${job.kind} ${job.attack}`);
        return replayEntry(small, attack, job);
      })) as RunJobs;
    const data = await gather({ scenario: small, coverage: few, plugins: NO_PLUGINS }, 1, 's1', runBroken, () => undefined);
    const page = reportPage([data], { lang: 'en', version: '0' });
    const matrix = page.slice(page.indexOf('<section id="s1-matrix"'), page.indexOf('<ul class="legend">'));
    expect(matrix.match(/class="e-na"/g)).toHaveLength(6);
    expect(matrix).not.toMatch(/e-blocks|e-detects|v-blocked|v-detected/);
    const summary = page.slice(page.indexOf('<section id="s1-summary"'), page.indexOf('<section id="s1-network"'));
    expect(summary).not.toMatch(/v-blocked|v-detected/);
  });
});
