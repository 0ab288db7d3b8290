/**
 * Purpose: the page's texts by language; a reader loads the language that he reads. A key that one language lacks, or a text that takes other figures, does not compile.
 */
import { signal, type Signal } from '@preact/signals';
import type { Lang } from '../../scenarios/issue.ts';
import type { Words } from './types.ts';

const PARTS: Readonly<Record<Lang, () => Promise<Words>>> = {
  en: async () => (await import('./english.ts')).english,
  ja: async () => (await import('./japanese.ts')).japanese,
};

const texts: Signal<Partial<Record<Lang, Words>>> = signal({});

/**
 * Makes the texts of a language ready.
 * Units: none. Errors: rejects when they cannot be fetched. Source: own design.
 */
export async function loadWords(lang: Lang): Promise<void> {
  if (texts.peek()[lang] !== undefined) return;
  const words = await PARTS[lang]();
  texts.value = { ...texts.peek(), [lang]: words };
}

/**
 * The texts of a language; while they are on their way those of the other one, which the reader has just left.
 * Units: none. Errors: throws before any language is ready (a bug: the page waits for the first). Source: own wording.
 */
export function wordsOf(lang: Lang): Words {
  const ready = texts.value;
  if (ready[lang] === undefined) void loadWords(lang);
  const words = ready[lang] ?? ready.en ?? ready.ja;
  if (words === undefined) throw new Error('no language is ready');
  return words;
}
