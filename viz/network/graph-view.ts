/**
 * Purpose: the network picture on the page: cytoscape draws what stands still and finds what is pointed at, a canvas of our own above it draws what moves.
 *
 * Does not model: anything. The canvas is repainted only when the time, the view or the replay has changed.
 * References: measurements of canvas overlays against cytoscape's own styles (60 frames a second with 2 000 packets against 20).
 */
import cytoscape from 'cytoscape';
import type { Lang } from '../../scenarios/issue.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';
import { anchorOf, seatOf, slotsInUse } from './anchors.ts';
import type { Rect } from './boxes.ts';
import { hubsOf, labelsOf, sceneElements } from './elements.ts';
import { FLASH_MS, MomentReader, type Flash, type MomentView, type Tube } from './moment.ts';
import { paintMoment, type PaintOptions } from './paint.ts';
import { planNetwork } from './plan.ts';
import type { NetworkPlan, Slot, Spot } from './plan-types.ts';
import { Roads } from './routes.ts';
import { sceneStyle } from './scene-style.ts';
import type { Still } from './still.ts';
import { coloursAt, type Colours } from './theme.ts';
import { nextSpot, type Direction } from './walk.ts';

export interface GraphHooks {
  /** A spot was chosen, or none; whether it lies in the upper half of what is seen. */
  readonly onChoose: (place: string | undefined, upper: boolean) => void;
  /** A place was pointed at, boxes included; with where on the screen, if a menu was asked for. */
  readonly onPoint: (place: string | undefined, menu: { readonly x: number; readonly y: number } | undefined) => void;
  readonly words: (flash: Flash) => string | undefined;
  readonly tubeWords: (tube: Tube) => string;
  /** What has just been painted. */
  readonly onPaint: (view: MomentView) => void;
}

/** Where and when a replay parts from its neighbour. */
export interface Parted {
  readonly place: string;
  readonly timeNs: number;
  readonly words: string;
}

const EMPTY: MomentView = { dots: [], tubes: [], flashes: [], infected: [] };
const FIT_PADDING_PX = 14;
/** Height of the zoom buttons with the space around them. */
const BUTTONS_PX = 34;
/** Cytoscape wants to insert a style element, which a strict content security policy forbids; it does not if an element with this id is there. */
const CYTOSCAPE_STYLE_ID = '__________cytoscape_stylesheet';

/** From here on a picture that is moved is moved as an image and drawn anew when it rests: own measurements (bench/viz.ts). */
const MANY_SPOTS = 300;
const FOR_MANY = { textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1, minZoom: 0.02 } as const;

function claimStyleId(): void {
  if (document.getElementById(CYTOSCAPE_STYLE_ID) !== null) return;
  const claim = document.createElement('meta');
  claim.id = CYTOSCAPE_STYLE_ID;
  document.head.append(claim);
}

/**
 * The picture of one scenario.
 * Units: milliseconds on the screen. Errors: throws if the browser gives no 2D canvas. Source: own design.
 */
export class GraphView {
  readonly #cy: cytoscape.Core;
  readonly #canvas: HTMLCanvasElement;
  readonly #container: HTMLElement;
  readonly #scenario: Scenario;
  readonly #plan: NetworkPlan;
  readonly #hooks: GraphHooks;
  readonly #resize: ResizeObserver;
  readonly #spots = new Map<string, Spot>();
  #colours: Colours;
  #lang: Lang;
  #reader: MomentReader | undefined;
  #parted: Parted | undefined;
  #anchor: (place: string) => string | undefined = (place) => place;
  #slots: readonly Slot[] = [];
  #shownMs = 0;
  #speed = 1;
  #calm = false;
  #dirty = true;
  #frame = 0;

  constructor(container: HTMLElement, canvas: HTMLCanvasElement, scenario: Scenario, lang: Lang, hooks: GraphHooks) {
    claimStyleId();
    this.#container = container;
    this.#canvas = canvas;
    this.#scenario = scenario;
    this.#hooks = hooks;
    this.#lang = lang;
    this.#plan = planNetwork(scenario);
    for (const spot of this.#plan.spots) this.#spots.set(spot.id, spot);
    this.#colours = coloursAt(container);
    this.#cy = cytoscape({
      container,
      elements: sceneElements(scenario, this.#plan, lang),
      style: sceneStyle(this.#colours, lang),
      layout: { name: 'preset' },
      minZoom: 0.2,
      maxZoom: 4,
      autoungrabify: true,
      boxSelectionEnabled: false,
      selectionType: 'single',
      ...(this.#plan.spots.length > MANY_SPOTS ? FOR_MANY : {}),
    });
    this.#cy.on('viewport', () => this.#touch());
    this.#cy.on('tap', (event) => {
      this.#tapped(event.target === this.#cy ? undefined : String(event.target.id()));
      this.#hooks.onPoint(this.#placeAt(event), undefined);
      container.focus({ preventScroll: true });
    });
    this.#cy.on('cxttap', (event) => {
      const { left, top } = container.getBoundingClientRect();
      const { x, y } = event.renderedPosition;
      this.#hooks.onPoint(this.#placeAt(event), { x: left + x, y: top + y });
    });
    this.#resize = new ResizeObserver(() => this.fit());
    this.#resize.observe(container);
    this.fit();
  }

  /** Shows the whole picture. */
  fit(): void {
    this.#cy.resize();
    this.#cy.fit(this.#cy.elements(), FIT_PADDING_PX);
    this.#clearButtons();
    this.#touch();
  }

  /** Leaves the lower edge to the buttons that stand there. */
  #clearButtons(): void {
    const low = this.#container.clientHeight - BUTTONS_PX;
    const { y2, h } = this.#cy.elements().renderedBoundingBox();
    if (y2 <= low || low <= 2 * FIT_PADDING_PX) return;
    this.zoomBy(Math.min(1, (low - 2 * FIT_PADDING_PX) / h));
    this.#cy.panBy({ x: 0, y: low - FIT_PADDING_PX - this.#cy.elements().renderedBoundingBox().y2 });
  }

  zoomBy(factor: number): void {
    this.#cy.zoom({
      level: this.#cy.zoom() * factor,
      renderedPosition: { x: this.#container.clientWidth / 2, y: this.#container.clientHeight / 2 },
    });
  }

  /** Shows another replay. */
  setReplay(replay: ReplayAnswer | undefined): void {
    this.#removeSlots();
    this.#reader = undefined;
    if (replay !== undefined) this.#enterReplay(replay);
    this.#touch();
  }

  /** Marks where the replay parts from another one that stands beside it. */
  setParted(parted: Parted | undefined): void {
    this.#parted = parted;
    this.#touch();
  }

  setMoment(shownMs: number, speed: number, calm: boolean): void {
    this.#shownMs = shownMs;
    this.#speed = speed;
    this.#calm = calm;
    this.#touch();
  }

  setLanguage(lang: Lang): void {
    this.#lang = lang;
    this.#cy.style(sceneStyle(this.#colours, lang));
    this.#cy.batch(() => {
      for (const [id, label] of labelsOf(this.#plan, lang)) this.#cy.getElementById(id).data('label', label);
    });
    this.#touch();
  }

  /** Reads the colours again, after light and dark have changed. */
  repaint(): void {
    this.#colours = coloursAt(this.#container);
    this.#cy.style(sceneStyle(this.#colours, this.#lang));
    this.#touch();
  }

  choose(place: string | undefined): void {
    this.#cy.nodes('.chosen').removeClass('chosen');
    if (place === undefined) return;
    const spot = this.#cy.getElementById(place);
    (spot.empty() ? this.#cy.getElementById(`site/${place}`) : spot).addClass('chosen');
  }

  /** Goes to the next spot in a direction, as if it had been pointed at. */
  walk(direction: Direction): void {
    const spots = [...this.#spots.values()].filter(({ kind }) => kind !== 'segment');
    const next = nextSpot(spots, this.#chosen(), direction);
    if (next === undefined) return;
    this.#tapped(next);
    this.#hooks.onPoint(next.startsWith('attacker/') ? undefined : next, undefined);
    this.#intoView(next);
  }

  /** Chooses nothing any more. */
  leave(): void {
    this.#tapped(undefined);
    this.#hooks.onPoint(undefined, undefined);
  }

  /** Asks for the menu of what is chosen, as the right button does. */
  openMenu(): void {
    const place = this.#chosen();
    const { left, top } = this.#container.getBoundingClientRect();
    const { x, y } = place === undefined ? { x: 0, y: 0 } : this.#cy.getElementById(place).renderedPosition();
    this.#hooks.onPoint(place, { x: left + x, y: top + y });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#cy.destroy();
  }

  #enterReplay(replay: ReplayAnswer): void {
    const attack = replay.case.attack.split('/');
    const vantage = this.#scenario.vantages.find((one) => one.kind === attack[1] && one.at === attack[2]);
    if (vantage === undefined) return;
    this.#slots = slotsInUse(this.#plan, vantage, replay.frames.places);
    for (const slot of this.#slots) this.#spots.set(slot.spot.id, slot.spot);
    for (const slot of this.#slots) this.#slotElements(slot).removeClass('absent');
    const seat = seatOf(this.#scenario, this.#plan, vantage);
    if (seat !== undefined && this.#slots.every((slot) => slot.spot.id !== seat)) this.#cy.getElementById(seat).addClass('taken');
    if (vantage.kind === 'peer') this.#cy.getElementById(`site/${vantage.at}`).addClass('owned');
    const roads = new Roads([...this.#spots.values()], [...this.#plan.wires, ...this.#slots.map((slot) => slot.wire)]);
    const known = new Set(this.#spots.keys());
    this.#anchor = (place) => anchorOf(known, seat, place);
    this.#reader = new MomentReader(replay, roads, this.#anchor);
  }

  #removeSlots(): void {
    for (const slot of this.#slots) {
      this.#slotElements(slot).addClass('absent');
      this.#spots.delete(slot.spot.id);
    }
    this.#slots = [];
    this.#cy.nodes().removeClass('taken owned');
  }

  #slotElements({ spot }: Slot): cytoscape.CollectionReturnValue {
    const node = this.#cy.getElementById(spot.id);
    return node.union(node.connectedEdges());
  }

  /** The place that was pointed at: a spot, else the innermost box. */
  #placeAt(event: cytoscape.EventObject): string | undefined {
    const id = event.target === this.#cy ? undefined : String(event.target.id());
    if (id !== undefined && this.#spots.has(id) && !id.startsWith('attacker/')) return id;
    const { x, y } = event.position;
    const around = this.#cy.nodes('.box').filter((node) => {
      const { x1, x2, y1, y2 } = node.boundingBox({ includeLabels: true });
      return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    });
    const zone = around.filter('.zone').first();
    const box = zone.empty() ? around.first() : zone;
    return box.empty() ? undefined : box.id().replace(/^[a-z]+\//, '');
  }

  #chosen(): string | undefined {
    const node = this.#cy.nodes('.chosen').first();
    return node.empty() || !this.#spots.has(node.id()) ? undefined : node.id();
  }

  /** What was reached by key may lie outside of what is seen, where the picture is enlarged. */
  #intoView(id: string): void {
    const { x, y } = this.#cy.getElementById(id).renderedPosition();
    const { clientWidth: width, clientHeight: height } = this.#container;
    const past = (at: number, size: number): number => (at < 0 || at > size ? size / 2 - at : 0);
    this.#cy.panBy({ x: past(x, width), y: past(y, height) });
  }

  #tapped(id: string | undefined): void {
    const place = id !== undefined && this.#spots.has(id) ? id : undefined;
    this.choose(place);
    const node = place === undefined ? undefined : this.#cy.getElementById(place);
    this.#hooks.onChoose(place, node !== undefined && node.renderedPosition().y * 2 < this.#container.clientHeight);
  }

  #touch(): void {
    if (this.#dirty && this.#frame !== 0) return;
    this.#dirty = true;
    this.#frame = requestAnimationFrame(() => {
      this.#dirty = false;
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) throw new Error('picture: the browser gives no 2D canvas');
    const scale = window.devicePixelRatio;
    const [width, height] = [this.#container.clientWidth * scale, this.#container.clientHeight * scale].map(Math.round);
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const zoom = this.#cy.zoom();
    const pan = this.#cy.pan();
    context.setTransform(scale * zoom, 0, 0, scale * zoom, scale * pan.x, scale * pan.y);
    const view = this.#view();
    const { x1, y1, w, h } = this.#cy.extent();
    paintMoment(context, view, this.#options(zoom, { x: x1, y: y1, width: w, height: h }));
    this.#hooks.onPaint(view);
  }

  /** The picture as it is now, for drawing it elsewhere. */
  still(): Still {
    const shown = [...this.#slots.map(({ spot }) => spot.id), ...this.#cy.nodes('.taken').map((node) => node.id())];
    const rects = this.#plan.boxes.map(({ id }) => {
      const { x1, y1, w, h } = this.#cy.getElementById(id).boundingBox({ includeLabels: false, includeOverlays: false });
      return [id, { x: x1, y: y1, width: w, height: h }] as const;
    });
    const drawn = { plan: this.#plan, rects: new Map(rects), colours: this.#colours, lang: this.#lang };
    return {
      scene: { ...drawn, taken: new Set(shown), hubs: hubsOf(this.#scenario) },
      paint: (pen, seen) => paintMoment(pen, this.#view(), this.#options(1, seen)),
    };
  }

  #options(zoom: number, seen: Rect): PaintOptions {
    const { words, tubeWords } = this.#hooks;
    return { colours: this.#colours, zoom, calm: this.#calm, spot: (id) => this.#spots.get(id), words, tubeWords, seen };
  }

  #view(): MomentView {
    const reader = this.#reader;
    if (reader === undefined) return EMPTY;
    const keepMs = FLASH_MS * this.#speed;
    const view = reader.at(this.#shownMs, keepMs);
    const spot = this.#parted === undefined ? undefined : this.#anchor(this.#parted.place);
    const since = this.#parted === undefined ? undefined : reader.since(this.#parted.timeNs, this.#shownMs, keepMs);
    if (this.#parted === undefined || spot === undefined || since === undefined) return view;
    return { ...view, parted: { place: spot, words: this.#parted.words, fresh: since === 'now' } };
  }
}
