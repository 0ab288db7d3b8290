/**
 * Purpose: the report as one HTML file that needs nothing else: style, script and data stand in it, and its content security policy allows nothing more.
 *
 * Readable and printable without the script: language switch and evidence are plain HTML and CSS. With it, links open what they lead to and the what-if works.
 * Does not model: dates; the same results give the same bytes.
 * Units: none. Determinism: pure.
 * References: W3C Content Security Policy Level 3 (hash sources).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { html, type Html } from './html.ts';
import type { ReportData } from './model.ts';
import { both, t } from './pieces.ts';
import { SCRIPT } from './script.ts';
import { limitsSection, reproduceSection } from './sections/closing.ts';
import { matrixSection } from './sections/matrix.ts';
import { networkSection } from './sections/network.ts';
import { planSection } from './sections/plan.ts';
import { summarySection } from './sections/summary.ts';
import { threatSection } from './sections/threat.ts';
import { STYLE } from './style.ts';

/** The language that is shown first. */
export interface PageSettings {
  readonly lang: 'en' | 'ja';
  readonly version: string;
}

const NAME = t('Wardlab: coverage report', 'Wardlab 対策網羅性報告書');

/**
 * The whole page.
 * Units: none. Errors: none. Source: own design.
 */
export function reportPage(parts: readonly ReportData[], { lang, version }: PageSettings): string {
  const titles = parts.map(({ scenario }) => `${scenario.title.en} / ${scenario.title.ja}`).join(' · ');
  const policy = `default-src 'none'; style-src '${hashSource(STYLE)}'; script-src '${hashSource(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const body = html`<input type="radio" class="language" name="language" id="lang-en" value="en" ${checked(lang === 'en')} /><label
      class="language-label"
      for="lang-en"
      lang="en"
      >English</label
    >
    <input type="radio" class="language" name="language" id="lang-ja" value="ja" ${checked(lang === 'ja')} /><label
      class="language-label"
      for="lang-ja"
      lang="ja"
      >日本語</label
    >
    <header>
      <h1>${NAME}</h1>
      <p class="facts">${t('Made by wardlab', '作成：wardlab')} ${version}</p>
    </header>
    <main>${parts.map(partOf)}</main>`;
  return `<!doctype html>
<!-- Coverage report, made by wardlab. Everything it needs stands in this file. -->
<html lang="${lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
${html`<title>Wardlab: ${titles}</title>`.html}
<style>${STYLE}</style></head>
<body>${body.html}
<script type="application/json" id="data">${dataText(parts)}</script>
<script>${SCRIPT}</script>
</body></html>
`;
}

function partOf(data: ReportData): Html {
  const { prefix, coverage, scenario } = data;
  const links: readonly (readonly [string, Html])[] = [
    ['summary', t('Summary', '要約')],
    ['network', t('Network', 'ネットワーク')],
    ['matrix', t('Threat × control', '脅威 × 対策')],
    ['threats', t('Threats', '脅威')],
    ['plan', t('Plan', '対策計画')],
    ['limits', t('Limits', '限界')],
    ['reproduce', t('Reproduce', '再現方法')],
  ];
  return html`<article>
    <nav>
      <p>${both(scenario.title)}</p>
      <ul>
        ${links.map(([id, name]) => html`<li><a href="#${prefix}-${id}">${name}</a></li>`)}
      </ul>
    </nav>
    ${summarySection(data)}${networkSection(data)}${matrixSection(data)}${planSection(data)}
    <section id="${prefix}-threats">
      <h3>${t('Threat by threat', '脅威ごとの詳細')}</h3>
      ${coverage.threats.map((threat) => threatSection(data, threat))}
    </section>
    ${limitsSection(data)}${reproduceSection(data)}
  </article> `;
}

function checked(yes: boolean): Html {
  return yes ? html`checked` : html``;
}

/** What the script needs. `<` is written as an escape, so that no text can end the element. */
function dataText(parts: readonly ReportData[]): string {
  const data = parts.map(({ prefix, coverage }) => ({
    prefix,
    plan: coverage.plan.controls,
    threats: coverage.threats.map(({ id, attacks }) => ({ id, trees: attacks.map(({ tree }) => tree) })),
  }));
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A hash source of a content security policy. */
function hashSource(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}
