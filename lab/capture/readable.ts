/**
 * Purpose: a content without a standard form as text: what kind it is, its fields, and filler that says that it is synthetic; what is sealed is opaque text.
 *
 * Fields that are ground truth for oracles (who really made something) stay out: they are not on a wire.
 * Does not model: encodings. Units: octets. Determinism: fields in the order in which they were set.
 * References: own design.
 */
import { Sealed } from '../../sim/net/sealed.ts';
import type { Content } from '../../sim/net/packet.ts';
import { ascii, join, type Bytes } from './bytes.ts';
import type { Secrets } from './secrets.ts';

/** Ends with an empty line: an analyser that takes a port for HTTP's then waits for no end of headers, which it could not put together from several lines at once. */
const FILLER = 'SYNTHETIC DATA OF WARDLAB, NO REAL PERSON OR RECORD.\r\n\r\n';
/** Octets of ciphertext on one line: 64 characters in base64, as RFC 7468 3 has them. */
const LINE_BYTES = 48;
/** Not on the wire: sizes that lengths show, and ground truth. */
const HIDDEN = new Set(['kind', 'bytes', 'by', 'origin']);

/**
 * The text of a content, cut or filled to its length.
 * Units: octets. Errors: none. Source: own design.
 */
export function readable(content: Content, secrets: Secrets): Bytes {
  const lines: string[] = [];
  const sealed: string[] = [];
  describe('', content, lines, sealed);
  const head = ascii(`WARDLAB/1 SIMULATED ${content.kind}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`).subarray(
    0,
    content.bytes,
  );
  const rest = content.bytes - head.length;
  return join(
    head,
    sealed.length > 0 ? armoured(secrets.bytes(`sealed/${sealed.join('/')}/${lines.join('/')}`, rest), rest) : filler(rest),
  );
}

function describe(path: string, value: unknown, lines: string[], sealed: string[]): void {
  if (value instanceof Sealed) {
    sealed.push(value.keyId);
    lines.push(`${path}: sealed`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!HIDDEN.has(key)) describe(path === '' ? key : `${path}.${key}`, inner, lines, sealed);
    }
  } else if (value !== undefined) lines.push(`${path}: ${String(value)}`);
}

function filler(length: number): Bytes {
  return ascii(FILLER.repeat(Math.ceil(length / FILLER.length))).subarray(0, length);
}

/** Ciphertext as text in base64, as sealed objects travel by mail and web. */
function armoured(ciphertext: Bytes, length: number): Bytes {
  let text = '';
  for (let at = 0; text.length < length; at += LINE_BYTES)
    text += `${btoa(String.fromCharCode(...ciphertext.subarray(at, at + LINE_BYTES)))}\r\n\r\n`;
  return ascii(text).subarray(0, length);
}
