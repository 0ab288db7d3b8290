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
import { whatIf, type WhatIf, type WhatIfTrees } from '../../threats/coverage/what-if.ts';
import { SourceState } from '../edit/source.ts';
import { gainsOf, treesOf, worstAttack, type Gain } from '../matrix/model.ts';
import type { CoverageProgress, EventFilter, EventPage, LoadedScenario, ReplayAnswer, ReplayCase } from '../worker/protocol.ts';
import { wordsOf } from '../words/index.ts';
import type { Words } from '../words/types.ts';
import { PlaybackClock } from './clock.ts';
import { WorkerClient } from './client.ts';

export type Tab = 'matrix' | 'evidence' | 'events';
export type Theme = 'auto' | 'light' | 'dark';

/** How far the exploration has come. */
export interface Exploration {
  readonly done: number;
  readonly of: number;
  readonly replays: number;
}

/** One attack, told twice: without controls and with some. */
export interface EvidenceCase {
  readonly threat: string;
  readonly attack: string;
  readonly profile: readonly string[];
  readonly bare: ReplayAnswer | undefined;
  readonly with: ReplayAnswer | undefined;
}

export interface LabOptions {
  readonly makeWorker: () => Worker;
  readonly calm: () => boolean;
  readonly lang: Lang;
}

const NOTHING_EXPLORED: Exploration = { done: 0, of: 0, replays: 0 };

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
  readonly seed: Signal<number> = signal(1);
  /** The text that the reader sees and changes; what runs is in `loaded`. */
  readonly source: SourceState;

  readonly trees: Signal<ReadonlyMap<string, DecisionTree>> = signal(new Map());
  readonly threats: Signal<ReadonlyMap<string, ThreatCoverage>> = signal(new Map());
  readonly coverage: Signal<CoverageDocument | undefined> = signal(undefined);
  readonly exploration: Signal<Exploration> = signal(NOTHING_EXPLORED);

  /** The switches. */
  readonly profile: Signal<ReadonlySet<string>> = signal(new Set());
  readonly explored: ReadonlySignal<WhatIfTrees> = computed(() => treesOf(this.loaded.value?.attacks ?? [], this.trees.value));
  readonly verdicts: ReadonlySignal<WhatIf> = computed(() => whatIf(this.explored.value, this.profile.value));
  readonly gains: ReadonlySignal<ReadonlyMap<string, Gain>> = computed(() =>
    gainsOf(this.explored.value, this.loaded.value?.controls.map(({ id }) => id) ?? [], this.profile.value, this.verdicts.value),
  );

  readonly tab: Signal<Tab> = signal('matrix');
  readonly evidence: Signal<EvidenceCase | undefined> = signal(undefined);
  readonly shownSide: Signal<'bare' | 'with'> = signal('with');
  readonly shown: ReadonlySignal<ReplayAnswer | undefined> = computed(() => this.evidence.value?.[this.shownSide.value]);
  readonly busy: Signal<boolean> = signal(false);
  /** Whether the timeline is drawn in the playback's pace or in true time. */
  readonly paced: Signal<boolean> = signal(true);
  readonly clock: PlaybackClock;
  readonly calm: () => boolean;

  readonly #makeWorker: () => Worker;
  readonly #speaker: WorkerClient;
  #explorer: WorkerClient | undefined;
  #asked = 0;

  constructor(options: LabOptions) {
    this.lang = signal(options.lang);
    this.calm = options.calm;
    this.clock = new PlaybackClock(options.calm);
    this.#makeWorker = options.makeWorker;
    this.source = new SourceState(options.makeWorker, (error) => this.#fail(error));
    this.#speaker = new WorkerClient(options.makeWorker());
  }

  /** Opens a scenario from outside and runs it. Resolves when it is read; false if it has faults. */
  async open(text: string, file: string): Promise<boolean> {
    this.source.open(text, file);
    return this.run();
  }

  /** Reads the text as it stands and starts to explore it; what ran before goes on if it has faults. */
  async run(): Promise<boolean> {
    const text = this.source.text.peek();
    const file = this.source.file.peek();
    const answer = await this.#attempt(() => this.#speaker.ask({ kind: 'load', text, file }));
    if (answer === undefined) return false;
    this.source.read(text, answer);
    if (!answer.ok) {
      this.issues.value = answer.issues;
      return false;
    }
    this.#asked++;
    batch(() => {
      this.loaded.value = answer.loaded;
      this.issues.value = [];
      this.trees.value = new Map();
      this.threats.value = new Map();
      this.coverage.value = undefined;
      this.exploration.value = { ...NOTHING_EXPLORED, of: answer.loaded.attacks.length };
      this.profile.value = new Set();
      this.evidence.value = undefined;
      this.tab.value = 'matrix';
    });
    void this.#explore(text, file);
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

  /** Replays an attack without controls and with some, and shows the second. */
  async openCase(attack: string, profile: readonly string[], tab: Tab = 'evidence'): Promise<void> {
    const asked = ++this.#asked;
    const threat = attack.split('/')[0] ?? attack;
    batch(() => {
      this.tab.value = tab;
      this.busy.value = true;
      this.clock.pause();
      this.shownSide.value = profile.length === 0 ? 'bare' : 'with';
      this.evidence.value = { threat, attack, profile, bare: undefined, with: undefined };
    });
    const seed = this.seed.value;
    const replayed = await this.#attempt(async () => {
      const bare = await this.#replay({ attack, profile: [], seed });
      return { bare, with: profile.length === 0 || asked !== this.#asked ? undefined : await this.#replay({ attack, profile, seed }) };
    });
    if (asked !== this.#asked) return;
    batch(() => {
      this.busy.value = false;
      if (replayed === undefined) return;
      this.evidence.value = { threat, attack, profile, ...replayed };
      this.#enter();
    });
  }

  /** Shows the other of the two replays. */
  showSide(side: 'bare' | 'with'): void {
    if (this.evidence.value?.[side] === undefined) return;
    batch(() => {
      this.shownSide.value = side;
      this.#enter();
    });
  }

  /** A page of the events of the replay that is shown; undefined when it has been replaced meanwhile. */
  async page(key: string, filter: EventFilter, offset: number, limit: number): Promise<EventPage | undefined> {
    return this.shown.value?.key === key ? this.#attempt(() => this.#speaker.ask({ kind: 'page', key, filter, offset, limit })) : undefined;
  }

  async locate(key: string, filter: EventFilter, timeNs: number): Promise<number | undefined> {
    return this.shown.value?.key === key ? this.#attempt(() => this.#speaker.ask({ kind: 'locate', key, filter, timeNs })) : undefined;
  }

  /** The clock takes up the replay that is shown. */
  #enter(): void {
    const shown = this.shown.value;
    if (shown !== undefined) this.clock.load(shown.pace);
  }

  #replay(wanted: ReplayCase): Promise<ReplayAnswer> {
    return this.#speaker.ask({ kind: 'replay', case: wanted });
  }

  async #explore(text: string, file: string): Promise<void> {
    this.#explorer?.end();
    const explorer = new WorkerClient(this.#makeWorker());
    this.#explorer = explorer;
    const seed = this.seed.value;
    const coverage = await this.#attempt(async () => {
      await explorer.ask({ kind: 'load', text, file });
      return explorer.ask({ kind: 'coverage', seed }, (progress) => this.#note(explorer, progress));
    });
    explorer.end();
    if (explorer === this.#explorer && coverage !== undefined) this.coverage.value = coverage;
  }

  #note(from: WorkerClient, progress: CoverageProgress): void {
    if (from !== this.#explorer) return;
    if (progress.step === 'threat') {
      this.threats.value = new Map(this.threats.value).set(progress.threat.id, progress.threat);
      return;
    }
    batch(() => {
      this.trees.value = new Map(this.trees.value).set(progress.attack, progress.tree);
      this.exploration.value = { done: progress.done, of: progress.of, replays: this.exploration.value.replays + progress.replays };
    });
  }

  /** A bug is said, not hidden. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    this.failure.value = error instanceof Error ? error.message : String(error);
  }
}
