/**
 * Purpose: which dialog is open. What a dialog needs is fetched when it is opened for the first time.
 */
import type { FunctionComponent, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { commandOf } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import type { DialogName } from '../state/lab.ts';

interface Contents {
  readonly onClose: () => void;
}

const CONTENTS: Readonly<Record<DialogName, () => Promise<FunctionComponent<Contents>>>> = {
  gallery: async () => (await import('../shipped/gallery.tsx')).Gallery,
  take: async () => (await import('../take/take-away.tsx')).TakeAway,
  keys: async () => (await import('./keys.tsx')).Keys,
};

/**
 * The dialog that is open, if any.
 * Units: none. Errors: what cannot be fetched is told in the lab's `failure`. Source: own design.
 */
export function Dialogs(): JSX.Element | null {
  const lab = useLab();
  const name = lab.dialog.value;
  const shown = useSignal<{ readonly name: DialogName; readonly Contents: FunctionComponent<Contents> } | undefined>(undefined);
  useEffect(() => {
    if (name === undefined) return;
    CONTENTS[name]().then(
      (Contents) => (shown.value = { name, Contents }),
      (error: unknown) => (lab.failure.value = String(error)),
    );
  }, [name]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]') !== null;
      if (commandOf('page', event) !== 'list' || typing) return;
      event.preventDefault();
      lab.dialog.value = 'keys';
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [lab]);
  if (name === undefined || shown.value?.name !== name) return null;
  const { Contents } = shown.value;
  return <Contents onClose={() => (lab.dialog.value = undefined)} />;
}
