/**
 * Purpose: `probe ike`: set-ups of an IKE SA between two endpoints on a bare line: messages as on the wire, round trips, time, and what loss does to it.
 *
 * The messages are those of a set-up without loss; times and retransmissions come from the runs.
 * Does not model: see ike-lab.ts and the limits of the profiles. Units: octets, milliseconds in the result. Determinism: the seeds of the runs are drawn from the base seed.
 * References: contract.md section 3 (`wardlab/probe-ike@1`); RFC 7296 1.2, 2.1; testbed, experiment 1.
 */
import { Streams } from '../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { PLAIN_PROFILE, type IkeProfile } from '../../sim/vpn/ike-profile.ts';
import type { IkeSettings } from '../../sim/vpn/ike-settings.ts';
import type { EspSuiteId } from '../../sim/vpn/esp-size.ts';
import { IKE_SUITES, type IkeProposal } from '../../sim/vpn/ike-suites.ts';
import { failingBench, failureFigures, type IkeFailure, type IkeFailureFigures } from './ike-failures.ts';
import { IkeLab, type IkeBench, type ProbeAuth, type SeenMessage } from './ike-lab.ts';
import { IKE_PRODUCTS, type IkeProduct } from './ike-products.ts';

export interface IkeProbe {
  readonly auth: ProbeAuth;
  readonly proposal: IkeProposal;
  readonly oneWayNs: TimeNs;
  readonly loss: IkeBench['loss'];
  readonly runs: number;
  readonly seed: number;
  readonly initiator: IkeProduct;
  readonly responder: IkeProduct;
  readonly identityBytes: number;
  /** The responder demands a cookie of everybody. */
  readonly cookie: boolean;
  /** Something is wrong with one end. */
  readonly failure?: IkeFailure;
  /** Certificates are refused where no revocation list is at hand. */
  readonly strictRevocation: boolean;
  /** Settings that differ from those of the product, at both ends. */
  readonly changes: IkeProbeChanges;
}

export interface IkeProbeChanges {
  /** Largest IP packet of a fragment; null: no fragmentation. */
  readonly fragmentPacketBytes?: number | null;
  readonly certificateBytes?: number;
  /** Octets of the certificates of intermediate issuers, which each end sends with its own. */
  readonly intermediates?: readonly number[];
  /** Issuers that each end trusts and names. */
  readonly authorities?: number;
  readonly mobike?: boolean;
  /** Claims a NAT that is not there. */
  readonly forceEncapsulation?: boolean;
}

export interface ProbeMessage {
  readonly exchange: string;
  readonly type: 'request' | 'response';
  /** One entry a fragment. */
  readonly udpPayloadBytes: readonly number[];
}

/** `wardlab/probe-ike@1`. */
export interface IkeProbeFigures {
  readonly schema: 'wardlab/probe-ike@1';
  readonly messages: readonly ProbeMessage[];
  readonly roundTrips: number;
  /** Null when no run came to an SA. */
  readonly setupMs: { readonly median: number; readonly mean: number; readonly p95: number; readonly max: number } | null;
  readonly withoutRetransmission: number;
  readonly established: number;
  readonly runs: number;
  /** Gaps between the transmissions of one request, with how often each was seen. */
  readonly retransmissionGapsS: readonly { readonly gapS: number; readonly count: number }[];
  /** Of a set-up without loss, where a failure was asked for. */
  readonly failure?: IkeFailureFigures;
}

const NO_LOSS = { numerator: 0, denominator: 1 } as const;
/** Longer than any product tries. */
const HORIZON_NS = 1000 * NS_PER_S;

/**
 * A probe with what is not given filled in as on the command line.
 * Units: see IkeProbe. Errors: none. Source: contract 2.
 */
export function ikeProbe(given: Partial<IkeProbe> = {}): IkeProbe {
  return {
    auth: 'psk',
    proposal: { suite: 'aes256-sha256', groups: ['modp2048'] },
    oneWayNs: 25 * NS_PER_MS,
    loss: NO_LOSS,
    runs: 200,
    seed: 1,
    initiator: 'strongswan',
    responder: 'strongswan',
    identityBytes: 25,
    cookie: false,
    strictRevocation: false,
    changes: {},
    ...given,
  };
}

/**
 * Runs the probe.
 * Units: see IkeProbeFigures. Errors: none. Source: contract 3.
 */
export function probeIke(probe: IkeProbe): IkeProbeFigures {
  const clean = runOnce(probe, probe.seed, NO_LOSS);
  const messages = messagesOf(clean.seen, typicalBytes(probe));
  const timesMs: number[] = [];
  const gaps = new Map<number, number>();
  let without = 0;
  const seeds = new Streams(probe.seed).get('probe/ike/runs');
  for (let run = 0; run < probe.runs; run++) {
    const lab = runOnce(probe, seeds.integer(2 ** 32), probe.loss);
    const upNs = lab.up.initiator;
    if (upNs !== undefined) timesMs.push(upNs / NS_PER_MS);
    const found = gapsOf(lab.seen);
    if (upNs !== undefined && found.length === 0) without++;
    for (const gapMs of found) gaps.set(gapMs, (gaps.get(gapMs) ?? 0) + 1);
  }
  timesMs.sort((a, b) => a - b);
  return {
    schema: 'wardlab/probe-ike@1',
    messages,
    roundTrips: messages.filter(({ type }) => type === 'request').length,
    setupMs: timesMs.length === 0 ? null : summary(timesMs),
    withoutRetransmission: without / probe.runs,
    established: timesMs.length,
    runs: probe.runs,
    retransmissionGapsS: [...gaps].sort(([a], [b]) => a - b).map(([gapMs, count]) => ({ gapS: gapMs / 1000, count })),
    ...(probe.failure === undefined ? {} : { failure: failureFigures(probe.failure, clean) }),
  };
}

function runOnce(probe: IkeProbe, seed: number, loss: IkeBench['loss']): IkeLab {
  const esp: readonly EspSuiteId[] = [espFor(probe.proposal)];
  const common = { proposals: [probe.proposal], espSuites: esp };
  const { certificateBytes, authorities, intermediates } = probe.changes;
  const lab = new IkeLab({
    auth: probe.auth,
    oneWayNs: probe.oneWayNs,
    loss,
    identityBytes: probe.identityBytes,
    seed,
    settings: {
      initiator: { ...productSettings(probe.initiator, probe.changes), ...common },
      responder: { ...productSettings(probe.responder, probe.changes), ...common, ...(probe.cookie ? { cookieThreshold: 0 } : {}) },
    },
    ...(probe.failure === undefined ? {} : failingBench(probe.failure, probe.proposal, espFor(probe.proposal))),
    strictRevocation: probe.strictRevocation,
    ...(certificateBytes === undefined ? {} : { certificateBytes }),
    ...(authorities === undefined ? {} : { authorities }),
    ...(intermediates === undefined ? {} : { intermediates }),
  });
  lab.begin();
  const { kernel } = lab;
  // Everything after the set-up (liveness, rekeying) is of no interest here.
  const step = 10 * NS_PER_S;
  for (let untilNs = step; untilNs <= HORIZON_NS && lab.up.initiator === undefined && lab.failed === undefined; untilNs += step)
    kernel.run(untilNs);
  // Whoever still has to be told hears it within a round trip.
  if (probe.failure !== undefined) kernel.run(kernel.now + 2 * probe.oneWayNs + NS_PER_S);
  return lab;
}

function productSettings(product: IkeProduct, changes: IkeProbeChanges): Partial<IkeSettings> {
  const settings: Partial<IkeSettings> = IKE_PRODUCTS[product];
  const { fragmentPacketBytes, mobike, forceEncapsulation } = changes;
  const profile = settings.profile ?? PLAIN_PROFILE;
  return {
    ...settings,
    profile: fragmentPacketBytes === undefined ? profile : cutTo(profile, fragmentPacketBytes),
    ...(mobike === undefined ? {} : { mobike }),
    ...(forceEncapsulation === undefined ? {} : { forceEncapsulation }),
  };
}

/** Without a limit an end does not announce fragmentation (RFC 7383 2.3). */
function cutTo(profile: IkeProfile, packetBytes: number | null): IkeProfile {
  if (packetBytes !== null) return { ...profile, fragmentPacketBytes: packetBytes };
  const without = (names: IkeProfile['initRequest']): IkeProfile['initRequest'] =>
    names.filter((name) => name !== 'IKEV2_FRAGMENTATION_SUPPORTED');
  return { ...profile, initRequest: without(profile.initRequest), initResponse: without(profile.initResponse) };
}

/** The ESP transform that goes with an IKE proposal, as the testbed paired them: the same cipher and hash. */
function espFor({ suite }: IkeProposal): EspSuiteId {
  if (suite.startsWith('chacha20')) return 'chacha20-poly1305';
  if (IKE_SUITES[suite].alignBytes === 1) return 'aes-gcm-16';
  if (suite.endsWith('sha1')) return 'aes-cbc_hmac-sha1-96';
  return suite.endsWith('sha256') ? 'aes-cbc_hmac-sha256-128' : 'aes-cbc_hmac-sha512-256';
}

/** Sizes that vary with a signature are shown as they most often are: the middle of some set-ups without loss. */
const SIZE_RUNS = 15;

function typicalBytes(probe: IkeProbe): (index: number, found: number) => number {
  if (probe.auth !== 'ecdsa256') return (_index, found) => found;
  const all = Array.from({ length: SIZE_RUNS }, (_, run) => runOnce(probe, probe.seed + run, NO_LOSS).seen);
  return (index, found) => {
    const sizes = all.map((seen) => seen[index]?.udpPayloadBytes ?? found).sort((a, b) => a - b);
    return sizes[Math.floor(sizes.length / 2)] ?? found;
  };
}

/** Datagrams as messages: fragments of one stand together. */
function messagesOf(seen: readonly SeenMessage[], typical: (index: number, found: number) => number): ProbeMessage[] {
  const messages: { exchange: string; type: 'request' | 'response'; udpPayloadBytes: number[] }[] = [];
  seen.forEach(({ message, udpPayloadBytes }, index) => {
    const bytes = typical(index, udpPayloadBytes);
    if ((message.fragment?.number ?? 1) > 1) messages.at(-1)?.udpPayloadBytes.push(bytes);
    else messages.push({ exchange: message.exchange, type: message.response ? 'response' : 'request', udpPayloadBytes: [bytes] });
  });
  return messages;
}

/** Milliseconds between the transmissions of each request of the initiator. */
function gapsOf(seen: readonly SeenMessage[]): number[] {
  const last = new Map<string, TimeNs>();
  const gapsMs: number[] = [];
  for (const { from, message, timeNs } of seen) {
    if (from !== 'initiator' || message.response || (message.fragment?.number ?? 1) > 1) continue;
    // A first message that was changed for a cookie or a group is another message.
    const key = `${message.exchange}/${message.messageId}/${message.bytes}`;
    const before = last.get(key);
    if (before !== undefined) gapsMs.push(Math.round((timeNs - before) / NS_PER_MS));
    last.set(key, timeNs);
  }
  return gapsMs;
}

function summary(sortedMs: readonly number[]): { median: number; mean: number; p95: number; max: number } {
  const at = (share: number): number => sortedMs[Math.min(sortedMs.length - 1, Math.floor(share * sortedMs.length))] ?? 0;
  const middle = sortedMs.length / 2;
  const median = Number.isInteger(middle) ? ((sortedMs[middle - 1] ?? 0) + (sortedMs[middle] ?? 0)) / 2 : at(0.5);
  const mean = sortedMs.reduce((sum, each) => sum + each, 0) / sortedMs.length;
  return { median: toMicroseconds(median), mean: toMicroseconds(mean), p95: toMicroseconds(at(0.95)), max: toMicroseconds(at(1)) };
}

function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
