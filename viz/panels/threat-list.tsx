/**
 * Purpose: what stands behind each column of the matrix: the attacks with their verdicts, the minimal sets as buttons that set the switches, the controls that harm.
 */
import type { JSX } from 'preact';
import { useComputed } from '@preact/signals';
import type { ThreatCoverage, Verdict } from '../../threats/coverage/types.ts';
import { useLab } from '../state/context.ts';
import { controlNames } from '../state/names.ts';
import type { AttackSummary, LoadedScenario } from '../worker/protocol.ts';
import type { ThreatWords } from '../worker/telling.ts';
import { VerdictMark, verdictWord } from './marks.tsx';

/** More sets than anybody reads at once; the rest is counted. */
const SETS_SHOWN = 8;

function AttackRow({
  loaded,
  attack,
  bare,
}: {
  readonly loaded: LoadedScenario;
  readonly attack: AttackSummary;
  readonly bare: Verdict | undefined;
}): JSX.Element {
  const lab = useLab();
  // Its own row only: a switch redraws the verdicts that it changes.
  const now = useComputed(() => lab.verdictOf.value.get(attack.id)?.outcome).value;
  const words = lab.words.value;
  const lang = lab.lang.value;
  const flow = loaded.scenario.flows.find(({ id }) => id === attack.flow);
  return (
    <tr data-attack={attack.id} data-verdict={now}>
      <th scope="row" title={`${attack.id}\n${words.aimedAt}: ${flow?.name[lang] ?? attack.flow}`}>
        {attack.name[lang]}
      </th>
      <td>{attack.vantage.name[lang]}</td>
      <td>{bare === undefined ? words.pending : <VerdictMark verdict={bare} lang={lang} />}</td>
      <td>{now === undefined ? words.pending : <VerdictMark verdict={now} lang={lang} />}</td>
      <td>
        <button type="button" class="link" onClick={() => void lab.cases.open(attack.id, lab.switchedOn())}>
          {words.showEvidence}
        </button>
      </td>
    </tr>
  );
}

function AttackTable({
  loaded,
  threat,
  coverage,
}: {
  readonly loaded: LoadedScenario;
  readonly threat: ThreatWords;
  readonly coverage: ThreatCoverage | undefined;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  return (
    <div class="scroll">
      <table class="attacks">
        <thead>
          <tr>
            <th scope="col">{words.attack}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.bare}</th>
            <th scope="col">{words.now}</th>
            <th>
              <span class="hidden">{words.evidence}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {loaded.attacks
            .filter((attack) => attack.threat === threat.id)
            .map((attack) => (
              <AttackRow
                key={attack.id}
                loaded={loaded}
                attack={attack}
                bare={coverage?.attacks.find(({ id }) => id === attack.id)?.bare}
              />
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** One minimal set, as a button that sets the switches. */
function SetChip({
  loaded,
  set,
  robust,
}: {
  readonly loaded: LoadedScenario;
  readonly set: readonly string[];
  readonly robust: boolean;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const names = set.length === 0 ? words.noControls : controlNames(loaded, set, lab.lang.value);
  const holds = useComputed(() => set.every((id) => lab.profile.value.has(id))).value;
  return (
    <li>
      <button
        type="button"
        class="chip"
        data-set={set.join(' ')}
        aria-pressed={holds}
        title={`${words.applySet(names)}\n${robust ? words.setRobust : words.setFragile}`}
        onClick={() => lab.setProfile(set)}
      >
        {names}
        {robust ? null : <span aria-label={words.setFragile}> ⚠</span>}
      </button>
    </li>
  );
}

/**
 * The minimal sets of a threat; `most` bounds how many are listed, the rest is counted.
 * Units: none. Errors: none. Source: own design.
 */
export function MinimalSets({
  loaded,
  coverage,
  most = SETS_SHOWN,
}: {
  readonly loaded: LoadedScenario;
  readonly coverage: ThreatCoverage;
  readonly most?: number;
}): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { minimalSets, robust, reach, minimalSetsMore } = coverage;
  if (minimalSets === undefined || reach === undefined) return null;
  const more = Math.max(0, minimalSets.length - most) + (minimalSetsMore ?? 0);
  return (
    <>
      <h4>
        {words.minimalSets} <span class="quiet">({verdictWord(reach, lang)})</span>
      </h4>
      <ul class="chips">
        {minimalSets.slice(0, most).map((set, i) => (
          <SetChip key={set.join(' ')} loaded={loaded} set={set} robust={robust?.[i] === true} />
        ))}
        {more > 0 ? <li class="quiet">{words.minimalSetsMore(more)}</li> : null}
      </ul>
    </>
  );
}

function Harmful({ loaded, coverage }: { readonly loaded: LoadedScenario; readonly coverage: ThreatCoverage }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  if (coverage.harmful.length === 0) return null;
  return (
    <>
      <h4>{words.harmful}</h4>
      <ul>
        {coverage.harmful.map((harm) => (
          <li key={harm.control}>
            {words.harmLine(
              controlNames(loaded, [harm.control], lang),
              controlNames(loaded, harm.witness, lang),
              verdictWord(harm.before, lang),
              verdictWord(harm.after, lang),
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ThreatEntry({ loaded, threat }: { readonly loaded: LoadedScenario; readonly threat: ThreatWords }): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  const coverage = useComputed(() => lab.threats.value.get(threat.id)).value;
  const now = useComputed(() => lab.verdictOf.value.get(threat.id)?.outcome).value;
  const reason = coverage?.notApplicableText?.[lang];
  return (
    <details class="threat" id={`threat-${threat.id}`}>
      <summary>
        <span class="id">{threat.id}</span> <span class="name">{threat.name[lang]}</span>{' '}
        {now === undefined ? <span class="quiet">{lab.words.value.pending}</span> : <VerdictMark verdict={now} lang={lang} />}
      </summary>
      <p>{threat.description[lang]}</p>
      <p class="quiet source">{threat.source}</p>
      {reason === undefined ? null : <p>{lab.words.value.notApplicable(reason)}</p>}
      {coverage === undefined ? null : <MinimalSets loaded={loaded} coverage={coverage} />}
      {coverage === undefined ? null : <Harmful loaded={loaded} coverage={coverage} />}
      <AttackTable loaded={loaded} threat={threat} coverage={coverage} />
    </details>
  );
}

/**
 * Every threat with what stands behind its column.
 * Units: none. Errors: none. Source: own design.
 */
export function ThreatList({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const words = useLab().words.value;
  return (
    <section class="threat-list" aria-label={words.threatDetail}>
      {loaded.threats.map((threat) => (
        <ThreatEntry key={threat.id} loaded={loaded} threat={threat} />
      ))}
    </section>
  );
}
