/**
 * Purpose: files on the reader's own disk: with the File System Access API where the browser has it, else as upload and download.
 *
 * Does not model: anything; no text leaves the machine.
 * References: File System Access (WICG), HTML standard (download attribute).
 */

/** The parts of the File System Access API that are used; browsers without it have none of them. */
export interface FileHandle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface PickerOptions {
  readonly suggestedName?: string;
  readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
}

interface Pickers {
  readonly showOpenFilePicker?: (options: PickerOptions) => Promise<readonly FileHandle[]>;
  readonly showSaveFilePicker?: (options: PickerOptions) => Promise<FileHandle>;
}

const TYPES = [{ description: 'YAML', accept: { 'application/yaml': ['.yaml', '.yml'] } }] as const;

/** Somebody who closes the picker wants nothing. */
async function chosen<T>(pick: () => Promise<T>): Promise<T | undefined> {
  try {
    return await pick();
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'AbortError' || error.name === 'NotAllowedError')) return undefined;
    throw error;
  }
}

function upload(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.yaml,.yml';
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/**
 * Lets the reader choose a file to open.
 * Units: none. Errors: none; undefined if he chose none. Source: File System Access.
 */
export async function openWithPicker(): Promise<{ readonly file: File; readonly handle?: FileHandle } | undefined> {
  const { showOpenFilePicker } = globalThis as Pickers;
  if (showOpenFilePicker === undefined) {
    const file = await upload();
    return file === undefined ? undefined : { file };
  }
  const handle = (await chosen(() => showOpenFilePicker({ types: TYPES })))?.[0];
  return handle === undefined ? undefined : { file: await handle.getFile(), handle };
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Saves a text: to the file that was opened or saved before, else where the reader says.
 * Units: none. Errors: rejects when the disk refuses; undefined if the reader chose no place. Source: File System Access.
 */
export async function saveText(
  text: string,
  name: string,
  handle: FileHandle | undefined,
): Promise<{ readonly file: string; readonly handle: FileHandle | undefined } | undefined> {
  const { showSaveFilePicker } = globalThis as Pickers;
  const suggestedName = /\.ya?ml$/.test(name) ? name : `${name || 'scenario'}.yaml`;
  if (handle === undefined && showSaveFilePicker === undefined) {
    download(text, suggestedName);
    return { file: suggestedName, handle: undefined };
  }
  const target =
    handle ?? (showSaveFilePicker === undefined ? undefined : await chosen(() => showSaveFilePicker({ suggestedName, types: TYPES })));
  if (target === undefined) return undefined;
  const writable = await target.createWritable();
  await writable.write(text);
  await writable.close();
  return { file: target.name, handle: target };
}
