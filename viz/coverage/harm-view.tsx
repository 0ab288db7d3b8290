/**
 * Purpose: the controls that make an outcome worse, with the smallest set in which they do, and a way to see it happen.
 */
import type { JSX } from 'preact';
import type { Harm } from '../../threats/coverage/types.ts';
import { worstAttack } from '../matrix/model.ts';
import { VerdictMark } from '../panels/marks.tsx';
import { useLab } from '../state/context.ts';
import type { Lab } from '../state/lab.ts';
import { controlName, controlNames } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';

/** One harm, of a threat or of one of its attacks where the others hide it. */
interface Row {
  readonly threat: string;
  readonly attack: string | undefined;
  readonly harm: Harm;
}

function rowsOf(lab: Lab): readonly Row[] {
  return [...lab.threats.value.values()].flatMap(({ id, harmful, attacks }): readonly Row[] => [
    ...harmful.map((harm) => ({ threat: id, attack: undefined, harm })),
    ...attacks.flatMap((attack) => (attack.harmful ?? []).map((harm) => ({ threat: id, attack: attack.id, harm }))),
  ]);
}

/** The two runs of the attack that shows it: with the set, and with the control besides. */
function see(lab: Lab, loaded: LoadedScenario, { threat, attack, harm }: Row): void {
  const inOrder = (ids: readonly string[]): readonly string[] => loaded.controls.map(({ id }) => id).filter((id) => ids.includes(id));
  const after = inOrder([...harm.witness, harm.control]);
  const shown = attack ?? worstAttack(loaded.attacks, lab.trees.peek(), threat, new Set(after));
  if (shown === undefined) return;
  lab.compare.open.value = true;
  void lab.cases.open(shown, after, 'matrix', inOrder(harm.witness));
}

function HarmRow({ loaded, row }: { readonly loaded: LoadedScenario; readonly row: Row }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { harm } = row;
  const threat = loaded.threats.find(({ id }) => id === row.threat);
  const attack = loaded.attacks.find(({ id }) => id === row.attack);
  return (
    <tr data-control={harm.control} data-threat={row.threat}>
      <th scope="row">{controlName(loaded, harm.control, lang)}</th>
      <td>
        <span class="id">{row.threat}</span> {threat?.name[lang]}
        {attack === undefined ? null : (
          <small class="quiet">
            <br />
            {words.harmAttack(attack.name[lang])}
          </small>
        )}
      </td>
      <td>{harm.witness.length === 0 ? <span class="quiet">{words.harmAlone}</span> : controlNames(loaded, harm.witness, lang)}</td>
      <td class="harm-change">
        <VerdictMark verdict={harm.before} lang={lang} /> → <VerdictMark verdict={harm.after} lang={lang} />
      </td>
      <td>
        <button type="button" class="link" onClick={() => see(lab, loaded, row)}>
          {words.harmCompare}
        </button>
      </td>
    </tr>
  );
}

/**
 * The view of harmful controls.
 * Units: none. Errors: none. Source: own design.
 */
export function HarmView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const rows = rowsOf(lab);
  return (
    <section class="harm-view" aria-label={words.viewHarm}>
      <p class="quiet">{words.harmHelp}</p>
      {rows.length === 0 ? (
        <p>{lab.coverage.value === undefined ? words.pending : words.harmNone}</p>
      ) : (
        <div class="scroll">
          <table class="harms">
            <thead>
              <tr>
                <th scope="col">{words.harmControl}</th>
                <th scope="col">{words.harmThreat}</th>
                <th scope="col">{words.harmTogether}</th>
                <th scope="col">{words.harmChange}</th>
                <th scope="col">
                  <span class="hidden">{words.harmCompare}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <HarmRow key={`${row.threat} ${row.attack ?? ''} ${row.harm.control}`} loaded={loaded} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
