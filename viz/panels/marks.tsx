/**
 * Purpose: verdicts and effects as small marks: a glyph, a colour and a word, so that none of them has to be told by colour alone.
 */
import type { ComponentChildren, JSX } from 'preact';
import { EFFECT_GLYPHS, EFFECT_WORDS, VERDICT_WORDS } from '../../lab/words/outcomes.ts';
import type { Lang } from '../../scenarios/issue.ts';
import type { Effect, Verdict } from '../../threats/coverage/types.ts';

const VERDICT_GLYPHS: Readonly<Record<Verdict, string>> = {
  blocked: '✓',
  detected: '◉',
  degraded: '◐',
  inconclusive: '?',
  succeeded: '✕',
  'not-applicable': '–',
};

/**
 * A verdict with its word.
 * Units: none. Errors: none. Source: own design.
 */
export function VerdictMark({
  verdict,
  lang,
  children,
}: {
  readonly verdict: Verdict;
  readonly lang: Lang;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{VERDICT_GLYPHS[verdict]}</span> {VERDICT_WORDS[verdict][lang]}
      {children}
    </span>
  );
}

/**
 * The glyph of an effect; its word is the caller's to say.
 * Units: none. Errors: none. Source: own design.
 */
export function EffectGlyph({ effect }: { readonly effect: Effect }): JSX.Element {
  return (
    <span class={`effect ${effect}`} aria-hidden="true">
      {EFFECT_GLYPHS[effect]}
    </span>
  );
}

/**
 * The word for an effect.
 * Units: none. Errors: none. Source: lab/words.
 */
export function effectWord(effect: Effect, lang: Lang): string {
  return EFFECT_WORDS[effect][lang];
}

/**
 * The word for a verdict.
 * Units: none. Errors: none. Source: lab/words.
 */
export function verdictWord(verdict: Verdict, lang: Lang): string {
  return VERDICT_WORDS[verdict][lang];
}
