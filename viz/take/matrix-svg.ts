/**
 * Purpose: the threat × control matrix as SVG: the verdicts under the switches, the effect of each control alone, and what the signs mean.
 *
 * Everything comes from the explored coverage; what is not explored yet is drawn as such.
 * Units: user units, one a pixel. Determinism: pure.
 */
import { EFFECT_GLYPHS, EFFECT_WORDS, EFFECTS, VERDICT_WORDS } from '../../lab/words/outcomes.ts';
import type { Lang } from '../../scenarios/issue.ts';
import type { Effect, ThreatCoverage, Verdict } from '../../threats/coverage/types.ts';
import type { Rect } from '../network/boxes.ts';
import type { Colours } from '../network/theme.ts';
import type { ControlWords, ThreatWords } from '../worker/telling.ts';
import type { Words } from '../words/types.ts';
import { linesOf } from './lines.ts';
import { element, type Svg } from './svg.ts';

export interface MatrixPicture {
  readonly title: string;
  readonly controls: readonly ControlWords[];
  readonly threats: readonly ThreatWords[];
  readonly coverage: ReadonlyMap<string, ThreatCoverage>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly on: ReadonlySet<string>;
  readonly lang: Lang;
  readonly words: Words;
  readonly colours: Colours;
}

const NAME = 330;
const COLUMN = 62;
const ROW = 22;
const HEAD = 176;
const VERDICT = 40;
const TOP = 34;
const EDGE = 12;
const TYPE = 12;

type ColourName = keyof Colours;

const EFFECT_COLOURS: Readonly<Record<Effect, ColourName>> = {
  blocks: 'blocked',
  reduces: 'detected',
  detects: 'detected',
  contributes: 'text',
  harms: 'attacker',
  none: 'quiet',
};
const VERDICT_COLOURS: Readonly<Record<Verdict, ColourName>> = {
  blocked: 'blocked',
  detected: 'detected',
  degraded: 'text',
  inconclusive: 'quiet',
  succeeded: 'succeeded',
  'not-applicable': 'quiet',
};

function text(words: string, x: number, y: number, look: Readonly<Record<string, string | number>>): Svg {
  return element('text', { x, y, 'font-size': TYPE, ...look }, words);
}

function columnHead(threat: ThreatWords, x: number, { lang, colours }: MatrixPicture): readonly Svg[] {
  const lines = linesOf(threat.name[lang], lang, (HEAD - 30) / 11).slice(0, 4);
  const middle = x + COLUMN / 2 - ((lines.length - 1) * 12) / 2 + 4;
  const turned = lines.map((line, i) =>
    text(line, 0, 0, { fill: colours.text, 'font-size': 11, transform: `translate(${middle + i * 12} ${TOP + HEAD - 22}) rotate(-90)` }),
  );
  return [...turned, text(threat.id, x + COLUMN / 2, TOP + HEAD - 6, { fill: colours.text, 'text-anchor': 'middle', 'font-weight': 700 })];
}

function verdictCell(verdict: Verdict | undefined, x: number, { lang, colours, words }: MatrixPicture): Svg {
  const said = verdict === undefined ? words.pending : VERDICT_WORDS[verdict][lang];
  const fill = colours[verdict === undefined ? 'quiet' : VERDICT_COLOURS[verdict]];
  const lines = linesOf(said, lang, COLUMN / 10);
  const spans = lines.map((line, i) => element('tspan', { x: x + COLUMN / 2, dy: i === 0 ? 0 : 11 }, line));
  const y = TOP + HEAD + VERDICT / 2 + 4 - ((lines.length - 1) * 11) / 2;
  return element('text', { x: x + COLUMN / 2, y, 'font-size': 10, 'font-weight': 600, 'text-anchor': 'middle', fill }, spans);
}

function row(control: ControlWords, index: number, picture: MatrixPicture): readonly Svg[] {
  const { threats, coverage, colours, lang, on, words } = picture;
  const y = TOP + HEAD + VERDICT + index * ROW;
  const isOn = on.has(control.id);
  const line = element('line', { x1: EDGE, x2: EDGE + NAME + threats.length * COLUMN, y1: y, y2: y, stroke: colours.line });
  const room = Math.floor((NAME - 60) / (lang === 'ja' ? TYPE : TYPE * 0.55));
  const name = control.name[lang].length > room ? `${control.name[lang].slice(0, room - 1)}…` : control.name[lang];
  const cells = threats.flatMap((threat, column) => {
    const cell = coverage.get(threat.id)?.cells?.[control.id];
    if (cell === undefined) return [];
    const x = EDGE + NAME + column * COLUMN + COLUMN / 2;
    return [
      text(EFFECT_GLYPHS[cell.effect], x, y + 16, { fill: colours[EFFECT_COLOURS[cell.effect]], 'text-anchor': 'middle', 'font-size': 14 }),
    ];
  });
  const state = text(isOn ? words.on : words.off, EDGE, y + 15, { fill: colours[isOn ? 'accent' : 'quiet'], 'font-size': 10 });
  return [line, state, text(name, EDGE + 34, y + 15, { fill: colours.text, 'font-weight': isOn ? 700 : 400 }), ...cells];
}

function legend(y: number, { lang, colours }: MatrixPicture): readonly Svg[] {
  return EFFECTS.map((effect, i) =>
    text(`${EFFECT_GLYPHS[effect]} ${EFFECT_WORDS[effect][lang]}`, EDGE + i * 130, y, { fill: colours[EFFECT_COLOURS[effect]] }),
  );
}

/**
 * The matrix, and the rectangle that it takes.
 * Units: user units. Errors: none. Source: own design.
 */
export function matrixSvg(picture: MatrixPicture): { readonly extent: Rect; readonly drawn: readonly Svg[] } {
  const { title, controls, threats, verdicts, colours, words } = picture;
  const bottom = TOP + HEAD + VERDICT + controls.length * ROW;
  const width = Math.max(EDGE * 2 + NAME + threats.length * COLUMN, EDGE * 2 + EFFECTS.length * 130);
  const extent = { x: 0, y: 0, width, height: bottom + 40 };
  const drawn = [
    element('rect', { ...extent, fill: colours.surface }),
    text(title, EDGE, 22, { fill: colours.text, 'font-size': 15, 'font-weight': 700 }),
    text(words.verdictNow, EDGE, TOP + HEAD + VERDICT / 2 + 4, { fill: colours.text, 'font-weight': 600 }),
    ...threats.flatMap((threat, i) => columnHead(threat, EDGE + NAME + i * COLUMN, picture)),
    ...threats.map((threat, i) => verdictCell(verdicts.get(threat.id), EDGE + NAME + i * COLUMN, picture)),
    ...controls.flatMap((control, i) => row(control, i, picture)),
    ...legend(bottom + 26, picture),
  ];
  return { extent, drawn };
}
