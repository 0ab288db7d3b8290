/**
 * Purpose: the places at which the editor stands on the page, while it is not loaded yet and after: its tab, the tools over the picture, and its words to the reader.
 */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { FileHandle } from './files.ts';

/**
 * The editor's tab.
 * Units: none. Errors: none. Source: own design.
 */
export function EditTab(): JSX.Element {
  const lab = useLab();
  const opened = lab.edit.opened.value;
  if (opened === undefined) return <p class="nothing">{lab.words.value.editorLoading}</p>;
  return <opened.room.Editor document={opened.document} />;
}

/**
 * The tools of the drawing, while its text is edited.
 * Units: none. Errors: none. Source: own design.
 */
export function DrawTools({ drawn }: { readonly drawn: LoadedScenario }): JSX.Element | null {
  const lab = useLab();
  const opened = lab.edit.opened.value;
  if (opened === undefined) return null;
  return (
    <>
      {lab.tab.value === 'edit' ? <opened.room.DrawBar document={opened.document} drawn={drawn} /> : null}
      <opened.room.DrawForm document={opened.document} />
    </>
  );
}

/**
 * Says that the picture shows a draft, and how to run it.
 * Units: none. Errors: none. Source: own design.
 */
export function DraftMark(): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  if (lab.edit.draft.value === undefined) return null;
  const stale = lab.source.checked.value && lab.source.check.value?.draft === undefined;
  return (
    <p class="draft-mark" role="status" data-stale={stale ? 'yes' : 'no'}>
      <strong>{words.draft}</strong> {stale ? words.draftStale : words.draftHelp}
      {stale ? null : (
        <button type="button" onClick={() => void lab.edit.run()}>
          {words.editRun}
        </button>
      )}
    </p>
  );
}

/**
 * A word to the reader at the lower edge; it moves nothing.
 * Units: none. Errors: none. Source: own design.
 */
export function EditToast(): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const toast = lab.edit.toast.value;
  const close = (): void => {
    lab.edit.toast.value = undefined;
  };
  useEffect(() => {
    if (toast === undefined || toast.act !== undefined) return undefined;
    const timer = setTimeout(close, 6_000);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div class="edit-toast" role="status">
      {toast === undefined ? null : (
        <p>
          <span>{toast.text(words)}</span>
          {toast.act === undefined ? null : (
            <button
              type="button"
              onClick={() => {
                close();
                toast.act?.run();
              }}
            >
              {toast.act.name(words)}
            </button>
          )}
          <button type="button" aria-label={words.close} title={words.close} onClick={close}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}

interface HandleItem {
  readonly getAsFileSystemHandle?: () => Promise<unknown>;
}

/** The handle of a dropped file, where the browser gives one: it can then be saved to. */
async function handleOf(item: DataTransferItem | undefined): Promise<FileHandle | undefined> {
  const handle = await (item as HandleItem | undefined)?.getAsFileSystemHandle?.();
  return typeof handle === 'object' && handle !== null && 'createWritable' in handle ? (handle as FileHandle) : undefined;
}

/**
 * Opens a file that is dropped anywhere on the page.
 * Units: none. Errors: none. Source: HTML standard (drag and drop).
 */
export function DropZone(): JSX.Element | null {
  const lab = useLab();
  const over = useSignal(false);
  useEffect(() => {
    const holdsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent): void => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) over.value = false;
    };
    const onDrop = (event: DragEvent): void => {
      over.value = false;
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      const handle = handleOf(event.dataTransfer?.items[0]);
      void handle.then((found) => lab.edit.open(file, found));
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [lab]);
  return over.value ? (
    <p class="drop-zone" aria-hidden="true">
      {lab.words.value.editDrop}
    </p>
  ) : null;
}
