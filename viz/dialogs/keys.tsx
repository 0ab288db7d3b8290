/**
 * Purpose: the keys that the page knows, by the part of it that they work in.
 */
import type { JSX } from 'preact';
import { Dialog } from './dialog.tsx';
import { useDialogWords, type DialogWords } from './use-words.ts';

interface Row {
  readonly keys: readonly string[];
  readonly does: keyof DialogWords;
}

interface Section {
  readonly title: keyof DialogWords;
  readonly rows: readonly Row[];
}

const SECTIONS: readonly Section[] = [
  {
    title: 'playback',
    rows: [
      { keys: ['Space'], does: 'keyPlay' },
      { keys: ['←', '→'], does: 'keyStep' },
      { keys: ['Shift ←', 'Shift →'], does: 'keyStepAny' },
      { keys: ['Home'], does: 'toStart' },
    ],
  },
  {
    title: 'timeline',
    rows: [
      { keys: ['←', '→'], does: 'keyScrub' },
      { keys: ['PageUp', 'PageDown'], does: 'keyScrubFar' },
      { keys: ['Home', 'End'], does: 'keyEnds' },
    ],
  },
  {
    title: 'tabMatrix',
    rows: [
      { keys: ['←', '→', '↑', '↓'], does: 'keyCells' },
      { keys: ['Home', 'End'], does: 'keyRowEnds' },
      { keys: ['Enter'], does: 'keyOpenCell' },
      { keys: ['Space'], does: 'keySwitch' },
    ],
  },
  {
    title: 'keysEverywhere',
    rows: [
      { keys: ['Tab', 'Shift Tab'], does: 'keyTab' },
      { keys: ['←', '→'], does: 'keyTabs' },
      { keys: ['Esc'], does: 'keyEscape' },
      { keys: ['?'], does: 'keyKeys' },
    ],
  },
];

/** Texts of this table take no figures. */
function plain(words: DialogWords, key: keyof DialogWords): string {
  const text = words[key];
  if (typeof text !== 'string') throw new Error(`the text ${key} takes figures`);
  return text;
}

/**
 * The dialog with the keys.
 * Units: none. Errors: none. Source: own design.
 */
export function Keys({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const words = useDialogWords();
  return (
    <Dialog name="keys" title={words.shortcuts} onClose={onClose}>
      <div class="keys-sections">
        {SECTIONS.map(({ title, rows }) => (
          <table key={title}>
            <caption>{plain(words, title)}</caption>
            <tbody>
              {rows.map(({ keys, does }) => (
                <tr key={does}>
                  <th scope="row">
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </th>
                  <td>{plain(words, does)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Dialog>
  );
}
