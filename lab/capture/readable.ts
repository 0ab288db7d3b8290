/**
 * Purpose: a content without a standard form as text: what kind it is, its fields, and filler that says that it is synthetic; what is sealed is opaque.
 *
 * Fields that are ground truth for oracles (who really made something) stay out: they are not on a wire.
 * Does not model: encodings. Units: octets. Determinism: fields in the order in which they were set.
 * References: own design.
 */
import { Sealed } from '../../sim/net/sealed.ts';
import type { Content } from '../../sim/net/packet.ts';
import { ascii, join, type Bytes } from './bytes.ts';
import type { Secrets } from './secrets.ts';

const FILLER = 'SYNTHETIC DATA OF WARDLAB, NO REAL PERSON OR RECORD. ';
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
  return join(head, sealed.length > 0 ? secrets.bytes(`sealed/${sealed.join('/')}/${lines.join('/')}`, rest) : filler(rest));
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
