/**
 * Purpose: the inspection of the replay that is shown: its three views, and the detail of the selected event below the first two.
 */
import '../style/inspect.css';
import '../style/ladder.css';
import '../style/states.css';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { parseFilter } from '../../lab/filter/index.ts';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { DetailPane } from './detail-pane.tsx';
import { EventList } from './event-list.tsx';
import { FilterField } from './filter-field.tsx';
import { LadderView } from './ladder-view.tsx';
import { StatesView } from './states-view.tsx';
import { VIEWS } from './state.ts';

const LABELS = { list: 'viewList', ladder: 'viewLadder', states: 'viewStates' } as const;

/**
 * The inspection.
 * Units: none. Errors: none. Source: own design.
 */
export function InspectPanel({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { inspection } = lab;
  useEffect(() => {
    inspection.parse.value = parseFilter;
  }, [inspection]);
  const view = inspection.view.value;
  const key = lab.shown.value?.key ?? '';
  return (
    <div class="inspect">
      <h2 class="hidden">{words.events}</h2>
      <div class="views" role="group" aria-label={words.inspectView}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={view === one} data-view={one} onClick={() => (inspection.view.value = one)}>
            {words[LABELS[one]]}
          </button>
        ))}
      </div>
      {view === 'list' ? (
        <div class="events">
          <FilterField />
          <EventList
            key={`${key} ${inspection.applied.value}`}
            filter={inspection.applied.value}
            events={lab.shown.value?.entry.events ?? 0}
          />
        </div>
      ) : null}
      {view === 'ladder' ? <LadderView key={key} loaded={loaded} /> : null}
      {view === 'states' ? <StatesView key={key} loaded={loaded} /> : <DetailPane loaded={loaded} />}
    </div>
  );
}
