/**
 * Purpose: opens a file of the reader's own. It is measured before it is read, and stays on his machine.
 *
 * Units: octets.
 */
import { LARGEST_FILE_BYTES } from '../worker/bounds.ts';
import type { Lab } from './lab.ts';

const KIB = 2 ** 10;
const MIB = 2 ** 20;

/**
 * A size for people.
 * Units: octets in, KiB or MiB out. Errors: none. Source: IEC 80000-13 (binary prefixes).
 */
export function sizeText(sizeBytes: number): string {
  return sizeBytes < MIB ? `${Math.ceil(sizeBytes / KIB)} KiB` : `${(sizeBytes / MIB).toFixed(1)} MiB`;
}

/**
 * Opens a scenario file; what is wrong with it stands in the lab's notices.
 * Units: octets. Errors: none; false if it was not opened. Source: File API.
 */
export async function openFile(lab: Lab, file: File): Promise<boolean> {
  const { name, size } = file;
  if (size > LARGEST_FILE_BYTES) {
    lab.notice.value = (words) => words.fileTooLarge(name, sizeText(size), sizeText(LARGEST_FILE_BYTES));
    return false;
  }
  try {
    return await lab.open(await file.text(), name);
  } catch {
    // The file was moved or may not be read: the browser says no more.
    lab.notice.value = (words) => words.fileUnreadable(name);
    return false;
  }
}
