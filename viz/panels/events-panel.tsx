/**
 * Purpose: the events tab: loads the inspection (list with filter and detail, ladder, state chart) when it is first opened.
 */
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';

type Panel = ComponentType<{ readonly loaded: LoadedScenario }>;

/**
 * The events tab.
 * Units: none. Errors: none. Source: own design.
 */
export function EventsPanel({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const panel = useSignal<{ readonly Panel: Panel } | undefined>(undefined);
  useEffect(() => {
    void import('../inspect/inspect-panel.tsx').then(({ InspectPanel }) => (panel.value = { Panel: InspectPanel }));
  }, []);
  if (lab.shown.value === undefined) return <p class="nothing">{words.eventsNone}</p>;
  if (panel.value === undefined) return <p class="nothing">{words.loading}</p>;
  const { Panel } = panel.value;
  return <Panel loaded={loaded} />;
}
