/**
 * Purpose: what datagrams and streams carry as octets: what has a standard form in that form (TLS, L2TP, RTP, FTP, SIP), everything else as text that says that it is synthetic.
 *
 * Protocols that the TR does not print (the centre's, enrolment, applications) have no octets to be true to; an analyser shows their text.
 * Does not model: real application protocols. Units: octets. Determinism: pure but for the secrets of the run.
 * References: RFC 3550 5.1, RFC 3551 6 (RTP, PCMU is 0); RFC 3948 2.3 (keepalive); RFC 959 5.3, RFC 3261 7 (text).
 */
import { textOf } from '../../sim/net/ftp/messages.ts';
import { isL2tpControl, isL2tpData } from '../../sim/net/l2tp/messages.ts';
import type { Content, Packet } from '../../sim/net/packet.ts';
import { sipText } from '../../sim/net/sip/messages.ts';
import { isSpliced } from '../../sim/net/splice.ts';
import { NAT_KEEPALIVE } from '../../sim/vpn/ike-nat.ts';
import { asTls } from '../../sim/vpn/tls.ts';
import { ascii, join, u16, u32, u8, type Bytes } from './bytes.ts';
import { l2tpControlBytes, l2tpDataBytes } from './l2tp-bytes.ts';
import { readable } from './readable.ts';
import type { Secrets } from './secrets.ts';
import { tlsBytes } from './tls-bytes.ts';

export interface ContentContext {
  readonly secrets: Secrets;
  /** How many contents came before; tells apart ciphertexts of equal length. */
  readonly number: number;
  /** An inner packet as octets. */
  packet(inner: Packet): Bytes;
}

/** Version 2, no padding, extension or sources; payload type 0. */
const RTP_HEAD = Uint8Array.of(0x80, 0);
/** Samples in 20 ms at 8 kHz. */
const SAMPLES_PER_FRAME = 160;
const FRAME_NS = 20_000_000;
/** Silence in G.711 mu-law. */
const SILENCE = 0xff;

/**
 * A content as octets.
 * Units: octets. Errors: none. Source: own design, and the standards that the parts name.
 */
export function contentBytes(content: Content, context: ContentContext): Bytes {
  const tls = asTls(content);
  if (tls !== undefined) return tlsBytes(tls, context.secrets, context.number);
  if (isL2tpControl(content)) return l2tpControlBytes(content, context.secrets);
  if (isL2tpData(content)) return l2tpDataBytes(context.packet(content.inner));
  if (isSpliced(content)) return context.packet(content.inner);
  if (content.kind === NAT_KEEPALIVE.kind) return u8(0xff);
  if (content.kind === 'media' && 'sentNs' in content && typeof content.sentNs === 'number') return rtp(content, content.sentNs, context);
  const text = lineText(content);
  if (text !== undefined) return ascii(text);
  return readable(content, context.secrets);
}

/** FTP's control connection and SIP are text in the standards too (RFC 959 5.3, RFC 3261 7). */
function lineText(content: Content): string | undefined {
  if (content.kind === 'ftp-line') return `${textOf(content)}\r\n`;
  return content.kind === 'sip' ? sipText(content) : undefined;
}

function rtp(content: Content, sentNs: number, { secrets }: ContentContext): Bytes {
  const number = Math.floor(sentNs / FRAME_NS);
  const flow = 'flow' in content ? String(content.flow) : '';
  const head = join(RTP_HEAD, u16(number), u32((number * SAMPLES_PER_FRAME) % 2 ** 32), secrets.bytes(`rtp/${flow}`, 4));
  return join(head, new Uint8Array(content.bytes - head.length).fill(SILENCE));
}
