/**
 * Purpose: small pieces that all sections of the report are made of: texts in both languages, verdicts, effects, names of controls.
 *
 * Both languages stand in the page; the style sheet shows the chosen one.
 * Units: none. Determinism: pure.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { Effect, Verdict } from '../../threats/coverage/types.ts';
import { EFFECT_GLYPHS, EFFECT_WORDS, VERDICT_WORDS } from '../words/outcomes.ts';
import { html, joined, type Html } from './html.ts';
import type { ReportData } from './model.ts';

/**
 * A text in both languages.
 * Units: none. Errors: none. Source: own design.
 */
export function both({ en, ja }: Bilingual): Html {
  return en === ja ? html`${en}` : html`<span class="en" lang="en">${en}</span><span class="ja" lang="ja">${ja}</span>`;
}

/**
 * A text in both languages that is made of pieces.
 * Units: none. Errors: none. Source: own design.
 */
export function bothOf(en: Html, ja: Html): Html {
  return html`<span class="en" lang="en">${en}</span><span class="ja" lang="ja">${ja}</span>`;
}

/**
 * A text given as two strings.
 * Units: none. Errors: none. Source: own design.
 */
export function t(en: string, ja: string): Html {
  return both({ en, ja });
}

/**
 * A verdict as a badge.
 * Units: none. Errors: none. Source: own design.
 */
export function badge(verdict: Verdict): Html {
  return html`<span class="badge v-${verdict}">${both(VERDICT_WORDS[verdict])}</span>`;
}

/**
 * An effect as its glyph and its word.
 * Units: none. Errors: none. Source: own design.
 */
export function effectMark(effect: Effect): Html {
  return html`<span class="glyph" aria-hidden="true">${EFFECT_GLYPHS[effect]}</span>
    <span class="word">${both(EFFECT_WORDS[effect])}</span>`;
}

/**
 * A control by its name, the id behind it.
 * Units: none. Errors: throws on an id that the coverage does not have (a bug). Source: own design.
 */
export function controlName({ coverage }: ReportData, id: string): Html {
  const control = coverage.controls.find((one) => one.id === id);
  if (control === undefined) throw new Error(`report: the coverage has no control ${id}`);
  return html`${both(control.name)} <code>${id}</code>`;
}

/**
 * Several controls joined by plus signs.
 * Units: none. Errors: as `controlName`. Source: own design.
 */
export function controlSum(data: ReportData, ids: readonly string[]): Html {
  if (ids.length === 0) return t('no control', '対策なし');
  return joined(
    ids.map((id) => controlName(data, id)),
    html` + `,
  );
}

/**
 * A table; the first row holds the column heads, the first cell of each other row is its head.
 * Units: none. Errors: none. Source: HTML 4.9.
 */
export function table(caption: Html, heads: readonly Html[], rows: readonly (readonly Html[])[]): Html {
  const body = rows.map(
    ([head = html``, ...cells]) =>
      html`<tr>
        <th scope="row">${head}</th>
        ${cells.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}
