/**
 * Purpose: the frame of every stream service: it accepts connections, speaks TLS where the client does, and hands messages to the service's own logic.
 *
 * Does not model: server load; answers are immediate (a processing time is a parameter of a later stage).
 * Units: none. Determinism: connections in order of acceptance.
 * References: TR 5.1 (services); RFC 8446.
 */
import type { Ipv4 } from '../../net/address.ts';
import type { Content } from '../../net/packet.ts';
import { asTls, TlsServer, type MessageStream, type Refused, type StreamEvents } from '../../vpn/tls.ts';
import { appContent, asMessage, type AppMessage } from '../messages.ts';
import { ringOf, type WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';

/** One client as the server sees him. */
export interface Peer {
  readonly address: Ipv4;
  readonly join: string;
  /** Key behind the certificate that the client has presented under TLS. */
  readonly clientKey?: string | undefined;
  answer(message: AppMessage): void;
  hangUp(): void;
}

/** What a service does with messages. `origins` is ground truth and goes only into facts. */
export interface ServiceLogic {
  onMessage(message: AppMessage, peer: Peer, origins: readonly string[]): void;
  /** Something came that is no message: broken bytes on a plain stream. */
  onGarbage?(peer: Peer, origins: readonly string[]): void;
}

export interface AcceptedStream extends MessageStream {
  readonly remoteAddress: Ipv4;
  readonly join: string;
}

/**
 * Serves one accepted connection; returns the events that its stream must call.
 * Units: none. Errors: none. Source: TR 5.1.
 */
export function serve(parts: WorldParts, service: ServiceSpec, logic: ServiceLogic, stream: AcceptedStream, share: string): StreamEvents {
  let tls: TlsServer | undefined;
  const upper = (above: MessageStream): StreamEvents => ({
    onOpen: () => undefined,
    onMessage: (content, origins) => {
      if (!strikesProgram(parts, service, content, origins))
        dispatch(logic, content, { ...peerOf(service, above, stream), clientKey: tls?.clientKey }, origins);
    },
    onClose: () => undefined,
  });
  const plain = upper(stream);
  const keys = ringOf(parts, service.host);
  return {
    onOpen: () => undefined,
    onMessage: (content, origins) => {
      if (tls === undefined && asTls(content) !== undefined && service.tls !== 'never') {
        const secured: { send: MessageStream['send']; close: MessageStream['close']; abort: MessageStream['abort'] } = {
          send: (c) => tls?.send(c),
          close: () => tls?.close(),
          abort: () => tls?.abort(),
        };
        tls = new TlsServer({
          lower: stream,
          upper: upper(secured),
          keys,
          name: service.host,
          share,
          refused: tlsRefused(parts, service.host),
        });
      }
      if (tls !== undefined) tls.onMessage(content, origins);
      else if (service.tls === 'always') stream.abort();
      else plain.onMessage(content, origins);
    },
    onClose: (reason, closedBy) => tls?.onClose(reason, closedBy),
  };
}

/**
 * Records that TLS refused something at a place.
 * Units: none. Errors: none. Source: RFC 8446 6.2 (bad_record_mac and other fatal alerts).
 */
export function tlsRefused(parts: WorldParts, at: string): Refused {
  return (control, origin) => parts.context.stop({ control, at, reason: 'tls-record-refused', origin });
}

function peerOf(service: ServiceSpec, above: MessageStream, stream: AcceptedStream): Peer {
  return {
    address: stream.remoteAddress,
    join: stream.join,
    answer: (message) => above.send(appContent({ ...message, service: service.id })),
    hangUp: () => above.close(),
  };
}

/** T09: an exploit inside the service's own protocol; it acts when the service's program has an open fault, else it is nonsense that the program ignores. */
function strikesProgram(parts: WorldParts, service: ServiceSpec, content: Content, origins: readonly string[]): boolean {
  const fault = asMessage(content)?.exploit;
  if (fault === undefined) return false;
  if (fault === service.id && parts.flawsOf(service.host).includes(fault))
    parts.infections.strike(service.host, { fault }, origins.at(-1) ?? '');
  return true;
}

function dispatch(logic: ServiceLogic, content: Content, peer: Peer, origins: readonly string[]): void {
  const message = asMessage(content);
  if (message === undefined) logic.onGarbage?.(peer, origins);
  else logic.onMessage(message, peer, origins);
}
