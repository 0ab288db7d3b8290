/**
 * Purpose: the views of the coverage besides the matrix: costs and plan, minimal sets, harmful controls, times to compromise.
 */
import type { JSX } from 'preact';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { View } from './board.ts';
import { HarmView } from './harm-view.tsx';
import { PlanView } from './plan-view.tsx';
import { SetsView } from './sets-view.tsx';
import { TimesView } from './times-view.tsx';

/**
 * One of the views.
 * Units: none. Errors: none. Source: own design.
 */
export function CoveragePanel({ loaded, view }: { readonly loaded: LoadedScenario; readonly view: View }): JSX.Element | null {
  if (view === 'plan') return <PlanView loaded={loaded} />;
  if (view === 'sets') return <SetsView loaded={loaded} />;
  if (view === 'harm') return <HarmView loaded={loaded} />;
  return view === 'times' ? <TimesView loaded={loaded} /> : null;
}
