/**
 * Purpose: an FTP client that stores one file, in active mode (the server calls it where its PORT says) or in passive mode (it calls the server where the 227 says).
 *
 * ```
 * active                                            passive
 *   client 50100 ---- control ----> 21 server         client 50100 ---- control ----> 21 server
 *     PORT 192,0,2,10,196,20 ->                          PASV ->
 *                                                        <- 227 (198,51,100,10,203,32)
 *   client 50196 <---- data ------- 20 server         client ------- data ----> 52000 server
 * ```
 * Does not model: reading, several files, a second try in the other mode.
 * Units: octets. Determinism: none needed.
 * References: RFC 959 3.2, 3.3, 5.4, 7 (typical scenario); RFC 1579 (passive mode for clients behind filters and translators).
 */
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import type { Ipv4 } from '../address.ts';
import type { TcpConnection } from '../tcp/connection.ts';
import type { TcpLayer } from '../tcp/layer.ts';
import type { FourTuple, TcpClose } from '../tcp/types.ts';
import { ftpLine, hostPort, readHostPort, textOf, type FtpData } from './messages.ts';

/** How long a client waits for the server's call: curl's default is a minute (CURLOPT_ACCEPTTIMEOUT_MS); a little more, so that a server that says so after a minute is heard. */
const ACCEPT_PATIENCE_NS: TimeNs = 65 * NS_PER_S;

export interface FtpJob {
  readonly server: Ipv4;
  /** Of the control connection. */
  readonly port: number;
  readonly mode: 'active' | 'passive';
  readonly user: string;
  /** As it goes over the wire. */
  readonly password: string;
  /** Under which the file is stored. */
  readonly name: string;
  readonly file: FtpData;
  /** At which an active client waits for the server. */
  readonly dataPort: number;
}

/** How it ended: the server's last reply, empty when it did not answer at all. */
export interface FtpResult {
  readonly stored: boolean;
  readonly reply: string;
  /** Where the control connection broke before the end. */
  readonly closed?: TcpClose;
}

export interface FtpClientEvents {
  /** The server's first words. */
  onGreeting?(): void;
  /** Once. */
  done(result: FtpResult): void;
}

/**
 * Stores a file; returns the ends of the control connection.
 * Units: octets. Errors: throws when the data port is taken (a bug of the caller). Source: RFC 959.
 */
export function storeByFtp(tcp: TcpLayer, job: FtpJob, events: FtpClientEvents): FourTuple {
  const { server, mode, file, dataPort } = job;
  let reply = '';
  let ended = false;
  /** Active mode: the server has called. */
  let called = false;
  let passive: TcpConnection | undefined;
  const say = (text: string): void => void control.send(ftpLine(text));
  const give = (data: TcpConnection): void => {
    data.send(file);
    data.close();
  };
  const end = (stored: boolean): void => {
    ended = true;
    events.done({ stored, reply });
    say('QUIT');
  };
  const store = (): void => {
    say(`STOR ${job.name}`);
    if (mode === 'active') tcp.node.context.kernel.after(ACCEPT_PATIENCE_NS, () => void (called || ended || end(false)));
  };
  const answers: Readonly<Record<string, () => void>> = {
    '220': () => {
      events.onGreeting?.();
      say(`USER ${job.user}`);
    },
    '331': () => say(`PASS ${job.password}`),
    '230': () => say(mode === 'active' ? `PORT ${hostPort({ address: control.local.address, port: dataPort })}` : 'PASV'),
    '200': store,
    '227': () => {
      const to = readHostPort(reply);
      if (to === undefined) return end(false);
      passive = tcp.connect({ dst: to.address, dstPort: to.port }, { onOpen: store });
    },
    '150': () => {
      if (passive !== undefined) give(passive);
    },
    '226': () => end(true),
    // No port, no data connection, no such login, not taken (RFC 959 4.2.2).
    '421': () => end(false),
    '425': () => end(false),
    '530': () => end(false),
    '550': () => end(false),
  };
  const control = tcp.connect(
    { dst: server, dstPort: job.port },
    {
      onMessage: (content) => {
        if (ended) return;
        reply = textOf(content);
        answers[reply.slice(0, 3)]?.();
      },
      onClose: (closed) => {
        if (!ended) events.done({ stored: false, reply, closed });
        ended = true;
      },
    },
  );
  const accepted = (data: TcpConnection): void => {
    called = true;
    give(data);
  };
  if (mode === 'active') tcp.listen(dataPort, (data) => ({ onOpen: () => accepted(data) }));
  return { local: control.local, remote: control.remote };
}
