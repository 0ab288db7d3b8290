/**
 * Purpose: set-ups of IKE that are meant to fail: what is wrong with one end, and who learned of it when, read from the run.
 *
 * Nothing here knows the outcome: an end gets another key, name, certificate, proposal or address, and the endpoints find out.
 * Does not model: faults in messages (fuzz tests), attackers. Units: milliseconds in the result. Determinism: as the run.
 * References: RFC 7296 2.7, 2.9, 2.21 (errors and who is told); RFC 5280 6.1, 6.3; testbed, experiment 1d.
 */
import { NS_PER_MS, type TimeNs } from '../../sim/kernel/time.ts';
import { parsePrefix, type Prefix } from '../../sim/net/address.ts';
import type { EspSuiteId } from '../../sim/vpn/esp-size.ts';
import { errorOf, type IkeMessage, type IkePayload } from '../../sim/vpn/ike-payloads.ts';
import type { DhGroup, IkeProposal } from '../../sim/vpn/ike-suites.ts';
import type { IkeBench, IkeLab, ProbeRole } from './ike-lab.ts';

/** What may be wrong. `revoked-no-list`: revoked, but the end that checks has no list at hand. */
export const IKE_FAILURES = [
  'wrong-psk',
  'wrong-identity',
  'untrusted',
  'expired',
  'revoked',
  'revoked-no-list',
  'no-proposal',
  'wrong-group',
  'esp-mismatch',
  'ts-mismatch',
] as const;
export type IkeFailureKind = (typeof IKE_FAILURES)[number];

/** Those that are about a certificate. */
export const CERTIFICATE_FAILURES: readonly IkeFailureKind[] = ['untrusted', 'expired', 'revoked', 'revoked-no-list'];

export interface IkeFailure {
  readonly kind: IkeFailureKind;
  /** The end with which something is wrong; what both must have in common differs at the responder. */
  readonly at: ProbeRole;
}

/** Somebody said that something is wrong. */
export interface ToldFigures {
  readonly notify: string;
  readonly from: ProbeRole;
  readonly exchange: string;
  readonly type: 'request' | 'response';
  readonly sentMs: number;
  readonly udpPayloadBytes: number;
}

/** Who learned what when. */
export interface IkeFailureFigures {
  readonly kind: IkeFailureKind;
  readonly at: ProbeRole;
  readonly told: readonly ToldFigures[];
  /** When an end knew that it came to nothing; null: it never did. */
  readonly knowsMs: Readonly<Record<ProbeRole, number | null>>;
  /** Afterwards. */
  readonly ikeSaUp: Readonly<Record<ProbeRole, boolean>>;
  readonly childSaUp: Readonly<Record<ProbeRole, boolean>>;
  /** For so long the responder held a child SA that the initiator never had. */
  readonly believedMs: number;
}

const CLINIC = prefixOf('10.9.1.0/24');
const HOSPITAL = prefixOf('10.9.2.0/24');
const ELSEWHERE = prefixOf('10.9.3.0/24');

/**
 * What a failure changes on the bench.
 * Units: none. Errors: none; whether a failure suits the kind of authentication is the caller's to check. Source: testbed, experiment 1d.
 */
export function failingBench({ kind, at }: IkeFailure, proposal: IkeProposal, esp: EspSuiteId): Pick<IkeBench, 'faults' | 'differs'> {
  switch (kind) {
    case 'no-proposal':
      return { differs: { responder: { proposals: [{ ...proposal, groups: [otherGroup(proposal.groups)] }] } } };
    case 'wrong-group':
      return { differs: { responder: { proposals: [{ ...proposal, groups: proposal.groups.slice(-1) }] } } };
    case 'esp-mismatch':
      return { differs: { responder: { espSuites: [esp === 'aes-gcm-16' ? 'aes-cbc_hmac-sha256-128' : 'aes-gcm-16'] } } };
    case 'ts-mismatch':
      return {
        differs: {
          initiator: { protects: { own: [CLINIC], peer: [HOSPITAL] } },
          responder: { protects: { own: [ELSEWHERE], peer: [CLINIC] } },
        },
      };
    default:
      return { faults: { [at]: kind } };
  }
}

/**
 * Reads from a run who learned of what.
 * Units: milliseconds since the wish for an SA. Errors: none. Source: RFC 7296 2.21.
 */
export function failureFigures({ kind, at }: IkeFailure, lab: IkeLab): IkeFailureFigures {
  const told = lab.seen.flatMap(({ from, message, timeNs, udpPayloadBytes }): ToldFigures[] => {
    const error = errorOf(payloadsOf(message, lab));
    if (error === undefined) return [];
    const type = message.response ? 'response' : 'request';
    return [{ notify: error.notify, from, exchange: message.exchange, type, sentMs: ms(timeNs), udpPayloadBytes }];
  });
  const childSaUp = { initiator: lab.children.initiator.length > 0, responder: lab.children.responder.length > 0 };
  const { up, down, failed } = lab;
  // A responder that says so knows; else it knows when its SA ends.
  const saidMs = told.find(({ from, notify }) => from === 'responder' && notify !== 'INVALID_KE_PAYLOAD')?.sentMs;
  const endedNs = lab.lifeOf('responder').closedNs;
  const believed = up.initiator === undefined && up.responder !== undefined && down.responder !== undefined;
  return {
    kind,
    at,
    told,
    knowsMs: {
      initiator: failed === undefined ? null : ms(failed.timeNs),
      responder: saidMs ?? (endedNs === undefined ? null : ms(endedNs)),
    },
    ikeSaUp: { initiator: lab.lifeOf('initiator').open, responder: lab.lifeOf('responder').open },
    childSaUp,
    believedMs: believed ? ms((down.responder ?? 0) - (up.responder ?? 0)) : 0,
  };
}

/** The bench holds the keys of both ends. */
function payloadsOf(message: IkeMessage, lab: IkeLab): readonly IkePayload[] {
  const opened = message.sk?.open(lab.responder.settings.auth.ring);
  return opened?.ok === true ? opened.body.payloads : message.clear;
}

function otherGroup(groups: readonly DhGroup[]): DhGroup {
  const others: readonly DhGroup[] = ['ecp256', 'modp2048', 'curve25519', 'ecp384', 'modp3072', 'ecp521', 'modp4096'];
  const other = others.find((group) => !groups.includes(group));
  if (other === undefined) throw new Error('a proposal with every group');
  return other;
}

function prefixOf(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new Error(`${text} is no prefix`);
  return prefix;
}

function ms(timeNs: TimeNs): number {
  return Math.round(timeNs / 1000) / (NS_PER_MS / 1000);
}
