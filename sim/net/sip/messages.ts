/**
 * Purpose: messages of SIP with their text, and the session descriptions in them that say where voice is to be sent.
 *
 * Does not model: proxies and registrars, authentication, early media, several media, changes of a session.
 * Units: octets of text. Determinism: plain values.
 * References: RFC 3261 7, 8.1.1 (fields that every request has), 12.1.1, 13 (INVITE, 200, ACK), 18.2.1, 18.2.2 (where responses go); RFC 3581 (rport);
 * RFC 4566 5 (v, o, s, c, t, m); RFC 3264 (offer and answer); RFC 3551 6 (payload type 0 is PCMU).
 */
import { formatIpv4, parseIpv4, type Ipv4 } from '../address.ts';
import type { Content } from '../packet.ts';

/** RFC 3261 19.1.2. */
export const SIP_PORT = 5060;

export interface SipMessage extends Content {
  readonly kind: 'sip';
  readonly text: string;
}

/** One end of a call, as it names itself. */
export interface SipEnd {
  readonly address: Ipv4;
  /** At which it speaks SIP; absent: SIP_PORT. */
  readonly port?: number;
  readonly mediaPort: number;
}

/** What a message says, as far as its reader uses it. */
export interface SipRead {
  readonly method: 'INVITE' | 'OK' | 'ACK';
  readonly call: string;
  readonly parties: SipParties;
  /** Address and port of the topmost Via, and whether it asks for answers at the port from which it came. */
  readonly via: { readonly address: Ipv4; readonly port: number };
  readonly rport: boolean;
  /** Where the sender wants further requests of this call. */
  readonly contact: { readonly address: Ipv4; readonly port: number };
  /** Where it wants the voice. */
  readonly media?: { readonly address: Ipv4; readonly port: number };
}

/** Who calls whom, as `name@place`. */
export interface SipParties {
  readonly caller: string;
  readonly called: string;
}

/** What a message is about, whoever sends it. */
export interface SipCall {
  readonly id: string;
  readonly parties: SipParties;
  /** Answers are wanted at the port from which a request came (RFC 3581). */
  readonly rport: boolean;
}

const STARTS = { INVITE: 'INVITE sip:', OK: 'SIP/2.0 200 OK', ACK: 'ACK sip:' } as const;

/**
 * Writes a message: `own` is its sender, `via` the end that began the transaction.
 * Units: octets. Errors: none. Source: RFC 3261 8.1.1, 13.2.1; RFC 4566 5.
 */
export function sipMessage(
  method: SipRead['method'],
  { id, parties, rport }: SipCall,
  { own, via }: { readonly own: SipEnd; readonly via: Pick<SipEnd, 'address' | 'port'> },
): SipMessage {
  const address = formatIpv4(own.address);
  const body =
    method === 'ACK'
      ? []
      : ['v=0', `o=- 1 1 IN IP4 ${address}`, 's=-', `c=IN IP4 ${address}`, 't=0 0', `m=audio ${own.mediaPort} RTP/AVP 0`];
  const sdp = body.map((line) => `${line}\r\n`).join('');
  const fields = [
    method === 'OK' ? STARTS.OK : `${STARTS[method]}${parties.called} SIP/2.0`,
    `Via: SIP/2.0/UDP ${formatIpv4(via.address)}:${via.port ?? SIP_PORT};branch=z9hG4bK${id}${rport ? ';rport' : ''}`,
    'Max-Forwards: 70',
    `From: <sip:${parties.caller}>;tag=${id}`,
    `To: <sip:${parties.called}>`,
    `Call-ID: ${id}`,
    `CSeq: 1 ${method === 'ACK' ? 'ACK' : 'INVITE'}`,
    `Contact: <sip:${address}:${own.port ?? SIP_PORT}>`,
    ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${sdp.length}`,
  ];
  const text = `${fields.join('\r\n')}\r\n\r\n${sdp}`;
  return { kind: 'sip', text, bytes: text.length };
}

/**
 * The text of a message; undefined for anything else.
 * Units: none. Errors: none. Source: RFC 3261 7.
 */
export function sipText(content: Content): string | undefined {
  return content.kind === 'sip' && 'text' in content ? (content as SipMessage).text : undefined;
}

/**
 * Reads a message.
 * Units: none. Errors: undefined for what is no message of SIP. Source: RFC 3261 7; RFC 4566 5.7, 5.14.
 */
export function readSip(content: Content): SipRead | undefined {
  const text = sipText(content);
  if (text === undefined) return undefined;
  const method = (['INVITE', 'OK', 'ACK'] as const).find((each) => text.startsWith(STARTS[each]));
  const via = endIn(/^Via: \S+ ([\d.]+):(\d+)/m.exec(text));
  const contact = endIn(/^Contact: <sip:([\d.]+):(\d+)>/m.exec(text));
  const call = /^Call-ID: (\S+)/m.exec(text)?.[1];
  const [caller, called] = [/^From: <sip:([^>]+)>/m.exec(text)?.[1], /^To: <sip:([^>]+)>/m.exec(text)?.[1]];
  if (method === undefined || via === undefined || contact === undefined || call === undefined) return undefined;
  if (caller === undefined || called === undefined) return undefined;
  const [host, port] = [/^c=IN IP4 ([\d.]+)/m.exec(text)?.[1], /^m=audio (\d+) /m.exec(text)?.[1]];
  const address = parseIpv4(host ?? '');
  const media = address === undefined || port === undefined ? {} : { media: { address, port: Number(port) } };
  return { method, call, parties: { caller, called }, via, rport: text.includes(';rport'), contact, ...media };
}

function endIn(found: RegExpExecArray | null): { readonly address: Ipv4; readonly port: number } | undefined {
  const address = parseIpv4(found?.[1] ?? '');
  return address === undefined ? undefined : { address, port: Number(found?.[2]) };
}
