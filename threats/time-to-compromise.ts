/**
 * Purpose: how long attacks by trying take, computed from the scenario's figures: passwords and keys (T03, T04), TCP numbers (T16, T17), and how long a lost device is
 * believed (T32).
 *
 * Every estimate lists the constants behind it with their sources, so that a reader can put in his own. `meanSeconds` is the expected time of success; absent = never by this way.
 * Does not model: one rate for each kind of verifier (the scenario has one for all), parallel accounts, the attacker's preparation, growth of computing power.
 * Units: seconds, tries per second. Determinism: scenario order; IEEE arithmetic only.
 * References: threat cards T03, T04, T16, T17, T29, T32; RFC 4107 2.3; RFC 4953 2.4; RFC 5961 3; RFC 6528 3; RFC 9293 3.4.1.
 */
import { NS_PER_S } from '../sim/kernel/time.ts';
import { revocationWindowNs } from '../sim/world/lost-device.ts';
import type { Bilingual, PatternSpec, Scenario } from '../sim/world/scenario.ts';
import type { ThreatId } from './types.ts';

/** A figure that an estimate rests on. */
export interface Constant {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

export interface Estimate {
  readonly threat: ThreatId;
  /** What is tried: a user, a key, a flow, a device. */
  readonly target: string;
  readonly way: Bilingual;
  /** The condition under which the estimate holds; empty = bare. */
  readonly under: string;
  readonly meanSeconds?: number;
  readonly constants: readonly Constant[];
}

/** Sequence numbers are 32 bits; half of them are tried on average. */
const SEQUENCE_SPACE: Constant = { name: 'sequence numbers', value: 2 ** 32, unit: 'numbers', source: 'RFC 9293 3.4' };
/** Ports that a client may use: 49152-65535. */
const EPHEMERAL_PORTS: Constant = { name: 'ephemeral ports', value: 16_384, unit: 'ports', source: 'RFC 6335 6 (dynamic ports)' };
const ISN_CLOCK: Constant = {
  name: 'initial sequence number clock',
  value: 250_000,
  unit: '/s',
  source: 'RFC 9293 3.4.1 (one step every 4 microseconds)',
};
/** Own choice for a path over the Internet; threat card T17 reckons with 10 ms. */
const RTT_JITTER: Constant = { name: 'jitter of the round trip, one way', value: 0.01, unit: 's', source: 'threat card T17 (10 ms)' };
const LOCKOUT_LIMIT: Constant = {
  name: 'failures until lockout',
  value: 5,
  unit: 'tries',
  source: 'own choice between RFC 2196 4.5.4.2 (3) and NIST SP 800-63B 5.2.2 (100); sim/world/services/accounts.ts',
};
/** Search spaces of threat card T04. */
const SPACES: readonly Constant[] = [
  { name: 'PIN of four digits', value: 10 ** 4, unit: 'values', source: 'threat card T04' },
  { name: 'eight letters and digits, one case', value: 36 ** 8, unit: 'values', source: 'threat card T04 (41.4 bit)' },
  { name: 'eight printable characters', value: 95 ** 8, unit: 'values', source: 'threat card T04 (52.6 bit)' },
];
/** Keys are never typed at a login. */
const KEY_SPACES: readonly Constant[] = [
  { name: 'key of 40 bit', value: 2 ** 40, unit: 'keys', source: 'arithmetic; the length that export rules once allowed' },
  { name: 'DES key', value: 2 ** 56, unit: 'keys', source: 'RFC 4772' },
  { name: 'random key of 128 bit', value: 2 ** 128, unit: 'keys', source: 'RFC 4107 2.3' },
];

/**
 * All estimates that a scenario's figures allow.
 * Units: seconds. Errors: none. Source: threat cards T03, T04, T16, T17, T32.
 */
export function timeToCompromise(scenario: Scenario): readonly Estimate[] {
  return [
    ...dictionary(scenario),
    ...exhaustive(scenario),
    ...keySearch(scenario),
    ...patterned(scenario),
    ...resets(scenario),
    ...numbers(scenario),
    ...losses(scenario),
  ];
}

/**
 * Mean time to find one of `space` equally likely values.
 * Units: seconds. Errors: none. Source: threat card T04: |S| / (2 R).
 */
export function meanSearchSeconds(space: number, triesPerS: number): number {
  return space / (2 * triesPerS);
}

function figure(
  scenario: Scenario,
  key: 'offlineGuessesPerS' | 'onlineGuessesPerS' | 'rstPerS' | 'dictionaryWords',
  name: string,
  unit: string,
): Constant {
  return { name, value: scenario.adversary[key], unit, source: scenario.adversary.sources[key] ?? '' };
}

/** T03: the position in the dictionary is known, so the time is exact. */
function dictionary(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', 'offline guesses', '/s');
  const online = figure(scenario, 'onlineGuessesPerS', 'online guesses', '/s');
  const words = figure(scenario, 'dictionaryWords', 'dictionary', 'words');
  const rankOf = (rank: number): Constant => ({
    name: 'position in the dictionary',
    value: rank,
    unit: 'words',
    source: `scenario ${scenario.id}`,
  });
  const inReach = (rank: number | undefined): rank is number => rank !== undefined && rank <= words.value;
  const users = scenario.sites
    .flatMap((site) => site.users)
    .flatMap((user): Estimate[] => {
      const rank = user.passwordRank;
      const base = { threat: 'T03', target: user.id } as const;
      if (!inReach(rank))
        return [{ ...base, way: { en: 'dictionary, offline', ja: 'オフライン辞書攻撃' }, under: '', constants: [words, offline] }];
      const locked = rank > LOCKOUT_LIMIT.value;
      return [
        {
          ...base,
          way: { en: 'dictionary, offline', ja: 'オフライン辞書攻撃' },
          under: '',
          meanSeconds: rank / offline.value,
          constants: [rankOf(rank), offline],
        },
        {
          ...base,
          way: { en: 'dictionary, at the login', ja: 'ログイン画面での辞書攻撃' },
          under: '',
          meanSeconds: rank / online.value,
          constants: [rankOf(rank), online],
        },
        {
          ...base,
          way: { en: 'dictionary, at the login', ja: 'ログイン画面での辞書攻撃' },
          under: 'account-locked-after-failures',
          ...(locked ? {} : { meanSeconds: rank / online.value }),
          constants: [rankOf(rank), online, LOCKOUT_LIMIT],
        },
      ];
    });
  const keys = scenario.keys.map((key): Estimate => ({
    threat: 'T03',
    target: key.id,
    way: { en: 'dictionary, offline', ja: 'オフライン辞書攻撃' },
    under: '',
    ...(inReach(key.rank)
      ? { meanSeconds: key.rank / offline.value, constants: [rankOf(key.rank), offline] }
      : { constants: [words, offline] }),
  }));
  return [...users, ...keys];
}

/** T04: spaces of which every value is equally likely. */
function exhaustive(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', 'offline guesses', '/s');
  const online = figure(scenario, 'onlineGuessesPerS', 'online guesses', '/s');
  return SPACES.flatMap((space): Estimate[] => [
    {
      threat: 'T04',
      target: space.name,
      way: { en: 'search, offline', ja: 'オフライン総当たり' },
      under: '',
      meanSeconds: meanSearchSeconds(space.value, offline.value),
      constants: [space, offline],
    },
    {
      threat: 'T04',
      target: space.name,
      way: { en: 'search, at the login', ja: 'ログイン画面での総当たり' },
      under: '',
      meanSeconds: meanSearchSeconds(space.value, online.value),
      constants: [space, online],
    },
  ]);
}

function keyRate(scenario: Scenario): Constant {
  const { keySearchPerS, sources } = scenario.adversary;
  return keySearchPerS === undefined
    ? figure(scenario, 'offlineGuessesPerS', 'offline guesses', '/s')
    : { name: 'keys tried', value: keySearchPerS, unit: '/s', source: sources['keySearchPerS'] ?? '' };
}

/** T04: keys of a cipher. */
function keySearch(scenario: Scenario): readonly Estimate[] {
  const rate = keyRate(scenario);
  return KEY_SPACES.map((space) => ({
    threat: 'T04',
    target: space.name,
    way: { en: 'search, offline', ja: 'オフライン総当たり' },
    under: '',
    meanSeconds: meanSearchSeconds(space.value, rate.value),
    constants: [space, rate],
  }));
}

/** T04: secrets of the scenario that follow a pattern; the position in the search is known, so the time is exact. */
function patterned(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', 'offline guesses', '/s');
  const online = figure(scenario, 'onlineGuessesPerS', 'online guesses', '/s');
  const one = (target: string, { position }: PatternSpec, rate: Constant, way: Estimate['way']): Estimate => ({
    threat: 'T04',
    target,
    way,
    under: '',
    meanSeconds: position / rate.value,
    constants: [{ name: 'position in the search', value: position, unit: 'values', source: `scenario ${scenario.id}` }, rate],
  });
  const search = { en: 'pattern, offline', ja: 'オフライン推定' };
  const users = scenario.sites
    .flatMap((site) => site.users)
    .flatMap(({ id, passwordPattern: pattern }) =>
      pattern === undefined
        ? []
        : [one(id, pattern, offline, search), one(id, pattern, online, { en: 'pattern, at the login', ja: 'ログイン画面での推定' })],
    );
  const keys = scenario.keys.flatMap(({ id, pattern }) =>
    pattern === undefined ? [] : [one(id, pattern, pattern.kind === 'short-key' ? keyRate(scenario) : offline, search)],
  );
  return [...users, ...keys];
}

/** T16, off the path: one reset for each window of the sequence space; with RFC 5961 one for each number. */
function resets(scenario: Scenario): readonly Estimate[] {
  const rate = figure(scenario, 'rstPerS', 'forged resets', '/s');
  return scenario.flows
    .filter((flow) => flow.operation === 'fetch-image')
    .flatMap((flow): Estimate[] => {
      const bytes = windowOf(scenario, flow.client);
      if (bytes === undefined) return [];
      const window: Constant = { name: 'receive window', value: bytes, unit: 'octets', source: `scenario ${scenario.id}, RFC 793` };
      const ports = flow.sourcePort === undefined ? [EPHEMERAL_PORTS] : [];
      const factor = ports.reduce((product, port) => product * port.value, 1);
      const base = { threat: 'T16', target: flow.id, way: { en: 'blind resets', ja: '推測による RST' } } as const;
      return [
        {
          ...base,
          under: '',
          meanSeconds: (factor * meanSearchSeconds(SEQUENCE_SPACE.value, rate.value)) / window.value,
          constants: [SEQUENCE_SPACE, window, rate, ...ports],
        },
        {
          ...base,
          under: 'exact-match-resets',
          meanSeconds: factor * meanSearchSeconds(SEQUENCE_SPACE.value, rate.value),
          constants: [SEQUENCE_SPACE, rate, ...ports],
        },
      ];
    });
}

function windowOf(scenario: Scenario, place: string): number | undefined {
  return scenario.sites
    .flatMap((site) => site.hosts.map((host) => ({ place: `${site.id}.${host.zone}.${host.id}`, host })))
    .find((h) => h.place === place)?.host.tcp.windowBytes;
}

/** T17: the clock of RFC 793 leaves the values that jitter spans; RFC 6528 leaves all. */
function numbers(scenario: Scenario): readonly Estimate[] {
  const rate = figure(scenario, 'rstPerS', 'forged segments', '/s');
  const spanned = ISN_CLOCK.value * 2 * RTT_JITTER.value;
  const base = {
    threat: 'T17',
    target: 'a service that trusts addresses',
    way: { en: 'guessing the initial sequence number', ja: '初期シーケンス番号の推測' },
    under: '',
  } as const;
  return [
    { ...base, target: 'legacy numbers', meanSeconds: meanSearchSeconds(spanned, rate.value), constants: [ISN_CLOCK, RTT_JITTER, rate] },
    {
      ...base,
      target: 'RFC 6528 numbers',
      meanSeconds: meanSearchSeconds(SEQUENCE_SPACE.value, rate.value),
      constants: [SEQUENCE_SPACE, rate],
    },
  ];
}

/** T32: until it is revoked, a lost device is believed at once; afterwards never. The time given is how long that lasts. */
function losses(scenario: Scenario): readonly Estimate[] {
  return scenario.vantages.flatMap((vantage): Estimate[] => {
    if (vantage.lost === undefined || vantage.at.split('.').length !== 2) return [];
    const report: Constant = {
      name: 'time until the loss is reported',
      value: vantage.lost.reportedAfterNs / NS_PER_S,
      unit: 's',
      source: `scenario ${scenario.id}`,
    };
    const interval: Constant = {
      name: 'interval of the revocation list',
      value: (scenario.centre?.crlIntervalNs ?? 0) / NS_PER_S,
      unit: 's',
      source: `scenario ${scenario.id}; RFC 5280 5.1.2.5 leaves it to the issuer`,
    };
    const meanSeconds = revocationWindowNs(vantage.lost, scenario.centre?.crlIntervalNs) / NS_PER_S;
    return [
      {
        threat: 'T32',
        target: vantage.at,
        way: { en: 'believed until revoked (at worst)', ja: '失効まで信用される時間（最長）' },
        under: 'lost-devices-are-revoked',
        meanSeconds,
        constants: [report, interval],
      },
    ];
  });
}
