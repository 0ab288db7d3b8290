/**
 * Purpose: verdicts and effects as small marks: a glyph, a colour and a word, so that none of them has to be told by colour alone.
 */
import type { ComponentChildren, JSX } from 'preact';
import { EFFECT_WORDS, VERDICT_WORDS } from '../../lab/words/outcomes.ts';
import type { Lang } from '../../scenarios/issue.ts';
import type { Effect, Verdict } from '../../threats/coverage/types.ts';

const RING = 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z';

/** What is stroked and what is filled of each mark, on 16 by 16: drawn, since not every system's font has such characters. */
const SHAPES = {
  check: { stroke: 'm3 8.5 3.5 4L13 4', fill: '' },
  cross: { stroke: 'm4 4 8 8M12 4l-8 8', fill: '' },
  question: { stroke: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.3C8.3 8.7 8 9.2 8 10.2M8 12.6v1', fill: '' },
  dash: { stroke: 'M4 8h8', fill: '' },
  eye: { stroke: RING, fill: 'M8 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6z' },
  half: { stroke: RING, fill: 'M8 2a6 6 0 0 0 0 12z' },
  disc: { stroke: '', fill: RING },
  ring: { stroke: RING, fill: '' },
  triangle: { stroke: '', fill: 'm8 2 7 12H1z' },
  diamond: { stroke: 'm8 2 6 6-6 6-6-6z', fill: '' },
} as const;
type Shape = keyof typeof SHAPES;

const VERDICT_SHAPES: Readonly<Record<Verdict, Shape>> = {
  blocked: 'check',
  detected: 'eye',
  degraded: 'half',
  inconclusive: 'question',
  succeeded: 'cross',
  'not-applicable': 'dash',
};

/** As EFFECT_GLYPHS of lab/words, which the command line writes; the point of the many cells without effect is a character that every font has. */
const EFFECT_SHAPES: Readonly<Record<Exclude<Effect, 'none'>, Shape>> = {
  blocks: 'disc',
  reduces: 'half',
  detects: 'diamond',
  contributes: 'ring',
  harms: 'triangle',
};

function Drawn({ shape }: { readonly shape: Shape }): JSX.Element {
  const { stroke, fill } = SHAPES[shape];
  return (
    <svg class="mark" width="1em" height="1em" viewBox="0 0 16 16">
      {stroke === '' ? null : <path class="stroked" d={stroke} />}
      {fill === '' ? null : <path d={fill} />}
    </svg>
  );
}

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
      <span aria-hidden="true">
        <Drawn shape={VERDICT_SHAPES[verdict]} />
      </span>{' '}
      {VERDICT_WORDS[verdict][lang]}
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
      {effect === 'none' ? '·' : <Drawn shape={EFFECT_SHAPES[effect]} />}
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
