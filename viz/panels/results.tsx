/**
 * Purpose: the right half of the page: matrix, evidence and events as tabs.
 */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { EditTab } from '../edit/edit-tab.tsx';
import { commandOf } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import { later } from '../state/later.tsx';
import { TABS } from '../state/tabs.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { MatrixPanel } from './matrix-panel.tsx';

/** The first picture stands beside the matrix; the other tabs come when they are wanted. */
const EvidencePanel = later(async () => (await import('./evidence-panel.tsx')).EvidencePanel);
const EventsPanel = later(async () => (await import('./events-panel.tsx')).EventsPanel);
const LABELS = { matrix: 'tabMatrix', evidence: 'tabEvidence', events: 'tabEvents', edit: 'tabEdit' } as const;

/**
 * The results panel.
 * Units: none. Errors: none. Source: own design.
 */
export function Results({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const tab = lab.tab.value;
  // Once it has been opened it stays, with what is unfolded in it.
  const read = useRef(false);
  read.current ||= tab === 'evidence';
  const onKey = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const command = commandOf('tabs', event);
    const move = command === 'next' ? 1 : command === 'previous' ? -1 : 0;
    const next = TABS[(TABS.indexOf(tab) + move + TABS.length) % TABS.length];
    if (move === 0 || next === undefined) return;
    lab.tab.value = next;
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <section class="panel results" aria-label={words.tabs}>
      <div class="tabs" role="tablist" onKeyDown={onKey}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={tab === one}
            aria-controls={`panel-${one}`}
            tabIndex={tab === one ? 0 : -1}
            onClick={() => (lab.tab.value = one)}
          >
            {words[LABELS[one]]}
          </button>
        ))}
      </div>
      {TABS.map((one) => (
        <div
          key={one}
          role="tabpanel"
          id={`panel-${one}`}
          aria-labelledby={`tab-${one}`}
          class={`tab-panel ${one}-tab`}
          hidden={tab !== one}
        >
          {one === 'matrix' ? <MatrixPanel loaded={loaded} /> : null}
          {one === 'evidence' && read.current ? <EvidencePanel loaded={loaded} /> : null}
          {one === 'events' && tab === 'events' ? <EventsPanel loaded={loaded} /> : null}
          {one === 'edit' && (tab === 'edit' || lab.edit.opened.value !== undefined) ? <EditTab /> : null}
        </div>
      ))}
    </section>
  );
}
