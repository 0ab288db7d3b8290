/**
 * Purpose: how people call the things of a scenario, in the reader's language, with the id in brackets.
 *
 * Does not model: grammar beyond the English article and the Japanese possessive: a name that already says whose it is gets no site added.
 * Units: none. Determinism: pure, but for `idsOnce`, where an id stands only at the first mention.
 * References: contract 4 (places are written `site.zone.host`).
 */
import { parseIpv4 } from '../../sim/net/address.ts';
import { AddressBook } from '../../sim/world/address-book.ts';
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { controlEntry } from '../catalogue/index.ts';
import { lowerFirst } from './figures.ts';
import type { Lang } from './types.ts';

export interface Names {
  readonly lang: Lang;
  place(id: string): string;
  /** With the preposition that fits. */
  where(id: string): string;
  /** A user or a place, whichever the id belongs to. */
  who(id: string): string;
  user(id: string): string;
  asset(id: string): string;
  service(id: string): string;
  flow(id: string): string;
  control(id: string): string;
  secret(what: string): string;
  /** An address as it is seen at a place. */
  address(ip: string, at: string): string;
}

export interface NamesOptions {
  readonly lang: Lang;
  isAttacker(place: string): boolean;
  /** Leave an id out once it has been told. */
  readonly idsOnce?: boolean;
}

type Register = ReadonlyMap<string, string>;

/**
 * The names of a scenario in one language.
 * Units: none. Errors: none; what has no name is called by its id. Source: contract 4.
 */
export function namesOf(scenario: Scenario, options: NamesOptions): Names {
  const { lang } = options;
  const told = new Set<string>();
  const places = placeRegister(scenario, lang);
  const users: Register = new Map(scenario.sites.flatMap((site) => site.users.map((user) => [user.id, user.name[lang]])));
  const assets: Register = new Map(scenario.sites.flatMap((site) => site.assets.map((asset) => [asset.id, phrase(asset.name, lang)])));
  const services: Register = new Map(scenario.services.map((service) => [service.id, quoted(service.name, lang)]));
  const flows: Register = new Map(scenario.flows.map((flow) => [flow.id, quoted(flow.name, lang)]));
  const book = new AddressBook(scenario);
  const withId = (name: string | undefined, id: string): string => {
    if (name === undefined || name === id) return id;
    if (options.idsOnce === true && told.has(id)) return name;
    told.add(id);
    return lang === 'en' ? `${name} (${id})` : `${name}（${id}）`;
  };
  const place = (id: string): string => {
    if (id === '') return lang === 'en' ? 'an unknown place' : '不明な場所';
    if (id === 'disaster') return lang === 'en' ? 'the disaster' : '災害';
    if (id.startsWith('attacker/')) return lang === 'en' ? 'the attacker' : '攻撃者';
    const [end, otherEnd] = id.split('--');
    if (end !== undefined && otherEnd !== undefined)
      return lang === 'en' ? `the line between ${place(end)} and ${place(otherEnd)}` : `${place(end)}と${place(otherEnd)}を結ぶ回線`;
    const name = withId(places.get(id), id);
    return options.isAttacker(id) ? held(name, lang) : name;
  };
  const user = (id: string): string => (id === '' ? (lang === 'en' ? 'an unnamed user' : '氏名不詳の利用者') : withId(users.get(id), id));
  return {
    lang,
    place,
    where: (id) => (lang === 'en' ? `${preposition(scenario, id)} ${place(id)}` : place(id)),
    user,
    who: (id) => (id === '' || users.has(id) ? user(id) : place(id)),
    // A record of a collection, `ward-charts/3`, goes by the name of the collection.
    asset: (id) => withId(assets.get(id) ?? assets.get(collectionOf(id)), assets.has(id) ? id : collectionOf(id)),
    service: (id) => withId(services.get(id), id),
    flow: (id) => withId(flows.get(id), id),
    control: (id) => withId(phraseOfControl(scenario, id, lang), id),
    secret: (what) => secretName(what, lang, user),
    address: (ip, at) => {
      const owner = book.ownerOf(parseIpv4(ip) ?? -1, at);
      if (owner === undefined) return ip;
      return lang === 'en' ? `${ip}, the address of ${place(owner)},` : `${place(owner)}のアドレス ${ip}`;
    },
  };
}

const collectionOf = (asset: string): string => asset.split('/')[0] ?? asset;

function preposition(scenario: Scenario, id: string): string {
  if (id.includes('--') || scenario.networks.some((network) => network.id === id)) return 'On';
  return scenario.sites.some((site) => site.zones.some((zone) => id === `${site.id}.${zone.id}`)) ? 'In' : 'At';
}

function phraseOfControl(scenario: Scenario, id: string, lang: Lang): string {
  const entry = controlEntry(
    id,
    scenario.controls.find((offer) => offer.id === id),
  );
  return lang === 'en' ? lowerFirst(entry.name.en) : entry.name.ja;
}

function placeRegister(scenario: Scenario, lang: Lang): Register {
  const register = new Map<string, string>();
  for (const network of scenario.networks) register.set(network.id, lang === 'en' ? `the ${network.name.en}` : network.name.ja);
  if (scenario.centre !== undefined) register.set(scenario.centre.id, phrase(scenario.centre.name, lang));
  for (const site of scenario.sites) {
    register.set(site.id, site.name[lang]);
    for (const zone of site.zones) register.set(`${site.id}.${zone.id}`, ofSite(zone.name, site.name, lang));
    for (const host of site.hosts) register.set(`${site.id}.${host.zone}.${host.id}`, ofSite(host.name, site.name, lang));
    for (const device of site.devices) {
      register.set(`${site.id}.${device.id}`, ofSite(device.name, site.name, lang));
      for (const { duct } of device.ports) if (duct !== undefined) register.set(duct, lang === 'en' ? 'the cable duct' : 'ケーブル管路');
    }
  }
  return register;
}

function phrase(name: Bilingual, lang: Lang): string {
  return lang === 'en' ? `the ${lowerFirst(name.en)}` : name.ja;
}

function quoted(name: Bilingual, lang: Lang): string {
  return lang === 'en' ? `“${name.en}”` : `「${name.ja}」`;
}

/** `the booking server at Core hospital`, 「地域中核病院の診察予約サーバ」; names like 「病院の VPN ルータ」 stand alone. */
function ofSite(name: Bilingual, site: Bilingual, lang: Lang): string {
  const own = phrase(name, lang);
  if (lang === 'en') return / of /.test(own) ? own : `${own} at ${site.en}`;
  return own.includes('の') || own.startsWith(site.ja) ? own : `${site.ja}の${own}`;
}

function held(name: string, lang: Lang): string {
  if (lang === 'ja') return `攻撃者が操る${name}`;
  return `the attacker-held ${name.startsWith('the ') ? name.slice(4) : name}`;
}

/** A password that an attacker made an account have (T05). */
const CHOSEN = 'chosen-for-';

function secretName(what: string, lang: Lang, user: (id: string) => string): string {
  const [kind = '', ...rest] = what.split('/');
  const id = rest.join('/');
  if (kind === 'password' && id.startsWith(CHOSEN)) return lang === 'en' ? 'a password of his choice' : '自ら決めたパスワード';
  if (kind === 'key' && rest[0] === 'manual') {
    const ends = rest
      .slice(1)
      .join(lang === 'en' ? ' and ' : '・')
      .replace(/#.*/, '');
    return lang === 'en' ? `the fixed key between ${ends}` : `${ends}間の固定鍵`;
  }
  if (kind === 'password') return lang === 'en' ? `the password of ${user(id)}` : `${user(id)}のパスワード`;
  if (kind === 'psk') return lang === 'en' ? `the pre-shared key ${id}` : `事前共有鍵${id}`;
  if (kind === 'session') return lang === 'en' ? `the session token ${what}` : `セッショントークン${what}`;
  return what;
}
