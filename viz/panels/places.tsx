/**
 * Purpose: what is known of a place of the network: as a card beside the picture, and as a list for readers who do not see the picture.
 */
import type { JSX } from 'preact';
import { formatIpv4, formatPrefix } from '../../sim/net/address.ts';
import type { Lang } from '../../scenarios/issue.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { commandOf } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import { later } from '../state/later.tsx';
import { placeName } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { Words } from '../words/types.ts';

/** Knows the machines' declarations, which only who chooses a place needs. */
const MachinesHere = later(async () => (await import('../inspect/machines-here.tsx')).MachinesHere);

interface Fact {
  readonly name: string;
  readonly values: readonly string[];
}

/** The facts of a place, empty ones left out. */
function factsOf(scenario: Scenario, place: string, lang: Lang, words: Words): readonly Fact[] {
  const [siteId, second, third] = place.split('.');
  const site = scenario.sites.find(({ id }) => id === siteId);
  const host = site?.hosts.find(({ id, zone }) => id === third && zone === second);
  const device = third === undefined ? site?.devices.find(({ id }) => id === second) : undefined;
  const zone = third === undefined && device === undefined ? site?.zones.find(({ id }) => id === second) : undefined;
  const vantage = place.startsWith('attacker/') ? scenario.vantages.find(({ id }) => id === place.split('/')[1]) : undefined;
  const centre = scenario.centre?.id === place ? scenario.centre : undefined;
  const single = host?.address ?? vantage?.address ?? centre?.address;
  const addresses = [
    ...(single === undefined ? [] : [formatIpv4(single)]),
    ...(device?.ports.map((port) => `${formatIpv4(port.address)} (${port.joins})`) ?? []),
    ...(zone === undefined ? [] : [formatPrefix(zone.prefix)]),
  ];
  const named = (list: readonly { readonly name: { readonly en: string; readonly ja: string } }[] | undefined): readonly string[] =>
    list?.map((one) => one.name[lang]) ?? [];
  const facts: readonly Fact[] = [
    { name: words.address, values: addresses },
    { name: words.network, values: zone === undefined ? [] : [zone.medium === 'hub' ? words.hub : words.switch] },
    {
      name: words.services,
      values: scenario.services.filter((service) => service.host === place).map((service) => `${service.name[lang]} (${service.port})`),
    },
    { name: words.users, values: named(site?.users.filter((user) => user.workstation === place)) },
    { name: words.assets, values: named(site?.assets.filter((asset) => asset.at === place)) },
    { name: words.openFaults, values: host?.vulnerable ?? [] },
  ];
  return facts.filter(({ values }) => values.length > 0);
}

/**
 * A card with what is known of a place; `low` puts it into the lower corner, away from a place in the upper half.
 * Units: none. Errors: none. Source: own design.
 */
export function PlaceCard({
  loaded,
  place,
  low,
  onClose,
}: {
  readonly loaded: LoadedScenario;
  readonly place: string;
  readonly low: boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const onKey = (event: KeyboardEvent): void => {
    if (commandOf('picture', event) !== 'leave') return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside class={`card place ${low ? 'low' : ''}`} data-place={place} aria-live="polite" onKeyDown={onKey}>
      <button type="button" class="close" aria-label={words.close} title={words.close} onClick={onClose}>
        ×
      </button>
      <h3>{placeName(loaded.scenario, place, lab.lang.value)}</h3>
      <p class="id">{place}</p>
      <dl>
        {factsOf(loaded.scenario, place, lab.lang.value, words).map(({ name, values }) => (
          <div key={name}>
            <dt>{name}</dt>
            {values.map((value) => (
              <dd key={value}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
      {lab.edit.draft.value === undefined ? <MachinesHere key={`${lab.shown.value?.key ?? ''} ${place}`} place={place} /> : null}
    </aside>
  );
}

function PlaceLine({ loaded, place }: { readonly loaded: LoadedScenario; readonly place: string }): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  const facts = factsOf(loaded.scenario, place, lang, lab.words.value);
  return (
    <li>
      {placeName(loaded.scenario, place, lang)} <span class="id">{place}</span>
      {facts.map(({ name, values }) => (
        <span key={name} class="quiet">
          {' '}
          {name}: {values.join(lang === 'ja' ? '、' : ', ')}.
        </span>
      ))}
    </li>
  );
}

/**
 * The whole network as a list of sites, zones, hosts and devices.
 * Units: none. Errors: none. Source: own design.
 */
export function NetworkText({ loaded }: { readonly loaded: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const lang = lab.lang.value;
  return (
    <details class="as-text">
      <summary>{lab.words.value.networkAsText}</summary>
      <ul>
        {loaded.scenario.sites.map((site) => (
          <li key={site.id}>
            {site.name[lang]}
            <ul>
              {[
                ...site.zones.map((zone) => `${site.id}.${zone.id}`),
                ...site.hosts.map((host) => `${site.id}.${host.zone}.${host.id}`),
                ...site.devices.map((device) => `${site.id}.${device.id}`),
              ].map((place) => (
                <PlaceLine key={place} loaded={loaded} place={place} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
