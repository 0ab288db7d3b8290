/**
 * Purpose: the page as a whole: head, notices, the network with its playback on one side, the results on the other.
 */
import type { JSX } from 'preact';
import { formatIssue } from '../scenarios/issue.ts';
import { Dialogs } from './dialogs/dialogs.tsx';
import { DraftMark, DrawTools, DropZone, EditToast } from './edit/edit-tab.tsx';
import { Header } from './panels/header.tsx';
import { NetworkPanel } from './panels/network-panel.tsx';
import { Results } from './panels/results.tsx';
import { Timeline } from './panels/timeline.tsx';
import { Transport } from './panels/transport.tsx';
import { Waiting } from './panels/waiting.tsx';
import type { Address } from './share/address.ts';
import { useLab } from './state/context.ts';
import { controlNames } from './state/names.ts';
import type { LoadedScenario } from './worker/protocol.ts';
import { VerdictMark } from './panels/marks.tsx';
import { later } from './state/later.tsx';

/** Loaded when somebody wants it: the first picture must not wait for it. */
const Tour = later(async () => (await import('./tour/tour.tsx')).Tour);
const CompareView = later(async () => (await import('./compare/compare-view.tsx')).CompareView);

function Notices(): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const failure = lab.failure.value;
  const issues = lab.issues.value;
  const notice = lab.notice.value;
  return (
    <>
      {notice === undefined ? null : (
        <div class="notice remark" role="alert">
          <p>{notice(words)}</p>
          <button type="button" onClick={() => (lab.notice.value = undefined)}>
            {words.close}
          </button>
        </div>
      )}
      {failure === undefined ? null : (
        <div class="notice bad" role="alert">
          <p>
            <strong>{words.failed}</strong>
          </p>
          <pre>{failure}</pre>
          <button type="button" onClick={() => (lab.failure.value = undefined)}>
            {words.close}
          </button>
        </div>
      )}
      {issues.length === 0 || lab.tab.value === 'edit' ? null : (
        <div class="notice bad" role="alert">
          <p>
            <strong>{words.issues(issues.length)}</strong>
          </p>
          <pre>{issues.map((issue) => formatIssue(issue, lab.lang.value)).join('\n')}</pre>
          <button type="button" onClick={() => (lab.tab.value = 'edit')}>
            {words.editOpenInEditor}
          </button>{' '}
          <button type="button" onClick={() => (lab.issues.value = [])}>
            {words.close}
          </button>
        </div>
      )}
    </>
  );
}

/** Which replay the picture shows. */
function ShownReplay({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const shown = lab.shown.value;
  const attack = loaded.attacks.find(({ id }) => id === shown?.case.attack);
  const profile = shown?.case.profile ?? [];
  return (
    <p class="shown-replay">
      {shown === undefined || attack === undefined ? (
        <span class="quiet">{loaded.scenario.about[lang]}</span>
      ) : (
        <>
          <span class="id">{attack.threat}</span> <strong>{attack.name[lang]}</strong>{' '}
          <span class="quiet">— {attack.vantage.name[lang]} ·</span>{' '}
          {profile.length === 0 ? words.bare : controlNames(loaded, profile, lang)}{' '}
          <VerdictMark verdict={shown.entry.outcome} lang={lang} />
        </>
      )}
    </p>
  );
}

/**
 * The page.
 * Units: none. Errors: none. Source: own design.
 */
export function App({ address }: { readonly address: Address }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const loaded = lab.loaded.value;
  const drawn = lab.edit.draft.value ?? loaded;
  return (
    <>
      <Header address={address} />
      <Notices />
      <Waiting />
      <EditToast />
      <DropZone />
      <Dialogs />
      {loaded !== undefined && lab.tour.open.value ? <Tour /> : null}
      {loaded === undefined || drawn === undefined ? (
        <p class="nothing" role="status">
          {words.loading}
        </p>
      ) : lab.compare.open.value ? (
        <CompareView loaded={loaded} />
      ) : (
        <main class={lab.board.wide.value ? 'bench wide' : 'bench'}>
          <div class="bench-left">
            {lab.edit.draft.value === undefined ? <ShownReplay loaded={loaded} /> : <DraftMark />}
            <DrawTools drawn={drawn} />
            <NetworkPanel key={drawn.scenario.sha256} loaded={drawn} />
            <div class="panel play-panel">
              <Transport />
              <Timeline horizonNs={loaded.scenario.horizonNs} />
            </div>
          </div>
          <Results loaded={loaded} />
        </main>
      )}
    </>
  );
}
