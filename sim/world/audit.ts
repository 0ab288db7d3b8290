/**
 * Purpose: an auditor who tries to prove an access afterwards from the records that exist at the three points, and what keeps him from it.
 *
 * The target's own record always exists. Those of sender and access point exist where `three-point-logging` is deployed, and clocks that are off are set where `clock-sync` is; both are asked when the
 * records are needed, because nobody reads them before. Records stand for what was done only where `timestamping` seals them, and for a person only where the account is one
 * person's or `ic-card` was demanded at login. What was said in a document is proven by the author's signature (`object-signature`) with a time stamp; when his certificate has been
 * revoked since, only with the status of that time, if it was archived. Records may have been lost; of those of access points the centre may hold a copy.
 * Does not model: transport and retention of records, dishonest auditors.
 * Units: nanoseconds. Determinism: asks in the order of the auditor's steps.
 * References: TR A.1 c, 9.5 (three records, joined); RFC 3227 2.4 (believable evidence); RFC 3161; RFC 3552 4.3; threat card T14.
 */
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import type { AuditFact } from './facts.ts';
import type { LogPoint, LogRecord } from './logs.ts';
import type { FlowSpec } from './scenario.ts';
import type { World } from './world.ts';

/** Clocks that kept the records of one access may differ by at most this much; own choice between NTP's step threshold of 0.125 s and its panic threshold of 1000 s (RFC 5905). */
export const TOLERANCE_NS: TimeNs = NS_PER_S;

/** Somebody alters the target's records before the audit. */
export interface Tampering {
  readonly erased: boolean;
}

/**
 * Audits the access that a flow made: can it be shown who did it?
 * Units: nanoseconds. Errors: none; the finding goes into the facts. Source: threat card T14 "Wins when".
 */
export function auditAccess(world: World, flow: FlowSpec, tampering: Tampering): void {
  const { parts } = world;
  const service = parts.service(flow.service);
  const record = (verdict: AuditFact['verdict'], missing: string): void =>
    void parts.facts.audits.push({ atNs: parts.context.kernel.now, flow: flow.id, verdict, missing });
  const target = parts.logs.records.find((r) => r.point === 'target' && r.place === service.host && r.who === (flow.user ?? ''));
  if (target === undefined) return record('nothing-happened', 'target');
  const ask = (mechanism: Mechanism, at: string, reason: string): boolean => {
    const control = parts.context.gate.on(mechanism, at);
    if (control !== undefined) parts.context.stop({ control, at, reason, origin: flow.client });
    return control !== undefined;
  };
  const missing = (['sender', 'access-point'] as const).find(
    (point) => !joins(world, target, point, flow, () => ask('three-point-logging', placeOf(world, target, point, flow), 'record-kept')),
  );
  if (missing !== undefined) return record('unproven', missing);
  const sealed = ask('timestamping', service.host, 'records-sealed');
  if (tampering.erased) return record(sealed ? 'proven' : 'tampering-seen', sealed ? '' : 'target');
  if (!sealed) return record('unproven', 'integrity');
  const sharers = parts.scenario.sites.flatMap((site) => site.users).find((user) => user.id === flow.user)?.sharedBy ?? 1;
  if (sharers > 1 && !ask('ic-card', service.host, 'person-proven')) return record('unproven', 'identity');
  record('proven', '');
}

/** The record of an access at a point, if that point keeps records and its clock agrees with the target's. */
function joins(world: World, target: LogRecord, point: LogPoint, flow: FlowSpec, kept: () => boolean): boolean {
  const found = recordAt(world, target, point, flow);
  if (found === undefined || !kept()) return false;
  return clocksAgree(world, found.place, target.place, flow.client);
}

/** Clocks that have run apart agree where they are set from one source (`clock-sync`); it is asked only of clocks that are off, and only when that matters. */
function clocksAgree(world: World, one: string, other: string, origin: string): boolean {
  const { context } = world.parts;
  const { hosts, devices } = world.topology;
  const errorAt = (place: string): TimeNs => (hosts.get(place)?.spec ?? devices.get(place)?.spec)?.clockErrorNs ?? 0;
  const agree = (errors: (place: string) => TimeNs): boolean => Math.abs(errors(one) - errors(other)) <= TOLERANCE_NS;
  if (agree(errorAt)) return true;
  return agree((place) => {
    const control = errorAt(place) === 0 ? undefined : context.gate.on('clock-sync', place);
    if (control === undefined) return errorAt(place);
    context.stop({ control, at: place, reason: 'clock-set', origin });
    return 0;
  });
}

/** True when the records of a place have not survived; the centre's copy stands in for an access point's. */
function lostAt(world: World, { point, place }: LogRecord): boolean {
  const { hosts, devices } = world.topology;
  const lost = (hosts.get(place)?.spec ?? devices.get(place)?.spec)?.losesRecords === true;
  return lost && !(point === 'access-point' && world.parts.scenario.centre?.keepsLogs === true);
}

/** A record of an access at a point that has survived. */
function recordAt(world: World, target: LogRecord, point: LogPoint, flow: FlowSpec): LogRecord | undefined {
  const here = world.parts.logs
    .joined(target.join)
    .filter((r) => r.point === point && (point === 'access-point' || r.place === flow.client));
  return here.find((r) => !lostAt(world, r));
}

function placeOf(world: World, target: LogRecord, point: LogPoint, flow: FlowSpec): string {
  return recordAt(world, target, point, flow)?.place ?? flow.client;
}

/**
 * Audits what a flow's document said: can its author deny it?
 * Units: none. Errors: none; the finding goes into the facts. Source: threat card T14 (content); RFC 3552 2.2, 4.3 (a shared key convinces nobody else).
 */
export function auditContent(world: World, flow: FlowSpec): void {
  const { parts } = world;
  const { host, archivesStatus } = parts.service(flow.service);
  const record = (verdict: AuditFact['verdict'], missing: string): void =>
    void parts.facts.audits.push({ atNs: parts.context.kernel.now, flow: flow.id, verdict, missing });
  if (!parts.facts.holdings.some((holding) => holding.host === host && holding.asset === flow.asset))
    return record('nothing-happened', 'target');
  const signed = parts.context.gate.on('object-signature', host);
  if (signed === undefined) return record('unproven', 'signature');
  const stamped = parts.context.gate.on('timestamping', host);
  if (stamped === undefined) return record('unproven', 'time');
  const revokedAtNs = parts.scenario.sites.flatMap((site) => site.users).find((user) => user.id === flow.user)?.revokedAtNs;
  if (revokedAtNs !== undefined && revokedAtNs <= parts.context.kernel.now && archivesStatus !== true) return record('unproven', 'status');
  parts.context.stop({ control: stamped, at: host, reason: 'content-proven', origin: flow.client });
  record('proven', '');
}
