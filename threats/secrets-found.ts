/**
 * Purpose: how long it takes to find secrets by trying: words of a dictionary, patterns, whole spaces, keys of ciphers (T03, T04).
 *
 * Does not model: parallel accounts, the attacker's preparation, growth of computing power.
 * Units: seconds, tries per second. Determinism: scenario order; IEEE arithmetic only.
 * References: threat cards T03, T04; RFC 4107 2.3.
 */
import type { PatternSpec, Ratio, Scenario } from '../sim/world/scenario.ts';
import { WPA_GUESSES_PER_S } from '../sim/world/wlan.ts';
import { figure, meanSearchSeconds, type Constant, type Estimate } from './estimates.ts';

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
 * The estimates for passwords and keys.
 * Units: seconds. Errors: none. Source: threat cards T03, T04.
 */
export function secretsFound(scenario: Scenario): readonly Estimate[] {
  return [...dictionary(scenario), ...drawn(scenario), ...patterns(scenario), ...exhaustive(scenario), ...keySearch(scenario)];
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
