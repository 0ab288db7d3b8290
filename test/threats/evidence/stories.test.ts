/**
 * Purpose: tests of evidence and stories on real replays.
 *
 * Guards: real stories of figure-3. Every sentence that says that something happened rests on an event that is there and says the same in the trace; stories stay
 * readable; both languages say the same things; no event of a kind that is evidence goes without words.
 *
 * Why these profiles: none and all, and alone each control that the bare run calls upon (the others change nothing), for the attacks that are cheap to run, so that nearly
 * every reason that figure-3 can give is met.
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { evidenceOf, stoppedBy, storyOf } from '../../../threats/evidence/index.ts';
import { WORDS, whatOf } from '../../../threats/evidence/words/index.ts';
import { replay, type Replay } from '../../../threats/replay.ts';
import { figure3, profile } from '../support/figure-3.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);
const ids = scenario.controls.map(({ id }) => id);
/** More would not be read; the brief for stories allows about forty. */
const MOST_LINES = 40;
const KINDS = ['attack', 'stop', 'drop', 'learn', 'accept', 'effect', 'infected', 'passage', 'alarm', 'damage', 'disaster', 'recovery'];
/** What an outcome may rest on: a refusal or repair, an alarm, or a control that was called upon and was on. */
const ANSWERS = ['stop', 'alarm', 'consult'];
const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

const run = (attack: (typeof attacks)[number], on: readonly string[]): Replay =>
  replay(scenario, attack, { seed: 1, answer: profile(on), trace: true });

function checkEvidence(done: Replay): void {
  const lines = evidenceOf(done);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  let before = -1;
  for (const line of lines) {
    const first = done.events[line.event];
    const last = done.events[line.lastEvent];
    expect(first).toMatchObject({ timeNs: line.timeNs, at: line.at });
    expect(last?.timeNs).toBe(line.lastTimeNs);
    if (first === undefined || last === undefined) continue;
    expect([whatOf(first), whatOf(last)]).toEqual([line.what, line.what]);
    expect(line.event).toBeGreaterThan(before);
    expect(line.lastEvent - line.event + 1).toBeGreaterThanOrEqual(line.count);
    before = line.event;
    expect(line.en).toMatch(/^[A-Z“].*\.$/);
    expect(line.ja).toMatch(/。$/);
    expect(line.ja).toMatch(JAPANESE);
    expect(line.en + line.ja).not.toMatch(/undefined|unknown place|不明な場所|NaN|\[object/);
  }
}

function checkWords(done: Replay): void {
  const silent = done.events.filter((event) => KINDS.includes(event.kind) && WORDS[whatOf(event)] === undefined);
  expect([...new Set(silent.map(whatOf))]).toEqual([]);
}

/** Step lines and the verdict; the closing paragraphs after it speak of controls. */
function checkStory(done: Replay, lang: 'en' | 'ja'): void {
  const paragraphs = storyOf(done, lang);
  const steps = paragraphs.filter((text) => /^\d+\. /.test(text));
  expect(steps).toHaveLength(evidenceOf(done).length);
  const verdict = paragraphs.find((text) => /^(Verdict|判定)/.test(text));
  const ends =
    lang === 'en'
      ? /\[events? (\d+)(?: to (\d+))?, [\d.]+ s(?: to [\d.]+ s)?\]$/
      : /［イベント (\d+)(?:〜(\d+))?、[\d.]+ 秒(?:〜[\d.]+ 秒)?］$/;
  for (const sentence of [...steps, verdict ?? '']) {
    const reference = ends.exec(sentence);
    expect(reference, sentence).not.toBeNull();
    for (const number of reference?.slice(1) ?? []) if (number !== undefined) expect(done.events[Number(number)]).toBeDefined();
  }
  expect(paragraphs.join(' ')).not.toMatch(/undefined|\*\*|^#/);
  if (lang === 'en') expect(paragraphs.join(' ')).not.toMatch(JAPANESE);
}

describe.each(attacks.map((attack) => [attack.id, attack] as const))('%s', (_id, attack) => {
  it('tells its bare and its full run in both languages', () => {
    for (const on of [[], ids]) {
      const done = run(attack, on);
      checkEvidence(done);
      checkWords(done);
      checkStory(done, 'en');
      checkStory(done, 'ja');
      if (done.finding.outcome === 'succeeded') continue;
      const stopped = stoppedBy(done);
      expect(stopped, `what stopped ${attack.id}`).toBeDefined();
      expect(ANSWERS).toContain(done.events[stopped?.event ?? -1]?.kind);
      const named = /^What (stopped the attacker|kept the harm away|detected it): /;
      expect(storyOf(done, 'en').filter((text) => named.test(text))).toHaveLength(1);
    }
  });
});

describe('each control alone', () => {
  const cheap = attacks.filter(({ definition }) => !['T15', 'T16', 'T24', 'T25'].includes(definition.threat));
  it.each(cheap.map((attack) => [attack.id, attack] as const))('%s: every outcome short of success names the control', (_id, attack) => {
    const called = replay(scenario, attack, { seed: 1, answer: () => false }).consulted;
    for (const id of ids.filter((each) => called.has(each))) {
      const done = run(attack, [id]);
      checkEvidence(done);
      checkWords(done);
      if (done.finding.outcome !== 'succeeded') expect(stoppedBy(done)?.control, id).toBe(id);
    }
  });
});

describe('a story', () => {
  const attack = attacks.find(({ id }) => id === 'T03/wan-on/internet');
  if (attack === undefined) throw new Error('figure-3 lacks its dictionary attack');
  it('says what stood in the way without sufficing and what was missing', () => {
    const story = storyOf(run(attack, ['ipsec-ike']), 'en');
    expect(story.at(-2)).toBe('What stood in his way but did not suffice: IPsec with IKE.');
    expect(story.at(-1)).toMatch(/^What was missing: .*account lockout/);
  });
  it('gives an id at its first mention only', () => {
    const text = storyOf(run(attack, []), 'ja').join('\n');
    expect(text.split('（clinic-a.sz.reception-pc）')).toHaveLength(2);
    expect(text.split('さくら診療所の受付端末').length).toBeGreaterThan(3);
  });
  it('says so when there is no trace', () => {
    const silent = replay(scenario, attack, { seed: 1, answer: () => false });
    expect(storyOf(silent, 'en')).toContain('The replay was run without a trace, so there are no steps to tell.');
    expect(evidenceOf(silent)).toEqual([]);
  });
});
