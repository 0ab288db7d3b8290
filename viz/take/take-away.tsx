/**
 * Purpose: what a reader takes to a meeting: network and matrix as pictures, the report, the results as JSON, the scenario, the page on paper.
 */
import type { ComponentChildren, JSX } from 'preact';
import { toldEntry } from '../../lab/run/replay-entry.ts';
import { jsonText } from '../../lab/words/json.ts';
import { Dialog } from '../dialogs/dialog.tsx';
import { useDialogWords } from '../dialogs/use-words.ts';
import { around, rectOf, type Rect } from '../network/boxes.ts';
import { coloursAt } from '../network/theme.ts';
import { useLab } from '../state/context.ts';
import type { Lab } from '../state/lab.ts';
import { rastered, save, saveText } from './download.ts';
import { CaptureFormats, ReportFormat } from './long-work.tsx';
import { matrixSvg } from './matrix-svg.ts';
import { sceneSvg } from './network-svg.ts';
import { address, document as picture, element } from './svg.ts';
import { SvgPen } from './svg-pen.ts';

/** Room around the picture for names that stand outside of the boxes. */
const MARGIN = 60;

interface Picture {
  readonly svg: string;
  readonly extent: Rect;
}

function measurer(): (text: string, font: string) => TextMetrics {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('take away: the browser gives no 2D canvas');
  return (text, font) => {
    context.font = font;
    return context.measureText(text);
  };
}

/** The network at the moment that is shown, as large as it is drawn. */
function networkPicture(lab: Lab): Picture | undefined {
  const still = lab.picture.peek()?.();
  const loaded = lab.loaded.peek();
  if (still === undefined || loaded === undefined) return undefined;
  const { scene, paint } = still;
  const pen = new SvgPen(measurer());
  const extent = around(
    [...scene.rects.values(), ...scene.plan.spots.map(rectOf), ...scene.plan.slots.map(({ spot }) => rectOf(spot))],
    MARGIN,
  );
  paint(pen, extent);
  const ground = element('rect', { ...extent, fill: scene.colours.raised });
  return { svg: picture(extent, loaded.scenario.title[lab.lang.peek()], [ground, ...sceneSvg(scene), ...pen.drawn]), extent };
}

function matrixPicture(lab: Lab): Picture | undefined {
  const loaded = lab.loaded.peek();
  if (loaded === undefined) return undefined;
  const lang = lab.lang.peek();
  const { extent, drawn } = matrixSvg({
    title: loaded.scenario.title[lang],
    controls: loaded.controls,
    threats: loaded.threats,
    coverage: lab.threats.peek(),
    verdicts: new Map(lab.verdicts.peek().threats.map(({ id, outcome }) => [id, outcome])),
    on: lab.profile.peek(),
    lang,
    words: lab.words.peek(),
    colours: coloursAt(document.body),
  });
  return { svg: picture(extent, loaded.scenario.title[lang], drawn), extent };
}

/** The document that `wardlab replay --json` gives for the replay that is shown. */
async function replayDocument(lab: Lab): Promise<unknown> {
  const shown = lab.shown.peek();
  const scenario = lab.loaded.peek()?.scenario;
  if (shown === undefined || scenario === undefined) return undefined;
  const { profile, seed } = shown.case;
  const words = await lab.told.whole(shown);
  if (words === undefined) return undefined;
  return {
    schema: 'wardlab/replay@1',
    scenario: scenario.id,
    sha256: scenario.sha256,
    seed,
    controls: profile,
    replays: [toldEntry(shown.entry, words)],
  };
}

function Item({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <li>
      <div>
        <h3>{title}</h3>
        <p class="quiet">{about}</p>
      </div>
      <div class="formats">{children}</div>
    </li>
  );
}

/** Two buttons for a picture. */
function Formats({
  lab,
  name,
  make,
}: {
  readonly lab: Lab;
  readonly name: string;
  readonly make: (lab: Lab) => Picture | undefined;
}): JSX.Element {
  const id = lab.loaded.value?.scenario.id ?? '';
  const asSvg = (): void => {
    const made = make(lab);
    if (made !== undefined) saveText(`${id}-${name}.svg`, 'image/svg+xml', made.svg);
  };
  const asPng = async (): Promise<void> => {
    const made = make(lab);
    if (made !== undefined) save(`${id}-${name}.png`, await rastered(address(made.svg), made.extent));
  };
  return (
    <>
      <button type="button" data-take={`${name}-svg`} onClick={asSvg}>
        SVG
      </button>
      <button type="button" data-take={`${name}-png`} onClick={() => void lab.attempt(asPng)}>
        PNG
      </button>
    </>
  );
}

/**
 * The dialog.
 * Units: none. Errors: what cannot be made is told in the lab's `failure`. Source: contract.md section 3.
 */
export function TakeAway({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const lab = useLab();
  const words = useDialogWords();
  const id = lab.loaded.value?.scenario.id ?? '';
  const coverage = lab.coverage.value;
  const json = (name: string, content: unknown): void => {
    if (content !== undefined) saveText(`${id}-${name}.json`, 'application/json', jsonText(content));
  };
  const yaml = async (): Promise<void> => {
    await lab.source.ready();
    saveText(lab.source.file.peek(), 'application/yaml', lab.source.text.peek());
  };
  const print = (): void => {
    onClose();
    // The dialog must be gone before the page is laid out for paper.
    requestAnimationFrame(() => requestAnimationFrame(() => globalThis.print()));
  };
  return (
    <Dialog name="take" title={words.take} onClose={onClose}>
      <ul class="take-list">
        <Item title={words.takeNetwork} about={words.takeNetworkAbout}>
          <Formats lab={lab} name="network" make={networkPicture} />
        </Item>
        <Item title={words.takeMatrix} about={words.takeMatrixAbout}>
          <Formats lab={lab} name="matrix" make={matrixPicture} />
        </Item>
        <Item title={words.takeReport} about={coverage === undefined ? words.takeWhenExplored : words.takeReportAbout}>
          <ReportFormat lab={lab} />
        </Item>
        <Item title={words.takeCoverage} about={coverage === undefined ? words.takeWhenExplored : words.takeCoverageAbout}>
          <button type="button" data-take="coverage" disabled={coverage === undefined} onClick={() => json('coverage', coverage)}>
            JSON
          </button>
        </Item>
        <Item title={words.takeReplay} about={words.takeReplayAbout}>
          <button
            type="button"
            data-take="replay"
            disabled={lab.shown.value === undefined}
            onClick={() => void lab.attempt(async () => json('replay', await replayDocument(lab)))}
          >
            JSON
          </button>
        </Item>
        <Item title={words.takeCapture} about={words.takeCaptureAbout}>
          <CaptureFormats lab={lab} />
        </Item>
        <Item title={words.takeScenario} about={words.takeScenarioAbout}>
          <button type="button" data-take="scenario" onClick={() => void lab.attempt(yaml)}>
            YAML
          </button>
        </Item>
        <Item title={words.takePrint} about={words.takePrintAbout}>
          <button type="button" data-take="print" onClick={print}>
            {words.takePrint}
          </button>
        </Item>
      </ul>
    </Dialog>
  );
}
