/**
 * Purpose: the evidence tab: one attack told twice, without controls and with some: verdict, what stopped it, and the story line by line.
 */
import type { JSX } from 'preact';
import '../style/evidence.css';
import { useEffect, useRef } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import { attackVerdict } from '../../threats/coverage/what-if.ts';
import type { EvidenceCase } from '../state/cases.ts';
import { useLab } from '../state/context.ts';
import { controlName } from '../state/names.ts';
import { clockText } from '../time/format.ts';
import { lastNotAbove } from '../time/pace.ts';
import type { LoadedScenario, ReplayAnswer } from '../worker/protocol.ts';
import { VerdictMark, verdictWord } from './marks.tsx';

function profileText(
  loaded: LoadedScenario,
  profile: readonly string[],
  lang: 'en' | 'ja',
  words: ReturnType<typeof useLab>['words']['value'],
): string {
  const [only] = profile;
  if (only === undefined) return words.bare;
  return profile.length === 1 ? words.withAlone(controlName(loaded, only, lang)) : words.withSome(profile.length);
}

/** One of the two replays, as a card that shows it in the network. */
function SideCard({
  loaded,
  side,
  replay,
  profile,
}: {
  readonly loaded: LoadedScenario;
  readonly side: 'bare' | 'with';
  readonly replay: ReplayAnswer | undefined;
  readonly profile: readonly string[];
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const shown = lab.shownSide.value === side;
  const stopped = replay === undefined ? undefined : lab.told.of(replay)?.stoppedBy;
  const names = profile.length > 1 ? profile.map((id) => controlName(loaded, id, lang)).join(lang === 'ja' ? '、' : ', ') : undefined;
  return (
    <button
      type="button"
      class="side"
      data-side={side}
      data-outcome={replay?.entry.outcome}
      aria-pressed={shown}
      disabled={replay === undefined}
      title={names}
      onClick={() => lab.cases.showSide(side)}
    >
      <span class="side-title">{profileText(loaded, profile, lang, words)}</span>
      {replay === undefined ? <span class="quiet">…</span> : <VerdictMark verdict={replay.entry.outcome} lang={lang} />}
      <span class="because">{replay?.entry.because[lang]}</span>
      {stopped === undefined ? null : (
        <span class="stopped-short">
          {words.stoppedBy}: <strong>{controlName(loaded, stopped.control, lang)}</strong> · <span class="id">{stopped.at}</span>
        </span>
      )}
      <span class="quiet shown-note">{shown ? words.shown : words.show}</span>
    </button>
  );
}

function AttackChoice({ loaded, current }: { readonly loaded: LoadedScenario; readonly current: EvidenceCase }): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  const own = loaded.attacks.filter((attack) => attack.threat === current.threat);
  const profile = new Set(current.profile);
  const hint = (attack: string): readonly string[] => {
    const tree = lab.trees.value.get(attack);
    return tree === undefined ? [] : [verdictWord(attackVerdict(tree, profile), lang)];
  };
  return (
    <label class="attack-choice">
      <span>{lab.words.value.attack}</span>
      <select value={current.attack} onChange={(event) => void lab.cases.open(event.currentTarget.value, current.profile)}>
        {own.map((attack) => (
          <option key={attack.id} value={attack.id}>
            {[`${attack.name[lang]} — ${attack.vantage.name[lang]}`, ...hint(attack.id)].join(' · ')}
          </option>
        ))}
      </select>
    </label>
  );
}

function Story({ replay }: { readonly replay: ReplayAnswer }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const lines = lab.told.of(replay)?.evidence ?? [];
  const list = useRef<HTMLOListElement>(null);
  const current = useComputed(() => {
    const timeNs = lab.clock.timeNs.value;
    return lines.length === 0 || (lines[0]?.timeNs ?? Infinity) > timeNs
      ? -1
      : lastNotAbove(
          lines.map((line) => line.timeNs),
          timeNs,
        );
  });
  const at = current.value;
  useEffect(() => {
    if (lab.clock.playing.peek()) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <section class="story" aria-labelledby="story-title">
      <h3 id="story-title">{words.story}</h3>
      <p class="quiet">{words.storyHelp}</p>
      <ol ref={list}>
        {lines.map((line, i) => (
          <li
            key={line.event}
            class={`${i <= at ? 'past' : ''} ${line.what.split('/')[0] ?? ''}`}
            aria-current={i === at ? 'step' : undefined}
          >
            <button type="button" data-event={line.event} data-time-ns={line.timeNs} onClick={() => lab.clock.seekNs(line.timeNs)}>
              <span class="when">{clockText(line.timeNs)}</span>
              <span class="said">{line[lang]}</span>
              <span class="quiet ref">
                {words.eventNumber(line.event)} · {line.source}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StoppedBy({ loaded, replay }: { readonly loaded: LoadedScenario; readonly replay: ReplayAnswer }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const told = lab.told.of(replay);
  if (told === undefined) return null;
  const stopped = told.stoppedBy;
  if (stopped === undefined) return replay.entry.outcome === 'succeeded' ? null : <p class="stopped-by quiet">{words.stoppedNothing}</p>;
  return (
    <div class="stopped-by">
      <h3>{words.stoppedBy}</h3>
      <p>
        <strong>{controlName(loaded, stopped.control, lang)}</strong> <span class="id">{stopped.control}</span> ·{' '}
        <span class="id place">{stopped.at}</span>
      </p>
      <p>
        <button type="button" class="link" onClick={() => lab.clock.seekNs(stopped.timeNs)}>
          {clockText(stopped.timeNs)}
        </button>{' '}
        {stopped[lang]} <span class="quiet">({stopped.source})</span>
      </p>
    </div>
  );
}

/** What a reader needs to check the replay. */
function Proof({ loaded, replay }: { readonly loaded: LoadedScenario; readonly replay: ReplayAnswer }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { profile, attack, seed } = replay.case;
  const asked = Object.entries(replay.entry.consulted);
  const command = `node bin/wardlab.js replay ${loaded.scenario.id} --threat ${attack.split('/')[0]} --attack ${attack} --controls ${profile.length === 0 ? 'none' : profile.join(',')} --seed ${seed}`;
  return (
    <section class="proof">
      <h3>{words.consulted}</h3>
      {asked.length === 0 ? <p class="quiet">{words.consultedNone}</p> : null}
      <ul class="asked">
        {asked.map(([control, on]) => (
          <li key={control} class={on ? 'on' : 'off'}>
            {controlName(loaded, control, lab.lang.value)}: <strong>{on ? words.on : words.off}</strong>
          </li>
        ))}
      </ul>
      <h3>{words.reproduce}</h3>
      <pre>{command}</pre>
      <p class="quiet">
        {words.traceHash} <code data-trace-hash={replay.entry.traceHash}>{replay.entry.traceHash}</code>
      </p>
    </section>
  );
}

/**
 * The evidence tab.
 * Units: none. Errors: none. Source: own design.
 */
export function EvidencePanel({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const current = lab.evidence.value;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), [current?.attack, current?.profile]);
  if (current === undefined) return <p class="nothing">{words.evidenceNone}</p>;
  const threat = loaded.threats.find(({ id }) => id === current.threat);
  const attack = loaded.attacks.find(({ id }) => id === current.attack);
  const shown = lab.shown.value;
  return (
    <article class="evidence" aria-busy={lab.busy.value} data-attack={current.attack} data-profile={current.profile.join(' ')}>
      <p>
        <button type="button" class="link" onClick={() => (lab.tab.value = 'matrix')}>
          ← {words.backToMatrix}
        </button>
      </p>
      <h2 ref={title} tabIndex={-1}>
        <span class="id">{current.threat}</span> {threat?.name[lang]}
      </h2>
      <p class="quiet">
        {attack?.name[lang]} — {attack?.vantage.name[lang]} <span class="id">{current.attack}</span>
      </p>
      <AttackChoice loaded={loaded} current={current} />
      <div class="sides">
        <SideCard loaded={loaded} side="bare" replay={current.bare} profile={current.base} />
        {current.profile.join() === current.base.join() ? null : (
          <SideCard loaded={loaded} side="with" replay={current.with} profile={current.profile} />
        )}
      </div>
      {current.with === undefined ? null : (
        <p>
          <button type="button" class="compare-open" onClick={() => void lab.cases.compareShown()}>
            {words.compareOpen}
          </button>
        </p>
      )}
      {lab.profile.value.size > 0 && lab.switchedOn().join() !== current.profile.join() ? (
        <p>
          <button type="button" onClick={() => void lab.cases.open(current.attack, lab.switchedOn())}>
            {words.replayWithSwitches}
          </button>
        </p>
      ) : null}
      {shown === undefined ? null : (
        <>
          <StoppedBy loaded={loaded} replay={shown} />
          <Story key={shown.key} replay={shown} />
          <Proof loaded={loaded} replay={shown} />
        </>
      )}
    </article>
  );
}
