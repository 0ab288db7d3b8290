/**
 * Purpose: the tour: a card beside the part of the page that it speaks of, and a ring around that part. The page stays usable meanwhile.
 *
 * Each card takes the focus, so that it is read out; Escape ends the tour.
 * Units: pixels of the window.
 */
import '../style/tour.css';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { commandOf } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import { STEPS } from './steps.ts';
import { useTourWords } from './use-words.ts';

const GAP = 12;
const RING = 4;

/** Beside the target where there is room: right, left, below, above; else in the middle of it. */
function place(target: DOMRect, card: DOMRect): { readonly left: number; readonly top: number } {
  const [width, height] = [globalThis.innerWidth, globalThis.innerHeight];
  const top = Math.min(Math.max(GAP, target.top), height - card.height - GAP);
  const left = Math.min(Math.max(GAP, target.left), width - card.width - GAP);
  if (target.right + GAP + card.width < width) return { left: target.right + GAP, top };
  if (target.left - GAP - card.width > 0) return { left: target.left - GAP - card.width, top };
  if (target.bottom + GAP + card.height < height) return { left, top: target.bottom + GAP };
  if (target.top - GAP - card.height > 0) return { left, top: target.top - GAP - card.height };
  return { left: (width - card.width) / 2, top: Math.max(GAP, height - card.height - GAP) };
}

function move(element: HTMLElement, box: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(box)) element.style.setProperty(name, `${Math.round(value)}px`);
}

/** Keeps card and ring at the target, wherever it goes: the page scrolls and fills while the tour is on. */
function useFollow(selector: string, card: RefObject<HTMLElement | null>, ring: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    document.querySelector(selector)?.scrollIntoView({ block: 'nearest' });
    let frame = 0;
    const follow = (): void => {
      frame = requestAnimationFrame(follow);
      const target = document.querySelector(selector)?.getBoundingClientRect();
      if (card.current === null || ring.current === null) return;
      ring.current.hidden = target === undefined;
      const own = card.current.getBoundingClientRect();
      move(card.current, target === undefined ? { left: GAP, top: GAP } : place(target, own));
      if (target !== undefined)
        move(ring.current, {
          left: target.left - RING,
          top: target.top - RING,
          width: target.width + 2 * RING,
          height: target.height + 2 * RING,
        });
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [selector]);
}

/**
 * The tour, while it is on.
 * Units: none. Errors: none. Source: own design.
 */
export function Tour(): JSX.Element | null {
  const lab = useLab();
  const words = useTourWords();
  const at = useSignal(0);
  const card = useRef<HTMLDivElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const step = STEPS[at.value] ?? STEPS[0];
  useFollow(step?.target ?? 'body', card, ring);
  useEffect(() => {
    void lab.attempt(async () => STEPS[at.value]?.enter?.(lab));
    card.current?.focus();
  }, [at.value]);
  useEffect(() => {
    const before = document.activeElement;
    const onKey = (event: KeyboardEvent): void => {
      if (commandOf('tour', event) === 'close' && document.querySelector('dialog[open]') === null) lab.tour.end();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  if (step === undefined) return null;
  const last = at.value === STEPS.length - 1;
  return (
    <aside class="tour" aria-label={words.tourLabel}>
      <div class="tour-ring" ref={ring} aria-hidden="true" />
      <div
        class="tour-card"
        ref={card}
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        tabIndex={-1}
        data-step={at.value + 1}
      >
        <p class="quiet">{words.tourStep(at.value + 1, STEPS.length)}</p>
        <h2 id="tour-title">{step.title(words)}</h2>
        <p id="tour-text">{step.text(words, lab)}</p>
        <div class="tour-buttons">
          <button type="button" onClick={() => lab.tour.end()}>
            {words.tourEnd}
          </button>
          <button type="button" disabled={at.value === 0} onClick={() => at.value--}>
            {words.tourBack}
          </button>
          <button type="button" class="main" onClick={() => (last ? lab.tour.end() : at.value++)}>
            {last ? words.tourDone : words.tourNext}
          </button>
        </div>
      </div>
    </aside>
  );
}
