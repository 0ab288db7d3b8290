/**
 * Purpose: the address of the page and the state of the lab, each made from the other: what an address names is opened, and the address follows what is on the screen.
 *
 * A scenario of the reader's own is in it as well, packed. It all stands behind `#` and reaches no server.
 * Does not model: costs that were changed, and the history of edits. Units: screen time in milliseconds.
 */
import { effect, signal, untracked, type Signal } from '@preact/signals';
import { openShipped, shippedIds } from '../shipped/list.ts';
import { sizeText } from '../state/files.ts';
import type { Lab } from '../state/lab.ts';
import { readLink, writeLink, type LinkState } from '../state/link.ts';
import { TABS } from '../state/tabs.ts';
import { LARGEST_FILE_BYTES } from '../worker/bounds.ts';
import { addMoment, readMoment, type MomentLink } from './moment.ts';
import { LONGEST_WORD, pack, unpack } from './pack.ts';

/** What the page opens with when the address names no scenario: the TR's network with tunnels between sites. */
const FIRST = 'figure-3';
/** Browsers count how often a page changes its address, and then refuse: Safari 100 times in 30 s, Chrome 200 times. */
const REST_MS = 400;
/** Stillness before the first packet moves, on the screen. */
const LEAD_MS = 120;

interface Packed {
  readonly text: string;
  readonly word: string;
}

/** The same page again, by reload or from the history; a new address asks for what it names. */
function loadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && (navigation.type === 'reload' || navigation.type === 'back_forward');
}

/**
 * Keeps lab and address together.
 * Units: see above. Errors: what an address cannot bring stands in the lab's notice. Source: own design.
 */
export class Address {
  readonly #lab: Lab;
  readonly #packed: Signal<Packed | undefined> = signal(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #writtenMs = -Infinity;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Opens what the address names, or what the page opens with; from then on both stay together. */
  async start(): Promise<void> {
    const wanted = readLink(location.hash).scenario ?? FIRST;
    const first = shippedIds.includes(wanted) ? wanted : FIRST;
    // Work that was not saved comes back on a reload: it is newer than what the address holds, which is what ran last. A link that is followed goes before it.
    const restored = await this.#lab.edit.restore(Date.now(), loadedAgain(), () => openShipped(this.#lab, first));
    await this.#go(location.hash, restored ? 'opened' : 'first');
    if (restored) this.#lab.tab.value = 'edit';
    // Not `location.hash`: the lab may have written a newer one meanwhile.
    globalThis.addEventListener('hashchange', ({ newURL }) => void this.#go(new URL(newURL).hash, 'later'));
    // What is still to be written must be there after a reload.
    globalThis.addEventListener('pagehide', () => this.#write());
    effect(() => this.#packOwn());
    effect(() => this.#keep());
    effect(() => this.#keepMoment());
  }

  /** The address that shows the same again; undefined, with a notice, when the scenario is too large for one. */
  async whole(): Promise<string | undefined> {
    const lab = this.#lab;
    const own = this.#own();
    const packed = own === undefined ? undefined : { text: own, word: await pack(own) };
    if (packed !== undefined && packed.word.length > LONGEST_WORD) {
      const size = sizeText(packed.word.length);
      lab.notice.value = (words) => words.linkTooLarge(size, sizeText(LONGEST_WORD));
      return undefined;
    }
    this.#packed.value = packed;
    this.#write();
    return location.href;
  }

  /** The text of a scenario that does not come with the page, or was changed. */
  #own(): string | undefined {
    const lab = this.#lab;
    return lab.loaded.value !== undefined && lab.shippedId.value === undefined ? lab.source.ran.value : undefined;
  }

  #packOwn(): void {
    const own = this.#own();
    if (own === undefined || own === this.#packed.peek()?.text) return;
    void pack(own).then((word) => (this.#packed.value = { text: own, word }));
  }

  /** `opened`: a scenario is open already, and the address says only what to show of it. */
  async #go(hash: string, when: 'first' | 'later' | 'opened'): Promise<void> {
    const first = when === 'first';
    const lab = this.#lab;
    const link = readLink(hash);
    const moment = readMoment(hash);
    if (link.lang !== undefined) lab.lang.value = link.lang;
    lab.seed.value = link.seed;
    if (when !== 'opened' && !(await this.#open(link, moment, first))) return;
    const before = lab.notice.peek();
    await this.#follow(link, moment);
    const wish = link.scenario ?? link.attack ?? moment.word ?? moment.timeNs;
    if (first && wish === undefined && !lab.calm()) this.#setMoving();
    lab.notice.value = lab.notice.peek() ?? before;
  }

  /** False if nothing is open in the end. */
  async #open(link: LinkState, { word, file }: MomentLink, first: boolean): Promise<boolean> {
    const lab = this.#lab;
    if (word !== undefined && word !== this.#packed.peek()?.word) {
      const unpacked = await unpack(word, LARGEST_FILE_BYTES);
      if (unpacked.ok && (await lab.open(unpacked.text, file))) return true;
      const notice = unpacked.ok ? lab.notice.peek() : undefined;
      const issues = lab.issues.peek();
      if (lab.loaded.peek() === undefined) await openShipped(lab, FIRST);
      lab.issues.value = issues;
      lab.notice.value =
        notice ??
        (issues.length > 0 ? undefined : (words) => (unpacked.ok || unpacked.why === 'damaged' ? words.linkDamaged : words.linkTooMuch));
      return lab.loaded.peek() !== undefined;
    }
    const wanted = link.scenario ?? (first ? FIRST : undefined);
    if (word !== undefined || wanted === undefined || wanted === lab.shippedId.peek()) return true;
    if (shippedIds.includes(wanted)) return openShipped(lab, wanted);
    const opened = lab.loaded.peek() !== undefined || (await openShipped(lab, FIRST));
    lab.notice.value = (words) => words.linkUnknown(wanted);
    return opened;
  }

  #known(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => this.#lab.loaded.value?.controls.some((control) => control.id === id));
  }

  /** Sets switches, replay and moment as an address says; what the scenario does not have is left out. */
  async #follow(link: LinkState, { tab, side, timeNs }: MomentLink): Promise<void> {
    const lab = this.#lab;
    lab.setProfile(this.#known(link.on));
    const attacks = lab.loaded.value?.attacks ?? [];
    const attack = attacks.find(({ id }) => id === link.attack) ?? attacks[0];
    // A page that was opened without a wish shows the first attack, ready to be played, beside the matrix.
    if (attack === undefined) return;
    const shown = TABS.find((one) => one === tab) ?? (link.attack === undefined ? 'matrix' : 'evidence');
    lab.compare.open.value = link.compare && link.attack !== undefined;
    await lab.cases.open(attack.id, this.#known(link.profile), shown, this.#known(link.base));
    if (side === 'bare') lab.cases.showSide('bare');
    if (timeNs !== undefined) lab.clock.seekNs(timeNs);
  }

  /** A first visit sees at once what the page is about: the picture moves, from shortly before its first packet. */
  #setMoving(): void {
    const { clock, shown } = this.#lab;
    const frames = shown.peek()?.frames;
    if (frames === undefined || frames.count === 0) return;
    clock.seekNs(frames.startNs[0] ?? 0);
    clock.seekShown(clock.shownMs.peek() - LEAD_MS);
    clock.play();
  }

  /** Follows everything that an address holds but the moment. */
  #keep(): void {
    const lab = this.#lab;
    void [this.#packed.value, lab.loaded.value, lab.lang.value, lab.profile.value, lab.evidence.value, lab.seed.value, lab.tab.value];
    void [lab.shownSide.value, lab.shippedId.value, lab.compare.open.value];
    untracked(() => this.#writeSoon());
  }

  /** Follows a clock that stands, when it has been left alone for a while. */
  #keepMoment(): void {
    const { clock } = this.#lab;
    if (clock.playing.value) return;
    void clock.shownMs.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => untracked(() => this.#write()), REST_MS);
  }

  /** At once, and then once in a while: a reader may turn many switches in a second. */
  #writeSoon(): void {
    if (this.#later !== undefined) return;
    const waitMs = this.#writtenMs + REST_MS - performance.now();
    if (waitMs <= 0) this.#write();
    else this.#later = setTimeout(() => this.#write(), waitMs);
  }

  #write(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#writtenMs = performance.now();
    const lab = this.#lab;
    const evidence = lab.evidence.value;
    const packed = this.#packed.value;
    const link = writeLink({
      scenario: lab.shippedId.value,
      lang: lab.lang.value,
      on: lab.profile.value.size === 0 ? [] : lab.switchedOn(),
      attack: evidence?.attack,
      profile: evidence?.profile ?? [],
      base: evidence?.base ?? [],
      compare: lab.compare.open.value,
      seed: lab.seed.value,
    });
    const own = this.#own();
    const fits = own !== undefined && packed?.text === own && packed.word.length <= LONGEST_WORD;
    const moment = {
      tab: evidence === undefined || lab.tab.value === 'evidence' ? undefined : lab.tab.value,
      side: evidence?.with !== undefined && lab.shownSide.value === 'bare' ? ('bare' as const) : undefined,
      timeNs: lab.clock.playing.value || evidence === undefined ? undefined : lab.clock.timeNs.value,
      word: fits ? packed.word : undefined,
      file: lab.source.file.value,
    };
    history.replaceState(null, '', addMoment(link, moment));
  }
}
