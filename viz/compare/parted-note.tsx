/**
 * Purpose: says in a few sentences where two runs part and what each of them does from there, with a jump to that moment.
 */
import type { JSX } from 'preact';
import type { EvidenceLine } from '../../threats/evidence/types.ts';
import { useLab } from '../state/context.ts';
import { controlName, placeName } from '../state/names.ts';
import { clockText } from '../time/format.ts';
import type { EventRow } from '../inspect/types.ts';
import type { LoadedScenario, PartedAnswer } from '../worker/protocol.ts';
import { toldApart } from './divergence.ts';

/** What one run does first that the other does not. */
function SidePart({
  loaded,
  side,
  row,
  line,
}: {
  readonly loaded: LoadedScenario;
  readonly side: 'left' | 'right';
  readonly row: EventRow | undefined;
  readonly line: EvidenceLine | undefined;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  return (
    <dl class="parted-side" data-side={side} data-event={row?.event}>
      <dt>{words.partedTold}</dt>
      <dd>
        {line === undefined ? (
          <span class="quiet">{words.partedToldNone}</span>
        ) : (
          <button type="button" class="link" onClick={() => lab.clock.seekNs(line.timeNs)}>
            <span class="when">{clockText(line.timeNs)}</span> {line[lang]}
          </button>
        )}
      </dd>
      <dt>{words.partedFirst}</dt>
      <dd>
        {row === undefined ? (
          words.partedEnds
        ) : (
          <button type="button" class="link" title={row.text} onClick={() => lab.clock.seekNs(row.timeNs)}>
            <span class="when">{clockText(row.timeNs)}</span> {words.eventNumber(row.event)} · {placeName(loaded.scenario, row.at, lang)} ·{' '}
            <code>{row.kind}</code> <code class="fields">{row.text}</code>
          </button>
        )}
      </dd>
    </dl>
  );
}

/** Both runs are the same up to …; then … is asked: off here, on there. */
function Sentences({ loaded, parted }: { readonly loaded: LoadedScenario; readonly parted: PartedAnswer }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const count = parted.same.toLocaleString(lang);
  if (!parted.differs) return <p>{words.partedNever(count)}</p>;
  const { cause } = parted;
  const answer = (row: EventRow): string => (/\bon=true\b/.test(row.text) ? words.on : words.off);
  return (
    <p>
      {words.partedSame(count, clockText(firstNs(parted)))}{' '}
      {cause === undefined
        ? null
        : words.partedCause(
            controlName(loaded, cause.control, lang),
            placeName(loaded.scenario, cause.left.at, lang),
            answer(cause.left),
            answer(cause.right),
          )}
    </p>
  );
}

function firstNs({ left, right }: PartedAnswer): number {
  return Math.min(left?.timeNs ?? Infinity, right?.timeNs ?? Infinity);
}

/**
 * The note above the two pictures.
 * Units: none. Errors: none. Source: own design.
 */
export function PartedNote({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const pair = lab.compare.pair.value;
  const parted = lab.compare.parted.value;
  const evidence = lab.evidence.value;
  if (pair === undefined || parted === undefined)
    return (
      <section class="panel parted-note" role="status">
        <p class="quiet">
          {evidence !== undefined && evidence.profile.join() === evidence.base.join() ? words.comparePick : words.partedSearching}
        </p>
      </section>
    );
  const [left, right] = [lab.told.of(pair.left), lab.told.of(pair.right)];
  const told = left === undefined || right === undefined ? undefined : toldApart(left.evidence, right.evidence);
  return (
    <section
      class="panel parted-note"
      role="status"
      data-parted={parted.differs ? firstNs(parted) : 'never'}
      data-cause={parted.cause?.control}
    >
      <div class="parted-said">
        <Sentences loaded={loaded} parted={parted} />
        {lab.compare.reseeded.value ? <p class="quiet">{words.compareReseeded(pair.left.entry.seed)}</p> : null}
        {parted.differs ? (
          <button type="button" class="main parted-jump" onClick={() => lab.compare.jump()}>
            ≠ {words.partedJump}
          </button>
        ) : null}
      </div>
      {parted.differs && told !== undefined ? (
        <div class="parted-sides">
          <SidePart loaded={loaded} side="left" row={parted.left} line={told.left} />
          <SidePart loaded={loaded} side="right" row={parted.right} line={told.right} />
        </div>
      ) : null}
    </section>
  );
}
