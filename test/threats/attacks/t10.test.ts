/**
 * Purpose: guards T10 as executed: what an insider takes and changes, counted, and when it is noticed. What stops her and what does not is executed as claims
 * (test/threats/claims/t09-t16.ts).
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped } from '../support/credentials.ts';

const NURSE = 'T10/in-hsz/core-hospital.hsz';
const WRITER = `${NURSE}/alteration`;
const WATCH = 'access-monitoring-and-cutoff';
const records = (id: string, controls: readonly string[] = []): number => play(id, controls).finding.loss?.records ?? 0;

describe('T10 insider', () => {
  it('bare, she takes and changes every record of the service beyond the two that she needs', () => {
    for (const id of [NURSE, `${NURSE}/transfer`, WRITER]) {
      expect(result(id), id).toBe('succeeded');
      expect(records(id), id).toBe(12 + 40 - 2);
    }
  });
  it('under a borrowed account she needs none of them', () => expect(records(`${NURSE}/borrowed`)).toBe(12 + 40));
  it('a change is accepted in her name, as altered, and nothing of it was a protocol error', () => {
    const { events } = play(WRITER);
    const changes = events.filter((event) => event.kind === 'accept' && event.fields['op'] === 'write-record');
    expect(changes).toHaveLength(12 + 40);
    expect(changes.every(({ fields }) => fields['user'] === 'watanabe' && fields['altered'] === true)).toBe(true);
    expect(events.some((event) => event.kind === 'stop')).toBe(false);
  });

  it.each([NURSE, WRITER])('%s: the cut-off bounds the loss: rate × (t_cut − t_0)', (id) => {
    const { outcome, detectedNs = 0, loss } = play(id, [WATCH]).finding;
    expect(outcome).toBe('detected');
    const beginS = 8;
    const bound = (shipped.adversary.copiesPerS ?? 0) * (detectedNs / 1e9 + (shipped.monitoring?.responseNs ?? 0) / 1e9 - beginS) + 1;
    expect(loss?.records).toBeLessThanOrEqual(bound);
    expect(loss?.records).toBeLessThan(records(id));
    expect(loss?.bytes).toBe((loss?.records ?? 0) * 8000);
  });
  it('the review of the logs comes after the fact: all is lost by then, and it takes both records and time stamps', () => {
    const { detectedNs = 0, loss } = play(NURSE, ['three-point-logging', 'timestamping']).finding;
    expect(detectedNs).toBeGreaterThan(8e9 + (shipped.monitoring?.reviewNs ?? 0));
    expect(loss?.records).toBe(records(NURSE));
    for (const one of ['three-point-logging', 'timestamping']) expect(result(NURSE, [one]), one).toBe('succeeded');
  });

  it('role and keys leave her the ward: least privilege, and envelopes', () => {
    for (const control of ['access-lists', 'object-encryption']) {
      expect(records(NURSE, [control]), control).toBe(12 - 2);
      expect(records(WRITER, [control]), control).toBe(12 - 2);
    }
    expect(refusals(play(WRITER, ['object-encryption']))).toEqual(['object-encryption/not-enveloped']);
  });
  it('with every control on, records still get out', () => {
    const { outcome, loss } = play(
      NURSE,
      shipped.controls.map(({ id }) => id),
    ).finding;
    expect(outcome).toBe('detected');
    expect(loss?.records).toBeGreaterThan(0);
  });
});
