/**
 * Purpose: what the reader waits for when it takes long, with a button that stops it.
 */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { useLab } from '../state/context.ts';

/** Own choice: what ends sooner needs no button, and a note that flashes by only disturbs. */
const LONG_MS = 1_000;

/**
 * The note; nothing while nothing takes long. It lies over the page and moves nothing.
 * Units: milliseconds. Errors: none. Source: own design.
 */
export function Waiting(): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const waiting = lab.speaker.waiting.value;
  const long = useSignal(false);
  useEffect(() => {
    long.value = false;
    if (waiting === undefined) return undefined;
    const timer = setTimeout(() => (long.value = true), LONG_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  if (waiting === undefined || !long.value) return null;
  return (
    <div class="waiting">
      <span role="status">{waiting === 'reading' ? words.readingLong(lab.speaker.readingFile) : words.replayingLong}</span>
      <button type="button" onClick={() => lab.speaker.cancel()}>
        {words.cancel}
      </button>
    </div>
  );
}
