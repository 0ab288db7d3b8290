/**
 * Purpose: which attack is looked into: its two replays, which of them is shown, the pair side by side, and the questions about them.
 *
 * Does not model: anything; replays come from a worker. Units: nanoseconds.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { Comparison } from '../compare/comparison.ts';
import { askHeld, type Asked } from '../inspect/asking.ts';
import { Inspection } from '../inspect/state.ts';
import type { ReplayAnswer, ReplayCase } from '../worker/protocol.ts';
import type { PlaybackClock } from './clock.ts';
import type { Speaker } from './speaker.ts';
import type { Tab } from './tabs.ts';
import { Told } from './told.ts';

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

/** What the cases need of the lab. */
export interface CasesHost {
  readonly clock: PlaybackClock;
  readonly speaker: Speaker;
  readonly tab: Signal<Tab>;
  readonly seed: ReadonlySignal<number>;
  readonly horizonNs: () => number;
  /** Does something; a bug is said, and what the reader stopped gives undefined. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  /** Called when the first picture is ready. */
  readonly onReplayed: () => void;
}

/**
 * The attack that is looked into.
 * Units: nanoseconds. Errors: none of its own; the lab says what a worker throws. Source: own design.
 */
export class Cases {
  readonly evidence: Signal<EvidenceCase | undefined> = signal(undefined);
  readonly shownSide: Signal<'bare' | 'with'> = signal('with');
  readonly shown: ReadonlySignal<ReplayAnswer | undefined> = computed(() => {
    const pair = this.compare.pair.value;
    if (pair !== undefined) return this.shownSide.value === 'bare' ? pair.left : pair.right;
    return this.evidence.value?.[this.shownSide.value];
  });
  readonly busy: Signal<boolean> = signal(false);
  readonly compare: Comparison;
  readonly inspection: Inspection;
  readonly told: Told;
  readonly #host: CasesHost;
  #asked = 0;

  constructor(host: CasesHost) {
    this.#host = host;
    const { attempt, clock, speaker } = host;
    this.compare = new Comparison({
      clock,
      horizonNs: host.horizonNs,
      replay: (wanted) => attempt(() => this.#replay(wanted)),
      part: (left, right) => attempt(() => speaker.ask({ kind: 'part', left, right })),
    });
    const asked: Asked = {
      ask: (request) => speaker.ask(request),
      replay: (wanted) => this.#replay(wanted),
      shown: () => {
        const { bare, with: other } = this.evidence.peek() ?? {};
        return [bare, other, this.compare.pair.peek()?.left, this.compare.pair.peek()?.right];
      },
    };
    this.inspection = new Inspection(this.shown, clock, (request) => attempt(() => askHeld(asked, request)));
    this.told = new Told((key) => attempt(() => askHeld(asked, { kind: 'words', key })));
  }

  /** Another scenario: what is on its way belongs to the former one. */
  forget(): void {
    this.#asked++;
    this.evidence.value = undefined;
  }

  /** Replays an attack without controls (or with those of `base`) and with some, and shows the second. */
  async open(attack: string, profile: readonly string[], tab: Tab = 'evidence', base: readonly string[] = []): Promise<void> {
    const asked = ++this.#asked;
    const { clock, seed: seeds, attempt } = this.#host;
    const threat = attack.split('/')[0] ?? attack;
    const alone = profile.join() === base.join();
    batch(() => {
      this.#host.tab.value = tab;
      this.busy.value = true;
      clock.pause();
      this.shownSide.value = alone ? 'bare' : 'with';
      this.evidence.value = { threat, attack, base, profile, bare: undefined, with: undefined };
    });
    void this.compare.enter(undefined, undefined);
    const seed = seeds.value;
    const replayed = await attempt(async () => {
      const bare = await this.#replay({ attack, profile: base, seed });
      return { bare, with: alone || asked !== this.#asked ? undefined : await this.#replay({ attack, profile, seed }) };
    });
    if (asked !== this.#asked) return;
    this.#host.onReplayed();
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
    const atNs = this.#host.clock.timeNs.peek();
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
    if (shown !== undefined) this.#host.clock.load(shown.pace, atNs);
  }

  #replay(wanted: ReplayCase): Promise<ReplayAnswer> {
    return this.#host.speaker.ask({ kind: 'replay', case: wanted });
  }
}
