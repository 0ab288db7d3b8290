/**
 * Purpose: lets applications and TLS speak over TCP: a connection as a stream of messages with its events.
 *
 * Broken octets (a stream overwritten by injected data) reach the upper layer as a content of kind `garbage`, which no application and no TLS endpoint can parse.
 * Does not model: partial reads. Units: octets. Determinism: as TCP.
 * References: RFC 9293 3.9.1.
 */
import { formatIpv4 } from '../net/address.ts';
import type { Content } from '../net/packet.ts';
import type { TcpConnection } from '../net/tcp/connection.ts';
import type { TcpLayer } from '../net/tcp/layer.ts';
import type { ConnectOptions, TcpEvents } from '../net/tcp/types.ts';
import { TlsClient, type MessageStream, type StreamEvents } from '../vpn/tls.ts';
import { damagedContent } from './messages.ts';
import { joinKey, ringOf, type WorldParts } from './parts.ts';
import type { ServiceSpec } from './scenario.ts';
import { serve, tlsRefused, type ServiceLogic } from './services/service.ts';

const GARBAGE: Content = { kind: 'garbage', bytes: 1 };

/**
 * The TCP events that feed a stream's events.
 * Units: none. Errors: none. Source: own design.
 */
export function asTcpEvents(events: StreamEvents): TcpEvents {
  return {
    onOpen: () => events.onOpen(),
    onMessage: (content, { damaged, deliveredBy }) =>
      events.onMessage(damaged ? (damagedContent(content) ?? GARBAGE) : content, deliveredBy),
    onGarbled: (garble) => events.onMessage(GARBAGE, [garble.origin]),
    onClose: (close) => events.onClose(close.reason, close.closedBy ?? ''),
  };
}

/**
 * A connection as a message stream.
 * Units: none. Errors: none. Source: own design.
 */
export function asStream(connection: TcpConnection): MessageStream {
  return { send: (content) => void connection.send(content), close: () => connection.close(), abort: () => connection.abort() };
}

/**
 * Opens a plain TCP stream.
 * Units: nanoseconds. Errors: none; failure to open is `onClose`. Source: RFC 9293.
 */
export function openTcp(
  tcp: TcpLayer,
  options: ConnectOptions,
  events: StreamEvents,
  opened?: (connection: TcpConnection) => void,
): MessageStream {
  const connection = tcp.connect(options, asTcpEvents(events));
  opened?.(connection);
  return asStream(connection);
}

/**
 * Opens a stream from a host to a service: TLS where the service demands it, or where it is offered and the control is on at the client.
 * Units: nanoseconds. Errors: none. Source: TR 8.1 e (SSL/TLS between the parties).
 */
export function openToService(
  parts: WorldParts,
  client: { readonly place: string; readonly tcp: TcpLayer; readonly user: string },
  service: ServiceSpec,
  events: StreamEvents,
  share: string,
  options: ConnectOptions,
): MessageStream {
  const by = service.tls === 'offered' ? parts.context.gate.on('tls', client.place) : undefined;
  const log = (connection: TcpConnection): void => {
    const { local, remote } = connection;
    parts.logs.write('sender', client.place, client.user, service.id, joinKey(parts, client.place, { client: local, server: remote }));
  };
  if (service.tls !== 'always' && by === undefined) return openTcp(client.tcp, options, events, log);
  // The TLS endpoint needs the stream below it and the other way round: the holder is filled before any event can come.
  const holder: { stream?: MessageStream } = {};
  const below: MessageStream = {
    send: (content) => holder.stream?.send(content),
    close: () => holder.stream?.close(),
    abort: () => holder.stream?.abort(),
  };
  const tls = new TlsClient({
    lower: below,
    upper: events,
    keys: ringOf(parts, client.place),
    serverName: service.host,
    share,
    ...(service.clientCertificates === true ? { user: client.user } : {}),
    by,
    refused: tlsRefused(parts, client.place),
    careless: parts.scenario.sites.flatMap((site) => site.users).some((user) => user.id === client.user && user.ignoresWarnings === true),
  });
  holder.stream = openTcp(client.tcp, options, tls, log);
  return tls;
}

/**
 * Starts a stream service on its host's TCP.
 * Units: none. Errors: throws when the port is taken (the loader refuses such scenarios). Source: TR 5.1.
 */
export function startService(parts: WorldParts, service: ServiceSpec, logic: ServiceLogic, tcp: TcpLayer): void {
  let accepted = 0;
  tcp.listen(service.port, (connection) => {
    const join = joinKey(parts, service.host, { client: connection.remote, server: connection.local });
    const stream = { ...asStream(connection), remoteAddress: connection.remote.address, join };
    const events = serve(parts, service, logic, stream, `${service.host}/${formatIpv4(connection.remote.address)}/${++accepted}`);
    return asTcpEvents(events);
  });
}
