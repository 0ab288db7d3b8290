/**
 * Purpose: the network on the page: the picture, its buttons, what it means, what the attacker knows by now, and the same as text.
 */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useComputed, useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { GraphView, type GraphHooks } from '../network/graph-view.ts';
import { commandOf, keyOf, type Command } from '../keys/table.ts';
import type { Flash, MomentView, Tube } from '../network/moment.ts';
import type { Still } from '../network/still.ts';
import type { Lab } from '../state/lab.ts';
import { useLab } from '../state/context.ts';
import { controlName, knowledgeForm, knowledgeName, isTelling } from '../state/names.ts';
import type { LoadedScenario, ReplayAnswer } from '../worker/protocol.ts';
import type { Words } from '../words/types.ts';
import { fontsArrived } from '../words/japanese-font.ts';
import { reasonSoon, reasonsHere } from '../words/reasons-later.ts';
import { Legend } from './legend.tsx';
import { NetworkText, PlaceCard } from './places.tsx';

const ZOOM_STEP = 1.25;

/** Which of two replays side by side a picture shows; undefined = the page has one picture, of the replay that is shown. */
type Side = 'left' | 'right' | undefined;

function replayOf(lab: Lab, side: Side): ReplayAnswer | undefined {
  // A draft has no replay yet.
  if (lab.edit.draft.value !== undefined) return undefined;
  return side === undefined ? lab.shown.value : lab.compare.pair.value?.[side];
}

/** What a mark says in the picture. */
function flashWords(lab: Lab, loaded: LoadedScenario, { mark }: Flash): string | undefined {
  const words = lab.words.peek();
  const lang = lab.lang.peek();
  const field = (name: string): string => String(mark.fields[name] ?? '');
  if (mark.kind === 'stop' || mark.kind === 'drop') {
    const reason = reasonSoon(field('reason'))?.[lang];
    if (reason === undefined) return undefined;
    return mark.kind === 'drop' ? words.dropped(reason) : `${controlName(loaded, field('control'), lang)}: ${reason}`;
  }
  if (mark.kind === 'learn') return words.flashLearned(knowledgeName(loaded.scenario, field('what'), lang, words));
  if (mark.kind === 'accept') return words.flashAccepted;
  return mark.kind === 'infected' ? words.flashInfected : undefined;
}

function tubeWords(lab: Lab, loaded: LoadedScenario, tube: Tube): string {
  const words = lab.words.peek();
  if (tube.hostile) return words.tubeHostile;
  return tube.control === '' ? words.tubePlain : words.tubeLabel(controlName(loaded, tube.control, lab.lang.peek()));
}

/** The picture says in numbers what it shows; tests and curious readers find them there. */
function note(stage: HTMLElement | null, view: MomentView, timeNs: number): void {
  if (stage === null) return;
  const { dataset } = stage;
  dataset['timeNs'] = String(timeNs);
  dataset['packets'] = String(view.dots.length);
  dataset['tunnels'] = String(view.tubes.length);
  dataset['flashes'] = String(view.flashes.length);
  dataset['parted'] = view.parted === undefined ? '' : view.parted.fresh ? 'now' : 'past';
  dataset['infected'] = String(view.infected.length);
}

/** The picture by keyboard: arrows go from place to place, Enter opens what the chosen one offers. */
function usePictureKeys(
  lab: Lab,
  view: Signal<GraphView | undefined>,
): (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => void {
  return (event) => {
    const command = commandOf('picture', event);
    const graph = view.peek();
    if (command === undefined || graph === undefined) return;
    const picture = event.currentTarget.closest('.picture');
    const acts: Readonly<Record<Command<'picture'>, () => void>> = {
      left: () => graph.walk('left'),
      right: () => graph.walk('right'),
      up: () => graph.walk('up'),
      down: () => graph.walk('down'),
      open: () => {
        const button =
          picture?.querySelector<HTMLElement>('.card.place li button') ?? picture?.querySelector<HTMLElement>('.card.place .close');
        if (lab.tab.peek() === 'edit') graph.openMenu();
        else button?.focus();
      },
      menu: () => graph.openMenu(),
      leave: () => graph.leave(),
    };
    acts[command]();
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The picture follows the replay, the clock, the language, the place that is edited, and the colours. */
function useFollowing(lab: Lab, view: Signal<GraphView | undefined>, side: Side): void {
  useSignalEffect(() => view.value?.setReplay(replayOf(lab, side)));
  useSignalEffect(() => {
    const replay = replayOf(lab, side);
    const row = replay === undefined ? undefined : lab.compare.rowOf(replay.key);
    view.value?.setParted(row && { place: row.at, timeNs: row.timeNs, words: lab.words.value.partedHere });
  });
  useSignalEffect(() => {
    // Painted again when the words for reasons have come.
    void reasonsHere();
    view.value?.setMoment(lab.clock.shownMs.value, lab.clock.speed.value, lab.calm());
  });
  useSignalEffect(() => view.value?.setLanguage(lab.lang.value));
  useSignalEffect(() => {
    if (lab.tab.value === 'edit') view.value?.choose(lab.edit.seen.value);
  });
  useSignalEffect(() => {
    const theme = lab.theme.value;
    requestAnimationFrame(() => theme !== undefined && view.peek()?.repaint());
  });
}

function Picture({
  loaded,
  side,
  view,
  onChoose,
}: {
  readonly loaded: LoadedScenario;
  readonly side: Side;
  readonly view: Signal<GraphView | undefined>;
  readonly onChoose: GraphHooks['onChoose'];
}): JSX.Element {
  const lab = useLab();
  const stage = useRef<HTMLDivElement>(null);
  const scene = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const onKey = usePictureKeys(lab, view);
  useEffect(() => {
    if (scene.current === null || canvas.current === null) return undefined;
    const graph = new GraphView(scene.current, canvas.current, loaded.scenario, lab.lang.peek(), {
      onChoose,
      onPoint: (place, menu) => {
        lab.edit.place.value = place;
        if (menu !== undefined) void lab.edit.openMenu(place, menu);
      },
      words: (flash) => flashWords(lab, loaded, flash),
      tubeWords: (tube) => tubeWords(lab, loaded, tube),
      onPaint: (moment) => note(stage.current, moment, lab.clock.timeNs.peek()),
    });
    view.value = graph;
    const still = (): Still => graph.still();
    lab.picture.value = still;
    const colours = matchMedia('(prefers-color-scheme: dark)');
    const repaint = (): void => graph.repaint();
    colours.addEventListener('change', repaint);
    return () => {
      colours.removeEventListener('change', repaint);
      view.value = undefined;
      if (lab.picture.peek() === still) lab.picture.value = undefined;
      graph.destroy();
    };
    // A font that has come measures otherwise than the one that stood in for it.
  }, [loaded, fontsArrived.value]);
  useFollowing(lab, view, side);
  return (
    <div class="stage" ref={stage} data-packets="0" data-tunnels="0" data-time-ns="0">
      <div
        class="scene"
        ref={scene}
        role="application"
        tabIndex={0}
        aria-label={`${lab.words.value.network}: ${loaded.scenario.title[lab.lang.value]}. ${lab.words.value.networkKeys}`}
        onKeyDown={onKey}
      />
      <canvas class="overlay" ref={canvas} aria-hidden="true" />
    </div>
  );
}

/** What the attacker has learned up to the moment that is shown. */
function AttackerKnows({ loaded, side }: { readonly loaded: LoadedScenario; readonly side: Side }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const telling = useComputed(() => (replayOf(lab, side)?.entry.learned ?? []).filter(isTelling));
  // Counted, so that the list is drawn again only when he learns something.
  const count = useComputed(() => telling.value.filter((one) => one.atNs <= lab.clock.timeNs.value).length);
  if (replayOf(lab, side) === undefined) return null;
  const known = telling.value.slice(0, count.value);
  return (
    <div class="knows" data-count={known.length}>
      <h3>{words.attackerKnows}</h3>
      {known.length === 0 ? <p class="quiet">{words.attackerKnowsNothing}</p> : null}
      <ul>
        {known.map((one) => (
          <li key={`${one.form} ${one.what}`}>
            <span class="quiet">{knowledgeForm(one.form, words)}</span> {knowledgeName(loaded.scenario, one.what, lang, words)}
            {one.label === 'phi' ? <span class="label-phi">PHI</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function titleOf(words: Words, side: Side): string {
  return side === undefined ? words.network : `${words.network}: ${side === 'left' ? words.sideLeft : words.sideRight}`;
}

/** While the network is edited something else may be chosen beside the picture; a card of what was chosen before would only be in the way. */
function stillChosen(lab: Lab, place: string): boolean {
  return lab.tab.value !== 'edit' || lab.edit.place.value === place;
}

/**
 * The network panel.
 * Units: none. Errors: none. Source: own design.
 */
export function NetworkPanel({ loaded, side }: { readonly loaded: LoadedScenario; readonly side?: 'left' | 'right' }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const view = useSignal<GraphView | undefined>(undefined);
  const chosen = useSignal<{ readonly place: string; readonly upper: boolean } | undefined>(undefined);
  return (
    <section class="panel network" id={side === 'right' ? 'network-right' : 'network'} data-side={side} aria-label={titleOf(words, side)}>
      <h2 class="hidden">{titleOf(words, side)}</h2>
      <div class="picture">
        <Picture
          loaded={loaded}
          side={side}
          view={view}
          onChoose={(place, upper) => (chosen.value = place === undefined ? undefined : { place, upper })}
        />
        <div class="zoom" role="group" aria-label={words.network}>
          <button type="button" title={words.zoomIn} aria-label={words.zoomIn} onClick={() => view.value?.zoomBy(ZOOM_STEP)}>
            +
          </button>
          <button type="button" title={words.zoomOut} aria-label={words.zoomOut} onClick={() => view.value?.zoomBy(1 / ZOOM_STEP)}>
            −
          </button>
          <button type="button" title={words.fit} aria-label={words.fit} onClick={() => view.value?.fit()}>
            <svg class="mark" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
              <path class="stroked" d="M9.5 2H14v4.5M14 2 9.5 6.5M6.5 14H2V9.5M2 14l4.5-4.5" />
            </svg>
          </button>
        </div>
        {chosen.value === undefined || !stillChosen(lab, chosen.value.place) ? null : (
          <PlaceCard
            loaded={loaded}
            place={chosen.value.place}
            low={chosen.value.upper}
            onClose={() => {
              view.value?.leave();
              document.querySelector<HTMLElement>(side === 'right' ? '#network-right .scene' : '#network .scene')?.focus();
            }}
          />
        )}
        {lab.busy.value ? (
          <p class="busy" role="status">
            {words.busyReplay}
          </p>
        ) : null}
      </div>
      <div class="under">
        {side === undefined ? <Legend /> : null}
        <AttackerKnows loaded={loaded} side={side} />
      </div>
      {side === undefined ? (
        <div class="more">
          <NetworkText loaded={loaded} />
          <details class="as-text">
            <summary>{words.shortcuts}</summary>
            <p>
              {words.networkHelp} {words.networkKeys}{' '}
              <button type="button" class="link" onClick={() => (lab.dialog.value = 'keys')}>
                {words.allKeys(keyOf('page', 'list'))}
              </button>
            </p>
          </details>
        </div>
      ) : null}
    </section>
  );
}
