/**
 * Purpose: the stretch of a long list that its scrolled element shows, kept in step with scrolling and resizing.
 *
 * Units: pixels, rows.
 */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { windowAt, type Window } from './virtual.ts';

/**
 * The rows in view of an element.
 * Units: pixels, rows. Errors: none. Source: own design.
 */
export function useWindow(element: RefObject<HTMLElement | null>, total: ReadonlySignal<number>, rowPx: number): ReadonlySignal<Window> {
  const seen = useSignal({ scrollPx: 0, heightPx: 0 });
  useEffect(() => {
    const list = element.current;
    if (list === null) return undefined;
    const look = (): void => {
      seen.value = { scrollPx: list.scrollTop, heightPx: list.clientHeight };
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(list);
    list.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      list.removeEventListener('scroll', look);
    };
  }, []);
  return useComputed(() => windowAt(seen.value.scrollPx, seen.value.heightPx, total.value, rowPx));
}
