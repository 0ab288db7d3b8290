/**
 * Purpose: the state of the page and everything that changes it. Components read its signals and call its methods, and hold no state of their own that matters.
 *
 * Two workers: one explores all attacks, which takes its time; the other answers at once what the reader asks for.
 * Does not model: anything; verdicts come from the explored trees or from replays.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import type { Issue, Lang } from '../../scenarios/issue.ts';
import type { DecisionTree, ThreatCoverage } from '../../threats/coverage/types.ts';
import { whatIf, type WhatIf, type WhatIfRow, type WhatIfTrees } from '../../threats/coverage/what-if.ts';
import type { Drafts } from '../edit/drafts.ts';
import { EditState } from '../edit/edit-state.ts';
import { SourceState } from '../edit/source.ts';
import { gainsOf, treesOf, worstAttack, type Gain } from '../matrix/model.ts';
import type { Still } from '../network/still.ts';
import type { LoadedScenario, Opening, ReadScenario } from '../worker/protocol.ts';
import { TourState } from '../tour/tour-state.ts';
import { wordsOf } from '../words/index.ts';
import type { Words } from '../words/types.ts';
import type { Drawer } from '../coverage/cost-book.ts';
import { Board } from '../coverage/board.ts';
import { Cases } from './cases.ts';
import { PlaybackClock } from './clock.ts';
import { Ended } from './client.ts';
import { Explorer, type Exploration } from './explorer.ts';
import { Speaker } from './speaker.ts';
import type { Tab } from './tabs.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** Something that the reader should know and that is no bug. */
export type Notice = (words: Words) => string;

export type DialogName = 'gallery' | 'keys' | 'take';

export interface LabOptions {
  readonly makeWorker: () => Worker;
  readonly calm: () => boolean;
  readonly lang: Lang;
  /** Where unsaved work is kept; absent where the browser has no storage. */
  readonly drafts?: Drafts;
  /** Where the reader's own costs are kept; absent where the browser keeps nothing. */
  readonly drawer: Drawer | undefined;
}

const EXCESS = { places: 'excessPlaces', controls: 'excessControls', attacks: 'excessAttacks' } as const;

/** The exploration waits for the first picture, but not for longer than this. */
const EXPLORE_AFTER_MS = 1_500;

/**
 * The state of one page.
 * Units: see the signals. Errors: what a worker throws stands in `failure`. Source: own design.
 */
export class Lab {
  readonly lang: Signal<Lang>;
  readonly theme: Signal<Theme> = signal('auto');
  readonly words: ReadonlySignal<Words> = computed(() => wordsOf(this.lang.value));
  readonly loaded: Signal<LoadedScenario | undefined> = signal(undefined);
  readonly issues: Signal<readonly Issue[]> = signal([]);
  readonly failure: Signal<string | undefined> = signal(undefined);
  readonly notice: Signal<Notice | undefined> = signal(undefined);
  readonly dialog: Signal<DialogName | undefined> = signal(undefined);
  readonly tour = new TourState();
  readonly seed: Signal<number> = signal(1);
  /** The shipped scenario that runs; undefined when it is the reader's own or was changed. */
  readonly shippedId: Signal<string | undefined> = signal(undefined);
  /** The text that the reader sees and changes; what runs is in `loaded`. */
  readonly source: SourceState;
  readonly edit: EditState;

  readonly #explorer: Explorer;
  readonly trees: ReadonlySignal<ReadonlyMap<string, DecisionTree>>;
  readonly threats: ReadonlySignal<ReadonlyMap<string, ThreatCoverage>>;
  readonly coverage: ReadonlySignal<CoverageDocument | undefined>;
  readonly exploration: ReadonlySignal<Exploration>;

  /** The switches. */
  readonly profile: Signal<ReadonlySet<string>> = signal(new Set());
  readonly explored: ReadonlySignal<WhatIfTrees> = computed(() => treesOf(this.loaded.value?.attacks ?? [], this.trees.value));
  readonly verdicts: ReadonlySignal<WhatIf> = computed(() => whatIf(this.explored.value, this.profile.value));
  readonly gains: ReadonlySignal<ReadonlyMap<string, Gain>> = computed(() =>
    gainsOf(this.explored.value, this.loaded.value?.controls.map(({ id }) => id) ?? [], this.profile.value, this.verdicts.value),
  );

  /** Verdicts under the switches by threat and by attack, for parts of the page that show one each. */
  readonly verdictOf: ReadonlySignal<ReadonlyMap<string, WhatIfRow>> = computed(
    () => new Map(this.verdicts.value.threats.flatMap((threat) => [threat, ...threat.attacks].map((row) => [row.id, row] as const))),
  );
  readonly board: Board;

  readonly tab: Signal<Tab> = signal('matrix');
  /** What is looked into; its parts stand below as well, since the whole page reads them. */
  readonly cases: Cases;
  readonly evidence: Cases['evidence'];
  readonly shownSide: Cases['shownSide'];
  readonly shown: Cases['shown'];
  readonly busy: Cases['busy'];
  readonly compare: Cases['compare'];
  readonly inspection: Cases['inspection'];
  readonly told: Cases['told'];
  /** Whether the timeline is drawn in the playback's pace or in true time. */
  readonly paced: Signal<boolean> = signal(true);
  readonly clock: PlaybackClock;
  readonly calm: () => boolean;

  readonly speaker: Speaker;
  readonly makeWorker: () => Worker;
  /** What runs, as it was opened. */
  readonly opening: Signal<Opening | undefined> = signal(undefined);
  /** What the network picture shows now; undefined while there is none. */
  readonly picture: Signal<(() => Still) | undefined> = signal(undefined);
  #startExploring: (() => void) | undefined;

  constructor(options: LabOptions) {
    this.lang = signal(options.lang);
    this.calm = options.calm;
    this.clock = new PlaybackClock(options.calm);
    this.source = new SourceState(options.makeWorker, (error) => this.#fail(error));
    this.makeWorker = options.makeWorker;
    this.speaker = new Speaker(options.makeWorker);
    this.#explorer = new Explorer(options.makeWorker);
    ({ trees: this.trees, threats: this.threats, coverage: this.coverage, exploration: this.exploration } = this.#explorer);
    this.cases = new Cases({
      clock: this.clock,
      speaker: this.speaker,
      tab: this.tab,
      seed: this.seed,
      horizonNs: () => this.loaded.peek()?.scenario.horizonNs ?? 0,
      attempt: (work) => this.attempt(work),
      onReplayed: () => this.#startExploring?.(),
    });
    ({ evidence: this.evidence, shownSide: this.shownSide, shown: this.shown, busy: this.busy } = this.cases);
    ({ compare: this.compare, inspection: this.inspection, told: this.told } = this.cases);
    this.edit = new EditState(this, options.drafts);
    const { loaded, coverage, explored, verdicts, threats: cells } = this;
    this.board = new Board({
      loaded,
      coverage,
      explored,
      verdicts,
      cells,
      plan: (controls, trees) => this.attempt(() => this.speaker.ask({ kind: 'plan', controls, trees })),
      times: () => this.attempt(() => this.speaker.ask({ kind: 'times' })),
      drawer: options.drawer,
    });
  }

  /** Opens a text from outside and runs it. Resolves when it is read; false if it has faults. */
  async open(text: string, file: string): Promise<boolean> {
    this.source.open(text, file);
    return this.run();
  }

  /** Opens what was read when the page was built; its text comes when somebody looks at it. */
  async openRead(read: ReadScenario, file: string, text: () => Promise<string>): Promise<boolean> {
    this.source.openLater(file, text);
    return this.#run({ kind: 'adopt', file, read });
  }

  /** Reads the text as it stands and starts to explore it; what ran before goes on if it has faults. */
  async run(): Promise<boolean> {
    await this.source.ready();
    return this.#run({ kind: 'load', text: this.source.text.peek(), file: this.source.file.peek() });
  }

  async #run(opening: Opening): Promise<boolean> {
    this.notice.value = undefined;
    const answer = await this.attempt(() => this.speaker.read(opening));
    if (answer === undefined) return false;
    if (opening.kind === 'load') this.source.read(opening.text, answer);
    if (!answer.ok) {
      const { excess } = answer;
      this.issues.value = answer.issues;
      if (excess !== undefined)
        this.notice.value = (words) =>
          words.excess(words[EXCESS[excess.what]], excess.count.toLocaleString(), excess.most.toLocaleString());
      return false;
    }
    batch(() => {
      this.opening.value = opening;
      this.shippedId.value = opening.kind === 'adopt' ? opening.read.scenario.id : undefined;
      this.loaded.value = answer.loaded;
      this.issues.value = [];
      this.#explorer.clear(answer.loaded.attacks.length);
      this.profile.value = new Set();
      this.cases.forget();
      if (this.tab.value !== 'edit') this.tab.value = 'matrix';
    });
    this.board.load(answer.loaded);
    this.compare.leave();
    this.#exploreSoon(opening);
    return true;
  }

  /** Turns one switch. */
  flip(control: string): void {
    const next = new Set(this.profile.value);
    if (!next.delete(control)) next.add(control);
    this.profile.value = next;
  }

  /** Sets all switches. */
  setProfile(controls: readonly string[]): void {
    this.profile.value = new Set(controls);
  }

  /** The switches that are on, in the scenario's order. */
  switchedOn(): readonly string[] {
    return (this.loaded.value?.controls ?? []).map(({ id }) => id).filter((id) => this.profile.value.has(id));
  }

  /** Opens the evidence of a cell: the worst attack of the threat with that control alone. */
  async openCell(threat: string, control: string): Promise<void> {
    const attack = worstAttack(this.loaded.value?.attacks ?? [], this.trees.value, threat, new Set([control]));
    if (attack !== undefined) await this.cases.open(attack, [control]);
  }

  /** The first picture first: then all attacks are explored. */
  #exploreSoon(opening: Opening): void {
    const start = (): void => {
      clearTimeout(timer);
      if (this.#startExploring !== start) return;
      this.#startExploring = undefined;
      void this.attempt(() => this.#explorer.start(opening, this.seed.value));
    };
    const timer = setTimeout(start, EXPLORE_AFTER_MS);
    this.#startExploring = start;
  }

  /** Does something; a bug is said, not hidden; what the reader stopped is neither. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Ended) {
        if (error.why === 'slow') this.notice.value = (words) => words.readingSlow;
        return undefined;
      }
      this.#fail(error);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    this.failure.value = error instanceof Error ? error.message : String(error);
  }
}
