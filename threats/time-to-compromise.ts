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
import type { Scenario } from '../sim/world/scenario.ts';
import { figure, meanSearchSeconds, type Constant, type Estimate } from './estimates.ts';
import { secretsFound } from './secrets-found.ts';

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

/**
 * All estimates that a scenario's figures allow.
 * Units: seconds. Errors: none. Source: threat cards T03, T04, T16, T17, T32.
 */
export function timeToCompromise(scenario: Scenario): readonly Estimate[] {
  return [...secretsFound(scenario), ...resets(scenario), ...numbers(scenario), ...losses(scenario)];
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
