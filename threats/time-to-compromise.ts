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
import type { Bilingual, PatternSpec, Ratio, Scenario } from '../sim/world/scenario.ts';
import { WPA_GUESSES_PER_S } from '../sim/world/wlan.ts';
import type { ThreatId } from './types.ts';

/** A figure that an estimate rests on. */
export interface Constant {
  readonly name: Bilingual;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

export interface Estimate {
  readonly threat: ThreatId;
  /** What is tried: the id of a user, a key, a flow, a device; or a kind of secret in words. */
  readonly target: string;
  /** The words in both languages, where `target` is no id. */
  readonly targetName?: Bilingual;
  readonly way: Bilingual;
  /** The condition under which the estimate holds; empty = bare. */
  readonly under: string;
  readonly meanSeconds?: number;
  /** That there is such a time at all, where the scenario leaves it to chance; `meanSeconds` is then the mean over the cases in which there is. */
  readonly probability?: number;
  readonly constants: readonly Constant[];
}

/** Sequence numbers are 32 bits; half of them are tried on average. */
const SEQUENCE_SPACE: Constant = {
  name: { en: 'sequence numbers', ja: 'シーケンス番号の総数' },
  value: 2 ** 32,
  unit: 'numbers',
  source: 'RFC 9293 3.4',
};
/** Ports that a client may use: 49152-65535. */
const EPHEMERAL_PORTS: Constant = {
  name: { en: 'ephemeral ports', ja: 'エフェメラルポートの数' },
  value: 16_384,
  unit: 'ports',
  source: 'RFC 6335 6 (dynamic ports)',
};
const ISN_CLOCK: Constant = {
  name: { en: 'initial sequence number clock', ja: '初期シーケンス番号の増える速さ' },
  value: 250_000,
  unit: '/s',
  source: 'RFC 9293 3.4.1 (one step every 4 microseconds)',
};
/** Own choice for a path over the Internet; threat card T17 reckons with 10 ms. */
const RTT_JITTER: Constant = {
  name: { en: 'jitter of the round trip, one way', ja: '片方向の遅延の揺らぎ' },
  value: 0.01,
  unit: 's',
  source: 'threat card T17 (10 ms)',
};
const LOCKOUT_LIMIT: Constant = {
  name: { en: 'failures until lockout', ja: 'ロックまでの失敗回数' },
  value: 5,
  unit: 'tries',
  source: 'own choice between RFC 2196 4.5.4.2 (3) and NIST SP 800-63B 5.2.2 (100); sim/world/services/accounts.ts',
};
/** Pass-phrases of wireless networks are stretched, so that a guess costs more. */
const WPA_GUESSES: Constant = {
  name: { en: 'guesses at a wireless pass-phrase', ja: '無線 LAN パスフレーズの試行の速さ' },
  value: WPA_GUESSES_PER_S,
  unit: '/s',
  source: 'protocol constants P-16 (PBKDF2 with 4096 rounds, one data-centre GPU); sim/world/wlan.ts',
};
/** Search spaces of threat card T04. */
const SPACES: readonly Constant[] = [
  { name: { en: 'PIN of four digits', ja: '4 桁の PIN' }, value: 10 ** 4, unit: 'values', source: 'threat card T04' },
  {
    name: { en: 'eight letters and digits, one case', ja: '英数字 8 文字（大小の区別なし）' },
    value: 36 ** 8,
    unit: 'values',
    source: 'threat card T04 (41.4 bit)',
  },
  {
    name: { en: 'eight printable characters', ja: '印字可能文字 8 文字' },
    value: 95 ** 8,
    unit: 'values',
    source: 'threat card T04 (52.6 bit)',
  },
];
/** Keys are never typed at a login. */
const KEY_SPACES: readonly Constant[] = [
  {
    name: { en: 'key of 40 bit', ja: '40 ビットの鍵' },
    value: 2 ** 40,
    unit: 'keys',
    source: 'arithmetic; the length that export rules once allowed',
  },
  { name: { en: 'DES key', ja: 'DES の鍵' }, value: 2 ** 56, unit: 'keys', source: 'RFC 4772' },
  { name: { en: 'random key of 128 bit', ja: '128 ビットの乱数鍵' }, value: 2 ** 128, unit: 'keys', source: 'RFC 4107 2.3' },
];

/**
 * All estimates that a scenario's figures allow.
 * Units: seconds. Errors: none. Source: threat cards T03, T04, T16, T17, T32.
 */
export function timeToCompromise(scenario: Scenario): readonly Estimate[] {
  return [
    ...dictionary(scenario),
    ...drawn(scenario),
    ...patterns(scenario),
    ...exhaustive(scenario),
    ...keySearch(scenario),
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
  name: Bilingual,
  unit: string,
): Constant {
  return { name, value: scenario.adversary[key], unit, source: scenario.adversary.sources[key] ?? '' };
}

/** T03: the position in the dictionary is known, so the time is exact. */
function dictionary(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', { en: 'offline guesses', ja: 'オフライン試行の速さ' }, '/s');
  const online = figure(scenario, 'onlineGuessesPerS', { en: 'online guesses', ja: 'ログイン試行の速さ' }, '/s');
  const words = figure(scenario, 'dictionaryWords', { en: 'dictionary', ja: '辞書の語数' }, 'words');
  const rankOf = (rank: number): Constant => ({
    name: { en: 'position in the dictionary', ja: '辞書での順位' },
    value: rank,
    unit: 'words',
    source: `scenario ${scenario.id}`,
  });
  const inReach = (rank: number | undefined): rank is number => rank !== undefined && rank <= words.value;
  const users = scenario.sites
    .flatMap((site) => site.users)
    .filter((user) => user.passwordDraw === undefined)
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
  const onAir = new Set(scenario.sites.flatMap((site) => site.zones.map((zone) => zone.wlanKey)));
  const keys = scenario.keys.map((key): Estimate => {
    const rate = onAir.has(key.id) ? WPA_GUESSES : offline;
    return {
      threat: 'T03',
      target: key.id,
      way: { en: 'dictionary, offline', ja: 'オフライン辞書攻撃' },
      under: '',
      ...(inReach(key.rank) ? { meanSeconds: key.rank / rate.value, constants: [rankOf(key.rank), rate] } : { constants: [words, rate] }),
    };
  });
  return [...users, ...keys];
}

/** T03: where the scenario says how positions are spread: the mean position among the words that the dictionary holds. */
function drawn(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', { en: 'offline guesses', ja: 'オフライン試行の速さ' }, '/s');
  const online = figure(scenario, 'onlineGuessesPerS', { en: 'online guesses', ja: 'ログイン試行の速さ' }, '/s');
  const words = scenario.adversary.dictionaryWords;
  const share = ({ numerator, denominator }: Ratio): number => numerator / denominator;
  return scenario.sites
    .flatMap((site) => site.users)
    .flatMap((user): Estimate[] => {
      if (user.passwordDraw === undefined) return [];
      const { inDictionary, popular } = user.passwordDraw;
      const held = share(inDictionary);
      const first = popular.reduce((sum, each) => sum + share(each), 0);
      const weighted = popular.reduce((sum, each, index) => sum + (index + 1) * share(each), 0);
      const rest = (held - first) * ((popular.length + 1 + words) / 2);
      const mean: Constant = {
        name: { en: 'mean position in the dictionary', ja: '辞書での順位の平均' },
        value: held === 0 ? 0 : (weighted + rest) / held,
        unit: 'words',
        source: `scenario ${scenario.id} (password-draw)`,
      };
      const base = { threat: 'T03', target: user.id, under: '', probability: held } as const;
      const time = (rate: number): { meanSeconds?: number } => (held === 0 ? {} : { meanSeconds: mean.value / rate });
      return [
        { ...base, way: { en: 'dictionary, offline', ja: 'オフライン辞書攻撃' }, ...time(offline.value), constants: [mean, offline] },
        {
          ...base,
          way: { en: 'dictionary, at the login', ja: 'ログイン画面での辞書攻撃' },
          ...time(online.value),
          constants: [mean, online],
        },
      ];
    });
}

/** T04: secrets of the scenario that follow a pattern: at their position, or halfway through the space where that is drawn. */
function patterns(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', { en: 'offline guesses', ja: 'オフライン試行の速さ' }, '/s');
  const online = figure(scenario, 'onlineGuessesPerS', { en: 'online guesses', ja: 'ログイン試行の速さ' }, '/s');
  const source = `scenario ${scenario.id}`;
  const tried = ({ position, space }: PatternSpec): Constant =>
    position === undefined
      ? { name: { en: 'half of the space of the pattern', ja: 'パターンが許す秘密の数の半分' }, value: space / 2, unit: 'values', source }
      : { name: { en: 'position in the pattern', ja: 'パターンでの順位' }, value: position, unit: 'values', source };
  const offlineOf = (target: string, pattern: PatternSpec, rate: Constant = offline): Estimate => {
    const tries = tried(pattern);
    const way = { en: 'pattern, offline', ja: 'パターンのオフライン探索' };
    return { threat: 'T04', target, way, under: '', meanSeconds: tries.value / rate.value, constants: [tries, rate] };
  };
  const users = scenario.sites
    .flatMap((site) => site.users)
    .flatMap((user): Estimate[] => {
      if (user.passwordPattern === undefined) return [];
      const tries = tried(user.passwordPattern);
      const way = { en: 'pattern, at the login', ja: 'ログイン画面でのパターンの推定' };
      const base = { threat: 'T04', target: user.id, way } as const;
      const meanSeconds = tries.value / online.value;
      const locked = tries.value > LOCKOUT_LIMIT.value;
      return [
        offlineOf(user.id, user.passwordPattern),
        { ...base, under: '', meanSeconds, constants: [tries, online] },
        { ...base, under: 'account-locked-after-failures', ...(locked ? {} : { meanSeconds }), constants: [tries, online, LOCKOUT_LIMIT] },
      ];
    });
  const keys = scenario.keys.flatMap(({ id, pattern }) =>
    pattern === undefined ? [] : [offlineOf(id, pattern, pattern.kind === 'short-key' ? keyRate(scenario) : offline)],
  );
  return [...users, ...keys];
}

/** T04: spaces of which every value is equally likely. */
function exhaustive(scenario: Scenario): readonly Estimate[] {
  const offline = figure(scenario, 'offlineGuessesPerS', { en: 'offline guesses', ja: 'オフライン試行の速さ' }, '/s');
  const online = figure(scenario, 'onlineGuessesPerS', { en: 'online guesses', ja: 'ログイン試行の速さ' }, '/s');
  return SPACES.flatMap((space): Estimate[] => [
    {
      threat: 'T04',
      target: space.name.en,
      targetName: space.name,
      way: { en: 'search, offline', ja: 'オフライン総当たり' },
      under: '',
      meanSeconds: meanSearchSeconds(space.value, offline.value),
      constants: [space, offline],
    },
    {
      threat: 'T04',
      target: space.name.en,
      targetName: space.name,
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
    ? figure(scenario, 'offlineGuessesPerS', { en: 'offline guesses', ja: 'オフライン試行の速さ' }, '/s')
    : { name: { en: 'keys tried', ja: '鍵の試行の速さ' }, value: keySearchPerS, unit: '/s', source: sources['keySearchPerS'] ?? '' };
}

/** T04: keys of a cipher. */
function keySearch(scenario: Scenario): readonly Estimate[] {
  const rate = keyRate(scenario);
  return KEY_SPACES.map((space) => ({
    threat: 'T04',
    target: space.name.en,
    targetName: space.name,
    way: { en: 'search, offline', ja: 'オフライン総当たり' },
    under: '',
    meanSeconds: meanSearchSeconds(space.value, rate.value),
    constants: [space, rate],
  }));
}

/** T16, off the path: one reset for each window of the sequence space; with RFC 5961 one for each number. */
function resets(scenario: Scenario): readonly Estimate[] {
  const rate = figure(scenario, 'rstPerS', { en: 'forged resets', ja: '偽 RST の速さ' }, '/s');
  return scenario.flows
    .filter((flow) => flow.operation === 'fetch-image')
    .flatMap((flow): Estimate[] => {
      const bytes = windowOf(scenario, flow.client);
      if (bytes === undefined) return [];
      const window: Constant = {
        name: { en: 'receive window', ja: '受信ウィンドウ' },
        value: bytes,
        unit: 'octets',
        source: `scenario ${scenario.id}, RFC 793`,
      };
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
  const rate = figure(scenario, 'rstPerS', { en: 'forged segments', ja: '偽セグメントの速さ' }, '/s');
  const spanned = ISN_CLOCK.value * 2 * RTT_JITTER.value;
  const base = {
    threat: 'T17',
    target: 'a service that trusts addresses',
    way: { en: 'guessing the initial sequence number', ja: '初期シーケンス番号の推測' },
    under: '',
  } as const;
  return [
    {
      ...base,
      target: 'legacy numbers',
      targetName: { en: 'legacy numbers', ja: '旧式の番号' },
      meanSeconds: meanSearchSeconds(spanned, rate.value),
      constants: [ISN_CLOCK, RTT_JITTER, rate],
    },
    {
      ...base,
      target: 'RFC 6528 numbers',
      targetName: { en: 'RFC 6528 numbers', ja: 'RFC 6528 の番号' },
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
      name: { en: 'time until the loss is reported', ja: '紛失の届出までの時間' },
      value: vantage.lost.reportedAfterNs / NS_PER_S,
      unit: 's',
      source: `scenario ${scenario.id}`,
    };
    const interval: Constant = {
      name: { en: 'interval of the revocation list', ja: '失効リストの更新間隔' },
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
