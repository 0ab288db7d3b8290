/**
 * Purpose: set-ups that fail, against strongSwan: every message with its size, what is left of the SAs, and when the initiator has its result.
 */
import { describe, expect, it } from 'vitest';
import { IKE_PROBE_DEFAULTS } from '../../lab/probe/ike-defaults.ts';
import { readIkeProbe, type IkeProbeWords } from '../../lab/probe/ike-options.ts';
import { probeIke, type IkeProbeFigures } from '../../lab/probe/ike.ts';
import { reference, type Reference } from './read.ts';

interface Row {
  readonly case: string;
  readonly probe: Partial<IkeProbeWords>;
  readonly established: boolean;
  readonly ikeSaUp: boolean;
  readonly knowsMs: number;
  readonly messages: readonly string[];
}

const { rows } = reference<Reference<Row>>('ike-failures.json');

function probe(words: Partial<IkeProbeWords>): IkeProbeFigures {
  const chosen = readIkeProbe({ ...IKE_PROBE_DEFAULTS, runs: '1', oneWay: '25ms', proposal: 'aes256-sha256-ecp256', ...words }, 1);
  if (!chosen.ok) throw new Error(chosen.refusal.message.en);
  return probeIke(chosen.value);
}

/** Messages as one line a datagram; `i` and `r` are who sent it. */
function script({ messages }: IkeProbeFigures): string[] {
  return messages.flatMap(({ exchange, type, udpPayloadBytes }) => {
    const sender = type === 'request' ? 'i' : 'r';
    return udpPayloadBytes.map((bytes) => `${sender} ${exchange} ${type} ${bytes}`);
  });
}

describe('strongSwan, 25 ms one way', () => {
  it.each(rows)('$case', ({ probe: words, established, ikeSaUp, knowsMs, messages }) => {
    const found = probe(words);
    expect(script(found)).toEqual(messages.map((line) => line.slice(0, line.lastIndexOf(' '))));
    expect(found.established).toBe(established ? 1 : 0);
    const { failure } = found;
    const resultMs = failure?.knowsMs.initiator ?? found.setupMs?.median ?? 0;
    expect(Math.abs(resultMs - knowsMs)).toBeLessThanOrEqual(Math.max(3, 0.05 * knowsMs));
    if (failure !== undefined) expect([failure.ikeSaUp.initiator, failure.childSaUp.initiator]).toEqual([ikeSaUp, established]);
  });
});

describe('who learns of it', () => {
  it('both at once when the responder refuses: the initiator a half round trip later', () => {
    const { failure } = probe({ failure: 'wrong-psk' });
    expect(failure?.told).toMatchObject([
      { notify: 'AUTHENTICATION_FAILED', from: 'responder', exchange: 'IKE_AUTH', udpPayloadBytes: 84 },
    ]);
    const { initiator, responder } = failure?.knowsMs ?? { initiator: null, responder: null };
    expect((initiator ?? 0) - (responder ?? 0)).toBeGreaterThan(25);
    expect((initiator ?? 0) - (responder ?? 0)).toBeLessThan(28);
    expect(failure?.believedMs).toBe(0);
  });

  it('the responder last when the initiator refuses: it believed in the tunnel for one more round trip', () => {
    const { failure } = probe({ auth: 'rsa2048', failure: 'expired', failing: 'responder' });
    expect(failure?.told).toMatchObject([
      { notify: 'AUTHENTICATION_FAILED', from: 'initiator', exchange: 'INFORMATIONAL', type: 'request' },
    ]);
    expect((failure?.knowsMs.responder ?? 0) - (failure?.knowsMs.initiator ?? 0)).toBeGreaterThan(25);
    expect(failure?.believedMs).toBeGreaterThan(50);
    expect(failure?.believedMs).toBeLessThan(60);
  });

  it.each([
    ['esp-mismatch', 'NO_PROPOSAL_CHOSEN'],
    ['ts-mismatch', 'TS_UNACCEPTABLE'],
  ])('%s: both keep the IKE SA, neither has a child SA', (failure, notify) => {
    const found = probe({ failure }).failure;
    expect(found?.told).toMatchObject([{ notify, from: 'responder', udpPayloadBytes: 180 }]);
    expect([found?.ikeSaUp, found?.childSaUp]).toEqual([
      { initiator: true, responder: true },
      { initiator: false, responder: false },
    ]);
  });

  it.each(['initiator', 'responder'])(
    'a wrong name of the %s is refused by the responder, which knows no such pair of names',
    (failing) => {
      const { failure, established } = probe({ failure: 'wrong-identity', failing });
      expect([established, failure?.told.map(({ notify, from }) => `${notify} ${from}`)]).toEqual([0, ['AUTHENTICATION_FAILED responder']]);
    },
  );

  it('strict revocation refuses the responder as well', () => {
    const { failure } = probe({ auth: 'rsa2048', failure: 'revoked-no-list', failing: 'responder', revocation: 'strict' });
    expect(failure?.told.map(({ from }) => from)).toEqual(['initiator']);
  });
});

it.each([
  [{ failure: 'wrong-pks' }, 'did you mean wrong-psk?'],
  [{ failure: 'expired' }, 'needs certificates'],
  [{ failure: 'wrong-psk', auth: 'rsa2048' }, 'needs --auth psk'],
  [{ failure: 'wrong-group' }, 'needs two groups'],
  [{ failure: 'wrong-psk', failing: 'both' }, '--failing does not know'],
  [{ revocation: 'strickt' }, 'did you mean strict?'],
  [{ fragmentBytes: '100' }, 'from 150'],
  [{ responder: 'libreswam' }, 'did you mean libreswan?'],
])('refuses %o', (words, why) => {
  const chosen = readIkeProbe({ ...IKE_PROBE_DEFAULTS, ...words }, 1);
  expect(chosen.ok ? '' : chosen.refusal.message.en).toContain(why);
});
