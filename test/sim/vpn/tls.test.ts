/**
 * Purpose: TLS over a stream: who the server is gets proved, records open only in their session, and nothing foreign survives.
 *
 * Guards: a server without the expected name's key, a proof over another transcript, replayed records, plain bytes in the stream.
 *
 *   client                    server
 *     | -- client-hello ------> |
 *     | <------ server-flight - |   share, proof over both shares
 *     | -- finished ----------> |
 *     | -- data --------------> |
 */
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../sim/net/packet.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { asTls, TlsClient, TlsServer, tlsServerKey, type MessageStream, type StreamEvents, type TlsContent } from '../../../sim/vpn/tls.ts';

const HELLO: Content = { kind: 'note', bytes: 100 };

class Side implements StreamEvents {
  opened = 0;
  readonly messages: Content[] = [];
  closed: string | undefined;
  onOpen(): void {
    this.opened++;
  }
  onMessage(content: Content): void {
    this.messages.push(content);
  }
  onClose(reason: string): void {
    this.closed = reason;
  }
}

/** A wire that keeps what was sent until the test hands it on. */
class Wire implements MessageStream {
  readonly sent: Content[] = [];
  aborted = false;
  send(content: Content): void {
    this.sent.push(content);
  }
  close(): void {
    this.sent.push({ kind: 'fin', bytes: 1 });
  }
  abort(): void {
    this.aborted = true;
  }
  take(): Content {
    const content = this.sent.shift();
    if (content === undefined) throw new Error('nothing was sent');
    return content;
  }
}

function pair(serverName: string, serverKeys: KeyRing) {
  const [client, server] = [new Side(), new Side()];
  const [up, down] = [new Wire(), new Wire()];
  const refused: string[] = [];
  const tlsClient = new TlsClient({
    lower: up,
    upper: client,
    keys: new KeyRing(),
    serverName: 'hospital',
    share: 'c1',
    by: 'tls',
    refused: (control, origin) => refused.push(`${control} ${origin}`),
  });
  const tlsServer = new TlsServer({
    lower: down,
    upper: server,
    keys: serverKeys,
    name: serverName,
    share: 's1',
    refused: (control, origin) => refused.push(`${control} ${origin}`),
  });
  return { client, server, up, down, tlsClient, tlsServer, refused };
}

const genuine = (): KeyRing => new KeyRing([tlsServerKey('hospital')]);

describe('TLS', () => {
  it('opens after one round trip and carries sealed data both ways', () => {
    const { client, server, up, down, tlsClient, tlsServer } = pair('hospital', genuine());
    tlsClient.onOpen();
    tlsServer.onMessage(up.take(), ['client']);
    tlsClient.onMessage(down.take(), ['server']);
    expect([client.opened, server.opened]).toEqual([1, 1]);
    tlsServer.onMessage(up.take(), ['client']);
    tlsClient.send(HELLO);
    const record = up.take();
    expect(asTls(record)?.sealed?.by).toBe('tls');
    // 100 octets and one record of 22 octets overhead (RFC 8446 5.2).
    expect(record.bytes).toBe(122);
    tlsServer.onMessage(record, ['client']);
    expect(server.messages).toEqual([HELLO]);
  });

  it('a server that holds another name’s key is refused', () => {
    const { client, up, down, tlsClient, tlsServer } = pair('impostor', new KeyRing([tlsServerKey('impostor')]));
    tlsClient.onOpen();
    tlsServer.onMessage(up.take(), ['client']);
    tlsClient.onMessage(down.take(), ['impostor']);
    expect(client.opened).toBe(0);
    expect(client.closed).toBe('tls-alert');
    expect(up.aborted).toBe(true);
  });

  it('a proof over another handshake is refused', () => {
    const other = pair('hospital', genuine());
    other.tlsClient.onOpen();
    const hello: TlsContent = { kind: 'tls', record: 'client-hello', bytes: 250, share: 'somebody-else' };
    other.tlsServer.onMessage(hello, ['attacker']);
    other.tlsClient.onMessage(other.down.take(), ['attacker']);
    expect(other.client.closed).toBe('tls-alert');
  });

  it('a record of an earlier session is refused, even while its key is still on the ring, and the control is named', () => {
    const keys = genuine();
    const first = pair('hospital', keys);
    first.tlsClient.onOpen();
    first.tlsServer.onMessage(first.up.take(), ['client']);
    first.tlsClient.onMessage(first.down.take(), ['server']);
    first.up.take();
    first.tlsClient.send(HELLO);
    const old = first.up.take();
    const second = pair('hospital', keys);
    const again = new TlsServer({
      lower: second.down,
      upper: second.server,
      keys,
      name: 'hospital',
      share: 's2',
      refused: (control, origin) => second.refused.push(`${control} ${origin}`),
    });
    second.tlsClient.onOpen();
    again.onMessage(second.up.take(), ['attacker']);
    again.onMessage(old, ['attacker']);
    expect(second.server.messages).toEqual([]);
    expect(second.server.closed).toBe('tls-alert');
    expect(second.refused).toEqual(['tls attacker']);
  });

  it('plain bytes in the stream end it', () => {
    const { server, up, tlsClient, tlsServer } = pair('hospital', genuine());
    tlsClient.onOpen();
    tlsServer.onMessage(up.take(), ['client']);
    tlsServer.onMessage(HELLO, ['attacker']);
    expect(server.closed).toBe('tls-alert');
  });
});
