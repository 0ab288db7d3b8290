/**
 * Purpose: what takes long to write, with a bar and a button that stops it: the report, and the capture with its keys.
 */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Capture } from '../../lab/capture/index.ts';
import { useDialogWords } from '../dialogs/use-words.ts';
import type { Lab } from '../state/lab.ts';
import { Courier } from './courier.ts';
import { save, saveText } from './download.ts';

function Bar({ courier }: { readonly courier: Courier }): JSX.Element | null {
  const words = useDialogWords();
  const share = courier.share.value;
  if (share === undefined) return null;
  return (
    <>
      <progress max={share.of} value={share.done} aria-label={words.takeWriting} />
      <button type="button" onClick={() => courier.cancel()}>
        {words.cancel}
      </button>
    </>
  );
}

/**
 * The report, once all attacks are explored.
 * Units: none. Errors: what the worker throws stands in the lab's `failure`. Source: lab/report.
 */
export function ReportFormat({ lab }: { readonly lab: Lab }): JSX.Element {
  const words = useDialogWords();
  const courier = useMemo(() => new Courier(lab.makeWorker), []);
  const done = useSignal(false);
  const coverage = lab.coverage.value;
  const write = async (): Promise<void> => {
    const opening = lab.opening.peek();
    if (opening === undefined || coverage === undefined) return;
    const id = lab.loaded.peek()?.scenario.id ?? '';
    saveText(`${id}-report.html`, 'text/html', await courier.report(opening, coverage, lab.seed.peek(), lab.lang.peek()));
    done.value = true;
  };
  if (courier.share.value !== undefined) return <Bar courier={courier} />;
  return (
    <button type="button" data-take="report" disabled={coverage === undefined} onClick={() => void lab.attempt(write)}>
      HTML
      <span class="hidden" role="status">
        {done.value ? words.takeWritten : ''}
      </span>
    </button>
  );
}

/**
 * The run that is shown as a capture; the tables with its keys can be saved after it.
 * Units: none. Errors: as above. Source: lab/capture.
 */
export function CaptureFormats({ lab }: { readonly lab: Lab }): JSX.Element {
  const courier = useMemo(() => new Courier(lab.makeWorker), []);
  const made = useSignal<{ readonly key: string; readonly capture: Capture } | undefined>(undefined);
  const shown = lab.shown.value;
  const write = async (): Promise<void> => {
    const opening = lab.opening.peek();
    if (opening === undefined || shown === undefined) return;
    // The run that the evidence is of: where chance has a part, not always the one with the first seed.
    const capture = await courier.capture(opening, { ...shown.case, seed: shown.entry.seed }, lab.lang.peek());
    made.value = { key: shown.key, capture };
    const name = `${lab.loaded.peek()?.scenario.id ?? ''}-${shown.case.attack.replaceAll('/', '-')}.pcapng`;
    save(name, new Blob([Uint8Array.from(capture.file)], { type: 'application/vnd.tcpdump.pcap' }));
  };
  if (courier.share.value !== undefined) return <Bar courier={courier} />;
  const keys = made.value !== undefined && made.value.key === shown?.key ? made.value.capture.keys : [];
  return (
    <>
      {keys.map(({ name, text }) => (
        <button key={name} type="button" data-take={name} onClick={() => saveText(name, 'text/plain', text)}>
          {name}
        </button>
      ))}
      <button type="button" data-take="pcapng" disabled={shown === undefined} onClick={() => void lab.attempt(write)}>
        pcapng
      </button>
    </>
  );
}
