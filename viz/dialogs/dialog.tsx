/**
 * Purpose: a dialog over the page: it takes the focus, keeps it, gives it back, and closes with Escape.
 *
 * References: HTML Living Standard 4.11.4 (dialog), ARIA Authoring Practices (modal dialog).
 */
import type { ComponentChildren, JSX } from 'preact';
import '../style/dialog.css';
import { useEffect, useRef } from 'preact/hooks';
import { useLab } from '../state/context.ts';

export interface DialogProps {
  readonly name: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog with a title and a button that closes it.
 * Units: none. Errors: none. Source: as above.
 */
export function Dialog({ name, title, onClose, children }: DialogProps): JSX.Element {
  const words = useLab().words.value;
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      class={`dialog ${name}-dialog`}
      aria-labelledby={`${name}-title`}
      onClose={onClose}
      onClick={(event) => {
        // The backdrop belongs to the dialog element itself; what is in it has elements of its own.
        if (event.target === element.current) element.current?.close();
      }}
    >
      <div class="dialog-body">
        <header>
          <h2 id={`${name}-title`}>{title}</h2>
          <button type="button" class="close" aria-label={words.close} title={words.close} onClick={() => element.current?.close()}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
