/**
 * Purpose: the pcapng file format: one section, its interfaces, and packets with comments.
 *
 * Does not model: statistics, name resolution and custom blocks, cut packets.
 * Units: nanoseconds since 1970-01-01 00:00:00 UTC. Determinism: pure; big-endian, whatever the machine.
 * References: draft-ietf-opsawg-pcapng, 3.1 (blocks), 3.5 (options), 4.1 to 4.3 (section header, interface description, enhanced packet); link types of tcpdump.org.
 */
import { ascii, join, u16, u32, zeros, type Bytes } from './bytes.ts';

/** Ethernet without its check sequence; IPv4 without anything around it. */
export const LINK_TYPE = { ethernet: 1, rawIp: 101 } as const;

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** if_tsresol: 10^-9 s. */
const NANOSECONDS = 9;

const OPTION = { comment: 1, userApplication: 4, interfaceName: 2, interfaceDescription: 3, timeResolution: 9 } as const;

type Option = readonly [code: number, value: Bytes];

/**
 * Begins a section.
 * Units: none. Errors: none. Source: pcapng 4.1.
 */
export function sectionHeader(comment: string): Bytes {
  const unknownLength = join(u32(0xffff_ffff), u32(0xffff_ffff));
  return block(SECTION, join(u32(BYTE_ORDER_MAGIC), u16(1), u16(0), unknownLength), [
    [OPTION.comment, ascii(comment)],
    [OPTION.userApplication, ascii('wardlab')],
  ]);
}

/**
 * Describes the next interface; they are numbered from 0.
 * Units: none. Errors: none. Source: pcapng 4.2.
 */
export function interfaceBlock(linkType: number, name: string, description: string): Bytes {
  const noLimit = u32(0);
  return block(INTERFACE, join(u16(linkType), u16(0), noLimit), [
    [OPTION.interfaceName, ascii(name)],
    [OPTION.interfaceDescription, ascii(description)],
    [OPTION.timeResolution, Uint8Array.of(NANOSECONDS)],
  ]);
}

/**
 * A packet of an interface.
 * Units: nanoseconds. Errors: none. Source: pcapng 4.3.
 */
export function packetBlock(at: { readonly interface: number; readonly timeNs: number }, data: Bytes, comment: string): Bytes {
  const time = join(u32(Math.floor(at.timeNs / 2 ** 32)), u32(at.timeNs % 2 ** 32));
  const body = join(u32(at.interface), time, u32(data.length), u32(data.length), padded(data));
  return block(ENHANCED_PACKET, body, [[OPTION.comment, ascii(comment)]]);
}

function block(type: number, body: Bytes, options: readonly Option[]): Bytes {
  const listed = options.map(([code, value]) => join(u16(code), u16(value.length), padded(value)));
  const content = join(body, ...listed, u32(0));
  const length = u32(content.length + 12);
  return join(u32(type), length, content, length);
}

function padded(data: Bytes): Bytes {
  return data.length % 4 === 0 ? data : join(data, zeros(4 - (data.length % 4)));
}
