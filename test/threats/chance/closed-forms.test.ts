/**
 * Purpose: what scenarios leave to chance against closed forms: the share of runs in which an attack succeeds lies where the formula says, within a 99 % Wilson interval.
 *
 * Does not model: attacks whose outcome hangs on no lot; those are settled by one run.
 * References: threat cards T03 (P(in dictionary), R t / |D|, sum of p_i over the tries), T04 (P(t) = min(1, R t / |S|)), T20 (p_open); Wilson 1927.
 */
import { describe, expect, it } from 'vitest';
import { Streams } from '../../../sim/kernel/streams.ts';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { drawPosition } from '../../../sim/world/guesses.ts';
import type { DictionaryDraw, HostSpec, Scenario, UserSpec } from '../../../sim/world/scenario.ts';
import { DEFAULT_RULE, wilson } from '../../../threats/chance/index.ts';
import { evaluate } from '../../../threats/coverage/index.ts';
import { exploreAttack, replay, verdict } from '../../../threats/replay.ts';
import { replayEntry } from '../../../lab/run/replay-run.ts';
import { attackById, profile } from '../support/figure-3.ts';
import { shipped } from '../support/credentials.ts';
import { withAdversary, withHost } from '../support/outcome.ts';
import { CLOCK_TRIES } from '../../../threats/attacks/t17-sequence-guess.ts';

/** Two-sided 99 %. */
const Z_99 = 2.576;
const RUNS = 60;
const STRANGER = 'T03/wan-off/internet';
const DOCUMENT = 'T20/none/clinic-a.sz.doctor-pc/document';
const LISTENER = 'T03/lan/core-hospital.sz';

/** The scenario with one user's password fields replaced as a whole. */
function withPassword(scenario: Scenario, id: string, password: Pick<UserSpec, 'passwordDraw' | 'passwordPattern'>): Scenario {
  const changed = ({ passwordRank: _rank, passwordPattern: _pattern, ...user }: UserSpec): UserSpec => ({ ...user, ...password });
  const sites = scenario.sites.map((site) => ({ ...site, users: site.users.map((user) => (user.id === id ? changed(user) : user)) }));
  return { ...scenario, sites };
}

const tcpOf = (place: string): HostSpec['tcp'] => {
  const found = shipped.sites.flatMap((site) => site.hosts.map((host) => ({ at: `${site.id}.${host.zone}.${host.id}`, host })));
  const tcp = found.find(({ at }) => at === place)?.host.tcp;
  if (tcp === undefined) throw new Error(`no host ${place}`);
  return tcp;
};
const victimOf = (id: string): string => attackById(shipped, id).aim.flow.user ?? '';
const percent = (numerator: number) => ({ numerator, denominator: 100 });
/** Twenty words of 2 % each. */
const POPULAR: DictionaryDraw = { inDictionary: percent(40), popular: Array.from({ length: 20 }, () => percent(2)) };
const popular = withPassword(shipped, victimOf(STRANGER), { passwordDraw: POPULAR });

function shareOf(scenario: Scenario, id: string, controls: readonly string[] = []): { readonly low: number; readonly high: number } {
  const attack = attackById(scenario, id);
  let succeeded = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    if (replay(scenario, attack, { seed, answer: profile(controls) }).finding.outcome === 'succeeded') succeeded++;
  }
  return wilson(succeeded, RUNS, Z_99);
}

function expectShare(share: { readonly low: number; readonly high: number }, expected: number): void {
  expect(share.low).toBeLessThanOrEqual(expected);
  expect(share.high).toBeGreaterThanOrEqual(expected);
  expect(share.high - share.low).toBeLessThan(0.33);
}

/** Seconds from the capture of the verifier to the end. */
function searchSeconds(scenario: Scenario, id: string): number {
  const { events } = replay(scenario, attackById(scenario, id), { seed: 1, answer: profile([]), trace: true });
  const begun = events.find(({ kind, fields }) => kind === 'attack' && fields['step'] === 'cracking-offline')?.timeNs ?? 0;
  return (scenario.horizonNs - begun) / NS_PER_S;
}

describe('a drawn position', () => {
  const words = 1_000;
  const draw: DictionaryDraw = { inDictionary: percent(30), popular: [percent(10), percent(5)] };
  const stream = new Streams(7).lot('test');
  const drawn = Array.from({ length: 20_000 }, () => drawPosition(draw, words, stream));
  const count = (test: (position: number | undefined) => boolean): number => drawn.filter(test).length;

  it.each([
    ['the first word', 0.1, (position: number | undefined) => position === 1],
    ['the second word', 0.05, (position: number | undefined) => position === 2],
    ['the first half of the rest', 0.15 / 2, (position: number | undefined) => position !== undefined && position > 2 && position <= 501],
    ['no word', 0.7, (position: number | undefined) => position === undefined],
  ])('is %s with probability %f', (_name, expected, test) => {
    const { low, high } = wilson(count(test), drawn.length, Z_99);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
  });

  it('stays within the dictionary', () => {
    expect(count((position) => position !== undefined && (position < 1 || position > words || !Number.isInteger(position)))).toBe(0);
  });
});

describe('T03 by dictionary', () => {
  it('online: the sum of the popularities of the words tried; a lockout ends it early', () => {
    expectShare(shareOf(popular, STRANGER), 20 * 0.02);
    // A run without success says how many words were tried: four before the owner's own login clears the count, five after it.
    const nowhere = withPassword(shipped, victimOf(STRANGER), { passwordDraw: { inDictionary: percent(0), popular: [] } });
    const { events } = replay(nowhere, attackById(nowhere, STRANGER), { seed: 1, answer: profile(['lockout']), trace: true });
    const next = events.find(({ fields }) => fields['step'] === 'guessing-ended')?.fields['tries'];
    expect(next).toBe(4 + 5 + 1);
    expectShare(shareOf(popular, STRANGER, ['lockout']), 9 * 0.02);
  });

  it('offline: P(in dictionary) * R t / |D|', () => {
    const even = withPassword(shipped, victimOf(LISTENER), { passwordDraw: { inDictionary: percent(60), popular: [] } });
    const rate = (0.5 * even.adversary.dictionaryWords) / searchSeconds(even, LISTENER);
    expectShare(shareOf(withAdversary(even, { offlineGuessesPerS: rate }), LISTENER), 0.6 * 0.5);
  });
});

describe('T04 by pattern', () => {
  it('offline: R t / |S|', () => {
    const id = 'T04/wan-on/internet';
    const space = 1_000_000_000;
    const even = withPassword(shipped, victimOf(id), { passwordPattern: { kind: 'pattern', space } });
    const rate = (0.4 * space) / searchSeconds(even, id);
    expectShare(shareOf(withAdversary(even, { offlineGuessesPerS: rate }), id), 0.4);
  });
});

describe('T20 by document', () => {
  it('p_open', () => {
    expectShare(shareOf(withAdversary(shipped, { documentsOpened: percent(30) }), DOCUMENT), 0.3);
  });
});

describe('T20 by mail', () => {
  it('p_open of a stranger’s mail', () => {
    expectShare(shareOf(withAdversary(shipped, { luresFollowed: percent(30) }), 'T20/wan-off/internet/mail'), 0.3);
  });
});

describe('T17 by a clock with jitter', () => {
  const BLIND = 'T17/wan-off/internet';
  const target = attackById(shipped, BLIND).aim.flow.service;
  const host = shipped.services.find(({ id }) => id === target)?.host ?? '';
  const uncertain = (isnJitterNs: number): Scenario => withHost(shipped, host, { tcp: { ...tcpOf(host), legacy: true, isnJitterNs } });

  it('the share of the candidates: 1 - (1 - w / 2j)^2, for numbers that differ by two draws of +-j and candidates of w either way', () => {
    const jitterNs = 2_000_000;
    const halfNs = (CLOCK_TRIES / 2) * 4_000;
    const missed = 1 - halfNs / (2 * jitterNs);
    expectShare(shareOf(uncertain(jitterNs), BLIND), 1 - missed * missed);
  });

  it('succeeds for certain within the candidates, and never with the numbers of RFC 6528', () => {
    expect(verdict(uncertain(300_000), attackById(uncertain(300_000), BLIND), { seed: 1, answer: profile([]) }).probability).toBe(1);
    const patched = verdict(uncertain(5_000_000), attackById(uncertain(5_000_000), BLIND), { seed: 1, answer: profile(['patching']) });
    expect(patched).toMatchObject({ outcome: 'blocked', probability: 0, runs: 1 });
  });
});

describe('what is no lot', () => {
  // Floods, sweeps and silent sources draw ports, numbers and addresses; these must not decide, or one run would not settle them.
  it.each([
    ['T15/wan-off/internet', 'tcp-ao'],
    ['T16/wan-off/internet', 'tcp-rfc5961'],
    ['T17/wan-off/internet', 'patching'],
    ['T24/wan-off/internet', 'syn-cookies'],
    ['T25/wan-off/internet', 'rate-limiting-upstream'],
  ])('%s comes out the same under other seeds, bare and with %s', (id, control) => {
    const attack = attackById(shipped, id);
    for (const seed of [2, 3]) {
      const outcome = (controls: readonly string[]): string => replay(shipped, attack, { seed, answer: profile(controls) }).finding.outcome;
      expect([outcome([]), outcome([control])], `seed ${seed}`).toEqual(['succeeded', 'blocked']);
    }
  });
});

describe('the rule on attacks with lots', () => {
  const attack = attackById(popular, STRANGER);

  it('replicates runs that drew a lot, and settles the others by one', () => {
    const bare = verdict(popular, attack, { seed: 1, answer: profile([]) });
    expect(bare).toMatchObject({ outcome: 'succeeded' });
    expect(bare.runs).toBeGreaterThanOrEqual(DEFAULT_RULE.least);
    expect(bare.interval?.low).toBeGreaterThan(DEFAULT_RULE.threshold);
    // Nobody reaches the login from outside.
    expect(verdict(popular, attack, { seed: 1, answer: profile(['ipsec-ike']) })).toMatchObject({
      outcome: 'blocked',
      probability: 0,
      runs: 1,
    });
  });

  it('is inconclusive where the truth lies at the threshold', () => {
    const rare = withAdversary(shipped, { documentsOpened: percent(10) });
    const settled = verdict(rare, attackById(rare, DOCUMENT), { seed: 1, answer: profile([]) });
    expect(settled).toMatchObject({ outcome: 'inconclusive', runs: DEFAULT_RULE.most });
  });

  it('gives the leaf of the tree and the entry of a replay alike; one seed gives one run', () => {
    const letter = attackById(shipped, DOCUMENT);
    const { tree } = exploreAttack(shipped, letter, 1);
    for (const controls of [[], ['tls'], ['virus-scan-gateway']]) {
      const leaf = evaluate(tree, new Set(controls));
      const entry = replayEntry(shipped, letter, { controls, seed: 1 });
      expect([entry.outcome, entry.probability]).toEqual([leaf.outcome, leaf.probability]);
      expect(entry.runs).toBe(leaf.interval?.runs ?? 1);
      expect(replay(shipped, letter, { seed: entry.seed, answer: profile(controls) }).finding.outcome).toBe(entry.outcome);
      expect(replayEntry(shipped, letter, { controls, seed: 5, single: true })).toMatchObject({ runs: 1, seed: 5 });
    }
  });
});
