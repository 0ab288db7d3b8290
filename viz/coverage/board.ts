/**
 * Purpose: the state of the coverage tab: which of its views stands open, what the matrix shows and how large, the reader's own costs and the plan that follows from them.
 *
 * Does not model: anything; a plan with other costs is computed in the worker, by the code of the command line. Units: costs in the scenario's own unit.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Plan, ThreatCoverage } from '../../threats/coverage/types.ts';
import type { WhatIf, WhatIfTrees } from '../../threats/coverage/what-if.ts';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import type { LoadedScenario, TimesOfThreat } from '../worker/protocol.ts';
import type { ControlWords, ThreatWords } from '../worker/telling.ts';
import { CostBook, type Drawer } from './cost-book.ts';
import { found, grouped, STANDS, TOPICS, type Group, type Grouping } from './groups.ts';

export const VIEWS = ['matrix', 'plan', 'sets', 'harm', 'times'] as const;
export type View = (typeof VIEWS)[number];

/** How large the matrix is drawn. */
export const SIZES = ['small', 'medium', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** A plan is asked for when the reader has stopped typing. */
const PAUSE_MS = 200;

/** What the board needs of the lab. */
export interface BoardHost {
  readonly loaded: ReadonlySignal<LoadedScenario | undefined>;
  readonly coverage: ReadonlySignal<CoverageDocument | undefined>;
  readonly explored: ReadonlySignal<WhatIfTrees>;
  readonly verdicts: ReadonlySignal<WhatIf>;
  readonly cells: ReadonlySignal<ReadonlyMap<string, ThreatCoverage>>;
  readonly plan: (controls: CoverageDocument['controls'], trees: WhatIfTrees) => Promise<Plan | undefined>;
  readonly times: () => Promise<readonly TimesOfThreat[] | undefined>;
  readonly drawer: Drawer | undefined;
}

/**
 * The coverage tab's state.
 * Units: see the signals. Errors: none of its own; the lab says what a worker throws. Source: own design.
 */
export class Board {
  readonly view: Signal<View> = signal('matrix');
  readonly search: Signal<string> = signal('');
  readonly grouping: Signal<Grouping> = signal('none');
  /** `''` all threats, `open` those that are not at their best, else the id of a class. */
  readonly threatFilter: Signal<string> = signal('');
  /** Only controls that do something to one of the threats that are shown. */
  readonly telling: Signal<boolean> = signal(false);
  readonly size: Signal<Size> = signal('medium');
  /** The results take the whole page. */
  readonly wide: Signal<boolean> = signal(false);
  readonly costs: CostBook;
  readonly times: Signal<readonly TimesOfThreat[] | undefined> = signal(undefined);
  /** With the reader's costs; undefined while it is computed. */
  readonly plan: Signal<Plan | undefined> = signal(undefined);
  readonly threats: ReadonlySignal<readonly ThreatWords[]>;
  readonly groups: ReadonlySignal<readonly Group<ControlWords>[]>;
  /** Nothing has the words that are looked for. */
  readonly nothingFound: ReadonlySignal<boolean>;
  readonly #host: BoardHost;
  #asked = 0;

  constructor(host: BoardHost) {
    this.#host = host;
    this.costs = new CostBook(host.drawer);
    const finds = computed(() => this.#find());
    this.threats = computed(() => this.#threatsShown(finds.value.threats));
    this.groups = computed(() => this.#groupsShown(finds.value.controls));
    this.nothingFound = computed(() => finds.value.nothing);
    effect(() => this.#planAgain());
  }

  /** Takes up another scenario. */
  load({ scenario, controls }: LoadedScenario): void {
    this.view.value = 'matrix';
    this.search.value = '';
    this.threatFilter.value = '';
    this.telling.value = false;
    this.times.value = undefined;
    this.costs.load(scenario.id, controls);
  }

  /** Asks for the times to compromise, once a scenario. */
  async askTimes(): Promise<void> {
    if (this.times.peek() !== undefined) return;
    const loaded = this.#host.loaded.peek();
    const times = await this.#host.times();
    if (loaded === this.#host.loaded.peek()) this.times.value = times;
  }

  /** Words that fit controls narrow the rows, words that fit threats narrow the columns. */
  #find(): { readonly controls: readonly ControlWords[]; readonly threats: readonly ThreatWords[]; readonly nothing: boolean } {
    const { controls = [], threats = [] } = this.#host.loaded.value ?? {};
    const search = this.search.value.trim();
    const some = { controls: controls.filter((one) => found(one, search)), threats: threats.filter((one) => found(one, search)) };
    const nothing = some.controls.length + some.threats.length === 0;
    return {
      controls: some.controls.length === 0 && !nothing ? controls : some.controls,
      threats: some.threats.length === 0 && !nothing ? threats : some.threats,
      nothing,
    };
  }

  #threatsShown(threats: readonly ThreatWords[]): readonly ThreatWords[] {
    const filter = this.threatFilter.value;
    if (filter === '') return threats;
    if (filter !== 'open') return threats.filter(({ classes }) => classes.some(({ id }) => id === filter));
    const closed = new Set(
      this.#host.verdicts.value.threats.filter(({ outcome }) => outcome === 'blocked' || outcome === 'not-applicable').map(({ id }) => id),
    );
    return threats.filter(({ id }) => !closed.has(id));
  }

  /** Whether a control does something to a threat that is shown, alone or with others. */
  #tells({ id }: ControlWords): boolean {
    return this.threats.value.some((threat) => (this.#host.cells.value.get(threat.id)?.cells?.[id]?.effect ?? 'none') !== 'none');
  }

  #groupsShown(all: readonly ControlWords[]): readonly Group<ControlWords>[] {
    const controls = this.telling.value ? all.filter((control) => this.#tells(control)) : all;
    const grouping = this.grouping.value;
    if (grouping === 'none') return [{ key: '', members: controls }];
    return grouping === 'stand' ? grouped(controls, STANDS, ({ stand }) => stand) : grouped(controls, TOPICS, ({ topic }) => topic);
  }

  /** The coverage's own plan, or the one for the reader's costs. */
  #planAgain(): void {
    const coverage = this.#host.coverage.value;
    const { changed } = this.costs;
    const asked = ++this.#asked;
    if (coverage === undefined || changed.value.size === 0) {
      this.plan.value = coverage?.plan;
      return;
    }
    const controls = coverage.controls.map((control) => ({ ...control, cost: changed.value.get(control.id) ?? control.cost }));
    const trees = this.#host.explored.peek();
    this.plan.value = undefined;
    setTimeout(() => {
      if (asked === this.#asked) void this.#ask(asked, controls, trees);
    }, PAUSE_MS);
  }

  async #ask(asked: number, controls: CoverageDocument['controls'], trees: WhatIfTrees): Promise<void> {
    const plan = await this.#host.plan(controls, trees);
    if (asked === this.#asked) this.plan.value = plan;
  }
}
