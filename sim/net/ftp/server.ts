/**
 * Purpose: an FTP server that takes files: it opens the data connection to where the client's PORT says, or names a port of its own in answer to PASV.
 *
 * Does not model: reading and listing, a data port other than the one that was named last, the refusal of addresses that are not the client's (RFC 2577 3), limits on tries at the login.
 * Units: octets, nanoseconds. Determinism: passive ports count up, and begin again.
 * References: RFC 959 3.2, 3.3 (data connections), 5.4 (replies); RFC 1579 (passive mode).
 */
import { NS_PER_S } from '../../kernel/time.ts';
import type { Content } from '../packet.ts';
import type { TcpConnection } from '../tcp/connection.ts';
import type { TcpLayer } from '../tcp/layer.ts';
import type { Delivery, Endpoint, FourTuple, TcpEvents } from '../tcp/types.ts';
import { dataPortOf, ftpLine, hostPort, readHostPort, textOf } from './messages.ts';

/** vsftpd.conf(5), connect_timeout: how long a client may take to accept the data connection. */
const DATA_PATIENCE_NS = 60 * NS_PER_S;

/** Where the next data connection comes from. */
type Way = { readonly kind: 'active'; readonly to: Endpoint } | { readonly kind: 'passive' };

/** A file that arrived whole. */
export interface FtpFile {
  readonly name: string;
  /** Who logged in. */
  readonly user: string;
  readonly bytes: number;
  readonly parts: readonly { readonly content: Content; readonly delivery: Delivery }[];
  /** The ends of the control connection, as the server sees them. */
  readonly control: FourTuple;
}

/** A try to log in. */
export interface FtpLogin {
  readonly user: string;
  readonly password: string;
  /** Who really sent the password; ground truth. */
  readonly from: readonly string[];
  readonly control: FourTuple;
}

export interface FtpServerConfig {
  readonly port: number;
  /** Ports that are named in answer to PASV. */
  readonly passivePorts: { readonly first: number; readonly last: number };
  /** Whether a name and password are right. */
  admits(login: FtpLogin): boolean;
  /** Takes a file, or not. */
  stored(file: FtpFile): boolean;
  /** A client that said PORT could not be called back. */
  unreachable?(to: Endpoint, control: FourTuple): void;
}

/** A server's state over all of its clients. */
interface Server extends FtpServerConfig {
  readonly tcp: TcpLayer;
  /** Who waits for a data connection at each passive port. */
  readonly waiting: Map<number, (() => TcpEvents) | undefined>;
  nextPort: number;
}

/**
 * Starts a server.
 * Units: octets. Errors: throws when its ports are taken (the loader refuses such scenarios). Source: RFC 959.
 */
export function startFtpServer(tcp: TcpLayer, config: FtpServerConfig): void {
  const server: Server = { ...config, tcp, waiting: new Map(), nextPort: config.passivePorts.first };
  tcp.listen(config.port, (connection) => new Session(server, connection).events);
}

class Session {
  readonly #server: Server;
  readonly #control: TcpConnection;
  #user = '';
  #loggedIn = false;
  #way: Way | undefined;
  #name = '';

  constructor(server: Server, control: TcpConnection) {
    this.#server = server;
    this.#control = control;
  }

  get events(): TcpEvents {
    return {
      onOpen: () => this.#reply('220 ready'),
      onMessage: (content, delivery) => this.#line(textOf(content), delivery.deliveredBy),
    };
  }

  get #tuple(): FourTuple {
    return { local: this.#control.local, remote: this.#control.remote };
  }

  #reply(text: string): void {
    this.#control.send(ftpLine(text));
  }

  #line(text: string, from: readonly string[]): void {
    const [command = '', ...rest] = text.split(' ');
    const argument = rest.join(' ');
    if (command === 'USER') {
      this.#user = argument;
      return this.#reply('331 password');
    }
    if (command === 'PASS') {
      this.#loggedIn = this.#server.admits({ user: this.#user, password: argument, from, control: this.#tuple });
      return this.#reply(this.#loggedIn ? '230 welcome' : '530 not logged in');
    }
    if (command === 'QUIT') {
      this.#reply('221 goodbye');
      return this.#control.close();
    }
    if (!this.#loggedIn) return this.#reply('530 not logged in');
    if (command === 'PORT') this.#port(argument);
    else if (command === 'PASV') this.#passive();
    else if (command === 'STOR') this.#store(argument);
    else this.#reply('502 unknown');
  }

  #port(argument: string): void {
    const to = readHostPort(argument);
    if (to === undefined) return this.#reply('501 no address');
    this.#way = { kind: 'active', to };
    this.#reply('200 noted');
  }

  #passive(): void {
    const { tcp, waiting, passivePorts } = this.#server;
    const port = this.#server.nextPort;
    this.#server.nextPort = port === passivePorts.last ? passivePorts.first : port + 1;
    if (!waiting.has(port)) tcp.listen(port, () => this.#server.waiting.get(port)?.() ?? {});
    // The client may be here before it asks for anything to be stored.
    waiting.set(port, () => this.#receiver());
    this.#way = { kind: 'passive' };
    this.#reply(`227 come to (${hostPort({ address: this.#control.local.address, port })})`);
  }

  #store(name: string): void {
    this.#name = name;
    this.#reply('150 ready');
    if (this.#way === undefined) this.#reply('425 no data connection');
    else if (this.#way.kind === 'active') this.#call(this.#way.to);
  }

  /** Active mode: the server calls the client. */
  #call(to: Endpoint): void {
    const { tcp, port } = this.#server;
    let open = false;
    const file = this.#receiver();
    tcp.connect(
      { dst: to.address, dstPort: to.port, src: this.#control.local.address, srcPort: dataPortOf(port), patienceNs: DATA_PATIENCE_NS },
      {
        ...file,
        onOpen: () => void (open = true),
        onClose: (close) => {
          if (open) return file.onClose?.(close);
          this.#server.unreachable?.(to, this.#tuple);
          this.#reply('425 no data connection');
        },
      },
    );
  }

  /** The end of a file is the end of its connection (RFC 959 3.4.1). */
  #receiver(): TcpEvents {
    const parts: FtpFile['parts'][number][] = [];
    return {
      onMessage: (content, delivery) => void parts.push({ content, delivery }),
      onClose: ({ reason }) => {
        if (reason !== 'fin') return;
        const bytes = parts.reduce((sum, { content }) => sum + content.bytes, 0);
        const taken = this.#server.stored({ name: this.#name, user: this.#user, bytes, parts, control: this.#tuple });
        this.#reply(taken ? '226 stored' : '550 not taken');
      },
    };
  }
}
