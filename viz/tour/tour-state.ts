/**
 * Purpose: whether the tour is on, and whether the reader has had it before. That is remembered in the browser; where nothing can be remembered, the tour is offered again.
 */
import { signal, type Signal } from '@preact/signals';

const KEY = 'wardlab.tour';

/**
 * The tour of one page.
 * Units: none. Errors: none. Source: Web Storage.
 */
export class TourState {
  readonly open: Signal<boolean> = signal(false);
  readonly seen: Signal<boolean> = signal(remembered());

  start(): void {
    this.open.value = true;
  }

  /** Ended or skipped; either way it is not offered again. */
  end(): void {
    this.open.value = false;
    this.seen.value = true;
    try {
      localStorage.setItem(KEY, 'seen');
    } catch {
      // Storage is full or forbidden: the offer comes again, nothing else is lost.
    }
  }
}

function remembered(): boolean {
  try {
    return globalThis.localStorage?.getItem(KEY) === 'seen';
  } catch {
    return false;
  }
}
