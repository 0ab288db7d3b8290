/**
 * Purpose: the changes of scenario data that the cards T01 to T08 name as measures or circumstances: stronger secrets, slower hashes, other attackers, other settings.
 * Does not model: anything. Units: as in the scenario. References: threat cards T01 to T08; protocol-constants P-16 for the rates.
 */
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import type {
  AdversarySpec,
  DeviceSpec,
  KeySpec,
  NetworkKind,
  PatternSpec,
  Scenario,
  ServiceSpec,
  UserSpec,
} from '../../../sim/world/scenario.ts';
import type { Variant } from './types.ts';

/** Guesses a second on one A800 GPU: NTLM, and bcrypt at cost 5 (P-16). */
const NTLM_PER_S = 1.159e11;
const BCRYPT_5_PER_S = 1.38e5;
/** Near the end of the 14,344,392 words: a hundred seconds at bcrypt's rate, and beyond what a minute at the login reaches. */
const DEEP_RANK = 14_000_000;

const change = (name: string, apply: Variant['apply']): Variant => ({ name, apply });

function withUsers(scenario: Scenario, each: (user: UserSpec) => UserSpec): Scenario {
  return { ...scenario, sites: scenario.sites.map((site) => ({ ...site, users: site.users.map(each) })) };
}

const withKeys = (scenario: Scenario, each: (key: KeySpec) => KeySpec): Scenario => ({ ...scenario, keys: scenario.keys.map(each) });

function withService(scenario: Scenario, id: string, fields: Partial<ServiceSpec>): Scenario {
  return { ...scenario, services: scenario.services.map((service) => (service.id === id ? { ...service, ...fields } : service)) };
}

function withDevice(name: string, place: string, fields: Partial<DeviceSpec>): Variant {
  return change(name, (scenario) => ({
    ...scenario,
    sites: scenario.sites.map((site) => ({
      ...site,
      devices: site.devices.map((device) => (`${site.id}.${device.id}` === place ? { ...device, ...fields } : device)),
    })),
  }));
}

const adversary = (name: string, figures: Partial<AdversarySpec>): Variant =>
  change(name, (scenario) => ({ ...scenario, adversary: { ...scenario.adversary, ...figures } }));

/** An offer that stands at other places too. */
export const alsoAt = (id: string, ...places: readonly string[]): Variant =>
  change(`${id} also at ${places.join(', ')}`, (scenario) => ({
    ...scenario,
    controls: scenario.controls.map((offer) => (offer.id === id ? { ...offer, scope: [...offer.scope, ...places] } : offer)),
  }));

/** Several circumstances at once. */
export const both = (...variants: readonly Variant[]): Variant =>
  change(variants.map(({ name }) => name).join(' and '), (scenario) =>
    variants.reduce((before, variant) => variant.apply(before), scenario),
  );

// Secrets.

const secretKey = ({ id }: KeySpec): KeySpec => ({ id });

export const RANDOM_KEYS = change('random pre-shared keys of 128 bits', (scenario) => withKeys(scenario, secretKey));

export const RANDOM_WLAN_PHRASE = change('a random pass-phrase of the wireless network', (scenario) =>
  withKeys(scenario, (key) => (key.id === 'clinic-wlan' ? secretKey(key) : key)),
);

/** Still aimed at, still tried: a place behind the last word of the dictionary, and behind the last value of any pattern. */
const unguessable = (user: UserSpec, words: number): UserSpec => ({
  ...user,
  ...(user.passwordRank === undefined ? {} : { passwordRank: words + 1 }),
  ...(user.passwordPattern === undefined
    ? {}
    : { passwordPattern: { kind: 'pattern', space: Number.MAX_SAFE_INTEGER, position: Number.MAX_SAFE_INTEGER } }),
});

export const RANDOM_PASSWORDS = change('passwords with the strength of a random key', (scenario) =>
  withUsers(scenario, (user) => unguessable(user, scenario.adversary.dictionaryWords)),
);

/** Weak users get a password that only an offline search reaches. */
export const DEEP_PASSWORDS = change('passwords near the end of the dictionary', (scenario) =>
  withUsers(scenario, (user) => (user.passwordRank === undefined ? user : { ...user, passwordRank: DEEP_RANK })),
);

/** Only the maintenance engineer has a word for a password: the login under attack is then the one behind the firewall. */
export const WEAK_ENGINEER = change('the weak password is the one of the inner console', (scenario) =>
  withUsers(scenario, ({ passwordRank: _rank, passwordPattern: _pattern, ...user }) =>
    user.id === 'ito' ? { ...user, passwordRank: 37 } : user,
  ),
);

const patternOfEngineer = (name: string, pattern: PatternSpec): Variant =>
  change(name, (scenario) => withUsers(scenario, (user) => (user.id === 'ito' ? { ...user, passwordPattern: pattern } : user)));

export const MAKERS_DEFAULT = patternOfEngineer('the console keeps its maker’s default', { kind: 'default', space: 20, position: 2 });
/** Staff number and date of birth: 5,000 people and 100 years of days. */
export const LONG_PATTERN = patternOfEngineer('a long password made of staff number and date of birth', {
  kind: 'pattern',
  space: 5000 * 36_525,
  position: 30,
});

// How secrets are kept and tried.

export const FAST_HASHES = adversary('unsalted fast hashes (NTLM rate)', { offlineGuessesPerS: NTLM_PER_S });
export const SLOW_HASHES = adversary('salted slow hashes (bcrypt rate)', { offlineGuessesPerS: BCRYPT_5_PER_S });

/** The laboratory's association: what tries its keys is the machine of the scenario. */
const labKey = (name: string, fields: Omit<KeySpec, 'id'>): Variant =>
  change(name, (scenario) => withKeys(scenario, (key) => (key.id === 'lab-esp' ? { id: key.id, ...fields } : key)));

export const AES_KEY = labKey('a cipher with keys of 128 bits', {});
/** Found half way through. */
export const DES_KEY = labKey('DES', { pattern: { kind: 'short-key', space: 2 ** 56, position: 2 ** 55 } });
export const OWN_CIPHER = change('a cipher that nobody has published, with keys as short', (scenario) => ({
  ...withKeys(scenario, (key) => (key.id === 'lab-esp' ? { ...key, id: 'house-cipher' } : key)),
  sites: scenario.sites.map((site) => ({
    ...site,
    devices: site.devices.map((device) => (device.manualKey === undefined ? device : { ...device, manualKey: 'house-cipher' })),
  })),
}));
/** RFC 4772: days, not minutes. */
export const MONTH = change('a month instead of a minute', (scenario) => ({ ...scenario, horizonNs: 30 * 86_400 * NS_PER_S }));
/** A quarter of the machine: one key takes half a minute. */
export const SLOW_KEY_SEARCH = adversary('a slower key search', { keySearchPerS: 1.7e10 });
export const SHORT_KEY_LIFE = withDevice('the fixed key replaced every second and a half', 'lab.vpn', {
  manualKeyLifetimeNs: 1.5 * NS_PER_S,
});

export const PASSWORDS_CHANGED = change('passwords changed every twenty seconds', (scenario) =>
  withUsers(scenario, (user) => ({ ...user, passwordLifetimeNs: 20 * NS_PER_S })),
);

const login = (name: string, id: string, fields: Partial<ServiceSpec>): Variant =>
  change(name, (scenario) => withService(scenario, id, fields));

export const CLEAR_BOOKING = login('the booking login in clear', 'booking', { login: 'clear' });
export const CHALLENGE_BOOKING = login('challenge and response at the booking login', 'booking', { login: 'challenge' });
export const PAKE_BOOKING = login('a password-authenticated key exchange at the booking login', 'booking', { login: 'pake' });
export const CHALLENGE_VIEWERS = change('challenge and response at the record viewers', (scenario) =>
  withService(withService(scenario, 'summaries', { login: 'challenge' }), 'charts', { login: 'challenge' }),
);

// Networks and settings.

export const network = (kind: NetworkKind): Variant =>
  change(`a network of the kind ${kind}`, (scenario) => ({ ...scenario, networks: scenario.networks.map((each) => ({ ...each, kind })) }));

/** Nobody outside knows where the services listen; the attacker has found out. */
export const UNUSUAL_PORTS = change('services on ports that nobody publishes', (scenario) => ({
  ...scenario,
  services: scenario.services.map((service) => ({ ...service, port: 65_000 - service.port })),
}));

/** Every device of the scenario. */
const withDevices = (name: string, fields: Partial<DeviceSpec>): Variant =>
  change(name, (scenario) => ({
    ...scenario,
    sites: scenario.sites.map((site) => ({ ...site, devices: site.devices.map((device) => ({ ...device, ...fields })) })),
  }));

export const INTEGRITY_ONLY = withDevices('ESP that protects against change only', { esp: 'null_hmac-sha1-96' });
export const PASSIVE_SZ = withDevices('no adjacency on the segment with users', { routes: { passive: ['sz'], refusesTunnels: false } });
/** 198.51.100.64/26, the hospital's inner zone: what lies behind the inner firewall, and nothing else. */
const BEHIND_THE_FIREWALL = { base: 198 * 2 ** 24 + 51 * 2 ** 16 + 100 * 2 ** 8 + 64, length: 26 };

export const ROUTE_FILTERS = withDevices('route filters', {
  routes: { passive: [], accepts: [BEHIND_THE_FIREWALL], refusesTunnels: false },
});
export const NO_ROUTING_FROM_TUNNELS = withDevices('routing messages refused from tunnels', {
  routes: { passive: [], refusesTunnels: true },
});
export const SOURCES_CHECKED = withDevices('a check of the source at decapsulation', { checksInnerSource: true });

export const RESTRICTED_DIRECTORY = login('only the booking server may ask the directory', 'directory', {
  trusts: ['core-hospital.sz.booking-server'],
});

// Means of the attacker.

export const MEMBER = change('the attacker in the car works at the reception', (scenario) => ({
  ...scenario,
  vantages: scenario.vantages.map((vantage) => (vantage.id === 'car-park' ? { ...vantage, user: 'suzuki' } : vantage)),
}));

/** Signatures of a week catch what is a month old. */
export const KNOWN_TOOLS = adversary('tools that have been known for a month', { malwareAgeNs: 30 * 86_400 * NS_PER_S });
