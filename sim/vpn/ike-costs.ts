/**
 * Purpose: what each IKE message costs the processor that receives it.
 *
 * ```
 * IKE_SA_INIT request    own half, shared secret                 IKE_AUTH request    check of the peer's proof, own proof
 * IKE_SA_INIT response   shared secret, own proof                IKE_AUTH response   check of the peer's proof, installing the SA
 * ```
 * Repeats, incomplete messages and answers without state cost nothing but the handling. A message is costed when its turn comes, so that the cost is that of what it does then.
 * Does not model: see ike-cpu.ts. Units: nanoseconds. Determinism: pure, but that the kind of proof is asked for here as it is when the proof is made.
 * References: RFC 7296 1.2, 2.14, 2.15, 3.6.
 */
import type { TimeNs } from '../kernel/time.ts';
import { ownCertificate } from './ike-auth.ts';
import type { IkeCpu } from './ike-cpu.ts';
import { findNotify, findPayload, type IkeMessage, type IkePayload } from './ike-payloads.ts';
import type { IkeSa } from './ike-sa.ts';

/**
 * Work on an accepted first message, beyond looking at it.
 * Units: nanoseconds. Errors: none. Source: RFC 7296 1.2.
 */
export function firstMessageNs(cpu: IkeCpu, message: IkeMessage): TimeNs {
  return cpu.messageNs - cpu.statelessNs + exchangeNs(cpu, message.clear);
}

/**
 * Work on any other message.
 * Units: nanoseconds. Errors: none. Source: RFC 7296 1.2, 1.3.
 */
export function messageNs(cpu: IkeCpu, message: IkeMessage, sa: IkeSa | undefined): TimeNs {
  if (sa === undefined) return cpu.statelessNs;
  if (!sa.brings(message)) return message.fragment === undefined ? cpu.messageNs : 0;
  return cpu.messageNs + (message.exchange === 'IKE_SA_INIT' ? initResponseNs(cpu, message, sa) : protectedNs(cpu, message, sa));
}

function initResponseNs(cpu: IkeCpu, message: IkeMessage, sa: IkeSa): TimeNs {
  const group = findNotify(message.clear, 'INVALID_KE_PAYLOAD')?.group;
  if (group !== undefined) return cpu.groups[group].generateNs;
  const ke = findPayload(message.clear, 'KE');
  return ke === undefined ? 0 : cpu.groups[ke.group].deriveNs + ownProofNs(cpu, sa);
}

function protectedNs(cpu: IkeCpu, message: IkeMessage, sa: IkeSa): TimeNs {
  const opened = message.sk?.open(sa.host.settings.auth.ring);
  if (opened?.ok !== true) return 0;
  const { payloads } = opened.body;
  if (message.exchange === 'CREATE_CHILD_SA') return message.response ? deriveNs(cpu, payloads) : exchangeNs(cpu, payloads);
  if (message.exchange !== 'IKE_AUTH') return 0;
  return peerProofNs(cpu, payloads) + (message.response ? installNs(cpu, payloads) : ownProofNs(cpu, sa));
}

function exchangeNs(cpu: IkeCpu, payloads: readonly IkePayload[]): TimeNs {
  const ke = findPayload(payloads, 'KE');
  return ke === undefined ? 0 : cpu.groups[ke.group].generateNs + cpu.groups[ke.group].deriveNs;
}

function deriveNs(cpu: IkeCpu, payloads: readonly IkePayload[]): TimeNs {
  const ke = findPayload(payloads, 'KE');
  return ke === undefined ? 0 : cpu.groups[ke.group].deriveNs;
}

function installNs(cpu: IkeCpu, payloads: readonly IkePayload[]): TimeNs {
  return findPayload(payloads, 'SA') === undefined ? 0 : cpu.installNs;
}

/** The own signature; a pre-shared key costs no more than the handling. */
function ownProofNs(cpu: IkeCpu, sa: IkeSa): TimeNs {
  const { auth } = sa.host.settings;
  const certificate = auth.method() === 'certificate' ? ownCertificate(auth) : undefined;
  return certificate === undefined ? 0 : cpu.signatures[certificate.keyKind].signNs;
}

/** The certificates with the signature on each, and the peer's own signature. */
function peerProofNs(cpu: IkeCpu, payloads: readonly IkePayload[]): TimeNs {
  const certificate = findPayload(payloads, 'CERT')?.certificate;
  if (certificate === undefined) return 0;
  const certificates = payloads.filter(({ type }) => type === 'CERT').length;
  return cpu.certificateNs + (1 + certificates) * cpu.signatures[certificate.keyKind].verifyNs;
}
