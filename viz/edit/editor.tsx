/**
 * Purpose: the editor on the page: its buttons, the outline, the text, and what the loader says about it.
 *
 * The text stands in a shadow root: there CodeMirror may bring its styles under a policy that forbids style elements.
 */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import type { Issue } from '../../scenarios/issue.ts';
import { commandOf, keyOf, type Command } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import type { EditDocument } from './document.ts';

function Buttons({ document: edited }: { readonly document: EditDocument }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { source, edit } = lab;
  const ahead = source.ahead.value;
  return (
    <div class="edit-buttons" role="toolbar" aria-label={words.editor}>
      <button type="button" class="main" title={words.editRunTitle(keyOf('editor', 'run'))} onClick={() => void edit.run()}>
        {words.editRun}
      </button>
      <button type="button" title={words.editNewTitle} onClick={() => void edit.begin()}>
        {words.editNew}
      </button>
      <button type="button" onClick={() => void edit.choose()}>
        {words.editOpen}
      </button>
      <button type="button" title={words.editSaveTitle(keyOf('editor', 'save'))} onClick={() => void edit.save()}>
        {words.editSave}
      </button>
      <button type="button" onClick={() => void edit.save(true)}>
        {words.editSaveAs}
      </button>
      <button type="button" disabled={!edited.canUndo.value} title={keyOf('editor', 'undo')} onClick={() => edit.undo()}>
        {words.editUndo}
      </button>
      <button type="button" disabled={!edited.canRedo.value} title={keyOf('editor', 'redo')} onClick={() => edit.redo()}>
        {words.editRedo}
      </button>
      <span class="edit-file">
        <span class="id">{source.file.value}</span>{' '}
        <span class="quiet" data-dirty={source.dirty.value ? 'yes' : 'no'}>
          {source.dirty.value ? words.editUnsaved : ''}
          {source.dirty.value && ahead ? ' · ' : ''}
          {ahead ? words.editAhead : ''}
        </span>
      </span>
    </div>
  );
}

/** Sections, sites and what is in them; the line with the cursor in it is marked. */
function Outline({ document: edited }: { readonly document: EditDocument }): JSX.Element {
  const words = useLab().words.value;
  const current = useComputed(() => edited.reading.value.outline.findLast(({ offset }) => offset <= edited.cursor.value)?.path.join('.'));
  const list = useRef<HTMLElement>(null);
  const onKey = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const command = commandOf('outline', event);
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (command === undefined || at === -1) return;
    event.preventDefault();
    buttons[at + { down: 1, up: -1 }[command]]?.focus();
  };
  useEffect(() => {
    const mark = list.current?.querySelector<HTMLElement>('[aria-current]');
    const box = list.current;
    if (mark === null || mark === undefined || box === null) return;
    if (mark.offsetTop < box.scrollTop || mark.offsetTop > box.scrollTop + box.clientHeight - 24)
      box.scrollTop = mark.offsetTop - box.clientHeight / 2;
  }, [current.value]);
  return (
    <nav class="edit-outline" aria-label={words.editOutline} ref={list} onKeyDown={onKey}>
      <ul>
        {edited.reading.value.outline.map(({ path, label, depth, offset }) => (
          <li key={path.join('.')} class={`depth-${depth}`}>
            <button
              type="button"
              {...(current.value === path.join('.') ? { 'aria-current': 'true' as const } : {})}
              onClick={() => edited.goTo(offset, offset + label.length)}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function IssueLine({
  issue,
  remark,
  document: edited,
}: {
  readonly issue: Issue;
  readonly remark: boolean;
  readonly document: EditDocument;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  return (
    <li>
      <button
        type="button"
        class={remark ? 'remark' : 'fault'}
        data-code={issue.code}
        data-line={issue.line}
        onClick={() => edited.goToIssue(issue)}
      >
        <span class="issue-kind">{remark ? words.editRemark : words.editFault}</span>
        <span class="id" title={words.editIssueAt(issue.line, issue.column)}>
          {issue.line}:{issue.column}
        </span>
        <span>
          {issue.path === '' ? null : <code>{issue.path}</code>} {issue.message[lab.lang.value]} <span class="id">{issue.code}</span>
        </span>
      </button>
    </li>
  );
}

/** What the loader says, and where. */
function Issues({ document: edited }: { readonly document: EditDocument }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { source } = lab;
  const check = source.check.value;
  const [issues, warnings] = [check?.issues ?? [], check?.warnings ?? []];
  const state = !source.checked.value ? 'checking' : issues.length > 0 ? 'faults' : 'sound';
  const count =
    issues.length + warnings.length === 0
      ? words.editSound
      : `${issues.length === 0 ? `${words.editSound}, ` : ''}${words.editFaults(issues.length, warnings.length)}`;
  return (
    <section class="edit-issues" aria-label={words.editFault}>
      <p role="status" data-state={state}>
        {state === 'checking' ? words.editChecking : count}
      </p>
      <ul>
        {issues.map((issue, i) => (
          <IssueLine key={`f${i}`} issue={issue} remark={false} document={edited} />
        ))}
        {warnings.map((issue, i) => (
          <IssueLine key={`r${i}`} issue={issue} remark document={edited} />
        ))}
      </ul>
    </section>
  );
}

/**
 * The editor.
 * Units: none. Errors: none. Source: own design.
 */
export function Editor({ document: edited }: { readonly document: EditDocument }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    edited.mount(host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' }));
    return () => edited.unmount();
  }, [edited]);
  const key = (command: Command<'editor'>): string => keyOf('editor', command);
  return (
    <div class="edit-room">
      <Buttons document={edited} />
      <div class="edit-panes">
        <Outline document={edited} />
        {/* Keys that are typed here belong to the text, not to the playback. */}
        <div class="edit-text" ref={host} onKeyDown={(event) => event.stopPropagation()} />
      </div>
      <Issues document={edited} />
      <p class="quiet edit-help">
        {words.editHelp(key('complete'), key('help'), key('nextFault'), key('search'), key('run'), key('save'))}
      </p>
    </div>
  );
}
