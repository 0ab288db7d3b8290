/**
 * Purpose: the threat × control matrix as a table: a row a control with its switch, a column a threat with its verdict under the switches, a cell an effect.
 *
 * Controls stand in rows because their names and switches need the room; there are more of them than of threats in any network of the TR.
 * One cell takes the tab key, the arrow keys move between cells. Every cell listens for its own change only, so that a switch redraws what it changes and nothing else.
 */
import type { JSX } from 'preact';
import { useComputed, useSignal, useSignalEffect, type Signal } from '@preact/signals';
import type { Cell, Effect } from '../../threats/coverage/types.ts';
import { commandOf, type Command } from '../keys/table.ts';
import type { Lab } from '../state/lab.ts';
import { useLab } from '../state/context.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { ControlWords, ThreatWords } from '../worker/telling.ts';
import { GroupHead } from '../coverage/group-head.tsx';
import { EffectGlyph, VerdictMark, effectWord, verdictWord } from './marks.tsx';

/** Row and column of the cell that the tab key reaches. */
interface Focus {
  readonly row: number;
  readonly column: number;
}

function VerdictCell({ threat }: { readonly threat: ThreatWords }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const verdict = useComputed(() => lab.verdictOf.value.get(threat.id)?.outcome);
  const count = useComputed(() => {
    const rows = lab.verdicts.value.threats.find(({ id }) => id === threat.id)?.attacks ?? [];
    const open = rows.filter(({ outcome }) => outcome === 'succeeded').length;
    return `${open}/${rows.filter(({ outcome }) => outcome !== 'not-applicable').length}`;
  });
  const outcome = verdict.value;
  if (outcome === undefined) return <td class="verdict-cell pending" title={words.pending} aria-label={words.pending} />;
  const [open = 0, of = 0] = count.value.split('/').map(Number);
  return (
    <td
      class="verdict-cell"
      data-threat={threat.id}
      data-verdict={outcome}
      title={`${verdictWord(outcome, lab.lang.value)}: ${words.attacksOpen(open, of)}`}
    >
      <VerdictMark verdict={outcome} lang={lab.lang.value} />
      <small>
        <span aria-hidden="true">{count}</span>
        <span class="hidden">{words.attacksOpen(open, of)}</span>
      </small>
    </td>
  );
}

function cellText(lab: Lab, control: ControlWords, threat: ThreatWords, cell: Cell, effect: Effect): string {
  const words = lab.words.value;
  const lang = lab.lang.value;
  return words.cellText(control.name[lang], `${threat.id} ${threat.name[lang]}`, effectWord(effect, lang), cell.attacks, cell.of);
}

interface CellProps {
  readonly control: ControlWords;
  readonly threat: ThreatWords;
  readonly row: number;
  readonly column: number;
  readonly focus: Signal<Focus>;
}

function MatrixCell({ control, threat, row, column, focus }: CellProps): JSX.Element {
  const lab = useLab();
  const known = useComputed(() => lab.threats.value.get(threat.id)?.cells?.[control.id]);
  const reachable = useComputed(() => (focus.value.row === row && focus.value.column === column ? 0 : -1));
  const shown = useComputed(() => {
    const one = lab.evidence.value;
    return one?.threat === threat.id && one.profile.length === 1 && one.profile[0] === control.id;
  });
  const gain = useComputed(() => {
    const found = lab.gains.value.get(`${threat.id} ${control.id}`);
    return found === undefined ? '' : `${found.better ? 'gain' : 'loss'} ${found.verdict}`;
  });
  const cell = known.value;
  if (cell === undefined) return <td class="cell pending" aria-label={lab.words.value.pending} />;
  const [change = '', after = ''] = gain.value.split(' ');
  const verdict = lab.gains.peek().get(`${threat.id} ${control.id}`)?.verdict;
  const what = cellText(lab, control, threat, cell, cell.effect);
  const text = after === '' || verdict === undefined ? what : `${what} ${lab.words.value.cellGain(verdictWord(verdict, lab.lang.value))}`;
  return (
    <td class={shown.value ? 'cell shown' : 'cell'}>
      <button
        type="button"
        class={`${cell.effect} ${change}`}
        tabIndex={reachable.value}
        data-cell={`${row} ${column}`}
        data-threat={threat.id}
        data-control={control.id}
        data-effect={cell.effect}
        aria-label={text}
        title={text}
        onFocus={() => (focus.value = { row, column })}
        onClick={() => void lab.openCell(threat.id, control.id)}
      >
        <EffectGlyph effect={cell.effect} />
      </button>
    </td>
  );
}

interface RowProps {
  readonly threats: readonly ThreatWords[];
  readonly control: ControlWords;
  readonly row: number;
  readonly focus: Signal<Focus>;
}

function ControlRow({ threats, control, row, focus }: RowProps): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  const words = lab.words.value;
  const on = useComputed(() => lab.profile.value.has(control.id)).value;
  const cost = useComputed(() => lab.board.costs.changed.value.get(control.id) ?? control.cost);
  return (
    <tr class={on ? 'on' : ''}>
      <th scope="row" title={`${control.id}\n${control.where[lang]}. ${control.does[lang]}\n${control.source}`}>
        <label>
          <input type="checkbox" role="switch" checked={on} data-control={control.id} onChange={() => lab.flip(control.id)} />
          <span class="name">{control.name[lang]}</span>
          <span class={cost.value === control.cost ? 'cost' : 'cost changed'}>
            <span class="hidden">{`${words.cost} `}</span>
            {cost}
          </span>
        </label>
      </th>
      {threats.map((threat, column) => (
        <MatrixCell key={threat.id} control={control} threat={threat} row={row} column={column} focus={focus} />
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
  const moves: Readonly<Record<Command<'matrix'>, Focus>> = {
    up: { row: row - 1, column },
    down: { row: row + 1, column },
    left: { row, column: column - 1 },
    right: { row, column: column + 1 },
    first: { row, column: 0 },
    last: { row, column: columns - 1 },
  };
  const command = commandOf('matrix', event);
  if (command === undefined) return;
  const wanted = moves[command];
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

function Head({ threats }: { readonly threats: readonly ThreatWords[] }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  return (
    <thead>
      <tr class="names">
        <th scope="col" class="corner">
          {words.control} <span class="cost">{words.cost}</span>
        </th>
        {threats.map((threat) => (
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
        {threats.map((threat) => (
          <VerdictCell key={threat.id} threat={threat} />
        ))}
      </tr>
    </thead>
  );
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
  const threats = lab.board.threats.value;
  const groups = lab.board.groups.value;
  const rows = groups.reduce((sum, { members }) => sum + members.length, 0);
  // Another selection has other rows and columns; the tab key must still reach a cell.
  useSignalEffect(() => {
    const columns = lab.board.threats.value.length;
    const all = lab.board.groups.value.reduce((sum, { members }) => sum + members.length, 0);
    const { row, column } = focus.peek();
    if (row >= all || column >= columns) focus.value = { row: 0, column: 0 };
  });
  let before = 0;
  return (
    <div class={`matrix-frame size-${lab.board.size.value}`} data-rows={rows} data-columns={threats.length}>
      <table class="matrix" lang={lang} onKeyDown={(event) => moveFocus(event, focus, rows, threats.length)}>
        <caption class="hidden">{words.matrixCaption}</caption>
        <colgroup>
          <col class="of-controls" />
          {threats.map((threat) => (
            <col key={threat.id} class="of-threat" />
          ))}
        </colgroup>
        <Head threats={threats} />
        {groups.map(({ key, members }) => {
          const first = before;
          before += members.length;
          return (
            <tbody key={key}>
              {key === '' ? null : <GroupHead group={key} members={members} columns={threats.length} />}
              {members.map((control, i) => (
                <ControlRow key={control.id} threats={threats} control={control} row={first + i} focus={focus} />
              ))}
            </tbody>
          );
        })}
      </table>
      {lab.board.nothingFound.value ? <p class="nothing">{words.nothingFound}</p> : null}
      {loaded.controls.length > 0 && rows === 0 && !lab.board.nothingFound.value ? <p class="nothing">{words.noRows}</p> : null}
    </div>
  );
}
