/**
 * Purpose: reads our own pcapng files back, for tests that need no analyser.
 *
 * Does not model: little-endian files, other blocks than ours. Units: nanoseconds. References: draft-ietf-opsawg-pcapng 3.1, 4.
 */

export interface ReadPacket {
  readonly place: string;
  readonly timeNs: number;
  readonly data: Uint8Array;
  readonly comment: string;
}

/** The interfaces by name, and the packets. Throws on a file whose blocks do not fit. */
export function readPcapng(file: Uint8Array): { readonly interfaces: readonly string[]; readonly packets: readonly ReadPacket[] } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const interfaces: string[] = [];
  const packets: ReadPacket[] = [];
  for (let at = 0; at < file.length;) {
    const [type, length] = [view.getUint32(at), view.getUint32(at + 4)];
    if (view.getUint32(at + length - 4) !== length) throw new Error(`block at ${at}: its two lengths differ`);
    const end = at + length - 4;
    if (type === 1) interfaces.push(optionsOf(file, at + 16, end).get(2) ?? '');
    if (type === 6) {
      const size = view.getUint32(at + 20);
      if (size !== view.getUint32(at + 24)) throw new Error(`packet at ${at} is cut`);
      const timeNs = view.getUint32(at + 12) * 2 ** 32 + view.getUint32(at + 16);
      const options = optionsOf(file, at + 28 + Math.ceil(size / 4) * 4, end);
      const place = interfaces[view.getUint32(at + 8)] ?? '';
      packets.push({ place, timeNs, data: file.subarray(at + 28, at + 28 + size), comment: options.get(1) ?? '' });
    }
    at += length;
  }
  return { interfaces, packets };
}

function optionsOf(file: Uint8Array, from: number, end: number): ReadonlyMap<number, string> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const options = new Map<number, string>();
  for (let at = from; at + 4 <= end && view.getUint16(at) !== 0; at += 4 + Math.ceil(view.getUint16(at + 2) / 4) * 4)
    options.set(view.getUint16(at), new TextDecoder().decode(file.subarray(at + 4, at + 4 + view.getUint16(at + 2))));
  return options;
}
