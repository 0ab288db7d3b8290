/**
 * Purpose: the list of keys, by the part of the page that they work in: the page's own table of keys, which also binds them, and what the browser does by itself.
 */
import type { JSX } from 'preact';
import { KEYS, keyText, NATIVE, type Part } from '../keys/table.ts';
import { keysEn, keysJa } from '../keys/words.ts';
import { useLab } from '../state/context.ts';
import { Dialog } from './dialog.tsx';

const PARTS = Object.keys(KEYS) as readonly Part[];

/** All keys of a part with what each does, in the order of the table. */
function rowsOf(
  part: Part,
  said: Readonly<Record<string, string>>,
): readonly { readonly command: string; readonly keys: readonly string[]; readonly does: string }[] {
  const native: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = NATIVE;
  return [KEYS[part], native[part] ?? {}].flatMap((bound: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(bound).map(([command, keys]) => ({ command, keys, does: said[command] ?? '' })),
  );
}

/**
 * The dialog with the keys.
 * Units: none. Errors: none. Source: the table of keys.
 */
export function Keys({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const lab = useLab();
  const said = lab.lang.value === 'ja' ? keysJa : keysEn;
  return (
    <Dialog name="keys" title={lab.words.value.shortcuts} onClose={onClose}>
      <div class="keys-sections">
        {PARTS.map((part) => (
          <table key={part} data-part={part}>
            <caption>{said[part].title}</caption>
            <tbody>
              {rowsOf(part, said[part]).map(({ command, keys, does }) => (
                <tr key={command} data-command={command}>
                  <th scope="row">
                    {keys.map((key) => (
                      <kbd key={key}>{keyText(key)}</kbd>
                    ))}
                  </th>
                  <td>{does}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Dialog>
  );
}
