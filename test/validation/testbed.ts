/**
 * Purpose: rows against the measurements of real strongSwan, Linux TCP and ARP: the same probes as `wardlab probe`, through the same functions as test/reference and test/lab/probe.
 */
import { probeArp } from '../../lab/probe/arp.ts';
import { ARP_BASE, ARP_FIGURES, claim } from '../reference/arp-spoofing.ts';
import { ESP_SETS, outerBytes } from '../reference/esp.ts';
import { IKE_SIZES, IKE_TIMES, probedIke } from '../reference/ike.ts';
import { inject, INJECTIONS } from '../reference/tcp-injection.ts';
import { cases, near, type Row, type Section } from './row.ts';

export const MEASURED =
  'Own testbed of 23 November 2026: strongSwan 5.9.8 at both ends, Linux 6.18.44 in network namespaces, two cores shared with other work; the files in `test/reference` hold every figure.';

const sizes: readonly Row[] = IKE_SIZES.cases.map(({ auth, proposal, messages }) => {
  const shown = (seen: readonly (readonly number[])[]): string => seen.map((known) => [...new Set(known)].join('|')).join('+');
  return {
    what: `IKE ${auth}, ${proposal}: octets of each message (+ joins fragments)`,
    reference: messages.map(({ seen }) => shown(seen)).join(', '),
    quick: true,
    run: () => {
      const found = probedIke({ auth, proposal }).messages;
      const same =
        found.length === messages.length &&
        messages.every(({ seen }, index) => {
          const fragments = found[index]?.udpPayloadBytes ?? [];
          return fragments.length === seen.length && seen.every((known, at) => known.includes(fragments[at] ?? 0));
        });
      return {
        model: found.map(({ udpPayloadBytes }) => udpPayloadBytes.join('+')).join(', '),
        deviation: same ? '0' : 'differs',
        holds: same,
      };
    },
  };
});

/** 5 % or 3 ms. */
const timeBound = (medianMs: number): number => Math.max(3, 0.05 * medianMs);

const times: readonly Row[] = [
  ...IKE_TIMES.setUp.map(({ auth, proposal, oneWayMs, medianMs }) =>
    setUpTime(`${auth}, ${proposal}`, { auth, proposal }, oneWayMs, medianMs),
  ),
  ...IKE_TIMES.cookies.map(({ proposal, oneWayMs, medianMs }) =>
    setUpTime(`psk, ${proposal}, with a cookie`, { proposal, cookie: true }, oneWayMs, medianMs),
  ),
];

function setUpTime(name: string, words: Parameters<typeof probedIke>[0], oneWayMs: number, medianMs: number): Row {
  return near(
    `IKE set-up, ${name}, ${oneWayMs} ms one way: median, ms`,
    { figure: medianMs, shown: medianMs.toFixed(1) },
    () => {
      const bound = timeBound(medianMs);
      return {
        figure: probedIke({ ...words, oneWay: `${oneWayMs}ms` }).setupMs?.median ?? 0,
        bound,
        boundIs: `within ${bound.toFixed(1)}`,
      };
    },
    1,
  );
}

const LOSS_RUNS = 400;

function lossRows(): readonly Row[] {
  const { runs, share, meanMs } = IKE_TIMES.loss;
  const found = (): ReturnType<typeof probedIke> =>
    probedIke({ proposal: 'aes256-sha256-ecp256', oneWay: '25ms', loss: '5%', runs: String(LOSS_RUNS) });
  const expected = 0.95 ** 4;
  const error = 3 * Math.sqrt(expected * (1 - expected) * (1 / LOSS_RUNS + 1 / runs));
  // A run lasts 107 ms, or 4 s more or longer: standard deviation about 1.9 s.
  const meanError = 3 * 1900 * Math.sqrt(1 / LOSS_RUNS + 1 / runs);
  return [
    near(
      'IKE under 5 % loss, psk, 25 ms: share without retransmission',
      { figure: share, shown: share.toFixed(3) },
      () => ({ figure: found().withoutRetransmission, bound: error, boundIs: `3 standard errors ${error.toFixed(3)}` }),
      3,
    ),
    near(
      'the same: mean set-up time, ms',
      { figure: meanMs, shown: meanMs.toFixed(0) },
      () => ({ figure: found().setupMs?.mean ?? 0, bound: meanError, boundIs: `3 standard errors ${meanError.toFixed(0)}` }),
      0,
    ),
  ];
}

const esp: readonly Row[] = ESP_SETS.map(({ maker, suite, udp, inner, outer }) =>
  cases(
    `ESP ${suite} of ${maker}${udp ? ', in UDP' : ''}: outer length`,
    inner.map((bytes, index) => [bytes, outer[index] ?? 0] as const),
    ([bytes, expected]) => outerBytes(suite, bytes, udp) === expected,
  ),
);

const tcp: readonly Row[] = [
  cases(
    'TCP injection: usable, delivered, ended, reset, ACKs sent, each as on Linux',
    INJECTIONS,
    ([, options, usable, delivered, eof, reset, acks]) => {
      const found = inject(options);
      return (
        found.connectionUsable === usable &&
        found.dataDelivered === delivered &&
        found.eofSeen === eof &&
        found.reset === reset &&
        found.acks === acks &&
        found.rsts === 0
      );
    },
    false,
  ),
];

const arp: readonly Row[] = [
  cases(
    'ARP claims: entry afterwards, its state, packets diverted, each as on Linux',
    ARP_FIGURES.rows,
    (row) => {
      const [, , , , pointsTo, state, diverted] = row;
      const found = claim(row);
      return found.after.pointsTo === pointsTo && found.after.state === state && found.divertedInFirstSecond === diverted;
    },
    false,
  ),
  cases(
    'ARP race: who wins when the false answer comes so much later than the request',
    ARP_FIGURES.race.filter(([delayS]) => delayS > 0),
    ([ageS, won, of]) => probeArp({ ...ARP_BASE, entry: 'reachable', ageS }).after.pointsTo === (won > of / 2 ? 'attacker' : 'server'),
    false,
  ),
];

export const TESTBED: Section = {
  title: 'Testbed',
  about: `${MEASURED} Sizes, tables of TCP and ARP are exact. Times must lie within 5 % or 3 ms. Tests: \`test/reference\`, \`test/lab/probe\`.`,
  rows: [...sizes, ...times, ...lossRows(), ...esp, ...tcp, ...arp],
};
