/**
 * Purpose: an FTP server that takes files: it opens the data connection to where the client's PORT says, or names a port of its own in answer to PASV.
 *
 * Does not model: logins that fail, reading and listing, a data port other than the one that was named last, the refusal of addresses that are not the client's (RFC 2577 3).
 * Units: octets, nanoseconds. Determinism: passive ports count up.
 * References: RFC 959 3.2, 3.3 (data connections), 5.4 (replies); RFC 1579 (passive mode).
 */
import { NS_PER_S } from '../../kernel/time.ts';
import type { Ipv4 } from '../address.ts';
import type { TcpConnection } from '../tcp/connection.ts';
import type { TcpLayer } from '../tcp/layer.ts';
import type { Endpoint, TcpEvents } from '../tcp/types.ts';
import { FTP_DATA_PORT, FTP_PORT, ftpLine, hostPort, readHostPort, textOf } from './messages.ts';

/** vsftpd.conf(5), connect_timeout: how long a client may take to accept the data connection. */
const DATA_PATIENCE_NS = 60 * NS_PER_S;
/** First port that is named in answer to PASV: of those that are never assigned (RFC 6335 6). */
const FIRST_PASSIVE_PORT = 52_000;

/** Where the next data connection comes from. */
type Way = { readonly kind: 'active'; readonly to: Endpoint } | { readonly kind: 'passive'; readonly port: number };

/** A server's state over all of its clients. */
interface Server {
  readonly tcp: TcpLayer;
  nextPort: number;
  stored(bytes: number): void;
}

/**
 * Starts a server; `stored` hears of each file that arrived whole.
 * Units: octets. Errors: throws when its ports are taken (a bug of the caller). Source: RFC 959.
 */
export function startFtpServer(tcp: TcpLayer, stored: (bytes: number) => void): void {
  const server: Server = { tcp, nextPort: FIRST_PASSIVE_PORT, stored };
  tcp.listen(FTP_PORT, (connection) => session(server, connection));
}

function session(server: Server, control: TcpConnection): TcpEvents {
  let way: Way | undefined;
  const reply = (text: string): void => void control.send(ftpLine(text));
  const arrived = (bytes: number): void => {
    server.stored(bytes);
    reply('226 stored');
  };
  const commands: Readonly<Record<string, (line: string) => void>> = {
    USER: () => reply('331 password'),
    PASS: () => reply('230 welcome'),
    PORT: (line) => {
      const to = readHostPort(line);
      if (to === undefined) return reply('501 no address');
      way = { kind: 'active', to };
      reply('200 noted');
    },
    PASV: () => {
      const port = server.nextPort++;
      way = { kind: 'passive', port };
      // The client may be here before it asks for anything to be stored.
      server.tcp.listen(port, () => receiver(arrived));
      reply(`227 come to (${hostPort({ address: control.local.address, port })})`);
    },
    STOR: () => {
      reply('150 ready');
      if (way?.kind === 'active')
        fetch(server.tcp, { from: control.local.address, to: way.to }, { arrived, failed: () => reply('425 no data connection') });
      else if (way === undefined) reply('425 no data connection');
    },
    QUIT: () => {
      reply('221 goodbye');
      control.close();
    },
  };
  return {
    onOpen: () => reply('220 ready'),
    onMessage: (content) => {
      const text = textOf(content);
      const command = commands[text.split(' ')[0] ?? ''];
      if (command === undefined) reply('502 unknown');
      else command(text);
    },
  };
}

/** Active mode: the server calls the client. */
function fetch(
  tcp: TcpLayer,
  { from, to }: { readonly from: Ipv4; readonly to: Endpoint },
  ended: { arrived(bytes: number): void; failed(): void },
): void {
  let open = false;
  const file = receiver(ended.arrived);
  tcp.connect(
    { dst: to.address, dstPort: to.port, src: from, srcPort: FTP_DATA_PORT, patienceNs: DATA_PATIENCE_NS },
    {
      ...file,
      onOpen: () => void (open = true),
      onClose: (close) => (open ? file.onClose?.(close) : ended.failed()),
    },
  );
}

/** The end of a file is the end of its connection (RFC 959 3.4.1). */
function receiver(arrived: (bytes: number) => void): TcpEvents {
  let bytes = 0;
  return {
    onMessage: (content) => void (bytes += content.bytes),
    onClose: ({ reason }) => {
      if (reason === 'fin') arrived(bytes);
    },
  };
}
