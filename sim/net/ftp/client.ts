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
import type { Ipv4 } from '../address.ts';
import type { TcpConnection } from '../tcp/connection.ts';
import type { TcpLayer } from '../tcp/layer.ts';
import { FTP_PORT, ftpLine, hostPort, readHostPort, textOf, type FtpData } from './messages.ts';

export interface FtpJob {
  readonly server: Ipv4;
  readonly mode: 'active' | 'passive';
  readonly bytes: number;
  /** At which an active client waits for the server. */
  readonly dataPort: number;
}

/**
 * Stores a file; `done` hears once how it ended: the server's last reply, empty when it did not answer at all.
 * Units: octets. Errors: throws when the data port is taken (a bug of the caller). Source: RFC 959.
 */
export function storeByFtp(tcp: TcpLayer, job: FtpJob, done: (result: { readonly stored: boolean; readonly reply: string }) => void): void {
  const { server, mode, bytes, dataPort } = job;
  const file: FtpData = { kind: 'ftp-data', bytes };
  let reply = '';
  let passive: TcpConnection | undefined;
  const say = (text: string): void => void control.send(ftpLine(text));
  const give = (data: TcpConnection): void => {
    data.send(file);
    data.close();
  };
  const answers: Readonly<Record<string, () => void>> = {
    '220': () => say('USER clinic'),
    '331': () => say('PASS secret'),
    '230': () => say(mode === 'active' ? `PORT ${hostPort({ address: control.local.address, port: dataPort })}` : 'PASV'),
    '200': () => say('STOR file'),
    '227': () => {
      const to = readHostPort(reply);
      if (to === undefined) return say('QUIT');
      passive = tcp.connect({ dst: to.address, dstPort: to.port }, { onOpen: () => say('STOR file') });
    },
    '150': () => {
      if (passive !== undefined) give(passive);
    },
    '226': () => end(true),
    '425': () => end(false),
  };
  const end = (stored: boolean): void => {
    done({ stored, reply });
    say('QUIT');
  };
  let ended = false;
  const control = tcp.connect(
    { dst: server, dstPort: FTP_PORT },
    {
      onMessage: (content) => {
        if (ended) return;
        reply = textOf(content);
        ended = reply.startsWith('226') || reply.startsWith('425');
        answers[reply.slice(0, 3)]?.();
      },
      onClose: () => {
        if (!ended) done({ stored: false, reply });
      },
    },
  );
  if (mode === 'active') tcp.listen(dataPort, (data) => ({ onOpen: () => give(data) }));
}
