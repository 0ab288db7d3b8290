/**
 * Purpose: the side-by-side view: one attack under two sets of controls in two pictures on one clock, and where the runs part.
 */
import '../style/compare.css';
import '../style/inspect.css';
import type { JSX } from 'preact';
import { EventList } from '../inspect/event-list.tsx';
import { Legend } from '../panels/legend.tsx';
import { VerdictMark } from '../panels/marks.tsx';
import { NetworkPanel } from '../panels/network-panel.tsx';
import { Timeline } from '../panels/timeline.tsx';
import { Transport } from '../panels/transport.tsx';
import { useLab } from '../state/context.ts';
import type { EvidenceCase } from '../state/cases.ts';
import type { Lab } from '../state/lab.ts';
import { controlName, controlNames } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { PartedNote } from './parted-note.tsx';
import { keyOf, setsOf, type ControlSet } from './sets.ts';

type Side = 'left' | 'right';
const SIDES: readonly Side[] = ['left', 'right'];

function controlsOn(evidence: EvidenceCase, side: Side): readonly string[] {
  return side === 'left' ? evidence.base : evidence.profile;
}

/** Sets another set of controls on one side, or another attack. */
function choose(
  lab: Lab,
  change: { readonly attack?: string; readonly left?: readonly string[]; readonly right?: readonly string[] },
): void {
  const now = lab.evidence.peek();
  if (now === undefined) return;
  void lab.cases.open(change.attack ?? now.attack, change.right ?? now.profile, lab.tab.peek(), change.left ?? now.base);
}

function AttackChoice({ loaded, evidence }: { readonly loaded: LoadedScenario; readonly evidence: EvidenceCase }): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  return (
    <label class="compare-attack">
      <span class="hidden">{lab.words.value.compareAttack}</span>
      <select value={evidence.attack} onChange={(event) => choose(lab, { attack: event.currentTarget.value })}>
        {loaded.threats.map((threat) => (
          <optgroup key={threat.id} label={`${threat.id} ${threat.name[lang]}`}>
            {loaded.attacks
              .filter((attack) => attack.threat === threat.id)
              .map((attack) => (
                <option key={attack.id} value={attack.id}>
                  {`${threat.id} · ${attack.name[lang]} — ${attack.vantage.name[lang]}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function setWords(lab: Lab, loaded: LoadedScenario, { kind, controls }: ControlSet): string {
  const words = lab.words.value;
  const n = controls.length;
  const [only] = controls;
  if (n === 1 && only !== undefined && kind === 'case') return words.compareOnly(controlName(loaded, only, lab.lang.value));
  if (kind === 'none') return words.compareNone;
  if (kind === 'switches') return words.compareSwitches(n);
  if (kind === 'plan') return words.comparePlan(n);
  if (kind === 'deployed') return words.compareDeployed(n);
  return kind === 'all' ? words.compareAll(n) : words.compareSome(n);
}

/** Which controls a side has, and what came of the attack. */
function SideHead({
  loaded,
  evidence,
  side,
}: {
  readonly loaded: LoadedScenario;
  readonly evidence: EvidenceCase;
  readonly side: Side;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const current = controlsOn(evidence, side);
  const sets = setsOf({
    offered: loaded.controls.map(({ id }) => id),
    current,
    switches: lab.switchedOn(),
    plan: lab.coverage.value?.plan.controls,
    deployed: loaded.scenario.deployed ?? [],
  });
  const entry = lab.compare.pair.value?.[side].entry;
  const names = current.length === 0 ? words.compareNone : controlNames(loaded, current, lang);
  return (
    <div class="compare-side-head" data-side={side} data-outcome={entry?.outcome} data-controls={current.join(' ')}>
      <label>
        <span class="hidden">{`${words.compareSet}: ${side === 'left' ? words.sideLeft : words.sideRight}`}</span>
        <select
          value={keyOf(current)}
          title={names}
          onChange={(event) =>
            choose(lab, { [side]: sets.find((set) => keyOf(set.controls) === event.currentTarget.value)?.controls ?? [] })
          }
        >
          {sets.map((set) => (
            <option key={keyOf(set.controls)} value={keyOf(set.controls)}>
              {setWords(lab, loaded, set)}
            </option>
          ))}
        </select>
      </label>
      {entry === undefined ? null : <VerdictMark verdict={entry.outcome} lang={lang} />}
      <span class="because">{entry?.because[lang]}</span>
    </div>
  );
}

function SideEvents({ side }: { readonly side: Side }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const replay = lab.compare.pair.value?.[side];
  return (
    <section
      class="panel events compare-events"
      data-side={side}
      aria-label={`${words.events}: ${side === 'left' ? words.sideLeft : words.sideRight}`}
    >
      {replay === undefined ? null : <EventList key={replay.key} replayKey={replay.key} filter="" events={replay.entry.events} />}
    </section>
  );
}

/**
 * The side-by-side view, in place of the work bench.
 * Units: none. Errors: none. Source: own design.
 */
export function CompareView({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element | null {
  const lab = useLab();
  const words = lab.words.value;
  const evidence = lab.evidence.value;
  const pair = lab.compare.pair.value;
  if (evidence === undefined) return null;
  return (
    <main
      class="compare"
      id="compare"
      aria-labelledby="compare-title"
      aria-busy={lab.busy.value}
      data-pair={pair === undefined ? undefined : 'ready'}
    >
      <div class="compare-head">
        <h2 id="compare-title" title={words.compareIntro}>
          {words.compare}
        </h2>
        <AttackChoice loaded={loaded} evidence={evidence} />
        <button type="button" class="compare-end" onClick={() => lab.cases.endCompare()}>
          {words.compareEnd}
        </button>
      </div>
      <PartedNote loaded={loaded} />
      <div class="compare-grid">
        {SIDES.map((side) => (
          <div key={side} class="compare-side">
            <SideHead loaded={loaded} evidence={evidence} side={side} />
            <NetworkPanel key={loaded.scenario.sha256} loaded={loaded} side={side} />
          </div>
        ))}
        <div class="panel compare-play">
          <Transport />
          <Legend />
        </div>
        {SIDES.map((side) => (
          <div key={`timeline ${side}`} class="panel play-panel" data-side={side}>
            {pair === undefined ? null : (
              <Timeline
                horizonNs={loaded.scenario.horizonNs}
                side={pair[side]}
                called={`${words.timeline}: ${side === 'left' ? words.sideLeft : words.sideRight}`}
              />
            )}
          </div>
        ))}
        {SIDES.map((side) => (
          <SideEvents key={`events ${side}`} side={side} />
        ))}
      </div>
    </main>
  );
}
