/**
 * Purpose: the scenarios that come with the page, each with its picture, its title and what it holds; one click opens it.
 *
 * The pictures are drawn here from the scenarios, one after the other, after the dialog is on the screen.
 */
import '../style/gallery.css';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal, type Signal } from '@preact/signals';
import type { Scenario } from '../../sim/world/scenario.ts';
import { Dialog } from '../dialogs/dialog.tsx';
import { useDialogWords } from '../dialogs/use-words.ts';
import { boxRects } from '../network/boxes.ts';
import { hubsOf } from '../network/elements.ts';
import { planNetwork } from '../network/plan.ts';
import { coloursAt } from '../network/theme.ts';
import { useLab } from '../state/context.ts';
import { extentOf, sceneSvg } from '../take/network-svg.ts';
import { address, document as picture } from '../take/svg.ts';
import { visitShipped, shippedIds, shippedScenario } from './list.ts';

const PADDING = 24;

/** The picture without names: at this size nobody could read them. */
function thumbnail(scenario: Scenario): string {
  const plan = planNetwork(scenario);
  const colours = coloursAt(document.body);
  const scene = { plan, rects: boxRects(plan), colours, lang: undefined, taken: new Set<string>(), hubs: hubsOf(scenario) };
  return address(picture(extentOf(plan, PADDING), scenario.id, sceneSvg(scene)));
}

interface Card {
  readonly scenario: Scenario;
  readonly picture: string;
}

function CardButton({
  id,
  card,
  onClose,
}: {
  readonly id: string;
  readonly card: Card | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const lab = useLab();
  const words = useDialogWords();
  const lang = lab.lang.value;
  const scenario = card?.scenario;
  const open = lab.shippedId.value === id;
  const sizes =
    scenario === undefined
      ? []
      : [
          words.gallerySites(scenario.sites.length),
          words.galleryHosts(scenario.sites.reduce((sum, site) => sum + site.hosts.length, 0)),
          words.galleryControls(scenario.controls.length),
          words.galleryVantages(scenario.vantages.length),
        ];
  return (
    <li>
      <button
        type="button"
        class="scenario-card"
        data-scenario={id}
        aria-current={open ? 'true' : undefined}
        onClick={() => {
          onClose();
          void visitShipped(lab, id);
        }}
      >
        <span class="thumbnail">
          {card === undefined ? <span class="quiet">{words.galleryLoading}</span> : <img src={card.picture} alt="" loading="lazy" />}
        </span>
        <span class="title">{scenario?.title[lang] ?? id}</span>
        <span class="quiet">
          <span class="id">{id}</span> · {scenario?.source} {open ? <strong>({words.galleryIsOpen})</strong> : null}
        </span>
        <span class="quiet sizes">{sizes.join(lang === 'ja' ? '・' : ' · ')}</span>
      </button>
    </li>
  );
}

/** Draws all thumbnails, one a frame, so that the page goes on answering. */
async function drawAll(cards: Signal<ReadonlyMap<string, Card>>, isOpen: () => boolean): Promise<void> {
  for (const id of shippedIds) {
    const scenario = await shippedScenario(id);
    await new Promise(requestAnimationFrame);
    if (!isOpen()) return;
    cards.value = new Map(cards.value).set(id, { scenario, picture: thumbnail(scenario) });
  }
}

/**
 * The gallery.
 * Units: none. Errors: what cannot be fetched is told in the lab's `failure`. Source: own design.
 */
export function Gallery({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const lab = useLab();
  const words = useDialogWords();
  const cards = useSignal<ReadonlyMap<string, Card>>(new Map());
  useEffect(() => {
    let open = true;
    drawAll(cards, () => open).catch((error: unknown) => (lab.failure.value = String(error)));
    return () => {
      open = false;
    };
  }, []);
  return (
    <Dialog name="gallery" title={words.galleryTitle} onClose={onClose}>
      <p class="quiet">{words.galleryHelp}</p>
      <ul class="scenario-cards">
        {shippedIds.map((id) => (
          <CardButton key={id} id={id} card={cards.value.get(id)} onClose={onClose} />
        ))}
      </ul>
    </Dialog>
  );
}
