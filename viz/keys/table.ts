/**
 * Purpose: every key of the page, by the part of it that has the focus and what the key does there. What listens for keys asks this table, and the list of keys shows it.
 *
 * A key is written as in CodeMirror's keymaps: `Mod` is Ctrl, and Cmd on a Mac. Signs that are typed with Shift stand for themselves.
 * Does not model: what the browser does with buttons and fields by itself; the list of keys says that in `NATIVE`.
 * References: UI Events KeyboardEvent key values; ARIA Authoring Practices (toolbars, tabs, sliders, listboxes, grids, menus).
 */
export const KEYS = {
  page: { list: ['?'] },
  tabs: { previous: ['ArrowLeft'], next: ['ArrowRight'] },
  playback: {
    play: ['Space'],
    previous: ['ArrowLeft'],
    next: ['ArrowRight'],
    back: [',', 'Shift-ArrowLeft'],
    on: ['.', 'Shift-ArrowRight'],
    start: ['Home'],
    end: ['End'],
    slower: ['<'],
    faster: ['>'],
  },
  timeline: {
    back: ['ArrowLeft', 'ArrowDown'],
    on: ['ArrowRight', 'ArrowUp'],
    farBack: ['PageDown'],
    farOn: ['PageUp'],
    start: ['Home'],
    end: ['End'],
    play: ['Space'],
  },
  picture: {
    left: ['ArrowLeft'],
    right: ['ArrowRight'],
    up: ['ArrowUp'],
    down: ['ArrowDown'],
    open: ['Enter'],
    menu: ['Shift-F10', 'ContextMenu'],
    leave: ['Escape'],
  },
  matrix: {
    left: ['ArrowLeft'],
    right: ['ArrowRight'],
    up: ['ArrowUp'],
    down: ['ArrowDown'],
    first: ['Home'],
    last: ['End'],
  },
  rows: {
    up: ['ArrowUp'],
    down: ['ArrowDown'],
    pageUp: ['PageUp'],
    pageDown: ['PageDown'],
    first: ['Home'],
    last: ['End'],
    play: ['Space'],
  },
  filter: { down: ['ArrowDown'], up: ['ArrowUp'], take: ['Enter'], complete: ['Tab'], close: ['Escape'] },
  editor: {
    run: ['Mod-Enter'],
    save: ['Mod-s'],
    undo: ['Mod-z'],
    redo: ['Mod-y', 'Mod-Shift-z'],
    complete: ['Ctrl-Space'],
    help: ['F1'],
    nextFault: ['F8'],
    faults: ['Mod-Shift-m'],
    search: ['Mod-f'],
    findNext: ['F3', 'Mod-g'],
    findPrevious: ['Shift-F3', 'Mod-Shift-g'],
    comment: ['Mod-/'],
    fold: ['Ctrl-Shift-['],
    unfold: ['Ctrl-Shift-]'],
  },
  outline: { up: ['ArrowUp'], down: ['ArrowDown'] },
  menu: { up: ['ArrowUp'], down: ['ArrowDown'], first: ['Home'], last: ['End'], close: ['Escape', 'Tab'] },
  tour: { close: ['Escape'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type Part = keyof typeof KEYS;
export type Command<P extends Part> = keyof (typeof KEYS)[P] & string;

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What the browser, or the text's own editor, does with keys by itself. */
export const NATIVE = {
  page: { move: ['Tab', 'Shift-Tab'], press: ['Enter', 'Space'], close: ['Escape'] },
  matrix: { open: ['Enter'], turn: ['Space'] },
  editor: { choose: ['ArrowDown', 'ArrowUp', 'Enter'], leave: ['Escape', 'Tab'] },
} as const satisfies { readonly [P in Part]?: Readonly<Record<string, readonly string[]>> };

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ContextMenu: '≣',
};

/**
 * A key as people write it.
 * Units: none. Errors: none. Source: habits of keyboards.
 */
export function keyText(chord: string): string {
  const parts = /^((?:(?:Mod|Ctrl|Alt|Shift)-)*)(.+)$/.exec(chord);
  const [, modifiers = '', key = chord] = parts ?? [];
  const name = SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return `${modifiers.replace('Mod-', 'Ctrl-').replaceAll('-', '+')}${name}`;
}

/**
 * The key of a command, as people write it.
 * Units: none. Errors: none. Source: the table.
 */
export function keyOf<P extends Part>(part: P, command: Command<P>): string {
  const bound: Readonly<Record<string, readonly string[]>> = KEYS[part];
  return keyText(bound[command]?.[0] ?? '');
}

/** The key that was pressed, as the table writes it. */
function chordOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  // A sign that takes Shift is itself; a letter with Shift is another key.
  const shifted = shiftKey && (key.length > 1 || key === ' ' || /[a-z]/i.test(key));
  return `${altKey ? 'Alt-' : ''}${ctrlKey || metaKey ? 'Mod-' : ''}${shifted ? 'Shift-' : ''}${name}`;
}

/**
 * What a key does in a part of the page; undefined where it does nothing.
 * Units: none. Errors: none. Source: the table.
 */
export function commandOf<P extends Part>(part: P, event: Pressed): Command<P> | undefined {
  const chord = chordOf(event);
  const bound: Readonly<Record<string, readonly string[]>> = KEYS[part];
  const found = Object.keys(bound).find((command) => bound[command]?.includes(chord) === true);
  return found as Command<P> | undefined;
}
