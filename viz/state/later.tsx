/**
 * Purpose: a part of the page that is fetched when it is first shown, so that the first load stays small.
 */
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { signal } from '@preact/signals';
import { useLab } from './context.ts';

/**
 * A component that stands in for one that is still to be fetched; until then it shows that it is loading.
 * Units: none. Errors: none; a failed fetch is said as a failure of the lab. Source: own design.
 */
export function later<P extends object>(fetchPart: () => Promise<ComponentType<P>>): FunctionComponent<P> {
  const part = signal<ComponentType<P> | undefined>(undefined);
  return (props: P) => {
    const lab = useLab();
    useEffect(() => {
      if (part.peek() !== undefined) return;
      fetchPart().then(
        (component) => (part.value = component),
        (error: unknown) => (lab.failure.value = String(error)),
      );
    }, []);
    const Part = part.value;
    return Part === undefined ? <p class="nothing">{lab.words.value.loadingPart}</p> : <Part {...props} />;
  };
}
