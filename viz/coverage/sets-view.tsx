/**
 * Purpose: the minimal sets of every threat: which controls together reach the best outcome, and none of them can be left out.
 */
import type { JSX } from 'preact';
import { MinimalSets } from '../panels/threat-list.tsx';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';

/** A thousand are known at most (threats/coverage); a page of them stays quick. */
const MOST = 60;

/**
 * The view of the minimal sets.
 * Units: none. Errors: none. Source: own design.
 */
export function SetsView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  return (
    <section class="sets-view" aria-label={words.viewSets}>
      <p class="quiet">{words.setsHelp}</p>
      {loaded.threats.map((threat) => {
        const coverage = lab.threats.value.get(threat.id);
        const reason = coverage?.notApplicableText?.[lang];
        return (
          <section key={threat.id} class="threat-sets" data-threat={threat.id}>
            <h3>
              <span class="id">{threat.id}</span> {threat.name[lang]}
            </h3>
            {coverage === undefined ? (
              <p class="quiet">{words.pending}</p>
            ) : (
              <MinimalSets loaded={loaded} coverage={coverage} most={MOST} />
            )}
            {coverage !== undefined && coverage.minimalSets === undefined ? (
              <p class="quiet">{reason === undefined ? words.setsNone : words.notApplicable(reason)}</p>
            ) : null}
          </section>
        );
      })}
    </section>
  );
}
