/**
 * Purpose: the threat × control matrix as a table: a row a control with its switch, a column a threat with its verdict under the switches, a cell an effect.
 *
 * Controls stand in rows because their names and switches need the room; there are more of them than of threats in any network of the TR.
 * One cell takes the tab key, the arrow keys move between cells.
 */
import type { JSX } from 'preact';
import { useSignal, type Signal } from '@preact/signals';
import type { Cell, Effect } from '../../threats/coverage/types.ts';
import type { Lab } from '../state/lab.ts';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { ControlWords, ThreatWords } from '../worker/telling.ts';
import { EffectGlyph, VerdictMark, effectWord, verdictWord } from './marks.tsx';

/** Row and column of the cell that the tab key reaches. */
interface Focus {
  readonly row: number;
  readonly column: number;
}

function VerdictCell({ threat }: { readonly threat: ThreatWords }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const row = lab.verdicts.value.threats.find(({ id }) => id === threat.id);
  if (row === undefined) return <td class="verdict-cell pending" title={words.pending} aria-label={words.pending} />;
  const open = row.attacks.filter((attack) => attack.outcome === 'succeeded').length;
  const of = row.attacks.filter((attack) => attack.outcome !== 'not-applicable').length;
  return (
    <td class="verdict-cell" data-threat={threat.id} data-verdict={row.outcome} title={words.attacksOpen(open, of)}>
      <VerdictMark verdict={row.outcome} lang={lab.lang.value} />
      <small>
        <span aria-hidden="true">
          {open}/{of}
        </span>
        <span class="hidden">{words.attacksOpen(open, of)}</span>
      </small>
    </td>
  );
}

function cellText(lab: Lab, control: ControlWords, threat: ThreatWords, cell: Cell, effect: Effect): string {
  const words = lab.words.value;
  const lang = lab.lang.value;
  const gain = lab.gains.value.get(`${threat.id} ${control.id}`);
  const text = words.cellText(control.name[lang], `${threat.id} ${threat.name[lang]}`, effectWord(effect, lang), cell.attacks, cell.of);
  return gain === undefined ? text : `${text} ${words.cellGain(verdictWord(gain.verdict, lang))}`;
}

interface CellProps {
  readonly control: ControlWords;
  readonly threat: ThreatWords;
  readonly at: Focus;
  readonly focus: Signal<Focus>;
}

function MatrixCell({ control, threat, at, focus }: CellProps): JSX.Element {
  const lab = useLab();
  const cell = lab.threats.value.get(threat.id)?.cells?.[control.id];
  const reachable = focus.value.row === at.row && focus.value.column === at.column;
  const shown = lab.evidence.value;
  const isShown = shown?.threat === threat.id && shown.profile.length === 1 && shown.profile[0] === control.id;
  if (cell === undefined) return <td class="cell pending" aria-label={lab.words.value.pending} />;
  const gain = lab.gains.value.get(`${threat.id} ${control.id}`);
  const text = cellText(lab, control, threat, cell, cell.effect);
  return (
    <td class={`cell ${isShown ? 'shown' : ''}`}>
      <button
        type="button"
        class={`${cell.effect} ${gain === undefined ? '' : gain.better ? 'gain' : 'loss'}`}
        tabIndex={reachable ? 0 : -1}
        data-cell={`${at.row} ${at.column}`}
        data-threat={threat.id}
        data-control={control.id}
        data-effect={cell.effect}
        aria-label={text}
        title={text}
        onFocus={() => (focus.value = at)}
        onClick={() => void lab.openCell(threat.id, control.id)}
      >
        <EffectGlyph effect={cell.effect} />
      </button>
    </td>
  );
}

interface RowProps {
  readonly loaded: LoadedScenario;
  readonly control: ControlWords;
  readonly row: number;
  readonly focus: Signal<Focus>;
}

function ControlRow({ loaded, control, row, focus }: RowProps): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  const words = lab.words.value;
  const on = lab.profile.value.has(control.id);
  return (
    <tr class={on ? 'on' : ''}>
      <th scope="row" title={`${control.id}\n${control.where[lang]}. ${control.does[lang]}\n${control.source}`}>
        <label>
          <input type="checkbox" role="switch" checked={on} data-control={control.id} onChange={() => lab.flip(control.id)} />
          <span class="name">{control.name[lang]}</span>
          <span class="cost">
            <span class="hidden">{`${words.cost} `}</span>
            {control.cost}
          </span>
        </label>
      </th>
      {loaded.threats.map((threat, column) => (
        <MatrixCell key={threat.id} control={control} threat={threat} at={{ row, column }} focus={focus} />
      ))}
    </tr>
  );
}

/** The arrow keys move from cell to cell, over those that are not explored yet as well. */
function moveFocus(
  event: KeyboardEvent & { readonly currentTarget: HTMLElement },
  focus: Signal<Focus>,
  rows: number,
  columns: number,
): void {
  if (!(event.target instanceof HTMLButtonElement) || event.target.dataset['cell'] === undefined) return;
  const { row, column } = focus.peek();
  const moves: Readonly<Record<string, Focus>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  };
  const wanted = moves[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  const next: Focus = { row: Math.min(rows - 1, Math.max(0, wanted.row)), column: Math.min(columns - 1, Math.max(0, wanted.column)) };
  event.currentTarget.querySelector<HTMLButtonElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
}

function toThreat(id: string): void {
  const entry = document.getElementById(`threat-${id}`);
  if (entry instanceof HTMLDetailsElement) entry.open = true;
  entry?.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  entry?.querySelector('summary')?.focus({ preventScroll: true });
}

/**
 * The table.
 * Units: none. Errors: none. Source: own design.
 */
export function Matrix({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const focus = useSignal<Focus>({ row: 0, column: 0 });
  return (
    <div class="matrix-frame">
      <table class="matrix" lang={lang} onKeyDown={(event) => moveFocus(event, focus, loaded.controls.length, loaded.threats.length)}>
        <caption class="hidden">{words.matrixCaption}</caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              {words.control} <span class="cost">{words.cost}</span>
            </th>
            {loaded.threats.map((threat) => (
              <th key={threat.id} scope="col" class="threat">
                <button
                  type="button"
                  title={`${threat.name[lang]}\n${threat.description[lang]}\n${threat.source}`}
                  onClick={() => toThreat(threat.id)}
                >
                  <span class="id">{threat.id}</span>
                  <span class="name">{threat.name[lang]}</span>
                </button>
              </th>
            ))}
          </tr>
          <tr class="verdicts">
            <th scope="row">{words.verdictNow}</th>
            {loaded.threats.map((threat) => (
              <VerdictCell key={threat.id} threat={threat} />
            ))}
          </tr>
        </thead>
        <tbody>
          {loaded.controls.map((control, row) => (
            <ControlRow key={control.id} loaded={loaded} control={control} row={row} focus={focus} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
