/**
 * Purpose: runs as one pcapng file, with the keys to read it.
 *
 * One interface a line or LAN that carried something, one after the other as if captures were appended (media-order.ts), in order of time within each. Mixed by time, a packet that
 * passes several lines would look to an analyser like a stream out of order, which it cannot put together (`reordercap` mixes them for whoever wants that).
 * Time 0 of a run is 1970-01-01 00:00:00 UTC, so that an analyser shows simulated time; each further run in the same file begins a
 * day later and has interfaces of its own, and its ESP SPIs are moved so that no two runs share one: an analyser finds keys by address and SPI alone. Frames stand at the time at which their last bit arrived.
 * Does not model: packets that never arrived (lost, or on their way at the end).
 * Units: nanoseconds. Determinism: the same runs give the same file, octet for octet.
 * References: pcapng 4; contract 2 (`--pcap`, `--keys`).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { OnWire, WireLog } from '../../sim/net/tap.ts';
import { joinAll, type Bytes } from './bytes.ts';
import { keyFiles, type KeyFile, type RunKeys } from './key-tables.ts';
import { movedSpi } from './esp-spi.ts';
import { mediaInOrder } from './media-order.ts';
import { PacketCoder } from './packet-bytes.ts';
import { interfaceBlock, LINK_TYPE, packetBlock, sectionHeader } from './pcapng.ts';
import { remarksOf } from './remarks.ts';

const DAY_NS = 86_400 * 1_000_000_000;

/** A run whose wires were listened to. */
export interface CapturedRun {
  /** What stands in front of the names of its interfaces, where there are several runs. */
  readonly name: string;
  readonly seed: number;
  /** When the run ended. */
  readonly horizonNs: number;
  readonly wire: WireLog;
  readonly trace: readonly TraceEvent[];
}

export interface Capture {
  readonly file: Bytes;
  readonly keys: readonly KeyFile[];
  readonly packets: number;
  /** Lines and LANs on which something was heard, also those that were not wanted. */
  readonly media: readonly string[];
}

/** How runs are written. */
export interface CaptureOptions {
  readonly lang: 'en' | 'ja';
  /** Comment of the file. */
  readonly about: string;
  /** Lines and LANs whose packets are kept; absent: all. */
  readonly at?: readonly string[];
}

/**
 * The capture of runs.
 * Units: see above. Errors: throws when a packet is not as long as the model says (a bug). Source: pcapng 4.
 */
export function captureOf(runs: readonly CapturedRun[], options: CaptureOptions): Capture {
  const blocks: Bytes[] = [sectionHeader(options.about)];
  const keys: RunKeys[] = [];
  const media = [...new Set(runs.flatMap(({ wire }) => wire.items.map(({ medium }) => medium)))];
  let [interfaces, packets] = [0, 0];
  for (const [index, run] of runs.entries()) {
    const written = writeRun(run, {
      ...options,
      offsetNs: index * DAY_NS,
      firstInterface: interfaces,
      run: index,
      named: runs.length > 1,
    });
    for (const block of written.blocks) blocks.push(block);
    keys.push(written.keys);
    interfaces += written.interfaces;
    packets += written.packets;
  }
  return { file: joinAll(blocks), keys: keyFiles(keys), packets, media };
}

interface Placement extends CaptureOptions {
  readonly offsetNs: number;
  readonly firstInterface: number;
  /** Place among the runs of the file, from 0. */
  readonly run: number;
  /** Put the name of the run before those of its interfaces. */
  readonly named: boolean;
}

interface Written {
  readonly blocks: readonly Bytes[];
  readonly keys: RunKeys;
  readonly interfaces: number;
  readonly packets: number;
}

function writeRun(
  { name, seed, horizonNs, wire, trace }: CapturedRun,
  { lang, at, offsetNs, firstInterface, run, named }: Placement,
): Written {
  const items = wire.items.filter(({ arriveNs }) => arriveNs < horizonNs);
  const remarks = remarksOf(items, trace);
  const coder = new PacketCoder(seed, wire.suites, (spi) => movedSpi(spi, run));
  const media = mediaInOrder(items).filter((medium) => at?.includes(medium) ?? true);
  const numbers = new Map(media.map((medium, number) => [medium, number]));
  const linkTypes = new Map(items.map(({ medium, item }) => [medium, item.kind === 'frame' ? LINK_TYPE.ethernet : LINK_TYPE.rawIp]));
  const blocks = media.map((medium) =>
    interfaceBlock(linkTypes.get(medium) ?? LINK_TYPE.rawIp, named ? `${name} ${medium}` : medium, name),
  );
  const heard: { readonly item: OnWire; readonly data: Bytes; readonly remark: string }[] = [];
  // Encoded in the order of events, in which keys come to be known; written line by line in the order of arrival.
  for (const [index, item] of items.entries()) {
    const data = item.item.kind === 'frame' ? coder.frame(item.item.frame) : coder.packet(item.item.packet);
    if (numbers.has(item.medium)) heard.push({ item, data, remark: remarks[index]?.[lang] ?? '' });
  }
  const placeOf = ({ medium }: OnWire): number => numbers.get(medium) ?? 0;
  heard.sort((a, b) => placeOf(a.item) - placeOf(b.item) || a.item.arriveNs - b.item.arriveNs || a.item.event - b.item.event);
  for (const { item, data, remark } of heard)
    blocks.push(packetBlock({ interface: firstInterface + placeOf(item), timeNs: offsetNs + item.arriveNs }, data, remark));
  return { blocks, keys: keysOf(coder), interfaces: numbers.size, packets: heard.length };
}

function keysOf({ book, esp }: PacketCoder): RunKeys {
  const uses = [...esp.uses.values()].flatMap((use) => {
    const keys = book.esp.get(use.keyId);
    return keys === undefined ? [] : [{ ...use, keys }];
  });
  return { ike: [...book.keys.values()], esp: uses };
}
