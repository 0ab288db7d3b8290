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
import { askHeld, type Asked } from '../inspect/asking.ts';
import { Inspection } from '../inspect/state.ts';
import { gainsOf, treesOf, worstAttack, type Gain } from '../matrix/model.ts';
import type { Still } from '../network/still.ts';
import type { LoadedScenario, Opening, ReadScenario, ReplayAnswer, ReplayCase } from '../worker/protocol.ts';
import { TourState } from '../tour/tour-state.ts';
import { wordsOf } from '../words/index.ts';
import type { Words } from '../words/types.ts';
import { Comparison } from '../compare/comparison.ts';
import type { Drawer } from '../coverage/cost-book.ts';
import { Board } from '../coverage/board.ts';
import { PlaybackClock } from './clock.ts';
import { Ended } from './client.ts';
import { Explorer, type Exploration } from './explorer.ts';
import { Speaker } from './speaker.ts';

/** In the order in which they stand. */
export const TABS = ['matrix', 'evidence', 'events', 'edit'] as const;
export type Tab = (typeof TABS)[number];
export type Theme = 'auto' | 'light' | 'dark';

/** Something that the reader should know and that is no bug. */
export type Notice = (words: Words) => string;

/** One attack, told twice: without controls (or with those of `base`) and with those of `profile`. */
export interface EvidenceCase {
  readonly threat: string;
  readonly attack: string;
  /** Controls that are on in the first replay: none, unless the reader compares two sets. */
  readonly base: readonly string[];
  readonly profile: readonly string[];
  readonly bare: ReplayAnswer | undefined;
  readonly with: ReplayAnswer | undefined;
}

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
  readonly evidence: Signal<EvidenceCase | undefined> = signal(undefined);
  readonly shownSide: Signal<'bare' | 'with'> = signal('with');
  readonly shown: ReadonlySignal<ReplayAnswer | undefined> = computed(() => {
    const pair = this.compare.pair.value;
    if (pair !== undefined) return this.shownSide.value === 'bare' ? pair.left : pair.right;
    return this.evidence.value?.[this.shownSide.value];
  });
  readonly busy: Signal<boolean> = signal(false);
  /** Whether the timeline is drawn in the playback's pace or in true time. */
  readonly paced: Signal<boolean> = signal(true);
  readonly clock: PlaybackClock;
  readonly compare: Comparison;
  readonly inspection: Inspection;
  readonly calm: () => boolean;

  readonly speaker: Speaker;
  readonly makeWorker: () => Worker;
  /** What runs, as it was opened. */
  readonly opening: Signal<Opening | undefined> = signal(undefined);
  /** What the network picture shows now; undefined while there is none. */
  readonly picture: Signal<(() => Still) | undefined> = signal(undefined);
  #asked = 0;
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
    this.compare = new Comparison({
      clock: this.clock,
      horizonNs: () => this.loaded.peek()?.scenario.horizonNs ?? 0,
      replay: (wanted) => this.#attempt(() => this.#replay(wanted)),
      part: (left, right) => this.#attempt(() => this.speaker.ask({ kind: 'part', left, right })),
    });
    this.edit = new EditState(this, options.drafts);
    const { loaded, coverage, explored, verdicts, threats: cells } = this;
    this.board = new Board({
      loaded,
      coverage,
      explored,
      verdicts,
      cells,
      plan: (controls, trees) => this.#attempt(() => this.speaker.ask({ kind: 'plan', controls, trees })),
      times: () => this.#attempt(() => this.speaker.ask({ kind: 'times' })),
      drawer: options.drawer,
    });
    const asked: Asked = {
      ask: (request) => this.speaker.ask(request),
      replay: (wanted) => this.#replay(wanted),
      shown: () => [this.shown.peek(), this.compare.pair.peek()?.left, this.compare.pair.peek()?.right],
    };
    this.inspection = new Inspection(this.shown, this.clock, (request) => this.#attempt(() => askHeld(asked, request)));
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
    const answer = await this.#attempt(() => this.speaker.read(opening));
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
    this.#asked++;
    batch(() => {
      this.opening.value = opening;
      this.shippedId.value = opening.kind === 'adopt' ? opening.read.scenario.id : undefined;
      this.loaded.value = answer.loaded;
      this.issues.value = [];
      this.#explorer.clear(answer.loaded.attacks.length);
      this.profile.value = new Set();
      this.evidence.value = undefined;
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
    if (attack !== undefined) await this.openCase(attack, [control]);
  }

  /** Replays an attack without controls (or with those of `base`) and with some, and shows the second. */
  async openCase(attack: string, profile: readonly string[], tab: Tab = 'evidence', base: readonly string[] = []): Promise<void> {
    const asked = ++this.#asked;
    const threat = attack.split('/')[0] ?? attack;
    const alone = profile.join() === base.join();
    batch(() => {
      this.tab.value = tab;
      this.busy.value = true;
      this.clock.pause();
      this.shownSide.value = alone ? 'bare' : 'with';
      this.evidence.value = { threat, attack, base, profile, bare: undefined, with: undefined };
    });
    void this.compare.enter(undefined, undefined);
    const seed = this.seed.value;
    const replayed = await this.#attempt(async () => {
      const bare = await this.#replay({ attack, profile: base, seed });
      return { bare, with: alone || asked !== this.#asked ? undefined : await this.#replay({ attack, profile, seed }) };
    });
    if (asked !== this.#asked) return;
    this.#startExploring?.();
    batch(() => {
      this.busy.value = false;
      if (replayed === undefined) return;
      this.evidence.value = { threat, attack, base, profile, ...replayed };
      this.#enter();
    });
    if (this.compare.open.value) void this.compareShown();
  }

  /** Puts the two replays of the evidence side by side. */
  async compareShown(): Promise<void> {
    this.compare.open.value = true;
    await this.compare.enter(this.evidence.value?.bare, this.evidence.value?.with);
  }

  /** Goes back from two pictures to one, at the same moment. */
  endCompare(): void {
    const atNs = this.clock.timeNs.peek();
    this.compare.leave();
    this.#enter(atNs);
  }

  /** Shows the other of the two replays. */
  showSide(side: 'bare' | 'with'): void {
    if (this.evidence.value?.[side] === undefined) return;
    batch(() => {
      this.shownSide.value = side;
      this.#enter();
    });
  }

  /** The clock takes up the replay that is shown. */
  #enter(atNs = 0): void {
    const shown = this.shown.value;
    if (shown !== undefined) this.clock.load(shown.pace, atNs);
  }

  #replay(wanted: ReplayCase): Promise<ReplayAnswer> {
    return this.speaker.ask({ kind: 'replay', case: wanted });
  }

  /** The first picture first: then all attacks are explored. */
  #exploreSoon(opening: Opening): void {
    const start = (): void => {
      clearTimeout(timer);
      if (this.#startExploring !== start) return;
      this.#startExploring = undefined;
      void this.#attempt(() => this.#explorer.start(opening, this.seed.value));
    };
    const timer = setTimeout(start, EXPLORE_AFTER_MS);
    this.#startExploring = start;
  }

  /** Does something for a component; a bug is said, what the reader stopped is not. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.#attempt(work);
  }

  /** A bug is said, not hidden; what the reader stopped is neither. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
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
