/**
 * Purpose: CodeMirror set up for scenario files: YAML, completion and help from the schema, faults, search, keys, and the page's colours, in both languages.
 *
 * Does not model: what is proposed (edit/complete.ts) or what is wrong (the loader).
 * References: CodeMirror 6 reference manual.
 */
import {
  autocompletion,
  completionKeymap,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, redo, toggleComment, undo } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldCode, foldGutter, HighlightStyle, indentUnit, syntaxHighlighting, unfoldCode } from '@codemirror/language';
import { lintGutter, nextDiagnostic, openLintPanel } from '@codemirror/lint';
import { findNext, findPrevious, highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  showTooltip,
  type Command,
  type KeyBinding,
  type Tooltip,
} from '@codemirror/view';
import { StateEffect, StateField } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { PLACE_WORD } from '../../scenarios/places.ts';
import type { Lang } from '../../scenarios/issue.ts';
import schemaText from '../../scenarios/scenario.schema.json?raw';
import { KEYS, type Command as KeyCommand } from '../keys/table.ts';
import type { Lab } from '../state/lab.ts';
import { helpAt, proposalsAt, type Help, type Proposal } from './complete.ts';
import { readLoosely } from './names.ts';
import { PHRASES_JA, SECTION_NAMES, helpWords } from './help-words.ts';
import { unitsOf, wordsOf, type SchemaNode } from './schema.ts';

/** The schema that the loader's own makes. */
export const SCHEMA = JSON.parse(schemaText) as SchemaNode;

const COMPLETION_TYPES: Readonly<Record<Proposal['kind'], string>> = {
  key: 'property',
  word: 'enum',
  name: 'variable',
  unit: 'constant',
  free: 'constant',
};

function completions(lab: Lab, context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString();
  const { from, proposals } = proposalsAt(text, context.pos, {
    schema: SCHEMA,
    data: readLoosely(text).data,
    attacks: lab.loaded.peek()?.attacks.map(({ id }) => id) ?? [],
  });
  if (proposals.length === 0 || (!context.explicit && from === context.pos && !/[:\-[,{]\s$/.test(text.slice(Math.max(0, from - 2), from))))
    return null;
  const lang = lab.lang.peek();
  const words = helpWords(lang);
  const options = proposals.map((one): Completion => ({
    label: one.label,
    apply: one.apply,
    type: COMPLETION_TYPES[one.kind],
    ...(one.needed ? { detail: words.needed, boost: 10 } : one.kind === 'free' ? { detail: words.free } : {}),
    ...(one.about === undefined ? {} : { info: one.about[lang] }),
  }));
  return { from, options, validFor: /^[\w./ %-]*$/ };
}

/** What kind of value is asked for, in words. */
function kindText(help: Help, lang: Lang): string {
  const words = helpWords(lang);
  const { node, target } = help;
  if (target !== undefined) {
    if ('section' in target) return words.names(SECTION_NAMES[target.section][lang]);
    if ('attack' in target) return words.attack;
    const kinds = target.places.length === 0 ? words.anyPlace : target.places.map((kind) => PLACE_WORD[kind][lang]).join(words.or);
    return words.names(kinds);
  }
  const list = wordsOf(node);
  if (list.length > 0) return words.oneOf(list.join(', '));
  const units = unitsOf(node);
  if (units.length > 0) return words.quantity(units.join(', '));
  if (node.type === 'integer') return words.integer(node.minimum, node.maximum === Number.MAX_SAFE_INTEGER ? undefined : node.maximum);
  if (node.items !== undefined) return words.list;
  if (node.type === 'object') return words.mapping;
  if (node.pattern?.includes('{3}') === true) return node.pattern.includes('/') ? words.prefix : words.address;
  return node.pattern === undefined ? words.text : words.id;
}

function helpElement(help: Help, lang: Lang): HTMLElement {
  const words = helpWords(lang);
  const box = document.createElement('div');
  box.className = 'cm-help';
  const line = (tag: string, text: string): void => {
    const element = document.createElement(tag);
    element.textContent = text;
    box.append(element);
  };
  line('code', help.path.map((step) => (step === 0 ? '*' : String(step))).join('.'));
  if (help.about !== undefined) line('p', help.about[lang]);
  const more = [kindText(help, lang), help.needed ? words.needed : words.optional];
  if (help.node.default !== undefined && typeof help.node.default !== 'object') more.push(words.otherwise(String(help.node.default)));
  line('p', more.join(lang === 'ja' ? '。' : '. '));
  return box;
}

function tooltipFor(lab: Lab, state: EditorState, at: number): Tooltip | null {
  const help = helpAt(state.doc.toString(), at, SCHEMA);
  if (help === undefined) return null;
  return { pos: help.from, end: help.to, above: true, create: () => ({ dom: helpElement(help, lab.lang.peek()) }) };
}

const askHelp = StateEffect.define<Tooltip | null>();
/** Help on the word at the cursor, asked for by key; it goes with the next change or move. */
const helpField = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(askHelp)) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

const HIGHLIGHT = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--blocked)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--quiet)' },
  { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], color: 'var(--harms)' },
]);

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--quiet)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)', color: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--degraded-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--degraded-soft)', outline: '1px solid var(--degraded)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--strong-line)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--strong-line)',
    borderRadius: '6px',
    boxShadow: '0 4px 16px rgb(0 0 0 / 18%)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.8' },
  '.cm-completionInfo, .cm-help, .cm-diagnostic': { fontFamily: 'var(--font)', maxWidth: '34em', padding: '6px 10px' },
  '.cm-help p': { margin: '3px 0 0' },
  '.cm-help code': { fontFamily: 'var(--mono)', color: 'var(--quiet)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--succeeded)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--degraded)' },
  '.cm-diagnosticText': { whiteSpace: 'pre-wrap' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--succeeded) 1.5px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline dotted var(--degraded) 2px', textUnderlineOffset: '3px' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)', borderColor: 'var(--line)', fontFamily: 'var(--font)' },
  '.cm-panel input, .cm-panel button, .cm-textfield, .cm-button': {
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    color: 'var(--text)',
    border: '1px solid var(--strong-line)',
    borderRadius: '4px',
  },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', color: 'var(--quiet)', border: '1px solid var(--line)' },
});

/** A new line begins below the entry before it; behind a key that opens something, where its entries stand or would stand. */
const newLine: Command = ({ state, dispatch }) => {
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  const before = line.text.slice(0, head - line.from);
  if (!empty || state.readOnly) return false;
  const column = (/^\s*(?:- +)*/.exec(before)?.[0] ?? '').length;
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : '';
  const deeper = next.search(/\S/);
  const opens = /(?:^|\s)[>|][-+0-9]*\s*$|:\s*(?:#.*)?$/.test(before);
  const indent = opens ? (deeper > column ? deeper : column + 2) : column;
  dispatch(state.update(state.replaceSelection(`\n${' '.repeat(indent)}`), { scrollIntoView: true, userEvent: 'input' }));
  return true;
};

const tongue = new Compartment();

function tongueOf(lang: Lang): Extension {
  return [
    lang === 'ja' ? EditorState.phrases.of(PHRASES_JA) : [],
    EditorView.contentAttributes.of({ 'aria-label': helpWords(lang).label, lang: 'en', tabindex: '0' }),
  ];
}

/**
 * Changes the language of the editor's own words.
 * Units: none. Errors: none. Source: CodeMirror reference (phrases).
 */
export function speak(lang: Lang): TransactionSpec {
  return { effects: tongue.reconfigure(tongueOf(lang)) };
}

/** The editor's own keys, as the page's table has them; keys of any text field come with CodeMirror. */
function keysOf(lab: Lab): readonly KeyBinding[] {
  const act = (work: () => void) => (): boolean => {
    work();
    return true;
  };
  const commands: Readonly<Record<KeyCommand<'editor'>, Command>> = {
    run: act(() => void lab.edit.run()),
    save: act(() => void lab.edit.save()),
    undo,
    redo,
    complete: startCompletion,
    help: (view) => (view.dispatch({ effects: askHelp.of(tooltipFor(lab, view.state, view.state.selection.main.head)) }), true),
    nextFault: nextDiagnostic,
    faults: openLintPanel,
    search: openSearchPanel,
    findNext,
    findPrevious,
    comment: toggleComment,
    fold: foldCode,
    unfold: unfoldCode,
  };
  return Object.entries(KEYS.editor).flatMap(([command, chords]) =>
    chords.map((key) => ({ key, run: commands[command as KeyCommand<'editor'>], preventDefault: true })),
  );
}

/**
 * Everything that the editor is made of.
 * Units: none. Errors: none. Source: CodeMirror reference.
 */
export function languageOf(lab: Lab): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    indentUnit.of('  '),
    bracketMatching(),
    yaml(),
    syntaxHighlighting(HIGHLIGHT),
    autocompletion({ override: [(context) => completions(lab, context)], icons: false }),
    hoverTooltip((view, at) => tooltipFor(lab, view.state, at)),
    helpField,
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...keysOf(lab), { key: 'Enter', run: newLine }, ...completionKeymap, ...searchKeymap, ...defaultKeymap]),
    THEME,
    tongue.of(tongueOf(lab.lang.peek())),
  ];
}
