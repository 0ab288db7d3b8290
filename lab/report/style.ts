/**
 * Purpose: the style sheet of the report, for screen and paper, light and dark.
 *
 * Colours follow the Okabe-Ito palette, which people with colour-blindness can tell apart; every colour comes with a glyph or a word.
 * Units: CSS units. Determinism: constant. References: Okabe, Ito, "Color Universal Design", 2008.
 */

const COLOURS = `
:root { color-scheme: light dark;
  --paper: light-dark(#fff, #16191d); --ink: light-dark(#1c2329, #e4e8ec); --soft: light-dark(#5a6670, #9aa6b1);
  --line: light-dark(#d4dae0, #39424b); --panel: light-dark(#f5f7f9, #1f242a); --link: light-dark(#00548a, #7cc4f5);
  --good: light-dark(#dcf2ea, #0d3b2e); --good-ink: light-dark(#00533c, #8fe0c3);
  --note: light-dark(#ddeefa, #12354d); --note-ink: light-dark(#004a7c, #9ad2f7);
  --fair: light-dark(#fbf0cf, #45380d); --fair-ink: light-dark(#6b4a00, #f2d67a);
  --bad: light-dark(#fde5da, #4f2210); --bad-ink: light-dark(#8f3000, #ffb595); }`;

const TEXT = `
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 78rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", sans-serif; }
h1 { font-size: 1.9rem; margin: .4rem 0; } h2 { font-size: 1.55rem; margin: 2rem 0 .5rem; border-bottom: 3px solid var(--ink); }
h3 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h4 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; } h5 { font-size: 1rem; margin: 1.3rem 0 .3rem; } h6 { font-size: .92rem; margin: .6rem 0 .2rem; }
a { color: var(--link); } code { font: .86em ui-monospace, monospace; color: var(--soft); overflow-wrap: anywhere; }
pre { background: var(--panel); padding: .8rem; overflow-x: auto; } .hash { overflow-wrap: anywhere; }
.lead { font-size: 1.08rem; } .facts, .source { color: var(--soft); font-size: .88rem; }
.headline { background: var(--panel); border-left: 6px solid var(--link); padding: .5rem 1rem; font-size: 1.08rem; }
.warning { background: var(--bad); color: var(--bad-ink); border-left: 6px solid var(--bad-ink); padding: .5rem 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; }`;

const LANGUAGE = `
.language { position: absolute; opacity: 0; }
.language-label { display: inline-block; padding: .15rem .8rem; border: 1px solid var(--line); cursor: pointer; }
.language:checked + .language-label { background: var(--ink); color: var(--paper); }
.language:focus-visible + .language-label { outline: 3px solid var(--link); outline-offset: 2px; }
#lang-en:checked ~ * .ja, #lang-ja:checked ~ * .en { display: none; }`;

const TABLES = `
.scroll { overflow-x: auto; margin: .6rem 0 1rem; }
table { border-collapse: collapse; font-size: .92rem; } caption { text-align: left; font-weight: 600; padding: .2rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th, tfoot th { background: var(--panel); } thead th { word-break: keep-all; } button { font: inherit; } tbody th { font-weight: 500; } .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; padding: 0 .45rem; border-radius: .25rem; font-weight: 600; white-space: nowrap; border: 1px solid currentcolor; }
.v-blocked { background: var(--good); color: var(--good-ink); } .v-detected { background: var(--note); color: var(--note-ink); }
.v-degraded, .v-inconclusive { background: var(--fair); color: var(--fair-ink); } .v-succeeded { background: var(--bad); color: var(--bad-ink); }
.v-not-applicable { color: var(--soft); }
.matrix th[scope=row] { min-width: 14rem; position: sticky; left: 0; background: var(--paper); } .matrix label code { display: block; }
.matrix th input { float: left; margin: .3rem .4rem .3rem 0; } .matrix td { text-align: center; padding: .1rem .15rem; vertical-align: middle; } .matrix td a { display: block; color: inherit; text-decoration: none; min-width: 3.7rem; }
.matrix td a:hover, .matrix td a:focus-visible { outline: 3px solid var(--link); outline-offset: -1px; }
.matrix thead a { display: flex; flex-direction: column; align-items: center; gap: .3rem; text-decoration: none; }
.upright { writing-mode: vertical-rl; font-weight: 400; font-size: .82rem; height: 11.5rem; } .matrix thead th { vertical-align: top; }
.matrix .badge { font-size: .7rem; padding: 0 .15rem; white-space: normal; border-color: transparent; } .glyph { font-size: 1.05rem; } .matrix .word { display: block; font-size: .68rem; line-height: 1.15; }
td.e-blocks, li.e-blocks .glyph { background: var(--good); color: var(--good-ink); } td.e-reduces { background: var(--fair); color: var(--fair-ink); }
td.e-detects { background: var(--note); color: var(--note-ink); } td.e-contributes { background: var(--panel); } td.e-harms { background: var(--bad); color: var(--bad-ink); }
td.e-none, td.e-na { color: var(--soft); } td.e-none .word { font-size: .62rem; } .also { color: var(--bad-ink); font-weight: 600; }
.legend { list-style: none; padding: 0; font-size: .9rem; } .legend .word { font-weight: 600; }`;

const STORIES = `
details { border: 1px solid var(--line); border-radius: .3rem; margin: .35rem 0; } details[open] > summary { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .3rem .6rem; } summary:focus-visible { outline: 3px solid var(--link); } details > div, details > h5, details > p, details > ul { margin: .4rem .8rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; } .pair > div { min-width: 0; }
.timeline { width: 100%; font-size: .86rem; } .timeline td { border-width: 0 0 1px; } .timeline .source { min-width: 6.5rem; }
.timeline tr { border-left: 5px solid var(--line); } .timeline .k-attack, .timeline .k-learn { border-left-color: var(--bad-ink); } .timeline .k-stop { border-left-color: var(--good-ink); background: var(--good); }
.stopped { color: var(--good-ink); }`;

const PAPER = `
@media print { @page { margin: 15mm; } :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 10pt; }
  .language, .language-label, .script-only, nav { display: none !important; } .scroll { overflow: visible; }
  details:not([open]) { display: none; } section.threat { break-before: page; } tr, summary { break-inside: avoid; } thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; } .badge, td { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }`;

/** The whole style sheet. */
export const STYLE = [COLOURS, TEXT, LANGUAGE, TABLES, STORIES, PAPER].join('');
