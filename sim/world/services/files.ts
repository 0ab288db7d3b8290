/**
 * Purpose: files by FTP: a server that takes files of its accounts, and users who store one, in active or in passive mode.
 *
 * Name, password and file cross the wire as they are (RFC 2577 5); what protects them is the network below, or the envelope around the document itself.
 * Does not model: FTP over TLS (RFC 4217), reading and listing, logins that are counted or locked.
 * Units: nanoseconds, octets. Determinism: event order; each run of a flow has a data port of its own.
 * References: TR 5.1 c (files passed on), D.7 c (FTP and NAT); RFC 959, 1579, 2577.
 */
import { PRIORITY } from '../../kernel/kernel.ts';
import { formatIpv4, type Ipv4 } from '../../net/address.ts';
import { storeByFtp, type FtpResult } from '../../net/ftp/client.ts';
import { FTP_PASSIVE_PORTS, type FtpData } from '../../net/ftp/messages.ts';
import { startFtpServer, type FtpFile, type FtpLogin } from '../../net/ftp/server.ts';
import type { Content } from '../../net/packet.ts';
import type { TcpLayer } from '../../net/tcp/layer.ts';
import type { FourTuple } from '../../net/tcp/types.ts';
import { makeDocument, noteArrival, readDocument } from '../documents.ts';
import { newSession, type Attempt, type SessionFact } from '../facts.ts';
import { damagedDocument, documentBytes, type Document } from '../messages.ts';
import { joinKey, siteOf, type WorldParts } from '../parts.ts';
import type { FlowSpec, ServiceSpec } from '../scenario.ts';
import { noteAcceptance, type AcceptedFrom } from './accept.ts';
import { currentPassword } from './keys.ts';

/** How long a user waits for the server's first words; as for other services (sim/world/users.ts). */
const PATIENCE_NS = 3_000_000_000;
/** First port at which an active client waits for the server: of those that are never assigned (RFC 6335 6). */
export const FIRST_DATA_PORT = 60_000;

/** A file on its way: a document, as the octets of a data connection. */
interface FileOnWire extends FtpData {
  readonly document: Document;
}

/**
 * The document in the octets of a data connection.
 * Units: none. Errors: none; undefined for anything else. Source: RFC 959 3.1.
 */
export function fileIn(content: Content): Document | undefined {
  return content.kind === 'ftp-data' && 'document' in content ? (content as FileOnWire).document : undefined;
}

/**
 * Starts the server of a service.
 * Units: none. Errors: throws when a port is taken (the loader refuses such scenarios). Source: RFC 959.
 */
export function startFiles(parts: WorldParts, service: ServiceSpec, tcp: TcpLayer): void {
  startFtpServer(tcp, {
    port: service.port,
    passivePorts: service.passivePorts ?? FTP_PASSIVE_PORTS,
    admits: (login) => admits(parts, service, login),
    stored: (file) => store(parts, service, file),
    unreachable: (to) => {
      const { trace } = parts.context;
      if (trace.on) trace.emit(service.host, 'ftp', { event: 'unreachable', address: formatIpv4(to.address), namedPort: to.port });
    },
  });
}

const endOf = (parts: WorldParts, at: string, { local, remote }: FourTuple): AcceptedFrom => ({
  address: remote.address,
  join: joinKey(parts, at, { client: remote, server: local }),
});

/** The server goes by name and password, whoever gives them; without accounts it takes files from everybody. */
function admits(parts: WorldParts, service: ServiceSpec, { user, password, from, control }: FtpLogin): boolean {
  const site = siteOf(parts.ownerOf(control.remote.address, service.host));
  if (service.accounts.length === 0) return true;
  if (!service.accounts.includes(user) || password !== currentPassword(parts, user)) return false;
  noteAcceptance(parts, service, { service: service.id, op: 'login', claimedSite: site, user }, endOf(parts, service.host, control), from);
  return true;
}

function store(parts: WorldParts, service: ServiceSpec, { user, parts: pieces, control }: FtpFile): boolean {
  const [piece] = pieces;
  const sent = piece === undefined ? undefined : fileIn(piece.content);
  if (piece === undefined || sent === undefined) return false;
  const document = piece.delivery.damaged ? damagedDocument(sent) : sent;
  const origins = piece.delivery.deliveredBy;
  noteArrival(parts, document, service.host);
  const reading = readDocument(parts, document, service.host, origins);
  if (!reading.ok) return false;
  const message = {
    service: service.id,
    op: 'put-file',
    claimedSite: siteOf(parts.ownerOf(control.remote.address, service.host)),
    ...(user === '' ? {} : { user }),
    document,
  } as const;
  noteAcceptance(parts, service, message, endOf(parts, service.host, control), origins, reading.document.digest);
  return true;
}

/**
 * Schedules the runs of a flow that stores a file.
 * Units: nanoseconds. Errors: throws when a data port is taken (a bug). Source: contract 4 (timed script); RFC 959.
 */
export function scheduleFiles(parts: WorldParts, flow: FlowSpec, { tcp, dst }: { readonly tcp: TcpLayer; readonly dst: Ipv4 }): void {
  const firstPort = FIRST_DATA_PORT + runsBefore(parts, flow);
  for (let run = 0; run < flow.times; run++)
    parts.context.kernel.at(
      flow.atNs + run * flow.everyNs,
      () => putFile(parts, flow, { tcp, dst, run, dataPort: firstPort + run }),
      PRIORITY.script,
    );
}

/**
 * How many runs of flows with the same operation stand before a flow in the scenario: gives each run a port of its own.
 * Units: runs. Errors: none. Source: own design.
 */
export function runsBefore({ scenario: { flows } }: WorldParts, flow: FlowSpec): number {
  const before = flows.slice(
    0,
    flows.findIndex(({ id }) => id === flow.id),
  );
  return before.reduce((runs, { times, operation }) => runs + (operation === flow.operation ? times : 0), 0);
}

interface Run {
  readonly tcp: TcpLayer;
  readonly dst: Ipv4;
  readonly run: number;
  readonly dataPort: number;
}

function putFile(parts: WorldParts, flow: FlowSpec, { tcp, dst, run, dataPort }: Run): void {
  const service = parts.service(flow.service);
  const { session, attempt } = begin(parts, flow, run);
  const user = flow.user ?? '';
  const document = makeDocument(parts, parts.asset(flow.asset ?? ''), flow.client, service.id);
  const file: FileOnWire = { kind: 'ftp-data', bytes: documentBytes(document), document };
  const login = user === '' ? { user: 'anonymous', password: 'guest' } : { user, password: currentPassword(parts, user) };
  const job = { server: dst, port: service.port, mode: flow.ftpMode ?? 'active', ...login, name: document.asset, file, dataPort } as const;
  const ends = storeByFtp(tcp, job, {
    onGreeting: () => void (attempt.servedNs = parts.context.kernel.now),
    done: (result) => end(parts, flow, session, result),
  });
  const { local, remote } = ends;
  parts.logs.write('sender', flow.client, user, service.id, joinKey(parts, flow.client, { client: local, server: remote }));
}

function begin(parts: WorldParts, flow: FlowSpec, run: number): { readonly session: SessionFact; readonly attempt: Attempt } {
  const startNs = parts.context.kernel.now;
  const session = newSession(flow, run, startNs);
  const attempt: Attempt = { flow: flow.id, client: flow.client, startNs, deadlineNs: startNs + PATIENCE_NS, servedNs: undefined };
  parts.facts.sessions.push(session);
  parts.facts.attempts.push(attempt);
  noteSession(parts, flow, session, { event: 'start', op: flow.operation });
  return { session, attempt };
}

function end(parts: WorldParts, flow: FlowSpec, session: SessionFact, { stored, reply, closed }: FtpResult): void {
  session.complete = stored;
  session.end = stored ? 'finished' : endWithout(reply, closed);
  session.endNs = parts.context.kernel.now;
  session.closedBy = closed?.closedBy ?? '';
  noteSession(parts, flow, session, { event: 'end', end: session.end, complete: stored, origin: session.closedBy });
}

/** A server that cannot call back says so when its time is up, if the way for its words is still there by then; any other "no" is its own. */
function endWithout(reply: string, closed: FtpResult['closed']): SessionFact['end'] {
  if (closed !== undefined) return closed.reason === 'timeout' ? 'timeout' : 'reset';
  return reply.startsWith('425') || reply.startsWith('150') ? 'timeout' : 'refused';
}

/**
 * Writes what happens to a session into the trace.
 * Units: none. Errors: none. Source: own design.
 */
export function noteSession(
  { context: { trace } }: WorldParts,
  flow: FlowSpec,
  session: SessionFact,
  fields: Readonly<Record<string, string | number | boolean>>,
): void {
  if (trace.on)
    trace.emit(flow.client, 'session', { ...fields, flow: flow.id, run: session.id, service: flow.service, user: flow.user ?? '' });
}
