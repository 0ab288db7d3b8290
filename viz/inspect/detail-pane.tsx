/**
 * Purpose: the selected event in layers, with what the evidence says of it and what happened where it arrived.
 */
import type { JSX } from 'preact';
import { TRACE_FIELDS } from '../../lab/filter/trace-fields.ts';
import { useLab } from '../state/context.ts';
import { placeName } from '../state/names.ts';
import { clockText } from '../time/format.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import { FIELD_WORDS, LAYER_WORDS } from '../words/inspect.ts';
import { reasonWords } from '../words/reasons.ts';
import { machineOf } from './machines.ts';
import type { EventDetail, Layer, LayerField } from './types.ts';

function Field({ field }: { readonly field: LayerField }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const { name, unit, filter } = field;
  const value = field.value === 'yes' ? words.yes : field.value === 'no' ? words.no : field.value;
  const about = TRACE_FIELDS[name];
  const label = FIELD_WORDS[name]?.[lang];
  return (
    <div class="field">
      <dt title={about === undefined ? undefined : lang === 'en' ? about[1] : about[2]}>{label ?? <code>{name}</code>}</dt>
      <dd>
        <span class="value">{value}</span>
        {unit === undefined ? null : <span class="unit"> {unit}</span>}
        {filter === undefined ? null : (
          <button
            type="button"
            class="use-filter"
            title={words.filterThis(filter)}
            aria-label={words.filterThis(filter)}
            onClick={() => {
              lab.inspection.view.value = 'list';
              lab.inspection.filter.value = filter;
            }}
          >
            <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
              <path d="M1 1h10L7 6v5L5 9.5V6z" />
            </svg>
          </button>
        )}
      </dd>
    </div>
  );
}

function LayerPart({ layer, alone }: { readonly layer: Layer; readonly alone: boolean }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { inspection } = lab;
  return (
    <details
      open={alone || !inspection.folded.value.has(layer.kind)}
      onToggle={(event) => (alone ? undefined : inspection.fold(layer.kind, !event.currentTarget.open))}
      class={`layer depth-${Math.min(3, layer.depth)}`}
      data-layer={layer.kind}
      data-depth={layer.depth}
    >
      <summary>
        <strong>{LAYER_WORDS[layer.kind][lab.lang.value]}</strong> <code>{layer.summary}</code>
        {layer.depth > 0 ? <span class="seal">⚿ {words.sealed}</span> : null}
      </summary>
      <dl>
        {layer.fields.map((field, i) => (
          <Field key={`${field.name} ${i}`} field={field} />
        ))}
      </dl>
    </details>
  );
}

/** What happened where the frame arrived, or beside the event. */
function Follows({ detail, loaded }: { readonly detail: EventDetail; readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const place = `${placeName(loaded.scenario, detail.where, lang)} (${detail.where})`;
  return (
    <section class="follows">
      <h4>{detail.kind === 'frame' ? words.arrivedAt(place) : words.sameInstantAt(place)}</h4>
      <ul>
        {detail.steps.map((step, i) => (
          <li key={`${step.machine} ${step.key} ${i}`} data-step={`${step.machine} ${step.from} ${step.to}`}>
            {words.stepText(machineOf(step.machine)?.name[lang] ?? step.machine, step.about, step.from, step.to, step.event)}
          </li>
        ))}
        {detail.follows.map((one) => (
          <li key={one.event}>
            <button type="button" class="link" onClick={() => void lab.inspection.select(one.event, one.timeNs)}>
              {one.event} · {one.kind}
            </button>{' '}
            <code>{one.text}</code>
          </li>
        ))}
      </ul>
      {detail.steps.length + detail.follows.length === 0 ? <p class="quiet">{words.nothingFollowed}</p> : null}
    </section>
  );
}

/**
 * The detail pane.
 * Units: none. Errors: none. Source: own design, after packet analysers.
 */
export function DetailPane({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const lang = lab.lang.value;
  const detail = lab.inspection.detail.value;
  if (detail === undefined) return <p class="detail nothing">{words.detailNone}</p>;
  const deepest = detail.layers.at(-1);
  const broken = deepest !== undefined && deepest.fields.some(({ name, value }) => name === 'intact' && value === 'no');
  return (
    <section class="detail" aria-label={words.detail} data-event={detail.event} tabIndex={0}>
      <h3>
        {words.detailOf(detail.event)} <span class="quiet">{clockText(detail.timeNs)}</span>
      </h3>
      {detail.told === undefined ? null : (
        <p class="told">
          {detail.told[lang]} <span class="source">[{detail.told.source}]</span>
        </p>
      )}
      {detail.reason === undefined ? null : (
        <p>
          {words.reasonLabel}: <strong>{reasonWords(detail.reason)[lang]}</strong> <code>{detail.reason}</code>
        </p>
      )}
      {detail.layers.map((layer, i) => (
        <LayerPart key={`${layer.kind} ${i}`} layer={layer} alone={detail.layers.length === 1} />
      ))}
      {broken ? <p class="quiet">{words.unreadableInside}</p> : null}
      <Follows detail={detail} loaded={loaded} />
    </section>
  );
}
