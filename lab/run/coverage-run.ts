/**
 * Purpose: the coverage of a scenario: which attacks to explore, and the document made of what was found.
 *
 * Does not model: anything. Units: replays. Determinism: attacks in the order of `attacksOf`, threats in printed order, whatever order the jobs end in.
 * References: contract.md section 3 (`coverage --json`); design.md section 1, idea 4.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import {
  controlEntry,
  MECHANISM_CLASSES,
  THREATS,
  THREATS_LISTED,
  THREATS_STATED,
  threatsWithAttacks,
} from '../../threats/catalogue/index.ts';
import { buildCoverage, type Coverage, type CoverageControl, type ThreatInput } from '../../threats/coverage/index.ts';
import { definitionsOf, NO_PLUGINS, toldThreat, type Plugins } from '../plugin/plugins.ts';
import { checkExpectations, type Expectation } from './expectations.ts';
import { exploreJob, type ExploreJob, type Explored } from './explore-job.ts';
import { checkFlowExpectations, type FlowExpectation } from './flow-expectations.ts';

/** How much of the catalogue a coverage executes, by printed line and by mechanism class. */
export interface CatalogueShare {
  /** Threats that the TR's text says there are. */
  readonly stated: number;
  /** Lines that its list prints. */
  readonly listed: number;
  /** Threats of this coverage that have an attack in the scenario. */
  readonly executed: readonly string[];
  /** The other listed lines. */
  readonly notExecuted: readonly string[];
  readonly classes: number;
  readonly classesExecuted: number;
}

/** `wardlab/coverage@1` with what the lab adds to it. */
export interface CoverageDocument extends Coverage {
  readonly catalogue: CatalogueShare;
  readonly expectations: readonly Expectation[];
  /** Where the scenario says of flows whether they can be done; from runs without an attacker. */
  readonly flowExpectations?: readonly FlowExpectation[];
}

/** A scenario with its coverage. */
export interface Covered {
  readonly scenario: Scenario;
  readonly coverage: CoverageDocument;
  readonly plugins: Plugins;
}

/** What to explore; all executable threats when `threats` is absent. */
export interface CoverageSettings {
  readonly seed: number;
  readonly threats?: readonly string[];
  readonly plugins?: Plugins;
  /** Called after each attack with the number done and the number of all. */
  readonly onProgress?: (attack: string, done: number, of: number) => void;
}

/**
 * The threats that this lab can execute, in printed order, then those of plug-ins.
 * Units: none. Errors: none. Source: TR A.5.1.
 */
export function executableThreats(plugins: Plugins = NO_PLUGINS): readonly string[] {
  const own = plugins.threats.map(({ id }) => id);
  const definitions = definitionsOf(plugins);
  const lines = threatsWithAttacks(definitions.filter(({ threat }) => !own.some((id) => id === threat)));
  return [...lines.map(({ id }) => String(id)), ...own.filter((id) => definitions.some(({ threat }) => threat === id))];
}

/**
 * One job for each attack to be explored.
 * Units: none. Errors: none; threats without an attack in the scenario give no job. Source: own design.
 */
export function exploreJobs(scenario: Scenario, { seed, threats, plugins = NO_PLUGINS }: CoverageSettings): readonly ExploreJob[] {
  return attacksOf(scenario, definitionsOf(plugins))
    .filter(({ definition }) => threats === undefined || threats.includes(definition.threat))
    .map(({ id }) => ({ kind: 'explore', attack: id, seed }));
}

/**
 * The document of what the jobs found.
 * Units: see `Coverage`. Errors: throws on input that contradicts itself (a bug); DiagramLimitError where the scenario is too entangled for an exact answer.
 * Source: contract 3.
 */
export function coverageOf(scenario: Scenario, settings: CoverageSettings, explored: readonly Explored[]): CoverageDocument {
  const { plugins = NO_PLUGINS } = settings;
  const wanted = executableThreats(plugins).filter((id) => settings.threats === undefined || settings.threats.includes(id));
  const threats = wanted.map((id) =>
    threatInput(
      plugins,
      id,
      explored.filter(({ attack }) => attack.startsWith(`${id}/`)),
    ),
  );
  const coverage = buildCoverage({
    scenario: { id: scenario.id, title: scenario.title.en, sha256: scenario.sha256 },
    seeds: [settings.seed],
    controls: scenario.controls.map((offer): CoverageControl => ({
      id: offer.id,
      name: controlEntry(offer.id, offer).name,
      cost: offer.cost,
    })),
    threats,
  });
  const flows = checkFlowExpectations(scenario, settings.seed);
  return {
    ...coverage,
    catalogue: shareOf(coverage),
    expectations: checkExpectations(scenario, coverage),
    ...(flows.length === 0 ? {} : { flowExpectations: flows }),
  };
}

/**
 * Explores and derives everything in this thread.
 * Units: see `Coverage`. Errors: as `coverageOf`, and what a replay throws. Source: contract 3.
 */
export function coverageRun(scenario: Scenario, settings: CoverageSettings): CoverageDocument {
  const jobs = exploreJobs(scenario, settings);
  const explored = jobs.map((job, at) => {
    const result = exploreJob(scenario, job, settings.plugins);
    settings.onProgress?.(job.attack, at + 1, jobs.length);
    return result;
  });
  return coverageOf(scenario, settings, explored);
}

function threatInput(plugins: Plugins, id: string, explored: readonly Explored[]): ThreatInput {
  const entry = toldThreat(plugins, id);
  if (entry === undefined) throw new Error(`coverage: nobody brings the threat ${id}`);
  const reason = explored.every(({ notApplicable }) => notApplicable !== undefined) ? explored[0]?.notApplicable : undefined;
  const attacks = explored.map(({ attack, ...rest }) => ({ id: attack, ...rest }));
  return { id, name: entry.name, attacks, ...(reason !== undefined && { notApplicable: reason }) };
}

function shareOf(coverage: Coverage): CatalogueShare {
  // Threats of plug-ins are none of the TR's lines.
  const lines = new Set(THREATS.map(({ id }) => String(id)));
  const executed = coverage.threats.filter(({ id, attacks }) => attacks.length > 0 && lines.has(id)).map(({ id }) => id);
  const touched = new Set(THREATS.filter(({ id }) => executed.includes(id)).flatMap(({ classes }) => classes));
  return {
    stated: THREATS_STATED,
    listed: THREATS_LISTED,
    executed,
    notExecuted: THREATS.map(({ id }) => String(id)).filter((id) => !executed.includes(id)),
    classes: MECHANISM_CLASSES.length,
    classesExecuted: touched.size,
  };
}
