/**
 * Purpose: lines of FTP's control connection, among them those that name an address and a port, and the octets of a file on the data connection.
 *
 * Does not model: directories, accounts, representation types and structures, the extended commands for IPv6 (RFC 2428).
 * Units: octets. Determinism: plain values.
 * References: RFC 959 4.1 (commands), 4.1.2 (PORT: h1,h2,h3,h4,p1,p2), 4.2 (replies, 227), 5.3 (lines end with CR LF).
 */
import { formatIpv4, parseIpv4 } from '../address.ts';
import type { Content } from '../packet.ts';
import type { Endpoint } from '../tcp/types.ts';

/** RFC 959 8: the server's control port. */
export const FTP_PORT = 21;
/** First port that is named in answer to PASV, where nobody chose others: of those that are never assigned (RFC 6335 6). */
export const FTP_PASSIVE_PORTS = { first: 52_000, last: 52_063 } as const;

/**
 * The port from which a server opens data connections: beside that of its control connections, 20 beside 21.
 * Units: none. Errors: none. Source: RFC 959 5.2.
 */
export const dataPortOf = (controlPort: number): number => controlPort - 1;

/** A command or a reply. */
export interface FtpLine extends Content {
  readonly kind: 'ftp-line';
  readonly text: string;
}

export interface FtpData extends Content {
  readonly kind: 'ftp-data';
}

/**
 * A line with its end.
 * Units: octets. Errors: none. Source: RFC 959 5.3.
 */
export function ftpLine(text: string): FtpLine {
  return { kind: 'ftp-line', text, bytes: text.length + 2 };
}

/**
 * The text of a line, the empty text for anything else.
 * Units: none. Errors: none. Source: own design.
 */
export function textOf(content: Content): string {
  return content.kind === 'ftp-line' ? (content as FtpLine).text : '';
}

/**
 * An address and a port as six numbers.
 * Units: none. Errors: none. Source: RFC 959 4.1.2.
 */
export function hostPort({ address, port }: Endpoint): string {
  return [...formatIpv4(address).split('.'), Math.floor(port / 256), port % 256].join(',');
}

/**
 * Reads six numbers wherever they stand in a line.
 * Units: none. Errors: undefined when there are none that name an address and a port. Source: RFC 959 4.1.2, RFC 1123 4.1.2.6 (a client looks for the digits of a 227).
 */
export function readHostPort(text: string): Endpoint | undefined {
  const numbers = /(?:\d{1,3},){5}\d{1,3}/.exec(text)?.[0].split(',').map(Number);
  if (numbers === undefined) return undefined;
  const address = parseIpv4(numbers.slice(0, 4).join('.'));
  const [high = 256, low = 256] = numbers.slice(4);
  return address === undefined || high > 255 || low > 255 ? undefined : { address, port: high * 256 + low };
}
