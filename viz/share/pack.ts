/**
 * Purpose: a text as a word that an address can carry, and back: deflated and written in 64 harmless characters.
 *
 * Nothing in a word is trusted: it is unpacked no further than a bound, so that a small word cannot fill the memory.
 * Units: octets; characters for words.
 * References: RFC 1951 (DEFLATE), RFC 4648 section 5 (base64url), RFC 3986 3.5 (fragment).
 */

/** Browsers take more, mail and chat programs do not: own choice. figure-3 (67 kB) needs 24,000. */
export const LONGEST_WORD = 64 * 2 ** 10;

export type Unpacked = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: 'damaged' | 'too-large' };

/** A call takes a limited number of arguments. */
const CHUNK = 8_192;

function toWord(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Undefined for what no `toWord` writes. */
function fromWord(word: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(word)) return undefined;
  try {
    return Uint8Array.from(atob(word.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** All that a stream gives; undefined as soon as it is more than `most` octets. */
async function gather(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    size += next.value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * The word for a text.
 * Units: none. Errors: none. Source: as above.
 */
export async function pack(text: string): Promise<string> {
  const packed = await gather(streamOf(new TextEncoder().encode(text)).pipeThrough(new CompressionStream('deflate-raw')), Infinity);
  return toWord(packed ?? new Uint8Array());
}

/**
 * The text of a word.
 * Units: octets. Errors: said in the answer: a word that is damaged, or whose text is larger than `mostBytes`. Source: as above.
 */
export async function unpack(word: string, mostBytes: number): Promise<Unpacked> {
  const bytes = fromWord(word);
  if (bytes === undefined) return { ok: false, why: 'damaged' };
  try {
    const text = await gather(streamOf(bytes).pipeThrough(new DecompressionStream('deflate-raw')), mostBytes);
    if (text === undefined) return { ok: false, why: 'too-large' };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(text) };
  } catch {
    // The decompressor or the decoder refuses what was cut or changed on its way; both throw nothing else here.
    return { ok: false, why: 'damaged' };
  }
}
